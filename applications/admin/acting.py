"""A page of the administration that asks before something is done: what follows, the button, and a way back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import IntegrityError, InternalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from applications.admin.committee import CHANGED
from cilexportal.foundation.idempotency.acting import act_once
from members.adminsite import site


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked before it is done: the title, what follows in sentences, and the words of the button.

    `said` is the message afterwards, `back` where one goes then and where one leaves to. `rows` are the things it is
    about, `hidden` the fields that lead back to the same question.
    """

    title: str
    words: Sequence[str]
    button: str
    said: str
    back: str
    back_text: str
    clause: str = ""
    rows: Iterable[object] = ()
    hidden: Sequence[tuple[str, object]] = field(default=())


def asked(
    request: HttpRequest, question: Question, form: forms.Form, act: Callable[[], object], *, scope: str
) -> HttpResponse:
    """Shows the question, or does it once where its own button was pressed; what is refused is said on the page, which
    keeps what was typed."""
    if form.is_bound and form.is_valid():
        try:
            if url := act_once(request, form, act, said=question.said, to=question.back, scope=scope):
                return redirect(url)
        except (IntegrityError, InternalError):
            form.add_error(None, CHANGED)
    context: dict[str, Any] = {
        **site.each_context(request), "title": question.title, "words": question.words, "button": question.button,
        "back": question.back, "back_text": question.back_text, "clause": question.clause, "rows": question.rows,
        "hidden": question.hidden, "form": form,
    }  # fmt: skip
    return render(request, "admin/committee/act.html", context)
