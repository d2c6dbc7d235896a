"""A supervisor behind a link: the examples they are asked to sign, signing, declining and handing over."""

from __future__ import annotations

from uuid import UUID

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from admission.enums import DeclarationStage, Signer
from admission.forms.declare import DeclineForm, PersonForm, SignForm
from admission.models import Declaration
from admission.queries import declared
from admission.queries import declared_page as queries
from admission.queries.intact import is_intact
from admission.queries.owner import data_of
from admission.rules.statements import statement_for
from admission.services import signing as services
from admission.services.declaring import PURPOSE, Person
from admission.views.changed import changed
from admission.views.declare import record_file
from admission.views.visiting import PAGES, visited
from cilexportal.foundation import london
from cilexportal.foundation.documents.views import shown
from cilexportal.foundation.idempotency.acting import say_no
from cilexportal.foundation.rulebook.refusal import Refused
from cilexportal.foundation.visitors import queries as visitors
from cilexportal.foundation.visitors import services as visiting
from cilexportal.foundation.visitors.models import Visit
from cilexportal.foundation.visitors.pages import visitor_of
from portfolio.services import supervised

POSTABLE = ["GET", "HEAD", "POST"]
STALE, REFUSED = 409, 422


# --- The link ------------------------------------------------------------------------------------------------------


@require_safe
@PAGES.by_link("admission.land")
def land(request: HttpRequest, token: str) -> HttpResponse:
    """[HB-47] Who asks for what, and a button. Reading it opens nothing, however often a mail scanner does."""
    link = visitors.by_token(purpose=PURPOSE, token=token)
    row = declared.by_uuid(link.subject) if link else None
    if link is None or row is None:
        raise Http404
    services.refuse_if_shut(link=link, row=row, visitor=visitor_of(request), at=london.now())
    context = _about(row) | {"link": link, "token": token, "last_day": london.last_day_before(link.expires_at)}
    return render(request, "admission/sign_land.html", context)


@require_POST
@PAGES.by_link("admission.enter")
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """[HB-47] The button: opens a session of hours for this one declaration."""
    return PAGES.begin(services.enter(token=token, visitor=visitor_of(request), at=london.now()))


# --- The pages -----------------------------------------------------------------------------------------------------


@require_http_methods(POSTABLE)
@visited
def sign(request: HttpRequest, visit: Visit, row: Declaration) -> HttpResponse:
    """[HB-47] [HB-52] The examples with their evidence, the statement, and a typed name."""
    seals = services.to_sign(row)
    examples, seen = queries.called(row.case, seals), supervised.shown_of(seals)
    posted = request.POST if request.method == "POST" else None
    form = SignForm(posted, examples=examples, initial={"seen": seen})
    status = 200
    if posted is not None and row.stage == DeclarationStage.OPEN:
        status = _signed(request, visit, row, form) if form.is_valid() else REFUSED
        if status == 302:
            return redirect("admission_link:sign")
        if status == STALE or form.data.get("seen") != seen:  # Told too where another box is wrong.
            status = STALE
            told = supervised.changed_since(seen=form.data.get("seen", ""), seals=seals, called=dict(examples))
            form.add_error(None, told)
            form.carry(seen=seen)
    left_out = {one.slot for one in row.exclusions.all()}
    context = _about(row) | {
        "form": form, "examples": [one for one in examples if one[0] not in left_out],
        "statement": statement_for(Signer.SUPERVISOR), "last_day": london.last_day_before(visit.link.expires_at),
        "left_out": queries.numbers_of(row.case, left_out), "has_paper": queries.paper_of(row) is not None,
    }  # fmt: skip
    return render(request, "admission/sign.html", context, status=status)


