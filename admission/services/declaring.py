"""Who is asked to sign, when, and what becomes of a declaration that is not signed as it was asked for [HB-47]."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from admission.enums import DeclarationStage, Ready, Signer
from admission.models import Allowance, Declaration, Exclusion
from admission.queries import declared as queries
from admission.queries import signers
from admission.queries.owner import data_of
from admission.rules import signing as rules
from admission.rules.signing import Wanted
from applications.enums import Actor, EventKind, Stage, StepKind
from applications.events import Moved
from applications.models import Case, Submission
from applications.queries import references as people
from applications.rules import supervisors
from applications.rules.stages import OVER
from applications.services import moving
from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.rulebook.refusal import Refusal, Refused, refuse_if_any
from cilexportal.foundation.visitors import rules as links
from cilexportal.foundation.visitors import services as visiting
from cilexportal.foundation.visitors.models import Link
from members.models import User
from portfolio.models import Supervisor

PURPOSE = "admission.declaration"
OWN, LINK, READY = "admission.declare_own", "admission.declare_link", "admission.all_signed"
CLAUSE = "HB-S4.1a"
CHANGED_WHY = "What was to be signed has changed."
OVER_WHY = "The application is not waiting for declarations any more."
OURS = "This is the address of somebody who assesses or decides applications. Name somebody else."
TOO_SOON = "This was sent a moment ago. Wait ten minutes before you send it again."
MOST_HANDED_OVER = 3
UNSIGNED = (DeclarationStage.OPEN, DeclarationStage.DECLINED)
LIVE = (*UNSIGNED, DeclarationStage.SIGNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who signs in a supervisor's place: an authorised person of the version's list."""

    name: str
    email: str
    kind: str
    number: str


def moved(told: Moved) -> None:
    """[HB-47] [HB-S4.1] What applications tell of a case that moved: once its fee has cleared, and again after each
    round of questions, whoever has to sign is asked; once it is over, nobody is any more."""
    case = told.case
    if case.kind != StepKind.ADMISSION:
        return
    if case.stage == Stage.ASSESSMENT and told.was not in (Stage.COMMITTEE, Stage.MET):
        ask(case=case, at=told.at)
    elif case.stage in OVER:
        for row in Declaration.objects.filter(case=case, stage=DeclarationStage.OPEN):
            end(row=row, stage=DeclarationStage.VOID, why=OVER_WHY, by=None, at=told.at)


def ask(*, case: Case, at: datetime) -> list[Declaration]:
    """[HB-47] [HB-52] [HB-S4.1] Asks everybody who has to sign and is not asked yet, each once; a declaration whose
    examples have changed is void, and its signer is asked anew. Gives whom was asked now; the case is held.

    Raises Refused where the fee has not cleared.
    """
    found = queries.standing_of(case)
    refuse_if_any(filter(None, [rules.may_send(fee_cleared=found.fee_cleared)]))
    assert found.submission is not None, "what was not submitted has no cleared fee"
    wanted = {(one.signer.value, one.supervisor): one for one in found.needed}
    last: dict[queries.Key, Declaration] = {}
    standing: set[queries.Key] = set()
    for row, now in zip(found.rows, found.declared, strict=True):
        key = (now.signer.value, now.supervisor)
        last[key] = row
        if row.stage not in LIVE:
            continue
        if _holds(row, now, wanted.get(key), found):
            standing.add(key)
        else:
            end(row=row, stage=DeclarationStage.VOID, why=CHANGED_WHY, by=None, at=at)
            _note(case, row, EventKind.DECLARATION_ENDED, at=at)
    asked = [
        _ask(case, found.submission, one, before=last.get(key), at=at)
        for key, one in wanted.items() if key not in standing
    ]  # fmt: skip
    for row in asked:
        _note(case, row, EventKind.DECLARATION_ASKED, at=at)
    tell_if_ready(case=case, at=at)
    return asked


def send_again(*, declaration_id: int, by: User, at: datetime) -> Declaration:
    """[HB-47] Sends what was asked again, with days as at first; a supervisor's link before is dead. Raises Refused
    within ten minutes of the last one, and for one that is not waited for."""
    with transaction.atomic(), because(user_id=by.pk, why="admission.send_again"):
        case, row = held(declaration_id)
        refuse_if_any(filter(None, [rules.may_ask(Stage(case.stage))]))
        _refuse_unless(row, DeclarationStage.OPEN)
        refuse_if_any(filter(None, [_too_soon(case, row, at=at)]))
        row.due_on, row.reminded = last_day(case, at=at), 0
        row.save(update_fields=["due_on", "reminded"])
        _send(case, row, at=at)
        _note(case, row, EventKind.DECLARATION_ASKED, at=at, actor=Actor.OFFICER, by=by)
        return row


