"""Kinds of letter that only these tests know, with templates of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cilexportal.foundation.correspondence import kinds
from cilexportal.foundation.correspondence.kinds import Kind

SUBJECT = "News for {{ name }}"
TEXT = '{% extends "letters/base.txt" %}{% block content %}{{ name }} has 2 < 3 outcomes.{% endblock %}'
HTML = '{% extends "letters/base.html" %}{% block content %}<p>{{ name }} has 2 &lt; 3 outcomes.</p>{% endblock %}'
LETTER = '{% extends "letters/base.letter.html" %}{% block content %}<p>{{ name }} has two outcomes.</p>{% endblock %}'


@pytest.fixture
def kind(tmp_path: Path, settings, monkeypatch) -> Iterator[Callable[..., Kind]]:
    """`kind(code, letter=True, **fields)` declares a kind for this test, with its templates."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    folder = tmp_path / "letters"
    folder.mkdir()
    engine = {**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}
    settings.TEMPLATES = [engine]

    def declare(code: str = "test", *, letter: bool = False, **fields) -> Kind:
        (folder / f"{code}.subject.txt").write_text(SUBJECT)
        (folder / f"{code}.txt").write_text(TEXT)
        (folder / f"{code}.html").write_text(HTML)
        if letter:
            (folder / f"{code}.letter.html").write_text(LETTER)
        made = Kind(code, **fields)
        kinds.register(made)
        return made

    return declare
