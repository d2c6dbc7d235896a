"""Marking: criteria of examples met or not, statements and explanations accepted or not, and who marks what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from admission.models import CriterionMark, Judgement, MarkingShare, MarkTyped
from admission.queries import assessors
from admission.queries.sheet_of_marks import (
    NOTE_MOST,
    SECTION,
    Book,
    Sheet,
    as_rule,
    asked_of_judgement,
    asked_of_mark,
    book_of,
)
from admission.rules import marking as rules
from admission.rules.marking import Marked
from applications.enums import Actor, EventKind
from applications.models import Case
from applications.queries import deciding
from applications.queries.pathways import data_by_id
from applications.services import moving
from applications.services.assessing import being_assessed
from cilexportal.foundation.audit import because
from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from members.models import User

CLAUSE = "HB-31"
NOT_THERE = "This example was not submitted."
MOVED = "Somebody else marked this example while your page was open. What you typed is still here: look again."
JUDGED = "Somebody else judged this while your page was open. What you typed is still here: look again."
SHARED = "Somebody else chose who marks this while your page was open. Look again."
BARRED = "This is too old to be used at all, so no explanation of it is accepted."


def mark_example(
    *, case_id: int, slot: str, is_second: bool, marks: Sequence[Marked], seen: int, by: User, at: datetime
) -> int:
    """[HB-31] Marks criteria of one example; those before stay as history. Returns how many marks are new.

    `seen` is the last mark that the page showed (Sheet.seen). Raises Refused for a criterion that is not met without
    reason and words, for an example that another assessor has, where somebody else marked it since, for a first and a
    second mark by one person, while the case is not being assessed, and for one's own.
    """
    with transaction.atomic(), because(user_id=by.pk, why="admission.mark"):
        case = being_assessed(case_id=case_id, revision=None, by=by)
        book = _book(case)
        sheet = book.sheet(slot)
        if sheet is None:
            raise Refused.because(CLAUSE, NOT_THERE)
        if sheet.seen(is_second=is_second) != seen:
            raise Refused.because(CLAUSE, MOVED)
        if refusal := assessors.why_not(book, sheet, is_second=is_second, by=by):
            raise Refused(refusal)
        letters = [one.letter for one in sheet.example.outcome.criteria]
        for one in marks:
            room = {code: NOTE_MOST - taken for code, taken in _taken(book, sheet, one.letter).items()}
            refuse_if_any(list(rules.faults_of_mark(one, letters=letters, reasons=room)))
        new = _write(book, sheet, marks, is_second=is_second, by=by, at=at)
        MarkTyped.objects.filter(submission=book.submission, slot=slot, is_second=is_second, by=by).delete()
        if new:
            _changed(book.with_marks(new, is_second=is_second), by=by, at=at)
        return len(new)


def judge(
    *, case_id: int, kind: str, about: str, accepted: bool, why: str, seen: int, by: User, at: datetime
) -> Judgement:  # fmt: skip
    """[HB-41c] [HB-50] Accepts a statement or an explanation of older work, or does not; the word before stays.

    `seen` is the judgement that the page showed (Question.seen). Raises Refused without a reason, for what is not to be
    judged, where somebody else judged it since, to accept what is too old to be used at all [HB-41a], while the case is
    not being assessed, and for one's own.
    """
    with transaction.atomic(), because(user_id=by.pk, why="admission.judge"):
        case = being_assessed(case_id=case_id, revision=None, by=by)
        book = _book(case)
        asked = next((one for one in book.questions if (one.kind, one.about) == (kind, about)), None)
        if asked is None:
            raise Refused.because("HB-41c", "There is nothing of this kind to judge.")
        if asked.seen != seen:
            raise Refused.because("HB-41c", JUDGED)
        if accepted and asked.barred:
            raise Refused.because("HB-41a", BARRED)
        if not why.strip():
            raise Refused.because("HB-41c", "Say why. Where it is not accepted, the applicant reads it.")
        refuse_if_any(list(rules.too_long(why, room=NOTE_MOST - len(asked_of_judgement(asked, "")))))
        standing = book.submission.judgements.filter(kind=kind, about=about, superseded_at=None)
        standing.update(superseded_at=at)
        made = Judgement.objects.create(
            case=case, submission=book.submission, kind=kind, about=about, slot=asked.slot, seal=asked.seal,
            accepted=accepted, why=why.strip(), by=by, at=at,
        )  # fmt: skip
        _changed(book.with_judgement(made), by=by, at=at)
        return made


def share(*, case_id: int, competency: int, assessor: User, seen: int, by: User, at: datetime) -> MarkingShare:
    """[HB-31] Gives a competency of a case to one assessor, who alone gives first marks in it from then on.

    `seen` is the share that the page showed, 0 of none. Raises Refused for somebody who has a part in the case, for a
    competency that is not there, where somebody else gave it to anyone since, while the case is not being assessed, and
    for one's own.
    """
    with transaction.atomic(), because(user_id=by.pk, why="admission.share"):
        case = being_assessed(case_id=case_id, revision=None, by=by)
        if own := deciding.may_judge(case, assessor):
            raise Refused(own)
        standing = case.shares.filter(competency=competency, ended_at=None).first()
        if competency not in [one.number for one in data_by_id(case.application.version_id).competencies]:
            raise Refused.because(CLAUSE, "There is no such competency.")
        if (standing.pk if standing else 0) != seen:
            raise Refused.because(CLAUSE, SHARED)
        case.shares.filter(competency=competency, ended_at=None).update(ended_at=at)
        return MarkingShare.objects.create(case=case, competency=competency, assessor=assessor, by=by, at=at)


def _book(case: Case) -> Book:
    book = book_of(case)
    if book is None:
        raise Refused.because(CLAUSE, "Nothing of this step has been submitted.")
    return book


def _taken(book: Book, sheet: Sheet, letter: str) -> dict[str, int]:
    """How much of what the applicant is asked of a criterion is said by each reason itself."""
    number = sheet.example.number
    return {one.code: len(asked_of_mark(number, letter, words=one.words, note="")) for one in book.data.shortfalls}


def _write(
    book: Book, sheet: Sheet, marks: Sequence[Marked], *, is_second: bool, by: User, at: datetime
) -> list[CriterionMark]:  # fmt: skip
    """The marks that say something else than those that stand, written beside them."""
    standing = {one.criterion.letter: one.second if is_second else one.first for one in sheet.lines}
    new = [
        one
        for one in marks
        if (row := standing[one.letter]) is None or as_rule(row) != replace(one, note=one.note.strip())
    ]
    rows = book.submission.marks.filter(
        slot=sheet.example.slot, letter__in=[one.letter for one in new], is_second=is_second, superseded_at=None
    )
    rows.update(superseded_at=at)
    return CriterionMark.objects.bulk_create(
        CriterionMark(
            case=book.case, submission=book.submission, slot=sheet.example.slot, outcome=sheet.example.outcome.number,
            letter=one.letter, seal=sheet.example.seal, is_second=is_second, mark=one.mark, reason=one.reason,
            note=one.note.strip(), by=by, at=at,
        )
        for one in new
    )  # fmt: skip


def _changed(book: Book, *, by: User, at: datetime) -> None:
    """Pages of a decision that are open become stale, and the timeline tells once all is marked how it stands. `book`
    is as it stands after the change."""
    case = book.case
    if book.why_not_whole:
        case.revision += 1
        case.save(update_fields=["revision"])
        return
    facts = {"section": SECTION, "passed": not book.why_not_approve, "reasons": []}
    moving.settle(case=case, actor=Actor.OFFICER, kind=EventKind.ASSESSED, by=by, at=at, facts=facts, shown=False)
