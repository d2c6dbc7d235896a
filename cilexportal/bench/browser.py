"""A signed-in browser that calls the WSGI handler as a server does, at no cost of its own worth naming."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.test import Client

from members.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
Request = Callable[[], bytes]


def signed_in(user: User) -> Client:
    """Django's own test client, signed in: good for signing in and for reading pages, too slow to measure with."""
    client = Client(headers={"host": "localhost"})
    client.force_login(user, backend=BACKEND)
    return client


class Browser:
    """Sends requests of one signed-in person to one WSGI handler, with session, CSRF token and nothing else."""

    def __init__(self, user: User, handler: WSGIHandler) -> None:
        session = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
        asked = HttpRequest()
        token = get_token(asked)
        secret = asked.META["CSRF_COOKIE"]
        self.handler = handler
        self.environ: dict[str, Any] = {
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "HTTP_HOST": "localhost",
            "REMOTE_ADDR": "127.0.0.1",
            "SCRIPT_NAME": "",
            "wsgi.url_scheme": "http",
            "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={secret}",
            "HTTP_X_CSRFTOKEN": token,
        }

    def get(self, address: str) -> bytes:
        """The body of a page. Raises RuntimeError for anything but 200: an error is fast."""
        return self._send("GET", address, b"", {})

    def send(self, method: str, address: str, body: bytes, **headers: str) -> bytes:
        """The body of the answer to some JSON. Raises as `get` does."""
        return self._send(method, address, body, {"CONTENT_TYPE": "application/json", **headers})

    def _send(self, method: str, address: str, body: bytes, headers: dict[str, str]) -> bytes:
        environ = {
            **self.environ,
            **headers,
            "REQUEST_METHOD": method,
            "PATH_INFO": address,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
        }
        statuses: list[str] = []
        response = self.handler(environ, lambda status, headers: statuses.append(status))
        answer = b"".join(response)
        response.close()
        if not statuses[0].startswith("200"):
            raise RuntimeError(f"{address} answered {statuses[0]}")
        return answer
