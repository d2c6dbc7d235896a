"""What a submission of the final application is made of: every example with its version and its hashes, the form, the
reference, the letter and the declaration of conduct [HB-59] to [HB-59c]."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from admission.models import Final
from admission.queries.beside import conduct_hash, letter_hash
from admission.queries.gathered import conduct_of, final_of, found_of, is_checked, letter_of, paper_of, signed_of
from admission.queries.owner import data_of, portfolio_of
from admission.rules.form import in_words
from admission.rules.gathering import may_open, wanting
from applications.models import Case, Letter
from applications.rules.pathway import FormSection
from cilexportal.foundation import london
from cilexportal.foundation.documents.models import Document
from cilexportal.foundation.rulebook.refusal import Refusal
from portfolio.models import Piece, Portfolio, Sheet, SheetVersion
from portfolio.queries.content import gathered
from portfolio.queries.examples import rows_of, slot_of
from portfolio.queries.placed import number_of
from standing.models import Declaration

Content = dict[str, Any]
# That proof of knowledge is in is asked by applications itself, as of every step that another one needs.
KNOWLEDGE = "HB-59b"
NOT_COMPLETE = Refusal("HB-57", "Your portfolio is not complete for an application made today.")


def why_not_whole(case: Case, today: date) -> list[Refusal]:
    """[HB-58] [HB-59] What stands against submitting on this day, besides the steps that come first. Registered by
    cilexportal/wiring.py."""
    found = found_of(case, today=today).gathered
    if may_open(found) is not None:
        return [] if found.portfolio_is_ready else [NOT_COMPLETE]
    form = set(found.form_wanting)
    refusals = [one for one in wanting(found, applied_on=today) if one.sentence not in form and one.clause != KNOWLEDGE]
    if form:
        count = "1 answer is" if len(form) == 1 else f"{len(form)} answers are"
        refusals.append(Refusal("HB-59", f"Fill in the application form: {count} wanting."))
    return refusals


def parts_of(case: Case) -> Content:
    """[HB-59] [HB-59b] All that an assessor reads, as plain values. A reference is confidential and stays out: its hash
    is here, and from whom it came. Registered by cilexportal/wiring.py."""
    final, letter, paper, portfolio = final_of(case), letter_of(case), paper_of(case), portfolio_of(case)
    answers = final.answers if final else {}
    return {
        "form": [_section(one, answers.get(one.code, {})) for one in data_of(case).form],
        "reference_given": _reference(case, final),
        "hours_letter": _letter(letter) if letter else _file(paper.document) if paper and is_checked(paper) else {},
        "conduct": _conduct(conduct_of(case)),
        "portfolio": {"sha256": gathered(portfolio).content.sha256} if portfolio else {},
        "examples": list(examples_of(portfolio)) if portfolio else [],
    }


def examples_of(portfolio: Portfolio) -> Iterator[Content]:
    """[HB-47] [HB-59b] Every example in its place: the version that was saved last with its hash, the hash that is
    signed, and its files with theirs. Six statements however many there are."""
    rows = [row for row in rows_of(portfolio.pk) if slot_of(row)]
    versions = _newest(rows)
    supervisors = {one.pk: str(one.uuid) for one in portfolio.supervisors.all()}
    for row in rows:
        slot, version = slot_of(row), versions.get(row.pk)
        yield {
            "slot": slot.code if slot else "", "number": number_of(portfolio, row), "kind": row.kind,
            "sheet": str(row.uuid), "version": version.number if version else 0,
            "sha256": version.sha256 if version else "", "seal": row.signing_hash,
            "supervisor": supervisors.get(row.supervisor_id or 0, ""),
            "upload": _file(row.upload) if row.upload else None,
            "pieces": [_piece(on.piece) for on in row.on_it.all() if on.piece.removed_at is None],
        }  # fmt: skip


def _newest(rows: Sequence[Sheet]) -> Mapping[int, SheetVersion]:
    """Sheet -> the version that was saved last, without its words."""
    found = SheetVersion.objects.filter(sheet__in=rows).order_by("sheet_id", "-number").distinct("sheet_id")
    return {one.sheet_id: one for one in found.defer("content")}


def _file(document: Document) -> Content:
    return {
        "document": str(document.uuid), "filename": document.filename, "sha256": document.sha256,
        "clean_sha256": document.clean_sha256,
    }  # fmt: skip


def _piece(piece: Piece) -> Content:
    worked_on = piece.worked_on.isoformat() if piece.worked_on else ""
    own = {"uuid": str(piece.uuid), "title": piece.title, "kind": piece.kind, "worked_on": worked_on}
    return own | _file(piece.document)


def _section(section: FormSection, said: Mapping[str, str]) -> Content:
    answers = [
        {"code": one.code, "words": one.words, "answer": in_words(one, said.get(one.code, ""))}
        for one in section.questions
    ]
    return {"code": section.code, "title": section.title, "answers": answers}


def _reference(case: Case, final: Final | None) -> Content:
    """[HB-62] [HB-64] Who gave it, when, and its hash, never what it says: a new one before one that is used again."""
    given = signed_of(case)
    one = given[0] if given else final.reference if final else None
    if one is None:
        return {}
    signed_on = london.date_of(one.signed_at).isoformat() if one.signed_at else ""
    return {
        "uuid": str(one.asked.uuid), "name": one.asked.name, "signed_on": signed_on, "sha256": one.sha256,
        "reused": not given,
    }  # fmt: skip


def _letter(letter: Letter) -> Content:
    """[HB-59c] The letter that confirms the hours, as it was sent, and the hash of its words."""
    sent_on = london.date_of(letter.released_at).isoformat() if letter.released_at else ""
    return {
        "letter": str(letter.uuid), "number": letter.number, "sent_on": sent_on, "sha256": letter_hash(letter),
    }  # fmt: skip


def _conduct(one: Declaration | None) -> Content:
    """That conduct was declared, when and for which year, and the hash of it; what was disclosed stays where few read
    it."""
    if one is None:
        return {}
    return {
        "declaration": str(one.uuid), "year": one.year, "on": london.date_of(one.made_at).isoformat(),
        "sha256": conduct_hash(one),
    }  # fmt: skip
