"""Joining: asked for and paid by a person, decided by an officer [TC-4.1b]."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.rulebook.refusal import Refusal, Refused, refuse_if_any
from members import queries as people
from members.models import Member, User
from members.services import enrol
from shop import events
from shop.enums import Stage
from shop.models import Order, OrderLine
from shop.queries.payments import money_given_at
from shop.services import billing, not_admitted
from shop.services.billing import BillTo
from standing.enums import FeeKind, NotAdmitted, RenewalKind
from standing.models import Joining, MembershipYear, Renewal, Term
from standing.queries import earlier, member_rules, terms
from standing.queries.conduct import covers, declaration_of
from standing.queries.fees import price_list
from standing.rules import fees, renewing
from standing.rules.fees import Sum, term_days
from standing.services.renewals import fees_of

PURPOSE = "joining"
RECEIVED, ADMITTED, REFUSED = "standing.joining_received", "standing.admitted", "standing.not_admitted"
NUMBERS = 90_000_000


def cost(*, grade: str, at: datetime) -> Sum:
    """[TC-5.5] What joining in a grade costs on the day of `at`. Raises Refused where a fee is not set."""
    today = london.date_of(at)
    prices = price_list(on=today).prices(grade=grade, reduced=False)
    name = people.grade_title(code=grade, on=today).name
    return fees.joining(prices, grade=name, year=today.year, registered_on=today)


def ask(*, user: User, grade: str, payer: BillTo, seen_pence: int, at: datetime) -> Order:
    """[TC-4.1] [TC-4.1b] Asks to be admitted: undertakes to follow the rules, and bills registration and subscription.

    Raises Refused for who may not join, without a declaration of conduct, and for a sum that was not the one seen.
    """
    today = london.date_of(at)
    with transaction.atomic(), because(user_id=user.pk, why="standing.ask_to_join"):
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        declared = declaration_of(user_id=user.pk, year=today.year)
        asked = cost(grade=grade, at=at)
        refusals = [
            _may_join(user),
            renewing.may_undertake(renewing.Facts(declared=covers(declared, grade=grade, today=today))),
            billing.changed_sum(seen_pence=seen_pence, pence=asked.pence),
        ]
        refuse_if_any(filter(None, refusals))
        year = MembershipYear.objects.get(year=today.year)
        made = Joining.objects.create(
            user=user, grade_id=grade, year=year, asked_at=at, declaration=declared, undertaken_at=at
        )
        made.rules.set(member_rules.newest(today=today))
        lines = fees_of(about=made, asked=asked, whom=user, purpose=PURPOSE)
        made.order = billing.bill_together(buyer=user, fees=lines, payer=payer, at=at)
        made.save(update_fields=["order"])
        return made.order


def _may_join(user: User) -> Refusal | None:
    member = people.member_of(user_id=user.pk)
    return renewing.may_join(
        is_member=member is not None,
        has_lapsed=member is not None and terms.live_lapse(member.pk) is not None,
        waits=terms.live_joining(user.pk) is not None,
    )


def give_up(*, joining_id: int, by: User, at: datetime) -> None:
    """Ends a request that is not paid. Raises Refused for one that is, or whose invoice an employer has."""
    with transaction.atomic(), because(user_id=by.pk, why="standing.give_up_joining"):
        found = _live(joining_id)
        if found.cleared_at is not None or (found.order is not None and found.order.stage == Stage.ACCEPTED):
            raise Refused.because("TC-4.1b", "This is paid or invoiced. An officer decides about it.")
        if found.order_id and not billing.let_go(order_id=found.order_id, at=at):
            raise Refused.because("TC-4.4", "Your payment is still being checked. Look again in a few minutes.")
        found.given_up_at = at
        found.save(update_fields=["given_up_at"])


def line_paid(told: events.LinePaid) -> None:
    """[TC-4.1b] What the shop tells of a paid line: a request whose fees are paid is for an officer to decide."""
    what, _, rest = told.purpose.partition(":")
    if what != PURPOSE:
        return
    found = Joining.objects.select_for_update(of=("self",)).select_related("user").get(pk=int(rest.partition(":")[0]))
    if found.cleared_at is None:
        order_id = OrderLine.objects.values_list("order_id", flat=True).get(pk=told.line_id)
        found.cleared_at = min(money_given_at(order_id) or told.at, told.at)
        found.save(update_fields=["cleared_at"])
        _tell(RECEIVED, found, at=told.at)


def admit(*, joining_id: int, told_apart: str = "", by: User, at: datetime) -> Member:
    """[TC-4.1b] Admits somebody whose fees are paid: a membership with its number, grade and first term.

    Raises Refused for somebody who may have a number already, unless `told_apart` says how the officer knows better.
    """
    with transaction.atomic(), because(user_id=by.pk, why="standing.admit"):
        found = _of_another(joining_id, by)
        if found.cleared_at is None:
            raise Refused.because("TC-4.1b", "The fees are not paid yet. Decide once they are.")
        if people.member_of(user_id=found.user_id) is not None:
            raise Refused.because("TC-4.1b", "This person has become a member in the meantime.")
        _tell_apart(found, told_apart.strip(), at=at)
        member = _make_member(found, at=at)
        renewal = Renewal.objects.create(
            member=member, year=found.year, kind=RenewalKind.JOINING, begun_at=found.asked_at, order=found.order,
            declaration=found.declaration, undertaken_at=found.undertaken_at, cleared_at=found.cleared_at,
        )  # fmt: skip
        renewal.rules.set(found.rules.all())
        # What was paid for begins with the day of asking, from whose month the subscription was worked out.
        begins, ends = term_days(year=found.year_id, first=london.date_of(found.asked_at))
        Term.objects.create(member=member, year=found.year, renewal=renewal, from_date=begins, until_date=ends)
        found.renewal, found.decided_at, found.decided_by = renewal, at, by
        found.save(update_fields=["renewal", "decided_at", "decided_by", "told_apart"])
        _tell(ADMITTED, found, at=at)
        return member


def _tell_apart(found: Joining, words: str, *, at: datetime) -> None:
    """Keeps how the officer knows that this is a new person. Raises Refused where they do not say."""
    like = [one.member.number for one in earlier.of(found.user, today=london.date_of(at))]
    refuse_if_any(filter(None, [renewing.may_admit(like=like, told_apart=words)]))
    found.told_apart = words if like else ""


def refuse(*, joining_id: int, reason: str, why: str, by: User, at: datetime) -> Joining:
    """[TC-4.1b] Does not admit somebody, for a coded reason and in words they read: the subscription goes back, the fee
    for registering stays. Raises Refused without words, and for a request that was decided."""
    with transaction.atomic(), because(user_id=by.pk, why="standing.not_admit"):
        found = _of_another(joining_id, by)
        if not why.strip():
            raise Refused.because("TC-4.1b", "Say why: the person reads it.")
        found.reason, found.why = NotAdmitted(reason), why.strip()
        found.decided_at, found.decided_by = at, by
        found.save(update_fields=["reason", "why", "decided_at", "decided_by"])
        _subscription_back(found, by=by, at=at)
        _tell(REFUSED, found, at=at)
        return found


def _subscription_back(found: Joining, *, by: User, at: datetime) -> None:
    if found.order is None:
        return
    if found.order.stage != Stage.ACCEPTED:
        billing.let_go(order_id=found.order.pk, at=at)
        return
    paid = OrderLine.objects.filter(purpose=f"{PURPOSE}:{found.pk}:{FeeKind.SUBSCRIPTION.value}")
    for line_id in paid.values_list("pk", flat=True):
        not_admitted.give_back(line_id=line_id, why=found.get_reason_display(), by=by, at=at)


def _of_another(joining_id: int, by: User) -> Joining:
    """The request, held, for an officer to decide. Raises Refused for their own, too."""
    found = _live(joining_id)
    if found.user_id == by.pk:
        raise Refused.because("TC-4.1b", "This is your own request: another officer decides.")
    return found


def _live(joining_id: int) -> Joining:
    """The request, held. Raises Refused where it was decided or given up."""
    related = Joining.objects.select_for_update(of=("self",)).select_related("order__payer", "user", "year")
    found = related.get(pk=joining_id)
    if found.decided_at is not None or found.given_up_at is not None:
        raise Refused.because("TC-4.1b", "This request has been decided or given up. Look at it again.")
    return found


def _make_member(found: Joining, *, at: datetime) -> Member:
    return enrol(user=found.user, number=_number(), grade_id=found.grade_id, on=london.date_of(at))


def _number() -> str:
    """A number that nobody has: it says nothing about the member."""
    while True:
        number = f"{10_000_000 + secrets.randbelow(NUMBERS)}"
        if not Member.objects.filter(number=number).exists():
            return number


def _tell(kind: str, found: Joining, *, at: datetime) -> None:
    correspondence.queue(
        kind=kind, to_user_id=found.user_id, to_name=str(found.user), to_email=found.user.email,
        context={"joining": found.pk}, dedupe_key=f"{kind}:{found.pk}", at=at,
    )  # fmt: skip
