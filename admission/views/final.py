"""The page of the final application: what is gathered by itself, what is still wanting, and the form."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from admission.forms.final import LetterForm, Page, ReuseForm, SectionForm
from admission.queries.gathered import WRITTEN, Found, found_of
from admission.queries.owner import page_of
from admission.rules.form import in_words, section_of, wanting_of
from admission.rules.gathering import may_open, wanting
from admission.services import gathering
from admission.views.around import around, owned
from applications.enums import PaperKind
from applications.models import Case
from applications.queries.typed import form_of
from applications.rules.pathway import FormSection
from applications.services import papers
from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import act_once
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back

POSTABLE = ["GET", "HEAD", "POST"]


@require_safe
@owned
def final(request: HttpRequest, case: Case) -> HttpResponse:
    """[HB-58] [HB-59] [HB-59c] [HB-62] What the final application is made of, and what is still wanting."""
    today = london.today()
    found = found_of(case, today=today)
    context = around(case, here="final") | {
        "found": found, "gathered": found.gathered, "shut": may_open(found.gathered), "is_sent": _is_sent(case),
        "wanting": list(wanting(found.gathered, applied_on=today)),
        "sections": [(one, not list(wanting_of([one], found.answers))) for one in found.data.form],
        "offered": [(one, one.reference.pk == _chosen(found)) for one in found.offered],
        "months": found.data.reference.reuse_months, "year": today.year,
    }  # fmt: skip
    return render(request, "admission/final.html", context)


@gives_back
@require_http_methods(POSTABLE)
@owned
def form(request: HttpRequest, case: Case, section: str) -> HttpResponse:
    """[HB-59] One page of the application form, kept at each pause and when it is saved."""
    found = found_of(case, today=london.today())
    about = section_of(found.data.form, section)
    if about is None:
        raise Http404
    filled = _filled(request, case, about, found)
    if request.method == "POST" and filled.is_valid():
        answers = filled.answers()
        url = act_once(
            request, filled,
            lambda: gathering.answer(
                case_id=case.pk, section=section, sent=answers, by=request.user, at=london.now()
            ),
            said="Saved. It is not submitted yet.", to=page_of(case),
        )  # fmt: skip
        if url:
            return redirect(url)
    context = around(case, here="final") | {
        "section": about, "form": filled, "shut": may_open(found.gathered), "is_sent": _is_sent(case),
        "clause": "HB-59", "said": _said(about, found.answers.get(section, {})),
    }  # fmt: skip
    return render(request, "admission/form.html", context, status=status_of(request, filled))


@require_POST
@owned
def reuse(request: HttpRequest, case: Case) -> HttpResponse:
    """[HB-62] Uses the reference given for experience again, or no longer."""
    chosen, to = ReuseForm(request.POST), page_of(case)
    url = ""
    if chosen.is_valid():
        reference = chosen.cleaned_data["reference"]
        said = "This reference goes with your final application." if reference else "It is not used again."
        url = act_once(
            request, chosen,
            lambda: gathering.use_again(
                case_id=case.pk, reference_id=reference, by=request.user, at=london.now()
            ),
            said=said, to=to,
        )  # fmt: skip
    for error in chosen.non_field_errors():
        messages.error(request, error)
    return redirect(url or to)


@gives_back
@require_http_methods(POSTABLE)
@owned
def letter(request: HttpRequest, case: Case) -> HttpResponse:
    """[HB-59c] Adds an older letter that confirms the hours, where there is none of ours."""
    files = request.FILES if request.method == "POST" else None
    added = LetterForm(sent(request), files, back=page_of(case), initial={"revision": case.revision})
    if request.method == "POST" and added.is_valid():
        said = added.cleaned_data
        url = act_once(
            request, added,
            lambda: papers.add(
                case_id=case.pk, revision=said["revision"], kind=PaperKind.OTHER, upload=said["file"],
                by=request.user, at=london.now(),
            ),
            said="The letter is added, and being checked.", to=page_of(case),
        )  # fmt: skip
        if url:
            return redirect(url)
    context = around(case, here="final") | {"form": added}
    return render(request, "admission/letter.html", context, status=status_of(request, added))


def _filled(request: HttpRequest, case: Case, section: FormSection, found: Found) -> SectionForm:
    page, saved = gathering.page_of(section.code), found.answers.get(section.code, {})
    typed = form_of(application_id=case.application_id, page=page, saved=saved)
    url = reverse("applications:keep", args=[case.application.uuid, page])
    since = (london.now() - typed.typed_at).total_seconds() if typed.typed_at else None
    page_now = Page(
        section=section, url=url, back=page_of(case), version=typed.version,
        kept_seconds=None if since is None else max(0, int(since)),
    )  # fmt: skip
    return SectionForm(sent(request), page=page_now, answers=typed.fields)


def _said(section: FormSection, answers: Mapping[str, str]) -> list[dict[str, str]]:
    """What was answered, to be read once it is submitted."""
    return [
        {"key": one.words, "value": in_words(one, answers.get(one.code, "")) or "Not answered"}
        for one in section.questions
    ]  # fmt: skip


def _chosen(found: Found) -> int | None:
    return found.chosen.reference.pk if found.chosen else None


def _is_sent(case: Case) -> bool:
    return case.stage not in WRITTEN
