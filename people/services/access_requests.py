"""Requests for one's data: received, identity asked for and proved, extended, answered. Each step writes a letter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from people.enums import AccessState, Channel
from people.models import AccessRequest
from people.queries.access_requests import clock_of
from people.queries.data_figures import figures_on, holidays_from
from people.rules import data_clocks

CLAUSE = "LAW-SAR"
RECEIVED, IDENTITY = "people.access_received", "people.access_identity"
EXTENDED, ANSWERED = "people.access_extended", "people.access_answered"
MOST_OPEN = 3


def ask(*, person: User, words: str, at: datetime) -> AccessRequest:
    """[LAW-SAR] A person's own request. Signed in, they have proved who they are: the clock begins today.

    Raises Refused while several of theirs are open.
    """
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=person.pk)
        if AccessRequest.objects.filter(person=person).exclude(state=AccessState.ANSWERED).count() >= MOST_OPEN:
            said = f"{MOST_OPEN} of your requests are being answered. Wait for one of them, or write to us."
            raise Refused.because(CLAUSE, said)
        return _receive(
            AccessRequest(
                person=person, name=str(person), email=person.email, channel=Channel.PORTAL, words=words.strip(),
                received_on=london.date_of(at),
            ),
            at=at,
        )  # fmt: skip


def enter(
    *, name: str, email: str, account: str, channel: str, words: str, received_on: date, by: User, at: datetime
) -> AccessRequest:
    """[LAW-SAR] A request that came by other ways, from the day of receipt on. `account` is the address of the account
    it is about, or empty. Raises Refused for a day that is still to come and for an account that there is none of."""
    if received_on > london.date_of(at):
        raise Refused.because(CLAUSE, "The day of receipt is still to come.")
    person = User.objects.filter(email__iexact=account).first() if account else None
    if account and person is None:
        raise Refused.because(CLAUSE, f"No account has the address {account}. Leave the box empty if there is none.")
    with transaction.atomic(), because(user_id=by.pk, why="people.enter_access_request"):
        made = AccessRequest(
            person=person, name=name.strip(), email=email, channel=channel, words=words.strip(),
            received_on=received_on, entered_by=by,
        )  # fmt: skip
        return _receive(made, at=at)


def ask_identity(*, request_id: int, words: str, by: User, at: datetime) -> AccessRequest:
    """[LAW-SAR] Asks who the person is; until that is proved, the clock stands still. Raises Refused."""

    def _do(found: AccessRequest, today: date) -> None:
        if found.identity_asked_on is not None:
            raise Refused.because(CLAUSE, "Proof of identity has been asked for once already.")
        if found.extended_on is not None:
            raise Refused.because(CLAUSE, "It has been extended: identity is asked for before that.")
        found.identity_asked_on, found.identity_words = today, words.strip()
        found.state = AccessState.IDENTITY

    return _step(request_id, _do, letter=IDENTITY, by=by, at=at)


def identity_proved(*, request_id: int, on: date, by: User, at: datetime) -> AccessRequest:
    """[LAW-SAR] Notes the day on which identity was proved, from which the clock runs. Raises Refused."""

    def _do(found: AccessRequest, today: date) -> None:
        asked = found.identity_asked_on
        if found.state != AccessState.IDENTITY or asked is None:
            raise Refused.because(CLAUSE, "Nobody is waiting for proof of identity.")
        if not asked <= on <= today:
            raise Refused.because(CLAUSE, f"It was asked for on {london.in_words(asked)}: give a day since then.")
        found.identity_proved_on, found.state = on, AccessState.RECEIVED

    return _step(request_id, _do, letter=RECEIVED, by=by, at=at)


def extend(*, request_id: int, why: str, by: User, at: datetime) -> AccessRequest:
    """[LAW-SAR] Takes two months more for a complex request, and tells the person why. Raises Refused once the first
    month is over, while identity waits, and for a second time."""

    def _do(found: AccessRequest, today: date) -> None:
        figures, clock = figures_on(found.received_on), clock_of(found)
        since = clock.since or today
        if not data_clocks.may_extend(clock, today=today, months=figures.access_months, holidays=holidays_from(since)):
            raise Refused.because(CLAUSE, "Only within the first month, once, and with identity proved.")
        found.extended_on, found.extended_why = today, why.strip()
        found.state = AccessState.EXTENDED

    return _step(request_id, _do, letter=EXTENDED, by=by, at=at)


def answer(*, request_id: int, words: str, by: User, at: datetime) -> AccessRequest:
    """[LAW-SAR] Notes that the data went out, or why it did not, in the words the person is written. Raises Refused."""

    def _do(found: AccessRequest, today: date) -> None:
        found.state, found.answer = AccessState.ANSWERED, words.strip()
        found.answered_on, found.answered_by = today, by

    return _step(request_id, _do, letter=ANSWERED, by=by, at=at)


def _receive(made: AccessRequest, *, at: datetime) -> AccessRequest:
    made.entered_at = at
    made.due_on = _due(made)
    made.save()
    _write(made, RECEIVED, at=at)
    return made


def _step(
    request_id: int, step: Callable[[AccessRequest, date], None], *, letter: str, by: User, at: datetime
) -> AccessRequest:
    """Takes one step of an open request, works out its last day again, and writes to the person."""
    with transaction.atomic(), because(user_id=by.pk, why=letter):
        found = AccessRequest.objects.select_for_update().get(pk=request_id)
        if found.state == AccessState.ANSWERED:
            raise Refused.because(CLAUSE, "It is answered already.")
        if found.person_id == by.pk:
            raise Refused.because(CLAUSE, "This is your own request: another officer answers it.")
        step(found, london.date_of(at))
        found.due_on = _due(found)
        found.save()
        _write(found, letter, at=at)
        return found


def _due(found: AccessRequest) -> date | None:
    """The last day for the answer, under the figures of the day of receipt."""
    figures, clock = figures_on(found.received_on), clock_of(found)
    if clock.since is None:
        return None
    return data_clocks.last_day(
        clock, months=figures.access_months, more=figures.extension_months, holidays=holidays_from(clock.since)
    )


def _write(found: AccessRequest, letter: str, *, at: datetime) -> None:
    """One letter about the request; without an email address it waits to be posted."""
    correspondence.queue(
        kind=letter, to_user_id=found.person_id, to_name=found.name, to_email=found.email,
        context={"request": found.pk}, dedupe_key=f"{letter}:{found.pk}:{found.identity_proved_on or ''}", at=at,
    )  # fmt: skip
