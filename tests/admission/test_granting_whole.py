"""A decision that grants a title does all of it once or none of it: whichever of its statements fails, however often
and by however many it is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from admission.models import Title
from admission.services import granting
from applications.enums import End, Outcome, Stage, StepKind
from applications.models import Application, Case, Decision, Happening
from applications.queries import followed
from applications.rules.deciding import Section
from applications.services import beforehand, deciding
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.documents.models import Printout
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import GradeHeld, User
from people.models import GradeChange
from tests import factories as people
from tests.admission.granting_world import LATER, asked, met, paid, signed
from tests.applications import deciding_steps as steps
from tests.applications import factories, meeting_steps
from tests.cpd.asking.test_asking_races import Gate
from tests.cpd.close.test_races import WAIT, Alongside

CONTROL, A_MOMENT = "control", 0.5
WRITES = ("INSERT", "UPDATE", "DELETE")


class Killed(Exception):
    """The statement at which the work is ended."""


@contextmanager
def killed_at(step: int) -> Iterator[list[str]]:
    """Ends the work before its writing statement of this number, counted from 1; 0 counts them only."""
    done: list[str] = []

    def wrap(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(WRITES):
            done.append(sql)
            if len(done) == step:
                raise Killed(sql[:60])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wrap):
        yield done


def world() -> dict[str, object]:
    """Everything that granting a title changes."""
    counted = (Title, Printout, Message, Happening, GradeChange, GradeHeld)
    return {
        **{model.__name__: model._base_manager.count() for model in counted},
        "ends": list(Application.objects.order_by("pk").values_list("end", "ended_at")),
        "cases": list(Case.objects.order_by("pk").values_list("stage", "revision")),
        "held": list(GradeHeld.objects.order_by("pk").values_list("grade", "until_date")),
    }


def undone(work: Callable[[], object]) -> Iterator[dict[str, object]]:
    """The world after the work was ended at each of its writing statements in turn."""
    with outer(), killed_at(0) as done:
        work()
    assert len(done) > 5
    for step in range(1, len(done) + 1):
        with outer():
            with killed_at(step), pytest.raises(Killed):
                work()
            transaction.set_rollback(False)  # The control's: a block inside wanted the one outside undone.
            yield world()


@contextmanager
def outer() -> Iterator[None]:
    """What the test itself takes back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.clause("HB-S4.2")
