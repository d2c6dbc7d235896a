"""A page of words that is mostly black warns once; dark pictures, dark slides and few bars are left in peace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cilexportal.foundation.documents.inspection import pdf, redaction
from cilexportal.foundation.documents.inspection.finding import Finding, Kind
from portfolio.forms.spots import WORDS
from tests.foundation.documents.redactions import page, picture, text, with_resource

A_LINE = text(b"On the third of May I wrote", at=b"72 760")
WHOLE = b"0 g 40 40 515 700 re f "


def bars(count: int, height: int = 13) -> bytes:
    """That many lines of a letter blackened, under one that is not."""
    return b"0 g " + b"".join(b"72 %d 450 %d re f " % (740 - 15 * line, height) for line in range(count)) + A_LINE


def dark(make: bytes) -> bytes:
    """A page with a picture that is nearly black."""
    return page(make, with_resource("XObject", "Im", lambda made: picture(made, (9, 9, 12))))


MOSTLY_BLACK = {
    "every line": page(bars(40)),
    "one bar over all": page(A_LINE + WHOLE),
    "nothing but black": page(b"0 g 0 0 595 842 re f"),
    "black with a label": page(b"0 g 0 0 595 842 re f " + text(b"Removed", before=b"1 g")),
    "dark grey": page(A_LINE + b"0.1 g 40 40 515 700 re f "),
}
LIGHT_WORDS = text(b"Training on appeals, and what I took from it", before=b"1 g")
LEFT_IN_PEACE = {
    "a few bars": page(bars(6) + b"".join(text(b"words that stay", at=b"72 %d" % at) for at in range(100, 600, 15))),
    "one line, blackened": page(b"0 g 72 700 450 13 re f"),
    "a dark photograph": dark(b"q 515 0 0 700 40 70 cm /Im Do Q " + A_LINE),
    "a dark photograph over the whole page": dark(b"q 595 0 0 842 0 0 cm /Im Do Q"),
    "a dark slide": page(b"0 g 0 0 595 842 re f " + LIGHT_WORDS),
    "a page in a dark blue": page(b"0.1 0.25 0.45 rg 40 40 515 700 re f " + A_LINE),
    "a black band": page(b"0 g 0 720 595 122 re f " + text(b"An opinion", before=b"1 g", at=b"72 770") + A_LINE),
    "an empty page": page(b""),
}


@pytest.fixture
def look(tmp_path: Path) -> Callable[[bytes], Finding]:
    def looked(content: bytes) -> Finding:
        source = tmp_path / "received"
        source.write_bytes(content)
        return pdf.inspect(source, tmp_path / "cleaned")

    return looked


@pytest.mark.clause("HB-39")
@pytest.mark.parametrize("kind", MOSTLY_BLACK)
def test_a_page_that_is_mostly_black_warns_once(look, kind) -> None:
    finding = look(MOSTLY_BLACK[kind])
    (spot,) = [one for one in finding.spots if one.kind == Kind.BLACKED]
    assert spot.page == 1
    assert finding.warnings.count(redaction.BLACKED.format(1)) == 1
    left, upper, right, lower = spot.box
    assert 0 <= left < right <= 1
    assert (lower - upper) * (right - left) > 0.25


@pytest.mark.parametrize("kind", LEFT_IN_PEACE)
def test_what_is_dark_and_not_blackened_is_left_in_peace(look, kind) -> None:
    assert Kind.BLACKED not in {spot.kind for spot in look(LEFT_IN_PEACE[kind]).spots}


@pytest.mark.parametrize(("height", "warned"), [(5, False), (13, True)])
def test_half_of_what_is_on_the_page_is_the_bound(look, height, warned) -> None:
    kinds = {spot.kind for spot in look(page(bars(40, height=height))).spots}
    assert (Kind.BLACKED in kinds) == warned


def test_the_owner_is_asked_in_words() -> None:
    assert {kind.value for kind in Kind} <= WORDS.keys()
