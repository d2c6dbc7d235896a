"""What somebody is asked for, and the form to answer it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.asking import queries, services
from cilexportal.foundation.asking.forms import LATER, AnswerForm
from cilexportal.foundation.asking.models import Request, Stage
from cilexportal.foundation.documents.views import attachment
from cilexportal.foundation.idempotency.acting import say_no
from cilexportal.foundation.idempotency.sent import giving_back
from cilexportal.foundation.idempotency.web import gives_back, once
from cilexportal.foundation.rulebook.refusal import Refused

A_PAGE = 25
BACK = "You were signed out before this was sent. Here is what you typed; look at it and send it again."


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What the signed-in person is asked and was asked, the latest first."""
    page = Paginator(queries.of_person(request.user.pk), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "asking/mine.html", {"page": page, "today": london.today(), "now": london.now()})


@gives_back
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One request: the form while it is open, and afterwards what was answered."""
    asked = queries.one_of(request.user.pk, uuid)
    if asked is None:
        raise Http404
    if request.method != "POST" or asked.stage != Stage.OPEN:
        return _show(request, asked, _first_form(request, asked))
    later = request.POST.get("do") == LATER
    form = AnswerForm(request.POST, request.FILES, asked=asked, later=later)
    if not form.is_valid():
        return _show(request, asked, form, status=422)
    try:
        with once(request, scope="asking.answer") as turn:
            if turn.first:
                _act(request, asked, form, later=later)
                turn.answer(reverse("asking:one", args=[uuid]))
        return redirect(turn.url)
    except Refused as no:
        services.keep(request_id=asked.pk, answers=form.answers(), at=london.now())
        say_no(form, no)
        return _show(request, asked, form, status=422)


@require_safe
def file(request: HttpRequest, uuid: UUID, number: int) -> FileResponse:
    """A file that the person sent with their answers."""
    item = queries.file_of(uuid, number)
    if item is None or item.document is None or item.request.person_id != request.user.pk:
        raise Http404
    return attachment(item.document)


def _act(request: HttpRequest, asked: Request, form: AnswerForm, *, later: bool) -> None:
    """Sends the answers, or keeps them for later."""
    if later:
        services.keep(request_id=asked.pk, answers=form.answers(), at=london.now())
        messages.info(request, "Your words are kept, and nothing is sent yet. A file has to be chosen when you send.")
        return
    services.answer(request_id=asked.pk, answers=form.answers(), files=form.uploads(), by=request.user, at=london.now())
    messages.success(request, "Your answers are sent.")


def _first_form(request: HttpRequest, asked: Request) -> AnswerForm:
    """The form with the words kept, or with those typed before the session ended."""
    with giving_back(request) as held:
        if held is None:
            return AnswerForm(asked=asked)
        messages.info(request, BACK)
        return AnswerForm(initial={name: values[-1] for name, values in held.items() if values}, asked=asked)


def _show(request: HttpRequest, asked: Request, form: AnswerForm, *, status: int = 200) -> HttpResponse:
    context = {"asked": asked, "form": form, "now": london.now(), "overdue": asked.is_overdue(london.today())}
    return render(request, "asking/one.html", context, status=status)
