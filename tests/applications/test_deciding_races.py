"""Two officers who decide one case at once, in connections of their own: one wins, and the other is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError
from django.urls import reverse

from applications.enums import Outcome, Stage
from applications.models import Case, Decision, Letter
from applications.services import deciding, moving
from cilexportal.foundation.asking.models import Request
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from tests import factories as people
from tests.applications.deciding_steps import LATER, WORK, fresh, in_assessment, judge_all, officer
from tests.cpd.asking.test_asking_races import Gate
from tests.cpd.close.test_races import WAIT, Alongside

pytestmark = pytest.mark.django_db(transaction=True)
A_MOMENT = 0.5


def refer(case_id: int, revision: int, by) -> str:
    """Refers a case as an officer who saw this revision; the sentence where that was refused."""
    try:
        deciding.decide(
            case_id=case_id, revision=revision, outcome=Outcome.REFER, why="Is it enough?", subject="A subject",
            body="A letter.", by=by, at=LATER,
        )  # fmt: skip
    except Refused as no:
        return str(no.refusals[0])
    return "done"


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize("unseen", [False, True], ids=["seen", "control"])
def test_of_two_officers_one_decides_and_the_other_keeps_the_reason(monkeypatch, unseen) -> None:
    case = in_assessment()
    judge_all(case)
    revision = fresh(case).revision
    first_one, second_one = officer(full_name="Grace Hopper"), officer()
    if unseen:
        # Without the revision the second would come as far as the facts, which are others by then.
        monkeypatch.setattr(
            deciding, "_held_unmoved", lambda case_id, revision: moving.held(case=case_id, revision=None)
        )
    gate = Gate(monkeypatch, moving, "known_of")
    first = Alongside(lambda: refer(case.pk, revision, first_one))
    assert gate.inside.wait(WAIT)
    second = Alongside(lambda: refer(case.pk, revision, second_one))
    second.join(A_MOMENT)
    assert second.is_alive(), "the second waits for the row"
    gate.go_on.set()
    assert first.result() == "done"
    told = second.result()
    assert ("Grace Hopper" in told and "What you typed is still here" in told) != unseen
    assert "not waiting for this" in told if unseen else "it is “With the committee” now" in told
    assert (Decision.objects.count(), Letter.objects.count(), fresh(case).stage) == (1, 1, Stage.COMMITTEE)


TYPED = "Grace and I both ask."


def asking(case: Case, by: User, words: str) -> Callable[[], tuple[int, str]]:
    """An officer's click that asks the applicant for more, the letter ending in these words: its answer."""
    client, page = people.signed_in(by), reverse("applications_desk:decide", args=[case.uuid])
    told = {"revision": str(fresh(case).revision), "outcome": "ask", "why": ""}
    form = client.post(page, {**told, **people.once(by), "do": "preview"}).context["form"]
    told |= {name: form[name].value() for name in ("subject", "written_for")}
    told |= {"letter": f"{form['letter'].value()}\r\n\r\n{words}", "do": "send", **people.once(by)}

    def click() -> tuple[int, str]:
        try:
            answer = client.post(page, told)
        except DatabaseError:
            return 500, ""
        return answer.status_code, answer.content.decode()

    return click


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize(
    ("holds", "told"),
    [(("case", "person"), "Grace Hopper"), (("person",), "Something is asked about it already."), ((), "")],
    ids=["held", "person held", "control"],
)
def test_of_two_officers_who_ask_at_once_one_asks_and_the_other_keeps_the_letter(at, monkeypatch, holds, told) -> None:
    at(LATER)
    case = in_assessment("experience")
    judge_all(case, WORK)
    grace = people.staff("regulation_officer", full_name="Grace Hopper")
    clicks = asking(case, grace, "I ask."), asking(case, people.staff("regulation_officer"), TYPED)
    if "case" not in holds:
        monkeypatch.setattr(deciding, "_held_unmoved", lambda case_id, revision: fresh(case))
    if "person" not in holds:
        monkeypatch.setattr(type(User.objects), "select_for_update", lambda users: users.all())
    gate = Gate(monkeypatch, moving, "known_of")
    first = Alongside(clicks[0])
    assert gate.inside.wait(WAIT)
    second = Alongside(clicks[1])
    second.join(A_MOMENT)
    assert second.is_alive()
    gate.go_on.set()
    ends = first.result(), second.result()
    if not holds:
        assert Request.objects.count() == 2 or 500 in {status for status, _ in ends}, "the control"
        return
    status, html = ends[1]
    assert (ends[0][0], status, told in html, TYPED in html) == (302, 422, True, True)
    assert (Decision.objects.count(), Letter.objects.count(), Request.objects.count()) == (1, 1, 1)
    assert fresh(case).stage == Stage.INFORMATION
