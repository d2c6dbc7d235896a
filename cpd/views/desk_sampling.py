"""The CPD officer's draws: prepared, drawn, and how far the reading of each is."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london, tables
from cilexportal.foundation.idempotency.acting import act_once, answer_once, lead_once
from cilexportal.foundation.ui.words import counted
from cpd.enums import LeaveOut
from cpd.forms.sampling import LEAVE_OUT, LeaveOutForm, PrepareForm
from cpd.models import CpdYear, Draw
from cpd.queries import members, sampled
from cpd.queries import sampling as queries
from cpd.rules.typed import tidied
from cpd.services import sampling as services

A_PAGE = 50
LONGEST_SEARCH = 100
PUT_BACK, DRAW, DISCARD = "put_back", "draw", "discard"


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every draw, the newest first, with how many are decided."""
    page = Paginator(queries.draws(), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "draws": page.object_list, "can_draw": queries.years_to_sample().exists()}
    return render(request, "cpd/desk/sampling.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest) -> HttpResponse:
    """[CPD-16d] The form that prepares a draw; nobody is drawn by it."""
    years = {year.slug: year for year in queries.years_to_sample()}
    form = PrepareForm(request.POST or None, years=years.values(), url=reverse("cpd:desk_sampling"))
    if request.method == "POST" and form.is_valid() and (answer := _prepare(request, form, years)):
        return answer
    return render(request, "cpd/desk/sampling_new.html", {"form": form, "years": years})


def _prepare(request: HttpRequest, form: PrepareForm, years: dict[str, CpdYear]) -> HttpResponse | None:
    number, percent = form.size
    told = {"number": number, "percent": percent, "seed": form.cleaned_data["seed"].strip()}

    def prepare() -> str:
        year = years[form.cleaned_data["year"]]
        draw = services.prepare(year=year, by=request.user, at=london.now(), **told)
        return reverse("cpd:desk_draw", args=[draw.uuid])

    url = answer_once(request, form, prepare, scope="cpd.sampling.prepare", field="number")
    return redirect(url) if url else None


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[CPD-16d] A draw: what it would come to while it is prepared, and afterwards who was drawn and how far it is."""
    draw, at = _draw(uuid), london.now()
    if request.method == "POST":
        return _changed(request, draw, at=at)
    return _drawn(request, draw) if draw.drawn_at else _prepared(request, draw, LeaveOutForm(None), at=at)


def _draw(uuid: uuids.UUID) -> Draw:
    draw = queries.draw_of(uuid)
    if draw is None:
        raise Http404
    return draw


def _prepared(request: HttpRequest, draw: Draw, form: LeaveOutForm, *, at: datetime, status: int = 200) -> HttpResponse:
    seen = queries.preview(draw, by=request.user.pk, today=london.date_of(at))
    context = {"draw": draw, "seen": seen, "by_hand": queries.left_out_of(draw, reader=request.user.pk), "form": form}
    return render(request, "cpd/desk/sampling_prepared.html", context, status=status)


def _drawn(request: HttpRequest, draw: Draw) -> HttpResponse:
    state, words = _filters(request)
    others = sampled.others(draw, reader=request.user.pk)
    page = Paginator(sampled.listed(others, state=state, words=words), A_PAGE).get_page(request.GET.get("page"))
    counts = sampled.counts(others)
    total = sum(members for *_, members in counts)
    undecided = sum(
        members for code, _, _, members in counts if code in (sampled.FIRST, sampled.PAPERS, sampled.SECOND)
    )
    full = Draw.objects.get(pk=draw.pk)
    context = {
        "draw": draw, "page": page, "lines": [(one, *sampled.shown(one)) for one in page.object_list],
        "counts": counts, "total": total, "decided": total - undecided, "state": state, "words": words,
        "left_out": queries.left_out_counts(draw), "by_hand": queries.left_out_of(draw, reader=request.user.pk),
        "population": len(full.population), "repeats": queries.repeats(full), "today": london.today(),
    }  # fmt: skip
    return render(request, "cpd/desk/sampling_draw.html", context)


def _filters(request: HttpRequest) -> tuple[str, str]:
    """The state and the words looked for; what makes no sense is no filter."""
    state = request.GET.get("state", "")
    words = tidied(request.GET.get("q", ""))[:LONGEST_SEARCH].strip()
    return (state if state in sampled.STATES else ""), words


def _changed(request: HttpRequest, draw: Draw, *, at: datetime) -> HttpResponse:
    """Leaves somebody out, takes them back in, draws, or lets go of the draw."""
    do, here = request.POST.get("do", ""), reverse("cpd:desk_draw", args=[draw.uuid])
    if do == LEAVE_OUT:
        return _leave_out(request, draw, here, at=at)
    acts: dict[str, Callable[[], str]] = {
        PUT_BACK: lambda: _put_back(request, draw),
        DRAW: lambda: _draw_now(request, draw, at=at),
        DISCARD: lambda: _discard(request, draw),
    }
    if do not in acts:
        return redirect(here)

    def act() -> str:
        messages.success(request, acts[do]())
        return reverse("cpd:desk_sampling") if do == DISCARD else here

    return lead_once(request, act, back=here, scope=f"cpd.sampling.{do}")


def _leave_out(request: HttpRequest, draw: Draw, here: str, *, at: datetime) -> HttpResponse:
    form = LeaveOutForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        member = members.by_number(tidied(typed["member"]).strip())
        if member is None:
            form.add_error("member", "No member has this number.")
        elif url := act_once(
            request, form,
            lambda: services.leave_out(
                draw_id=draw.pk, member=member, reason=LeaveOut(typed["reason"]), words=typed["words"].strip(),
                by=request.user,
            ),
            said=f"{member.full_name} is left out.", to=here, scope="cpd.sampling.leave_out", field="member",
        ):  # fmt: skip
            return redirect(url)
    return _prepared(request, draw, form, at=at, status=422)


def _put_back(request: HttpRequest, draw: Draw) -> str:
    sent = request.POST.get("left_out", "")
    if sent.isascii() and sent.isdigit() and len(sent) < 19:
        services.put_back(draw_id=draw.pk, left_out_id=int(sent), by=request.user)
    return "Taken back in."


def _draw_now(request: HttpRequest, draw: Draw, *, at: datetime) -> str:
    drawn = services.draw(draw_id=draw.pk, by=request.user, at=at)
    return f"Drawn: {counted(drawn, 'member')}. Each of them is written to, and their records are held."


def _discard(request: HttpRequest, draw: Draw) -> str:
    services.discard(draw_id=draw.pk, by=request.user)
    return "The draw is let go of. Nobody was drawn."


@require_safe
def as_csv(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """Those drawn as a table for spreadsheets, with the same filters as the page."""
    draw = _draw(uuid)
    state, words = _filters(request)
    disposition = f'attachment; filename="cpd-{draw.year.slug}-sample.csv"'
    answer = HttpResponse(content_type="text/csv; charset=utf-8", headers={"Content-Disposition": disposition})
    answer.write("\ufeff")
    others = sampled.others(draw, reader=request.user.pk)
    rows: Any = sampled.listed(others, state=state, words=words).iterator(chunk_size=1000)
    tables.write(answer, sampled.HEADINGS, sampled.cells(rows))
    return answer
