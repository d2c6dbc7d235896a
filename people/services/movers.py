"""What moves from one membership number to the other, table by table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import Model, Q, QuerySet

from cilexportal.foundation.asking.models import Request as Asked
from cilexportal.foundation.correspondence.models import Message, Preference
from cilexportal.foundation.documents.models import Document
from cpd.models import (
    CpdYear,
    Dispensation,
    DispensationRequest,
    Extension,
    ExtensionRequest,
    Record,
    Reduction,
    ReductionRequest,
    YearResult,
)
from members.models import GradeHeld, Member, User
from people.models import EmployerView, Note, Restriction
from people.services.merging import Mover, Pair
from shop.models import Credit, Order
from standing.models import Certificate, Declaration, ReducedFee, Referral, Renewal, RightHeld, Term

DAY = timedelta(days=1)
Narrow = Callable[[Pair], Q]


def everything(pair: Pair) -> Q:
    """No row is left out."""
    return Q()


def _of_member(kind: str, model: type[Model], narrow: Narrow = everything, *, unseen: bool = False) -> Mover:
    """Rows that belong to a member by the column `member`."""

    def find(pair: Pair) -> QuerySet[Any]:
        return model._base_manager.filter(narrow(pair), member=pair.gone)

    return Mover(kind, find, lambda pair, row: {"member_id": pair.kept.pk}, unseen=unseen)


def _of_account(
    kind: str, model: type[Model], column: str, narrow: Narrow = everything, *, unseen: bool = False
) -> Mover:
    """Rows that belong to a person by `column`; they move where both have an account."""

    def find(pair: Pair) -> QuerySet[Any]:
        if pair.account_left is None:
            return model._base_manager.none()
        return model._base_manager.filter(narrow(pair), **{column: pair.account_left})

    return Mover(kind, find, lambda pair, row: {f"{column}_id": pair.account}, unseen=unseen)


def open_cpd_years(pair: Pair) -> Q:
    """CPD years in which neither has a result: what a year came to rests on its records."""
    judged = YearResult.objects.filter(member__in=(pair.kept, pair.gone), superseded_at=None)
    return ~Q(year__in=judged.values("year"))


def rights_of_their_own(pair: Pair) -> Q:
    """Rights that the other has not been granted."""
    return ~Q(right__in=RightHeld.objects.filter(member=pair.kept).values("right"))


def concession_of_their_own(pair: Pair) -> Q:
    """Concessions, where the other has none."""
    return Q(pk=None) if ReducedFee.objects.filter(member=pair.kept).exists() else Q()


def declared_alone(pair: Pair) -> Q:
    """Declarations of years for which the other has none that stands."""
    return ~Q(year__in=Declaration.objects.filter(user=pair.account, superseded_at=None).values("year"))


def wishes_of_their_own(pair: Pair) -> Q:
    """[TC-10] Wishes about messages of which the other has said nothing: nobody's no is lost."""
    return ~Q(category__in=Preference.objects.filter(user=pair.account).values("category"))


def restrictions_of_their_own(pair: Pair) -> Q:
    """[TC-4.3] Correspondence that ended, where none has with the other: there is one at a time."""
    ended = Restriction.objects.filter(user=pair.account, lifted_at=None)
    return Q(lifted_at__isnull=False) if ended.exists() else Q()


def first_unjudged(member: Member) -> date:
    """The first London date after the last CPD year with a result; with none, the first of all."""
    judged = CpdYear.objects.filter(results__member=member, results__superseded_at=None).order_by("-ends_on")
    last = judged.values_list("ends_on", flat=True).first()
    return last + DAY if last else date.min


def grades(pair: Pair) -> QuerySet[GradeHeld]:
    """The grades of the number that is given up, from the first CPD year without a result: nothing is owed by it."""
    first = first_unjudged(pair.gone)
    return GradeHeld.objects.filter(Q(until_date=None) | Q(until_date__gt=first), member=pair.gone)


def _shorter(pair: Pair, held: GradeHeld) -> dict[str, Any] | None:
    """[CPD-16c] A grade ends where the last judged year ended; one that began later was never anybody's."""
    first = first_unjudged(pair.gone)
    return {"until_date": first} if held.from_date < first else None


def without_account(pair: Pair) -> QuerySet[Member]:
    return Member.objects.filter(pk=pair.gone.pk) if pair.brings_account else Member.objects.none()


def with_account(pair: Pair) -> QuerySet[Member]:
    return Member.objects.filter(pk=pair.kept.pk) if pair.brings_account else Member.objects.none()


def closed_account(pair: Pair) -> QuerySet[User]:
    """The second account, which nobody signs in with any more."""
    return User.objects.filter(pk=pair.account_left, is_active=True)


MOVERS = (
    _of_member("note", Note),
    _of_member("CPD record", Record, open_cpd_years),
    *(
        _of_member(model._meta.verbose_name or "", model, open_cpd_years, unseen=True)
        for model in (Extension, Dispensation, Reduction, ExtensionRequest, DispensationRequest, ReductionRequest)
    ),
    _of_member("employer's view", EmployerView),
    _of_member("renewal", Renewal),
    _of_member("paid term", Term),
    _of_member("practising certificate", Certificate),
    _of_member("granted right", RightHeld, rights_of_their_own),
    _of_member("concession", ReducedFee, concession_of_their_own),
    Mover("grade held", grades, _shorter, ends=True, hangs=False),
    _of_account("declaration of conduct", Declaration, "user", declared_alone),
    _of_account("referral", Referral, "about", unseen=True),
    _of_account("letter", Message, "to_user"),
    _of_account("message choice", Preference, "user", wishes_of_their_own),
    _of_account("restriction", Restriction, "user", restrictions_of_their_own),
    _of_account("document", Document, "owner"),
    _of_account("request for particulars", Asked, "person"),
    _of_account("credit", Credit, "owner"),
    Mover("account off the old number", without_account, lambda pair, row: {"user_id": None}, ends=True, hangs=False),
    Mover(
        "account", with_account,
          lambda pair, row: {"user_id": pair.account}, hangs=False),
    Mover("sign-in", closed_account, lambda pair, row: {"is_active": False}, ends=True, hangs=False),
)  # fmt: skip


def stays(pair: Pair) -> list[tuple[str, int]]:
    """(kind, how many) of what stays with the old number, because no trigger lets it change hands."""
    user = pair.account_left
    counts = (
        ("CPD result", YearResult.objects.filter(member=pair.gone, superseded_at=None).count()),
        ("order with its papers", Order.objects.filter(buyer=user).count() if user else 0),
    )
    return [(kind, number) for kind, number in counts if number]
