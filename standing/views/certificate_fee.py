"""Paying for a practising certificate by itself, once the year is paid for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import answer_once
from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from members.models import Member
from shop.payer import PayerForm
from standing.enums import FeeKind
from standing.permissions import member_of
from standing.queries import terms
from standing.queries.standing import facts_of_one
from standing.queries.terms import Position
from standing.rules import renewing
from standing.rules.fees import Sum
from standing.rules.lights import lights
from standing.services import renewals


@require_http_methods(["GET", "HEAD", "POST"])
def buy(request: HttpRequest) -> HttpResponse:
    """[CPD-15a] [TC-5.5] What the certificate of the year costs, what it needs besides, and who pays."""
    member, today = member_of(request.user), london.today()
    try:
        found = terms.position(member, today=today)
        context = _offer(found, today)
    except Refused as no:
        messages.info(request, str(no.refusals[0]))
        return redirect("standing:renewal")
    pence = context["asked"].pence
    form = PayerForm(request.POST or None, pence=pence, verb="Go on to pay", name=member.full_name)
    if request.method == "POST" and form.is_valid() and (url := _bill(request, form, member)):
        return redirect(url)
    return render(request, "standing/renewal/certificate.html", {**context, "form": form, "found": found})


def _offer(found: Position, today: date) -> dict[str, Any]:
    """The sum, the lights that money does not turn green, and an order that waits. Raises Refused if none is sold."""
    facts = facts_of_one(found.member.pk, today)
    paid = facts.paid(found.days.year)
    is_paid = paid.certificate or paid.certificate_included
    refuse_if_any(filter(None, [renewing.may_buy_certificate(found.days, found.facts, paid=is_paid)]))
    shown = lights(facts, year=found.days.year, today=today)
    fee = FeeKind.CERTIFICATE
    purpose = renewals.purpose_of(about=found.renewal, kind=fee) if found.renewal else ""
    return {
        "asked": Sum(lines=(found.certificate_line(),)),
        "waiting": [lit for lit in (shown.cpd, shown.conduct) if not lit.is_green],
        "order": terms.order_of(purpose) if purpose else None,
    }


def _bill(request: HttpRequest, form: PayerForm, member: Member) -> str:
    """Bills the fee, and gives the address of the payment; empty where it was refused, which the form says."""

    def bill() -> str:
        order = renewals.want_certificate(
            member_id=member.pk, payer=form.bill_to(email=request.user.email),
            seen_pence=form.cleaned_data["seen_pence"], by=request.user, at=london.now(),
        )  # fmt: skip
        return reverse("shop:pay", args=[order.uuid]) if order else reverse("standing:home")

    return answer_once(request, form, bill, scope="standing.buy_certificate")
