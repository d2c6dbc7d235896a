"""What stands in the way of closing an account, and how a closing stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from cilexportal.foundation import london
from cilexportal.foundation.asking.models import Request
from cilexportal.foundation.asking.models import Stage as AskingStage
from members.models import GradeHeld, RoleGrant
from people.models import Closing
from shop.enums import CancellationStage, RefundState, Stage
from shop.models import Cancellation, Order, Refund
from standing.enums import Verdict
from standing.models import Declaration, Joining, Term

LIVE = {"undone_at": None, "stopped_at": None, "closed_at": None}
DONE_WITH = (CancellationStage.SETTLED, CancellationStage.REFUSED)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something open: a sentence that says what to do, and where; `clause` where a rule of the register is behind."""

    sentence: str
    url_name: str = ""
    clause: str = ""


Finder = Callable[[int, date], Iterator[Obstacle]]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Has another app say what is open of a person on a day; declared in cilexportal/wiring.py."""
    if finder not in _finders:
        _finders.append(finder)


def obstacles(*, user_id: int, today: date) -> list[Obstacle]:
    """Everything that is in the way of closing this account on a London date."""
    return [one for finder in (_of_standing, _of_shop, _of_questions, *_finders) for one in finder(user_id, today)]


def live_closing(user_id: int) -> Closing | None:
    """The closing that can still be undone, or None."""
    return Closing.objects.filter(person=user_id, **LIVE).first()


def due(at: datetime) -> QuerySet[Closing]:
    """Closings whose days to undo them are over, the oldest first."""
    return Closing.objects.filter(closes_at__lte=at, **LIVE).order_by("closes_at", "pk")


def last_stopped(user_id: int) -> Closing | None:
    """The latest closing, where something that was open stopped it."""
    latest = Closing.objects.filter(person=user_id).first()
    return latest if latest is not None and latest.stopped_at else None


def last_day(closing: Closing) -> date:
    """The last London date on which a closing can be undone."""
    return london.last_day_before(closing.closes_at)


def _of_standing(user_id: int, today: date) -> Iterator[Obstacle]:
    if RoleGrant.objects.filter(user=user_id, revoked_at=None).exists():
        yield Obstacle("You have a role on the staff. An administrator takes it back first.")
    running = Q(from_date__lte=today) & (Q(until_date=None) | Q(until_date__gt=today))
    paid = Term.objects.filter(member__user=user_id, until_date__gt=today, ended_at=None).exists()
    if paid or GradeHeld.objects.filter(running, member__user=user_id).exists():
        yield Obstacle(
            "You are a member, and closing the account does not end the membership. Resign first, in writing to the "
            "address below, or let the membership run out.",
            "standing:renewal", "TC-4.4a",
        )  # fmt: skip
    if Joining.objects.filter(user=user_id, decided_at=None, given_up_at=None).exists():
        yield Obstacle("You have asked to become a member. Give that up, or wait for the answer.", "standing:join")
    waiting = Declaration.objects.filter(user=user_id, superseded_at=None).exclude(verdict=Verdict.ACCEPTED)
    if waiting.exists():
        yield Obstacle(
            "The regulator has not finished with a declaration of conduct.", "standing:declarations", "CPD-15b"
        )


def _of_shop(user_id: int, today: date) -> Iterator[Obstacle]:
    mine = Order.objects.filter(buyer=user_id)
    if mine.filter(Q(stage=Stage.PLACED) | Q(stage=Stage.ACCEPTED, paid_at=None)).exists():
        yield Obstacle("An order is not paid. Pay it, or give it up.", "shop:orders", "TC-5.5")
    given_up = Cancellation.objects.filter(line__order__buyer=user_id).exclude(stage__in=DONE_WITH)
    refunds = Refund.objects.filter(payment__order__buyer=user_id).exclude(state=RefundState.PAID)
    if given_up.exists() or refunds.exists():
        yield Obstacle("A refund is not finished. Wait until the money is with you.", "shop:orders", "TC-9.7.2")


def _of_questions(user_id: int, today: date) -> Iterator[Obstacle]:
    if Request.objects.filter(person=user_id, stage=AskingStage.OPEN).exists():
        yield Obstacle("You are asked for something and have not answered.", "asking:mine", "TC-6.10")
