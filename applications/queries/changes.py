"""What changed of a case from one submission to the next, in words: all that an officer has to look at again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from applications.models import Case
from applications.queries import submitted
from applications.rules import claims
from cilexportal.foundation.rulebook.refusal import Refusal

Content = Mapping[str, Any]
LISTS = {"roles": "Role", "courses": "Course", "papers": "File", "references": "Reference"}
NAMES = ("title", "label", "filename", "name", "code")
# What no officer reads: it changes with what it names.
APART = frozenset({"uuid", "sha256", "asked"})


@dataclass(frozen=True, slots=True)
class Change:
    """One thing: what it is, and how it was and is now; empty where it was not there."""

    what: str
    before: str
    now: str


def changes_of(case: Case) -> tuple[int, list[Change]]:
    """[HB-26] The number of the submission before the last one, and what changed since; 0 and nothing of a first."""
    last = list(case.submissions.order_by("-number")[:2])
    if len(last) < 2:
        return 0, []
    now, before = last
    return before.number, list(between(before.content, now.content))


def why_not_reviewed(case: Case, *, by_applicant: bool) -> list[Refusal]:
    """[HB-28b] Why a decision cannot be looked at again now: the ledger is another than the one it was made on."""
    last = case.submissions.order_by("-number").first()
    if last is None:
        return []
    return claims.may_be_reviewed(last.content, submitted.ledger_of(case), by_applicant=by_applicant)


def sent_since(case: Case, part: str, entry: Content) -> datetime | None:
    """[HB-22] Since when an entry of the ledger has been submitted as it is now; None where the last submission has it
    in another way, or not at all. `part` is "roles" or "courses"."""
    since = None
    for one in case.submissions.order_by("-number"):
        kept = next((row for row in one.content.get(part, ()) if row["uuid"] == entry["uuid"]), None)
        if not claims.is_as_sent(kept, entry):
            break
        since = one.at
    return since


def between(before: Content, now: Content) -> Iterator[Change]:
    """[HB-26] Every change from one content to the next: answers, then lists by their keys, then single things."""
    for one in now.get("answers", [])[len(before.get("answers", [])) :]:
        yield Change(f"Answer to: {one['question']}", "", one["answer"] or one["file"])
    for key, word in LISTS.items():
        yield from _in_list(word, before.get(key, []), now.get(key, []))
    old, new = before.get("qualification") or {}, now.get("qualification") or {}
    yield from _in_one("Qualification", old, new)


def _in_list(word: str, before: list[dict[str, Any]], now: list[dict[str, Any]]) -> Iterator[Change]:
    old = {one["uuid"]: one for one in before}
    new = {one["uuid"]: one for one in now}
    for key, one in new.items():
        if key not in old:
            yield Change(f"{word} added", "", _name(one))
        else:
            yield from _in_one(f"{word} {_name(one)}", old[key], one)
    for key, one in old.items():
        if key not in new:
            yield Change(f"{word} taken out", _name(one), "")


def _in_one(word: str, before: Content, now: Content) -> Iterator[Change]:
    for key in sorted(now.keys() - APART):
        if before.get(key) != now[key]:
            yield Change(f"{word}: {key.replace('_', ' ')}", _text(before.get(key)), _text(now[key]))


def _name(one: Content) -> str:
    return next((str(one[key]) for key in NAMES if one.get(key)), "")


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return "" if value is None else str(value)
