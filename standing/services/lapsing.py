"""The daily job: who has not paid is reminded, and from the day of the lapse is no member [TC-4.4a]. Set-wise.

What a certificate already issued then means, an officer says: the job revokes nothing.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from cilexportal.foundation import london
from cilexportal.foundation.correspondence.setwise import queue_rows
from cilexportal.foundation.nudge import nudge
from shop.models import Order
from shop.services import billing
from standing.models import Lapse, MembershipYear, Renewal
from standing.queries import terms
from standing.rules import renewing
from standing.rules.renewing import Notice, Stage

NOTICE, LAPSED = "standing.renewal_due", "standing.lapsed"
# Members who were paid for until the year began, hold a grade on the day, and have no term of the year. An open
# payment may still turn out to have come in time: who has one waits for the next day.
UNPAID = """
    FROM members_member member
    JOIN members_gradeheld held ON held.member_id = member.id
        AND held.from_date < %(on)s AND (held.until_date IS NULL OR held.until_date > %(on)s)
    LEFT JOIN members_user person ON person.id = member.user_id
    WHERE EXISTS (
        SELECT FROM standing_term term
        WHERE term.member_id = member.id AND term.until_date = make_date(%(year)s, 1, 1) AND term.ended_at IS NULL
    )
    AND NOT EXISTS (
        SELECT FROM standing_term term
        WHERE term.member_id = member.id AND term.ended_at IS NULL AND term.until_date > make_date(%(year)s, 1, 1)
    )
    AND NOT EXISTS (
        SELECT FROM standing_lapse lapse WHERE lapse.member_id = member.id AND lapse.year_id = %(year)s
    )
"""
STILL_CHECKED = """
    AND NOT EXISTS (
        SELECT FROM standing_renewal renewal
        JOIN shop_payment payment ON payment.order_id = renewal.order_id
        WHERE renewal.member_id = member.id AND renewal.year_id = %(year)s
        AND payment.state IN ('started', 'unknown', 'authorised') AND payment.started_at < %(from)s
    )
"""
LAPSE = f"""
    INSERT INTO standing_lapse (member_id, year_id, "on", grade_code, recorded_at)
    SELECT member.id, %(year)s, %(on)s, held.grade_id, %(at)s {UNPAID} {STILL_CHECKED}
    ON CONFLICT DO NOTHING
"""
END_GRADES = """
    UPDATE members_gradeheld held SET until_date = %(on)s
    FROM standing_lapse lapse
    WHERE lapse.year_id = %(year)s AND lapse.returned_on IS NULL AND lapse.recorded_at = %(at)s
    AND held.member_id = lapse.member_id AND held.grade_id = lapse.grade_code
    AND held.from_date < %(on)s AND (held.until_date IS NULL OR held.until_date > %(on)s)
"""
TELL_LAPSED = queue_rows("""
    SELECT
        'standing.lapsed' AS kind, member.user_id AS to_user_id, member.full_name AS to_name,
        coalesce(person.email, '') AS to_email, jsonb_build_object('lapse', lapse.id) AS context,
        concat_ws(':', 'standing.lapsed', lapse.year_id, member.id) AS dedupe_key
    FROM standing_lapse lapse
    JOIN members_member member ON member.id = lapse.member_id
    LEFT JOIN members_user person ON person.id = member.user_id
    WHERE lapse.year_id = %(year)s AND lapse.recorded_at = %(at)s
""")
REMIND = queue_rows(
    """
    SELECT
        'standing.renewal_due' AS kind, member.user_id AS to_user_id, member.full_name AS to_name,
        coalesce(person.email, '') AS to_email,
        jsonb_build_object('member', member.id, 'year', %(year)s::int, 'notice', %(notice)s::text) AS context,
        concat_ws(':', 'standing.renewal_due', %(year)s::text, %(notice)s::text, member.id) AS dedupe_key
    """
    + UNPAID
)


def run(*, at: datetime) -> int:
    """[TC-4.4a] Does what is due on the day of `at`, for every year; returns how many lapsed. Run again, or a day late,
    it does what was missed and nothing twice."""
    today = london.date_of(at)
    years = MembershipYear.objects.filter(opens_on__lte=today, year__gte=today.year - 1).order_by("year")
    lapsed = 0
    for year in years:
        remind(year=year, at=at)
        lapsed += lapse(year=year, at=at)
    return lapsed


def remind(*, year: MembershipYear, at: datetime) -> int:
    """[TC-4.4a] Queues the notice that is due today to everybody who has not paid, once each; returns how many."""
    today = london.date_of(at)
    notice = renewing.notice_due(terms.days_of(year), today=today)
    if notice is None:
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(REMIND, {"year": year.year, "on": today, "at": at, "notice": notice.value})
        queued: int = cursor.rowcount
    _tell_worker(queued)
    return queued


def lapse(*, year: MembershipYear, at: datetime) -> int:
    """[TC-4.4a] Ends the membership of who has not paid, from the year's day of the lapse on; returns of how many.

    The grade held ends with it, and the order that nobody paid. Holds the year's row, so that a payment that comes at
    the same moment is before it or after it, and never beside it.
    """
    if renewing.stage(terms.days_of(year), today=london.date_of(at)) != Stage.OVER:
        return 0
    given = {"year": year.year, "on": year.lapses_on, "at": at, "from": london.start_of_day(year.lapses_on)}
    with transaction.atomic():
        MembershipYear.objects.select_for_update().get(pk=year.pk)
        with connection.cursor() as cursor:
            cursor.execute(LAPSE, given)
            lapsed: int = cursor.rowcount
            if lapsed:
                cursor.execute(END_GRADES, given)
                cursor.execute(TELL_LAPSED, given)
    if lapsed:
        _let_orders_go(year, at=at)
        _tell_worker(lapsed)
    return lapsed


def _let_orders_go(year: MembershipYear, *, at: datetime) -> None:
    """Orders that would be paid too late; an invoice that an employer has stays, and an officer sees it when it is
    paid."""
    gone = Renewal.objects.filter(member__lapses__year=year, member__lapses__recorded_at=at, year=year)
    for order in Order.objects.filter(pk__in=gone.values("order"), stage="placed"):
        billing.let_go(order_id=order.pk, at=at)


def still_needed(context: dict[str, Any], at: datetime) -> bool:
    """[TC-4.4a] Whether a queued notice is still true when it is sent: the year is not paid, and has not lapsed."""
    year = MembershipYear.objects.get(pk=context["year"])
    today = london.date_of(at)
    if terms.has_term(member_id=context["member"], year=year.pk) or today >= year.lapses_on:
        return False
    if Lapse.objects.filter(member=context["member"], year=year).exists():
        return False
    return _fits(Notice(context["notice"]), year, today)


def _fits(notice: Notice, year: MembershipYear, today: date) -> bool:
    """Whether what a notice says of the last day to pay is still ahead, today, or past."""
    if notice == Notice.LATE:
        return today > year.pay_by
    return today == year.pay_by if notice == Notice.TODAY else today <= year.pay_by


def lapse_stands(context: dict[str, Any], at: datetime) -> bool:
    """[TC-4.4a] Whether a lapse that was to be told of still stands when the letter is sent."""
    return Lapse.objects.filter(pk=context["lapse"], returned_on=None).exists()


def _tell_worker(queued: int) -> None:
    from cilexportal.foundation.correspondence.tasks import send_due

    if queued:
        nudge(send_due)
