"""How a page carries out its form or its button: once, with a sentence about what was done or why it was refused."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cilexportal.foundation.idempotency.web import once
from cilexportal.foundation.rulebook.refusal import Refusal, Refused

# The box at which a refusal is said, or what tells it of each; above all of them without one.
Field = str | Callable[[Refusal], str] | None

# --- Forms ---------------------------------------------------------------------------------------------------------


def act_once(
    request: HttpRequest, form: forms.Form, act: Callable[[], object], *, said: str, to: str, scope: str = "",
    field: Field = None,
) -> str:  # fmt: skip
    """Does one thing once and gives the address to go on to; empty where it was refused, which the form then says.

    `scope` tells apart what forms of one class do; it is the form's own name otherwise. Raises what once() raises.
    """
    return answer_once(request, form, _saying(request, act, said=said, to=to), scope=scope, field=field)


def answer_once(
    request: HttpRequest, form: forms.Form, answer: Callable[[], str], *, scope: str = "", field: Field = None
) -> str:
    """The same for what knows only afterwards where to go on, and gives that address itself."""
    try:
        with once(request, scope=scope or _name(form)) as turn:
            if turn.first:
                turn.answer(answer())
    except Refused as no:
        say_no(form, no, field=field)
        return ""
    return turn.url


def say_no(form: forms.Form, no: Refused, *, field: Field = None) -> None:
    """Puts every reason of a refusal on the form."""
    for refusal in no.refusals:
        form.add_error(field(refusal) if callable(field) else field, str(refusal))


# --- Buttons -------------------------------------------------------------------------------------------------------


def press_once(
    request: HttpRequest, act: Callable[[], object], *, said: str, to: str, scope: str, back: str = ""
) -> HttpResponse:
    """What a button asks for, once; then on to `to`, or `back` where that is another place and it was refused. The next
    page says which. Raises what once() raises."""
    return lead_once(request, _saying(request, act, said=said, to=to), back=back or to, scope=scope)


def lead_once(request: HttpRequest, answer: Callable[[], str], *, back: str, scope: str) -> HttpResponse:
    """The same for what knows only afterwards where to go on, and gives that address itself."""
    try:
        with once(request, scope=scope) as turn:
            if turn.first:
                turn.answer(answer())
    except Refused as no:
        for refusal in no.refusals:
            messages.warning(request, str(refusal))
        return redirect(back)
    return redirect(turn.url)


def _saying(request: HttpRequest, act: Callable[[], object], *, said: str, to: str) -> Callable[[], str]:
    def answer() -> str:
        act()
        messages.success(request, said)
        return to

    return answer


def _name(form: forms.Form) -> str:
    """The app and the class of a form, such as shop.CheckoutForm."""
    return f"{type(form).__module__.partition('.')[0]}.{type(form).__name__}"
