"""What was announced, whom it touches, and what each of them was told and may choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from cilexportal.foundation import london
from shop.enums import AnnouncementKind, CancellationStage, Choice, Ground, Stage, Supply
from shop.models import (
    Announcement,
    Cancellation,
    ChangeRequest,
    CourseSession,
    MovedSession,
    OrderLine,
    Product,
    ShopPolicy,
    Told,
)
from shop.queries import giving_up
from shop.queries.order_rows import OrderRows, rows_of
from shop.queries.refund_facts import announced
from shop.rules import ending
from shop.rules.ending import OfAKind
from shop.rules.facts import Answer
from shop.rules.policy import Policy

K = AnnouncementKind
# What is only written down: nobody is told of small changes, and content brought up to date [TC-7.1.2] [TC-7.3].
LOGGED = frozenset({K.MINOR, K.CURRENCY})
# Which of them give credit for another course as well as money back [TC-7.4a].
WITH_CREDIT = frozenset({K.MOVED, K.SUSPENDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What the choice page shows: the line, what was said, and what each choice comes to.

    `closed` says why there is nothing (more) to choose; the answers are None then.
    """

    told: Told
    line: OrderLine
    units: int
    moves: Sequence[MovedSession]
    refund: Answer | None
    credit: Answer | None
    closed: str
    clause: str


def live_lines(product_id: int, *, at: datetime) -> list[OrderLine]:
    """Lines of a product in accepted orders of which a unit is still kept; dated ones only while a session is to come.

    A download or book that was supplied long ago is touched all the same: staff say what it means in the text.
    """
    gone = (
        Cancellation.objects.filter(line=OuterRef("pk"))
        .exclude(Q(stage=CancellationStage.REFUSED) | Q(ground=Ground.PAID_IN_ERROR))
        .order_by()
        .values("line")
        .annotate(n=Sum("quantity"))
    )
    left = F("quantity") - Coalesce(Subquery(gone.values("n")), Value(0))
    found = OrderLine.objects.filter(product=product_id, order__stage=Stage.ACCEPTED).annotate(left=left)
    live = found.filter(left__gt=0)
    to_come = ~Q(supply=Supply.SESSIONS) | Q(sessions__isnull=True) | Q(sessions__session__ends_at__gt=at)
    return list(live.filter(to_come).distinct().select_related("order__buyer", "order__payer").order_by("pk"))


def policy_on(at: datetime) -> Policy:
    """The figures in force on the London day of an instant."""
    return Policy.of(ShopPolicy.objects.filter(from_date__lte=london.date_of(at)).latest("from_date").figures)


def products() -> QuerySet[Product]:
    """What is sold, by title, with how many accepted lines there are of it."""
    counted = Count("lines", filter=Q(lines__order__stage=Stage.ACCEPTED))
    return Product.objects.exclude(supply=Supply.DELIVERY).annotate(ordered=counted).order_by("title", "pk")


def listed() -> QuerySet[Announcement]:
    """Everything announced or logged, the latest first, with how many were told and have chosen."""
    found = Announcement.objects.select_related("product", "announced_by")
    told = Count("told")
    chosen = Count("told", filter=~Q(told__choice=""))
    return found.annotate(told_count=told, chosen_count=chosen).order_by("-announced_at", "-pk")


def announcement_of(announcement_id: int) -> Announcement | None:
    """One announcement with its product."""
    return Announcement.objects.select_related("product", "announced_by").filter(pk=announcement_id).first()


def told_of(announcement_id: int) -> QuerySet[Told]:
    """Everybody who was told, those who have not chosen first."""
    found = Told.objects.filter(announcement=announcement_id).select_related("line__order__buyer", "chosen_by")
    return found.order_by("choice", "pk")


def sessions_to_come(product_id: int, *, at: datetime) -> list[CourseSession]:
    """The sessions of a product that have not begun."""
    return list(CourseSession.objects.filter(product=product_id, starts_at__gt=at).order_by("number"))


