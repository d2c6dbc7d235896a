"""All that belongs to an application, as files of one archive: for an appeal, and to be checked without the portal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from admission.models import ArchiveAsked, ArchiveState, Declaration, Title
from admission.queries import beside
from admission.queries.archive_rows import as_text, of_case, rows
from admission.queries.records import sealed
from admission.queries.trail import untold
from admission.rules.keeping import Kept, kept
from applications.models import Case, Letter, Reference, Submission
from applications.queries.facts import about
from applications.queries.submitted import fingerprint
from cilexportal.foundation import london
from cilexportal.foundation.asking.models import Item
from cilexportal.foundation.documents.models import Document, DocumentState
from members.models import User
from portfolio.models import Build, BuildState, BuiltFile, Leaving, Piece, Sheet, SheetVersion, Supervisor

AS_SENT, CHANGED = "as it was submitted", "not what was submitted any more"
GONE = "This was submitted, and the portal does not hold it any more."


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file of the archive: its text, or where it is stored with the hash that it had when it was checked. `as_kept`:
    whether a text is what was kept, where the rows tell; None of a text that the portal writes itself."""

    name: str
    text: str = ""
    as_kept: bool | None = None
    stored: str = ""
    sha256: str = ""


def entries(case: Case) -> Iterator[Entry]:
    """[HB-28b] Every file of the archive of a case in its order: the whole application, as an appeal looks at it."""
    application = case.application
    cases = list(Case.objects.filter(application=application).order_by("pk"))
    yield Entry(name="application.json", text=as_text(_about(case, cases)))
    yield Entry(name="pathway.json", text=as_text(application.version.document))
    for one in cases:
        yield from _of_step(one)
    yield from _letters(case)
    yield from _portfolio(case, _submitted(cases))
    yield from _built(case)
    yield from _declarations(case)
    yield from _titles(case)


def asked_by(user: User, case: Case) -> ArchiveAsked | None:
    """[HB-28b] The archive of a case that somebody asked for last, as long as there is something to say of it."""
    found = ArchiveAsked.objects.filter(case=case, by=user).select_related("made").first()
    return None if found is None or found.state == ArchiveState.GONE else found


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
    """What was submitted, decided and told of one step, what was asked for, and the files of all of it."""
    for sent in Submission.objects.filter(case=case).order_by("number"):
        told = {"number": sent.number, "at": sent.at, "sha256": sent.sha256, "content": sent.content}
        yield Entry(
            name=f"{case.step}/submission-{sent.number}.json", text=as_text(told), as_kept=_fits(sent.content, sent)
        )
        yield from _beside(sent, f"{case.step}/submission-{sent.number}-beside.json")
    for name, found, as_kept in of_case(case, about=about(case)):
        if found:
            yield Entry(name=f"{case.step}/{name}.json", text=as_text(found), as_kept=as_kept)
    yield from _files_of_step(case)


def _beside(sent: Submission, name: str) -> Iterator[Entry]:
    """[HB-59b] Whether the reference, the letter on the hours and the declaration of conduct are what was submitted."""
    if found := beside.compared(sent.content):
        told = {what: AS_SENT if is_same else CHANGED for what, is_same in found.items()}
        yield Entry(name=name, text=as_text(told), as_kept=all(found.values()))


def _files_of_step(case: Case) -> Iterator[Entry]:
    """Papers, files that came as answers, and letters on headed paper that came with references."""
    for paper in case.papers.select_related("document").order_by("pk"):
        yield from _file(paper.document, f"{case.step}/papers/{paper.uuid}")
    answered = Item.objects.filter(request__about=about(case), document__isnull=False)
    for item in answered.select_related("document", "request").order_by("pk"):
        if item.document:
            yield from _file(item.document, f"{case.step}/answers/{item.request.uuid}-{item.number}")
    headed = Reference.objects.filter(asked__case=case, signed_at__isnull=False, letter__isnull=False)
    for one in headed.select_related("letter", "asked").order_by("pk"):
        if one.letter:
            yield from _file(one.letter, f"{case.step}/references-in-confidence/{one.asked.uuid}")


