"""Leaving a job half-way: each supervisor's pack, begun from a planned last day, and what it still lacks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london, ratelimit
from cilexportal.foundation.idempotency.acting import act_once
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back
from cilexportal.foundation.rulebook.refusal import Refused
from cilexportal.foundation.ui.forms import NoQuestion
from portfolio.forms.leaving import PlanForm
from portfolio.models import Portfolio, Supervisor
from portfolio.queries import leaving as queries
from portfolio.queries import supervised
from portfolio.rules.marks import mark_of
from portfolio.services import leaving as services
from portfolio.views.around import around, owned

POSTABLE = ["GET", "HEAD", "POST"]
# So many links an hour may go out from a network address.
MOST, SECONDS = 10, 3600
TOO_MANY = "Ten links have been sent from your network in the last hour. Wait an hour."


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to be done with one press: what its page says, its button, what is said afterwards, and whether it
    writes to the supervisor."""

    title: str
    words: str
    button: str
    said: str
    clause: str
    writes: bool = True


DEEDS = {
    "link": Deed(
        "Send a link to {name}", "{name} gets a link to the sheets that name them, with their evidence, and to what "
        "you ask them to sign. A link that was sent before no longer works.", "Send the link",
        "A link is on its way to {name}.", "HB-46e",
    ),
    "reference": Deed(
        "Ask {name} for a reference", "{name} gets another link, for the reference. It is given in confidence, so "
        "you do not see what it says. Your final application can use it too.", "Ask for the reference",
        "{name} is asked for a reference.", "HB-53",
    ),
    "give-up": Deed(
        "Give up the pack for {name}", "What {name} has signed covers nothing any more, and their sheets can be "
        "changed again. You can begin another pack.", "Give the pack up", "The pack for {name} is given up.", "HB-54",
        False,
    ),
}  # fmt: skip


@require_safe
@owned
def packs(request: HttpRequest, portfolio: Portfolio) -> HttpResponse:
    """[HB-53] [HB-54] Every supervisor with their pack: how far it is, and what can be done about it."""
    now = london.now()
    context = {"packs": queries.packs(portfolio, at=now), "now": now, "today": london.today()}
    return render(request, "portfolio/leaving.html", around(portfolio, here="leaving") | context)


