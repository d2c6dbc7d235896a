"""All that belongs to an application, as files of one archive: for an appeal, and to be checked without the portal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import ForeignKey, Model, QuerySet

from admission.models import Declaration, Title
from admission.queries.records import sealed
from admission.rules.keeping import Kept, kept
from applications.models import Case, Decision, Happening, Letter, Reference, Submission
from cilexportal.foundation import london
from cilexportal.foundation.documents.models import Document, DocumentState
from members.models import User
from portfolio.models import Build, BuildState, BuiltFile, Piece, Sheet, SheetVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file of the archive: its text, or where it is stored with the hash that it had when it was checked."""

    name: str
    text: str = ""
    stored: str = ""
    sha256: str = ""


def entries(case: Case) -> Iterator[Entry]:
    """[HB-28b] Every file of the archive of a case in its order: the whole application, as an appeal looks at it."""
    application = case.application
    cases = list(Case.objects.filter(application=application).order_by("pk"))
    yield Entry(name="application.json", text=_json(_about(case, cases)))
    yield Entry(name="pathway.json", text=_json(application.version.document))
    for one in cases:
        yield from _of_step(one)
    yield from _letters(case)
    yield from _sheets(case)
    yield from _evidence(case)
    yield from _built(case)
    yield from _declarations(case)
    titles = Title.objects.filter(case=case)
    if titles:
        yield Entry(name="titles.json", text=_json(_rows(titles)))


def keeping_of(case: Case) -> list[Kept]:
    """How long what belongs to a case is kept, class by class; nothing before it is decided."""
    return list(kept(decided_on=decided)) if (decided := decided_on(case)) else []


def decided_on(case: Case) -> date | None:
    """The London date of the decision that stands."""
    return london.date_of(case.decided_at) if case.decided_at else None


def _about(case: Case, cases: list[Case]) -> dict[str, Any]:
    application = case.application
    return {
        "reference": application.reference, "applicant": application.user.full_name,
        "pathway": application.pathway_id, "version": application.version.version, "begun_at": application.begun_at,
        "ended_at": application.ended_at, "end": application.end,
        "steps": [
            {
                "step": one.step, "stage": one.stage, "submitted_at": one.submitted_at, "cleared_at": one.cleared_at,
                "decided_at": one.decided_at, "working_days": one.clock_used,
            }
            for one in cases
        ],
    }  # fmt: skip


def _of_step(case: Case) -> Iterator[Entry]:
    """What was submitted, decided and told of one step."""
    for sent in Submission.objects.filter(case=case).order_by("number"):
        told = {"number": sent.number, "at": sent.at, "sha256": sent.sha256, "content": sent.content}
        yield Entry(name=f"{case.step}/submission-{sent.number}.json", text=_json(told))
    decisions = Decision.objects.filter(case=case)
    if decisions:
        yield Entry(name=f"{case.step}/decisions.json", text=_json(_rows(decisions)))
    yield Entry(name=f"{case.step}/timeline.json", text=_json(_rows(Happening.objects.filter(case=case))))
    references = Reference.objects.filter(asked__case=case, signed_at__isnull=False)
    if references:
        yield Entry(name=f"{case.step}/references-in-confidence.json", text=_json(_rows(references)))
    marks = list(case.marks.values())
    if marks:
        yield Entry(name=f"{case.step}/marks.json", text=_json(marks))
    judged = list(case.judgements.values())
    if judged:
        yield Entry(name=f"{case.step}/judgements.json", text=_json(judged))
    for paper in case.papers.select_related("document").order_by("pk"):
        yield from _file(paper.document, f"{case.step}/papers/{paper.uuid}")


def _letters(case: Case) -> Iterator[Entry]:
    released = Letter.objects.filter(application=case.application_id, released_at__isnull=False)
    for one in released.order_by("number"):
        number = f"{case.application.reference} / {one.number}"
        head = f"{number}\n{london.at_in_words(one.released_at)}\n\n{one.subject}\n\n" if one.released_at else ""
        yield Entry(name=f"letters/{one.number:03}.txt", text=f"{head}{one.body}\n")


def _sheets(case: Case) -> Iterator[Entry]:
    """Every version of every sheet: which of them were submitted, the submissions say."""
    sheets = Sheet.objects.filter(portfolio__case__application=case.application_id)
    for one in SheetVersion.objects.filter(sheet__in=sheets).select_related("sheet").order_by("sheet", "number"):
        told = {"at": one.at, "sha256": one.sha256, "content": one.content}
        yield Entry(name=f"sheets/{one.sheet.uuid}/version-{one.number}.json", text=_json(told))


def _evidence(case: Case) -> Iterator[Entry]:
    of_application = {"portfolio__case__application": case.application_id}
    for piece in Piece.objects.filter(**of_application).select_related("document").order_by("pk"):
        yield from _file(piece.document, f"evidence/{piece.uuid}")
    for sheet in Sheet.objects.filter(upload__isnull=False, **of_application).select_related("upload").order_by("pk"):
        if sheet.upload:
            yield from _file(sheet.upload, f"sheets/{sheet.uuid}/finished")


def _file(document: Document, name: str) -> Iterator[Entry]:
    """The checked copy of a file; one that was never checked, or refused, has none."""
    if document.state == DocumentState.CLEAN:
        ending = (document.file.name or "").rpartition(".")[2]
        told = ending if ending.isalnum() and len(ending) <= 4 else "pdf" if "pdf" in document.media_type else "bin"
        yield Entry(name=f"{name}.{told}", stored=document.file.name or "", sha256=document.clean_sha256)


def _built(case: Case) -> Iterator[Entry]:
    """The sealed files that were put together of the portfolio."""
    builds = Build.objects.filter(portfolio__case__application=case.application_id, state=BuildState.READY)
    for one in BuiltFile.objects.filter(build__in=builds, made__is_stored=True).select_related("made", "build"):
        name = f"portfolio/{one.build.uuid}-{one.competency or 'whole'}.pdf"
        yield Entry(name=name, stored=one.made.file.name or "", sha256=one.made.sha256)


def _declarations(case: Case) -> Iterator[Entry]:
    """[HB-47] Each declaration, and of a signed one the record with its own seal."""
    found = Declaration.objects.filter(case=case).select_related("signature", "supervisor", "case__application")
    for number, one in enumerate(found.prefetch_related("exclusions__allowance").order_by("asked_at", "pk"), 1):
        name = f"declarations/{number:02}-{one.signer}-{one.stage}.json"
        signed = getattr(one, "signature", None)
        asked = {"name": one.name, "stage": one.stage, "why": one.ended_why, "slots": one.slots}
        altered = {**asked, "altered": "What was signed is not what the portal holds any more."}
        yield Entry(name=name, text=_json((sealed(one) or altered) if signed else asked))


def _rows(found: QuerySet[Any]) -> list[dict[str, Any]]:
    """Rows as plain values, the oldest first; people by their names."""
    return [_row(one) for one in found.order_by("pk")]


def _row(one: Model) -> dict[str, Any]:
    """A row as plain values; who did something by their name, other rows by their id."""
    told: dict[str, Any] = {}
    for field in one._meta.concrete_fields:
        value = field.value_from_object(one)
        named = isinstance(field, ForeignKey) and field.related_model is User and value is not None
        told[field.name] = str(getattr(one, field.name)) if named else value
    return told


def _json(content: Any) -> str:
    return json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1, sort_keys=True)