@require_safe
@visited
def sheet(request: HttpRequest, visit: Visit, row: Declaration, code: str) -> HttpResponse:
    """[HB-46] [HB-46e] One example with its evidence. Raises Http404 for one that the declaration does not list."""
    found = queries.sheet_for(row, code)
    if found is None:
        raise Http404
    context = _about(row) | {
        "sheet": found, "called": queries.called(row.case, [code])[0][1],
        "pieces": [on.piece for on in found.on_it.all()],
        "back_route": "admission_link:sign", "back_text": "The declaration", "file_route": "admission_link:file",
    }  # fmt: skip
    return render(request, "portfolio/supervisor_sheet.html", context)


@require_safe
@visited
def file(request: HttpRequest, visit: Visit, row: Declaration, file: UUID) -> HttpResponseBase:
    """[HB-46b] A checked file of the examples. Raises Http404 for any other."""
    found = queries.file_for(row, file)
    if found is None:
        raise Http404
    return shown(found) if is_intact(found) else changed()


@require_http_methods(POSTABLE)
@visited
def decline(request: HttpRequest, visit: Visit, row: Declaration) -> HttpResponse:
    """[HB-47] Nothing is signed, and why."""
    form = DeclineForm(request.POST or None, back=reverse("admission_link:sign"))
    if request.method == "POST" and form.is_valid():
        try:
            services.decline(
                visit_id=visit.pk, why=form.cleaned_data["why"], visitor=visitor_of(request), at=london.now()
            )
            return render(request, "admission/sign_done.html", _about(row) | {"done": "declined"})
        except Refused as no:
            say_no(form, no)
    context = _about(row) | {"form": form, "deed": "decline"}
    return render(request, "admission/sign_deed.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(POSTABLE)
@visited
def hand_over(request: HttpRequest, visit: Visit, row: Declaration) -> HttpResponse:
    """[HB-47] Another authorised person signs instead."""
    form = PersonForm(request.POST or None, data_of=data_of(row.case), back=reverse("admission_link:sign"))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        person = Person(name=said["name"], email=said["email"], kind=said["kind"], number=said["number"])
        try:
            services.hand_over(visit_id=visit.pk, person=person, visitor=visitor_of(request), at=london.now())
            return render(request, "admission/sign_done.html", _about(row) | {"done": "handed_over"})
        except Refused as no:
            say_no(form, no)
    context = _about(row) | {"form": form, "deed": "hand_over"}
    return render(request, "admission/sign_deed.html", context, status=REFUSED if form.errors else 200)


@require_safe
@visited
def record(request: HttpRequest, visit: Visit, row: Declaration) -> HttpResponseBase:
    """[HB-47] The sealed record of what was signed here."""
    return record_file(request, row)


@require_POST
@visited
def leave(request: HttpRequest, visit: Visit, row: Declaration) -> HttpResponse:
    """[HB-47] Closes the pages in this browser; the link opens them again."""
    visiting.leave(visit_id=visit.pk, at=london.now())
    return redirect("admission_link:sign")


# --- Shared --------------------------------------------------------------------------------------------------------


def _signed(request: HttpRequest, visit: Visit, row: Declaration, form: SignForm) -> int:
    """Signs what was shown and gives the status to answer with; what is refused stands in the form. The second of two
    clicks is led to what the first one signed."""
    said = form.cleaned_data
    signing = services.Signing(
        seen=said["seen"], name=said["signed_name"], consents=said["agreed"], visitor=visitor_of(request),
        address=get_adapter().get_client_ip(request), excluded=form.excluded(),
    )  # fmt: skip
    try:
        services.sign(visit_id=visit.pk, said=signing, at=london.now())
    except services.Stale:
        return STALE
    except Refused as no:
        if queries.is_signed(row):
            return 302
        say_no(form, no)
        return REFUSED
    return 302


def _about(row: Declaration) -> dict[str, object]:
    """What every page says: whose work, and how far the declaration is."""
    signature = getattr(row, "signature", None)
    return {
        "row": row, "application": row.case.application, "signature": signature, "count": len(row.slots),
        "is_open": row.stage == DeclarationStage.OPEN,
    }  # fmt: skip
