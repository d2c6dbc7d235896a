"""Files that are not what they seem: each is refused with its own sentence, or its copy is without the sting."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.foundation.documents import corpus, hostile_files, test_hostile_pdf, walking
from tests.foundation.documents.hostile import Case
from tests.foundation.documents.offering import offer

GROUPS = (
    hostile_files.confused,
    hostile_files.two_things,
    hostile_files.pictures,
    hostile_files.parts,
    hostile_files.words,
)
CASES: dict[str, Case] = {f"{group.__name__}: {name}": case for group in GROUPS for name, case in group()}


@pytest.mark.clause("HB-38b")
@pytest.mark.clause("HB-57c")
@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_is_refused_or_defused(tmp_path, name) -> None:
    case = CASES[name]
    outcome = offer(case.name, case.build(), tmp_path)
    assert outcome.refused == case.refused
    if not case.refused:
        assert walking.faults(outcome.copy) == []


def test_the_list_of_hostile_files_does_not_shrink() -> None:
    """Of 300 there have to be, as many as there were are made and judged; whoever takes one away says so here."""
    judges = (test_a_hostile_file_is_refused_or_defused, test_hostile_pdf.test_a_hostile_pdf_is_refused_or_defused)
    marks = [mark for judge in judges for mark in judge.pytestmark if mark.name == "parametrize"]
    assert sum(len(mark.args[1]) for mark in marks) >= 610


def test_a_word_file_is_taken_where_nothing_is_wrong_with_it(tmp_path) -> None:
    """The control: what is refused above is refused for what was added."""
    outcome = offer("a.docx", corpus.word(), tmp_path)
    assert outcome.refused == ""
    with zipfile.ZipFile(io.BytesIO(outcome.copy)) as kept:
        assert corpus.SECRET.encode() not in kept.read("docProps/core.xml")
