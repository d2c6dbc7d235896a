"""Notes about a case, and the log of who opened it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from applications.enums import Actor, EventKind, SeenBy
from applications.models import Case, CaseNote, CaseReading, Happening
from applications.queries.case_notes import colleagues
from applications.queries.deciding import may_judge
from applications.rules.noting import faults_of_note
from applications.services.moving import held
from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from members.models import User

TOLD, SHOWN = "applications.note", "applications.note_shown"


def note(*, case_id: int, words: str, seen_by: SeenBy, to: Collection[int], by: User, at: datetime) -> CaseNote:
    """[HB-8] [HB-26] Keeps a note about a case; `to` are ids of colleagues who are written to that it is there.

    One that the applicant reads too is told to them, and answers whatever they wrote.

    A note changes nothing of the case, so no page that is open elsewhere becomes stale by it. Raises Refused for what
    was typed, and for whoever has a part in the case; Case.DoesNotExist.
    """
    with transaction.atomic(), because(user_id=by.pk, why="applications.note"):
        case = held(case=case_id, revision=None)
        if own := may_judge(case, by):
            raise Refused(own)
        known = {one.pk: one for one in colleagues(case, but=by)}
        refuse_if_any(faults_of_note(words, seen_by=seen_by, to=to, colleagues=known.keys()))
        made = CaseNote.objects.create(case=case, words=words.strip(), seen_by=seen_by, at=at, by=by)
        made.to.set(known[one] for one in to)
        Happening.objects.create(
            case=case, kind=EventKind.NOTE, at=at, by=by, who=Actor.OFFICER, stage=case.stage,
            facts={"note": made.pk, "seen_by": seen_by}, shown=seen_by == SeenBy.APPLICANT,
        )  # fmt: skip
        for one in to:
            tell(made=made, colleague=known[one], at=at)
        if seen_by == SeenBy.APPLICANT:
            Case.objects.filter(pk=case.pk).update(written_at=None)
            _show(made, case.application.user, at=at)
        return made


def looked(*, case: Case, what: str, by: User, at: datetime) -> None:
    """[HB-25] Notes that somebody of the staff opened a part of a case: once a person, part and London day."""
    row = CaseReading(case=case, by=by, what=what, on=london.date_of(at), at=at)
    CaseReading.objects.bulk_create([row], ignore_conflicts=True)


def tell(*, made: CaseNote, colleague: User, at: datetime) -> None:
    """[HB-26] Writes to an officer that there is a note: what it says is read at the desk alone."""
    correspondence.queue(
        kind=TOLD, to_user_id=colleague.pk, to_name=str(colleague), to_email=colleague.email,
        context={"note": made.pk}, dedupe_key=f"{TOLD}:{made.pk}:{colleague.pk}", at=at,
    )  # fmt: skip


def _show(made: CaseNote, applicant: User, *, at: datetime) -> None:
    """That an officer wrote: what it says stands on the page of the application."""
    correspondence.queue(
        kind=SHOWN, to_user_id=applicant.pk, to_name=str(applicant), to_email=applicant.email,
        context={"note": made.pk, "case": made.case_id}, dedupe_key=f"{SHOWN}:{made.pk}", at=at,
    )  # fmt: skip
