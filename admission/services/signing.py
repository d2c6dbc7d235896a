"""What signers do: they sign, leave examples out, decline, or hand over. Once signed, nothing of it changes [HB-47]."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import IPv6Address, ip_address

from django.db import transaction

from admission.enums import DeclarationStage, Signer
from admission.models import Declaration, Exclusion, Signature
from admission.queries import declared as queries
from admission.queries import intact, records
from admission.queries.declared_page import PAPER
from admission.queries.owner import data_of
from admission.queries.signers import may_sign
from admission.rules import signing as rules
from admission.rules import statements
from admission.services import declaring
from admission.services.declaring import PURPOSE, Person
from applications.enums import Actor, EventKind, Stage
from applications.models import Case
from applications.services import links as references
from applications.services import moving
from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.documents.services import request_printout
from cilexportal.foundation.guidance.pages import privacy_version
from cilexportal.foundation.rulebook.refusal import Refusal, Refused, refuse_if_any
from cilexportal.foundation.visitors import queries as visitors
from cilexportal.foundation.visitors import rules as links
from cilexportal.foundation.visitors import services as visiting
from cilexportal.foundation.visitors.keys import Opened
from cilexportal.foundation.visitors.models import Link, Visit
from members.models import User
from portfolio.services.supervised import shown_of

NEWS, RECEIPT = "admission.declared_news", "admission.declared_receipt"
CLAUSE = "HB-47"
OVER = "This visit is over. Open the link in our email again."
NOT_ASKED = "Nothing is asked of you any more. You need do nothing."
ALTERED = (
    "Something in these examples is not what was submitted. Nothing was signed, and you need do nothing: write to us, "
    "and we look into it."
)


class Stale(Exception):
    """What was to be signed has changed since the page was opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """What somebody sends: `seen` are the examples with their hashes as they were shown, `excluded` code -> reason of
    those left out; the name as typed, the consent, the account and the address of the browser."""

    seen: str
    name: str
    consents: bool
    visitor: User | None
    address: str
    excluded: Mapping[str, str] = field(default_factory=dict)


def to_sign(row: Declaration) -> dict[str, str]:
    """[HB-47] [HB-52] What a declaration lists, by its codes, each with the hash that would be signed now."""
    seals = queries.standing_of(row.case).seals
    return {code: seals[code] for code in row.slots if code in seals}


def sign_own(*, declaration_id: int, said: Signing, by: User, at: datetime) -> Signature:
    """[HB-47] [HB-52] The applicant signs everything that was submitted; the view has made them sign in anew.

    Raises Stale where it was changed since it was shown, Refused for anybody else, without name or consent, where a
    file or a row is not what was submitted, and where nothing is asked.
    """
    read = _read(Declaration.objects.select_related("case__application").get(pk=declaration_id), said)
    with transaction.atomic(), because(user_id=by.pk, why="admission.sign_own"):
        case, row = declaring.held(declaration_id)
        if row.signer != Signer.APPLICANT or case.application.user_id != by.pk:
            raise Refused.because(CLAUSE, "Only the applicant signs this declaration.")
        return _sign(case, row, said, read=read, at=at)


def sign(*, visit_id: int, said: Signing, at: datetime) -> Signature:
    """[HB-47] [HB-52] A supervisor signs the examples that name them, but for those left out with a reason.

    Raises what sign_own raises, and Refused where the link is over or the applicant signs in whatever way.
    """
    read = _read(_of_visit(Visit.objects.select_related("link").get(pk=visit_id)), said)
    with transaction.atomic():
        case, row = in_visit(visit_id, visitor=said.visitor, at=at)
        references.refuse_their_signature(case.application, signed_name=said.name, asked_at=row.email)
        return _sign(case, row, said, read=read, at=at)


def decline(*, visit_id: int, why: str, visitor: User | None, at: datetime) -> Declaration:
    """[HB-47] A supervisor signs nothing, and says why; an officer decides how to go on. Raises Refused."""
    with transaction.atomic():
        case, row = in_visit(visit_id, visitor=visitor, at=at)
        if not why.strip():
            raise Refused.because(CLAUSE, "Say why you do not sign.")
        declaring.end(row=row, stage=DeclarationStage.DECLINED, why=why.strip(), by=None, at=at)
        _settle(case, row, EventKind.DECLARATION_DECLINED, at=at)
        _tell(case, row, "declined", at=at)
        return row


