"""What was blackened badly is found, and what is well done is left in peace; the rates are printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cilexportal.foundation.documents.inspection import pdf, redaction
from cilexportal.foundation.documents.inspection.finding import Finding, Kind
from tests.foundation.documents import corpus, redactions


@pytest.fixture(scope="module")
def failed() -> dict[str, bytes]:
    return redactions.failed()


@pytest.fixture
def look(tmp_path: Path) -> Callable[[bytes], Finding]:
    """Looks at the cleaned copy of a file, as the worker does."""

    def looked(content: bytes) -> Finding:
        source = tmp_path / "received"
        source.write_bytes(content)
        return pdf.inspect(source, tmp_path / "cleaned")

    return looked


@pytest.mark.clause("REC-22")
def test_the_rates_of_what_is_found(look, failed, record_property) -> None:
    found = [kind for kind, content in failed.items() if look(content).spots]
    clean = redactions.clean()
    wrongly = [kind for kind, content in clean.items() if look(content).spots]
    record_property(
        "figure",
        f"failed redactions found: {len(found)} of {len(failed)}; "
        f"clean files wrongly warned: {len(wrongly)} of {len(clean)}",
    )
    assert len(found) * 24 >= 22 * len(failed), sorted(failed.keys() - set(found))
    assert len(wrongly) * 12 <= 2 * len(clean), wrongly


@pytest.mark.parametrize(
    ("mistake", "kind"),
    [
        ("a white box", Kind.UNSEEN),
        ("tiny words", Kind.TINY),
        ("words beside the page", Kind.OUTSIDE),
        ("a bar over a scan", Kind.PICTURE),
        ("a mark that was never carried out", Kind.MARKED),
    ],
)
def test_each_kind_has_its_sentence_once_a_page(look, failed, mistake, kind) -> None:
    finding = look(failed[mistake])
    (warning,) = finding.warnings
    assert warning == f"On page 1 {redaction.SENTENCES[kind]}. {redaction.CURE}"
    assert "Pemberwick" not in warning, "the warning does not repeat what was to be hidden"


def test_the_spot_is_where_the_name_is(look, failed) -> None:
    (spot,) = look(failed["a black box"]).spots
    left, upper, right, lower = spot.box
    name = [
        redactions.NAME[0] / 595,
        1 - redactions.NAME[3] / 842,
        redactions.NAME[2] / 595,
        1 - redactions.NAME[1] / 842,
    ]
    assert (spot.page, spot.kind) == (1, Kind.UNSEEN)
    assert name[0] < left < right < name[2]
    assert name[1] < upper < lower < name[3]


def test_the_spot_turns_with_the_page(look, failed) -> None:
    (spot,) = look(failed["a box on a page that is turned"]).spots
    left, upper, right, lower = spot.box
    assert lower - upper > right - left, "the line runs downwards"
    assert left > 0.8


def test_only_the_part_of_a_name_that_is_covered_is_marked(look, failed) -> None:
    (whole,) = look(failed["a black box"]).spots
    (part,) = look(failed["a box over a part of the name"]).spots
    assert whole.box[0] < part.box[0] < part.box[2] == whole.box[2]


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [
        ("SECONDS", -1, "No page was"), ("MOST_PAGES_READ", 1, "Only the first page was"),
        ("MOST_PAGES_READ", 2, "Only the first 2 pages were"), ("TEXT_KEPT", -1, "No page was"),
    ],
)  # fmt: skip
def test_pages_that_are_left_are_told(tmp_path, monkeypatch, limit, value, said) -> None:
    monkeypatch.setattr(redaction, limit, value)
    path = tmp_path / "file"
    path.write_bytes(corpus.pdf(pages=3))
    finding = Finding()
    redaction.look(path, finding)
    assert finding.warnings == [redaction.LEFT.format(said)], "nobody takes them for looked through"


def test_a_file_that_was_looked_at_to_its_end_is_told_of_no_limit(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(redaction, "MOST_PAGES_READ", 3)
    path = tmp_path / "file"
    path.write_bytes(corpus.pdf(pages=3))
    finding = Finding()
    redaction.look(path, finding)
    assert finding.warnings == []
