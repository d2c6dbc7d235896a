"""What an index is asked for, and what is found by it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cilexportal.foundation.searching import holding, pieces
from shop.models import Order


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("ashby", ["ashby"]),
        ("ann marchbank", ["ann", "marchbank"]),
        ("applicant42@", ["t42@"]),
        ("number 0000042", ["0000042"]),
        ("smith 2026", ["smith", "2026"]),
        ("d-05133", ["-05133"]),
        ("b 7", ["b", "7"]),
        ("a1b22c333d", ["333d"]),
    ],
)
def test_figures_are_asked_for_before_letters(words: str, asked: list[str]) -> None:
    assert pieces(words.split()) == asked


@given(st.lists(st.text(min_size=1), max_size=4))
def test_whatever_is_asked_for_stands_in_what_was_typed(parts: list[str]) -> None:
    assert all(any(piece in part for part in parts) for piece in pieces(parts))
    assert bool(pieces(parts)) == bool(parts)


def test_every_part_is_looked_for_also_where_the_index_is_not_asked_for_it() -> None:
    sought = str(holding(Order.objects.all(), ["number", "0000042"]).query)
    assert "LIKE %0000042%" in sought
    assert "STRPOS" in sought
    assert "LIKE %number%" not in sought
