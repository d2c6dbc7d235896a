"""What somebody else has submitted too: files of the same bytes or nearly the same words, and what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Value

from admission.models import DocumentTrace, WordsTrace
from admission.queries.marked_examples import Beside
from admission.queries.sheet_of_marks import Book
from admission.rules.likeness import LEAST_RUNS, PROBES, share_in_common
from applications.enums import StepKind
from applications.models import Submission
from portfolio.models import Piece, Sheet

# So many other files are compared for all files of a case together, those with most in common before the others.
MOST = 500
TYPED = "What is typed there"
NUMBERS = ArrayField(BigIntegerField())


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A file of this case, or what was typed in an example, that another applicant's case has too. `percent` of the
    runs of words are in both; 100 of the same bytes (`same`). `reference` is the other application's."""

    number: str
    slot: str
    title: str
    reference: str
    percent: int
    same: bool


@dataclass(frozen=True, slots=True)
class Likeness:
    """What was found. `cut` where more files had something in common than are compared."""

    found: tuple[Alike, ...]
    cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Other:
    """A file of another applicant's: its document and hashes, and the reference of their application."""

    document: int
    hashes: frozenset[str]
    reference: str


class _InCommon(Func):
    """How many numbers are in both of two lists."""

    template = "cardinality(ARRAY(SELECT unnest(%(expressions)s)))"
    arg_joiner = ") INTERSECT SELECT unnest("
    output_field = IntegerField()


def alike_of(book: Book) -> Likeness:
    """[HB-37a] What was found in what other applicants submitted, evidence, finished sheets and typed words: eight
    statements however many there are.

    An applicant's own earlier application is none of them.
    """
    files = {
        one.document.pk: (sheet.example.number, sheet.example.slot, one)
        for sheet in book.sheets for one in sheet.example.files
    }  # fmt: skip
    found = {}
    for pk, other in _same(book, (one for _, _, one in files.values())):
        found[pk, other.reference] = _alike(files[pk], other, percent=100, same=True)
    near, cut = _near(book, list(files))
    for pk, other, percent in near:
        one = _alike(files[pk], other, percent=percent, same=False)
        if (known := found.get((pk, other.reference))) is None or known.percent < percent:
            found[pk, other.reference] = one
    typed, typed_cut = _typed(book)
    every = [*found.values(), *typed]
    order = sorted(every, key=lambda one: (-one.percent, one.slot, one.title, one.reference))
    return Likeness(tuple(order), cut or typed_cut)


def _others(book: Book) -> tuple[QuerySet[Piece], QuerySet[Sheet]]:
    """Pieces and finished sheets of other people's portfolios that went with a final application."""
    sent = Submission.objects.filter(
        case__application=OuterRef("portfolio__case__application"), case__kind=StepKind.ADMISSION
    )
    own = {"portfolio__case__application__user": book.case.application.user_id}
    pieces, sheets = Piece.objects.exclude(**own), Sheet.objects.exclude(**own)
    return (
        pieces.filter(Exists(sent), removed_at=None), sheets.filter(Exists(sent), removed_at=None, upload__isnull=False)
    )  # fmt: skip


def _files(book: Book, **of_document: Any) -> Iterator[_Other]:
    """Their files that are so: two statements."""
    for rows, field in zip(_others(book), ("document", "upload"), strict=True):
        wanted = Q()
        for name, value in of_document.items():
            wanted |= Q(**{f"{field}__{name}": value})
        reference = "portfolio__case__application__reference"
        for pk, came_in, shown, known_as in rows.filter(wanted).values_list(
            field, f"{field}__sha256", f"{field}__clean_sha256", reference
        )[:MOST]:
            yield _Other(document=pk, hashes=frozenset({came_in, shown}), reference=known_as)


