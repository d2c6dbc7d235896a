"""The plan of how each outcome will be shown, and what is agreed of it with a supervisor [HB-10a]."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cilexportal.foundation.rulebook.refusal import Refusal

CLAUSE = "HB-10a"
MOST_HOW, MOST_NAME = 600, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What is planned for one outcome: how, with which supervisor, and whether they have agreed it."""

    how: str = ""
    supervisor: str = ""
    agreed: bool = False


def faults_of(planned: Planned) -> Iterator[tuple[str, Refusal]]:
    """[HB-10a] What is wrong with one outcome: (the box, the sentence). Only what is said can be agreed, with somebody
    who is named."""
    if planned.agreed and not planned.how.strip():
        yield "how", Refusal(CLAUSE, "Say how you will show it before you tick that it is agreed.")
    if planned.agreed and not planned.supervisor.strip():
        yield "supervisor", Refusal(CLAUSE, "Name the supervisor with whom it is agreed.")


def differences(typed: Planned, kept: Planned) -> Iterator[tuple[str, str]]:
    """[HB-10a] What was kept of an outcome meanwhile where it is not what was typed: (the box, the sentence)."""
    for name in ("how", "supervisor"):
        was = getattr(kept, name).strip()
        if was != getattr(typed, name).strip():
            yield name, f"Saved on another page: “{was}”" if was else "Saved on another page: nothing."
    if kept.agreed != typed.agreed:
        yield "agreed", f"Saved on another page: {'agreed' if kept.agreed else 'not agreed'}."


def agreed_on(planned: Planned, *, before: Planned | None, since: date | None, today: date) -> date | None:
    """[HB-10a] Since when an outcome is agreed: the day stays while what was agreed stays, and is today's otherwise."""
    if not planned.agreed:
        return None
    return since if since is not None and planned == before else today
