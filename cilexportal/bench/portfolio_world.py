"""A whole portfolio with evidence as people have it: letters, and photographs that nothing packs any further."""

from __future__ import annotations

import hashlib
import io
import os
import uuid
from datetime import timedelta
from itertools import count

import pikepdf
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from applications.enums import StepKind
from applications.models import Application, Case, PathwayVersion
from applications.queries.pathways import data_of
from cilexportal.bench.shop import somebody
from cilexportal.foundation import london
from cilexportal.foundation.documents.models import Document, DocumentState
from portfolio.enums import SheetKind, WithoutEvidence
from portfolio.models import Piece, Portfolio, Sheet, SheetPiece, Supervisor

SHEETS, PIECES = 36, 70
WORDS = "I told the client what the decision meant, what could be done by when, and which papers we needed for it. "
LONG, SHORT = WORDS * 14, WORDS * 6


def portfolio(weight: int) -> Portfolio:
    """Thirty-six sheets with seventy files of `weight` bytes in all, half of them photographs."""
    at = london.now()
    version = PathwayVersion.objects.select_related("pathway").latest("from_date")
    application = Application.objects.create(
        reference=f"IM-{uuid.uuid4().hex[:9].upper()}", user=somebody(), pathway=version.pathway, version=version,
        begun_at=at, touched_at=at,
    )  # fmt: skip
    case = Case.objects.create(application=application, step=StepKind.PORTFOLIO, kind=StepKind.PORTFOLIO)
    made = Portfolio.objects.create(case=case, begun_at=at)
    mary = Supervisor.objects.create(portfolio=made, name="Mary Somerville", email="m@example.org", employer="Firm")
    places = [
        (competency.number, int(outcome.number.partition(".")[2]), example)
        for competency in data_of(version).competencies
        for outcome in competency.outcomes
        for example in range(1, outcome.examples + 1)
    ]
    numbers = count()
    for place in places[:SHEETS]:
        sheet = _sheet(made, mary, place)
        for position in range(2 - (place[0] == 6 and place[1] in (4, 5))):
            number = next(numbers)
            SheetPiece.objects.create(sheet=sheet, piece=_piece(made, number, weight // PIECES), position=position)
    return made


def _sheet(of: Portfolio, by: Supervisor, place: tuple[int, int, int]) -> Sheet:
    competency, outcome, example = place
    return Sheet.objects.create(
        portfolio=of, kind=SheetKind.SHEET, competency=competency, outcome=outcome, example=example, how_met=LONG,
        how_shown=SHORT, learned=SHORT, supervisor=by, without=WithoutEvidence.SPOKEN, saved_at=london.now(),
    )  # fmt: skip


def _piece(of: Portfolio, number: int, weight: int) -> Piece:
    content = _photograph(weight) if number % 2 else _letter(weight)
    name = default_storage.save(f"documents/bench/{uuid.uuid4().hex}", ContentFile(content))
    digest, at = hashlib.sha256(content).hexdigest(), london.now()
    document = Document.objects.create(
        owner=of.case.application.user, filename=f"letter-{number}.pdf", media_type="application/pdf",
        size=len(content), sha256=digest, file=name, clean_size=len(content), clean_sha256=digest,
        state=DocumentState.CLEAN, received_at=at, checked_at=at,
    )  # fmt: skip
    return Piece.objects.create(
        portfolio=of, document=document, title=f"Letter number {number}", kind="letter", matter=f"Matter {number}",
        worked_on=london.date_of(at) - timedelta(days=60), own_work=True, shows_date=True, shows_name=True,
        shows_reference=True, pages=1, saved_at=at,
    )  # fmt: skip


def _photograph(weight: int) -> bytes:
    """One page with a JPEG of about so many bytes."""
    side = max(64, int((weight / 0.45) ** 0.5))
    made = io.BytesIO()
    with Image.effect_noise((side, side), 60) as noise:
        noise.convert("RGB").save(made, "PDF", quality=75, resolution=150)
    return made.getvalue()


def _letter(weight: int) -> bytes:
    """Three pages of text, with so many bytes that nothing packs."""
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        lines = "".join(f"0 -16 Td ({WORDS[:90]}) Tj " for _ in range(38))
        for _ in range(3):
            page = pdf.add_blank_page()
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            page.Contents = pikepdf.Stream(pdf, f"BT /F1 10 Tf 60 740 Td {lines} ET".encode())
        pdf.pages[0].Resources.Scan = pikepdf.Stream(pdf, os.urandom(weight))
        pdf.save(made)
    return made.getvalue()
