"""Loads Ada's portfolio, half filled: every state that a place of the board can be in, by the portfolio's services."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from applications.models import Case
from cilexportal.demo import handout, shop
from cilexportal.foundation import london
from cilexportal.foundation.documents.models import Document, DocumentState
from portfolio.enums import SheetKind, WithoutEvidence
from portfolio.models import Piece, Portfolio, Supervisor
from portfolio.queries.leaving import boxes_of
from portfolio.queries.sheet import form_of_sheet
from portfolio.rules.marks import mark_of
from portfolio.services import beginning, leaving, on_sheets, pieces, sheets, supervisors
from portfolio.services.pieces import Described
from portfolio.services.sheets import Seen
from portfolio.services.supervisors import Details

MARY = Details(
    name="Mary Somerville", email="mary.somerville@example.org", employer="Harbour Street Law Centre",
    person_kind="solicitor",
)  # fmt: skip
GRACE = Details(name="Grace Okoro", email="grace.okoro@example.org", employer="Okoro & Lind", person_kind="solicitor")
HOW_MET = "The client had been refused. I worked out which rule the refusal turned on, and what could be done by when."
HOW_SHOWN = "The document shows my advice with its reasons, the sources I used and the day on which it went out."
LEARNED = "To name the last day for an answer in the first sentence. I now write the days down before I write the rest."


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A piece for one place: what it is, of which matter, how many days ago the work was done, and what is odd."""

    place: str
    title: str
    kind: str
    matter: str
    days: int
    own_work: bool = True


# Complete, complete and soon too old; two of one matter; two too old; one that nobody confirmed.
EVIDENCE = (
    Evidence(place="1.1-1", title="Advice on a partner visa", kind="letter", matter="Partner visa 2026", days=200),
    Evidence(place="1.1-2", title="Note of a call", kind="call_note", matter="Student extension", days=680),
    Evidence(place="1.2-1", title="Representations", kind="representations", matter="Family appeal", days=120),
    Evidence(place="1.2-2", title="Witness statement", kind="statement", matter="family  appeal", days=110),
    Evidence(place="1.4-1", title="Bundle index", kind="bundle", matter="Old tribunal matter", days=800),
    Evidence(place="1.4-2", title="First application form", kind="form", matter="Very old matter", days=1200),
    Evidence(place="2.2-1", title="Letter to the other side", kind="letter", matter="Costs", days=90),
    Evidence(place="3.1-1", title="Note of instructions", kind="meeting_note", matter="Settlement", days=60),
    Evidence(place="3.3-1", title="Advice on settlement", kind="letter", matter="Settlement", days=50, own_work=False),
)
WITH_GRACE = ("2.2-1",)


@transaction.atomic
def load(*, at: datetime) -> bool:
    """Loads the portfolio; False where there is one, or Ada has no application."""
    case = Case.objects.filter(
        application__user=shop.person("ada"), kind="portfolio", application__ended_at=None
    ).first()
    if case is None or Portfolio.objects.filter(case=case).exists():
        return False
    portfolio = beginning.begun(case=case, at=at - timedelta(days=20))
    told: dict[str, Any] = {"portfolio": portfolio, "by": case.application.user, "at": at - timedelta(days=2)}
    mary, grace = supervisors.add(details=MARY, **told), supervisors.add(details=GRACE, **told)
    for one in EVIDENCE:
        _example(one, grace if one.place in WITH_GRACE else mary, today=london.date_of(at), **told)
    _half_written(mary, **told)
    _statement(mary, today=london.date_of(at), **told)
    last_day, unseen = london.date_of(at) + timedelta(days=21), mark_of(boxes_of(None))
    plan = leaving.Plan(last_day=last_day, why_late="", listed=list(WITH_GRACE), seen=unseen)
    leaving.keep(supervisor=grace, plan=plan, by=told["by"], at=told["at"])
    return True


def _example(one: Evidence, supervisor: Supervisor, *, today: date, **told: Any) -> None:
    sheet = sheets.begin(code=one.place, kind=SheetKind.SHEET, **told)
    _write(sheet, supervisor, {"listing": "", "how_met": HOW_MET, "how_shown": HOW_SHOWN, "learned": LEARNED}, **told)
    piece = _piece(one, today=today, **told)
    on_sheets.put_on(uuid=sheet.uuid, piece=piece.uuid, **told)


def _half_written(supervisor: Supervisor, **told: Any) -> None:
    """A sheet with one box written, and one without a place."""
    sheet = sheets.begin(code="1.3-1", kind=SheetKind.SHEET, **told)
    _write(sheet, supervisor, {"listing": "", "how_met": HOW_MET, "how_shown": "", "learned": ""}, **told)
    sheets.begin(code="", kind=SheetKind.SHEET, **told)


def _statement(supervisor: Supervisor, *, today: date, **told: Any) -> None:
    sheet = sheets.begin(code="2.3-1", kind=SheetKind.STATEMENT, **told)
    words = {
        "without": WithoutEvidence.SPOKEN, "matter": "Bail hearing", "how_met": HOW_MET, "learned": LEARNED,
        "why_without": "I spoke before the judge; nothing was written down.", "why_old": "",
        "worked_on": today - timedelta(days=45), "worked_until": None,
    }  # fmt: skip
    _write(sheet, supervisor, words, **told)


def _write(sheet: Any, supervisor: Supervisor, words: dict[str, Any], **told: Any) -> None:
    form = form_of_sheet(sheet, application_id=told["portfolio"].case.application_id)
    written = {**words, "ticked": [], "supervisor": supervisor.uuid}
    sheets.save(uuid=sheet.uuid, seen=Seen(version=form.version, page_key=""), written=written, **told)


def _piece(one: Evidence, *, today: date, **told: Any) -> Piece:
    """A piece with a small PDF, as if the worker had checked it."""
    content = handout.page_of(one.title, HOW_MET, "Made up for the demo.")
    digest, at = hashlib.sha256(content).hexdigest(), told["at"]
    document = Document.objects.create(
        owner=told["by"], filename=f"{one.title}.pdf", media_type="application/pdf", size=len(content), sha256=digest,
        clean_size=len(content), clean_sha256=digest, state=DocumentState.CLEAN, received_at=at, checked_at=at,
        file=default_storage.save(f"documents/demo/{one.place}", ContentFile(content)),
    )  # fmt: skip
    piece = pieces.take(document=document, **told)
    said = Described(
        title=one.title, kind=one.kind, source="", matter=one.matter, worked_on=today - timedelta(days=one.days),
        own_work=one.own_work, shows_date=True, shows_name=True, shows_reference=True, why_missing="",
    )  # fmt: skip
    return pieces.describe(piece=piece, said=said, reasons={}, version=piece.version, by=told["by"], at=at)