def replace(*, declaration_id: int, person: Person, why: str, by: User, at: datetime) -> Declaration:
    """[HB-S4.1a] An officer has another authorised person sign, where a supervisor cannot be reached or declined.

    Raises Refused without a reason, for the applicant, for somebody who is no authorised person, for the officer's own
    application, for one that is signed, and while the application waits for no declaration.
    """
    with transaction.atomic(), because(user_id=by.pk, why="admission.replace"):
        case, row = held(declaration_id)
        _refuse_officer(case, by=by, why=why)
        refuse_if_any(filter(None, [rules.may_ask(Stage(case.stage))]))
        _refuse_unless(row, *UNSIGNED)
        refuse_person(case=case, row=row, person=person, named_by=by)
        end(row=row, stage=DeclarationStage.REPLACED, why=why.strip(), by=by, at=at)
        other = follow(case=case, row=row, person=person, at=at)
        _note(case, other, EventKind.DECLARATION_ASKED, at=at, actor=Actor.OFFICER, by=by)
        return other


def let_pass(*, exclusion_id: int, why: str, by: User, at: datetime) -> Allowance:
    """[HB-S4.1a] An officer lets an example go on that its supervisor did not sign for.

    Raises Refused without a reason, for the officer's own application, where it was let pass before, and while neither
    officers nor the committee have the case.
    """
    with transaction.atomic(), because(user_id=by.pk, why="admission.let_pass"):
        exclusion = Exclusion.objects.select_related("declaration").get(pk=exclusion_id)
        case, row = held(exclusion.declaration_id)
        _refuse_officer(case, by=by, why=why)
        refuse_if_any(filter(None, [rules.may_let_pass(Stage(case.stage))]))
        _refuse_unless(row, DeclarationStage.SIGNED)
        if Allowance.objects.filter(exclusion=exclusion).exists():
            raise Refused.because(CLAUSE, "This example was let pass before.")
        found = Allowance.objects.create(exclusion=exclusion, by=by, at=at, why=why.strip())
        facts = {"name": f"Example {exclusion.slot} goes on without its supervisor"}
        moving.settle(case=case, actor=Actor.OFFICER, kind=EventKind.NOTE, by=by, at=at, facts=facts, shown=False)
        tell_if_ready(case=case, at=at)
        return found


# --- What signing uses ---------------------------------------------------------------------------------------------


def held(declaration_id: int) -> tuple[Case, Declaration]:
    """A declaration, its case held until the transaction ends."""
    case_id = Declaration.objects.values_list("case", flat=True).get(pk=declaration_id)
    case = moving.held(case=case_id, revision=None)
    row = Declaration.objects.select_related("supervisor", "submission").get(pk=declaration_id)
    row.case = case
    return case, row


def end(*, row: Declaration, stage: DeclarationStage, why: str, by: User | None, at: datetime) -> None:
    """Ends a declaration and its link. The case is held."""
    row.stage, row.ended_at, row.ended_by, row.ended_why = stage, at, by, why
    row.save(update_fields=["stage", "ended_at", "ended_by", "ended_why"])
    visiting.end(purpose=PURPOSE, subject=row.uuid, at=at)


def follow(*, case: Case, row: Declaration, person: Person, at: datetime) -> Declaration:
    """[HB-47] Another person is asked in the place of a supervisor, by a link of their own."""
    other = Declaration.objects.create(
        case=case, submission=row.submission, signer=row.signer, supervisor=row.supervisor, name=person.name,
        email=person.email, person_kind=person.kind, number=person.number, slots=row.slots, asked_at=at,
        due_on=last_day(case, at=at), follows=row,
    )  # fmt: skip
    _send(case, other, at=at)
    return other


def refuse_person(*, case: Case, row: Declaration, person: Person, named_by: User | None = None) -> None:
    """[HB-24] [HB-26] [HB-47] Raises Refused for the applicant, for oneself, for whoever judges the case or could be
    given it, and for somebody who is none of the authorised persons."""
    ours = signers.judging(case, and_of=named_by) | signers.staff()
    if supervisors.is_own(person.email, own=ours):
        raise Refused.because("HB-26", OURS)
    known = people.applicant_of(case.application)
    more = people.same_name(case.application, person.email)
    applicant = supervisors.Applicant(name=known.name, addresses=(*known.addresses, *more))
    refuse_if_any(supervisors.may_hand_over(
        name=person.name, email=person.email, own=row.email, applicant=applicant, open_to=[],
    ))  # fmt: skip
    if not supervisors.is_acceptable(data_of(case).person(person.kind), has_exception=False):
        raise Refused.because("HB-24", "Only an authorised person can sign in this supervisor's place.")


