"""The CPD officer's console: the years, the close with its progress, rehearsals, and the members left parked."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cilexportal.foundation import history, london
from cilexportal.foundation.idempotency.acting import press_once
from cpd.models import CloseRun, CpdYear
from cpd.queries import close as queries
from cpd.queries import desk as desk_queries
from cpd.services import close

PARKED_SHOWN = 100


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Every CPD year that has begun, and how it stands."""
    at = london.now()
    return render(request, "cpd/desk/years.html", {"states": desk_queries.states(at=at), "now": at})


@require_safe
def year(request: HttpRequest, slug: str) -> HttpResponse:
    """One year: its state, the progress of what is running, and what it came to."""
    at = london.now()
    found = named(slug)
    state = desk_queries.state_of(found, at=at)
    rehearsal = queries.last_run(found, rehearsal=True)
    bars = desk_queries.bars(queries.totals_of_year(found), year=found)
    context = {
        "now": at,
        "state": state,
        "year": found,
        "bars": bars,
        "sums": desk_queries.sums(bars),
        "can_close": not state.is_running and desk_queries.is_anyone_left(found, at=at),
        "parked": queries.parked_in_year(found)[:PARKED_SHOWN],
        "parked_count": queries.parked_in_year(found).count(),
        "rehearsal": rehearsal,
        "signatures": queries.signatures(found),
        "history": history.changes(found),
        **_progress(found),
        **_rehearsed(rehearsal, found),
    }
    return render(request, "cpd/desk/year.html", context)


def _rehearsed(rehearsal: CloseRun | None, year: CpdYear) -> dict[str, Any]:
    """What the last rehearsal came to, once it has ended."""
    if rehearsal is None or rehearsal.finished_at is None:
        return {}
    bars = desk_queries.bars(queries.totals_of(rehearsal), year=year)
    reasons = queries.reasons_of(rehearsal)
    return {"rehearsal_bars": bars, "rehearsal_sums": desk_queries.sums(bars), "rehearsal_reasons": reasons}


def _progress(year: CpdYear) -> dict[str, Any]:
    """The run that is under way, if there is one, and how far it is."""
    run = queries.run_under_way(year)
    return {"run": run, "progress": queries.progress_of(run) if run else None, "year": year}


@require_safe
def progress(request: HttpRequest, slug: str) -> HttpResponse:
    """The fragment that shows how far a run is; the page asks for it every few seconds."""
    return render(request, "cpd/desk/progress.html", {**_progress(named(slug)), "now": london.now()})


@require_POST
def rehearse(request: HttpRequest, slug: str) -> HttpResponse:
    """Begins a rehearsal: it counts what the close would do today and changes nothing."""
    found = named(slug)
    return _begin(request, found, "The rehearsal has begun. It changes nothing.", rehearsal=True)


@require_POST
def retry_parked(request: HttpRequest, slug: str) -> HttpResponse:
    """Tries the members again whose year could not be judged."""
    return _begin(request, named(slug), "The close has begun again for those that were left.", retry_parked=True)


@require_http_methods(["GET", "HEAD", "POST"])
def close_year(request: HttpRequest, slug: str) -> HttpResponse:
    """The review step before a close, and the close."""
    found = named(slug)
    if request.method == "POST":
        return _begin(request, found, f"The close of {found.label} has begun.")
    at = london.now()
    is_early = at < found.closes_at
    due = 0 if is_early else desk_queries.count_left(found, at=at)
    context = {"year": found, "now": at, "is_early": is_early, "due": due}
    return render(request, "cpd/desk/close.html", context)


def _begin(request: HttpRequest, year: CpdYear, said: str, **how: bool) -> HttpResponse:
    """Starts one run of a year, once, and goes back to the year."""

    return press_once(
        request, lambda: close.start(year=year, by=request.user, at=london.now(), **how), said=said,
        to=reverse("cpd:desk_year", args=[year.slug]), scope="cpd.close",
    )  # fmt: skip


def named(slug: str) -> CpdYear:
    """The year of an address. Raises Http404."""
    found = desk_queries.year_called(slug)
    if found is None:
        raise Http404
    return found
