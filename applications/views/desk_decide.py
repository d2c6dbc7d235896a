"""An officer assesses the sections of a case, decides it with a letter, and takes a decision back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse as address
from django.views.decorators.http import require_http_methods, require_safe

from applications.enums import Body, Outcome
from applications.forms.desk_decide import FAILED, PASSED, PREVIEW, DecideForm, ReasonForm, SectionForm
from applications.models import Case, Letter
from applications.queries import case as cases
from applications.queries import deciding as queries
from applications.queries import followed
from applications.queries.changes import changes_of
from applications.queries.deciding import ToDecide
from applications.queries.pathways import data_by_id
from applications.rules import deciding as rules
from applications.rules.numbers import letter_number
from applications.services import assessing, deciding
from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import act_once
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back
from cilexportal.foundation.rulebook.refusal import Refusal

POSTABLE = ["GET", "HEAD", "POST"]
ANY_WORDS = "A reason."
WRITTEN_ANEW = "You chose something else since the letter was written. Here is the letter for it: nothing is sent yet."


@gives_back
@require_http_methods(POSTABLE)
def section(request: HttpRequest, uuid: UUID, section: str) -> HttpResponse:
    """[HB-26] A section of the step, passed or failed with its reasons; what was found before is in the form."""
    case = opened(request, uuid)
    data = data_by_id(case.application.version_id)
    if section not in data.step(case.step).sections:
        raise Http404
    if source := followed.source_of(case, section):
        return redirect(source.path(case))
    back = page_of(case)
    standing = next((one for one in queries.standing_verdicts(case) if one.section == section), None)
    form = SectionForm(
        sent(request), back=back, reasons=[one for one in data.reasons if one.section == section],
        initial={"revision": case.revision, **_found_before(standing)},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        seen, found = form.cleaned_data["revision"], form.section(section)
        url = act(
            request, form, case,
            lambda: assessing.judge_section(
                case_id=case.pk, revision=seen, section=found, by=request.user, at=london.now()
            ),
            said="The section is assessed.", to=back,
        )  # fmt: skip
        if url:
            return redirect(url)
    number, changes = changes_of(case)
    context = {
        "case": case, "form": form, "back": back, "standing": standing, "number": number, "changes": changes,
        "title": {one.code: one.words for one in data.sections}[section], "step": data.step(case.step),
    }  # fmt: skip
    return render(request, "applications/desk/section.html", context, status=status_of(request, form))


@gives_back
@require_http_methods(POSTABLE)
def decide(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """[HB-26] [HB-26a] [HB-27] [HB-28] The decisions that the facts allow, why the others are not among them, and the
    letter before it goes."""
    case = opened(request, uuid)
    found = queries.to_decide(case, today=london.today())
    hours = found.hours_said()
    form = DecideForm(
        sent(request), back=page_of(case), offered=offered_of(found), known=found.matter.step.officer,
        asks_day=hours is not None and hours.are_short, initial={"revision": case.revision},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and (url := _decide(request, form, found)):
        return redirect(url)
    if form.is_bound and form.data.get("letter"):
        form.show(letter=None)
    if form.is_bound and form.errors:
        case.refresh_from_db()
        found = queries.to_decide(case, today=london.today())
    form.offer(offered_of(found))
    return render(request, "applications/desk/decide.html", _context(form, found), status=status_of(request, form))


@require_safe
def letter(request: HttpRequest, uuid: UUID, number: int) -> HttpResponse:
    """[HB-26a] A letter as it was sent, with what became of its message."""
    case = opened(request, uuid)
    letters = Letter.objects.filter(case=case, number=number, released_at__isnull=False)
    found = letters.select_related("application__user", "written_by", "message", "decision").first()
    if found is None:
        raise Http404
    said = letter_number(case.application.reference, number)
    context = {"case": case, "letter": found, "number": said, "back": page_of(case)}
    return render(request, "applications/desk/letter.html", context)


@gives_back
@require_http_methods(POSTABLE)
def reverse(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """[HB-26] Takes an officer's decision back, with a reason that the applicant reads."""
    case = opened(request, uuid)
    back, last = page_of(case), queries.last_of(case)
    form = ReasonForm(sent(request), back=back, initial={"revision": case.revision})
    if request.method == "POST" and form.is_valid():
        seen, why = form.cleaned_data["revision"], form.cleaned_data["why"]
        url = act(
            request, form, case,
            lambda: deciding.reverse(case_id=case.pk, revision=seen, why=why, by=request.user, at=london.now()),
            said="The decision is taken back, and the applicant is told.", to=request.path,
        )  # fmt: skip
        if url:
            return redirect(url)
    refusals = deciding.why_not_reversed(case=case, last=last, by=request.user, why=ANY_WORDS)
    context = {
        "case": case, "form": form, "back": back, "last": last, "refusals": refusals, "title": queries.title_of(case),
    }  # fmt: skip
    return render(request, "applications/desk/letter_reverse.html", context, status=status_of(request, form))


