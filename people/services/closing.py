"""Closing an account: asked for, undone within the days for it, carried out by the worker, or stopped."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.correspondence.rules import NOWHERE
from cilexportal.foundation.rulebook.refusal import Refusal, Refused, refuse_if_any
from members.models import User
from people.models import Closing
from people.queries import closing as queries
from people.queries.data_figures import figures_on
from people.rules import data_clocks
from people.services import erasing

CLAUSE = "CPD-16e"
BEGUN, UNDONE = "people.closing_begun", "people.closing_undone"
STOPPED, CLOSED = "people.closing_stopped", "people.account_closed"
PHRASE = "close my account"


def ask(*, person: User, typed: str, at: datetime) -> Closing:
    """[CPD-16e] Asks for the account to be closed after the days in which that can be undone.

    Raises Refused with a sentence for everything that is open, and where the phrase was not typed.
    """
    today = london.date_of(at)
    with transaction.atomic(), because(user_id=person.pk, why="people.ask_to_close"):
        User.objects.select_for_update(no_key=True).get(pk=person.pk)
        found = queries.live_closing(person.pk)
        if found is not None:
            return found
        refuse_if_any(
            Refusal(one.clause or CLAUSE, one.sentence) for one in queries.obstacles(user_id=person.pk, today=today)
        )
        if " ".join(typed.split()).casefold() != PHRASE:
            raise Refused.because(CLAUSE, f"Type the words: {PHRASE}")
        made = Closing.objects.create(
            person=person, asked_at=at,
            closes_at=data_clocks.closes_at(today, days=figures_on(today).cooling_days),
        )  # fmt: skip
        _write(made, BEGUN, at=at)
        return made


def undo(*, person: User, at: datetime) -> None:
    """Keeps the account. Raises Refused where it is not being closed, or is closed already."""
    with transaction.atomic(), because(user_id=person.pk, why="people.undo_closing"):
        User.objects.select_for_update(no_key=True).get(pk=person.pk)
        found = queries.live_closing(person.pk)
        if found is None or at >= found.closes_at:
            raise Refused.because(CLAUSE, "Your account is not being closed.")
        found.undone_at = at
        found.save(update_fields=["undone_at"])
        _write(found, UNDONE, at=at)


def close_due(*, at: datetime) -> int:
    """[CPD-16e] Closes every account whose days are over, each by itself; returns how many were dealt with."""
    due = list(queries.due(at).values_list("pk", flat=True))
    return sum(close(closing_id=pk, at=at) for pk in due)


def close(*, closing_id: int, at: datetime) -> bool:
    """[CPD-16e] Deletes what may be deleted and makes signing in impossible; False where it is no longer due.

    Where something has opened meanwhile, nothing is deleted, and the person is told what and to ask again.
    """
    with transaction.atomic(), because(why="people.close_account"):
        person_id = Closing.objects.values_list("person", flat=True).get(pk=closing_id)
        person = User.objects.select_for_update().get(pk=person_id)
        found = queries.due(at).filter(pk=closing_id).select_for_update().first()
        if found is None:
            return False
        if open_still := queries.obstacles(user_id=person.pk, today=london.date_of(at)):
            found.stopped_at, found.stopped_why = at, "\n".join(one.sentence for one in open_still)
            found.save(update_fields=["stopped_at", "stopped_why"])
            _write(found, STOPPED, at=at)
            return True
        # Queued first: the letter goes to the address that is let go of in the next lines.
        _write(found, CLOSED, at=at)
        _lock_out(person)
        found.closed_at, found.deleted = at, erasing.erase(person.pk)
        found.save(update_fields=["closed_at", "deleted"])
        return True


def _lock_out(person: User) -> None:
    """Nobody signs in to this account again; its address is free for a new one."""
    person.is_active = False
    person.set_unusable_password()
    person.email = f"closed-{person.pk}@account{NOWHERE}"
    person.save(update_fields=["is_active", "password", "email"])


def _write(found: Closing, letter: str, *, at: datetime) -> None:
    person = User.objects.get(pk=found.person_id)
    correspondence.queue(
        kind=letter, to_user_id=person.pk, to_name=str(person), to_email=person.email,
        context={"closing": found.pk}, dedupe_key=f"{letter}:{found.pk}", at=at,
    )  # fmt: skip
