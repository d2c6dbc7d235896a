"""How the forms of people are carried out: once, and on to the next page or back to the form."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cilexportal.foundation.idempotency.acting import act_once
from people.rules.saying import Declined


def act_and_go(
    request: HttpRequest, form: forms.Form, act: Callable[[], object], *, said: str, to: str, scope: str
) -> HttpResponse | None:
    """Does one thing once and answers with the way on; None where it was not done, which the form then says."""
    try:
        url = act_once(request, form, act, said=said, to=to, scope=f"people.{scope}")
    except Declined as no:
        for sentence in no.sentences:
            form.add_error(None, sentence)
        return None
    return redirect(url) if url else None
