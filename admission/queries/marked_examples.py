"""The examples of a submission as an assessor reads them: the words as they were frozen, and the files beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from applications.models import Submission
from applications.rules.pathway import Competency, LearningOutcome
from cilexportal.foundation.documents.models import Document
from portfolio.enums import SheetKind
from portfolio.models import Piece, Sheet, SheetVersion

UPLOAD = "upload"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A file of an example: `key` stands in addresses. `piece` is None of a finished sheet that was made elsewhere.
    `why_old` is why this example needs so old a piece, in the applicant's words [HB-41b]."""

    key: str
    title: str
    sha256: str
    document: Document
    piece: Piece | None = None
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


def seals_of(submission: Submission) -> dict[str, str]:
    """[HB-59b] The hash of each submitted example by its place."""
    return {one["slot"]: one["seal"] for one in submission.content.get("examples", ())}


def examples_of(submission: Submission, competencies: Sequence[Competency]) -> tuple[Example, ...]:
    """[HB-46] [HB-59b] What was submitted, in the order of the places: three statements however much it is.

    A file is there only while its row still has the hash that was submitted.
    """
    rows = submission.content.get("examples", ())
    outcomes = {one.number: one for competency in competencies for one in competency.outcomes}
    words = _words(rows)
    files = _files(words.values())
    uploads = _uploads(rows, words)
    found = [
        Example(
            slot=row["slot"], number=called(row["slot"], outcomes[number_of(row["slot"])]), seal=row["seal"],
            outcome=outcomes[number_of(row["slot"])], words=words[row["slot"]],
            files=(*uploads.get(row["slot"], ()), *_beside(words[row["slot"]], files)),
        )
        for row in rows if number_of(row["slot"]) in outcomes and row["slot"] in words
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: in_numbers(one.slot)))


def number_of(slot: str) -> str:
    """The number of the outcome of a place: 1.1 of 1.1-2."""
    return slot.partition("-")[0]


def in_numbers(slot: str) -> tuple[int, ...]:
    """A place as numbers, so that places sort as such."""
    return tuple(int(one) for one in slot.replace("-", ".").split("."))


def called(slot: str, outcome: LearningOutcome) -> str:
    """[HB-46a] The printed number of a place: 1.1(2), and 6.3 where one example is all that is asked for."""
    return f"{outcome.number}({slot.partition('-')[2]})" if outcome.examples > 1 else outcome.number


def _words(rows: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The content of each example's version, checked against the hash that was submitted."""
    versions = SheetVersion.objects.filter(sheet__uuid__in=[one["sheet"] for one in rows]).select_related("sheet")
    known = {(str(one.sheet.uuid), one.number): one for one in versions}
    found = {}
    for row in rows:
        version = known.get((row["sheet"], row["version"]))
        if version is not None and version.sha256 == row["sha256"]:
            found[row["slot"]] = version.content
    return found


def _files(contents: Any) -> dict[str, Piece]:
    uuids = {piece["uuid"] for content in contents for piece in content["pieces"]}
    return {str(one.uuid): one for one in Piece.objects.filter(uuid__in=uuids).select_related("document")}


def _beside(content: Mapping[str, Any], files: Mapping[str, Piece]) -> list[Beside]:
    found = []
    for one in content["pieces"]:
        piece = files.get(one["uuid"])
        if piece is not None and piece.document.sha256 == one["sha256"]:
            found.append(Beside(
                key=one["uuid"], title=one["title"], sha256=one["sha256"], document=piece.document, piece=piece,
                why_old=one.get("why_old", ""),
            ))  # fmt: skip
    return found


def _uploads(
    rows: Sequence[Mapping[str, Any]], words: Mapping[str, Mapping[str, Any]]
) -> dict[str, tuple[Beside, ...]]:  # fmt: skip
    """Finished sheets that were made elsewhere, by their places."""
    wanted = {row["sheet"]: row["slot"] for row in rows if words.get(row["slot"], {}).get("upload")}
    sheets = Sheet.objects.filter(uuid__in=list(wanted), upload__isnull=False).select_related("upload")
    found: dict[str, tuple[Beside, ...]] = {}
    for sheet in sheets:
        slot, document = wanted[str(sheet.uuid)], sheet.upload
        if document is not None and document.sha256 == words[slot]["upload"]["sha256"]:
            title = f"The finished sheet, {document.filename}"
            found[slot] = (Beside(key=UPLOAD, title=title, sha256=document.sha256, document=document),)
    return found
