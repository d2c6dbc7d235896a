"""Every night, what is kept of closed accounts is deleted once its time is over, a batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from cilexportal.foundation import london, private_files
from cilexportal.foundation.asking.models import Item
from cilexportal.foundation.asking.models import Request as Asked
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.documents.models import Document
from cilexportal.foundation.guidance.models import Feedback
from cpd.models import AbsenceEvidence, DispensationRequest, Evidence, ExtensionRequest, Record, ReductionRequest
from members.models import GradeHeld, User
from people.models import AccessRequest, Closing, Complaint, Purge
from people.rules import keeping
from people.services.erasing import NOBODY, forget_name
from people.services.uprooting import uproot, uproot_free
from shop.models import Cancellation, CreditNote, HarmClaim, Invoice, Order, Payment, Refund, Return
from standing.models import Declaration, Referral, Term

AT_A_TIME = 200
# So many batches a night of each class; the next night goes on.
MOST_BATCHES = 50
# Documents that came with an order: the table, how it leads to the order, and its column.
PROOFS: tuple[tuple[type[Model], str, str], ...] = (
    (HarmClaim, "line__order", "document"),
    (Return, "cancellation__line__order", "proof"),
    (Return, "cancellation__line__order", "damage_photo"),
)


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one table whose time is over on a London date, those they led to that nothing else may need, and the
    column that names a stored file of theirs. Files of documents go by themselves, as nobody's."""

    model: type[Model]
    over: Callable[[date], QuerySet[Any]]
    freed: Callable[[list[int]], Iterator[tuple[type[Model], list[int]]]] = lambda ids: iter(())
    file: str = ""


def run(*, at: datetime) -> int:
    """[CPD-16e] Deletes everything whose time is over on the London day of `at`; returns how many rows went. What one
    night does not come to, the next does."""
    today = london.date_of(at)
    gone = sum(_purge(name, rows, today=today, at=at) for name, group in PURGES.items() for rows in group)
    return gone + _names(at=at)


def _purge(name: str, rows: Rows, *, today: date, at: datetime) -> int:
    gone = 0
    for _ in range(MOST_BATCHES):
        with transaction.atomic():
            ids = list(rows.over(today).order_by("pk").values_list("pk", flat=True)[:AT_A_TIME])
            if not ids:
                break
            freed = [(model, found) for model, found in rows.freed(ids) if found]
            _throw_away(rows, ids)
            counts = uproot(model=rows.model, ids=ids)
            for model, found in freed:
                counts += uproot_free(model=model, ids=found)
            Purge.objects.create(purge=name, at=at, rows=dict(sorted(counts.items())))
            gone += sum(counts.values())
    return gone


def _throw_away(rows: Rows, ids: list[int]) -> None:
    """Has the files of rows deleted once the rows are."""
    if rows.file:
        names = rows.model._base_manager.filter(pk__in=ids).exclude(**{rows.file: ""}).values_list(rows.file, flat=True)
        for name in names:
            transaction.on_commit(partial(private_files.take_away, name))


def _names(*, at: datetime) -> int:
    """Names on accounts under which nothing has to be kept any more."""
    named = User.objects.filter(pk__in=closed(), member__isnull=True).exclude(full_name__in=("", NOBODY))
    named = named.exclude(pk__in=Order.objects.values("buyer")).exclude(pk__in=Declaration.objects.values("user"))
    count = sum(forget_name(pk) for pk in named.order_by("pk").values_list("pk", flat=True)[:AT_A_TIME])
    if count:
        Purge.objects.create(purge="names", at=at, rows={User._meta.label: count})
    return count


def closed() -> QuerySet[Closing, int]:
    """The accounts that are closed: nothing is deleted of anybody who can still sign in."""
    return Closing.objects.filter(closed_at__isnull=False).values_list("person", flat=True)


def cpd_records(today: date) -> QuerySet[Record]:
    """[CPD-16e] Records of CPD years that ended long enough ago."""
    before = keeping.over_before("cpd", today=today)
    return Record._base_manager.filter(member__user__in=closed(), year__ends_on__lt=before)


def declarations(today: date) -> QuerySet[Declaration]:
    """[LAW-ART10] Declarations of people whose last year of membership, and what the regulator did about them, ended
    long enough ago."""
    since = keeping.whole_years_before("conduct", today=today)
    running = Q(until_date=None) | Q(until_date__gt=since)
    graded = GradeHeld.objects.filter(running, member__user__isnull=False).values("member__user")
    paid = Term.objects.filter(until_date__gt=since, member__user__isnull=False).values("member__user")
    later = Declaration.objects.filter(year__gte=since.year).values("user")
    at = london.start_of_day(since)
    referred = Referral.objects.filter(Q(sent_at__gte=at) | Q(entries__at__gte=at)).values("about")
    over = Declaration.objects.filter(user__in=closed()).exclude(user__in=referred)
    return over.exclude(user__in=graded).exclude(user__in=paid).exclude(user__in=later)


