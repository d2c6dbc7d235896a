"""A member's CPD as the officer sees it: find the member, read their years, take a grant back, reopen a closed year."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import act_once, answer_once
from cpd.forms.asking import ReasonForm
from cpd.queries import asking
from cpd.queries import members as queries
from cpd.rules.typed import tidied
from cpd.services import answering, close
from cpd.views.asking import asked
from members.models import Member
from members.queries import grade_on, grade_title

A_PAGE = 30
LONGEST_SEARCH = 100


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Members by number or name."""
    words = tidied(request.GET.get("q", ""))[:LONGEST_SEARCH].strip()
    page = Paginator(queries.search(words), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "cpd/desk/members.html", {"words": words, "page": page, "found": page.object_list})


@require_safe
def one(request: HttpRequest, number: str) -> HttpResponse:
    """One member's years, the newest first."""
    member, at = called(number), london.now()
    held = grade_on(member_id=member.pk, on=london.date_of(at))
    context = {
        "member": member,
        "grade": grade_title(code=held.grade_id, on=london.date_of(at)) if held else None,
        "years": queries.years_at_desk(member, at=at),
        "now": at,
    }
    return render(request, "cpd/desk/member.html", context)


def called(number: str) -> Member:
    """The member of an address. Raises Http404."""
    member = queries.by_number(tidied(number))
    if member is None:
        raise Http404
    return member


def year_of(member: Member, slug: str, *, at: datetime) -> queries.YearAtDesk:
    """A year of this member that has begun. Raises Http404."""
    found = queries.year_at_desk(member, slug, at=at)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, number: str, slug: str) -> HttpResponse:
    """[CPD-10] The review step before a closed year is judged again, and the judging."""
    member, at = called(number), london.now()
    found = year_of(member, slug, at=at)
    to = reverse("cpd:desk_member", args=[number])
    form = ReasonForm(request.POST or None, verb=f"Judge {found.year.label} again", url=to)

    def judge() -> str:
        reason = form.cleaned_data["reason"]
        result = close.judge_again(member=member, year=found.year, reason=reason, by=request.user, at=at)
        messages.success(request, f"Judged again: {result.get_outcome_display()}. Both results are kept.")
        return to

    if request.method == "POST" and form.is_valid():
        url = answer_once(request, form, judge, scope="cpd.reopen", field="reason")
        if url:
            return redirect(url)
    context = {
        "member": member, "found": found, "form": form, "year": found.year,
        "now_comes_to": queries.would_come_to(member, found.year, at=at),
    }  # fmt: skip
    return render(request, "cpd/desk/reopen.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, number: str, kind: str, pk: int) -> HttpResponse:
    """[CPD-11a] The review step before something granted is taken back, and the taking back."""
    member, at, ask = called(number), london.now(), asked(kind)
    relief = asking.RELIEFS[ask].objects.select_related("year").filter(pk=pk, member=member).first()
    if relief is None:
        raise Http404
    to = reverse("cpd:desk_member", args=[number])
    form = ReasonForm(request.POST or None, verb="Take it back", url=to)

    if request.method == "POST" and form.is_valid():
        url = act_once(
            request, form,
            lambda: answering.take_back_grant(
                ask=ask, relief_id=pk, reason=form.cleaned_data["reason"], by=request.user, at=at
            ),
            said=f"Taken back. {member.full_name} is written to.", to=to, scope="cpd.take_back_grant", field="reason",
        )  # fmt: skip
        if url:
            return redirect(url)
    context = {"member": member, "relief": relief, "year": relief.year, "what": ask.label, "form": form}
    return render(request, "cpd/desk/take_back.html", context)
