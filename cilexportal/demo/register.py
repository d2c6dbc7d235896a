"""Loads the demo's public register: where people work, who may be heard in court, who has a certificate."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from cilexportal.foundation import london
from members.models import GradeHeld, Member
from standing.enums import RightKind
from standing.models import Certificate, MembershipYear, Practice, RightHeld
from standing.services import register

WORK = (
    ("Marlow & Finch Solicitors", "Leeds"),
    ("Pendle Legal LLP", "York"),
    ("Ashby Conveyancing", "Bedford"),
    ("Cwm Law", "Cardiff"),
    ("Harbour Family Law", "Truro"),
    ("Thornhill Council", "Durham"),
)
HEARD_SINCE = date(2022, 5, 1)
# One certificate each.
SIGNS = "ACDEFGHJKMNP"


@transaction.atomic
def load(*, at: datetime) -> bool:
    """Loads practices, rights and certificates and makes the register; False where they are there."""
    if Practice.objects.exists():
        return False
    members = list(Member.objects.order_by("number"))
    # One in four has not said where they work, as in any register.
    Practice.objects.bulk_create(
        Practice(member=member, employer=WORK[place % 6][0], place=WORK[place % 6][1])
        for place, member in enumerate(members)
        if place % 4
    )
    today = london.date_of(at)
    fellows = list(GradeHeld.objects.filter(grade="fellow", until_date=None).order_by("member__number"))
    RightHeld.objects.bulk_create(
        RightHeld(member_id=held.member_id, right=RightKind.AUDIENCE, from_date=HEARD_SINCE) for held in fellows[4::5]
    )
    if MembershipYear.objects.filter(year=today.year).exists():
        certify([held.member_id for held in fellows[3 : 3 + len(SIGNS)]], at=at)
    register.make_all(at=at)
    return True


def certify(members: list[int], *, at: datetime) -> None:
    """This year's certificates, as they came from the portal before this one: without a file."""
    today = london.date_of(at)
    names = dict(Member.objects.filter(pk__in=members).values_list("pk", "full_name"))
    Certificate.objects.bulk_create(
        Certificate(
            number=f"PC-{today.year}-DEMDEM{2 * SIGNS[place]}", member_id=pk, year_id=today.year, holder=names[pk],
            title="Fellow", from_date=date(today.year, 1, 1), until_date=date(today.year + 1, 1, 1), issued_at=at,
        )
        for place, pk in enumerate(members)
    )  # fmt: skip