def orders(today: date) -> QuerySet[Order]:
    """[LAW-VATINV] Orders of people of whom nothing was booked since: one paper leads to another, so all go at once."""
    first = keeping.whole_years_before("orders", today=today)
    since = london.start_of_day(first)
    busy = (
        Order.objects.filter(Q(placed_at__gte=since) | Q(paid_at__gte=since)).values("buyer"),
        Payment.objects.filter(Q(started_at__gte=since) | Q(ended_at__gte=since)).values("order__buyer"),
        Invoice.objects.filter(issued_at__gte=since).values("order__buyer"),
        CreditNote.objects.filter(issued_at__gte=since).values("invoice__order__buyer"),
        Cancellation.objects.filter(Q(sent_at__gte=since) | Q(settled_at__gte=since)).values("line__order__buyer"),
        Refund.objects.filter(Q(made_at__gte=since) | Q(paid_at__gte=since)).values("payment__order__buyer"),
    )
    over = Order.objects.filter(buyer__in=closed())
    for buyers in busy:
        over = over.exclude(buyer__in=buyers)
    return over


def _old(today: date) -> datetime:
    return london.start_of_day(keeping.over_before("letters", today=today))


def _letters(today: date) -> QuerySet[Message]:
    return Message.objects.filter(to_user__in=closed(), queued_at__lt=_old(today))


def _answered(today: date) -> QuerySet[AccessRequest]:
    before = keeping.over_before("letters", today=today)
    return AccessRequest.objects.filter(person__in=closed(), answered_on__lt=before)


def _complaints(today: date) -> QuerySet[Complaint]:
    return Complaint.objects.filter(person__in=closed(), answered_at__lt=_old(today))


def _asked(today: date) -> QuerySet[Asked]:
    return Asked.objects.filter(person__in=closed(), ended_at__lt=_old(today))


def _said(today: date) -> QuerySet[Feedback]:
    return Feedback.objects.filter(person_id__in=closed(), sent_at__lt=_old(today))


def _requests(model: type[Model]) -> Callable[[date], QuerySet[Any]]:
    """Requests to the CPD officers that were decided or taken back."""

    def over(today: date) -> QuerySet[Any]:
        old = _old(today)
        ended = Q(decided_at__lt=old) | Q(decided_at=None, withdrawn_at__lt=old)
        return model._base_manager.filter(ended, member__user__in=closed())

    return over


def _papers(model: type[Model], path: str) -> Callable[[list[int]], Iterator[tuple[type[Model], list[int]]]]:
    """The documents of rows by a table that holds both."""

    def freed(ids: list[int]) -> Iterator[tuple[type[Model], list[int]]]:
        found = model._base_manager.filter(**{f"{path}__in": ids, "document__isnull": False})
        yield Document, list(found.values_list("document", flat=True))

    return freed


def _of_orders(ids: list[int]) -> Iterator[tuple[type[Model], list[int]]]:
    """Who paid and where it went, and the documents of what was claimed or sent back."""
    for name in ("payer", "delivery"):
        field = Order._meta.get_field(name)
        found = Order.objects.filter(pk__in=ids, **{f"{name}__isnull": False}).values_list(name, flat=True)
        yield field.related_model, list(found)
    for model, path, name in PROOFS:
        rows = model._base_manager.filter(**{f"{path}__in": ids, f"{name}__isnull": False})
        yield Document, list(rows.values_list(name, flat=True))


PURGES: dict[str, tuple[Rows, ...]] = {
    "cpd": (Rows(Record, cpd_records, _papers(Evidence, "record")),),
    "conduct": (Rows(Declaration, declarations),),
    "orders": (Rows(Order, orders, _of_orders),),
    "letters": (
        Rows(Message, _letters, file="letter"),
        Rows(AccessRequest, _answered),
        Rows(Complaint, _complaints),
        Rows(Asked, _asked, _papers(Item, "request")),
        Rows(Feedback, _said),
        Rows(ExtensionRequest, _requests(ExtensionRequest)),
        Rows(DispensationRequest, _requests(DispensationRequest), _papers(AbsenceEvidence, "request")),
        Rows(ReductionRequest, _requests(ReductionRequest)),
    ),
}
