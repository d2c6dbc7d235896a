"""Requests for data and complaints: each step with its clock and its letter, and what is refused."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from cilexportal.foundation.correspondence import sending
from cilexportal.foundation.correspondence.models import Message, MessageState
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from people.enums import AccessState, ComplaintState, ComplaintStepKind
from people.models import AccessRequest, Complaint
from people.queries import access_requests as queries
from people.services import access_requests, complaints
from tests import factories

pytestmark = pytest.mark.django_db
RECEIVED = datetime(2027, 1, 31, 12, 0, tzinfo=UTC)


@pytest.fixture
def officer(db: None) -> User:
    return factories.staff("membership_officer")


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, 0, tzinfo=UTC)


def sent(kind: str, when: datetime) -> list[Message]:
    """The letters of a kind that have gone out, once everything that is due has left."""
    while sending.send_due(at=when + timedelta(minutes=1), limit=20):
        pass
    return list(Message.objects.filter(kind=kind, state=MessageState.SENT))


def entered(officer: User, **changed: Any) -> AccessRequest:
    said = {
        "name": "Pat Writer", "email": "pat@example.org", "account": "", "channel": "letter", "words": "All of it.",
        "received_on": date(2027, 1, 31), "by": officer, "at": RECEIVED + timedelta(days=2),
    }  # fmt: skip
    return access_requests.enter(**(said | changed))


@pytest.mark.clause("LAW-SAR")
def test_asked_in_the_portal_the_clock_runs_from_that_day_and_a_letter_says_until_when(user: User) -> None:
    made = access_requests.ask(person=user, words="Notes about me.", at=RECEIVED)
    assert (made.state, made.due_on) == (AccessState.RECEIVED, date(2027, 3, 1))
    (letter,) = sent(access_requests.RECEIVED, RECEIVED)
    assert "1 March 2027" in letter.text
    assert made.reference in letter.subject


@pytest.mark.clause("LAW-SAR")
def test_entered_later_by_an_officer_it_counts_from_the_day_of_receipt(officer: User) -> None:
    assert entered(officer).due_on == date(2027, 3, 1)
    with pytest.raises(Refused):
        entered(officer, received_on=date(2027, 2, 3))
    with pytest.raises(Refused):
        entered(officer, account="nobody@example.org")
    known = factories.UserFactory(email="known@example.org")
    assert entered(officer, account="Known@example.org").person == known


@pytest.mark.clause("LAW-SAR")
def test_without_an_email_address_its_letters_wait_to_be_posted(officer: User) -> None:
    entered(officer, email="")
    sending.send_due(at=RECEIVED + timedelta(days=3), limit=10)
    assert Message.objects.get(kind=access_requests.RECEIVED).state == MessageState.NO_ADDRESS


@pytest.mark.clause("LAW-SAR")
def test_identity_stops_the_clock_which_begins_on_the_day_of_the_proof(officer: User) -> None:
    made = entered(officer)
    act: dict[str, Any] = {"request_id": made.pk, "by": officer, "at": at(date(2027, 2, 3))}
    assert access_requests.ask_identity(words="A copy of a bill.", **act).due_on is None
    with pytest.raises(Refused):
        access_requests.extend(why="Complex.", **act)
    for day in (date(2027, 2, 2), date(2027, 2, 11)):
        with pytest.raises(Refused):
            access_requests.identity_proved(on=day, **act | {"at": at(date(2027, 2, 10))})
    proved = access_requests.identity_proved(on=date(2027, 2, 10), **act | {"at": at(date(2027, 2, 10))})
    assert (proved.state, proved.due_on) == (AccessState.RECEIVED, date(2027, 3, 10))
    with pytest.raises(Refused):
        access_requests.ask_identity(words="Once more.", **act)
    assert [letter.to_email for letter in sent(access_requests.IDENTITY, at(date(2027, 2, 10)))] == ["pat@example.org"]


@pytest.mark.clause("LAW-SAR")
@pytest.mark.parametrize(("day", "may"), [(date(2027, 3, 1), True), (date(2027, 3, 2), False)])
def test_it_is_extended_within_the_first_month_only(officer: User, day: date, may: bool) -> None:
    made = entered(officer)
    act: dict[str, Any] = {"request_id": made.pk, "by": officer, "at": at(day)}
    if not may:
        with pytest.raises(Refused):
            access_requests.extend(why="Four other requests.", **act)
        return
    assert access_requests.extend(why="Four other requests.", **act).due_on == date(2027, 4, 30)
    (letter,) = sent(access_requests.EXTENDED, at(day))
    assert "Four other requests." in letter.text
    assert "30 April 2027" in letter.text
    with pytest.raises(Refused):
        access_requests.extend(why="Again.", **act)


@pytest.mark.clause("LAW-SAR")
def test_the_answer_ends_it_and_nobody_answers_themselves(officer: User) -> None:
    own = access_requests.ask(person=officer, words="Mine.", at=RECEIVED)
    with pytest.raises(Refused):
        access_requests.answer(request_id=own.pk, words="Here.", by=officer, at=RECEIVED)
    made = entered(officer)
    assert list(queries.open_ones()) == [own, made]
    done = access_requests.answer(request_id=made.pk, words="Here it is.", by=officer, at=at(date(2027, 2, 20)))
    assert (done.state, done.answered_on) == (AccessState.ANSWERED, date(2027, 2, 20))
    with pytest.raises(Refused):
        access_requests.answer(request_id=made.pk, words="Again.", by=officer, at=at(date(2027, 2, 20)))
    assert list(queries.open_ones()) == [own]


@pytest.mark.clause("LAW-SAR")
def test_the_queue_has_the_earliest_last_day_first_and_who_waits_for_identity_at_the_end(officer: User) -> None:
    late, early, waits = entered(officer), entered(officer, received_on=date(2027, 1, 4)), entered(officer)
    access_requests.ask_identity(request_id=waits.pk, words="A bill.", by=officer, at=at(date(2027, 2, 3)))
    assert list(queries.open_ones()) == [early, late, waits]


def complained(**changed: Any) -> Complaint:
    said = {
        "form_key": uuid.uuid4(), "person": None, "name": "Click evil.example now", "email": "ann@example.org",
        "words": "My data went to a stranger.", "at": at(date(2026, 11, 21)),
    }  # fmt: skip
    return complaints.complain(**(said | changed))


@pytest.mark.clause("LAW-DPCOMP")
def test_a_complaint_is_acknowledged_when_its_letter_has_left_and_its_last_day_is_the_thirtieth() -> None:
    made = complained()
    assert (made.state, made.due_on) == (ComplaintState.RECEIVED, date(2026, 12, 20))
    (letter,) = sent(complaints.ACKNOWLEDGED, at(date(2026, 11, 21)))
    made.refresh_from_db()
    assert made.state == ComplaintState.ACKNOWLEDGED
    assert made.acknowledged_at is not None
    assert [one.kind for one in made.steps.all()] == [ComplaintStepKind.ACKNOWLEDGED]
    assert made.reference in letter.subject


@pytest.mark.parametrize("signed_in", [False, True])
def test_what_somebody_typed_goes_to_no_address_they_typed(user: User, signed_in: bool) -> None:
    complained(person=user if signed_in else None)
    (letter,) = sent(complaints.ACKNOWLEDGED, at(date(2026, 11, 21)))
    for typed in ("evil.example", "went to a stranger"):
        assert typed not in letter.text + letter.html + letter.subject + letter.to_name


def test_a_form_sent_twice_is_one_complaint_and_other_words_are_told_apart() -> None:
    key = uuid.uuid4()
    assert complained(form_key=key) == complained(form_key=key)
    with pytest.raises(complaints.SameFormOtherWords):
        complained(form_key=key, words="Other words.")
    assert Complaint.objects.count() == 1


@pytest.mark.clause("LAW-DPCOMP")
def test_the_person_is_told_how_far_it_is_and_what_came_of_it_and_never_the_inquiries(officer: User) -> None:
    made = complained()
    act: dict[str, Any] = {"complaint_id": made.pk, "by": officer, "at": at(date(2026, 11, 25))}
    with pytest.raises(Refused):
        complaints.conclude(words="It was so.", **act)
    sent(complaints.ACKNOWLEDGED, at(date(2026, 11, 21)))
    complaints.inquire(words="Asked the post room.", **act)
    complaints.tell(words="We asked around.", **act)
    complaints.conclude(words="It was so, and is put right.", **act)
    letters = sent(complaints.PROGRESS, at(date(2026, 11, 25))) + sent(complaints.OUTCOME, at(date(2026, 11, 25)))
    assert [("asked around" in one.text, "put right" in one.text) for one in letters] == [(True, False), (False, True)]
    assert not any("post room" in one.text for one in Message.objects.all())
    with pytest.raises(Refused):
        complaints.tell(words="More.", **act)


def test_nobody_looks_into_their_own_complaint(officer: User) -> None:
    made = complained(person=officer)
    with pytest.raises(Refused):
        complaints.inquire(complaint_id=made.pk, words="Nothing.", by=officer, at=at(date(2026, 11, 22)))
