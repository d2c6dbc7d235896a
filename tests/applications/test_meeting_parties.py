"""A secretary with a part in a case learns nothing of it before the release, and does nothing to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from applications.enums import Outcome
from applications.models import AgendaItem, Case, Interest, Meeting
from applications.queries.deciding import may_judge
from applications.queries.sitting import closed_to
from applications.services import hearing, meetings
from cilexportal.foundation.rulebook.refusal import Refused
from members.enums import Role
from members.models import User
from tests import factories as people
from tests.applications import factories, meeting_steps
from tests.applications.factories import NOON
from tests.applications.meeting_steps import AFTER
from tests.applications.test_admin_committee import AGAIN, ITEMS, MEETINGS, REFERRALS, act, save, seen, words

pytestmark = pytest.mark.django_db
SECRET = "The degree leaves it out."


@pytest.fixture(autouse=True)
def after(at: Callable[..., None]) -> None:
    at(AFTER)


@pytest.fixture
def other() -> User:
    """The secretary who does the work."""
    return people.staff(Role.ALC_SECRETARY)


def party(part: str) -> tuple[User, Case]:
    """A secretary with a part in a case before the committee: it is their own, or they supervise, by another spelling
    of their address."""
    user = people.staff(Role.ALC_SECRETARY, email="ada@example.org")
    case = meeting_steps.before_the_committee(user if part == "applicant" else None)
    if part == "referee":
        factories.asked(case, email="Ada+work@example.org")
    return user, case


def client_of(user: User) -> Client:
    return people.signed_in(user, recently=True)


def recorded(case: Case, *, by: User) -> AgendaItem:
    """A meeting that was held and decided this case and another one."""
    meeting = meeting_steps.planned(by)
    item, more = (meeting_steps.listed(one, meeting, by=by) for one in (case, meeting_steps.before_the_committee()))
    meeting_steps.held(meeting, by=by)
    meeting_steps.recorded(item, Outcome.NOT_MET, by=by)
    hearing.record(item_id=more.pk, outcome=Outcome.MET, reasons="The diploma covers it.", by=by, at=AFTER)
    hearing.minute(meeting_id=meeting.pk, minutes="Against, by three votes.", by=by, at=AFTER)
    item.refresh_from_db()
    return item


@pytest.mark.clause("HB-26", "HB-28")
@pytest.mark.parametrize("part", ["applicant", "referee"])
def test_whoever_has_a_part_neither_lists_nor_declares_nor_records_nor_takes_off(part: str, other: User) -> None:
    user, case = party(part)
    meeting = meeting_steps.planned(other)
    why = "A colleague has to take it"
    with pytest.raises(Refused, match=why):
        meeting_steps.listed(case, meeting, by=user)
    item, seat = meeting_steps.listed(case, meeting, by=other), meeting_steps.seats(meeting)[0]
    with pytest.raises(Refused, match=why):
        meetings.take_off(item_id=item.pk, why="Later.", by=user, at=NOON)
    with pytest.raises(Refused, match=why):
        meetings.cancel(meeting_id=meeting.pk, why="Later.", by=user, at=NOON)
    with pytest.raises(Refused, match=why):
        meetings.declare(item_id=item.pk, seat_id=seat.pk, conflicted=True, nature="So.", by=user, at=NOON)
    assert not Interest.objects.exists()
    meeting_steps.held(meeting, by=other)
    with pytest.raises(Refused, match=why):
        meeting_steps.recorded(item, Outcome.MET, by=user)
    assert meeting_steps.recorded(item, Outcome.MET, by=other).outcome == Outcome.MET


@pytest.mark.clause("HB-28")
@pytest.mark.parametrize("part", ["applicant", "referee"])
def test_whoever_has_a_part_learns_of_the_decision_with_its_release(part: str, other: User) -> None:
    user, case = party(part)
    item = recorded(case, by=other)
    client, meeting = client_of(user), item.meeting
    page = f"{MEETINGS}{meeting.pk}/change/"
    for url in (page, act(meeting, "release"), act(meeting, "held")):
        told = client.get(url)
        assert told.status_code == 200
        said = told.content.decode()
        for secret in (SECRET, "Against, by three votes.", "Not met", "not met"):
            assert secret not in said, (url, secret)
    assert "you have a part in this case" in words(client.get(page))
    assert ": met. The diploma" in words(client.get(act(meeting, "release"))), "the other case is told"
    assert client.get(f"{MEETINGS}{meeting.pk}/history/").status_code == 404
    assert client.get(f"{ITEMS}{item.pk}/change/").status_code == 302
    for url in (ITEMS, REFERRALS):
        assert case.application.reference not in words(client.get(url)), url
    hearing.release(meeting_id=meeting.pk, by=other, at=AFTER)
    assert "Against, by three votes." in words(client.get(page))
    assert client.get(f"{MEETINGS}{meeting.pk}/history/").status_code == 200


@pytest.mark.clause("HB-28")
def test_other_secretaries_read_what_is_about_to_be_released(other: User) -> None:
    _, case = party("applicant")
    item = recorded(case, by=other)
    said = words(client_of(other).get(act(item.meeting, "release")))
    for told in ("not met. " + SECRET, "Minutes: Against, by three votes.", "Came: "):
        assert told in said


def test_whoever_has_a_part_notes_who_came_and_leaves_the_minutes(other: User) -> None:
    user, case = party("applicant")
    item = recorded(case, by=other)
    client, url = client_of(user), act(item.meeting, "held")
    came = [seat.pk for seat in meeting_steps.seats(item.meeting)]
    assert "Came" not in words(client.get(url))
    shown = seen(client, url)
    fields = {"attended": came, "minutes": "Mine.", "seen": shown, **people.once(user)}
    assert client.post(url, fields).status_code == 302
    save(client, item.meeting, minutes="Mine.", seen=shown)
    assert Meeting.objects.get(pk=item.meeting_id).minutes == "Against, by three votes."


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize("email", ["ada@example.org", "ADA+x@example.org", "ada@example.com", "eda@example.org"])
def test_what_is_closed_to_somebody_is_what_they_may_not_judge(email: str) -> None:
    user = people.staff(Role.ALC_SECRETARY, email="ada@example.org")
    asked, worked, stranger = (meeting_steps.before_the_committee() for _ in range(3))
    factories.asked(asked, email=email)
    factories.role(worked, supervisor_email=email)
    own = meeting_steps.before_the_committee(user)
    barred = {one.pk for one in (asked, worked, stranger, own) if may_judge(one, user)}
    assert closed_to(user) == barred
    assert own.pk in barred
    assert stranger.pk not in barred


def test_a_list_is_narrowed_in_the_same_statements_for_any_number_of_cases(other: User) -> None:
    counts = []
    for rows in (1, 2, 10):
        for _ in range(rows):
            factories.asked(meeting_steps.before_the_committee(), email=other.email)
        with CaptureQueriesContext(connection) as read:
            closed_to(other)
        counts.append(len(read))
    assert counts == [8, 8, 8]
    assert client_of(other).get(AGAIN).status_code == 200
