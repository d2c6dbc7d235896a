"""How the register reads names and searches, and what an entry says on a day; no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cpd.enums import Outcome
from standing.enums import Concession, RightKind
from standing.rules.facts import Brings, Issued, Reduced, Right
from standing.rules.register import Line, Person, fold, leads_of, letter_of, line, parts_of
from tests.standing.sample import NOT_MET, NOVEMBER, SIGNED, fellow

ADA = Person("Zoë O’Brien-Søby", "o'brien-søby, zoë", "Family", "Marlow & Finch LLP", "Łódź")
BEFORE, LOST = date(2026, 10, 19), date(2026, 10, 20)


def entry(*years, on: date = NOVEMBER, **changed) -> Line:
    return line(ADA, fellow(*years, **changed), today=on)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zoë O’Brien-Søby", "zoe obrien soby"),
        ("  D'Arcy   ŁUKASZ ", "darcy lukasz"),
        ("Straße, Æsop", "strasse aesop"),
        ("ﬁne\u00a0Ｗide", "fine wide"),
        ("% _ \\", ""),
    ],
)
def test_names_are_folded_to_plain_small_letters(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(("name", "letter"), [("okafor ada", "O"), ("7 li", "#"), ("王 li", "#"), ("", "#")])
def test_every_name_stands_under_a_letter(name: str, letter: str) -> None:
    assert letter_of(name) == letter


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("oka", ("oka",)),
        ("ok", ()),
        ("é é", ()),
        ("***", ()),
        ("Jo Li", ("jo li",)),
        ("Li Jones, Li", ("li", "jones")),
        ("ÓKA", ("oka",)),
    ],
)
def test_a_search_needs_three_letters(text: str, parts: tuple[str, ...]) -> None:
    assert parts_of(text) == parts


def test_the_last_word_and_the_first_may_begin_a_surname() -> None:
    assert leads_of("Ada van der Okafor") == ("okafor", "ada")
    assert leads_of("okafor") == ("okafor",)
    assert leads_of(" ! ") == ()


def test_an_entry_says_what_standing_says() -> None:
    made = entry(certificates=(Issued("PC-2026-AAAAAAAA", 2026, date(2026, 1, 1), date(2027, 1, 1)),))
    assert (made.name, made.letter, made.sort_name) == ("Zoë O’Brien-Søby", "O", "obrien soby zoe")
    assert made.folded == "zoe obrien soby\nmarlow finch llp\nlodz"
    assert (made.letters, made.practising, made.oaths, made.audience, made.shown) == ("FCILEX", True, True, True, True)
    assert (made.status, made.next_on) == ("Practising", date(2027, 1, 1))


@pytest.mark.clause("CPD-13", "CPD-14")
def test_an_entry_is_hidden_from_the_day_of_the_loss_and_not_before() -> None:
    before, lost = entry(SIGNED, on=BEFORE), entry(SIGNED, on=LOST)
    assert (before.shown, before.letters, before.next_on) == (True, "FCILEX", LOST)
    assert (lost.shown, lost.letters, lost.oaths, lost.audience) == (False, "", False, False)
    assert entry(NOT_MET).shown, "nobody has signed"
    assert entry(replace(SIGNED, outcome=Outcome.MET)).shown, "made good"


@pytest.mark.clause("CPD-14", "CPD-11a")
def test_an_extension_holds_the_loss_to_its_last_day() -> None:
    longer = replace(SIGNED, extended_until=date(2026, 12, 31))
    assert entry(longer).next_on == date(2027, 1, 1)
    assert [entry(longer, on=day).shown for day in (date(2026, 12, 31), date(2027, 1, 1))] == [True, False]


@pytest.mark.clause("TC-4.4a")
def test_arrears_take_oaths_and_a_lapse_the_entry() -> None:
    facts = {"paid_until": date(2027, 1, 1)}
    due, late, gone = (
        entry(on=day, **facts) for day in (date(2027, 1, 31), date(2027, 2, 1), date(2027, 4, 1))
    )  # fmt: skip
    assert (due.oaths, due.shown, due.next_on) == (True, True, date(2027, 2, 1))
    assert (late.oaths, late.shown, late.next_on) == (False, True, date(2027, 4, 1))
    assert not gone.shown


@pytest.mark.parametrize(
    ("concession", "status"),
    [
        (Concession.RETIRED, "Not practising"),
        (Concession.NON_PRACTISING, "Not practising"),
        (Concession.PARENTAL_LEAVE, "No certificate"),
        (Concession.DUAL_QUALIFIED, "No certificate"),
    ],
)
def test_the_status_tells_nothing_private(concession: Concession, status: str) -> None:
    until = date(2026, 12, 1)
    made = entry(concessions=(Reduced(concession, date(2026, 1, 1), until),))
    assert (made.status, made.oaths, made.next_on) == (status, False, until)
    assert entry(concessions=(Reduced(concession, date(2026, 1, 1), until),), on=until).status != ("Not practising")


def test_rights_and_days_known_from_elsewhere_turn_an_entry() -> None:
    ends = (Right(RightKind.HIGHER_CIVIL, date(2020, 1, 1), date(2026, 11, 20)),)
    assert entry(rights=ends).next_on == date(2026, 11, 20)
    assert not entry(rights=ends, on=date(2026, 11, 20)).audience
    days = [date(2026, 11, 2), date(2026, 11, 5)]
    assert line(ADA, fellow(), today=NOVEMBER, days=days).next_on == date(2026, 11, 5)


def test_a_grade_without_certificates_is_a_member_and_one_that_is_not_listed_is_hidden() -> None:
    assert entry(brings=Brings(listed=True)).status == "Member"
    assert not entry(brings=Brings()).shown


def test_a_long_name_in_any_writing_fits_into_an_index() -> None:
    wide = Person("😀 𠀀" * 100, "𠀀" * 200, "", "ﷺ" * 200, "ﷺ" * 100)
    made = line(wide, fellow(), today=NOVEMBER)
    assert len(made.folded.encode()) <= 1200
    assert len(made.sort_name.encode()) <= 400
