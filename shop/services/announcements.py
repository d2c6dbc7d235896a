"""What buyers are told in one act when something they ordered changes, and what they then choose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from shop.enums import AnnouncementKind, Channel, Choice
from shop.models import Announcement, Cancellation, CourseSession, MovedSession, Product, Told
from shop.queries import announcements as queries
from shop.queries.order_rows import rows_of
from shop.queries.refund_facts import announced
from shop.rules import ending
from shop.services import cancelling, telling

TOLD, GOES_ON = "shop.announcement", "shop.course_goes_on"
K = AnnouncementKind


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTimes:
    """Where one session moves to."""

    session_id: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What staff announce: the kind, which decides what it opens, and the words buyers read.

    `moves` is for sessions moved, `effective_on` for a larger change, `substantial` for a delay; an urgent one says why
    it is.
    """

    kind: AnnouncementKind
    text: str
    urgent_why: str = ""
    moves: Sequence[NewTimes] = ()
    effective_on: date | None = None
    substantial: bool = False


def announce(*, product_id: int, said: Said, by: User, at: datetime) -> Announcement:
    """[TC-6.9] [TC-6.11] [TC-7.4] [TC-7.5] Announces a change, carries it out, and writes to all with a live line.

    One act and one transaction: all are told, or nobody is. Raises Refused for a larger change that would begin too
    early, for moves that move nothing, and for a course that is suspended already.
    """
    with transaction.atomic():
        product = Product.objects.select_for_update().get(pk=product_id)
        _check(product, said, at=at)
        effective = london.start_of_day(said.effective_on) if said.effective_on else None
        made = Announcement.objects.create(
            product=product, kind=said.kind, text=said.text.strip(), urgent=bool(said.urgent_why),
            urgent_why=said.urgent_why.strip(), announced_at=at, announced_by=by,
            effective_at=effective if said.kind == K.LARGER_CHANGE else None,
            substantial=said.kind == K.DELAYED and said.substantial,
        )  # fmt: skip
        # Before the sessions move: who is booked on what was to come is told.
        lines = queries.live_lines(product.pk, at=at)
        _carry_out(product, made, said, at=at)
        if said.kind not in queries.LOGGED:
            told = Told.objects.bulk_create(Told(announcement=made, line=line, told_at=at) for line in lines)
            _write(TOLD, told, at=at)
        return made


def resume(*, announcement_id: int, by: User, at: datetime) -> Announcement:
    """[TC-6.11a] A suspended course goes on: everybody still on it is told, and the way out is closed.

    Raises Refused for one that is not suspended.
    """
    with transaction.atomic():
        made = Announcement.objects.select_for_update().get(pk=announcement_id)
        if made.kind != K.SUSPENDED or made.ended_at is not None or made.product_id is None:
            raise Refused.because("TC-6.11a", "This course is not suspended.")
        made.ended_at = at
        made.save(update_fields=["ended_at"])
        Product.objects.filter(pk=made.product_id).update(suspended_at=None)
        staying = made.told.filter(choice__in=["", Choice.KEEP]).select_related(
            "line__order__payer", "line__order__buyer"
        )
        live = {line.pk for line in queries.live_lines(made.product_id, at=at)}
        _write(GOES_ON, (one for one in staying if one.line_id in live), at=at)
        return made


def _write(kind: str, told: Iterable[Told], *, at: datetime) -> None:
    """Queues the letters to everybody who was told, all at once."""
    letters = (
        telling.letters(order=one.line.order, kind=kind, context={"told": one.pk}, key=str(one.pk)) for one in told
    )
    correspondence.queue_all(letters=chain.from_iterable(letters), at=at)


def choose(
    *, told_id: int, choice: Choice, by: User, at: datetime, seen_pence: int | None = None
) -> Cancellation | None:
    """[TC-7.4a] [TC-9.1] The buyer keeps it, or ends it for the refund or credit of the whole line.

    `seen_pence` is the sum that was shown. Keeping is written down and gives None. Raises Refused where the way out is
    closed, credit is not offered, or something was chosen before.
    """
    with transaction.atomic():
        told = Told.objects.select_for_update(of=("self",)).select_related("announcement", "line").get(pk=told_id)
        said = told.announcement
        ground = ending.ground_of(said)
        if ground is None:
            raise Refused.because(queries.clause_of(said), "This was told for information: there is nothing to choose.")
        if choice == Choice.KEEP:
            _keep(told, by=by, at=at)
            return None
        if choice == Choice.CREDIT and said.kind not in queries.WITH_CREDIT:
            raise Refused.because("TC-7.4a", "Credit is for courses that were moved or suspended. Choose the refund.")
        rows = rows_of([told.line.order_id])[told.line.order_id]
        return cancelling.give_up(
            line_id=told.line_id, quantity=rows.units_left(rows.lines[told.line_id]), ground=ground,
            channel=Channel.PORTAL, sent_at=at, by=by, words="", at=at, told_id=told.pk,
            as_credit=choice == Choice.CREDIT, seen_pence=seen_pence,
        )  # fmt: skip


def _keep(told: Told, *, by: User, at: datetime) -> None:
    """Writes down that the buyer goes on with it. Raises Refused where there is no choice any more."""
    rows = rows_of([told.line.order_id])[told.line.order_id]
    if told.choice == Choice.KEEP:
        return
    if told.choice:
        raise Refused.because("TC-7.4a", f"You chose before: {told.get_choice_display().lower()}.")
    if no := ending.may_go(announced(rows, told), at=at):
        raise Refused(no)
    told.choice, told.chosen_at, told.chosen_by = Choice.KEEP, at, by
    told.save(update_fields=["choice", "chosen_at", "chosen_by"])


def _check(product: Product, said: Said, *, at: datetime) -> None:
    """What cannot be announced. Raises Refused."""
    if not said.text.strip():
        raise Refused.because("TC-7.4", "Say what changes, in the words that buyers will read.")
    if said.kind == K.LARGER_CHANGE:
        policy = queries.policy_on(at)
        if said.effective_on is None:
            raise Refused.because("TC-7.5", "Give the day on which the change takes effect.")
        if no := ending.bad_effective_day(said.effective_on, announced_on=london.date_of(at), policy=policy):
            raise Refused(no)
    if said.kind == K.SUSPENDED and product.suspended_at is not None:
        raise Refused.because("TC-6.11", "The course is suspended already.")
    if said.kind == K.MOVED and not said.moves:
        raise Refused.because("TC-7.4", "Give at least one session its new time.")


def _carry_out(product: Product, made: Announcement, said: Said, *, at: datetime) -> None:
    """What an announcement does besides being told: sessions move, a course stops."""
    if said.kind == K.SUSPENDED:
        Product.objects.filter(pk=product.pk).update(suspended_at=at)
    if said.kind != K.MOVED:
        return
    sessions = CourseSession.objects.select_for_update().filter(product=product).in_bulk()
    for move in said.moves:
        session = sessions[move.session_id]
        if move.starts_at <= at or move.ends_at <= move.starts_at:
            said_why = f"Session {session.number} needs a new time that is still to come and ends after it begins."
            raise Refused.because("TC-7.4", said_why)
        MovedSession.objects.create(
            announcement=made, session=session, old_starts_at=session.starts_at, old_ends_at=session.ends_at,
            new_starts_at=move.starts_at, new_ends_at=move.ends_at,
        )  # fmt: skip
        session.starts_at, session.ends_at = move.starts_at, move.ends_at
        session.save(update_fields=["starts_at", "ends_at"])
