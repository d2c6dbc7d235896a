"""A case under applicant, supervisor, finance, officers, committee and time: whatever they do in whatever order, it
only makes moves that are declared, by those they are declared for, and what has to hold of it holds after each of them.

A few dozen runs in every suite; `python3 manage.py test -m long tests/applications/test_machine.py` makes two thousand.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from applications import models
from applications.enums import Accepted, Actor, Body, MeetingStage, Outcome, Stage, Whose
from applications.queries.facts import facts_of
from applications.rules import moves, stages
from applications.services import submitting
from tests.applications.six_actors import FOR_GOOD, MENDABLE, NOTHING, World

S = Stage
FINAL = (S.WITHDRAWN, S.LAPSED)
UNCLEARED = (S.DRAFT, S.FEE, *FINAL)
officers = st.sampled_from(["officer", "officer", "colleague", "applicant", "referee"])
bodies = st.sampled_from([Body.COMMITTEE, Body.PANEL])
heard = st.sampled_from([Outcome.MET, Outcome.NOT_YET, Outcome.NOT_MET, Outcome.NOT_MET, Outcome.RETURN])


# The moves that the runs made.
SEEN: set[tuple[Stage, Stage]] = set()


def in_stage(*wanted: Stage) -> Any:
    return precondition(lambda self: self.stage in wanted)


class Casework(RuleBasedStateMachine):
    """One case, from its draft to wherever it comes."""

    def __init__(self) -> None:
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()
        self.world = World()
        self.stage, self.told = Stage.DRAFT, 0
        self.at_the_end: Any = None

    def teardown(self) -> None:
        self.world.close()
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)

    @initialize(far=st.sampled_from(["begun", "written", "submitted", "submitted", "paid", "paid", "paid"]))
    def some_way_is_behind(self, far: str) -> None:
        if far == "begun":
            return
        self.world.write_role(40)
        self.world.ask_reference()
        self.world.visit(None, "sign")
        if far in ("submitted", "paid"):
            self.world.submit(by_transfer=False)
        if far == "paid":
            self.world.money_comes()

    # --- The applicant ---

    @in_stage(S.DRAFT, S.NOT_YET)
    @rule(weekly=st.sampled_from([10, 40]))
    def applicant_changes_the_ledger(self, weekly: int) -> None:
        self.world.write_role(weekly)

    @in_stage(S.DRAFT, S.NOT_YET)
    @rule()
    def applicant_asks_for_a_reference(self) -> None:
        self.world.ask_reference()

    @in_stage(S.DRAFT, S.ASSESSMENT)
    @rule()
    def applicant_ends_a_reference(self) -> None:
        self.world.end_reference()

    @in_stage(S.DRAFT, S.NOT_YET)
    @rule(by_transfer=st.booleans())
    def applicant_submits(self, by_transfer: bool) -> None:
        self.world.submit(by_transfer)

    @in_stage(S.FEE)
    @rule()
    def applicant_takes_it_back(self) -> None:
        self.world.take_back()

    @in_stage(S.INFORMATION)
    @rule()
    def applicant_answers(self) -> None:
        self.world.answer()

    @precondition(lambda self: self.told > 12)
    @rule(really=st.integers(0, 5))
    def applicant_withdraws(self, really: int) -> None:
        if not really:
            self.world.withdraw()

    @in_stage(S.NOT_YET, S.NOT_MET)
    @rule(to=bodies)
    def applicant_asks_again(self, to: Body) -> None:
        self.world.ask_again(to)

    # --- The supervisor ---

    @in_stage(S.DRAFT, S.ASSESSMENT)
    @rule(
        does=st.sampled_from(["sign", "sign", "sign", "decline", "hand over"]), as_applicant=st.integers(0, 3)
    )  # fmt: skip
    def supervisor_comes(self, does: str, as_applicant: int) -> None:
        self.world.visit(None if as_applicant else self.world.applicant, does)

    # --- Finance ---

    @in_stage(S.FEE)
    @rule()
    def finance_sees_money(self) -> None:
        self.world.money_comes()

    @in_stage(S.ASSESSMENT)
    @rule(really=st.integers(0, 3))
    def finance_finds_an_error(self, really: int) -> None:
        if not really:
            self.world.fee_was_an_error()

    # --- The officers ---

    @in_stage(S.ASSESSMENT)
    @rule(who=officers, failed=st.sampled_from([NOTHING, MENDABLE, FOR_GOOD]), hours=st.sampled_from(Accepted))
    def officer_looks_through(self, who: str, failed: tuple[str, str], hours: Accepted) -> None:
        self.world.look_through(self.world.who(who), failed, hours)

    @in_stage(S.ASSESSMENT)
    @rule(who=officers, outcome=st.sampled_from([*Outcome, Outcome.REFER]))
    def officer_decides(self, who: str, outcome: Outcome) -> None:
        self.world.decide(self.world.who(who), outcome)

    @in_stage(S.ASSESSMENT)
    @rule(outcome=st.sampled_from([Outcome.MET, Outcome.NOT_YET, Outcome.ASK, Outcome.REFER]))
    def officer_makes_up_their_mind(self, outcome: Outcome) -> None:
        found = {Outcome.MET: NOTHING, Outcome.REFER: FOR_GOOD}.get(outcome, MENDABLE)
        officer = self.world.who("officer")
        self.world.look_through(officer, found, Accepted.FULL)
        self.world.decide(officer, outcome)

    @in_stage(S.MET, S.NOT_YET)
    @rule(who=officers)
    def officer_takes_a_decision_back(self, who: str) -> None:
        self.world.reverse(self.world.who(who))

    @in_stage(S.ASSESSMENT)
    @rule(who=officers, really=st.integers(0, 2))
    def officer_holds_or_releases(self, who: str, really: int) -> None:
        if not really or self.world.case.holds.filter(ended_at=None).exists():
            self.world.hold_or_release(self.world.who(who))

    @in_stage(S.ASSESSMENT)
    @rule(who=officers, to=officers)
    def officer_gives_it_to_another(self, who: str, to: str) -> None:
        self.world.assign(self.world.who(who), self.world.who(to))

    @in_stage(S.ASSESSMENT, S.INFORMATION)
    @rule(who=officers)
    def officer_asks_for_a_reference(self, who: str) -> None:
        self.world.ask_reference(by=self.world.who(who))

    @in_stage(S.INFORMATION, S.ASSESSMENT)
    @rule(who=officers)
    def officer_asks_no_longer(self, who: str) -> None:
        self.world.take_request_back(self.world.who(who))
        self.world.end_reference(by=self.world.who(who))

    @in_stage(S.COMMITTEE)
    @rule(who=st.sampled_from(["officer", "colleague"]))
    def officer_takes_the_referral_back(self, who: str) -> None:
        self.world.take_referral_back(self.world.who(who))

    @in_stage(S.NOT_YET, S.NOT_MET)
    @rule(who=officers, to=bodies)
    def officer_lets_a_late_request_in(self, who: str, to: Body) -> None:
        self.world.let_in_late(self.world.who(who), to)

    # --- The committee ---

    @in_stage(S.COMMITTEE)
    @rule(conflicted=st.sampled_from([0, 0, 1, 3]))
    def secretary_sends_papers(self, conflicted: int) -> None:
        self.world.send_papers(conflicted)

    @in_stage(S.COMMITTEE)
    @rule(absent=st.sampled_from([0, 0, 2]), outcome=heard)
    def committee_meets(self, absent: int, outcome: Outcome) -> None:
        self.world.meet(absent)
        self.world.record(outcome)

    @in_stage(S.COMMITTEE)
    @rule(outcome=st.sampled_from(Outcome))
    def committee_corrects_its_decision(self, outcome: Outcome) -> None:
        self.world.record(outcome)

    @in_stage(S.COMMITTEE)
    @rule(who=st.sampled_from(["secretary", "secretary", "applicant", "referee"]))
    def secretary_releases(self, who: str) -> None:
        self.world.release(self.world.secretary if who == "secretary" else self.world.who(who))

    @in_stage(S.COMMITTEE)
    @rule(verb=st.sampled_from(["cancel", "take off"]), really=st.integers(0, 3))
    def secretary_changes_the_agenda(self, verb: str, really: int) -> None:
        if not really:
            self.world.change_agenda(verb)

    @in_stage(S.COMMITTEE)
    @rule(outcome=heard)
    def committee_hears_it(self, outcome: Outcome) -> None:
        self.world.send_papers(0)
        self.world.meet(0)
        self.world.record(outcome)
        self.world.release(self.world.secretary)

    @rule(data=st.data())
    def somebody_acts_out_of_turn(self, data: st.DataObject) -> None:
        """Any verb in any stage: mostly it is refused."""
        world = self.world
        verbs = {
            "write": lambda: world.write_role(10), "submit": lambda: world.submit(by_transfer=False),
            "take back": world.take_back, "answer": world.answer, "pay": world.money_comes,
            "again": lambda: world.ask_again(Body.COMMITTEE), "appeal": lambda: world.ask_again(Body.PANEL),
            "sign": lambda: world.visit(None, "sign"), "meet": lambda: world.decide(world.who("officer"), Outcome.MET),
            "refer": lambda: world.decide(world.who("officer"), Outcome.REFER),
            "reverse": lambda: world.reverse(world.who("officer")), "release": lambda: world.release(world.secretary),
            "no request": lambda: world.take_request_back(world.who("officer")),
            "hold": lambda: world.hold_or_release(world.who("officer")),
        }  # fmt: skip
        verbs[data.draw(st.sampled_from(sorted(verbs)))]()

    # --- Time, and somebody at the database ---

    @rule(days=st.sampled_from([0, 1, 3, 9, 29]))
    def time_passes(self, days: int) -> None:
        self.world.days_pass(days)

    @in_stage(S.DRAFT)
    @rule(really=st.integers(0, 3))
    def years_pass(self, really: int) -> None:
        for days in (680, 50, 20) if not really else ():
            self.world.days_pass(days)

    @rule(to=st.sampled_from(Stage))
    def somebody_forces_a_stage(self, to: Stage) -> None:
        """By raw SQL, with every column that the stage asks for."""
        if to == self.stage or (self.stage, to) in moves.MOVES:
            return
        with pytest.raises((InternalError, IntegrityError)), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE applications_case SET stage = %s, submitted_at = now(), cleared_at = now(), "
                "decided_at = now(), withdrawn_at = CASE WHEN %s = 'withdrawn' THEN now() END WHERE id = %s",
                [to, to, self.world.case_id],
            )

    # --- What always holds ---

    @invariant()
    def what_has_to_hold_holds(self) -> None:
        self.only_declared_moves_happen()
        self.the_committee_decides_at_meetings_that_are_released()
        case = self.world.case
        for holds in (
            self.the_case_stands_where_its_facts_say, self.nothing_is_assessed_before_the_fee, self.one_turn_is_open,
            self.nothing_of_a_final_case_changes, self.nobody_judges_their_own_and_no_officer_refuses,
        ):  # fmt: skip
            holds(case)

    def only_declared_moves_happen(self) -> None:
        """Step by step along the timeline, each by whom it is declared for."""
        for one in models.Happening.objects.filter(case=self.world.case_id, pk__gt=self.told).order_by("pk"):
            new = Stage(one.stage)
            if new != self.stage:
                assert Actor(one.who) in moves.MOVES.get((self.stage, new), ()), (self.stage, new, one.who)
                SEEN.add((self.stage, new))
            self.stage, self.told = new, one.pk
        assert self.world.case.stage == self.stage, "the stage changed without a word in the timeline"
        self.world.pass_time()

    def the_case_stands_where_its_facts_say(self, case: models.Case) -> None:
        there = stages.where(facts_of(case, today=self.world.today))
        assert (there.stage, there.whose) == (case.stage, case.whose)

    def one_turn_is_open(self, case: models.Case) -> None:
        """And the clock goes while an officer has it."""
        turns = list(models.Turn.objects.filter(case=self.world.case_id).order_by("pk"))
        assert [turn.until is None for turn in turns] == [False] * (len(turns) - 1) + [True] * bool(turns)
        assert all(one.until == then.since for one, then in pairwise(turns))
        assert not turns or turns[-1].whose == case.whose
        assert (case.clock_since is not None) == (case.whose == Whose.OFFICER)

    def nothing_is_assessed_before_the_fee(self, case: models.Case) -> None:
        paid = models.CaseFee.objects.filter(case=case, paid_at__isnull=False, let_go_at=None).first()
        assert case.stage in UNCLEARED or paid is not None
        assert models.CaseFee.objects.filter(case=case, let_go_at=None).count() <= 1
        for made in (models.Decision, models.SectionVerdict):
            first = made._default_manager.filter(case=case).order_by("at").first()
            assert first is None or (paid is not None and paid.paid_at is not None and first.at >= paid.paid_at)

    def nothing_of_a_final_case_changes(self, case: models.Case) -> None:
        if case.stage not in FINAL:
            assert self.at_the_end is None
            return
        owned = ((models.Role, "case"), (models.Decision, "case"), (models.SectionVerdict, "case"))
        parts = [
            list(made._default_manager.filter(**{of: case}).order_by("pk").values())
            for made, of in (*owned, (models.Reference, "asked__case"))
        ]
        now = (case.stage, case.whose, case.submitted_at, case.decided_at, case.withdrawn_at, case.clock_used, parts)
        assert self.at_the_end in (None, now)
        self.at_the_end = now

    def nobody_judges_their_own_and_no_officer_refuses(self, case: models.Case) -> None:
        own = {self.world.applicant.pk, self.world.referee.pk}
        by = set(models.Decision.objects.filter(case=case).values_list("by", flat=True))
        by |= set(models.SectionVerdict.objects.filter(case=case).values_list("by", flat=True))
        by |= set(models.RoleAssessed.objects.filter(role__case=case).values_list("by", flat=True))
        assert not by & own
        assert not models.Decision.objects.filter(body=Body.OFFICER, outcome=Outcome.NOT_MET).exists()

    def the_committee_decides_at_meetings_that_are_released(self) -> None:
        asked = self.world.referral()
        assert (asked is not None) == (self.stage == Stage.COMMITTEE)
        heard = models.Decision.objects.filter(case=self.world.case_id).exclude(body=Body.OFFICER)
        released = models.Meeting.objects.filter(stage=MeetingStage.RELEASED, items__taken_off_at=None)
        assert heard.count() == released.filter(items__decision__in=heard).count() == released.count()


@pytest.fixture(autouse=True)
def by_demo(settings: Any) -> None:
    settings.SHOP_GATEWAY = "demo"


def run(runs: int, steps: int = 30) -> None:
    how = settings(
        max_examples=runs, stateful_step_count=steps, deadline=None, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck), database=None, derandomize=runs < 1000,
    )  # fmt: skip
    run_state_machine_as_test(Casework, settings=how)


@pytest.mark.django_db
@pytest.mark.clause("HB-11a", "HB-26", "HB-28")
def test_cases_move_as_declared_whoever_does_what() -> None:
    run(12, steps=20)
    assert len(SEEN) >= len(moves.MOVES) // 4, f"the runs come nowhere: {SEEN}"


@pytest.mark.django_db
def test_a_move_that_is_not_declared_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with an officer's moves opened to everybody, an applicant has a step that is met assessed again."""
    casework = Casework()
    try:
        casework.some_way_is_behind(far="paid")
        casework.only_declared_moves_happen()
        casework.officer_makes_up_their_mind(outcome=Outcome.MET)
        casework.only_declared_moves_happen()
        assert casework.stage == Stage.MET
        monkeypatch.setattr(moves, "may_move", lambda old, new, *, actor: True)
        monkeypatch.setattr(submitting, "WITH_APPLICANT", frozenset(Stage))
        casework.world.submit(by_transfer=False)
        with pytest.raises(AssertionError, match="applicant"):
            casework.only_declared_moves_happen()
    finally:
        casework.teardown()


@pytest.mark.long
@pytest.mark.parametrize("half", ["first", "second"])
@pytest.mark.django_db
def test_two_thousand_cases_make_every_declared_move_and_no_other(half: str) -> None:
    """A thousand in each half, so that two processes can take one each."""
    SEEN.clear()
    run(1000)
    # Only a step without a fee goes straight to the officers.
    assert set(moves.MOVES) - SEEN <= {(S.DRAFT, S.ASSESSMENT)}, half