def hand_over(*, visit_id: int, person: Person, visitor: User | None, at: datetime) -> Declaration:
    """[HB-47] Another authorised person signs in this supervisor's place, by a link of their own.

    Raises Refused for the applicant, oneself, somebody who is no authorised person, and the fourth in a row.
    """
    with transaction.atomic():
        case, row = in_visit(visit_id, visitor=visitor, at=at)
        declaring.refuse_person(case=case, row=row, person=person)
        if _handed_over(row) >= declaring.MOST_HANDED_OVER:
            raise Refused.because(CLAUSE, "This was handed on three times already. Decline it, and an officer decides.")
        declaring.end(row=row, stage=DeclarationStage.HANDED_OVER, why="", by=None, at=at)
        other = declaring.follow(case=case, row=row, person=person, at=at)
        _settle(case, row, EventKind.DECLARATION_HANDED_OVER, at=at)
        _tell(case, row, "handed_over", at=at)
        return other


# --- By the link ---------------------------------------------------------------------------------------------------


def enter(*, token: str, visitor: User | None, at: datetime) -> Opened | None:
    """[HB-47] Opens the narrow session of a supervisor; None for a link that never was.

    Raises Refused for a dead one, and for the applicant who is signed in, in whatever account.
    """
    with transaction.atomic():
        link = visitors.by_token(purpose=PURPOSE, token=token)
        row = queries.by_uuid(link.subject) if link else None
        if link is None or row is None:
            return None
        declaring.held(row.pk)
        link.refresh_from_db()
        refuse_if_shut(link=link, row=row, visitor=visitor, at=at)
        hours = data_of(row.case).reference.visit_hours
        return visiting.enter(link=link, hours=hours, at=at)


def refuse_if_shut(*, link: Link, row: Declaration, visitor: User | None, at: datetime) -> None:
    """Raises Refused where the link is dead at `at`, or where this visitor is the applicant."""
    if why := links.why_shut(ended_at=link.ended_at, expires_at=link.expires_at, at=at):
        over = row.stage not in (DeclarationStage.OPEN, DeclarationStage.SIGNED)
        raise Refused(Refusal(CLAUSE, NOT_ASKED if over else why))
    references.refuse_the_applicant(row.case.application, visitor=visitor)


def in_visit(visit_id: int, *, visitor: User | None, at: datetime) -> tuple[Case, Declaration]:
    """The declaration of a visit, which can still be signed, its case held. Raises Refused where the visit or its link
    is over, it was answered before, the application waits for nobody, or the visitor is the applicant."""
    visit = Visit.objects.select_related("link").get(pk=visit_id)
    case, row = declaring.held(_of_visit(visit).pk)
    visit.refresh_from_db()
    visit.link.refresh_from_db()
    refuse_if_shut(link=visit.link, row=row, visitor=visitor, at=at)
    if visit.ended_at is not None or at >= visit.expires_at:
        raise Refused.because(CLAUSE, OVER)
    _refuse_unless_open(row)
    refuse_if_any(filter(None, [rules.may_ask(Stage(case.stage))]))
    return case, row


# --- Shared --------------------------------------------------------------------------------------------------------


def _of_visit(visit: Visit) -> Declaration:
    found = queries.by_uuid(visit.link.subject)
    assert found is not None, "declarations are never deleted"
    return found


def _read(row: Declaration, said: Signing) -> intact.Read | None:
    """The bytes of what would be signed, hashed before the case is held, as that can take a while; None where nothing
    could be signed."""
    if row.stage != DeclarationStage.OPEN or rules.may_ask(Stage(row.case.stage)) or any(_faults(row, said)):
        return None
    if shown_of(to_sign(row)) != said.seen:
        return None
    return intact.read(queries.sheets_of(row.case, row.slots).values())


def _faults(row: Declaration, said: Signing) -> Iterator[Refusal]:
    return rules.faults_of_signature(
        slots=row.slots, excluded=said.excluded, name=said.name, consents=said.consents, signer=Signer(row.signer)
    )