def own_told(user_id: int, told_id: int) -> Told | None:
    """An announcement about a line of a person's own order."""
    found = Told.objects.filter(pk=told_id, line__order__buyer=user_id)
    return found.select_related("announcement__product", "line__order").first()


def offer_of(told: Told, *, at: datetime) -> Offer:
    """[TC-7.4a] [TC-7.5] [TC-6.11a] What the buyer of a line may choose at `at`, each with its sum."""
    order_id = told.line.order_id
    rows = rows_of([order_id])[order_id]
    line = rows.lines[told.line_id]
    units = rows.units_left(line)
    refund = _answer(rows, line, told, units=units, at=at)
    with_credit = told.announcement.kind in WITH_CREDIT
    credit = _answer(rows, line, told, units=units, at=at, as_credit=True) if refund and with_credit else None
    closed = "" if refund else _why_closed(rows, told, units=units, at=at)
    moves = [m for m in rows.moved if m.announcement_id == told.announcement_id]
    return Offer(
        told=told, line=line, units=units, moves=moves, refund=refund, credit=credit, closed=closed,
        clause=clause_of(told.announcement),
    )  # fmt: skip


def clause_of(said: OfAKind) -> str:
    """The clause behind an announcement, that lets people go or says that it does not."""
    if ground := ending.ground_of(said):
        return ending.CAUSES[ground][0]
    return {
        K.DELAYED: "TC-6.9", K.LAW: "TC-7.1.1", K.MINOR: "TC-7.1.2", K.CURRENCY: "TC-7.3",
        K.MEMBERSHIP_RULES: "TC-7.5a",
    }[AnnouncementKind(said.kind)]  # fmt: skip


def _answer(
    rows: OrderRows, line: OrderLine, told: Told, *, units: int, at: datetime, as_credit: bool = False
) -> Answer | None:
    """What going comes to; None where it is not open."""
    ground = ending.ground_of(told.announcement)
    if ground is None or units == 0 or told.choice in (Choice.REFUND, Choice.CREDIT):
        return None
    found = giving_up.answer(rows, line, units=units, ground=ground, at=at, told=told, as_credit=as_credit)
    return found if found.allowed else None


def _why_closed(rows: OrderRows, told: Told, *, units: int, at: datetime) -> str:
    """Why there is nothing to choose, in a sentence."""
    if told.choice in (Choice.REFUND, Choice.CREDIT):
        return f"You chose: {told.get_choice_display().lower()}."
    if units == 0:
        return "You have given all of it up."
    no = ending.may_go(announced(rows, told), at=at)
    return no.sentence if no else "There is nothing to choose."


def changes_of(line_id: int) -> QuerySet[ChangeRequest]:
    """What a buyer asked to have changed about a line, the latest first."""
    return ChangeRequest.objects.filter(line=line_id).order_by("-asked_at")


def own_change(user_id: int, change_id: int) -> ChangeRequest | None:
    """A change that a person asked for about their own order."""
    found = ChangeRequest.objects.filter(pk=change_id, line__order__buyer=user_id)
    return found.select_related("line__order__policy").first()


def end_of_change(change: ChangeRequest) -> Answer:
    """[TC-5.7a] What giving the line up comes to: the answer of clause 9 on the day the buyer asked."""
    rows = rows_of([change.line.order_id])[change.line.order_id]
    line = rows.lines[change.line_id]
    units = rows.units_left(line)
    return giving_up.answer(rows, line, units=units, ground=Ground.DECLINED_QUOTE, at=change.asked_at)


def changes_open() -> QuerySet[ChangeRequest]:
    """Changes that wait for staff, the longest waiting first."""
    found = ChangeRequest.objects.filter(quoted_at=None, answered_at=None)
    return found.select_related("line__order__buyer").order_by("asked_at")


def change_of(change_id: int) -> ChangeRequest | None:
    """One change with its line and order."""
    found = ChangeRequest.objects.filter(pk=change_id)
    return found.select_related("line__order__buyer", "line__order__policy").first()
