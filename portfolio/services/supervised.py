"""What a supervisor does by their link: opens it, consents to be written to later, and signs the examples [HB-53]."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from applications.services import links as references
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.rulebook.refusal import Refused
from cilexportal.foundation.visitors import queries as visitors
from cilexportal.foundation.visitors import services as visiting
from cilexportal.foundation.visitors.keys import Opened
from cilexportal.foundation.visitors.models import Link, Visit
from members.models import User
from portfolio.models import Leaving, Portfolio, Supervisor
from portfolio.queries import leaving as queries
from portfolio.queries import supervised
from portfolio.queries.owner import data_of, why_frozen
from portfolio.rules import leaving as rules
from portfolio.rules.slots import from_code

NEWS, RECEIPT = "portfolio.leaving_news", "portfolio.leaving_receipt"
CLAUSE = "HB-53"
STATEMENT = (
    "I supervised the work in the examples listed here and am not the applicant. I have read the examples with their "
    "evidence. As far as I know, the work is the applicant's own and took place as it is described."
)
OVER = "This visit is over. Open the link in our email again."
CHANGED = "The list was changed while your page was open. Look at it again, and sign it then."
READ_AGAIN = "Changed while your page was open: {}. Read what changed again, and sign it then."
NOTHING_ASKED = "The applicant does not ask for this any more. You need do nothing."


class Stale(Exception):
    """What was to be signed has changed since the page was opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signs: the name as typed, the account in which the browser is signed in, if any, and its address."""

    name: str
    visitor: User | None
    address: str


def enter(*, token: str, visitor: User | None, at: datetime) -> Opened | None:
    """[HB-46e] [HB-53] Opens the narrow session of a supervisor; None for a link that never was.

    Raises Refused for a dead one, and for the applicant who is signed in, in whatever account.
    """
    with transaction.atomic():
        link = visitors.by_token(purpose=queries.PURPOSE, token=token)
        if link is None:
            return None
        supervisor = _held(supervised.of_link(link))
        link.refresh_from_db()
        refuse_if_shut(link=link, supervisor=supervisor, visitor=visitor, at=at)
        return visiting.enter(link=link, hours=data_of(supervisor.portfolio).reference.visit_hours, at=at)


def refuse_if_shut(*, link: Link, supervisor: Supervisor, visitor: User | None, at: datetime) -> None:
    """Raises Refused where the link is dead at `at`, or where this visitor is the applicant."""
    if refusal := queries.why_dead(link, supervisor, at=at):
        raise Refused(refusal)
    references.refuse_the_applicant(supervisor.portfolio.case.application, visitor=visitor)


def consent(*, visit_id: int, later_email: str, visitor: User | None, at: datetime) -> Leaving:
    """[HB-53a] The supervisor agrees to be written to later, at an address outside the employer too if they give one.
    The same again changes nothing.

    Raises Refused for an address of the applicant's or inside the employer, and where the link is over.
    """
    with transaction.atomic():
        supervisor, leaving = _in_visit(visit_id, visitor=visitor, at=at)
        if queries.consents(leaving) and leaving.later_email == later_email:
            return leaving
        if later_email:
            _refuse_later(supervisor, later_email)
        leaving.consented_at, leaving.consent_withdrawn_at, leaving.later_email = at, None, later_email
        leaving.save(update_fields=["consented_at", "consent_withdrawn_at", "later_email"])
        _tell(supervisor, leaving, "consented", at=at)
        return leaving


def withdraw(*, visit_id: int, visitor: User | None, at: datetime) -> Leaving:
    """[HB-53a] The supervisor takes their consent back; what they signed stays. Raises Refused where there is none."""
    with transaction.atomic():
        supervisor, leaving = _in_visit(visit_id, visitor=visitor, at=at)
        if not queries.consents(leaving):
            raise Refused.because("HB-53a", "There is no consent of yours to take back.")
        leaving.consent_withdrawn_at = at
        leaving.save(update_fields=["consent_withdrawn_at"])
        _tell(supervisor, leaving, "withdrawn", at=at)
        return leaving


def declared(*, supervisor: Supervisor, leaving: Leaving) -> dict[str, str]:
    """[HB-53b] What can be signed now: each listed example that still names this supervisor, and its hash."""
    found = {slot.code: sheet.signing_hash for slot, sheet in supervised.sheets_of(supervisor).items()}
    return {code: found[code] for code in leaving.listed if found.get(code)}


def shown_of(seals: Mapping[str, str]) -> str:
    """Examples with their hashes in one line, to tell whether what was shown is what is signed."""
    return " ".join(f"{code}:{seal}" for code, seal in sorted(seals.items()))


def changed_since(*, seen: str, seals: Mapping[str, str], called: Mapping[str, str]) -> str:
    """[HB-47] [HB-53b] Which examples are not as they were shown, in words. `called`: code -> what each is called."""
    shown = set(seen.split())
    found = [called[code] for code, seal in seals.items() if f"{code}:{seal}" not in shown]
    return READ_AGAIN.format(", ".join(found)) if found else CHANGED


def sign(*, visit_id: int, codes: Collection[str], seen: str, signer: Signer, at: datetime) -> Leaving:
    """[HB-53b] Signs the examples with these codes as they were shown; `seen` tells all that were.

    Nothing of it changes afterwards. Raises Stale where an example was changed since, and Refused without an example,
    while a file is checked, once it is signed, where the applicant signs, and where the link is over.
    """
    with transaction.atomic():
        supervisor, leaving = _in_visit(visit_id, visitor=signer.visitor, at=at)
        portfolio = supervisor.portfolio
        if refusal := why_frozen(portfolio):
            raise Refused.because(refusal.clause, "The portfolio has been sent in. You are asked to sign it anew then.")
        if leaving.signed_at is not None:
            raise Refused.because("HB-53b", "You have signed this already.")
        seals = declared(supervisor=supervisor, leaving=leaving)
        if shown_of(seals) != seen:
            raise Stale
        sealed = {code: seals[code] for code in codes if code in seals}
        _refuse_signing(supervisor, sealed, signer)
        leaving.sealed, leaving.statement, leaving.signed_at = sealed, STATEMENT, at
        leaving.signed_name, leaving.signed_from = signer.name, signer.address or None
        leaving.sha256 = queries.hash_of(leaving, application=portfolio.case.application.reference)
        leaving.save()
        _grow(portfolio)
        _tell(supervisor, leaving, "signed", at=at)
        return leaving


def _refuse_signing(supervisor: Supervisor, sealed: Mapping[str, str], signer: Signer) -> None:
    if not signer.name.strip():
        raise Refused.because("HB-53b", "Type your name to sign.")
    if not sealed:
        raise Refused.because("HB-53b", "Choose at least one example.")
    found = supervised.sheets_of(supervisor)
    if supervised.unchecked(found[from_code(code)] for code in sealed):
        raise Refused.because("HB-53b", "A file of these examples is still being checked. Try again in some minutes.")
    application = supervisor.portfolio.case.application
    references.refuse_their_signature(application, signed_name=signer.name, asked_at=supervisor.email)


def _refuse_later(supervisor: Supervisor, later_email: str) -> None:
    if not rules.is_outside(later_email, work=supervisor.email):
        raise Refused.because("HB-53a", "This address belongs to the same employer. Give another one, or none.")
    application = supervisor.portfolio.case.application
    try:
        references.refuse_their_signature(application, signed_name=supervisor.name, asked_at=later_email)
    except Refused as no:
        raise Refused.because("HB-53a", "This address is the applicant's. Give one of your own, or none.") from no


def _in_visit(visit_id: int, *, visitor: User | None, at: datetime) -> tuple[Supervisor, Leaving]:
    """The supervisor of a visit and the pack that is asked of them, the portfolio held until the transaction ends.

    Raises Refused where the visit or its link is over, the visitor is the applicant, or no pack is asked for.
    """
    visit = Visit.objects.select_related("link").get(pk=visit_id)
    supervisor = _held(supervised.of_link(visit.link))
    visit.refresh_from_db()
    visit.link.refresh_from_db()
    refuse_if_shut(link=visit.link, supervisor=supervisor, visitor=visitor, at=at)
    if visit.ended_at is not None or at >= visit.expires_at:
        raise Refused.because(CLAUSE, OVER)
    leaving = supervised.leaving_of(supervisor)
    if leaving is None:
        raise Refused.because(CLAUSE, NOTHING_ASKED)
    return supervisor, leaving


def _held(supervisor: Supervisor) -> Supervisor:
    """The supervisor as they stand once the portfolio's row is held."""
    Portfolio.objects.select_for_update(of=("self",)).get(pk=supervisor.portfolio_id)
    return Supervisor.objects.select_related("portfolio__case__application__user").get(pk=supervisor.pk)


def _grow(portfolio: Portfolio) -> None:
    """Pages of the owner that were opened before the signature are told of it."""
    portfolio.revision += 1
    portfolio.save(update_fields=["revision"])


def _tell(supervisor: Supervisor, leaving: Leaving, news: str, *, at: datetime) -> None:
    """The applicant is told, and the supervisor gets a receipt: outside the employer too where they agreed to that."""
    owner = supervisor.portfolio.case.application.user
    context = {"leaving": leaving.pk, "news": news, "at": at.isoformat()}
    correspondence.queue(
        kind=NEWS, to_user_id=owner.pk, to_name=str(owner), to_email=owner.email, context=context, at=at
    )  # fmt: skip
    for email in filter(None, (supervisor.email, leaving.later_email)):
        correspondence.queue(
            kind=RECEIPT, to_user_id=None, to_name=supervisor.name, to_email=email, context=context, at=at
        )  # fmt: skip
