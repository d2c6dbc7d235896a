"""What somebody wishes to be sent: what can be chosen, what cannot and why, and what was chosen before."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cilexportal.foundation import london
from cilexportal.foundation.correspondence import preferences
from cilexportal.foundation.correspondence.rules import Through
from cilexportal.foundation.idempotency.acting import act_once
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back
from people.forms.communication import WishesForm
from people.queries import communication as queries


@gives_back
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """[TC-10] [TC-11.2] My communication."""
    user_id, to = request.user.pk, reverse("me:communication")
    ways = preferences.ways_of(user_id)
    form = WishesForm(sent(request), ways=ways, by_post=queries.has_address(user_id))
    if request.method == "POST" and form.is_valid():
        said = "Your choice is kept. It holds for everything that has not been sent yet."
        if url := act_once(request, form, lambda: _choose(user_id, form), said=said, to=to):
            return redirect(url)
    context = {"form": form, "always": queries.ALWAYS.items(), "choices": queries.choices_of(user_id)}
    return render(request, "people/communication.html", context, status=status_of(request, form))


def _choose(user_id: int, form: WishesForm) -> None:
    at = london.now()
    for category, way in form.wishes().items():
        preferences.choose(user_id=user_id, category=category, way=way, by=user_id, through=Through.PAGE, at=at)
