"""The least that a Django page and a Django POST can be for somebody who is signed in: the floors of the pages."""

from __future__ import annotations

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import Context, Engine
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from cpd.models import Record

# What `startproject` sets up.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
LIST = Engine().from_string("""<!DOCTYPE html><html lang="en"><title>CPD</title><h1>{{ user.email }}</h1><ul>
{% for record in records %}<li>{{ record.title }}, {{ record.completed_on }}</li>{% endfor %}</ul></html>""")


@require_safe
@login_required
def page(request: HttpRequest) -> HttpResponse:
    """The records of the signed-in person by one query, as a plain list."""
    records = Record.objects.filter(member__user=request.user)
    return HttpResponse(LIST.render(Context({"records": records, "user": request.user})))


@require_POST
@login_required
def note(request: HttpRequest) -> JsonResponse:
    """One insert of what was sent."""
    text = request.body.decode()
    made = LogEntry.objects.create(user=request.user, object_repr="note", change_message=text, action_flag=CHANGE)
    return JsonResponse({"id": made.pk})


urlpatterns = [path("page/", page), path("note/", note)]
