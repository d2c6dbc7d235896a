"""The verbs of a request: ask, keep what is typed, answer, withdraw. Reminders are queued when it is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.asking import events, rules
from cilexportal.foundation.asking.models import CONTRACT, Item, Request, Stage
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.documents import services as documents
from cilexportal.foundation.guidance.pages import privacy_version
from cilexportal.foundation.rulebook.refusal import Refusal, Refused, refuse_if_any

ASKED, REMINDER, WITHDRAWN, LONGER = "asking.asked", "asking.reminder", "asking.withdrawn", "asking.longer"
CLAUSE = CONTRACT
# Reminders go out in the morning.
MORNING = time(9)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing to ask for: the question, and whether a file is the answer."""

    question: str
    file: bool = False


def ask(
    *, person: AbstractBaseUser, email: str, subject: str, why: str, about: str, items: Sequence[Wanted],
    by: AbstractBaseUser, at: datetime, clause: str = CONTRACT,
) -> Request:  # fmt: skip
    """[TC-6.10] [TC-6.10a] Asks a person for particulars, with a last day; the letter goes now, reminders before it.

    `clause` is what it is asked by. Raises Refused where nothing is asked, and while the same is still open about the
    same thing.
    """
    if not items:
        raise Refused.because(CLAUSE, "Write at least one question.")
    today = london.date_of(at)
    with transaction.atomic():
        # Two officers who ask about the same thing at once stand in line here.
        type(person)._default_manager.select_for_update().get(pk=person.pk)
        if Request.objects.filter(about=about, stage=Stage.OPEN).exists():
            raise Refused.because(CLAUSE, "Something is asked about it already. Wait for the answer, or withdraw that.")
        made = Request.objects.create(
            person=person, email=email, subject=subject, why=why, about=about, asked_at=at, asked_by=by,
            due_on=rules.due_on(today), clause=clause,
        )  # fmt: skip
        Item.objects.bulk_create(
            Item(request=made, number=number, question=item.question, wants_file=item.file)
            for number, item in enumerate(items, 1)
        )
        _tell(made, ASKED, key="asked", at=at)
        _remind(made, asked_on=today, at=at)
        return made


def give_time(*, request_id: int, until: date, at: datetime) -> Request:
    """[TC-6.10a] Moves the last day of an open request; the person is told, and reminded before the new one.

    Raises Refused for a day that is not after the present last day and after today, and once it has ended.
    """
    with transaction.atomic():
        found = _open(request_id)
        if refusal := rules.bad_last_day(until, due=found.due_on, today=london.date_of(at), clause=found.clause):
            raise Refused(refusal)
        found.due_on = until
        found.save(update_fields=["due_on"])
        _tell(found, LONGER, key=until.isoformat(), at=at)
        _remind(found, asked_on=london.date_of(at), at=at)
        return found


def keep(*, request_id: int, answers: Mapping[int, str], at: datetime) -> None:
    """[TC-6.10] Keeps answers as typed, by number, without sending them. Raises Refused once it has ended."""
    with transaction.atomic():
        found = _open(request_id)
        _write(found, answers)
        found.typed_at = at
        found.save(update_fields=["typed_at"])


def answer(
    *, request_id: int, answers: Mapping[int, str], files: Mapping[int, UploadedFile], by: AbstractBaseUser,
    at: datetime,
) -> Request:  # fmt: skip
    """[TC-6.10] [TC-6.10b] Answers every question at once, which ends the waiting; also after the last day.

    Raises Refused naming every question without an answer, for a file that is not taken, and once it has ended.
    """
    Request.objects.get(pk=request_id)
    # Storing a file may take a while, so it stands before the transaction.
    stored = {number: documents.receive(owner=by, upload=file, at=at) for number, file in files.items()}
    with transaction.atomic():
        found = _open(request_id)
        items = _write(found, answers)
        for item in items:
            if item.wants_file and item.number in stored:
                item.document = stored[item.number]
                item.save(update_fields=["document"])
        refuse_if_any(_missing(item) for item in items if not (item.document_id if item.wants_file else item.answer))
        found.privacy_version = privacy_version()
        _end(found, Stage.ANSWERED, by=by, at=at)
        events.tell(events.Answered(request_id=found.pk, about=found.about, person_id=found.person_id, at=at))
        return found


def withdraw(*, request_id: int, why: str, by: AbstractBaseUser, at: datetime) -> Request:
    """[TC-6.10] Takes a request back: nothing more is waited for, and the person is told. Raises Refused."""
    with transaction.atomic():
        found = _open(request_id)
        found.withdrawn_why = why
        _end(found, Stage.WITHDRAWN, by=by, at=at)
        _tell(found, WITHDRAWN, key="withdrawn", at=at)
        return found


def still_open(context: dict[str, Any], at: datetime) -> bool:
    """[TC-6.10a] Whether a reminder is still needed when it is about to go."""
    return Request.objects.filter(pk=context["request"], stage=Stage.OPEN).exists()


def _open(request_id: int) -> Request:
    """The request, its row held. Raises Refused once it has ended."""
    found = Request.objects.select_for_update().get(pk=request_id)
    if found.stage != Stage.OPEN:
        raise Refused.because(CLAUSE, f"It is {found.get_stage_display().lower()} already.")
    return found


def _write(found: Request, answers: Mapping[int, str]) -> list[Item]:
    items = list(found.items.all())
    for item in items:
        if not item.wants_file and item.number in answers:
            item.answer = answers[item.number].strip()
    Item.objects.bulk_update(items, ["answer"])
    return items


def _missing(item: Item) -> Refusal:
    verb = "Add a file for" if item.wants_file else "Answer"
    return Refusal(CLAUSE, f"{verb} question {item.number}: {item.question}")


def _end(found: Request, stage: Stage, *, by: AbstractBaseUser, at: datetime) -> Request:
    found.stage, found.ended_at, found.ended_by = stage, at, by
    found.save()
    return found


def _remind(found: Request, *, asked_on: date, at: datetime) -> None:
    """Queues the reminders before the last day, none of a day twice."""
    for day in rules.reminders_on(asked_on, found.due_on):
        _tell(found, REMINDER, key=day.isoformat(), at=at, send_after=_morning(day))


def _morning(day: date) -> datetime:
    return london.start_of_day(day) + timedelta(hours=MORNING.hour)


def _tell(found: Request, kind: str, *, key: str, at: datetime, send_after: datetime | None = None) -> None:
    """Queues a letter about a request, once for each `key`."""
    correspondence.queue(
        kind=kind, to_user_id=found.person_id, to_name=str(found.person), to_email=found.email,
        context={"request": found.pk}, dedupe_key=f"{kind}:{found.uuid}:{key}", send_after=send_after, at=at,
    )  # fmt: skip