def _same(book: Book, files: Iterable[Beside]) -> Iterator[tuple[int, _Other]]:
    by_hash: dict[str, list[int]] = {}
    for one in files:
        for sha256 in {one.document.sha256, one.document.clean_sha256} - {""}:
            by_hash.setdefault(sha256, []).append(one.document.pk)
    if not by_hash:
        return
    for other in _files(book, sha256__in=list(by_hash), clean_sha256__in=list(by_hash)):
        for sha256 in other.hashes & by_hash.keys():
            yield from ((pk, other) for pk in by_hash[sha256])


def _near(book: Book, ids: list[int]) -> tuple[list[tuple[int, _Other, int]], bool]:
    """Each file of the case beside the files of others that have enough in common, and whether some were left out."""
    mine = list(DocumentTrace.objects.filter(document__in=ids, runs__gte=LEAST_RUNS))
    if not mine:
        return [], False
    candidates = _candidates(book, mine)
    known = {one.document_id: one.minima for one in candidates[:MOST]}
    found = [
        (one.document_id, other, percent)
        for other in _files(book, pk__in=list(known)) for one in mine
        if (percent := share_in_common(one.minima, known[other.document])) >= book.data.marking.alike_percent
    ]  # fmt: skip
    return found, len(candidates) > MOST


def _candidates(book: Book, mine: list[DocumentTrace]) -> list[DocumentTrace]:
    """Files of others in which a few of the smallest numbers are found too, most of them first; one more than are
    compared, where there is one."""
    numbers = _probes(mine)
    pieces, sheets = _others(book)
    traces = DocumentTrace.objects.filter(
        Exists(pieces.filter(document=OuterRef("document"))) | Exists(sheets.filter(upload=OuterRef("document"))),
        minima__overlap=numbers, runs__gte=LEAST_RUNS,
    ).exclude(document__in=[one.document_id for one in mine])  # fmt: skip
    return list(traces.order_by(_InCommon(F("minima"), numbers).desc(), "id")[: MOST + 1])


def _typed(book: Book) -> tuple[list[Alike], bool]:
    """What was typed in each example beside what others submitted that has enough in common, of each application what
    has most; and whether some were left out."""
    places = {(one["sheet"], one["version"]): one["slot"] for one in book.submission.content.get("examples", ())}
    known = WordsTrace.objects.filter(version__sheet__uuid__in={sheet for sheet, _ in places}, runs__gte=LEAST_RUNS)
    mine = {
        slot: one for one in known.select_related("version__sheet").defer("version__content")
        if (slot := places.get((str(one.version.sheet.uuid), one.version.number)))
    }  # fmt: skip
    if not mine:
        return [], False
    application, numbers = "version__sheet__portfolio__case__application", _probes(mine.values())
    others = WordsTrace.objects.filter(minima__overlap=numbers, runs__gte=LEAST_RUNS).exclude(
        **{f"{application}__user": book.case.application.user_id}
    )
    rows = others.annotate(reference=F(f"{application}__reference"), common=_InCommon(F("minima"), numbers))
    candidates = list(rows.order_by("-common", "id").values_list("reference", "minima")[: MOST + 1])
    found: dict[tuple[str, str], Alike] = {}
    for reference, minima in candidates[:MOST]:
        for example in book.examples:
            percent = share_in_common(mine[example.slot].minima, minima) if example.slot in mine else 0
            known_as = (example.slot, reference)
            if percent >= max(book.data.marking.alike_percent, found[known_as].percent if known_as in found else 0):
                found[known_as] = Alike(
                    number=example.number, slot=example.slot, title=TYPED, reference=reference, percent=percent,
                    same=False,
                )  # fmt: skip
    return list(found.values()), len(candidates) > MOST


def _probes(traces: Iterable[DocumentTrace | WordsTrace]) -> Value:
    """A few of the smallest numbers of each."""
    return Value(sorted({number for one in traces for number in one.minima[:PROBES]}), output_field=NUMBERS)


def _alike(here: tuple[str, str, Beside], other: _Other, *, percent: int, same: bool) -> Alike:
    number, slot, file = here
    return Alike(number=number, slot=slot, title=file.title, reference=other.reference, percent=percent, same=same)
