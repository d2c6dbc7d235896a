"""Notes about cases: who reads them, and who can be told of one."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from applications.enums import SeenBy
from applications.models import Application, Case, CaseNote
from applications.queries.deciding import addresses_of, part_of, parties
from members.enums import Role
from members.models import User


def is_officer(roles: Collection[str]) -> bool:
    """Whether somebody with these roles works on cases; the secretary of the committee reads them."""
    return Role.REGULATION_OFFICER in roles


def notes(case: Case, *, roles: Collection[str]) -> QuerySet[CaseNote]:
    """Notes that somebody with these roles reads, the latest first: the secretary none that are for officers only."""
    found = CaseNote.objects.filter(case=case).select_related("by").prefetch_related("to").order_by("-at", "-id")
    return found if is_officer(roles) else found.exclude(seen_by=SeenBy.OFFICERS)


def waiting(case: Case) -> CaseNote | None:
    """[HB-8] The last message from the applicant, while one waits for an answer."""
    if case.written_at is None:
        return None
    return CaseNote.objects.filter(case=case, by=case.application.user_id).order_by("-at", "-id").first()


def to_applicant(application: Application) -> QuerySet[CaseNote]:
    """Notes on an application that its applicant reads too, the latest first."""
    found = CaseNote.objects.filter(case__application=application, seen_by=SeenBy.APPLICANT)
    return found.select_related("case").order_by("-at", "-id")


def colleagues(case: Case, *, but: User) -> list[User]:
    """[HB-26] Officers who can be told of a note: those with a part in the case are left out, and `but`."""
    held = {"role_grants__role": Role.REGULATION_OFFICER, "role_grants__revoked_at": None, "is_active": True}
    officers = list(User.objects.filter(**held).exclude(pk=but.pk).order_by("full_name", "pk"))
    addresses, of = addresses_of(officers), parties(case)
    return [one for one in officers if part_of(addresses[one.pk], of) is None]