def _sign(
    case: Case, row: Declaration, said: Signing, *, read: intact.Read | None, at: datetime
) -> Signature:  # fmt: skip
    _refuse_unless_open(row)
    refuse_if_any(filter(None, [rules.may_ask(Stage(case.stage)), may_sign(case, said.visitor)]))
    found = queries.standing_of(case)
    seals = {code: found.seals[code] for code in row.slots if code in found.seals}
    if found.submission is None or set(seals) != set(row.slots) or shown_of(seals) != said.seen:
        raise Stale
    refuse_if_any(_faults(row, said))
    if read is None:
        raise Stale
    if set(row.slots) & set(found.altered) or intact.damaged(queries.sheets_of(case, row.slots).values(), found=read):
        raise Refused.because("HB-59b", ALTERED)
    for code, why in said.excluded.items():
        Exclusion.objects.create(declaration=row, slot=code, seal=seals[code], why=why.strip())
    kept = {code: seal for code, seal in seals.items() if code not in said.excluded}
    signature = _keep(case, row, said, kept, sha256=found.submission.sha256, at=at)
    row.stage = DeclarationStage.SIGNED
    row.save(update_fields=["stage"])
    _settle(case, row, EventKind.DECLARATION_SIGNED, at=at, by=said.visitor if row.signer == Signer.APPLICANT else None)
    _tell(case, row, "signed", at=at)
    declaring.tell_if_ready(case=case, at=at)
    return signature


def _keep(
    case: Case, row: Declaration, said: Signing, seals: Mapping[str, str], *, sha256: str, at: datetime
) -> Signature:
    """What was signed with all that belongs to it, and the hash of the whole."""
    signature = Signature(
        declaration=row, seals=dict(seals), submission_sha256=sha256, statement_version=statements.VERSION,
        statement=statements.statement_for(Signer(row.signer)), consent=statements.CONSENT, name=said.name.strip(),
        at=at, address=_plain(said.address), user=said.visitor, privacy_version=privacy_version(),
    )  # fmt: skip
    excluded = {code: why.strip() for code, why in said.excluded.items()}
    signature.sha256 = records.hash_of(records.record_of(row, signature, excluded=excluded))
    signature.save(force_insert=True)
    request_printout(
        owner=case.application.user, kind=PAPER, key=str(row.uuid), params={"declaration": row.pk},
        filename=f"declaration-{row.uuid}.pdf", at=at, unasked=True,
    )  # fmt: skip
    return signature


def _plain(address: str) -> str | None:
    """An address in the one spelling in which the database gives it back, so that the record stays the same text."""
    if not address:
        return None
    found = ip_address(address)
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return str(mapped or found)


def _refuse_unless_open(row: Declaration) -> None:
    if row.stage == DeclarationStage.SIGNED:
        raise Refused.because(CLAUSE, "You have signed this already.")
    if row.stage != DeclarationStage.OPEN:
        raise Refused.because(CLAUSE, NOT_ASKED)


def _handed_over(row: Declaration) -> int:
    """How often this was handed on before it came to this person."""
    times, before = 0, row.follows
    while before is not None:
        times += before.stage == DeclarationStage.HANDED_OVER
        before = before.follows
    return times


def _settle(case: Case, row: Declaration, kind: EventKind, *, at: datetime, by: User | None = None) -> None:
    actor = Actor.APPLICANT if row.signer == Signer.APPLICANT else Actor.SUPERVISOR
    moving.settle(case=case, actor=actor, kind=kind, by=by, at=at, facts={"name": row.name, "to": str(row.uuid)})


def _tell(case: Case, row: Declaration, news: str, *, at: datetime) -> None:
    """Whoever acted gets a receipt; of a supervisor the applicant is told too."""
    user, own = case.application.user, row.signer == Signer.APPLICANT
    context = {"declaration": row.pk, "news": news, "at": at.isoformat()}
    correspondence.queue(
        kind=RECEIPT, to_user_id=user.pk if own else None, to_name=row.name, to_email=row.email, context=context,
        dedupe_key=f"{RECEIPT}:{row.pk}:{news}", at=at,
    )  # fmt: skip
    if not own:
        correspondence.queue(
            kind=NEWS, to_user_id=user.pk, to_name=str(user), to_email=user.email, context=context,
            dedupe_key=f"{NEWS}:{row.pk}:{news}", at=at,
        )  # fmt: skip
