"""How the forms of standing are carried out: once, with a sentence about what was done or why it was refused."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from cilexportal.foundation.idempotency.web import once
from cilexportal.foundation.rulebook.refusal import Refused


def act_once(request: HttpRequest, form: forms.Form, act: Callable[[], object], *, said: str, to: str) -> str:
    """Does one thing once and gives the address to go on to; empty where it was refused, which the form then says."""
    try:
        with once(request, scope=f"standing.{type(form).__name__}") as turn:
            if turn.first:
                act()
                messages.success(request, said)
                turn.answer(to)
    except Refused as no:
        for refusal in no.refusals:
            form.add_error(None, str(refusal))
        return ""
    return turn.url


def declare_url(year: int, *, grade: str = "") -> str:
    """Where conduct is declared for a calendar year; `grade` is the one that somebody wants to join in."""
    url = reverse("standing:declare", args=[year])
    return f"{url}?{urlencode({'grade': grade})}" if grade else url
