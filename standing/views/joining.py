"""Asking to be admitted as a member, and how that request stands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import answer_once, press_once
from cilexportal.foundation.rulebook.refusal import Refused
from members import queries as people
from standing.forms.renewals import JoinForm
from standing.models import Joining
from standing.queries import member_rules, terms
from standing.queries.conduct import covers, declaration_of
from standing.queries.fees import price_list
from standing.services import joining
from standing.views.acting import declare_url


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """[TC-4.1b] The grades with what each costs; once one is chosen, the sum and the form; later, how it stands."""
    today, user = london.today(), request.user
    found = terms.last_joining(user.pk)
    if found is not None or people.member_of(user_id=user.pk) is not None:
        return render(request, "standing/renewal/joined.html", {"found": found, "state": _state(found)})
    titles = people.grade_titles(on=today)
    grades = [(code, titles[code].name) for code in price_list(on=today).grades() if code in titles]
    chosen = (request.POST if request.method == "POST" else request.GET).get("grade", "")
    made = declaration_of(user_id=user.pk, year=today.year)
    declared = covers(made, grade=chosen, today=today) if chosen else made is not None
    context = {
        "today": today, "chosen": chosen, "declare_url": declare_url(today.year, grade=chosen), "declared": declared,
        "grades": sorted(((code, name, _first(code)) for code, name in grades), key=lambda one: one[1]),
    }  # fmt: skip
    if chosen not in dict(grades):
        return render(request, "standing/renewal/grades.html", context)
    asked = joining.cost(grade=chosen, at=london.now())
    form = JoinForm(
        request.POST or None, pence=asked.pence, verb="Ask to join", name=user.full_name, initial={"grade": chosen}
    )
    if request.method == "POST" and form.is_valid() and (url := _ask(request, form)):
        return redirect(url)
    rules = member_rules.newest(today=today)
    return render(
        request, "standing/renewal/join.html",
        {**context, "asked": asked, "form": form, "grade": titles[chosen], "rules": rules},
    )  # fmt: skip


def _first(grade: str) -> int | None:
    """What joining in a grade costs now, in pence; None where a fee is not set."""
    try:
        return joining.cost(grade=grade, at=london.now()).pence
    except Refused:
        return None


def _state(found: Joining | None) -> str:
    """How a request stands, for the page."""
    if found is None:
        return "member"
    if found.decided_at is not None:
        return "refused" if found.reason else "member"
    return "decide" if found.cleared_at is not None else "pay"


def _ask(request: HttpRequest, form: JoinForm) -> str:
    """Asks, once, and gives the address of the payment; empty where it was refused, which the form says."""

    def ask() -> str:
        order = joining.ask(
            user=request.user, grade=form.cleaned_data["grade"], seen_pence=form.cleaned_data["seen_pence"],
            payer=form.bill_to(email=request.user.email), at=london.now(),
        )  # fmt: skip
        return reverse("shop:pay", args=[order.uuid]) if order else reverse("standing:join")

    return answer_once(request, form, ask, scope="standing.join")


@require_POST
def give_up(request: HttpRequest) -> HttpResponse:
    """Gives up the request that is not paid."""
    found, to = terms.live_joining(request.user.pk), reverse("standing:join")
    if found is None:
        return redirect(to)
    pk = found.pk
    return press_once(
        request, lambda: joining.give_up(joining_id=pk, by=request.user, at=london.now()),
        said="You have given your request up. Nothing is charged.", to=to, scope="standing.give_up_joining",
    )  # fmt: skip
