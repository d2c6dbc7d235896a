"""Loads the demo's membership: this year is paid, a firm pays three for the next, and Jo asks to join."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from cilexportal.demo import shop
from cilexportal.foundation import london
from members.models import Member
from shop.services.billing import BillTo
from standing.enums import Statement, Verdict
from standing.models import ConductForm, Declaration, MembershipYear, Term
from standing.queries import terms, unpaid
from standing.services import employers, joining

HOME: dict[str, Any] = {"line_1": "12 Example Lane", "town": "Bedford", "postcode": "MK42 7AB"}
OFFICE: dict[str, Any] = {"line_1": "4 Market Row", "town": "Leeds", "postcode": "LS1 4AP"}
JOINS = "paralegal"
PAID_FOR = 3


@transaction.atomic
def load(*, at: datetime) -> bool:
    """Loads terms, an employer's invoice and a request to join; False where they are there, or the year is not known.

    The demo's people and its shop have to be.
    """
    today = london.date_of(at)
    year = MembershipYear.objects.filter(year=today.year).first()
    if year is None or Term.objects.exists():
        return False
    begins, ends = date(year.year, 1, 1), date(year.year + 1, 1, 1)
    paid = [Term(member=member, year=year, from_date=begins, until_date=ends) for member in Member.objects.all()]
    Term.objects.bulk_create(paid)
    a_firm_pays_for_three(at - timedelta(days=3))
    jo_asks_to_join(at - timedelta(days=2))
    return True


def a_firm_pays_for_three(at: datetime) -> None:
    """Dev has billed a firm for the year that is open, which has not paid yet."""
    year = terms.year_in_view(today=london.date_of(at), returning=False)
    members = list(Member.objects.filter(number__startswith="002").order_by("number")[:PAID_FOR])
    if year.opens_on > london.date_of(at) or year.year == london.date_of(at).year:
        return
    firm = BillTo(
        name="Accounts", email="accounts@marlow-finch.example.org", organisation="Marlow & Finch Solicitors",
        purchase_order="PO-2311", by_transfer=True, **OFFICE,
    )  # fmt: skip
    dues = unpaid.dues(members, year=year, today=london.date_of(at))
    pence = sum(one.pence or 0 for one in dues)
    dev = shop.person("dev")
    employers.enter(members=members, year=year.year, payer=firm, certificates=False, seen_pence=pence, by=dev, at=at)


def jo_asks_to_join(at: datetime) -> None:
    """Jo has declared, undertaken and paid: an officer has to decide."""
    jo, form = shop.person("jo"), ConductForm.objects.order_by("-from_date").first()
    Declaration.objects.create(
        user=jo, year=london.date_of(at).year, form=form, statement=Statement.ANSWERS, spent=False,
        discloses=False, signed_name=jo.full_name, made_at=at, verdict=Verdict.ACCEPTED, decided_at=at,
    )  # fmt: skip
    pence = joining.cost(grade=JOINS, at=at).pence
    payer = BillTo(name=jo.full_name, email=jo.email, **HOME)
    order = joining.ask(user=jo, grade=JOINS, payer=payer, seen_pence=pence, at=at)
    assert order is not None, "joining costs something"
    shop.pay(order, at=at)
