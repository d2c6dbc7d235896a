"""What officers write to whoever wishes to hear of it: written, looked at with the number of readers, sent."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import act_once
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back
from people.enums import Bulletins
from people.forms.communication import CHANGE, SEND, BulletinForm
from people.models import Bulletin
from people.services import bulletins

LATEST = 25


@gives_back
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    """[TC-11.2] The latest messages, and a new one."""
    to, do = reverse("people:bulletins"), request.POST.get("do", "")
    form = BulletinForm(sent(request), back=reverse("people:find"))
    context: dict[str, Any] = {"form": form, "sent": Bulletin.objects.select_related("sent_by")[:LATEST]}
    if request.method == "POST" and form.is_valid() and do != CHANGE:
        said, at = form.cleaned_data, london.now()
        category = Bulletins(said["category"])
        if do == SEND and (url := _send(request, form, category, to)):
            return redirect(url)
        context |= {"said": said, "about": category.label, "readers": bulletins.readers(category=category, at=at)}
        context["form"] = form.checked()
        return render(request, "people/desk/bulletin_check.html", context)
    return render(request, "people/desk/bulletins.html", context, status=status_of(request, form))


def _send(request: HttpRequest, form: BulletinForm, category: Bulletins, to: str) -> str:
    said = form.cleaned_data
    return act_once(
        request, form,
        lambda: bulletins.send(
            category=category, subject=said["subject"], words=said["words"], by=request.user, at=london.now()
        ),
        said="The message is on its way.", to=to,
    )  # fmt: skip