@gives_back
@require_http_methods(POSTABLE)
@owned
def plan(request: HttpRequest, portfolio: Portfolio, supervisor: UUID) -> HttpResponse:
    """[HB-53] [HB-53b] The last day, and the list of examples to be signed."""
    pack = queries.pack_of(portfolio, _supervisor(portfolio, supervisor), at=london.now())
    back, leaving = _page(portfolio), pack.leaving
    if leaving and leaving.signed_at:
        return redirect(back)
    examples = supervised.choices_of(pack.supervisor)
    form = PlanForm(
        sent(request), boxes=queries.boxes_of(leaving), examples=examples, back=back,
        first={} if leaving else {"listed": [code for code, _ in examples]},
        button="Save the pack" if leaving else "Begin the pack",
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        if url := _planned(request, portfolio, pack, form):
            return redirect(url)
        pack = queries.pack_of(portfolio, pack.supervisor, at=london.now())
        boxes = queries.boxes_of(pack.leaving)
        form.send_again(version=mark_of(boxes), over=boxes)
    context = around(portfolio, here="leaving") | {"form": form, "pack": pack, "examples": examples, "back": back}
    return render(request, "portfolio/leaving_plan.html", context, status=status_of(request, form))


@require_http_methods(POSTABLE)
@owned
def act(request: HttpRequest, portfolio: Portfolio, supervisor: UUID, deed: str) -> HttpResponse:
    """[HB-53] [HB-54] Sends a link, asks for the reference, or gives the pack up. Raises Http404 for anything else."""
    found, what, back = _supervisor(portfolio, supervisor), DEEDS.get(deed), _page(portfolio)
    if what is None:
        raise Http404
    form = NoQuestion(request.POST or None)
    if request.method == "POST":
        if what.writes and not ratelimit.may(request, "portfolio.leaving", most=MOST, seconds=SECONDS):
            form.add_error(None, TOO_MANY)
        elif url := act_once(
            request, form, _does(request, found, deed), said=what.said.format(name=found.name), to=back,
            scope=f"portfolio.leaving.{deed}",
        ):  # fmt: skip
            return redirect(url)
    context = around(portfolio, here="leaving") | {
        "form": form, "supervisor": found, "back": back, "clause": what.clause, "button": what.button,
        "title": what.title.format(name=found.name), "words": what.words.format(name=found.name),
    }  # fmt: skip
    return render(request, "portfolio/leaving_act.html", context, status=status_of(request, form))


@require_http_methods(POSTABLE)
@owned
def release(request: HttpRequest, portfolio: Portfolio, supervisor: UUID, code: str) -> HttpResponse:
    """[HB-54] Gives the seal of one example up, so that it can be changed. Raises Http404 for any other."""
    pack = queries.pack_of(portfolio, _supervisor(portfolio, supervisor), at=london.now())
    number, leaving, back = dict(pack.covered).get(code), pack.leaving, _page(portfolio)
    by = request.user
    if number is None or leaving is None or not by.is_authenticated:
        raise Http404
    form = NoQuestion(request.POST or None)
    if request.method == "POST":
        url = act_once(
            request, form, lambda: services.release(leaving=leaving, code=code, by=by, at=london.now()),
            said=f"The seal of {number} is given up: you can change it.", to=back, scope="portfolio.leaving.release",
        )  # fmt: skip
        if url:
            return redirect(url)
    name = pack.supervisor.name
    context = around(portfolio, here="leaving") | {
        "form": form, "back": back, "clause": "HB-54", "button": "Give the seal up",
        "title": f"Give up the seal of {number}",
        "words": f"{name} signed {number} as it stands. Once the seal is given up you can change the example, and "
        f"the signature of {name} no longer covers it. The rest of the signature stays.",
    }  # fmt: skip
    return render(request, "portfolio/leaving_act.html", context, status=status_of(request, form))


def _does(request: HttpRequest, supervisor: Supervisor, deed: str) -> Callable[[], object]:
    """What a deed does. Without a pack there is nothing to give up or to ask a reference for."""
    by = request.user
    assert by.is_authenticated, "the access matrix lets nobody else in"

    def do() -> object:
        if deed == "link":
            return services.send(supervisor=supervisor, by=by, at=london.now())
        leaving = supervised.leaving_of(supervisor)
        if leaving is None:
            raise Refused.because("HB-53", "There is no pack of this supervisor. Begin one first.")
        verb = services.ask_reference if deed == "reference" else services.give_up
        return verb(leaving=leaving, by=by, at=london.now())

    return do


def _planned(request: HttpRequest, portfolio: Portfolio, pack: queries.Pack, form: PlanForm) -> str:
    """Begins or changes the pack and gives the address to go on to; empty where it was refused, which the form says."""
    by, supervisor = request.user, pack.supervisor
    assert by.is_authenticated, "the access matrix lets nobody else in"
    if pack.leaving is None and not ratelimit.may(request, "portfolio.leaving", most=MOST, seconds=SECONDS):
        form.add_error(None, TOO_MANY)
        return ""
    said = f"The pack is begun, and {supervisor.name} has been written to." if pack.leaving is None else "Saved."
    typed = form.cleaned_data
    wanted = services.Plan(
        last_day=typed["last_day"], why_late=typed["why_late"], listed=typed["listed"], seen=typed["version"]
    )  # fmt: skip
    return act_once(
        request, form, lambda: services.keep(supervisor=supervisor, plan=wanted, by=by, at=london.now()),
        said=said, to=_page(portfolio),
    )  # fmt: skip


def _supervisor(portfolio: Portfolio, uuid: UUID) -> Supervisor:
    """A supervisor on the portfolio's own list. Raises Http404 for any other."""
    found = queries.supervisor_of(portfolio, uuid)
    if found is None:
        raise Http404
    return found


def _page(portfolio: Portfolio) -> str:
    return reverse("portfolio:leaving", args=[portfolio.case.application.uuid])