@pytest.mark.parametrize("whole", [True, False], ids=["product", CONTROL])
def test_whichever_statement_fails_nothing_of_it_stays(whole: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    decision = met(people.MemberFactory(grade="paralegal").user)
    before = world()
    if not whole:
        loose = SimpleNamespace(atomic=nullcontext)
        monkeypatch.setattr(granting, "transaction", loose)
    left = [after for after in undone(lambda: granting.grant(decision=decision, read={}, at=LATER)) if after != before]
    assert bool(left) != whole
    granting.grant(decision=decision, read={}, at=LATER)
    assert world() != before


def ready_to_decide(monkeypatch: pytest.MonkeyPatch) -> Case:
    """A final application of a member that wants nothing but the decision."""
    passed = followed.Source(
        kind=StepKind.ADMISSION, section="portfolio", path=lambda case: "/",
        tell=lambda case: Section(code="portfolio", passed=True),
    )  # fmt: skip
    monkeypatch.setitem(followed._sources, (StepKind.ADMISSION, "portfolio"), passed)
    user = people.MemberFactory(grade="paralegal").user
    case = factories.case(user, step="admission", stage=Stage.ASSESSMENT, **steps.RUNNING)
    factories.submission(case)
    paid(case)
    signed(asked(case))
    steps.signed(case)
    for section in ("reference", "conduct"):
        steps.judge(case, section)
    return steps.fresh(case)


def approve(case: Case, by: User) -> str:
    try:
        steps.decide(case, Outcome.MET, by=by)
    except Refused:
        return "refused"
    return "granted"


def effects() -> dict[str, int]:
    return {
        "decisions": Decision.objects.count(), "titles": Title.objects.count(),
        "letters": Message.objects.filter(kind=granting.GRANTED).count(), "grades": GradeChange.objects.count(),
        "ended": Application.objects.filter(end=End.GRANTED).count(),
    }  # fmt: skip


@pytest.mark.django_db
@pytest.mark.clause("HB-S4.2")
def test_a_title_that_cannot_be_granted_takes_its_decision_back(monkeypatch: pytest.MonkeyPatch) -> None:
    case = ready_to_decide(monkeypatch)

    def fails(*args: object, **kwargs: object) -> None:
        raise Killed

    monkeypatch.setattr(granting, "request_printout", fails)
    with outer(), pytest.raises(Killed):
        steps.decide(case, Outcome.MET)
    assert set(effects().values()) == {0}
    assert steps.fresh(case).stage == Stage.ASSESSMENT


@pytest.mark.django_db
@pytest.mark.clause("HB-S4.2")
def test_the_same_click_twice_has_one_effect(monkeypatch: pytest.MonkeyPatch) -> None:
    case, by = ready_to_decide(monkeypatch), steps.officer()
    assert [approve(case, by), approve(case, by)] == ["granted", "refused"]
    assert set(effects().values()) == {1}


@pytest.mark.django_db(transaction=True)
@pytest.mark.clause("HB-S4.2")
@pytest.mark.parametrize("is_held", [True, False], ids=["held", CONTROL])
def test_of_two_officers_at_once_one_grants_it(monkeypatch: pytest.MonkeyPatch, is_held: bool) -> None:
    case, officers = ready_to_decide(monkeypatch), [steps.officer(), steps.officer()]
    letter = deciding.queries.to_decide(case, today=LATER.date()).drafted(Outcome.MET)
    if not is_held:
        monkeypatch.setattr(deciding, "_held_unmoved", lambda case_id, revision: steps.fresh(case))

    def click(by: User) -> str:
        try:
            deciding.decide(
                case_id=case.pk, revision=case.revision, outcome=Outcome.MET, why="", subject=letter.subject,
                body=letter.body, by=by, at=LATER,
            )  # fmt: skip
        except Refused:
            return "refused"
        except DatabaseError:
            return "the database"
        return "granted"

    gate = Gate(monkeypatch, deciding.queries, "fee_is_back")
    first = Alongside(lambda: click(officers[0]))
    assert gate.inside.wait(WAIT)
    second = Alongside(lambda: click(officers[1]))
    second.join(A_MOMENT)
    gate.go_on.set()
    assert sorted([first.result(), second.result()]) == ["granted", "refused" if is_held else "the database"]
    assert set(effects().values()) == {1}


@pytest.mark.django_db
@pytest.mark.clause("HB-47")
def test_files_are_read_before_the_case_is_held_and_compared_under_it(monkeypatch: pytest.MonkeyPatch) -> None:
    case, done = ready_to_decide(monkeypatch), []
    for where, name in ((granting.intact, "read"), (deciding.moving, "held"), (granting.intact, "damaged")):
        real = getattr(where, name)
        monkeypatch.setattr(
            where, name, lambda *args, real=real, name=name, **more: (done.append(name), real(*args, **more))[1]
        )
    steps.decide(case, Outcome.MET)
    assert done == ["read", "held", "damaged"]


@pytest.mark.django_db
@pytest.mark.clause("HB-47", "HB-28a")
def test_before_a_meetings_decisions_are_released_the_files_of_what_is_met_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[object] = []
    monkeypatch.setitem(beforehand._READERS, StepKind.KNOWLEDGE, lambda case: f"read of {case.pk}")
    monkeypatch.setattr(deciding.events, "tell", lambda event: told.append(getattr(event, "read", "no decision")))
    met_one, other = meeting_steps.before_the_committee(), meeting_steps.before_the_committee()
    meeting_steps.decided(met_one, Outcome.MET)
    meeting_steps.decided(other, Outcome.NOT_MET)
    assert [one for one in told if one != "no decision"] == [f"read of {met_one.pk}", None]
