"""Hostile PDFs as evidence: each is refused with its own sentence, or loses what is hostile and its owner is told."""

from __future__ import annotations

import pytest

from cilexportal.foundation.documents.inspection.rebuilding import TOLD
from tests.foundation.documents import hostile_actions, hostile_hidden, hostile_structure, walking
from tests.foundation.documents.hostile import Case
from tests.foundation.documents.offering import offer

GROUPS = (
    hostile_actions.actions, hostile_actions.carried, hostile_actions.forms, hostile_structure.locked,
    hostile_structure.broken, hostile_structure.bombs, hostile_structure.unpacked, hostile_hidden.versions,
    hostile_hidden.remarks_of_programs, hostile_hidden.photos, hostile_hidden.beside_the_drawing, hostile_hidden.fonts,
)  # fmt: skip
CASES: dict[str, Case] = {f"{group.__name__}: {name}": case for group in GROUPS for name, case in group()}


@pytest.mark.clause("HB-57c")
@pytest.mark.parametrize("name", CASES)
def test_a_hostile_pdf_is_refused_or_defused(tmp_path, name) -> None:
    case = CASES[name]
    outcome = offer(case.name, case.build(), tmp_path)
    assert outcome.refused == case.refused
    if not case.refused:
        assert [sentence for sentence in outcome.told if sentence in TOLD] == list(case.told)
        assert walking.faults(outcome.copy) == []
