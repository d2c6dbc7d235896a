"""When a record counts, character by character and answer by answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from cpd.enums import Scheme
from cpd.rules import record
from cpd.rules.record import Answers, Limits

LIMITS = Limits(title=200, text=4000)
FULL = Answers(
    title="Witness statements", completed_on=date(2026, 5, 14), planned=True, learned="Where they end.",
    evaluation="It did what I wanted.",
)  # fmt: skip


def missing(answers: Answers, scheme: Scheme = Scheme.OUTCOMES, *, has_specialism: bool = True) -> list[str]:
    found = record.missing_answers(answers, scheme=scheme, has_specialism=has_specialism)
    assert {one.refusal.clause for one in found} <= {"REC-11"}
    return [one.field for one in found]


@pytest.mark.clause("REC-11", "REC-12", "CPD-8")
def test_with_every_mandatory_answer_nothing_is_missing() -> None:
    assert missing(FULL) == []


@pytest.mark.clause("REC-11", "REC-12")
@pytest.mark.parametrize("name", ["title", "learned", "evaluation"])
@pytest.mark.parametrize("blank", ["", "   ", "\n\t\n", "\u00a0", "\u200b\u200b"])
def test_spaces_and_invisible_characters_are_no_answer(name: str, blank: str) -> None:
    assert missing(replace(FULL, **{name: blank})) == [name]


@pytest.mark.clause("REC-11")
@pytest.mark.parametrize("name", ["completed_on", "planned"])
def test_a_date_and_planned_or_not_have_to_be_given(name: str) -> None:
    assert missing(replace(FULL, **{name: None})) == [name]


@pytest.mark.clause("REC-11")
def test_unplanned_is_an_answer_and_an_emoji_is_one_too() -> None:
    assert missing(replace(FULL, planned=False, learned="👍")) == []


@pytest.mark.clause("CPD-5")
def test_the_outcomes_scheme_never_asks_for_hours_or_specialism() -> None:
    assert not record.asks_hours(Scheme.OUTCOMES)
    assert not record.asks_hours(Scheme.NONE)
    assert missing(replace(FULL, hours=None, in_specialism=None)) == []


@pytest.mark.clause("CPD-7", "CPD-5", "REC-11")
def test_the_mixed_scheme_asks_for_both() -> None:
    assert record.asks_hours(Scheme.MIXED)
    assert missing(FULL, Scheme.MIXED) == ["hours", "in_specialism"]
    assert missing(replace(FULL, hours=Decimal(1)), Scheme.MIXED) == ["in_specialism"]
    assert missing(replace(FULL, hours=Decimal(1), in_specialism=False), Scheme.MIXED) == []


@pytest.mark.clause("CPD-7a")
def test_a_professionalism_outcome_needs_no_hours_and_no_specialism() -> None:
    assert missing(replace(FULL, professionalism=True), Scheme.MIXED) == []


@pytest.mark.clause("CPD-7a")
def test_who_names_no_specialism_is_not_asked_about_it() -> None:
    assert missing(replace(FULL, hours=Decimal(1)), Scheme.MIXED, has_specialism=False) == []


@pytest.mark.clause("REC-11")
def test_a_paper_that_is_the_record_itself_has_to_be_explained() -> None:
    assert missing(replace(FULL, kept_elsewhere=True)) == ["explanation"]
    assert missing(replace(FULL, kept_elsewhere=True, explanation="My firm's own sheet.")) == []


@pytest.mark.clause("REC-13", "REC-15")
@pytest.mark.parametrize(
    ("text", "excess"),
    [
        ("a" * 4000, ""),
        ("a" * 4001, "by 1 character: the limit is 4,000."),
        ("a" * 5234, "by 1,234 characters: the limit is 4,000."),
        ("👍" * 4000, ""),
        ("👍" * 4001, "by 1 character: the limit is 4,000."),
        ("\r\n" * 4000, ""),
        ("\r\n" * 4001, "by 1 character: the limit is 4,000."),
    ],
)
@pytest.mark.parametrize("name", ["need", "learned", "evaluation", "change", "explanation"])
def test_exactly_the_limit_is_accepted_and_one_more_is_not(name: str, text: str, excess: str) -> None:
    found = record.over_limit(replace(FULL, **{name: text}), LIMITS)
    assert [one.field for one in found] == ([name] if excess else [])
    assert all(one.refusal.sentence == f"Shorten {record.TEXTS[name]} {excess}" for one in found)


@pytest.mark.clause("REC-13", "REC-15")
def test_a_title_has_its_own_limit() -> None:
    assert record.over_limit(replace(FULL, title="t" * 200), LIMITS) == ()
    (over,) = record.over_limit(replace(FULL, title="t" * 201), LIMITS)
    assert over.refusal.clause == "REC-15"
    assert over.refusal.sentence == "Shorten the title by 1 character: the limit is 200."


@pytest.mark.clause("CPD-7a")
@pytest.mark.parametrize(
    ("hours", "good"),
    [("0", False), ("0.01", True), ("24", True), ("24.01", False), ("1.25", True), ("1.255", False), ("-1", False)],
)
def test_hours_are_more_than_none_and_at_most_a_day_in_hundredths(hours: str, good: bool) -> None:
    assert (record.bad_hours(Decimal(hours)) is None) is good


@pytest.mark.clause("REC-19")
def test_ten_files_and_no_eleventh() -> None:
    assert record.bad_file_count(10) is None
    eleventh = record.bad_file_count(11)
    assert eleventh is not None
    assert eleventh.clause == "REC-19"


@pytest.mark.clause("REC-10")
def test_a_deleted_record_can_be_restored_until_the_end_of_the_thirtieth_day() -> None:
    deleted = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    last = datetime(2026, 3, 31, 23, 0, tzinfo=UTC)  # the end of 31 March, in summer time
    assert record.restore_until(deleted) == last
    assert record.may_restore(deleted, at=last - timedelta(seconds=1)) is None
    refusal = record.may_restore(deleted, at=last)
    assert refusal is not None
    assert refusal.clause == "REC-10"


@pytest.mark.clause("REC-21")
@pytest.mark.parametrize(
    ("text", "looks_like"),
    [
        ("write to jane.doe+cpd@firm.co.uk today", "an email address"),
        ("her number AB 12 34 56 C was read out", "a National Insurance number"),
        ("call 020 7946 0958", "a phone number"),
        ("or 07700 900123", "a phone number"),
        ("or +44 (0)20 7946 0958", "a phone number"),
        ("a house in SW1A 1AA", "a postcode"),
        ("a house in m1 1ae", "a postcode"),
        ("appeal HU/12345/2020", "a case reference"),
        ("appeal UI-2024-001234", "a case reference"),
        ("claim CO/1234/2024", "a case reference"),
        ("claim G01BM123", "a case reference"),
    ],
)
def test_what_could_name_somebody_is_pointed_at(text: str, looks_like: str) -> None:
    found = record.identifiers(replace(FULL, learned=text))
    assert looks_like in [one.looks_like for one in found]
    assert all(one.field == "learned" and one.words in text for one in found)


@pytest.mark.clause("REC-21")
@pytest.mark.parametrize(
    "text",
    [
        "Section 12 of the Act of 1998, in force from 30/09/2026.",
        "The limit is 4,000 characters and 26 outcomes.",
        "Ivey v Genting [2017] UKSC 67",
        "CPR 3.9, Part 36, PD 57AC",
        "twenty-one days @ the registry",
    ],
)
def test_ordinary_writing_about_law_is_left_alone(text: str) -> None:
    assert record.identifiers(replace(FULL, learned=text)) == ()


@pytest.mark.clause("REC-21")
def test_a_very_long_text_is_looked_through_quickly() -> None:
    began = datetime.now(UTC)
    record.identifiers(replace(FULL, learned="a." * 50_000))
    assert datetime.now(UTC) - began < timedelta(seconds=1)
