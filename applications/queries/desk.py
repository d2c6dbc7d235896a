"""What the officers' desk shows of cases: rows with clock and hold, who the officers are, and the views they keep."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from applications.models import Case, Hold, SavedFilter
from applications.models.cases import QUEUED
from applications.queries.clocks import Shown, shown
from applications.queries.deciding import part_in
from applications.queries.pathways import data_by_id
from cilexportal.foundation import london
from members.enums import Role
from members.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A case in a list: its step in the words of its version, its clock, its hold, and the days since it came."""

    case: Case
    step: str
    clock: Shown
    hold: Hold | None
    days: int | None


def officers() -> QuerySet[User]:
    """[HB-26] Everybody who works on cases now, by name."""
    held = {"role_grants__role": Role.REGULATION_OFFICER, "role_grants__revoked_at": None}
    return User.objects.filter(is_active=True, **held).order_by("full_name", "email")


def is_officer(user_id: int) -> bool:
    """[HB-26] Whether somebody works on cases now."""
    return officers().filter(pk=user_id).exists()


def chosen(uuids: Iterable[UUID], *, but_of: int) -> list[Case]:
    """[HB-26] The cases of these ids, those that came first at the top; none in which `but_of` has a part."""
    found = Case.objects.annotate(queued=QUEUED).select_related("application__user", "officer")
    return list(found.filter(uuid__in=list(uuids)).exclude(application__in=part_in(but_of)).order_by("queued", "id"))


def rows(cases: Collection[Case], *, today: date) -> list[Row]:
    """[HB-26] The cases as a list shows them; as many statements for one as for all."""
    clocks, holds = shown(cases, today=today), held(cases)
    return [
        Row(
            case=case, step=data_by_id(case.application.version_id).step(case.step).title, clock=clocks[case.pk],
            hold=holds.get(case.pk), days=_days(case, today),
        )
        for case in cases
    ]  # fmt: skip


def held(cases: Collection[Case]) -> Mapping[int, Hold]:
    """[HB-26] Case id -> the hold that is on it."""
    found = Hold.objects.filter(case__in=[case.pk for case in cases], ended_at=None).select_related("by")
    return {one.case_id: one for one in found}


def kept(user_id: int) -> list[SavedFilter]:
    """The views of the queue that somebody keeps, by name."""
    return list(SavedFilter.objects.filter(user=user_id))


def _days(case: Case, today: date) -> int | None:
    """Since it could be assessed, or was submitted; None for a draft."""
    since = case.cleared_at or case.submitted_at
    return (today - london.date_of(since)).days if since else None
