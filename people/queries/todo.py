"""What the CPD year, membership, conduct, the shop and requests ask of a person: the sources of my tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from cilexportal.foundation import london
from cilexportal.foundation.asking import queries as asking
from cilexportal.foundation.asking.models import Stage as AskingStage
from cilexportal.foundation.documents.models import DocumentState
from cilexportal.foundation.rulebook.refusal import Refused
from cpd.models import Evidence
from cpd.queries.glance import Glance, glance
from cpd.queries.years import MemberYears, years_of
from members.models import Member
from people.rules.tasks import Task
from shop.enums import PayerKind, PaymentState, Stage
from shop.models import Order, OrderLine, Payment
from standing.enums import Verdict
from standing.queries import terms
from standing.queries.losses import Loss, losses_of
from standing.queries.terms import Position

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whose tasks are asked for. `member` is None for who is none; `roles` are codes.

    `years` and `card` are their CPD years and one of those at a glance, where the page has them at hand.
    """

    user_id: int
    member: Member | None
    roles: frozenset[str]
    years: MemberYears | None = None
    card: Glance | None = None


# Each asks the same number of questions of the database, however much there is to do.
Source = Callable[[Person, datetime], Iterable[Task]]


def cpd(person: Person, at: datetime) -> Iterator[Task]:
    """[REC-6] What is missing of each CPD year that is open, and papers that were refused in it."""
    if person.member is None:
        return
    years, card = person.years or years_of(person.member.pk, at=at), person.card
    for year in years.open:
        found = card if card is not None and card.year == year.year else glance(person.member, year, at=at)
        if found.owes and found.missing:
            yield Task(
                key=f"cpd:{found.slug}", what=f"Complete your CPD year {found.label}", clause=found.missing[0].clause,
                why=" ".join(one.sentence for one in found.missing), due=found.closes_at,
                url=reverse("cpd:record_new"), verb="Record CPD",
            )  # fmt: skip
    yield from _papers(person.member, years)


def _papers(member: Member, years: MemberYears) -> Iterator[Task]:
    """[REC-19] A supporting document that was not taken, while its record may still be changed."""
    closing = {year.year.pk: year.span.closes_at for year in years.open}
    refused = Evidence.objects.filter(
        record__member=member, record__deleted_at=None, record__year__in=closing, removed_at=None,
        document__state=DocumentState.REFUSED,
    )  # fmt: skip
    for paper in refused.select_related("record", "document").order_by("pk"):
        yield Task(
            key=f"paper:{paper.pk}", what=f"Replace a document of “{paper.record}”", clause="REC-19",
            why=f"{paper.document.filename}: {paper.document.reason}", due=closing[paper.record.year_id],
            url=reverse("cpd:record", args=[paper.record.uuid]), verb="Open the record",
        )  # fmt: skip


def membership(person: Person, at: datetime) -> Iterator[Task]:
    """[CPD-15b] [TC-4.4a] The declaration of conduct, then the renewal, of the year that can be renewed."""
    today = london.date_of(at)
    if person.member is None:
        yield from _joining(person.user_id)
        return
    try:
        found = terms.position(person.member, today=today)
    except Refused:
        return
    due = _last_day(found, today)
    if found.refusal(today=today) is None:
        yield from _renewal(found, due)
    if found.declaration is not None and found.declaration.verdict == Verdict.QUESTIONED:
        yield _declare(found.days.year, due, "Answer the regulator about your declaration of conduct")


def _last_day(found: Position, today: date) -> date | None:
    """Until when the year is to be paid; in the days of grace the last of those."""
    if found.lapse is not None:
        return None
    return found.days.pay_by if today <= found.days.pay_by else found.days.lapses_on - A_DAY


