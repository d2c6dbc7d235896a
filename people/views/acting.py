"""How the forms of people are carried out: once, with a sentence about what was done or why it was refused."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cilexportal.foundation.idempotency.web import once
from cilexportal.foundation.rulebook.refusal import Refused


def act_once(
    request: HttpRequest, form: forms.Form, act: Callable[[], object], *, said: str, to: str, scope: str = ""
) -> str:
    """Does one thing once and gives the address to go on to; empty where it was refused, which the form then says."""
    try:
        with once(request, scope=f"people.{scope or type(form).__name__}") as turn:
            if turn.first:
                act()
                messages.success(request, said)
                turn.answer(to)
    except Refused as no:
        for refusal in no.refusals:
            form.add_error(None, str(refusal))
        return ""
    return turn.url


def act_and_go(
    request: HttpRequest, form: forms.Form, act: Callable[[], object], *, said: str, to: str, scope: str
) -> HttpResponse | None:
    """Does one thing once and answers with the way on; None where it was refused, which the form then says."""
    url = act_once(request, form, act, said=said, to=to, scope=scope)
    return redirect(url) if url else None
