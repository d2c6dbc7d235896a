"""Files of a case that somebody else has submitted too: the same bytes, or nearly the same words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from admission.models import DocumentTrace
from admission.queries.marked_examples import Beside
from admission.queries.sheet_of_marks import Book
from admission.rules.likeness import LEAST_RUNS, share_in_common
from applications.enums import StepKind
from applications.models import Submission
from portfolio.models import Piece

# So many candidates are looked at for all files of a case together.
MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A file of this case that another applicant's case has too. `percent` of the runs of words are in both; 100 of
    the same bytes (`same`). `reference` is the other application's."""

    number: str
    slot: str
    title: str
    reference: str
    percent: int
    same: bool


def alike_of(book: Book) -> tuple[Alike, ...]:
    """[HB-37a] What was found in what other applicants submitted: three statements however many files there are.

    An applicant's own earlier application is none of them.
    """
    files = {
        one.document.pk: (sheet.example.number, sheet.example.slot, one)
        for sheet in book.sheets for one in sheet.example.files
    }  # fmt: skip
    found = {}
    for pk, other in _same(book, (one for _, _, one in files.values())):
        found[pk, other.portfolio_id] = _alike(files[pk], other, percent=100, same=True)
    for pk, other, percent in _near(book, list(files)):
        found.setdefault((pk, other.portfolio_id), _alike(files[pk], other, percent=percent, same=False))
    return tuple(sorted(found.values(), key=lambda one: (-one.percent, one.slot, one.title, one.reference)))


def _others(book: Book) -> QuerySet[Piece]:
    """Pieces of other people's portfolios that went with a final application."""
    sent = Submission.objects.filter(
        case__application=OuterRef("portfolio__case__application"), case__kind=StepKind.ADMISSION
    )
    rows = Piece.objects.filter(Exists(sent), removed_at=None)
    rows = rows.exclude(portfolio__case__application__user=book.case.application.user_id)
    return rows.select_related("document", "portfolio__case__application")


def _same(book: Book, files: Iterable[Beside]) -> Iterator[tuple[int, Piece]]:
    by_hash: dict[str, list[int]] = {}
    for one in files:
        for sha256 in {one.document.sha256, one.document.clean_sha256} - {""}:
            by_hash.setdefault(sha256, []).append(one.document.pk)
    hashes = list(by_hash)
    if not hashes:
        return
    rows = _others(book).filter(Q(document__sha256__in=hashes) | Q(document__clean_sha256__in=hashes))[:MOST]
    for other in rows:
        for sha256 in {other.document.sha256, other.document.clean_sha256} & by_hash.keys():
            yield from ((pk, other) for pk in by_hash[sha256])


def _near(book: Book, ids: list[int]) -> Iterator[tuple[int, Piece, int]]:
    mine = list(DocumentTrace.objects.filter(document__in=ids, runs__gte=LEAST_RUNS))
    numbers = sorted({number for one in mine for number in one.minima})
    if not numbers:
        return
    traces = DocumentTrace.objects.filter(minima__overlap=numbers, runs__gte=LEAST_RUNS).exclude(document__in=ids)
    known = {one.document_id: one for one in traces[:MOST]}
    for other in _others(book).filter(document__in=known):
        for one in mine:
            percent = share_in_common(one.minima, known[other.document_id].minima)
            if percent >= book.data.marking.alike_percent:
                yield one.document_id, other, percent


def _alike(here: tuple[str, str, Beside], other: Piece, *, percent: int, same: bool) -> Alike:
    number, slot, file = here
    return Alike(
        number=number, slot=slot, title=file.title, reference=other.portfolio.case.application.reference,
        percent=percent, same=same,
    )  # fmt: skip
