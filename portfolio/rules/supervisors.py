"""Who may stand on the list of a portfolio's supervisors, and who has to stay there."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from cilexportal.foundation.rulebook.refusal import Refusal

CLAUSE = "HB-46e"
MOST = 20


def may_list(email: str, *, others: Collection[str], is_own: bool) -> Iterator[Refusal]:
    """[HB-24] [HB-46e] Why somebody cannot be put on the list: `others` are the addresses on it; `is_own`: this one is
    the applicant's, however it is written."""
    if is_own:
        yield Refusal(CLAUSE, "This is your own email address. Nobody supervises their own work.")
    if email.casefold() in {one.casefold() for one in others}:
        yield Refusal(CLAUSE, "Somebody with this email address is on your list already.")
    if len(others) >= MOST:
        yield Refusal(CLAUSE, f"You keep {MOST} supervisors already. Remove one whom you do not need.")


def may_change(*, has_signed: bool) -> Iterator[Refusal]:
    """[HB-53b] What a supervisor has signed names them as they were."""
    if has_signed:
        yield Refusal("HB-53b", "They have signed examples of yours. Give their pack up first, or leave this as it is.")


def may_remove(*, has_signed: bool, named: Collection[str]) -> Iterator[Refusal]:
    """[HB-46e] [HB-53b] Nobody is taken off who has signed something, or whom examples name (their numbers)."""
    yield from may_change(has_signed=has_signed)
    if named:
        yield Refusal(CLAUSE, f"They are named by {', '.join(named)}. Choose somebody else there first.")
