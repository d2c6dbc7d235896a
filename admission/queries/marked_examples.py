"""The examples of a submission as an assessor reads them: the words as they were frozen, and the files beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from applications.models import Case, Submission
from applications.queries.submitted import fingerprint
from applications.rules.pathway import Competency, LearningOutcome
from cilexportal.foundation.documents.models import Document
from portfolio.enums import SheetKind
from portfolio.models import Piece, SheetVersion
from portfolio.rules.versions import signing_hash

UPLOAD = "upload"
ALL_OF_IT = "the whole submission"
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A file of an example as it was submitted: `key` stands in addresses. `piece` is None of a finished sheet that was
    made elsewhere. `why_old` is why this example needs so old a piece, in the applicant's words [HB-41b]."""

    key: str
    title: str
    sha256: str
    document: Document
    piece: Piece | None = None
    worked_on: date | None = None
    why_old: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sheet or statement as it was submitted: `seal` is the hash that was signed, `words` its version's content."""

    slot: str
    number: str
    outcome: LearningOutcome
    seal: str
    words: Mapping[str, Any]
    files: tuple[Beside, ...]

    @property
    def is_statement(self) -> bool:
        """[HB-48] Whether a personal statement stands here."""
        return bool(self.words.get("kind") == SheetKind.STATEMENT)

    @property
    def competency(self) -> int:
        """The number of the competency."""
        return int(self.slot.partition(".")[0])

    def file(self, key: str) -> Beside | None:
        """The file of this key, if the example has it."""
        return next((one for one in self.files if one.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """The examples of a submission, and the numbers of those that are not what was submitted any more: rows that nobody
    may change were. Nothing of these is shown or marked."""

    examples: tuple[Example, ...]
    altered: tuple[str, ...]


def seals_of(submission: Submission) -> dict[str, str]:
    """[HB-59b] The hash of each submitted example by its place."""
    return {one["slot"]: one["seal"] for one in submission.content.get("examples", ())}


def submitted_of(submission: Submission, competencies: Sequence[Competency]) -> Submitted:
    """[HB-46] [HB-47] [HB-59b] What was submitted, in the order of the places: three statements however much it is.

    Each example is hashed again: its words are shown only where they are those that were submitted and signed, and its
    files where their rows still have the hashes that were submitted.
    """
    if submission.content and fingerprint(submission.content) != submission.sha256:
        return Submitted(examples=(), altered=(ALL_OF_IT,))
    outcomes = {one.number: one for competency in competencies for one in competency.outcomes}
    rows = [one for one in submission.content.get("examples", ()) if number_of(one["slot"]) in outcomes]
    found = _read(rows, outcomes)
    altered = [row["slot"] for row in rows if row["slot"] not in found]
    return Submitted(
        examples=tuple(found[slot] for slot in in_order(found)), altered=tuple(printed(altered, outcomes))
    )  # fmt: skip


def example_of(case: Case, slot: str, competencies: Sequence[Competency]) -> tuple[Submission, Example] | None:
    """[HB-59b] One example of the last submission of a case, with that; None for a place that has none."""
    last = case.submissions.order_by("number").last()
    outcomes = {one.number: one for competency in competencies for one in competency.outcomes}
    if last is None or number_of(slot) not in outcomes or fingerprint(last.content) != last.sha256:
        return None
    rows = [one for one in last.content.get("examples", ()) if one["slot"] == slot]
    found = _read(rows, outcomes).get(slot)
    return (last, found) if found else None


def in_order(slots: Iterable[str]) -> list[str]:
    """Places in their order."""
    return sorted(slots, key=in_numbers)


def printed(slots: Iterable[str], outcomes: Mapping[str, LearningOutcome]) -> list[str]:
    """[HB-46a] Places by their printed numbers, in their order; one of which this pathway knows nothing by its code."""
    return [
        called(slot, outcome) if (outcome := outcomes.get(number_of(slot))) else slot for slot in in_order(slots)
    ]  # fmt: skip


def number_of(slot: str) -> str:
    """The number of the outcome of a place: 1.1 of 1.1-2."""
    return slot.partition("-")[0]


def in_numbers(slot: str) -> tuple[int, ...]:
    """A place as numbers, so that places sort as such."""
    return tuple(int(one) for one in slot.replace("-", ".").split("."))


def called(slot: str, outcome: LearningOutcome) -> str:
    """[HB-46a] The printed number of a place: 1.1(2), and 6.3 where one example is all that is asked for."""
    return f"{outcome.number}({slot.partition('-')[2]})" if outcome.examples > 1 else outcome.number


def _read(rows: Collection[Row], outcomes: Mapping[str, LearningOutcome]) -> dict[str, Example]:
    """The examples by their places; those left out that are not what was submitted."""
    words = _words(rows)
    files = [one for row in rows for one in _files_of(row)]
    documents = {str(one.uuid): one for one in Document.objects.filter(uuid__in={one["document"] for one in files})}
    uuids = {one["uuid"] for row in rows for one in row["pieces"]}
    pieces = {str(one.uuid): one for one in Piece.objects.filter(uuid__in=uuids)}
    return {
        row["slot"]: _example(row, words[row["slot"]], outcomes, documents, pieces)
        for row in rows
        if row["slot"] in words and all(_is_there(one, documents) for one in _files_of(row))
    }


def _words(rows: Collection[Row]) -> dict[str, Row]:
    """The content of each example's version, where it is what was submitted and what was signed."""
    versions = SheetVersion.objects.filter(sheet__uuid__in=[one["sheet"] for one in rows]).select_related("sheet")
    known = {(str(one.sheet.uuid), one.number): one.content for one in versions}
    found = {}
    for row in rows:
        content = known.get((row["sheet"], row["version"]))
        if content and fingerprint(content) == row["sha256"] and signing_hash(content) == row["seal"]:
            found[row["slot"]] = content
    return found


def _files_of(row: Row) -> list[Row]:
    """Every file of an example as the submission names it."""
    return [*filter(None, [row["upload"]]), *row["pieces"]]


def _is_there(file: Row, documents: Mapping[str, Document]) -> bool:
    """Whether the row of a file says what was submitted: the bytes that came in, and those that are shown, where it had
    been checked by then."""
    one = documents.get(file["document"])
    return one is not None and one.sha256 == file["sha256"] and file["clean_sha256"] in ("", one.clean_sha256)


def _example(
    row: Row, words: Row, outcomes: Mapping[str, LearningOutcome], documents: Mapping[str, Document],
    pieces: Mapping[str, Piece],
) -> Example:  # fmt: skip
    outcome, upload = outcomes[number_of(row["slot"])], row["upload"]
    reasons = {one["uuid"]: one.get("why_old", "") for one in words["pieces"]}
    files = [
        Beside(
            key=one["uuid"], title=one["title"], sha256=one["sha256"], document=documents[one["document"]],
            piece=pieces.get(one["uuid"]), why_old=reasons.get(one["uuid"], ""),
            worked_on=date.fromisoformat(one["worked_on"]) if one["worked_on"] else None,
        )
        for one in row["pieces"]
    ]  # fmt: skip
    if upload:
        title = f"The finished sheet, {upload['filename']}"
        document = documents[upload["document"]]
        files.insert(0, Beside(key=UPLOAD, title=title, sha256=upload["sha256"], document=document))
    return Example(
        slot=row["slot"], number=called(row["slot"], outcome), seal=row["seal"], outcome=outcome, words=words,
        files=tuple(files),
    )  # fmt: skip
