"""Met or not: each figure one short, just reached, and beyond."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from cpd.enums import Outcome, Scheme
from cpd.rules.requirement import NOTHING_OWED, Done, Target, YearFacts, counted_hours, decide, in_hours

CLOSES = datetime(2026, 9, 30, 23, 0, tzinfo=UTC)
NINE = Target(Scheme.OUTCOMES, "CPD-5a", outcomes=9, professionalism=1, planned=5)
FIVE = Target(Scheme.OUTCOMES, "CPD-16b", outcomes=5, professionalism=1, planned=3)
EIGHT = Target(
    Scheme.MIXED, "CPD-7a", professionalism=1, hours=Decimal(8), specialism_hours=Decimal(4),
    outside_study_hours=Decimal(4),
)  # fmt: skip


def outcome(target: Target, done: Done, **facts: object) -> Outcome:
    given = {"dispensed": False, "extended_until": None, "closed_at": CLOSES, **facts}
    return decide(YearFacts(target, done, **given), at=CLOSES).outcome


def sentences(target: Target, done: Done) -> list[str]:
    decision = decide(YearFacts(target, done, False, None, CLOSES), at=CLOSES)
    assert all(refusal.clause == target.clause for refusal in decision.missing)
    return [refusal.sentence for refusal in decision.missing]


@pytest.mark.clause("CPD-5a", "CPD-5")
@pytest.mark.parametrize(
    ("outcomes", "professionalism", "planned", "met"),
    [(9, 1, 5, True), (8, 1, 5, False), (9, 0, 5, False), (9, 1, 4, False), (12, 1, 5, True), (9, 9, 9, True)],
)
def test_nine_outcomes_one_of_professionalism_five_planned(
    outcomes: int, professionalism: int, planned: int, met: bool
) -> None:
    done = Done(outcomes=outcomes, professionalism=professionalism, planned=planned)
    assert (outcome(NINE, done) == Outcome.MET) is met


@pytest.mark.clause("CPD-5a", "REC-25")
def test_every_unmet_rule_has_its_sentence() -> None:
    assert sentences(NINE, Done()) == [
        "9 more outcomes to record.",
        "1 outcome about professionalism still to record.",
        "5 planned outcomes still to record.",
    ]
    assert sentences(NINE, Done(outcomes=8, professionalism=1, planned=4)) == [
        "1 more outcome to record.",
        "1 planned outcome still to record.",
    ]


@pytest.mark.clause("CPD-16b")
@pytest.mark.parametrize(
    ("outcomes", "professionalism", "planned", "met"),
    [(5, 1, 3, True), (4, 1, 3, False), (5, 0, 3, False), (5, 1, 2, False)],
)
def test_the_reduced_target_is_five_with_three_planned(
    outcomes: int, professionalism: int, planned: int, met: bool
) -> None:
    done = Done(outcomes=outcomes, professionalism=professionalism, planned=planned)
    assert (outcome(FIVE, done) == Outcome.MET) is met


def worked(hours: str, specialism: str, outside: str = "0", professionalism: int = 1) -> Done:
    return Done(
        professionalism=professionalism, hours=Decimal(hours), specialism_hours=Decimal(specialism),
        outside_study_hours=Decimal(outside),
    )  # fmt: skip


@pytest.mark.clause("CPD-7a", "CPD-7")
@pytest.mark.parametrize(
    ("done", "met"),
    [
        (worked("8.00", "4.00"), True),
        (worked("7.99", "4.00"), False),
        (worked("8.00", "3.99"), False),
        (worked("20", "4"), True),
        (worked("8", "4", professionalism=0), False),
        (worked("10", "4", outside="6"), True),
        (worked("9.99", "4", outside="5.99"), True),
        (worked("7.99", "4", outside="3.99"), False),
        (worked("12", "3.99", outside="8.01"), False),
    ],
)
def test_eight_hours_four_in_the_specialism_and_one_outcome(done: Done, met: bool) -> None:
    assert (outcome(EIGHT, done) == Outcome.MET) is met


@pytest.mark.clause("CPD-7a")
def test_study_outside_the_specialism_counts_for_four_hours_at_most() -> None:
    assert counted_hours(EIGHT, worked("10", "4", outside="6")) == 8
    assert counted_hours(EIGHT, worked("10", "6", outside="4")) == 10
    assert sentences(EIGHT, worked("10", "2", outside="8")) == [
        "2 hours still to record.",
        "2 hours in your specialism still to record.",
    ]


@pytest.mark.clause("CPD-7a", "REC-25")
def test_what_the_mixed_scheme_lacks_is_said_in_hours() -> None:
    assert sentences(EIGHT, worked("7.5", "3.99", professionalism=0)) == [
        "0.5 hours still to record.",
        "0.01 hours in your specialism still to record.",
        "1 outcome about professionalism still to record.",
    ]


def test_hours_in_words() -> None:
    assert [in_hours(Decimal(text)) for text in ("1.00", "0.5", "10", "7.99")] == [
        "1 hour",
        "0.5 hours",
        "10 hours",
        "7.99 hours",
    ]


@pytest.mark.clause("REC-25")
def test_an_obliged_year_with_nothing_recorded_is_not_met() -> None:
    assert outcome(NINE, Done()) == Outcome.NOT_MET
    assert outcome(EIGHT, Done()) == Outcome.NOT_MET


@pytest.mark.clause("CPD-5a")
def test_who_owes_nothing_is_not_required_whatever_is_recorded_or_granted() -> None:
    until = date(2026, 12, 31)
    assert outcome(NOTHING_OWED, Done(), dispensed=True, extended_until=until) == Outcome.NOT_REQUIRED


@pytest.mark.clause("CPD-16a")
def test_a_dispensation_goes_before_everything_that_is_owed() -> None:
    assert outcome(NINE, Done(), dispensed=True, extended_until=date(2026, 12, 31)) == Outcome.DISPENSED


@pytest.mark.clause("CPD-10", "CPD-11a")
def test_an_extension_holds_an_unmet_year_open_until_its_own_close_and_not_longer() -> None:
    until, closed_at = date(2026, 12, 31), datetime(2027, 1, 1, tzinfo=UTC)
    facts = YearFacts(NINE, Done(outcomes=8), False, until, closed_at)
    assert decide(facts, at=CLOSES).outcome == Outcome.EXTENDED
    assert decide(facts, at=CLOSES).missing != ()
    assert decide(facts, at=closed_at - timedelta(seconds=1)).outcome == Outcome.EXTENDED
    assert decide(facts, at=closed_at).outcome == Outcome.NOT_MET


@pytest.mark.clause("CPD-10")
def test_an_extended_year_that_is_met_is_met() -> None:
    done = Done(outcomes=9, professionalism=1, planned=5)
    assert outcome(NINE, done, extended_until=date(2026, 12, 31)) == Outcome.MET
