"""Find people: members by any part of a name, by number or email; accounts of people who are no members."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Exists, F, Func, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from cpd.enums import Outcome
from cpd.models import YearResult
from members.models import GradeHeld, Member, User
from members.queries import GradeTitle, grade_titles, searched
from people.models import Merge
from standing.models import Certificate, Lapse, Term

A_PAGE = 30
# Counting stops here, so that a search of everything costs no more than one of little.
MOST_COUNTED = 500
# Letters without accents, small: what `searched` makes of a text, in the words of the database.
PLAIN = "regexp_replace(normalize(lower(%(expressions)s), NFKD), '[\\u0300-\\u036f]', '', 'g')"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is looked for. Empty means all; `joined` is a calendar year."""

    words: str = ""
    grade: str = ""
    standing: str = ""
    account: str = ""
    joined: int | None = None


@dataclass
class Found:
    """One line of the list."""

    member: Member
    title: GradeTitle | None
    email: str
    merged_into: str = ""


@dataclass(frozen=True)
class Slice:
    """Some members by name, and the numbers before and after which the list goes on ("" where it does not)."""

    rows: list[Found]
    before: str = ""
    after: str = ""
    count: int = 0

    @property
    def has_more_than_counted(self) -> bool:
        return self.count > MOST_COUNTED


def matching(wanted: Wanted, *, today: date, by_email: bool = True) -> QuerySet[Member]:
    """The members that are looked for, in no order. `by_email`: whether addresses are searched too."""
    found = Member.objects.filter(_words(wanted.words, by_email=by_email))
    if wanted.grade:
        held = GradeHeld.objects.filter(_running(today), member=OuterRef("pk"), grade=wanted.grade)
        found = found.filter(Exists(held))
    if wanted.standing in STANDINGS:
        found = found.filter(STANDINGS[wanted.standing][1](today))
    if wanted.account:
        found = found.filter(user__isnull=wanted.account == "none")
    if wanted.joined:
        found = found.filter(joined_on__year=wanted.joined)
    return found


def _words(typed: str, *, by_email: bool) -> Q:
    """Each word is part of the name; or the whole is the beginning of a number, or part of an address."""
    text = typed.strip()
    if not text:
        return Q()
    name = Q()
    for word in searched(text):
        name &= Q(sort_name__contains=word)
    if by_email and "@" in text:
        return Q(user__in=_with_address(text).values("pk"))
    if " " not in text and any(letter.isdigit() for letter in text):
        return Q(number__startswith=text)
    return name


def _with_address(text: str) -> QuerySet[Any]:
    return User.objects.annotate(address=Lower("email")).filter(address__contains=text.lower())


def page(wanted: Wanted, *, today: date, after: str = "", before: str = "", by_email: bool = True) -> Slice:
    """One page by name and number, following or preceding the member of a number."""
    found = matching(wanted, today=today, by_email=by_email)
    backwards, place = bool(before), _place(before or after)
    order = ("-sort_name", "-number") if backwards else ("sort_name", "number")
    rows = found.filter(_beyond(place, backwards)) if place else found
    some = list(rows.select_related("user").order_by(*order)[: A_PAGE + 1])
    more, some = len(some) > A_PAGE, some[:A_PAGE]
    if backwards:
        some.reverse()
    first, last = (some[0].number, some[-1].number) if some else ("", "")
    return Slice(
        _lines(some, today),
        before=first if (more if backwards else place is not None) else "",
        after=last if (more or backwards) else "",
        count=found.order_by()[: MOST_COUNTED + 1].count(),
    )


def _place(number: str) -> tuple[str, str] | None:
    """Where the member of a number stands in the order by name; None for nobody's number."""
    row = Member.objects.filter(number=number).values_list("sort_name", "number").first() if number else None
    return (row[0], row[1]) if row else None


def _beyond(place: tuple[str, str], backwards: bool) -> Q:
    name, number = place
    if backwards:
        return Q(sort_name__lte=name) & (Q(sort_name__lt=name) | Q(number__lt=number))
    return Q(sort_name__gte=name) & (Q(sort_name__gt=name) | Q(number__gt=number))


def _lines(members: list[Member], today: date) -> list[Found]:
    """The members with their grade, address, and the number they were merged into: three statements for any number."""
    ids = [one.pk for one in members]
    held = GradeHeld.objects.filter(_running(today), member__in=ids).values_list("member_id", "grade_id")
    grades, titles = dict(held), grade_titles(on=today)
    into = dict(Merge.objects.filter(gone__in=ids, undone_at=None).values_list("gone_id", "kept__number"))
    return [
        Found(one, titles.get(grades.get(one.pk, "")), one.user.email if one.user else "", into.get(one.pk, ""))
        for one in members
    ]


def accounts(words: str, *, most: int = A_PAGE) -> list[User]:
    """People with an account and no membership, by any part of the name or address; nobody for too few letters."""
    text = words.strip()
    if len(text) < 2:
        return []
    found = User.objects.filter(member=None, is_active=True).order_by("full_name", "pk")
    if "@" in text:
        return list(found.filter(pk__in=_with_address(text).values("pk"))[:most])
    found = found.annotate(
        folded=Func(F("full_name"), template=PLAIN, output_field=CharField())
    )  # fmt: skip
    for word in searched(text):
        found = found.filter(folded__contains=word)
    return list(found[:most])


def _running(on: date) -> Q:
    return Q(from_date__lte=on) & (Q(until_date=None) | Q(until_date__gt=on))


def _has(model: Any, **facts: Any) -> Exists:
    return Exists(model.objects.filter(member=OuterRef("pk"), **facts))


def _paid(today: date) -> Any:
    return _has(Term, ended_at=None, from_date__lte=today, until_date__gt=today)


def _not_paid(today: date) -> Any:
    return Q(Exists(GradeHeld.objects.filter(_running(today), member=OuterRef("pk")))) & ~Q(_paid(today))


def _lapsed(today: date) -> Any:
    return _has(Lapse, returned_on=None, on__lte=today)


def _certified(today: date) -> Any:
    return _has(Certificate, revoked_at=None, from_date__lte=today, until_date__gt=today)


def _not_met(today: date) -> Any:
    return _has(YearResult, superseded_at=None, outcome=Outcome.NOT_MET, signature__isnull=False)


def _merged(today: date) -> Any:
    return Exists(Merge.objects.filter(gone=OuterRef("pk"), undone_at=None))


# Standing in the address of the list -> words, and which members of a day.
STANDINGS: dict[str, tuple[str, Callable[[date], Any]]] = {
    "paid": ("Subscription paid", _paid),
    "unpaid": ("A grade and no paid subscription", _not_paid),
    "lapsed": ("Lapsed", _lapsed),
    "certificate": ("Holds a practising certificate", _certified),
    "not_met": ("A CPD year not met, and signed", _not_met),
    "merged": ("Merged into another number", _merged),
}
