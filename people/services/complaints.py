"""Complaints about data protection: made by anybody, acknowledged by a letter at once, looked into, answered."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.guidance.pages import privacy_version
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from people.enums import ComplaintState, ComplaintStepKind
from people.models import Complaint, ComplaintStep
from people.queries.data_figures import figures_on
from people.rules import data_clocks

CLAUSE = "LAW-DPCOMP"
ACKNOWLEDGED, PROGRESS, OUTCOME = "people.complaint_received", "people.complaint_progress", "people.complaint_outcome"


class SameFormOtherWords(Exception):
    """A form that was sent before came back with other words."""


def complain(*, form_key: uuid.UUID, person: User | None, name: str, email: str, words: str, at: datetime) -> Complaint:
    """[LAW-DPCOMP] Takes a complaint, once a form, and acknowledges it by a letter at once.

    Raises SameFormOtherWords for a form that was sent before with other words.
    """
    today = london.date_of(at)
    made = Complaint(
        form_key=form_key, person=person, name=name.strip(), email=email, words=words.strip(), received_at=at,
        received_on=today, privacy_version=privacy_version(),
        due_on=data_clocks.acknowledge_by(today, days=figures_on(today).complaint_days),
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
            _write(made, ACKNOWLEDGED, {"complaint": made.pk}, key="", at=at)
    except IntegrityError:
        return _sent_before(made)
    return made


def acknowledged(context: dict[str, Any], at: datetime) -> None:
    """[LAW-DPCOMP] The letter that acknowledges went out: told by the outbox, with the instant."""
    live = Complaint.objects.filter(pk=context["complaint"], acknowledged_at=None)
    if live.update(acknowledged_at=at):
        live = Complaint.objects.filter(pk=context["complaint"], state=ComplaintState.RECEIVED)
        live.update(state=ComplaintState.ACKNOWLEDGED)
        ComplaintStep.objects.create(complaint_id=context["complaint"], kind=ComplaintStepKind.ACKNOWLEDGED, at=at)


def inquire(*, complaint_id: int, words: str, by: User, at: datetime) -> ComplaintStep:
    """[LAW-DPCOMP] Notes an inquiry, which officers alone read. Raises Refused once the outcome is told."""
    with transaction.atomic():
        return _step(_open(complaint_id, by), ComplaintStepKind.INQUIRY, words, by=by, at=at)


def tell(*, complaint_id: int, words: str, by: User, at: datetime) -> ComplaintStep:
    """[LAW-DPCOMP] Tells the person how far it is. Raises Refused once the outcome is told."""
    with transaction.atomic():
        found = _open(complaint_id, by)
        step = _step(found, ComplaintStepKind.TOLD, words, by=by, at=at)
        _write(found, PROGRESS, {"step": step.pk}, key=str(step.pk), at=at)
        return step


def conclude(*, complaint_id: int, words: str, by: User, at: datetime) -> ComplaintStep:
    """[LAW-DPCOMP] Tells the person the outcome, which ends it. Raises Refused before it is acknowledged, and twice."""
    with transaction.atomic(), because(user_id=by.pk, why="people.conclude_complaint"):
        found = _open(complaint_id, by)
        if found.acknowledged_at is None:
            said = "It is not acknowledged yet: see under Letters whether that one could not be sent."
            raise Refused.because(CLAUSE, said)
        found.state, found.answered_at = ComplaintState.ANSWERED, at
        found.save(update_fields=["state", "answered_at"])
        step = _step(found, ComplaintStepKind.OUTCOME, words, by=by, at=at)
        _write(found, OUTCOME, {"step": step.pk}, key="", at=at)
        return step


def _open(complaint_id: int, by: User) -> Complaint:
    """The complaint, its row held. Raises Refused once its outcome is told, and for the one who complains."""
    found = Complaint.objects.select_for_update().get(pk=complaint_id)
    if found.state == ComplaintState.ANSWERED:
        raise Refused.because(CLAUSE, "Its outcome has been told already.")
    if found.person_id == by.pk:
        raise Refused.because(CLAUSE, "This is your own complaint: another officer looks into it.")
    return found


def _step(found: Complaint, kind: ComplaintStepKind, words: str, *, by: User, at: datetime) -> ComplaintStep:
    return ComplaintStep.objects.create(complaint=found, kind=kind, words=words.strip(), by=by, at=at)


def _sent_before(made: Complaint) -> Complaint:
    found = Complaint.objects.get(form_key=made.form_key)
    if (found.name, found.email, found.words) != (made.name, made.email, made.words):
        raise SameFormOtherWords
    return found


def _write(found: Complaint, letter: str, context: dict[str, Any], *, key: str, at: datetime) -> None:
    """One letter about it. What anybody may have typed as a name greets nobody at an address that they typed, too."""
    own = found.person is not None and found.person.email.casefold() == found.email.casefold()
    correspondence.queue(
        kind=letter, to_user_id=found.person_id, to_name=str(found.person) if own else found.email,
        to_email=found.email, context=context, dedupe_key=f"{letter}:{found.pk}:{key}", at=at,
    )  # fmt: skip
