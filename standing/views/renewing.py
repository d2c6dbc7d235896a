"""A member's renewal: what it costs, the steps in their order, and the way to the payment."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import act_once, answer_once, press_once
from cilexportal.foundation.rulebook.refusal import Refused
from members import queries as people
from members.models import Member
from shop.enums import Stage as OrderStage
from shop.payer import PayerForm
from standing.enums import FeeKind
from standing.forms.renewals import UndertakeForm
from standing.queries import member_rules, terms
from standing.queries.terms import Position
from standing.rules import renewing
from standing.rules.renewing import Step
from standing.services import renewals
from standing.views.acting import declare_url

POSTABLE = ["GET", "HEAD", "POST"]
TITLES = {
    Step.DECLARE: "Declare your conduct",
    Step.UNDERTAKE: "Undertake to follow the rules of members",
    Step.PAY: "Renew and pay",
}
STATES = {"done": ("Done", "green"), "now": ("To do", "blue"), "later": ("Not yet", "grey")}
CERTIFICATE = "certificate"


def member_of(request: HttpRequest) -> Member:
    """The signed-in member. Raises Http404."""
    member = people.member_of(user_id=request.user.pk) if request.user.pk else None
    if member is None:
        raise Http404
    return member


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """[TC-4.4a] Where the member stands, what the year costs and what is to be done for it."""
    today, member = london.today(), member_of(request)
    try:
        found = terms.position(member, today=today)
    except Refused as no:
        return render(request, "standing/renewal/home.html", {"refusal": no.refusals[0], "today": today})
    context = {
        "now": london.now(),
        "today": today,
        "found": found,
        "refusal": found.refusal(today=today),
        "stage": renewing.stage(found.days, today=today).name,
        "tasks": tasks(found, today=today),
        "sells_certificate": found.facts.paid and _sells_certificate(found),
        "bindings": member_rules.bindings(member, today=today),
        **_cost(found, certificate=bool(found.renewal and found.renewal.wants_certificate)),
    }
    return render(request, "standing/renewal/home.html", context)


def _sells_certificate(found: Position) -> bool:
    """Whether the certificate of the year has a fee of its own that is not paid."""
    cleared = found.renewal is not None and found.renewal.certificate_cleared_at is not None
    return bool(found.prices.pence.get(FeeKind.CERTIFICATE)) and not cleared


def _cost(found: Position, *, certificate: bool) -> dict[str, Any]:
    """The sum, or why there is none."""
    if found.facts.paid or not found.grade:
        return {}
    try:
        return {"asked": found.sum(certificate=certificate)}
    except Refused as no:
        return {"no_sum": no.refusals[0]}


def tasks(found: Position, *, today: date) -> list[dict[str, str]]:
    """The steps as the list of tasks shows them: the one that is next has the link."""
    urls = {
        Step.DECLARE: declare_url(found.days.year), Step.UNDERTAKE: reverse("standing:undertake"),
        Step.PAY: reverse("standing:pay"),
    }  # fmt: skip
    blocked = found.refusal(today=today) is not None and not found.facts.paid
    rows = []
    for step, state in renewing.steps(found.facts):
        status, colour = STATES[state]
        order = found.order
        if step == Step.PAY and state == "now" and order is not None and order.stage == OrderStage.ACCEPTED:
            status, colour = "With the employer", "amber"
        link = state == "now" and not (blocked and step == Step.PAY)
        rows.append({"title": TITLES[step], "status": status, "colour": colour, "url": urls[step] if link else ""})
    return rows


@require_http_methods(POSTABLE)
def undertake(request: HttpRequest) -> HttpResponse:
    """[TC-4.1] The rules with their versions, and the tick."""
    member, at = member_of(request), london.now()
    form = UndertakeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        url = act_once(
            request, form, lambda: renewals.undertake(member_id=member.pk, by=request.user, at=at),
            said="We have your undertaking.", to=reverse("standing:renewal"),
        )  # fmt: skip
        if url:
            return redirect(url)
    context = {"form": form, "rules": member_rules.newest(today=london.date_of(at))}
    return render(request, "standing/renewal/undertake.html", context)


@require_http_methods(POSTABLE)
def pay(request: HttpRequest) -> HttpResponse:
    """[TC-5.5] The sum as it will be billed, whether a certificate is wanted, and who pays."""
    member, today = member_of(request), london.today()
    try:
        found = terms.position(member, today=today)
        # The choice stands in the address, which the form is posted to as well.
        wants = request.GET.get(CERTIFICATE) == "yes" and found.may_certify()
        asked = found.sum(certificate=wants)
    except Refused as no:
        messages.error(request, str(no.refusals[0]))
        return redirect("standing:renewal")
    refusal = found.refusal(today=today) or renewing.may_pay(found.facts)
    if refusal is not None:
        messages.error(request, str(refusal))
        return redirect("standing:renewal")
    form = PayerForm(request.POST or None, pence=asked.pence, verb="Renew", name=member.full_name)
    if request.method == "POST" and form.is_valid():
        url = _pay(request, form, member, certificate=wants)
        if url:
            return redirect(url)
    context = {"form": form, "found": found, "asked": asked, "wants": wants, "today": today}
    return render(request, "standing/renewal/pay.html", context)


def _pay(request: HttpRequest, form: PayerForm, member: Member, *, certificate: bool) -> str:
    """Bills the year, and gives the address of the payment; empty where it was refused, which the form says."""

    def pay() -> str:
        order = renewals.pay(
            member_id=member.pk, payer=form.bill_to(email=request.user.email), certificate=certificate,
            seen_pence=form.cleaned_data["seen_pence"], by=request.user, at=london.now(),
        )  # fmt: skip
        return reverse("shop:pay", args=[order.uuid]) if order else reverse("standing:renewal")

    return answer_once(request, form, pay, scope="standing.pay")


@require_POST
def give_up(request: HttpRequest) -> HttpResponse:
    """[TC-4.4a] Gives up the renewal that is under way; the term that runs stays."""
    member, at = member_of(request), london.now()
    found, home_url = terms.position(member, today=london.date_of(at)), reverse("standing:renewal")
    if found.renewal is None:
        return redirect(home_url)
    pk = found.renewal.pk
    return press_once(
        request, lambda: renewals.give_up(renewal_id=pk, by=request.user, at=at),
        said="You have given this renewal up. Your present membership is untouched.", to=home_url,
        scope="standing.give_up_renewal",
    )  # fmt: skip
