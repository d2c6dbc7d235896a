"""Counting in English, and counting characters as the browser does."""

from decimal import Decimal

import pytest

from cilexportal.foundation.ui import words


@pytest.mark.parametrize(
    ("value", "word", "said"),
    [
        (0, "answer", "0 answers"),
        (1, "answer", "1 answer"),
        (4000, "character", "4,000 characters"),
        (2, "activity", "2 activities"),
        (2, "day", "2 days"),
        (3, "person,people", "3 people"),
        (1, "person,people", "1 person"),
        (2, "address", "2 addresses"),
        (Decimal("7.50"), "hour", "7.5 hours"),
        (Decimal("1.00"), "hour", "1 hour"),
    ],
)
def test_counted(value, word, said):
    assert words.counted(value, word) == said


@pytest.mark.parametrize(
    ("text", "length"), [("", 0), ("a\r\nb", 3), ("a\rb\nc", 5), ("😀", 1), ("e\u0301", 2), ("  ", 2)]
)
def test_a_character_is_a_code_point_and_a_line_end_is_one(text, length):
    assert words.characters(text) == length


@pytest.mark.parametrize(
    ("used", "said"),
    [
        (0, "You have 10 characters"),
        (9, "You have 1 character left"),
        (10, "You have 0 characters left"),
        (11, "You have 1 character too many"),
    ],
)
def test_limit_in_words(used, said):
    assert words.limit_words(10, used) == said
