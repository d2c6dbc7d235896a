"""The library of evidence: what it takes, what it does not, and how far it goes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from applications.rules.pathway import EvidenceFigures
from cilexportal.foundation.rulebook.refusal import Refusal

MOST_PIECES = 200
MOST_ON_WAY = 10
# Of one person in all, with what was removed or refused: originals are kept for years.
MOST_BYTES = 2_000_000_000
MOST_NAMES = 100
MOST_LOOKS = 3  # tries to look through a file
LONGEST_NAME = 120
# What mail programs write, and what only leads to something.
MAIL_ENDINGS = (".eml", ".msg", ".mbox", ".emlx", ".oft")
LINK_ENDINGS = (".url", ".webloc", ".lnk", ".website", ".htm", ".html", ".mht")
MAIL_HEAD = re.compile(
    rb"\A(?:From [^\r\n]{1,200}\r?\n|(?:Received|Return-Path|Delivered-To|MIME-Version|Message-ID|X-[\w-]{1,60}"
    rb"|ARC-Seal|From|Subject|Date|To): ?[^\r\n]{0,2000}\r?\n[\w-]{1,60}:)",
    re.I,
)
LINK_HEAD = re.compile(rb"\A\s*(?:\[InternetShortcut\]|<!doctype html|<html|https?://\S+\s*\Z)", re.I)
WEB_LINK = re.compile(r"(?:https?://|www\.)\S+", re.I)


def faults_of_file(name: str, head: bytes) -> Iterator[Refusal]:
    """[HB-38b] Why a file is an email of a mail program or a link, by its name and its first bytes."""
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    if ending in MAIL_ENDINGS or MAIL_HEAD.match(head):
        yield Refusal(
            "HB-38b",
            "This is an email as a mail program stores it, which is not taken. Use “Paste an email”, or print it to a "
            "PDF with sender, recipient and date.",
        )
    elif ending in LINK_ENDINGS or LINK_HEAD.match(head):
        yield Refusal("HB-38b", "This only leads to something on the web. Send the document itself, as a PDF.")


def faults_of_pasted(text: str) -> Iterator[Refusal]:
    """[HB-38a] [HB-38b] Why pasted words are no email to keep."""
    if text.strip() and not WEB_LINK.sub("", text).strip():
        yield Refusal("HB-38b", "A link by itself is not evidence. Paste the words of the email.")


def faults_of_choice(kind: str, figures: EvidenceFigures) -> Iterator[Refusal]:
    """[HB-40] [HB-40a] Why a kind of document cannot be chosen at all. One that a single outcome takes can."""
    found = {one.code: one for one in figures.kinds}.get(kind)
    if found is not None and found.barred and not found.but_for:
        yield Refusal(
            found.clause or "HB-40", f"{found.words}: this is never evidence, because it does not show work of yours."
        )


def no_room(pieces: int) -> Iterator[Refusal]:
    """[HB-37] Why a library with so many pieces takes no further one."""
    if pieces >= MOST_PIECES:
        sentence = f"Your library has {pieces} pieces, the most it takes. Remove one that you do not need."
        yield Refusal("HB-37", sentence)


def no_space(kept: int, *, more: int) -> Iterator[Refusal]:
    """[HB-37] Why a file of `more` bytes is not taken from somebody of whom so many bytes are `kept`."""
    if kept + more > MOST_BYTES:
        come = f"Your files come to {kept / 1_000_000:,.0f} MB, those that you removed among them."
        yield Refusal("HB-37", f"{come} That is the most that is kept of one person. Write to us if you need more.")


def no_way_free(uploads: int) -> Iterator[Refusal]:
    """[HB-37] Why no further upload can be begun while so many are on their way."""
    if uploads >= MOST_ON_WAY:
        yield Refusal("HB-37", f"{uploads} files are on their way. Finish or remove one of them first.")


def read_names(typed: str) -> list[str]:
    """[HB-38] The names of a list with one on each line, each once."""
    return list(dict.fromkeys(name for line in typed.splitlines() if (name := " ".join(line.split()))))


def faults_of_names(names: Sequence[str]) -> Iterator[Refusal]:
    """[HB-38] Why these names cannot be looked for."""
    if len(names) > MOST_NAMES:
        yield Refusal("HB-38", f"These are {len(names)} names; at most {MOST_NAMES} are looked for.")
    for name in names:
        if len(name) > LONGEST_NAME:
            yield Refusal("HB-38", f"“{name[:40]}…” is longer than {LONGEST_NAME} characters.")
        elif sum(letter.isalnum() for letter in name) < 2:
            yield Refusal("HB-38", f"“{name}” is too short to be looked for.")
