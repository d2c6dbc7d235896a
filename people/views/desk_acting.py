"""How the forms of the membership desk are carried out: once, with what was done or why it was not."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cilexportal.foundation.idempotency.web import once
from cilexportal.foundation.rulebook.refusal import Refused
from people.rules.saying import Declined


def act_at_desk(
    request: HttpRequest, form: forms.Form, act: Callable[[], object], *, scope: str, said: str, to: str
) -> HttpResponse | None:
    """Does one thing once and goes to `to`; None where it was not done, which the form then says."""
    try:
        with once(request, scope=f"people.{scope}") as turn:
            if turn.first:
                act()
                messages.success(request, said)
                turn.answer(to)
    except Refused as no:
        for refusal in no.refusals:
            form.add_error(None, str(refusal))
        return None
    except Declined as no:
        for sentence in no.sentences:
            form.add_error(None, sentence)
        return None
    return redirect(turn.url)
