"""A person's declarations of prior conduct: choose a statement, answer, check, sign; and what was declared before."""

from __future__ import annotations

import uuid as uuids

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import act_once
from cilexportal.foundation.idempotency.web import shown_to_copy
from members import queries as people
from standing.enums import Statement
from standing.forms.conduct import CHANGE, DECLARE, YES, QuestionsForm, SignForm, names
from standing.queries import conduct as queries
from standing.queries.conduct import Sheet
from standing.queries.fees import price_list
from standing.rules import conduct as rules
from standing.services import conduct, reading

POSTABLE = ["GET", "HEAD", "POST"]


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """[CPD-15b] What this person has declared, year by year, and the years that can be declared for."""
    today = london.today()
    made = list(queries.own(request.user.pk))
    done = {one.year for one in made if one.superseded_at is None}
    context = {
        "made": made,
        "years": [(year, year in done) for year in queries.years_of(today)],
        "is_member": people.member_of(user_id=request.user.pk) is not None,
    }
    return render(request, "standing/conduct/mine.html", context)


@shown_to_copy
@sensitive_post_parameters()
@require_http_methods(POSTABLE)
def declare(request: HttpRequest, year: int) -> HttpResponse:
    """[CPD-15b] The declaration of a calendar year, a step at a time; nothing is stored before it is signed."""
    today = london.today()
    grade = _grade(request)
    sheet = queries.sheet(user_id=request.user.pk, year=year, today=today, grade=grade)
    if sheet is None or rules.may_declare(year=year, today=today, open_years=queries.open_years(today)):
        raise Http404
    statement = request.GET.get("statement", "")
    if statement not in dict(sheet.statements):
        return render(request, "standing/conduct/start.html", {"sheet": sheet, "grade": grade})
    if statement == Statement.NOTHING_NEW:
        return _nothing_new(request, sheet)
    return _answers(request, sheet, grade=grade)


def _grade(request: HttpRequest) -> str:
    """The grade that somebody who is no member wants to join in; empty for a member and for an unknown one."""
    wanted = request.GET.get("grade", "")
    if not wanted or people.member_of(user_id=request.user.pk) is not None:
        return ""
    return wanted if wanted in price_list(on=london.today()).grades() else ""


def _nothing_new(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Statement A: what it says, the questions it is about, and the name."""
    form = SignForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (url := _send(request, form, sheet, {})):
        return redirect(url)
    context = {"sheet": sheet, "form": form, "before": queries.own(request.user.pk).filter(superseded_at=None)}
    return render(request, "standing/conduct/nothing_new.html", context)


def _answers(request: HttpRequest, sheet: Sheet, *, grade: str) -> HttpResponse:
    """Statement B: the questions, then the answers once more with the name."""
    posted = request.method == "POST"
    form = QuestionsForm(sheet.questions, request.POST if posted else None)
    do = request.POST.get("do", "")
    if not posted or not form.is_valid() or do == CHANGE:
        return render(request, "standing/conduct/questions.html", {"sheet": sheet, "form": form})
    carried = {name: form.cleaned_data[name] for one in sheet.questions for name in names(one.number)}
    sign = SignForm(request.POST if do == DECLARE else None, carried=carried)
    if do == DECLARE and sign.is_valid() and (url := _send(request, sign, sheet, form.answers(), grade=grade)):
        return redirect(url)
    rows = [(one, carried[names(one.number)[0]] == YES, carried[names(one.number)[1]]) for one in sheet.questions]
    return render(request, "standing/conduct/check.html", {"sheet": sheet, "form": sign, "rows": rows})


def _send(
    request: HttpRequest, form: SignForm, sheet: Sheet, answers: dict[int, str | None], *, grade: str = ""
) -> str:
    """Makes the declaration, once; the address to go on to, empty where it was refused."""
    statement = Statement.ANSWERS if answers else Statement.NOTHING_NEW
    said = f"You have declared for {sheet.year}."
    return act_once(
        request, form,
        lambda: conduct.declare(
            user=request.user, year=sheet.year, statement=statement, answers=answers, grade=grade,
            signed_name=form.cleaned_data["signed_name"], at=london.now(),
        ),
        said=said, to=reverse("standing:declarations"),
    )  # fmt: skip


@require_http_methods(POSTABLE)
def one(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[LAW-ART10] One's own declaration; what was disclosed in it is shown only when asked for."""
    found = get_object_or_404(queries.own(request.user.pk), uuid=uuid)
    opened = None
    if request.method == "POST":
        opened = reading.open_own(declaration_id=found.pk, by=request.user, at=london.now())
    return render(request, "standing/conduct/one.html", {"found": found, "opened": opened})
