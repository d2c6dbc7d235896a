"""How a page carries out its form: once, with a sentence about what was done or why it was refused."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from cilexportal.foundation.idempotency.web import once
from cilexportal.foundation.rulebook.refusal import Refused


def act_once(
    request: HttpRequest, form: forms.Form, act: Callable[[], object], *, said: str, to: str, scope: str = ""
) -> str:
    """Does one thing once and gives the address to go on to; empty where it was refused, which the form then says.

    `scope` tells apart what forms of one class do; it is the form's own name otherwise. Raises what once() raises.
    """
    try:
        with once(request, scope=scope or _name(form)) as turn:
            if turn.first:
                act()
                messages.success(request, said)
                turn.answer(to)
    except Refused as no:
        for refusal in no.refusals:
            form.add_error(None, str(refusal))
        return ""
    return turn.url


def _name(form: forms.Form) -> str:
    """The app and the class of a form, such as shop.CheckoutForm."""
    return f"{type(form).__module__.partition('.')[0]}.{type(form).__name__}"
