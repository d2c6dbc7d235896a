"""What changed of a case from one submission to the next, in words: all that an officer has to look at again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from applications.enums import StepKind
from applications.models import Case, Qualification
from applications.queries import submitted
from applications.queries.case_submission import HASH, Part, parts_of
from applications.rules import claims
from cilexportal.foundation.rulebook.refusal import Refusal

Content = Mapping[str, Any]
Parts = Mapping[str, Part]
# What is kept of a certified copy.
OF_COPY = ("certificate", "certified_by", "certified_as", "certified_on")


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
    return before.number, list(between(parts_of(case, before), parts_of(case, now)))


def why_not_reviewed(case: Case, *, by_applicant: bool) -> list[Refusal]:
    """[HB-28b] Why a decision cannot be looked at again now: the ledger, or the qualification, is another than the one
    it was made on."""
    last = case.submissions.order_by("-number").first()
    if last is None or not any(part in last.content for part in claims.CHANGEABLE):
        return []
    now = submitted.PARTS[StepKind(case.kind)](case)
    if now.get("qualification") and _by_post(case):
        # A copy that an officer filed is no change of the applicant's.
        now["qualification"] |= {key: last.content["qualification"].get(key, "") for key in OF_COPY}
    return claims.may_be_reviewed(last.content, now, by_applicant=by_applicant)


def _by_post(case: Case) -> bool:
    """[HB-15] Whether the copy that proves the qualification is one that an officer filed."""
    found = Qualification.objects.filter(case=case, certificate__isnull=False)
    return found.exclude(certificate__added_by=case.application.user_id).exists()


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


def between(before: Parts, now: Parts) -> Iterator[Change]:
    """[HB-26] Every change from one submission to the next: what was added, what was said otherwise, what is gone."""
    for key, part in now.items():
        if key not in before:
            yield Change(f"New: {part.title}", "", _whole(part))
            continue
        was = before[key].lines
        for name in [*part.lines, *(one for one in was if one not in part.lines)]:
            if was.get(name, "") != part.lines.get(name, ""):
                yield Change(f"{part.title}: {name.lower()}", was.get(name, ""), part.lines.get(name, ""))
    for key, part in before.items():
        if key not in now:
            yield Change(f"No longer in it: {part.title}", _whole(part), "")


def _whole(part: Part) -> str:
    """All that is said of a part, line by line. A file is told by its name."""
    return "\n".join(f"{name}: {value}" for name, value in part.lines.items() if value and name != HASH)
