"""What a supervisor reaches by their link: the sheets that name them with their evidence, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from cilexportal.foundation.documents.models import Document, DocumentState
from cilexportal.foundation.visitors import queries as visitors
from cilexportal.foundation.visitors.models import Link, Visit
from portfolio.models import Leaving, Piece, Sheet, SheetPiece, Supervisor
from portfolio.queries.leaving import PURPOSE, placed
from portfolio.queries.owner import data_of
from portfolio.rules.slots import Slot, outcomes_by_number, printed


def of_link(link: Link) -> Supervisor:
    """Whose link it is, with portfolio, application and applicant."""
    return Supervisor.objects.select_related("portfolio__case__application__user").get(uuid=link.subject)


def visit_of(key: str, *, at: datetime) -> Visit | None:
    """The visit of this key until its hours are over."""
    return visitors.visit_of(purpose=PURPOSE, key=key, at=at)


def sheets_of(supervisor: Supervisor) -> dict[Slot, Sheet]:
    """[HB-46e] What names this supervisor, by its places; nothing else of the portfolio."""
    found = placed(supervisor.portfolio_id)
    return {slot: sheet for slot, sheet in found.items() if sheet.supervisor_id == supervisor.pk}


def pieces_on(sheets: Iterable[Sheet]) -> dict[int, list[Piece]]:
    """[HB-46b] The evidence of sheets in its order, by the sheet; one statement however many there are."""
    found: dict[int, list[Piece]] = {}
    through = SheetPiece.objects.filter(sheet__in=list(sheets), piece__removed_at=None)
    for row in through.select_related("piece__document").order_by("sheet", "position", "pk"):
        found.setdefault(row.sheet_id, []).append(row.piece)
    return found


def unchecked(sheets: Iterable[Sheet]) -> bool:
    """Whether a file on these sheets is still being checked, so that what is signed would change by itself."""
    ids = [sheet.pk for sheet in sheets]
    waiting = {"document__state": DocumentState.WAITING, "removed_at": None}
    own = Sheet.objects.filter(pk__in=ids, upload__state=DocumentState.WAITING)
    return Piece.objects.filter(on_sheets__sheet__in=ids, **waiting).exists() or own.exists()


def choices_of(supervisor: Supervisor) -> list[tuple[str, str]]:
    """[HB-53b] Code and printed number with the outcome's title of each example that names this supervisor."""
    return [(slot.code, called(supervisor, slot)) for slot in sorted(sheets_of(supervisor))]


def called(supervisor: Supervisor, slot: Slot) -> str:
    """[HB-46a] An example's printed number with the title of its outcome."""
    competencies = data_of(supervisor.portfolio).competencies
    outcome = outcomes_by_number(competencies).get(slot.outcome_number)
    return f"{printed(slot, competencies)} {outcome.title}" if outcome else slot.code


def sheet_for(supervisor: Supervisor, uuid: UUID) -> tuple[Slot, Sheet] | None:
    """[HB-46e] A sheet that names this supervisor, with its place; None for any other."""
    found = sheets_of(supervisor).items()
    return next(((slot, sheet) for slot, sheet in found if sheet.uuid == uuid), None)


def file_for(supervisor: Supervisor, uuid: UUID) -> Document | None:
    """[HB-46e] A checked file of a sheet that names this supervisor: of its evidence, or the sheet itself where it was
    made elsewhere; None for any other."""
    sheets = list(sheets_of(supervisor).values())
    on = {"piece__uuid": uuid, "piece__removed_at": None, "piece__document__state": DocumentState.CLEAN}
    row = SheetPiece.objects.filter(sheet__in=sheets, **on).select_related("piece__document").first()
    if row is not None:
        return row.piece.document
    uploads = Document.objects.filter(pk__in=[one.upload_id for one in sheets if one.upload_id])
    return uploads.filter(uuid=uuid, state=DocumentState.CLEAN).first()


def leaving_of(supervisor: Supervisor) -> Leaving | None:
    """[HB-53] The pack that is asked of a supervisor, if one is."""
    return Leaving.objects.filter(supervisor=supervisor, given_up_at=None).first()
