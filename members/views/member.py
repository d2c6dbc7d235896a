"""What a person sees of themselves."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cilexportal.foundation import london
from members import queries
from members.queries import MyDetails, SignIn

Rows = list[dict[str, str]]


@require_safe
def details(request: HttpRequest) -> HttpResponse:
    """Name, number, grade and letters as the portal holds them, and the doors to change how one signs in."""
    facts = queries.my_details(user_id=request.user.pk, today=london.today())
    sign_in = queries.sign_in_of(user_id=request.user.pk)
    context = {"details": facts, "rows": _facts(facts), "sign_in": _doors(facts, sign_in)}
    return render(request, "members/details.html", context)


def _facts(facts: MyDetails) -> Rows:
    rows = [("Name", facts.full_name), ("Membership number", facts.number)]
    if facts.title:
        since = f"\nsince {london.in_words(facts.since)}" if facts.since else ""
        rows += [("Grade", f"{facts.title.name}{since}"), ("Designatory letters", facts.title.letters)]
    rows.append(("Specialism", facts.specialism))
    return [{"key": key, "value": value} for key, value in rows if value]


def _doors(facts: MyDetails, sign_in: SignIn) -> Rows:
    """How the person signs in, each with the page that changes it."""
    rows = [
        ("E-mail address", facts.email, "account_email", "Change"),
        ("Password", "Set" if sign_in.has_password else "None", "account_change_password", "Change"),
        ("Authenticator app", "On" if sign_in.has_app else "Off", "mfa_index", "Change"),
        ("Passkeys", str(sign_in.passkeys), "mfa_list_webauthn", "Change"),
        ("Where I am signed in", "Browsers and devices", "usersessions_list", "See"),
    ]
    return [
        {"key": key, "value": value, "action_url": reverse(route), "action_text": action}
        for key, value, route, action in rows
    ]
