"""A ledger that was changed after "not yet" and not submitted: nobody looks at the decision again on it [HB-28b]."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from applications.enums import Accepted, Body, RoleKind, Stage, Whose
from applications.models import Case, CaseFee, Reconsideration, Referral, Role, Submission
from applications.queries import ledger as queries
from applications.queries.submitted import content_of, fingerprint
from applications.rules.claims import NOT_SENT, NOT_SENT_BY_THEM, RoleClaim, View
from applications.services import deciding, ledger, reconsidering
from applications.services.ledger import Told
from cilexportal.foundation.rulebook.refusal import Refused
from tests.applications import factories
from tests.applications.deciding_steps import fresh, officer
from tests.applications.factories import NOON
from tests.shop import factories as shop

pytestmark = [pytest.mark.django_db, pytest.mark.clause("HB-22", "HB-28b")]
LATER = NOON + timedelta(minutes=5)
STOPPED = {"clock_since": None, "due_on": None}
# As factories.role has it.
CLAIM = RoleClaim(
    first=date(2025, 1, 6), last=None, weekly=Decimal(35), leave=(), tasks=("advice",), other_work="",
    description="x" * 50,
)  # fmt: skip
MORE = replace(CLAIM, weekly=Decimal(48))
TOLD = Told(
    title="Caseworker", employer="Example Law", kind=RoleKind.EMPLOYED, supervisor_name="Mary Somerville",
    supervisor_email="mary@example.org",
)  # fmt: skip


@pytest.fixture
def case() -> Case:
    """A role that was submitted and accepted, and the decision that it is not enough."""
    made = factories.case()
    role = factories.role(made)
    order = shop.order(made.application.user, accepted_at=None, paid=False)
    CaseFee.objects.create(case=made, order=order, billed_at=NOON, paid_at=NOON)
    content = content_of(made)
    Submission.objects.create(
        case=made, number=1, at=NOON, by=made.application.user, content=content, sha256=fingerprint(content)
    )
    factories.placed(made, Stage.ASSESSMENT, whose=Whose.OFFICER)
    ledger.assess_role(
        role_id=role.pk, revision=fresh(made).revision, view=View(verdict=Accepted.FULL), note="", by=officer(),
        at=LATER,
    )  # fmt: skip
    factories.decision(made, outcome="not_yet")
    return factories.placed(made, Stage.NOT_YET, whose=Whose.APPLICANT, **STOPPED)


def save(case: Case, claim: RoleClaim) -> None:
    role = Role.objects.get(case=case)
    seen = role.saved_at.isoformat()
    ledger.save_role(case_id=case.pk, uuid=role.uuid, seen=seen, claim=claim, told=TOLD, at=LATER)


def ask(case: Case) -> Reconsideration:
    by = case.application.user
    return reconsidering.ask(case_id=case.pk, to=Body.COMMITTEE, reasons="It is enough.", by=by, at=LATER)


def let_in(case: Case) -> Reconsideration:
    told = {"case_id": case.pk, "to": Body.COMMITTEE, "reasons": "It is enough.", "why": "They were ill."}
    return reconsidering.let_in(**told, by=officer(), at=LATER)


def reverse(case: Case) -> object:
    told = {"case_id": case.pk, "revision": fresh(case).revision, "why": "Leave was overlooked."}
    return deciding.reverse(**told, by=officer(), at=LATER)


@pytest.mark.parametrize(("act", "says"), [(ask, NOT_SENT), (let_in, NOT_SENT_BY_THEM), (reverse, NOT_SENT_BY_THEM)])
def test_nobody_looks_again_while_hours_are_changed_and_not_submitted(case, act, says: str) -> None:
    save(case, MORE)
    with pytest.raises(Refused) as no:
        act(case)
    assert says.format(what="hours") in str(no.value)
    assert fresh(case).stage == Stage.NOT_YET
    assert not Referral.objects.exists()


def test_a_role_or_a_course_that_was_added_counts_as_a_change(case) -> None:
    added = factories.role(case)
    with pytest.raises(Refused, match="You have changed your hours"):
        ask(case)
    added.delete()
    factories.course(case)
    with pytest.raises(Refused, match="You have changed your hours"):
        ask(case)


@pytest.mark.parametrize("changes", [[], [CLAIM], [MORE, CLAIM], [MORE, CLAIM, MORE, CLAIM]])
def test_what_is_saved_as_it_was_submitted_keeps_what_the_officer_made_of_it(case, changes) -> None:
    for claim in changes:
        save(case, claim)
    assert queries.book_of(case).is_judged()
    ask(case)
    kept = Referral.objects.get(case=case).paper["ledger"]
    assert kept["claimed"] == kept["accepted"] != "0"
    assert fresh(case).stage == Stage.COMMITTEE


def test_an_officers_view_ends_with_a_change_and_an_older_one_never_comes_back(case) -> None:
    save(case, MORE)
    assert not queries.book_of(case).is_judged()
    content = content_of(case)
    Submission.objects.create(
        case=case, number=2, at=LATER + timedelta(minutes=1), by=case.application.user, content=content,
        sha256=fingerprint(content),
    )  # fmt: skip
    factories.decision(case, outcome="not_yet")
    save(case, MORE)
    assert not queries.book_of(case).is_judged(), "the view was of what was submitted before"
    save(case, CLAIM)
    assert not queries.book_of(case).is_judged()


def test_a_decision_is_taken_back_while_the_ledger_is_as_it_was(case) -> None:
    reverse(case)
    assert fresh(case).stage == Stage.ASSESSMENT
