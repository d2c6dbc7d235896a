"""A supervisor behind a link: the sheets that name them with their evidence, consent, and the signature."""

from __future__ import annotations

from uuid import UUID

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.documents.views import shown
from cilexportal.foundation.idempotency.acting import say_no
from cilexportal.foundation.rulebook.refusal import Refused
from cilexportal.foundation.visitors import queries as visitors
from cilexportal.foundation.visitors import services as visiting
from cilexportal.foundation.visitors.models import Visit
from cilexportal.foundation.visitors.pages import visitor_of
from portfolio.forms.leaving import ConsentForm, SignForm
from portfolio.models import Leaving, Supervisor
from portfolio.queries import supervised as queries
from portfolio.queries.leaving import PURPOSE, consents
from portfolio.rules.slots import from_code
from portfolio.services import supervised as services
from portfolio.views.visiting import PAGES, visited

POSTABLE = ["GET", "HEAD", "POST"]
STALE, REFUSED = 409, 422
WITHDRAW = "withdraw"


# --- The link ------------------------------------------------------------------------------------------------------


@require_safe
@PAGES.by_link("portfolio.land")
def land(request: HttpRequest, token: str) -> HttpResponse:
    """[HB-46e] [HB-53] Who asks for what, and a button. Reading it opens nothing, however often a mail scanner does."""
    link = visitors.by_token(purpose=PURPOSE, token=token)
    if link is None:
        raise Http404
    supervisor = queries.of_link(link)
    services.refuse_if_shut(link=link, supervisor=supervisor, visitor=visitor_of(request), at=london.now())
    context = _about(supervisor) | {
        "link": link, "token": token, "last_day": london.last_day_before(link.expires_at),
        "count": len(queries.sheets_of(supervisor)),
    }  # fmt: skip
    return render(request, "portfolio/supervisor_land.html", context)


@require_POST
@PAGES.by_link("portfolio.enter")
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """[HB-46e] [HB-53] The button: opens a session of hours for this supervisor's sheets alone."""
    return PAGES.begin(services.enter(token=token, visitor=visitor_of(request), at=london.now()))


# --- The pages -----------------------------------------------------------------------------------------------------


@require_safe
@visited
def sheets(request: HttpRequest, visit: Visit, supervisor: Supervisor) -> HttpResponse:
    """[HB-46e] The sheets that name this supervisor, and what they are asked for."""
    found = queries.sheets_of(supervisor)
    leaving = queries.leaving_of(supervisor)
    listed = set(leaving.listed) if leaving else set()
    seals, released = (leaving.sealed, leaving.released) if leaving else ({}, [])
    rows = [
        {
            "called": queries.called(supervisor, slot), "sheet": sheet, "listed": slot.code in listed,
            "released": slot.code in released,
            "signed": bool(sheet.signing_hash) and seals.get(slot.code) == sheet.signing_hash,
            "changed": seals.get(slot.code, sheet.signing_hash) != sheet.signing_hash,
        }
        for slot, sheet in found.items()
    ]  # fmt: skip
    context = _about(supervisor) | {"rows": rows, "last_day": london.last_day_before(visit.link.expires_at)}
    return render(request, "portfolio/supervisor_sheets.html", context)


@require_safe
@visited
def sheet(request: HttpRequest, visit: Visit, supervisor: Supervisor, sheet: UUID) -> HttpResponse:
    """[HB-46] [HB-46e] One sheet with its evidence. Raises Http404 for one that names somebody else."""
    found = queries.sheet_for(supervisor, sheet)
    if found is None:
        raise Http404
    slot, row = found
    context = _about(supervisor) | {
        "sheet": row, "called": queries.called(supervisor, slot), "pieces": queries.pieces_on([row]).get(row.pk, []),
        "back_route": "portfolio_link:sheets", "back_text": "All examples", "file_route": "portfolio_link:file",
    }  # fmt: skip
    return render(request, "portfolio/supervisor_sheet.html", context)


