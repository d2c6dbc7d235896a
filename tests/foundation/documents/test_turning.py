"""Pasted words on their way to a PDF."""

from __future__ import annotations

import pytest

from cilexportal.foundation.documents.turning import lines_of


@pytest.mark.clause("HB-38a")
def test_a_run_without_a_blank_goes_on_in_other_lines_and_nothing_of_it_is_lost() -> None:
    lines = lines_of("Dear Ada\n\n" + "x" * 60_000 + "\n" + "two words " * 300)
    assert lines[:2] == ["Dear Ada", ""]
    assert max(map(len, lines[2:-1])) == 400
    assert "".join(lines[2:-1]) == "x" * 60_000
    assert lines[-1] == "two words " * 300
