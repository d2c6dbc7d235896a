"""An applicant writes to the officers about a step of theirs."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from applications.forms.ledger import first_shown
from applications.forms.mine import MessageForm
from applications.forms.typing import Keeps
from applications.models import Case
from applications.queries import mine as queries
from applications.queries.pathways import data_by_id
from applications.queries.typed import form_of
from applications.services import writing
from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import act_once
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back


@gives_back
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """[HB-8] The message box: what is written goes to the officers, and is answered on the page of the application."""
    application = queries.own(user_id=request.user.pk, uuid=uuid)
    if application is None:
        raise Http404
    steps = [(one.code, one.title) for one in data_by_id(application.version_id).steps]
    typed = form_of(application_id=application.pk, page=writing.PAGE, saved={})
    keeps = Keeps(reverse("applications:keep", args=[uuid, writing.PAGE]), typed.version, typed.typed_at)
    to = f"{reverse('applications:mine', args=[uuid])}#messages"
    form = MessageForm(
        sent(request), steps=steps, back=to, keeps=keeps.attrs(london.now()), initial=first_shown(typed.fields)
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        case = Case.objects.only("pk").get(application=application, step=said["step"])
        url = act_once(
            request, form,
            lambda: writing.write(case_id=case.pk, words=said["words"], by=request.user, at=london.now()),
            said="Your message is sent. The answer comes on this page, and we email you when it is there.", to=to,
        )  # fmt: skip
        if url:
            return redirect(url)
    context = {"application": application, "form": form}
    return render(request, "applications/write.html", context, status=status_of(request, form))