@require_safe
@visited
def file(request: HttpRequest, visit: Visit, supervisor: Supervisor, file: UUID) -> HttpResponseBase:
    """[HB-46b] A checked file of a sheet that names this supervisor. Raises Http404 for any other."""
    found = queries.file_for(supervisor, file)
    if found is None:
        raise Http404
    return shown(found)


@sensitive_post_parameters("later_email")
@require_http_methods(POSTABLE)
@visited
def consent(request: HttpRequest, visit: Visit, supervisor: Supervisor) -> HttpResponse:
    """[HB-53a] Whether we may write later; taken back on the same page."""
    leaving, at, visitor = _asked(supervisor), london.now(), visitor_of(request)
    takes_back = WITHDRAW in request.POST
    form = ConsentForm(None if takes_back else request.POST or None, initial={"later_email": leaving.later_email})
    if request.method == "POST" and (takes_back or form.is_valid()):
        try:
            if takes_back:
                services.withdraw(visit_id=visit.pk, visitor=visitor, at=at)
            else:
                later = form.cleaned_data["later_email"]
                services.consent(visit_id=visit.pk, later_email=later, visitor=visitor, at=at)
            return redirect("portfolio_link:sheets")
        except Refused as no:
            if takes_back:
                return PAGES.shut(request, no)
            say_no(form, no)
    context = _about(supervisor) | {"form": form}
    return render(request, "portfolio/supervisor_consent.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(POSTABLE)
@visited
def sign(request: HttpRequest, visit: Visit, supervisor: Supervisor) -> HttpResponse:
    """[HB-53b] The examples that are listed, the statement, and a typed name."""
    leaving = _asked(supervisor)
    if request.method == "POST" and leaving.signed_at is not None:
        return redirect("portfolio_link:sheets")
    seals = services.declared(supervisor=supervisor, leaving=leaving)
    examples = [(code, queries.called(supervisor, from_code(code))) for code in seals]
    seen = services.shown_of(seals)
    posted = request.POST if request.method == "POST" else None
    form = SignForm(posted, examples=examples, initial={"seen": seen, "codes": list(seals)})
    status = 200
    if posted is not None:
        status = REFUSED
        if form.is_valid():
            status = _signed(request, visit, form)
            if status == 302:
                return redirect("portfolio_link:sheets")
        if status == STALE or form.data.get("seen") != seen:  # Told too where another box is wrong.
            status = STALE
            told = services.changed_since(seen=form.data.get("seen", ""), seals=seals, called=dict(examples))
            form.add_error(None, told)
            form.carry(seen=seen)
    context = _about(supervisor) | {"form": form, "examples": examples, "statement": services.STATEMENT}
    return render(request, "portfolio/supervisor_sign.html", context, status=status)


@require_POST
@visited
def leave(request: HttpRequest, visit: Visit, supervisor: Supervisor) -> HttpResponse:
    """[HB-46e] Closes the pages in this browser; the link opens them again."""
    visiting.leave(visit_id=visit.pk, at=london.now())
    return redirect("portfolio_link:sheets")


# --- Shared --------------------------------------------------------------------------------------------------------


def _signed(request: HttpRequest, visit: Visit, form: SignForm) -> int:
    """Signs what was shown and gives the status to answer with; what is refused stands in the form."""
    said = form.cleaned_data
    address = get_adapter().get_client_ip(request)
    signer = services.Signer(name=said["signed_name"], visitor=visitor_of(request), address=address)
    try:
        services.sign(visit_id=visit.pk, codes=said["codes"], seen=said["seen"], signer=signer, at=london.now())
    except services.Stale:
        return STALE
    except Refused as no:
        say_no(form, no)
        return REFUSED
    return 302


def _asked(supervisor: Supervisor) -> Leaving:
    """The pack that is asked for. Raises Http404 where none is."""
    leaving = queries.leaving_of(supervisor)
    if leaving is None:
        raise Http404
    return leaving


def _about(supervisor: Supervisor) -> dict[str, object]:
    """What every page says: whose sheets, and how far the pack is."""
    leaving = queries.leaving_of(supervisor)
    return {
        "supervisor": supervisor, "application": supervisor.portfolio.case.application, "leaving": leaving,
        "consents": bool(leaving and consents(leaving)),
    }  # fmt: skip
