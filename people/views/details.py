"""One's own details: how one is reached, the name of an account, and what was changed by whom."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation.idempotency.acting import act_once
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back
from members import queries as members
from people.forms.myself import ADDRESS, ContactForm, NameForm
from people.models import Contact
from people.queries import history as queries
from people.services import contact as services

POSTABLE = ["GET", "HEAD", "POST"]


@gives_back
@require_http_methods(POSTABLE)
def contact(request: HttpRequest) -> HttpResponse:
    """[TC-11.1] Telephone number, and where letters are posted to."""
    to, user_id = reverse("members:details"), request.user.pk
    kept = Contact.objects.filter(user=user_id).first()
    initial = {name: getattr(kept, name) for name in ("phone", *ADDRESS)} if kept else {}
    form = ContactForm(sent(request), initial=initial, back=to)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if url := act_once(
            request, form, lambda: services.keep(user_id=user_id, said=said, by=user_id), said="Kept.", to=to
        ):
            return redirect(url)
    return render(request, "people/contact.html", {"form": form}, status=status_of(request, form))


@gives_back
@require_http_methods(POSTABLE)
def name(request: HttpRequest) -> HttpResponse:
    """The name of an account; a member's is corrected by an officer."""
    to, user_id = reverse("members:details"), request.user.pk
    is_member = members.member_of(user_id=user_id) is not None
    form = NameForm(sent(request), initial={"full_name": request.user.full_name}, back=to)
    if request.method == "POST" and form.is_valid():
        full_name = form.cleaned_data["full_name"]
        if url := act_once(
            request, form, lambda: services.rename(user_id=user_id, full_name=full_name, by=user_id),
            said="Your name is corrected.", to=to,
        ):  # fmt: skip
            return redirect(url)
    context = {"form": form, "is_member": is_member}
    return render(request, "people/name.html", context, status=status_of(request, form))


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """Every change of one's details."""
    return render(request, "people/history.html", {"changes": queries.of_person(request.user.pk)})