def tell_if_ready(*, case: Case, at: datetime) -> None:
    """[HB-S4.1a] [HB-S4.1b] Once fee and all signatures are in, the applicant is told what happens now and by when;
    once for each submission."""
    found = queries.standing_of(case)
    if found.ready != Ready.READY or found.submission is None or case.stage != Stage.ASSESSMENT:
        return
    user = case.application.user
    correspondence.queue(
        kind=READY, to_user_id=user.pk, to_name=str(user), to_email=user.email, at=at,
        context={"case": case.pk, "submission": found.submission.pk, "at": at.isoformat()},
        dedupe_key=f"{READY}:{found.submission.pk}",
    )  # fmt: skip


def last_day(case: Case, *, at: datetime) -> date:
    """[HB-47] The last London day for a signature that is asked for now."""
    return london.date_of(at) + timedelta(days=data_of(case).reference.link_days)


# --- Shared --------------------------------------------------------------------------------------------------------


def _holds(row: Declaration, now: rules.Declared, one: Wanted | None, found: queries.Standing) -> bool:
    """Whether a row still stands for what is wanted of its signer. What somebody was asked about, or declined, is not
    what they would sign once an example of it has changed."""
    if one is None or now.stage == DeclarationStage.VOID:
        return False
    if row.stage == DeclarationStage.SIGNED:
        return rules.covers([now], one)
    return set(row.slots) == set(one.slots) and _is_as_asked(row, found)


def _is_as_asked(row: Declaration, found: queries.Standing) -> bool:
    if found.submission is None or row.submission_id == found.submission.pk:
        return True
    before = {one["slot"]: one["seal"] for one in row.submission.content.get("examples", ())}
    return all(before.get(code) == found.seals[code] for code in row.slots)


def _ask(case: Case, submission: Submission, one: Wanted, *, before: Declaration | None, at: datetime) -> Declaration:
    """Asks one signer. Whoever signed in a supervisor's place before is asked again."""
    user = case.application.user
    name, email, kind, number = str(user), user.email, "", ""
    supervisor = None
    if one.signer == Signer.SUPERVISOR:
        supervisor = Supervisor.objects.get(uuid=one.supervisor)
        who = before or supervisor
        name, email, kind, number = who.name, who.email, who.person_kind, who.number
    row = Declaration.objects.create(
        case=case, submission=submission, signer=one.signer, supervisor=supervisor, name=name, email=email,
        person_kind=kind, number=number, slots=list(one.slots), asked_at=at, due_on=last_day(case, at=at),
    )  # fmt: skip
    _send(case, row, at=at)
    return row


def _send(case: Case, row: Declaration, *, at: datetime) -> None:
    if row.signer == Signer.APPLICANT:
        write(case=case, row=row, link=None, key=f"{OWN}:{row.pk}:{at.isoformat()}", at=at)
        return
    ends = london.end_of_day(row.due_on)
    link = visiting.send(purpose=PURPOSE, subject=row.uuid, expires_at=ends, at=at)
    write(case=case, row=row, link=link, key=f"{LINK}:{link.pk}", at=at)


def _too_soon(case: Case, row: Declaration, *, at: datetime) -> Refusal | None:
    """[HB-47] Why what was asked is not sent again yet: it went out less than ten minutes ago."""
    asked = case.timeline.filter(kind=EventKind.DECLARATION_ASKED, facts__to=str(row.uuid))
    last = max([row.asked_at, *asked.values_list("at", flat=True)])
    return Refusal("HB-47", TOO_SOON) if links.why_not_yet(sent_at=last, at=at) else None


def write(*, case: Case, row: Declaration, link: Link | None, key: str, at: datetime, again: bool = False) -> None:
    """Queues the letter that asks somebody to sign."""
    own = row.signer == Signer.APPLICANT
    correspondence.queue(
        kind=OWN if own else LINK, to_user_id=case.application.user_id if own else None, to_name=row.name,
        to_email=row.email, at=at, dedupe_key=key,
        context={"declaration": row.pk, "link": link.pk if link else 0, "again": again},
    )  # fmt: skip


def _refuse_unless(row: Declaration, *stages: DeclarationStage) -> None:
    if row.stage not in stages:
        said = DeclarationStage(row.stage).label.lower()
        raise Refused.because(CLAUSE, f"This cannot be done: the declaration is “{said}”.")


def _refuse_officer(case: Case, *, by: User, why: str) -> None:
    if case.application.user_id == by.pk:
        raise Refused.because(CLAUSE, "This is your own application. Another officer decides.")
    if not why.strip():
        raise Refused.because(CLAUSE, "Say why.")


def _note(
    case: Case, row: Declaration, kind: EventKind, *, at: datetime, actor: Actor = Actor.PORTAL, by: User | None = None
) -> None:
    moving.settle(case=case, actor=actor, kind=kind, by=by, at=at, facts={"name": row.name, "to": str(row.uuid)})
