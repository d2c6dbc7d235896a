"""The demo's own way of signing in."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpResponse
from django.test import RequestFactory

from cilexportal.demo import views
from tests import factories


def test_signing_in_as_somebody_is_in_the_list_of_their_sessions(db: None, rf: RequestFactory, settings) -> None:
    settings.MODE = "demo"
    ada = factories.UserFactory(email="ada@example.org")
    request = rf.post("/demo/sign-in/ada/")
    SessionMiddleware(lambda _: HttpResponse()).process_request(request)
    request.user = AnonymousUser()
    assert views.sign_in(request, "ada").status_code == 302
    assert UserSession.objects.get(user=ada).session_key == request.session.session_key
