"""Submitting a step: frozen as it is, billed where it has a fee, and nobody's to assess before that is paid [HB-22]."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import transaction

from applications.enums import Actor, EventKind, Stage, StepKind
from applications.models import Case, CaseFee, Submission
from applications.queries import submitted
from applications.queries.pathways import data_by_id
from applications.rules import fees as rules
from applications.rules.stages import WITH_APPLICANT
from applications.services import fees, letters, moving
from cilexportal.foundation import london
from cilexportal.foundation.asking.events import Answered
from cilexportal.foundation.audit import because
from cilexportal.foundation.guidance.pages import privacy_version
from cilexportal.foundation.rulebook.refusal import Refusal, refuse_if_any
from members.models import User
from shop.services.billing import BillTo

CLAUSE = "HB-22"
NOT_OPEN = "This step has been submitted already."
NOT_HERE = "This step is not submitted by itself."
ABOUT = "case"


class Hold(Protocol):
    """Holds what is read of a case. Raises Refused where it cannot be submitted after all."""

    def __call__(self, *, case: Case, at: datetime) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Holds:
    """What an app above does around the freezing of its kind of step, in its transaction: `hold` the rows that are
    read, so that nothing of them changes meanwhile (it may raise Refused), and `keep` what belongs to a submission that
    was just made."""

    hold: Hold
    keep: Callable[[Submission], None]


_HOLDS: dict[str, Holds] = {}


def register(*, kind: StepKind, holds: Holds) -> None:
    """[HB-59b] Declares what an app above does around the freezing of a kind of step."""
    _HOLDS[kind] = holds


def why_not(case: Case, *, at: datetime) -> list[Refusal]:
    """[HB-11] [HB-11a] [HB-22] What stands against submitting a case now, in words; read before the form is shown."""
    return list(_why_not(case, at=at))


def submit(
    *, case_id: int, revision: int, by: User, payer: BillTo | None, seen_pence: int | None, at: datetime
) -> CaseFee | None:
    """[HB-11a] [HB-22] Submits a case as it is: frozen with its hash, and billed the first time. Gives the fee, or None
    where none is asked: then it is the officers' at once.

    Raises Refused for what is wanting, for a fee that is not set or has changed, and where the case was changed since
    the page was shown (`revision`).
    """
    with transaction.atomic(), because(user_id=by.pk, why="applications.submit"):
        case = moving.held(case=case_id, revision=revision)
        refuse_if_any(_why_not(case, at=at))
        step = data_by_id(case.application.version_id).step(case.step)
        frozen = _freeze(case, by=by, at=at)
        case.submitted_at = case.submitted_at or at
        fee = None
        if rules.needs_bill(step, fees.facts_of(fees.standing(case.pk))):
            fee = fees.bill_for(case=case, step=step, payer=payer, seen_pence=seen_pence, by=by, at=at)
        facts = {"submission": frozen.pk, "number": frozen.number}
        moving.settle(case=case, actor=Actor.APPLICANT, kind=EventKind.SUBMITTED, by=by, at=at, facts=facts)
        if fee is not None:
            billed = {"order": fee.order_id, "pence": fee.order.total_pence}
            moving.settle(case=case, actor=Actor.PORTAL, kind=EventKind.BILLED, by=None, at=at, facts=billed)
        else:
            letters.acknowledge(case=case, submission_id=frozen.pk, at=at)
        return fee


def take_back(*, case_id: int, revision: int, by: User, at: datetime) -> Case:
    """[HB-22] Makes a submission whose fee is not paid a draft again. Nothing of it is lost, and nothing is charged.

    Raises Refused once the fee is paid, while a payment is being checked, and where somebody has the invoice.
    """
    with transaction.atomic(), because(user_id=by.pk, why="applications.take_back"):
        fees.hold(application_id=Case.objects.values_list("application", flat=True).get(pk=case_id))
        case = moving.held(case=case_id, revision=revision)
        refuse_if_any(filter(None, [rules.may_take_back(Stage(case.stage), fees.facts_of(fees.standing(case_id)))]))
        fees.let_go(case=case, at=at)
        case.submitted_at = None
        moving.settle(case=case, actor=Actor.APPLICANT, kind=EventKind.TAKEN_BACK, by=by, at=at)
        return case


def answered(told: Answered) -> None:
    """[HB-26] What asking tells of an answer: where it is about a case, that is the officers' again, and what it has
    become is frozen beside what it was. An answer costs nothing [HB-22]."""
    case_uuid = _case_of(told.about)
    if case_uuid is None:
        return
    case = moving.held(case=case_uuid, revision=None)
    person = case.application.user
    if case.stage == Stage.INFORMATION:
        frozen = _freeze(case, by=person, at=told.at)
        letters.acknowledge(case=case, submission_id=frozen.pk, at=told.at)
    moving.settle(
        case=case, actor=Actor.APPLICANT, kind=EventKind.ANSWERED, by=person, at=told.at,
        facts={"request": told.request_id},
    )  # fmt: skip


def _why_not(case: Case, *, at: datetime) -> Iterator[Refusal]:
    if not submitted.can_be_submitted(case):
        yield Refusal("HB-23", NOT_HERE)
    elif case.stage not in WITH_APPLICANT:
        yield Refusal(CLAUSE, NOT_OPEN)
    else:
        yield from submitted.why_not_whole(case, today=london.date_of(at))


def _freeze(case: Case, *, by: User, at: datetime) -> Submission:
    """[HB-22] The case as it is, kept for ever under the next number. The case is held, so numbers never meet."""
    holds = _HOLDS.get(case.kind)
    if holds is not None:
        holds.hold(case=case, at=at)
    content = submitted.content_of(case)
    frozen = Submission.objects.create(
        case=case, number=case.submissions.count() + 1, at=at, by=by, content=content,
        sha256=submitted.fingerprint(content), privacy_version=privacy_version(),
    )  # fmt: skip
    if holds is not None:
        holds.keep(frozen)
    return frozen


def _case_of(about: str) -> UUID | None:
    what, _, rest = about.partition(":")
    if what != ABOUT:
        return None
    try:
        return UUID(rest)
    except ValueError:
        return None
