"""Assessing the portfolio of a final application: all examples, one example beside its evidence, and what is judged."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from admission.forms.assess import (
    ACCEPTED,
    KEPT,
    MOST_TYPED,
    REFUSED,
    JudgeForm,
    MarksForm,
    ShareForm,
    boxes_of,
)
from admission.models import DocumentTrace
from admission.queries import assessors
from admission.queries.example_page import beside, shown_of
from admission.queries.lately import lately_of
from admission.queries.likeness import alike_of
from admission.queries.questions import Question
from admission.queries.sheet_of_marks import Book, Sheet, book_of
from admission.services import marking, marks_typed
from admission.views.desk import case_opened
from applications.enums import Stage
from applications.models import Case
from applications.queries import signatures
from applications.queries.case_notes import colleagues
from applications.services import noting
from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import act_once
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back
from members.models import User

POSTABLE = ["GET", "HEAD", "POST"]
MARKS, EVIDENCE = "marks", "evidence"
SECOND = "second"


def opened(request: HttpRequest, uuid: UUID) -> Book:
    """[HB-26] [HB-31] The marks of a final application, but for those that whoever asks must not read yet. Raises
    Http404 where nothing was submitted."""
    return _read(case_opened(request, uuid), request)


def _read(case: Case, request: HttpRequest) -> Book:
    book = book_of(case)
    if book is None:
        raise Http404
    return assessors.read_by(book, request.user)


@require_safe
def assess(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """[HB-31] [HB-37a] [HB-S4.3a] All examples with how far each is marked, and what stands against approving."""
    book = opened(request, uuid)
    noting.looked(case=book.case, what=MARKS, by=request.user, at=london.now())
    every = book.round == 1 or "all" in request.GET
    context = _around(book) | {
        "bands": list(_bands(book, every=every)), "every": every, "likeness": alike_of(book),
        "unread": DocumentTrace.objects.filter(document__in=_documents(book), pages=None).exists(),
    }  # fmt: skip
    return render(request, "admission/assess.html", context)


@gives_back
@require_http_methods(POSTABLE)
def example(request: HttpRequest, uuid: UUID, slot: str) -> HttpResponse:
    """[HB-31] One example: its criteria beside its words and a page of its evidence. `?second=1` is the second mark."""
    book = opened(request, uuid)
    sheet, is_second = sheet_of(book, slot), SECOND in request.GET
    form = _marks_form(request, book, sheet, is_second=is_second)
    if request.method == "POST" and form.is_valid() and (url := _mark(request, form, book, sheet, is_second=is_second)):
        return redirect(url)
    why_not = assessors.why_not(book, sheet, is_second=is_second, by=request.user)
    context = _around(book) | beside(book, sheet, is_second=is_second) | {
        "form": form, "sheet": sheet, "is_second": is_second, "files": shown_of(sheet), "why_not": why_not,
        "takes_over": sheet.hidden or assessors.anothers(book, sheet, is_second=is_second, by=request.user),
        "questions": [one for one in book.questions if _is_on(one, sheet)],
    }  # fmt: skip
    return render(request, "admission/assess_example.html", context, status=status_of(request, form))


@gives_back
@require_http_methods(POSTABLE)
def judge(request: HttpRequest, uuid: UUID, kind: str, about: str) -> HttpResponse:
    """[HB-41c] [HB-50] Whether a statement, or the explanation of older work, is accepted."""
    book = opened(request, uuid)
    asked = _question(book, kind, about)
    if asked is None:
        raise Http404
    back = example_url(book.case, asked.slot)
    form = JudgeForm(sent(request), back=back, initial=_judged_before(asked))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        url = act_once(
            request, form,
            lambda: marking.judge(
                case_id=book.case.pk, kind=kind, about=about, accepted=said["verdict"] == ACCEPTED, why=said["why"],
                seen=said["seen"], by=request.user, at=london.now(),
            ),
            said="Your judgement is kept.", to=back,
        )  # fmt: skip
        if url:
            return redirect(url)
        asked = _question(_read(book.case, request), kind, about) or asked
        form.carry(seen=asked.seen)
    context = _around(book) | {"form": form, "asked": asked, "back": back}
    return render(request, "admission/assess_judge.html", context, status=status_of(request, form))


@gives_back
@require_http_methods(POSTABLE)
def share(request: HttpRequest, uuid: UUID, competency: int) -> HttpResponse:
    """[HB-31] Gives a competency to one assessor."""
    book = opened(request, uuid)
    asked = next((one for one in book.data.competencies if one.number == competency), None)
    if asked is None:
        raise Http404
    back = reverse("admission_desk:assess", args=[book.case.uuid])
    people = [request.user.pk, *(one.pk for one in colleagues(book.case, but=request.user))]
    now = book.shares.get(competency)
    form = ShareForm(
        sent(request), assessors=User.objects.filter(pk__in=people).order_by("full_name", "pk"), back=back,
        initial={"assessor": now.assessor_id if now else request.user.pk, "seen": now.pk if now else 0},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["assessor"]
        url = act_once(
            request, form,
            lambda: marking.share(
                case_id=book.case.pk, competency=competency, assessor=chosen, seen=form.cleaned_data["seen"],
                by=request.user, at=london.now(),
            ),
            said=f"{chosen} marks competency {competency}.", to=back,
        )  # fmt: skip
        if url:
            return redirect(url)
        now = _read(book.case, request).shares.get(competency)
        form.carry(seen=now.pk if now else 0)
    context = _around(book) | {"form": form, "competency": asked, "share": now, "back": back}
    return render(request, "admission/assess_share.html", context, status=status_of(request, form))


def sheet_of(book: Book, slot: str) -> Sheet:
    """The example of a place. Raises Http404."""
    found = book.sheet(slot)
    if found is None:
        raise Http404
    return found


def example_url(case: Case, slot: str, *, is_second: bool = False) -> str:
    """Where an example is marked."""
    url = reverse("admission_desk:example", args=[case.uuid, slot])
    return f"{url}?{SECOND}=1" if is_second else url


def _marks_form(request: HttpRequest, book: Book, sheet: Sheet, *, is_second: bool) -> MarksForm:
    slot, at = sheet.example.slot, london.now()
    typed = marks_typed.typed_of(submission=book.submission, slot=slot, is_second=is_second, by=request.user)
    keeps = reverse("admission_desk:keep", args=[book.case.uuid, slot])
    autosave = {
        "data-autosave-url": f"{keeps}?{SECOND}=1" if is_second else keeps,
        "data-autosave-version": str(typed.version if typed else 0),
        "data-autosave-kept": KEPT, "data-autosave-most": str(MOST_TYPED),
    }  # fmt: skip
    if typed is not None:
        autosave["data-autosave-saved"] = str(max(0, int((at - typed.saved_at).total_seconds())))
    boxes = typed.fields if typed is not None else boxes_of(sheet.lines, is_second=is_second)
    lately = lately_of(book.case, outcome=sheet.example.outcome.number, cases=book.data.marking.lately_cases)
    return MarksForm(
        sent(request), slot=slot, lately=lately, lines=sheet.lines, shortfalls=book.data.shortfalls, autosave=autosave,
        back=reverse("admission_desk:assess", args=[book.case.uuid]),
        initial={**boxes, "seen": sheet.seen(is_second=is_second)},
    )  # fmt: skip


def _mark(request: HttpRequest, form: MarksForm, book: Book, sheet: Sheet, *, is_second: bool) -> str:
    """Keeps the marks and gives the address of the next example that needs some; empty where that was refused."""
    slot, marks, seen = sheet.example.slot, form.marks(), form.cleaned_data["seen"]
    after = next((one for one in _later(book, sheet) if (one.seconds_left if is_second else one.left)), None)
    to = reverse("admission_desk:assess", args=[book.case.uuid])
    url = act_once(
        request, form,
        lambda: marking.mark_example(
            case_id=book.case.pk, slot=slot, is_second=is_second, marks=marks, seen=seen, by=request.user,
            at=london.now(),
        ),
        said=f"Your marks of {sheet.example.number} are kept.",
        to=example_url(book.case, after.example.slot, is_second=is_second) if after else to,
    )  # fmt: skip
    if not url and (again := _read(book.case, request).sheet(slot)):
        form.carry(seen=again.seen(is_second=is_second))
    return url


def _around(book: Book) -> dict[str, Any]:
    case: Case = book.case
    is_there = case.stage == Stage.ASSESSMENT
    waits = signatures.waiting_of(case) if is_there else None
    return {
        "book": book, "case": case, "application": case.application, "can_mark": is_there and waits is None,
        "waits": waits, "refusals": book.why_not_approve,
    }  # fmt: skip


def _bands(book: Book, *, every: bool) -> Any:
    """Each competency with its examples that are shown and who marks it."""
    shown = list(book.sheets) if every else book.to_do
    for one in book.data.competencies:
        sheets = [sheet for sheet in shown if sheet.example.competency == one.number]
        yield one, sheets, book.shares.get(one.number)


def _documents(book: Book) -> list[int]:
    return [file.document.pk for one in book.examples for file in one.files]


def _is_on(one: Question, sheet: Sheet) -> bool:
    keys = {f"sheet:{sheet.example.slot}", *(f"{sheet.example.slot}:{file.key}" for file in sheet.example.files)}
    return one.about in keys


def _later(book: Book, sheet: Sheet) -> list[Sheet]:
    """The examples after this one, and then those before it."""
    at = book.sheets.index(sheet)
    return [*book.sheets[at + 1 :], *book.sheets[:at]]


def _question(book: Book, kind: str, about: str) -> Question | None:
    return next((one for one in book.questions if (one.kind, one.about) == (kind, about)), None)


def _judged_before(asked: Question) -> dict[str, Any]:
    if asked.judged is None:
        return {"seen": 0}
    return {"verdict": ACCEPTED if asked.judged.accepted else REFUSED, "why": asked.judged.why, "seen": asked.seen}
