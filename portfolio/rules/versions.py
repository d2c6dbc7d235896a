"""What a sheet holds at one moment: its fingerprint, what a supervisor signs of it, and how two moments differ."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

from cilexportal.foundation import london
from portfolio.enums import SheetKind, WithoutEvidence
from portfolio.rules.slots import Slot

Content = Mapping[str, Any]

SAME, GONE, NEW = "same", "gone", "new"
WORDS = re.compile(r"\s+|[^\s]+")
SENTENCES = re.compile(r"[^.!?\n]+[.!?\n]*\s*|[.!?\n]+\s*")
# Finding what stayed takes time with the third power of how much there is. Past this many sentences of a text, or words
# and spaces of sentences that changed in a row, they are shown as gone and new as a whole.
MOST_RUNS = 600
TEXTS = ("listing", "how_met", "how_shown", "why_without", "learned", "why_old")
LINES = ("place", "kind", "without", "matter", "worked_on", "worked_until", "supervisor", "upload")
LISTS = ("pieces", "reasons", "ticked")
DAYS = frozenset({"worked_on", "worked_until"})
# Ticks are help and no part of the example [HB-35a]; why it is older may speak of health, so no supervisor reads it.
NOT_SIGNED = frozenset({"ticked", "why_old"})
SIGNED_OF_A_PIECE = ("uuid", "sha256", "kind", "worked_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A piece as it lies on a sheet. `sha256` is of the file as it was received, which never changes."""

    uuid: str
    title: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text: the same in both, gone, or new."""

    text: str
    what: str


@dataclass(frozen=True, slots=True)
class Change:
    """A box that differs, with the runs of its text in order."""

    box: str
    parts: tuple[Part, ...]


def fingerprint(content: Content) -> str:
    """sha256 of content as canonical JSON: the same however its boxes are ordered."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def signing_hash(content: Content) -> str:
    """[HB-47] [HB-53b] Of all that a supervisor signs of an example: its place, its words and its evidence in order.

    Titles of people and pieces are left out: a label can be mended without the work being another one. What kind of
    document a piece is and which day it is of are what the sheet says of it [HB-46b], and signed with it.
    """
    signed = {box: value for box, value in content.items() if box not in NOT_SIGNED}
    signed["supervisor"] = (content["supervisor"] or {}).get("uuid", "")
    signed["pieces"] = [[piece[said] for said in SIGNED_OF_A_PIECE] for piece in content["pieces"]]
    return fingerprint(signed)


def compared(before: Content, after: Content) -> Iterator[Change]:
    """Every box that differs between two versions, in the order of the page; of a text, the words that differ of the
    sentences that do."""
    for box in LINES:
        if (old := _line(before, box)) != (new := _line(after, box)):
            yield Change(box, tuple(_whole([old], [new])))
    for box in LISTS:
        if (gone := _names(before, box)) != (come := _names(after, box)):
            yield Change(box, tuple(_runs(gone, come, joined_by="; ")))
    for box in TEXTS:
        if (old := before.get(box, "")) != (new := after.get(box, "")):
            yield Change(box, tuple(_joined(_by_words(SENTENCES.findall(old), SENTENCES.findall(new)))))


def _line(content: Content, box: str) -> str:
    """A short box as people read it."""
    value: Any = content.get(box) or ""
    if box == "supervisor":
        return str(value["name"]) if value else ""
    if box == "upload":
        return str(value["filename"]) if value else ""
    if box == "kind" and value:
        return str(SheetKind(value).label)
    if box == "without" and value:
        return str(WithoutEvidence(value).label)
    return _day(value) if box in DAYS else str(value)


def _day(kept: str | None) -> str:
    """A day as people read it; nothing where none is kept."""
    return london.in_words(date.fromisoformat(kept)) if kept else ""


def _names(content: Content, box: str) -> list[str]:
    """The entries of a list as people read them; a piece with its day, which versions of before do not hold, and the
    reasons for which older pieces are used."""
    if box == "pieces":
        return [", ".join(filter(None, (one["title"], _day(one.get("worked_on"))))) for one in content[box]]
    if box == "reasons":
        return [f"{one['title']}: {one['why_old']}" for one in content["pieces"] if one.get("why_old")]
    return list(content.get(box, ()))


def _by_words(before: Sequence[str], after: Sequence[str]) -> Iterator[Part]:
    """The runs of two texts, given as their sentences."""
    for is_same, gone, come in _pairs(before, after):
        if is_same:
            yield Part("".join(gone), SAME)
        else:
            yield from _runs(WORDS.findall("".join(gone)), WORDS.findall("".join(come)))


def _runs(before: Sequence[str], after: Sequence[str], *, joined_by: str = "") -> Iterator[Part]:
    """The runs of two rows of words, what is gone before what is new."""
    for is_same, gone, come in _pairs(before, after):
        if is_same:
            yield Part(joined_by.join(gone), SAME)
        else:
            yield from _whole(gone, come, joined_by=joined_by)


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Two rows cut where they part and meet again: whether a stretch is the same in both, and what it is in each. Rows
    that are too long to be cut are one stretch."""
    if max(len(before), len(after)) > MOST_RUNS:
        yield False, before, after
        return
    for what, old_from, old_to, new_from, new_to in SequenceMatcher(None, before, after).get_opcodes():
        yield what == "equal", before[old_from:old_to], after[new_from:new_to]


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Runs of which the same kind does not follow on itself, so that a sentence is not cut in two for nothing."""
    for what, run in groupby(parts, key=lambda part: part.what):
        yield Part("".join(part.text for part in run), what)


def _whole(before: Sequence[str], after: Sequence[str], *, joined_by: str = "") -> Iterator[Part]:
    for words, what in ((before, GONE), (after, NEW)):
        if text := joined_by.join(words):
            yield Part(text, what)


def place_code(slot: Slot | None) -> str:
    """A place as a version holds it; empty for a parked sheet [HB-35]."""
    return slot.code if slot else ""
