"""Terms, renewals and declarations for tests, as rows: what payment and an officer leave behind."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from members.models import Member
from standing.enums import RenewalKind, Statement, Verdict
from standing.models import ConductForm, Declaration, Fee, MembershipYear, Renewal, Term
from tests import factories as people

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def year(number: int = 2027) -> MembershipYear:
    """A membership year of the reference data, or one like them: opens in November, due and lapsing in January."""
    found, _ = MembershipYear.objects.get_or_create(
        year=number,
        defaults={
            "opens_on": date(number - 1, 11, 1),
            "pay_by": date(number, 1, 31),
            "lapses_on": date(number, 2, 1),
        },
    )
    return found


def renewal(member: Member | None = None, *, number: int = 2027, **fields: Any) -> Renewal:
    """A renewal that has only begun; `cleared_at` makes it a paid one."""
    defaults = {"kind": RenewalKind.RENEWING, "begun_at": NOON}
    whom = member or people.MemberFactory()
    return Renewal.objects.create(member=whom, year=year(number), **{**defaults, **fields})


def term(member: Member | None = None, *, number: int = 2026, **fields: Any) -> Term:
    """A whole calendar year of membership that was paid for."""
    whom = member or people.MemberFactory()
    days = {"from_date": date(number, 1, 1), "until_date": date(number + 1, 1, 1)}
    return Term.objects.create(member=whom, year=year(number), **{**days, **fields})


def declaration(member: Member | None = None, *, number: int = 2027, **fields: Any) -> Declaration:
    """A declaration with nothing new, accepted as it was made."""
    whom = member or people.MemberFactory()
    defaults = {
        "statement": Statement.NOTHING_NEW,
        "spent": False,
        "discloses": False,
        "signed_name": whom.full_name,
        "made_at": NOON,
        "verdict": Verdict.ACCEPTED,
        "decided_at": NOON,
    }
    form = ConductForm.objects.order_by("-from_date").first()
    assert form is not None, "the reference data has a form"
    return Declaration.objects.create(user=whom.user, year=number, form=form, **{**defaults, **fields})


def fee(kind: str, pence: int, *, grade: str | None = None, **fields: Any) -> Fee:
    """A fee from the membership year 2025 on, in place of the one the reference data has."""
    reduced = fields.get("reduced", False)
    Fee.objects.filter(kind=kind, grade_id=grade, reduced=reduced).delete()
    defaults = {"from_date": date(2025, 1, 1), "clause": "TC-5.5"}
    return Fee.objects.create(kind=kind, grade_id=grade, pence=pence, **{**defaults, **fields})
