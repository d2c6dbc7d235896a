"""The hours ledger: what it comes to, drawn over time, and taking a role or a course out of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from applications.enums import Stage, StepKind
from applications.models import Case, Course, Role, Typed
from applications.queries import ledger as queries
from applications.queries.ledger_page import begun, drawn, flagged, rows_of, shows_accepted, title_of
from applications.queries.pathways import data_by_id
from applications.rules.claims import may_change
from applications.services import ledger as services
from applications.services import typing
from applications.views.around import HOURS, pages_of
from cilexportal.foundation import london
from cilexportal.foundation.idempotency.web import once
from cilexportal.foundation.rulebook.refusal import Refusal, Refused


def own_case(request: HttpRequest, uuid: UUID) -> Case:
    """The experience step of an application of this person's. Raises Http404."""
    own = {"application__uuid": uuid, "application__user": request.user.pk, "kind": StepKind.EXPERIENCE}
    case = Case.objects.select_related("application").filter(**own).order_by("pk").first()
    if case is None:
        raise Http404
    return case


def held_back(case: Case) -> list[Refusal]:
    """Why the ledger cannot be changed now; nothing where it can."""
    return may_change(Stage(case.stage), is_over=case.application.ended_at is not None)


@require_safe
def ledger(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """[HB-18] [HB-19] [HB-20] [HB-20a] [HB-27a] The whole ledger as it is claimed, and once decided as accepted."""
    case = own_case(request, uuid)
    data, today = data_by_id(case.application.version_id), london.today()
    book = queries.book_of(case)
    told = shows_accepted(case)
    reckoned = queries.reckon(book.claimed(), figures=data.hours, today=today)
    context = {
        "case": case, "application": case.application, "beside": pages_of(case, here=HOURS), "data": data,
        "today": today, "refusals": held_back(case),
        "reckoned": reckoned, "rows": rows_of(book, reckoned, data, today=today, told=told), "told": told,
        "accepted": queries.reckon(book.accepted(), figures=data.hours, today=today) if told else None,
        "drawn": drawn(book, reckoned, data, today=today), "flagged": flagged(reckoned), "new": uuid4(),
        "begun": [_begun(one, uuid) for one in begun(case.application)] if not held_back(case) else [],
    }  # fmt: skip
    return render(request, "applications/ledger/ledger.html", context)


def _begun(typed: Typed, uuid: UUID) -> dict[str, Any]:
    """A form that was begun: its address, and what it is called so far."""
    word, _, entry = typed.page.partition(":")
    name = typed.fields.get("title") or typed.fields.get("provider") or f"A {word}"
    return {"url": reverse(f"applications:{word}", args=[uuid, entry]), "title": name, "at": typed.saved_at}


@require_http_methods(["GET", "HEAD", "POST"])
def role_drop(request: HttpRequest, uuid: UUID, role: UUID) -> HttpResponse:
    """[HB-17] Asks, and takes a role out."""
    case = own_case(request, uuid)
    found = Role.objects.filter(case=case, uuid=role).first()
    return _drop(request, case, found, drop=services.drop_role, page=f"role:{role}")


@require_http_methods(["GET", "HEAD", "POST"])
def course_drop(request: HttpRequest, uuid: UUID, course: UUID) -> HttpResponse:
    """[HB-19] Asks, and takes a course out."""
    case = own_case(request, uuid)
    found = Course.objects.filter(case=case, uuid=course).first()
    return _drop(request, case, found, drop=services.drop_course, page=f"course:{course}")


def _drop(
    request: HttpRequest, case: Case, entry: Role | Course | None, *, drop: Callable[..., None], page: str
) -> HttpResponse:
    """The question, or its answer; what is gone already leads back to the ledger, as a form sent twice does."""
    back = reverse("applications:ledger", args=[case.application.uuid])
    if entry is None:
        return redirect(back)
    refusals: tuple[Refusal, ...] = ()
    title = title_of(entry, data_by_id(case.application.version_id))
    if request.method == "POST":
        try:
            with once(request, scope="applications.ledger.drop") as turn:
                if turn.first:
                    drop(case_id=case.pk, uuid=entry.uuid, at=london.now())
                    typing.let_go(application_id=case.application_id, page=page)
                    messages.success(request, f"Taken out of your ledger: {title}.")
                    turn.answer(back)
            return redirect(turn.url)
        except Refused as no:
            refusals = no.refusals
    context = {"title": title, "back": back, "refusals": refusals or held_back(case)}
    return render(request, "applications/ledger/drop.html", context, status=422 if refusals else 200)
