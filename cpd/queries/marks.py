"""What in the text of a form could name somebody, in sentences for its page."""

from __future__ import annotations

from cpd.rules.record import identifiers
from cpd.rules.typed import Fields, TooMuch, read, tidy


def marks_in(fields: Fields) -> dict[str, list[str]]:
    """[REC-21] Field -> a sentence for everything in it to look at again; nothing where its person has looked, or
    where the text is longer than can be kept."""
    try:
        boxes = read(tidy(fields))
    except TooMuch:
        return {}
    marks: dict[str, list[str]] = {}
    for one in () if boxes.anonymised else identifiers(boxes.answers):
        marks.setdefault(one.field, []).append(f"“{one.words}” looks like {one.looks_like}")
    return marks