def opened(request: HttpRequest, uuid: UUID) -> Case:
    """The case for somebody at the desk. Raises Http404 where there is none, and for those it is about."""
    found = cases.opened(uuid, by=request.user)
    if found is None:
        raise Http404
    return found


def page_of(case: Case) -> str:
    """Where a case is read."""
    return address("applications_desk:case", args=[case.uuid])


def offered_of(found: ToDecide) -> tuple[Outcome, ...]:
    """[HB-26] The decisions that an officer can make now."""
    return rules.available(found.matter, found.data, body=Body.OFFICER)


def act(
    request: HttpRequest, form: Any, case: Case, do: Callable[[], object], *, said: str, to: str
) -> str:  # fmt: skip
    """Acts once; where that was refused, the form that is shown again holds the case as it is now."""
    url = act_once(request, form, do, said=said, to=to)
    if not url:
        case.refresh_from_db()
        form.carry(revision=case.revision)
    return url


def _decide(request: HttpRequest, form: DecideForm, found: ToDecide) -> str:
    """Writes the letter into the form, or decides and gives the address to go on to; empty otherwise."""
    outcome, day, why = form.chosen()
    said = form.cleaned_data
    if request.POST.get("do") == PREVIEW or said["written_for"] != form.is_written_for():
        if request.POST.get("do") != PREVIEW and said["letter"]:
            messages.info(request, WRITTEN_ANEW)
        draft = found.drafted(outcome, expected_on=day, expected_why=why)
        form.show(letter={"subject": draft.subject, "letter": draft.body, "written_for": form.is_written_for()})
        return ""
    form.show(letter=None)
    return act(
        request, form, found.case,
        lambda: deciding.decide(
            case_id=found.case.pk, revision=said["revision"], outcome=outcome, why=said["why"], subject=said["subject"],
            body=said["letter"], expected_on=day, expected_why=why, by=request.user, at=london.now(),
        ),
        said=f"Decided: {outcome.label.lower()}. The letter is on its way.", to=page_of(found.case),
    )  # fmt: skip


def _context(form: DecideForm, found: ToDecide) -> dict[str, Any]:
    """What the page of a decision shows beside its form."""
    matter, offered = found.matter, offered_of(found)
    others: dict[tuple[Refusal, ...], list[str]] = {}
    for one in (Outcome(one) for one in matter.step.officer if one not in offered):
        others.setdefault(tuple(rules.why_not(one, matter, found.data, body=Body.OFFICER)), []).append(one.label)
    number, changes = changes_of(found.case)
    return {
        "form": form, "case": found.case, "back": page_of(found.case), "step": matter.step, "offered": offered,
        "others": [(", ".join(labels), refusals) for refusals, labels in others.items()],
        "sections": _sections(found), "hours": found.hours, "said": found.hours_said(),
        "items": rules.items_of(matter.sections, found.data), "number": number, "changes": changes,
        "typed": {} if offered or not form.is_bound else {
            name: form.data.get(key, "") for key, name in (("why", "Your reason"), ("letter", "Your letter"))
        },
    }  # fmt: skip


def _sections(found: ToDecide) -> list[dict[str, Any]]:
    titles = {one.code: one.words for one in found.data.sections}
    return [
        {
            "code": one.code, "title": titles[one.code], "passed": one.passed,
            "reasons": [(found.data.reason(failed.code), failed.note) for failed in one.reasons],
        }
        for one in found.matter.sections
    ]  # fmt: skip


def _found_before(standing: Any) -> dict[str, Any]:
    """The verdict that stands, as the boxes of the form."""
    if standing is None:
        return {}
    boxes: dict[str, Any] = {"verdict": PASSED if standing.passed else FAILED}
    for one in standing.reasons:
        boxes |= {f"reason_{one['code']}": True, f"note_{one['code']}": one.get("note", "")}
    return boxes
