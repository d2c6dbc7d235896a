"""The list of a portfolio's supervisors: two statements however many there are."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.models import Portfolio, Sheet, Supervisor
from portfolio.queries.examples import slot_of, supervisors_of
from portfolio.queries.owner import data_of
from portfolio.rules.slots import printed, slots_of

KNOWN = ("name", "email", "employer", "person_kind", "number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Somebody on the list, as what they are authorised, and the examples that name them by number."""

    supervisor: Supervisor
    kind: str
    numbers: list[str]
    is_named: bool


def boxes_of(supervisor: Supervisor) -> dict[str, str]:
    """What is known of somebody, as the boxes of their form hold it."""
    return {name: getattr(supervisor, name) for name in KNOWN}


def listed(portfolio: Portfolio) -> list[Listed]:
    """[HB-46e] Everybody on the list, with the examples that name them; parked ones have no number."""
    data = data_of(portfolio)
    known = {slot for slot, _ in slots_of(data.competencies)}
    naming: dict[int, list[Sheet]] = {}
    for sheet in Sheet.objects.filter(portfolio=portfolio, removed_at=None, supervisor__isnull=False):
        naming.setdefault(sheet.supervisor_id or 0, []).append(sheet)
    found = []
    for one in supervisors_of(portfolio.pk).values():
        sheets = naming.get(one.pk, [])
        slots = sorted(slot for sheet in sheets if (slot := slot_of(sheet)) is not None and slot in known)
        kind = data.person(one.person_kind)
        found.append(
            Listed(
                supervisor=one, kind=kind.title if kind else "", is_named=bool(sheets),
                numbers=[printed(slot, data.competencies) for slot in slots],
            )
        )  # fmt: skip
    return found
