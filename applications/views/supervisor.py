"""A supervisor behind a link: a landing page that reading never uses up, one question a page, answers, signature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.forms import supervisor as forms
from applications.models import Reference, ReferenceAsked, ReferenceVisit
from applications.queries import references as queries
from applications.services import links, references, supervisor
from applications.views.answers import LETTER, address_of, after, pages_of, rows_of
from applications.views.supervisor_typing import keeps_of
from applications.views.visiting import PAGES, visited
from cilexportal.foundation import london, ratelimit
from cilexportal.foundation.idempotency.acting import say_no
from cilexportal.foundation.rulebook.refusal import Refused
from cilexportal.foundation.visitors.pages import visitor_of
from cilexportal.foundation.visitors.web import private

POSTABLE = ["GET", "HEAD", "POST"]
MOST_LETTERS, MOST_HANDED, SECONDS = 10, 5, 3600
STALE, REFUSED = 409, 422
CHANGED = "This reference was changed in another window. What you typed is still here: look at it again, and save it."


# --- The link ------------------------------------------------------------------------------------------------------


@require_safe
@PAGES.by_link("reference.land")
def land(request: HttpRequest, token: str) -> HttpResponse:
    """[HB-21] Who asks for what, and a button. Reading it opens nothing, however often a mail scanner does."""
    link = queries.by_token(token)
    if link is None:
        raise Http404
    links.refuse_if_shut(link, visitor=visitor_of(request), at=london.now())
    context = {"link": link, "asked": link.asked, "token": token, "data": queries.data_of_asked(link.asked)}
    return render(request, "reference/land.html", context)


@require_POST
@PAGES.by_link("reference.enter")
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """[HB-21] The button: opens a session of hours for this reference alone, known by a cookie for these pages."""
    return PAGES.begin(links.enter(token=token, visitor=visitor_of(request), at=london.now()))


# --- The pages -----------------------------------------------------------------------------------------------------


@sensitive_post_parameters("words", "number")
@require_http_methods(POSTABLE)
@visited
def page(request: HttpRequest, visit: ReferenceVisit, asked: ReferenceAsked, page: str) -> HttpResponse:
    """[HB-24] [HB-25] One question; kept when it is left, whole or not."""
    found, data = _reference(asked), queries.data_of_asked(asked)
    pages = pages_of(asked)
    if page not in pages or page == LETTER:
        raise Http404
    typed = queries.typed_on(asked, page)
    form = forms.form_of(
        page, found, data, posted=request.POST if request.method == "POST" else None, keeps=keeps_of(page, typed),
        typed=typed.fields if typed and typed.page_key else None,
    )  # fmt: skip
    status = 200
    if request.method == "POST":
        if form.is_valid() and (url := _keep(request, visit, page, form)):
            return redirect(url)
        status = STALE if form.has_error(NON_FIELD_ERRORS, "stale") else REFUSED
    context = {"form": form, "asked": asked, "number": pages.index(page) + 1, "count": len(pages)}
    return render(request, "reference/page.html", context, status=status)


@require_http_methods(POSTABLE)
@visited
def letter(request: HttpRequest, visit: ReferenceVisit, asked: ReferenceAsked) -> HttpResponse:
    """[HB-25] The letter on headed paper, where one is asked for."""
    if not asked.headed_paper:
        raise Http404
    form = forms.LetterForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        status = REFUSED
        if not ratelimit.may(request, "reference.letter", most=MOST_LETTERS, seconds=SECONDS):
            form.add_error(None, "Ten files have been sent from your network in the last hour. Wait an hour.")
        elif form.is_valid() and _refusals(
            form,
            lambda: supervisor.keep_letter(
                visit_id=visit.pk, upload=form.cleaned_data["letter"], visitor=visitor_of(request), at=london.now()
            ),
        ):
            return redirect("reference:check")
    count = len(pages_of(asked))
    kept = _reference(asked).letter
    context = {"form": form, "asked": asked, "number": count, "count": count, "kept": kept}
    return render(request, "reference/letter.html", context, status=status)


@require_safe
@visited
def check(request: HttpRequest, visit: ReferenceVisit, asked: ReferenceAsked) -> HttpResponse:
    """[HB-25] Every answer with its link, what is still missing, and the signature once nothing is."""
    version = _reference(asked).version
    if version == 1:
        return redirect(address_of("person"))
    form = forms.SignForm(initial={"version": version})
    return _checked(request, asked, form)


@require_POST
@visited
def sign(request: HttpRequest, visit: ReferenceVisit, asked: ReferenceAsked) -> HttpResponse:
    """[HB-24] [HB-25] Signs what was shown."""
    form = forms.SignForm(request.POST)
    if not form.is_valid():
        return _checked(request, asked, form, status=REFUSED)
    said = form.cleaned_data
    signer = supervisor.Signer(
        name=said["signed_name"], visitor=visitor_of(request), address=get_adapter().get_client_ip(request)
    )
    try:
        supervisor.sign(visit_id=visit.pk, version=said["version"], signer=signer, at=london.now())
    except supervisor.Stale as other:
        _renewed(form, other.version)
        return _checked(request, asked, form, status=STALE)
    except Refused as no:
        say_no(form, no)
        return _checked(request, asked, form, status=REFUSED)
    return redirect("reference:done")


@require_http_methods(POSTABLE)
@visited
def decline(request: HttpRequest, visit: ReferenceVisit, asked: ReferenceAsked) -> HttpResponse:
    """[HB-21] No reference is given."""
    form = forms.DeclineForm(request.POST or None, back=reverse("reference:check"))
    if request.method == "POST" and form.is_valid() and _refusals(
        form,
        lambda: references.decline(
            visit_id=visit.pk, why=form.cleaned_data["why"], visitor=visitor_of(request), at=london.now()
        ),
    ):  # fmt: skip
        return redirect("reference:done")
    status = REFUSED if form.errors else 200
    return render(request, "reference/decline.html", {"form": form, "asked": asked}, status=status)


@require_http_methods(POSTABLE)
@visited
def hand_over(request: HttpRequest, visit: ReferenceVisit, asked: ReferenceAsked) -> HttpResponse:
    """[HB-21] [HB-24] Somebody else is asked instead."""
    form = forms.HandOverForm(request.POST or None, back=reverse("reference:check"))
    if request.method == "POST" and form.is_valid():
        if not ratelimit.may(request, "reference.hand_over", most=MOST_HANDED, seconds=SECONDS):
            form.add_error(None, "Five have been handed over from your network in the last hour. Wait an hour.")
        elif _refusals(
            form,
            lambda: references.hand_over(
                visit_id=visit.pk, name=form.cleaned_data["name"], email=form.cleaned_data["email"],
                visitor=visitor_of(request), at=london.now(),
            ),
        ):  # fmt: skip
            return redirect("reference:done")
    status = REFUSED if form.errors else 200
    return render(request, "reference/hand_over.html", {"form": form, "asked": asked}, status=status)


@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """[HB-21] What became of it: signed, declined, handed over, or kept to come back to. Nothing of its words."""
    visit = queries.visit_of(PAGES.key(request), at=london.now())
    if visit is None:
        return PAGES.over(request)
    return private(render(request, "reference/done.html", {"asked": visit.link.asked, "stage": visit.link.asked.stage}))


# --- Shared --------------------------------------------------------------------------------------------------------


def _keep(request: HttpRequest, visit: ReferenceVisit, page: str, form: forms.Kept) -> str:
    """Keeps the page and gives the address of the next one; empty where it was refused, which the form then says."""
    said, now = form.cleaned_data, london.now()
    try:
        kept = supervisor.keep(
            visit_id=visit.pk, page=page, values=said, version=said["version"] or 0, visitor=visitor_of(request), at=now
        )
    except supervisor.Stale as other:
        _renewed(form, other.version)
        return ""
    except Refused as no:
        say_no(form, no)
        return ""
    if forms.LATER in request.POST:
        links.leave(visit_id=visit.pk, at=now)
        return reverse("reference:done")
    return after(page, kept, visit.link.asked)


def _checked(request: HttpRequest, asked: ReferenceAsked, form: forms.SignForm, *, status: int = 200) -> HttpResponse:
    found = _reference(asked)
    faults = supervisor.missing(found, asked=asked, today=london.today())
    context = {
        "asked": asked, "found": found, "rows": rows_of(found, asked), "missing": faults, "form": form,
        "statement": supervisor.STATEMENT,
    }  # fmt: skip
    return render(request, "reference/check.html", context, status=status)


def _reference(asked: ReferenceAsked) -> Reference:
    return Reference.objects.select_related("letter").get(asked=asked)


def _refusals(form: Any, act: Callable[[], object]) -> bool:
    """Does it; False where it was refused, which the form then says."""
    try:
        act()
    except Refused as no:
        say_no(form, no)
        return False
    return True


def _renewed(form: Any, version: int) -> None:
    """Says that another window wrote, and lets the same form be sent again."""
    form.carry(version=version)
    form.add_error(None, ValidationError(CHANGED, code="stale"))
