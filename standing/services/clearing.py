"""What follows when the shop says that fees are paid: the year is the member's, in the shop's own transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection

from cilexportal.foundation import london
from cilexportal.foundation.correspondence import services as correspondence
from shop import events
from shop.models import OrderLine
from shop.queries.payments import money_given_at
from standing.enums import FeeKind, RenewalKind
from standing.models import Renewal, Term
from standing.queries import terms
from standing.rules import renewing
from standing.rules.fees import term_days
from standing.services import returning

PURPOSE = "renewal"
CLEARED = "standing.renewal_paid"
LATE = "standing.renewal_late"


def line_paid(told: events.LinePaid) -> None:
    """[TC-4.4a] What the shop tells of a paid line: where it is a fee of a renewal, the year is the member's.

    In the shop's transaction, with which it stands or falls. An order is paid as a whole, so its first line will do.
    """
    what, _, rest = told.purpose.partition(":")
    if what != PURPOSE:
        return
    number, _, kind = rest.partition(":")
    line = OrderLine.objects.select_related("order").get(pk=told.line_id)
    at = min(money_given_at(line.order_id) or told.at, told.at)
    renewal = Renewal.objects.select_for_update(of=("self",)).select_related("member", "year").get(pk=int(number))
    if kind == FeeKind.CERTIFICATE:
        _certificate_paid(renewal, at=at)
    else:
        clear(renewal=renewal, at=at)


def _certificate_paid(renewal: Renewal, *, at: datetime) -> None:
    if renewal.certificate_cleared_at is None:
        renewal.certificate_cleared_at, renewal.wants_certificate = at, True
        renewal.save(update_fields=["certificate_cleared_at", "wants_certificate"])


def clear(*, renewal: Renewal, at: datetime) -> Term | None:
    """[TC-4.4a] Notes that the year's fees were paid at the instant `at` and makes its term; done once.

    None where the money came when membership had lapsed: it is kept, and counts towards coming back.
    """
    _hold_year(renewal.year_id)
    _revive(renewal)
    if renewal.cleared_at is None:
        renewal.cleared_at = at
    asked = set(_kinds(renewal))
    if renewal.wants_certificate and renewal.certificate_cleared_at is None and FeeKind.CERTIFICATE not in asked:
        renewal.certificate_cleared_at = at
    renewal.save(update_fields=["cleared_at", "certificate_cleared_at"])
    if Term.objects.filter(member=renewal.member, year=renewal.year_id, ended_at=None).exists():
        return None
    return _make_term(renewal, at=at)


def _make_term(renewal: Renewal, *, at: datetime) -> Term | None:
    """The term, once it is known that membership had not lapsed, or that this brings it back."""
    paid_on, days = london.date_of(at), terms.days_of(renewal.year)
    lapse = terms.live_lapse(renewal.member_id)
    first = date(days.year, 1, 1)
    if renewal.kind == RenewalKind.RETURNING and lapse is not None:
        first = max(paid_on, lapse.on)
        returning.bring_back(lapse=lapse, on=first)
    elif not renewing.is_in_time(days, paid_on=paid_on):
        _tell(LATE, renewal, at=at)
        return None
    elif lapse is not None:
        returning.undo(lapse=lapse)
    begins, ends = term_days(year=days.year, first=first)
    term = Term.objects.create(
        member=renewal.member, year_id=days.year, renewal=renewal, from_date=begins, until_date=ends
    )
    _tell(CLEARED, renewal, at=at)
    return term


def _kinds(renewal: Renewal) -> Iterable[str]:
    """The kinds of fee that the renewal's order has lines for."""
    lines = OrderLine.objects.filter(purpose__startswith=f"{PURPOSE}:{renewal.pk}:")
    return [purpose.rpartition(":")[2] for purpose in lines.values_list("purpose", flat=True)]


def _revive(renewal: Renewal) -> None:
    """[TC-4.4] Money that comes for a renewal given up in the meantime counts; another one under way makes way."""
    if renewal.given_up_at is None:
        return
    others = Renewal.objects.filter(member=renewal.member, year=renewal.year_id, given_up_at=None)
    if others.filter(cleared_at__isnull=False).exists():
        return
    others.update(given_up_at=renewal.given_up_at)
    renewal.given_up_at = None
    renewal.save(update_fields=["given_up_at"])


def _hold_year(year: int) -> None:
    """Has the daily lapse of this year and a payment come one after the other: the lapse holds the year's row whole."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM standing_membershipyear WHERE year = %s FOR KEY SHARE", [year])


def _tell(kind: str, renewal: Renewal, *, at: datetime) -> None:
    member = renewal.member
    correspondence.queue(
        kind=kind, to_user_id=member.user_id, to_name=member.full_name,
        to_email=member.user.email if member.user else "", context={"renewal": renewal.pk},
        dedupe_key=f"{kind}:{renewal.pk}", at=at,
    )  # fmt: skip
