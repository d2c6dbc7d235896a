"""What is known of a case, gathered from its rows for rules/stages.py."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from applications.enums import AskedStage, End, Outcome, Stage, StepKind
from applications.models import Case, CaseFee, Decision, ReferenceAsked, Referral, Role, Submission
from applications.queries.pathways import data_by_id
from applications.queries.signatures import waits_for
from applications.rules.eligibility import experience_is_whole
from applications.rules.stages import DECIDED, CaseFacts, where
from cilexportal.foundation.asking.models import Request
from cilexportal.foundation.asking.models import Stage as RequestStage


@dataclass(frozen=True, slots=True)
class Known:
    """The facts of a case, when its fee was paid and when the decision that stands was made."""

    facts: CaseFacts
    paid_at: datetime | None
    decided_at: datetime | None


def about(case: Case) -> str:
    """What requests to the applicant about a case are kept under."""
    return f"case:{case.uuid}"


def facts_of(case: Case, *, today: date) -> CaseFacts:
    """[HB-26] What is known of a case on a day, the columns of its row as this instance has them."""
    return known_of(case, today=today).facts


def known_of(case: Case, *, today: date) -> Known:
    """[HB-11a] [HB-26] The facts of a case on a day, with their instants.

    Read from the instance, as its service has set them: `submitted_at` (empty again where a submission was taken back)
    and `withdrawn_at`. All else is read from rows. The decision that stands is the last one, where it was made on the
    last submission and is not reversed.
    """
    application = case.application
    found = _rows(case).get()
    decision = _standing(found)
    facts = CaseFacts(
        submitted=case.submitted_at is not None,
        withdrawn=case.withdrawn_at is not None,
        lapsed=application.end == End.LAPSED and case.submitted_at is None,
        needs_fee=bool(data_by_id(application.version_id).step(case.step).fee),
        paid=found["paid"] is not None,
        by_transfer=bool(found["transfer"]),
        asking=found["asking"],
        referred=found["referred"],
        decided=decision,
        reference_open=_waits_for_reference(case, today=today),
        is_ready=case.kind == StepKind.EXPERIENCE and not experience_is_whole(roles=found["worked"], references=1),
    )
    # Signatures are looked at where somebody waits for them: every example is hashed for that.
    if where(facts).stage == Stage.ASSESSMENT:
        facts = replace(facts, signs=waits_for(case))
    return Known(facts=facts, paid_at=found["paid"], decided_at=found["last_at"] if decision in DECIDED else None)


def _rows(case: Case) -> QuerySet[Case, dict[str, Any]]:
    """The rows that bear on where a case stands, in one statement."""
    of_case = {"case": OuterRef("pk")}
    fee = CaseFee.objects.filter(**of_case, let_go_at=None)
    last = Decision.objects.filter(**of_case).order_by("-at", "-id")
    return Case.objects.filter(pk=case.pk).values(
        paid=Subquery(fee.values("paid_at")[:1]),
        transfer=Subquery(fee.values("by_transfer")[:1]),
        asking=Exists(Request.objects.filter(about=about(case), stage=RequestStage.OPEN)),
        referred=Exists(Referral.objects.filter(**of_case, ended_at=None)),
        submission=Subquery(Submission.objects.filter(**of_case).order_by("-number").values("pk")[:1]),
        outcome=Subquery(last.values("outcome")[:1]),
        decided_on=Subquery(last.values("submission")[:1]),
        last_at=Subquery(last.values("at")[:1]),
        reversed_at=Subquery(last.values("reversed_at")[:1]),
        worked=Exists(Role.objects.filter(**of_case)),
    )


def _standing(found: dict[str, Any]) -> Outcome | None:
    if not found["outcome"] or found["reversed_at"] or found["decided_on"] != found["submission"]:
        return None
    return Outcome(found["outcome"])


def _waits_for_reference(case: Case, *, today: date) -> bool:
    """[HB-21] [HB-26] Whether a supervisor is waited for: until the last day of the request and no longer, as their
    link is dead then. Once a case is submitted, only one whom an officer asked holds it up.

    Somebody who was handed the request stands in for whoever was asked first.
    """
    rows = ReferenceAsked.objects.filter(case=case).values_list("pk", "stage", "due_on", "asked_by", "follows")
    asked = {pk: (asked_by, follows) for pk, _, _, asked_by, follows in rows}
    for pk, stage, due_on, _, _ in rows:
        if stage == AskedStage.OPEN and due_on >= today:
            first = pk
            while asked[first][1] in asked:
                first = asked[first][1]
            if case.submitted_at is None or asked[first][0] not in (None, case.application.user_id):
                return True
    return False
