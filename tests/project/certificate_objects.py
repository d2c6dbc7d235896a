"""What the addresses of standing and its certificates name in the test of the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.documents.models import Printout, PrintoutState
from members.models import Member, User
from standing.models import Certificate, MembershipYear
from standing.rules.numbers import SIGNS, number_of
from tests import factories

Arguments = dict[str, Any]


def membership(owner: User) -> Member:
    """The owner's, or a stranger's."""
    return Member.objects.filter(user=owner).first() or factories.MemberFactory()


def certificate(stored: Callable[[], str]) -> Callable[[User], Arguments]:
    """What makes a certificate of somebody, with its PDF."""

    def make(owner: User) -> Arguments:
        member, today = membership(owner), london.today()
        taken = Certificate.objects.count()
        number = number_of(2027, lambda signs: SIGNS[taken % len(signs)])
        printout = Printout.objects.create(
            owner=member.user, kind="standing.certificate", key=number, state=PrintoutState.READY,
            made_at=london.now(), file=stored(), filename="certificate.pdf",
        )  # fmt: skip
        made = Certificate.objects.create(
            number=number, member=member, year=MembershipYear.objects.get(year=2027), holder=member.full_name,
            title="Chartered Legal Executive", from_date=today, until_date=today.replace(year=today.year + 2),
            issued_at=london.now(), printout=printout,
        )  # fmt: skip
        return {"number": made.number}

    return make


def objects(stored: Callable[[], str]) -> dict[str, Callable[[User], Arguments]]:
    """Route -> what makes the thing it names. `stored` keeps a file and gives its name."""
    of_certificate = ("standing:certificate", "standing:certificate_file", "standing_desk:certificate_file")
    return {
        **dict.fromkeys((*of_certificate, "standing_desk:revoke"), certificate(stored)),
        **dict.fromkeys(
            ("standing_desk:member", "standing_desk:issue"), lambda owner: {"uuid": membership(owner).uuid}
        ),
    }
