"""Late records typed in by an officer: one page to type them, one to look them through, then entered all at once."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import answer_once
from cilexportal.foundation.idempotency.web import typed_fields
from cilexportal.foundation.ui.words import counted
from cpd.forms.late import CHECK, ENTER, EntryForm, WhyForm, blocks
from cpd.models import CpdYear
from cpd.queries.late import LateYear
from cpd.services import late as services
from cpd.services.late import MOST_AT_ONCE
from cpd.views.desk_members import called, year_of
from members.models import Member


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, number: str, slug: str) -> HttpResponse:
    """[CPD-16f] Types, checks and enters late records of one member's year."""
    member, at = called(number), london.now()
    found = year_of(member, slug, at=at)
    late = LateYear.of(member, found.year, at=at)
    data = request.POST or None
    why, entries = WhyForm(data), blocks(data, late=late)
    context = {
        "member": member, "year": found.year, "found": found, "why": why, "entries": entries,
        "count": len(entries), "can_add": len(entries) < MOST_AT_ONCE, "asked": late.asked,
    }  # fmt: skip
    do = request.POST.get("do")
    if do in (CHECK, ENTER) and all([why.is_valid(), *(entry.is_valid() for entry in entries)]):
        if do == CHECK:
            return render(request, "cpd/desk/late_check.html", {**context, "typed": _typed(request, len(entries))})
        if answer := _enter(request, member, found.year, why, entries, at=at):
            return answer
    return render(request, "cpd/desk/late.html", context)


def _typed(request: HttpRequest, count: int) -> list[tuple[str, str]]:
    """Every box as it was sent, to be sent along once more."""
    sent = {name: values for name, values in typed_fields(request.POST).items() if name not in ("do", "count")}
    return [("count", str(max(count, _sent_count(request)))), *((name, one) for name in sent for one in sent[name])]


def _sent_count(request: HttpRequest) -> int:
    sent = request.POST.get("count", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 3 else 1


def _enter(
    request: HttpRequest, member: Member, year: CpdYear, why: WhyForm, entries: list[EntryForm], *, at: datetime
) -> HttpResponse | None:
    """Enters the records once; None where they were refused, with the reasons on the page."""

    def enter() -> str:
        made = services.enter(
            member=member, year=year, entries=[one.answers(one.cleaned_data) for one in entries],
            why=why.cleaned_data["why"], message=why.cleaned_data["message"], by=request.user, at=at,
        )  # fmt: skip
        messages.success(request, f"{counted(len(made), 'record')} entered for {member.full_name}.")
        return reverse("cpd:desk_member", args=[member.number])

    url = answer_once(request, why, enter, scope="cpd.late")
    return redirect(url) if url else None
