"""The demo's own way of signing in."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpResponse
from django.test import RequestFactory

from cilexportal.demo import views
from shop.queries.baskets import IN_SESSION
from tests import factories


def test_signing_in_as_somebody_is_in_the_list_of_their_sessions(db: None, rf: RequestFactory, settings) -> None:
    settings.MODE = "demo"
    ada = factories.UserFactory(email="ada@example.org")
    request = rf.post("/demo/sign-in/ada/")
    SessionMiddleware(lambda _: HttpResponse()).process_request(request)
    request.user = AnonymousUser()
    basket = {"units": 1, "uuid": "8a1e8c0e-3f0f-4a55-9f0e-2f6d6f0f4f10"}
    request.session[IN_SESSION] = basket
    assert views.sign_in(request, "ada").status_code == 302
    assert request.session[IN_SESSION] == basket, "what a visitor chose is kept"
    assert UserSession.objects.get(user=ada).session_key == request.session.session_key
