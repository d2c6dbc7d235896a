"""The membership officer's desk: who has not renewed, an employer's invoice, requests to join, rules that changed."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import act_once, answer_once
from cilexportal.foundation.idempotency.web import typed_fields
from cilexportal.foundation.rulebook.refusal import Refused
from cilexportal.foundation.ui.fields import without_nul
from cilexportal.foundation.ui.forms import NoQuestion
from shop.models import OrderLine
from standing.forms.renewals import ADMIT, DecideForm, EmployerForm, FindForm
from standing.models import EmployerPays, Joining, MemberRule, MembershipYear
from standing.queries import earlier, terms, unpaid
from standing.queries.unpaid import Due
from standing.services import announcing, employers, joining

A_PAGE = 25
LATEST = 10
POSTABLE = ["GET", "HEAD", "POST"]


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """[TC-4.4a] Who has not paid for a year, what an officer has to see to, and the latest employers' invoices."""
    today = london.today()
    years = list(MembershipYear.objects.filter(opens_on__lte=today).values_list("year", flat=True))
    form = FindForm(request.GET, years=years)
    said: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    year = _year(said.get("year"))
    members = unpaid.members_of(year, words=without_nul(said.get("q") or ""))
    page = Paginator(members, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "year": year,
        "stage": terms.renewing.stage(terms.days_of(year), today=today).name,
        "page": page,
        "rows": unpaid.dues(page.object_list, year=year, today=today),
        "certificates": unpaid.certificates_after_lapse()[:A_PAGE],
        "late": unpaid.paid_too_late()[:A_PAGE],
        "waiting": unpaid.joinings().count(),
        "invoices": EmployerPays.objects.select_related("order").order_by("-made_at")[:LATEST],
        "today": today,
    }
    return render(request, "standing/desk/renewals.html", context)


def _year(number: int | None) -> MembershipYear:
    """The year that was asked for, else the one that is open. Raises Http404 without one."""
    if number is not None:
        return get_object_or_404(MembershipYear, pk=number)
    try:
        return terms.year_in_view(today=london.today(), returning=False)
    except Refused as no:
        raise Http404 from no


@require_http_methods(POSTABLE)
def employer(request: HttpRequest) -> HttpResponse:
    """[TC-5.5] An invoice for many: typed, looked through with a sum for each member, then billed."""
    form = EmployerForm(request.POST or None)
    if request.method != "POST" or not form.is_valid() or "change" in request.POST:
        return render(request, "standing/desk/employer.html", {"form": form})
    year = _year(None)
    named = unpaid.by_number(form.cleaned_data["numbers"])
    unknown = [number for number in form.cleaned_data["numbers"] if number not in named]
    due = unpaid.dues(
        sorted(named.values(), key=lambda member: member.sort_name), year=year, today=london.today(),
        certificates=form.cleaned_data["certificates"],
    )  # fmt: skip
    said = [str(refusal) for refusal in employers.problems(due=due, year=year, at=london.now())]
    said += [f"Nobody has the number {number}." for number in unknown]
    for sentence in said:
        form.add_error("numbers", sentence)
    if not said and "confirm" in request.POST and (url := _bill(request, form, due, year.year)):
        return redirect(url)
    if form.errors:
        return render(request, "standing/desk/employer.html", {"form": form})
    typed = [(name, value) for name, values in typed_fields(request.POST).items() for value in values]
    context = {
        "due": due, "year": year, "typed": [(name, value) for name, value in typed if name != "seen_pence"],
        "payer": form.bill_to(email=""), "pence": sum(one.pence or 0 for one in due),
    }  # fmt: skip
    return render(request, "standing/desk/employer_review.html", context)


def _bill(request: HttpRequest, form: EmployerForm, due: list[Due], year: int) -> str:
    """Bills the employer, once, and gives the address of the invoice's page; empty where it was refused."""

    def bill() -> str:
        made = employers.enter(
            members=[one.member for one in due], year=year, payer=form.bill_to(email=""),
            certificates=form.cleaned_data["certificates"], seen_pence=form.cleaned_data["seen_pence"],
            by=request.user, at=london.now(),
        )  # fmt: skip
        messages.success(request, "The employer is billed, and each member is told.")
        return reverse("standing_desk:invoice", args=[made.uuid])

    return answer_once(request, form, bill, scope="standing.employer", field="numbers")


@require_safe
def invoice(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[TC-5.5] Which members an employer pays for, and how each of them stands."""
    found = get_object_or_404(EmployerPays.objects.select_related("order__payer"), uuid=uuid)
    renewals = found.renewals.select_related("member", "term").order_by("member__sort_name")
    page = Paginator(renewals, A_PAGE).get_page(request.GET.get("page"))
    lines = OrderLine.objects.filter(order=found.order, beneficiary__in=[one.member.user_id for one in page])
    pence: dict[int | None, int] = {}
    for user_id, sum_ in lines.values_list("beneficiary_id", "pence"):
        pence[user_id] = pence.get(user_id, 0) + sum_
    rows = [(one, pence.get(one.member.user_id, 0)) for one in page]
    return render(request, "standing/desk/invoice.html", {"found": found, "page": page, "rows": rows})


@require_safe
def joinings(request: HttpRequest) -> HttpResponse:
    """[TC-4.1b] Requests to join that wait for a decision."""
    page = Paginator(unpaid.joinings(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "standing/desk/joinings.html", {"page": page, "today": london.today()})


@require_http_methods(POSTABLE)
def joining_one(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[TC-4.1b] One request, and the decision."""
    related = Joining.objects.select_related("user", "grade", "order", "declaration", "renewal__member", "decided_by")
    found = get_object_or_404(related, uuid=uuid)
    open_still = found.decided_at is None and found.given_up_at is None
    like = earlier.of(found.user, today=london.today()) if open_still else []
    form = DecideForm(request.POST or None, like=bool(like))
    if request.method == "POST" and form.is_valid():
        admits = request.POST.get("do") == ADMIT
        said = "Admitted. The member is told." if admits else "Not admitted. The subscription goes back."
        url = act_once(request, form, lambda: _decide(request, found, form, admits=admits), said=said, to=request.path)
        if url:
            return redirect(url)
    lines = found.order.lines.all() if found.order else ()
    grade = terms.people.grade_title(code=found.grade_id, on=london.today())
    context = {"found": found, "form": form, "lines": lines, "grade": grade, "like": like}
    return render(request, "standing/desk/joining.html", context)


def _decide(request: HttpRequest, found: Joining, form: DecideForm, *, admits: bool) -> None:
    said = form.cleaned_data
    if admits:
        told_apart = said.get("told_apart", "")
        joining.admit(joining_id=found.pk, told_apart=told_apart, by=request.user, at=london.now())
        return
    joining.refuse(joining_id=found.pk, reason=said["reason"], why=said["why"], by=request.user, at=london.now())


@require_http_methods(POSTABLE)
def rules(request: HttpRequest) -> HttpResponse:
    """[TC-4.1a] The rules of members in all their versions, and the notice of a new one to every member."""
    form = NoQuestion(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number = request.POST.get("rule", "")
        rule = MemberRule.objects.filter(pk=int(number) if number.isascii() and number.isdecimal() else 0).first()
        if rule is None:
            return redirect(request.path)
        url = act_once(
            request, form, lambda: announcing.announce(rule_id=rule.pk, by=request.user, at=london.now()),
            said="Every member is written to.", to=request.path,
        )  # fmt: skip
        if url:
            return redirect(url)
    return render(request, "standing/desk/rules.html", {"form": form, "rules": MemberRule.objects.all()})
