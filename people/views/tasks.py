"""What the signed-in person has to do, from every part of the portal."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cilexportal.foundation import london
from members import queries as members
from people.services import tasks


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """[REC-6] My tasks, what ends first first."""
    now = london.now()
    member = members.member_of(user_id=request.user.pk)
    person = tasks.Person(user_id=request.user.pk, member=member, roles=request.user.roles)
    return render(request, "people/tasks.html", {"tasks": tasks.of_person(person=person, at=now), "now": now})