def _letters(case: Case) -> Iterator[Entry]:
    released = Letter.objects.filter(application=case.application_id, released_at__isnull=False)
    for one in released.order_by("number"):
        number = f"{case.application.reference} / {one.number}"
        head = f"{number}\n{london.at_in_words(one.released_at)}\n\n{one.subject}\n\n" if one.released_at else ""
        yield Entry(name=f"letters/{one.number:03}.txt", text=f"{head}{one.body}\n")


def _submitted(cases: list[Case]) -> list[dict[str, Any]]:
    """The examples that were ever submitted: these stay part of it, whatever was taken away later."""
    sent = Submission.objects.filter(case__in=cases).values_list("content", flat=True)
    return [one for content in sent for one in content.get("examples", ())]


def _portfolio(case: Case, submitted: list[dict[str, Any]]) -> Iterator[Entry]:
    """[HB-54] Every version of every sheet, its evidence, and what supervisors who left signed before they did. What
    was thrown away without ever being submitted is no part of the application."""
    of_application = {"portfolio__case__application": case.application_id}
    there = Q(removed_at=None) | Q(uuid__in={one["sheet"] for one in submitted})
    found = Sheet.objects.filter(there, **of_application).select_related("upload").order_by("pk")
    yield from _versions(found, {(one["sheet"], one["version"]): one["sha256"] for one in submitted})
    for sheet in found:
        if sheet.upload:
            yield from _file(sheet.upload, f"sheets/{sheet.uuid}/finished")
    pieces = {piece["uuid"] for one in submitted for piece in one["pieces"]}
    there = Q(removed_at=None) | Q(uuid__in=pieces)
    for piece in Piece.objects.filter(there, **of_application).select_related("document").order_by("pk"):
        yield from _file(piece.document, f"evidence/{piece.uuid}")
    supervisors = Supervisor.objects.filter(**of_application)
    for name, told in (("supervisors", supervisors), ("leavers", Leaving.objects.filter(supervisor__in=supervisors))):
        if said := rows(told):
            yield Entry(name=f"declarations/{name}.json", text=as_text(said))


def _versions(sheets: QuerySet[Sheet], submitted: dict[tuple[str, int], str]) -> Iterator[Entry]:
    """Every version of these sheets; one that was `submitted` under its hash and is not as it was then is told so."""
    rows = SheetVersion.objects.filter(sheet__in=sheets).select_related("sheet").order_by("sheet", "number")
    found = {(str(one.sheet.uuid), one.number): one for one in rows}
    gone = submitted.keys() - found.keys() if found else set()
    for key, one in found.items():
        told = {"at": one.at, "sha256": one.sha256, "content": one.content}
        as_kept = _fits(one.content, one) and submitted.get(key, one.sha256) == one.sha256
        yield Entry(name=_called(*key), text=as_text(told), as_kept=as_kept)
    for key in sorted(gone):
        yield Entry(name=_called(*key), text=as_text({"sha256": submitted[key], "gone": GONE}), as_kept=False)


def _called(sheet: str, version: int) -> str:
    return f"sheets/{sheet}/version-{version}.json"


def _fits(content: Mapping[str, Any], kept: Submission | SheetVersion) -> bool | None:
    """Whether a content still has the hash that was kept with it; nothing is left of one whose time was over."""
    return fingerprint(content) == kept.sha256 if content else None


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
    for number, one in enumerate(found.prefetch_related("exclusions").order_by("asked_at", "pk"), 1):
        name = f"declarations/{number:02}-{one.signer}-{one.stage}.json"
        signed = getattr(one, "signature", None)
        asked = {"name": one.name, "stage": one.stage, "why": one.ended_why, "slots": one.slots}
        altered = {**asked, "altered": "What was signed is not what the portal holds any more."}
        record = sealed(one) if signed else asked
        yield Entry(name=name, text=as_text(record or altered), as_kept=bool(record) if signed else None)


def _titles(case: Case) -> Iterator[Entry]:
    """[HB-2] The titles that the case led to, with the sealed certificate of each."""
    found = Title.objects.filter(case=case)
    if told := rows(found):
        yield Entry(name="titles.json", text=as_text(told), as_kept=not any(untold(found)))
    for one in found.select_related("printout").order_by("pk"):
        if one.printout and one.printout.file:
            stored, digest = one.printout.file.name or "", one.printout.sha256
            yield Entry(name=f"certificates/{one.number}.pdf", stored=stored, sha256=digest)
