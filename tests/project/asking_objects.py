"""What the addresses of requests and of the officer's pages about members name in the test of the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.documents.models import Document, DocumentState
from cpd.enums import Ask
from cpd.models import AbsenceEvidence, CpdYear, DispensationRequest, Extension
from members.models import Member, User
from tests import factories

Arguments = dict[str, Any]
SLUG = "2025-26"


def _year() -> CpdYear:
    return CpdYear.objects.get(label=SLUG.replace("-", "/"))


def objects(membership: Callable[[User], Member], stored: Callable[[], str]) -> dict[str, Callable[[User], Arguments]]:
    """Route -> what makes the thing it names. `membership` gives the owner's, `stored` keeps a file and names it."""

    def absence(owner: User) -> DispensationRequest:
        member = membership(owner)
        waiting = DispensationRequest.objects.filter(member=member, answer="", withdrawn_at=None).first()
        asked_at = london.now() - timedelta(days=1)
        return waiting or DispensationRequest.objects.create(
            member=member, year=_year(), reason="Leave", asked_at=asked_at
        )

    def request(owner: User) -> Arguments:
        return {"kind": Ask.DISPENSATION.value, "uuid": absence(owner).uuid}

    def file(owner: User) -> Arguments:
        found = absence(owner)
        clean = {"state": DocumentState.CLEAN, "checked_at": london.now(), "clean_size": 15, "clean_sha256": "0" * 64}
        document: Document = factories.DocumentFactory(owner=found.member.user, file=stored(), **clean)
        return {"uuid": found.uuid, "pk": AbsenceEvidence.objects.create(request=found, document=document).pk}

    def grant(owner: User) -> Arguments:
        member = membership(owner)
        live = Extension.objects.filter(member=member, withdrawn_at=None).first()
        made = live or Extension.objects.create(
            member=member,
            year=_year(),
            until=date(2026, 12, 31),
            reason="Ill",
            granted_at=london.now(),
            granted_by=owner,
        )
        return {"number": member.number, "kind": Ask.EXTENSION.value, "pk": made.pk}

    return {
        "cpd:ask": lambda owner: {"slug": SLUG, "kind": Ask.REDUCTION.value},
        **{f"cpd:{name}": request for name in ("request", "request_take_back", "desk_request")},
        **{f"cpd:{name}": file for name in ("request_file", "desk_request_file")},
        "cpd:desk_member": lambda owner: {"number": membership(owner).number},
        **{
            f"cpd:{name}": lambda owner: {"number": membership(owner).number, "slug": SLUG}
            for name in ("desk_late", "desk_reopen")
        },
        "cpd:desk_take_back": grant,
    }