def _renewal(found: Position, due: date | None) -> Iterator[Task]:
    """The steps that are the member's own."""
    year = found.days.year
    if not found.facts.declared:
        yield _declare(year, due, f"Make your declaration of conduct for {year}")
    if found.facts.undertaken and found.order is not None and found.order.payer.kind == PayerKind.EMPLOYER:
        return
    what = f"Come back to membership for {year}" if found.lapse else f"Renew your membership for {year}"
    yield Task(
        key=f"renewal:{year}", what=what, clause="TC-4.4b" if found.lapse else "TC-4.4a", due=due,
        why="" if found.facts.declared else "After your declaration: the undertaking, then the payment.",
        url=reverse("standing:renewal"), verb="Come back" if found.lapse else "Renew",
    )  # fmt: skip


def _declare(year: int, due: date | None, what: str) -> Task:
    return Task(
        key=f"conduct:{year}", what=what, clause="CPD-15b", due=due, url=reverse("standing:declarations"),
        verb="My declarations",
    )  # fmt: skip


def _joining(user_id: int) -> Iterator[Task]:
    """[TC-4.1b] A request to join that nobody has paid."""
    found = terms.live_joining(user_id)
    order = found.order if found else None
    if found is None or order is None or order.stage != Stage.PLACED or order.payer.kind != PayerKind.BUYER:
        return
    yield Task(
        key=f"joining:{found.pk}", what=f"Pay to join in the grade {found.grade}", clause="TC-4.1b",
        due=order.held_until, url=reverse("shop:pay", args=[order.uuid]), verb="Pay",
    )  # fmt: skip


def asked(person: Person, at: datetime) -> Iterator[Task]:
    """[TC-6.10a] Questions of an officer that are not answered."""
    for one in asking.of_person(person.user_id).filter(stage=AskingStage.OPEN):
        yield Task(
            key=f"asked:{one.pk}", what=f"Answer what we ask you: {one.subject}", clause=one.clause, due=one.due_on,
            url=reverse("asking:one", args=[one.uuid]), verb="Answer",
        )  # fmt: skip


def orders(person: Person, at: datetime) -> Iterator[Task]:
    """[TC-5.5] Orders that this person is to pay. Fees of membership stand with membership; one whose payment is
    being checked waits for us."""
    fees = OrderLine.objects.filter(order=OuterRef("pk")).exclude(purpose="")
    checked = Payment.objects.filter(order=OuterRef("pk"), state=PaymentState.UNKNOWN)
    unpaid = Order.objects.filter(
        Q(stage=Stage.PLACED, held_until__gt=at) | Q(stage=Stage.ACCEPTED, paid_at=None),
        ~Exists(fees), ~Exists(checked), buyer=person.user_id, payer__kind=PayerKind.BUYER,
    )  # fmt: skip
    for order in unpaid.order_by("pk"):
        is_placed = order.stage == Stage.PLACED
        yield Task(
            key=f"order:{order.uuid}", clause="TC-3.1" if is_placed else "TC-9.8.2",
            what=f"Pay your order {order.number}" if order.number else "Finish and pay your order",
            due=order.held_until if is_placed else None, verb="Pay" if is_placed else "See the order",
            url=reverse("shop:pay" if is_placed else "shop:order", args=[order.uuid]),
        )  # fmt: skip


def standing(person: Person, at: datetime) -> Iterator[Task]:
    """[CPD-13] [CPD-14] CPD years whose not-met result has taken benefits away, or is about to."""
    lost = losses_of(person.member.pk, today=london.date_of(at)) if person.member else []
    for one in lost:
        yield Task(
            key=f"loss:{one.label}", what=f"Make good your CPD year {one.label}", has_cost=True,
            why=_lost_since(one) + " Write to the CPD team, who can enter late records.", verb="My standing",
            clause="CPD-14" if one.since else "CPD-13", url=reverse("standing:home"),
        )  # fmt: skip


def _lost_since(one: Loss) -> str:
    if one.since:
        return f"Benefits of membership are lost since {london.in_words(one.since)}."
    return "It was not met. Benefits of membership are lost once an officer has signed that."


SOURCES = (standing, cpd, membership, asked, orders)
