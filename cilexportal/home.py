"""The first page: for visitors what the portal is for, for people signed in what waits for them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cilexportal.context import places_for
from cilexportal.foundation import london
from cpd.queries.glance import at_a_glance
from cpd.queries.years import years_of
from members import queries
from people.services import tasks
from shop.queries import glance
from standing.queries.terms import last_joining

# So many tasks stand on the first page; the others have a page of their own.
FIRST = 3


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The landing page, or the signed-in person's own page with CPD as its first card [REC-6]."""
    if not request.user.is_authenticated:
        return render(request, "home_visitor.html")
    return render(request, "home.html", _mine(request))


def _mine(request: HttpRequest) -> dict[str, Any]:
    """What waits for the person: their CPD year as a member, their desks as staff."""
    now = london.now()
    member = queries.member_of(user_id=request.user.pk)
    desks = [place for place in places_for(request) if place.words]
    years = years_of(member.pk, at=now) if member else None
    card = at_a_glance(member, now, years=years) if member else None
    person = tasks.Person(
        user_id=request.user.pk, member=member, roles=request.user.roles, years=years, card=card
    )  # fmt: skip
    # What its own card shows already stands in no list below it.
    todo = [task for task in tasks.of_person(person=person, at=now) if card is None or task.key != f"cpd:{card.slug}"]
    keys = {task.key for task in todo[:FIRST]}
    sells = any(place.route == "shop_desk:orders" for place in desks)
    is_visitor = member is None and not request.user.is_on_staff
    return {
        "now": now,
        "member": member,
        "may_join": is_visitor,
        "joining": last_joining(request.user.pk) if is_visitor else None,
        "cpd": card,
        "tasks": todo,
        "first_tasks": todo[:FIRST],
        "lacks_recovery_codes": request.user.is_on_staff and queries.lacks_recovery_codes(user_id=request.user.pk),
        "desks": desks,
        "shop_desk": glance.desk(today=london.date_of(now)) if sells else None,
        "orders": [row for row in glance.orders_of(request.user.pk) if f"order:{row['order'].uuid}" not in keys],
    }
