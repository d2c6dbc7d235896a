"""What names somebody: shapes of identifiers and a list of names, without a file and without a database."""

from __future__ import annotations

import time

import pytest

from cilexportal.foundation.documents.inspection.identifiers import Identifier, names_shape, places_in

FOUND = {
    "ada.lovelace+case@mail.example.co.uk": Identifier.EMAIL,
    "GWF012345678": Identifier.HOME_OFFICE,
    "3434-1234-5678-9012": Identifier.HOME_OFFICE,
    "A1234567": Identifier.HOME_OFFICE,
    "A1234567/2": Identifier.HOME_OFFICE,
    "ZU1234567": Identifier.HOME_OFFICE,
    "HU/12345/2025": Identifier.HOME_OFFICE,
    "UI-2025-001234": Identifier.HOME_OFFICE,
    "C2G7A12345B": Identifier.HOME_OFFICE,
    "AB 12 34 56 C": Identifier.INSURANCE,
    "jg123456d": Identifier.INSURANCE,
    "07700 900123": Identifier.PHONE,
    "(0161) 496 0123": Identifier.PHONE,
    "+44 (0)20 7946 0123": Identifier.PHONE,
    "+33 1 99 00 12 34 56": Identifier.PHONE,
    "512345678": Identifier.PASSPORT,
    "AB123456": Identifier.PASSPORT,
    "SW1A 1AA": Identifier.POSTCODE,
    "mk40 1aa": Identifier.POSTCODE,
    "M1 1AE": Identifier.POSTCODE,
}
# Words of a letter that name nobody.
NOBODY = (
    "Regulation 8(2) of the 2016 Regulations, section 3C and paragraph 276ADE(1)(vi)",
    "[2011] UKSC 4, [2018] EWCA Civ 1234 and HC 395",
    "The hearing is on 12 March 2026 at 10.30am; the fee is £1,048 or £123456789",
    "Part A1 1st edition, pages 12-34, 5 x 12345",
    "a date such as 2026-03-12, a share of 0.123456789",
)


@pytest.mark.parametrize("words", FOUND, ids=str)
def test_a_thing_that_names_somebody_is_found_where_it_stands(words):
    text = f"about {words}, as asked"
    assert [(kind, text[begin:end]) for kind, begin, end in places_in(text, None)] == [(FOUND[words], words)]


@pytest.mark.parametrize("words", NOBODY, ids=range(len(NOBODY)))
def test_words_that_name_nobody_are_left_alone(words):
    assert not [*places_in(words, None)]


@pytest.mark.parametrize("written", ["Zoë Müller", "ZOE  MULLER", "zoë-müller", "Zoe,\nMuller"], ids=range(4))
def test_a_name_is_found_however_it_is_written(written):
    text = f"Dear {written}: hello"
    assert [(kind, text[begin:end]) for kind, begin, end in places_in(text, names_shape(["Zoë Müller"]))] == [
        (Identifier.NAME, written)
    ]


def test_a_name_within_a_word_is_no_name():
    assert not [*places_in("Annual costs of Joanna", names_shape(["Ann"]))]


def test_no_names_are_no_shape():
    assert names_shape(["  "]) is None


def test_a_place_is_told_once():
    text = "write to ada@example.org"
    assert [kind for kind, _, _ in places_in(text, names_shape(["ada"]))] == [Identifier.NAME]


@pytest.mark.parametrize("sign", ["1", "a.", "0 ", "A1", "+1(", "a@a."], ids=range(6))
def test_long_rows_of_one_sign_take_no_time(sign):
    began = time.monotonic()
    [*places_in(sign * 20_000, names_shape(["a a"]))]
    assert time.monotonic() - began < 2
