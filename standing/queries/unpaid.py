"""Who has not paid for a year, read for many members at once: the officer's list, and the members of one invoice."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from cilexportal.foundation.rulebook.refusal import Refused
from members import queries as people
from members.models import GradeHeld, Member
from standing.models import Certificate, Joining, Lapse, MembershipYear, Renewal, Term
from standing.queries.fees import holds, price_list, reduced_members
from standing.rules import fees

WITH_EMPLOYER, ORDERED, UNDERTAKEN, BEGUN, NOT_BEGUN = (
    "Invoice with the employer", "Ordered, not paid", "Undertaking given", "Begun", "Not begun",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A member and the fees of a year; no sum where one is not set, which `why_not` says."""

    member: Member
    grade: str
    grade_name: str
    asked: fees.Sum | None
    certificate: bool
    state: str
    paid: bool
    lapsed_on: date | None
    why_not: str = ""

    @property
    def pence(self) -> int | None:
        return self.asked.pence if self.asked else None


def members_of(year: MembershipYear, *, words: str = "") -> QuerySet[Member]:
    """[TC-4.4a] Members with a term of the year before, or lapsed from this one, who have no term of this one."""
    term = Term.objects.filter(member=OuterRef("pk"), ended_at=None)
    lapsed = Lapse.objects.filter(member=OuterRef("pk"), year=year, returned_on=None)
    found = Member.objects.filter(
        Exists(term.filter(year=year.year - 1)) | Exists(lapsed), ~Exists(term.filter(year=year.year))
    )
    if words:
        found = found.filter(Q(full_name__icontains=words) | Q(number__startswith=words))
    return found.select_related("user").order_by("sort_name", "pk")


def by_number(numbers: Collection[str]) -> dict[str, Member]:
    """Members by the numbers they are named by."""
    found = Member.objects.filter(number__in=numbers).select_related("user")
    return {member.number: member for member in found}


def dues(members: Iterable[Member], *, year: MembershipYear, today: date, certificates: bool = False) -> list[Due]:
    """[TC-5.5] What each of these members has to pay for a year, in a fixed number of queries."""
    rows = list(members)
    ids = [member.pk for member in rows]
    on = fees.priced_on(year=year.year, today=today)
    lapses = {row.member_id: row for row in Lapse.objects.filter(member__in=ids, returned_on=None)}
    held = dict(GradeHeld.objects.filter(holds(on), member__in=ids).values_list("member_id", "grade_id"))
    grades = {pk: held.get(pk) or (lapses[pk].grade_code if pk in lapses else "") for pk in ids}
    reduced, prices = reduced_members(member_ids=ids, on=on), price_list(on=on)
    titles = people.grade_titles(on=today)
    paid = set(Term.objects.filter(member__in=ids, year=year, ended_at=None).values_list("member_id", flat=True))
    live = Renewal.objects.filter(member__in=ids, year=year, given_up_at=None).select_related("order", "employer")
    under_way = {row.member_id: row for row in live}

    def due(member: Member) -> Due:
        grade = grades[member.pk]
        name = titles[grade].name if grade in titles else grade
        price = prices.prices(grade=grade, reduced=member.pk in reduced)
        wants = certificates and fees.FeeKind.CERTIFICATE in price.pence
        asked, why = _asked(price, name, year.year, wants)
        lapse = lapses.get(member.pk)
        return Due(
            member=member, grade=grade, grade_name=name, asked=asked, certificate=wants, why_not=why,
            paid=member.pk in paid, state=_state(under_way.get(member.pk)), lapsed_on=lapse.on if lapse else None,
        )  # fmt: skip

    return [due(member) for member in rows]


def _asked(price: fees.Prices, grade: str, year: int, certificate: bool) -> tuple[fees.Sum | None, str]:
    try:
        return fees.renewing(price, grade=grade, year=year, certificate=certificate), ""
    except Refused as no:
        return None, no.refusals[0].sentence


def _state(renewal: Renewal | None) -> str:
    if renewal is None:
        return NOT_BEGUN
    order = renewal.order
    if order is not None and order.stage in ("placed", "accepted"):
        return WITH_EMPLOYER if renewal.employer_id or order.stage == "accepted" else ORDERED
    return UNDERTAKEN if renewal.undertaken_at else BEGUN


def certificates_after_lapse() -> QuerySet[Certificate]:
    """[TC-4.4a] Certificates that stand although membership lapsed: an officer says what becomes of each."""
    lapse = Lapse.objects.filter(member=OuterRef("member"), year=OuterRef("year"), returned_on=None)
    found = Certificate.objects.filter(Exists(lapse), revoked_at=None).select_related("member")
    return found.annotate(lapsed_on=Subquery(lapse.values("on")[:1])).order_by("member__sort_name")


def paid_too_late() -> QuerySet[Renewal]:
    """[TC-4.4a] Renewals whose money came after membership had lapsed, with no term made of it yet."""
    found = Renewal.objects.filter(cleared_at__isnull=False, given_up_at=None, term=None)
    return found.select_related("member", "order").order_by("cleared_at")


def joinings() -> QuerySet[Joining]:
    """[TC-4.1b] Requests to join that are paid and wait for a decision, the longest first."""
    found = Joining.objects.filter(decided_at=None, given_up_at=None, cleared_at__isnull=False)
    return found.select_related("user", "grade", "declaration").order_by("cleared_at")
