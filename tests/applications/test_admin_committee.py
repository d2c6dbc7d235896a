"""The secretary's way in the administration: planning, listing, papers, holding, recording, releasing together."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.enums import Cause, MeetingStage, Outcome
from applications.models import AgendaItem, CommitteeMember, Meeting, Reconsideration, Referral, Seat
from applications.services import meetings
from cilexportal.foundation.correspondence.models import Message
from members.enums import Role
from members.models import User
from tests import factories as people
from tests.applications import factories, meeting_steps
from tests.applications.factories import NOON
from tests.applications.meeting_steps import AFTER, BEGINS

pytestmark = pytest.mark.django_db
MEETINGS, REFERRALS = "/admin/applications/meeting/", "/admin/applications/referral/"
MEMBERS, ITEMS = "/admin/applications/committeemember/", "/admin/applications/agendaitem/"
AGAIN = "/admin/applications/reconsideration/"


@pytest.fixture(autouse=True)
def noon(at: Callable[..., None]) -> None:
    at(NOON)


@pytest.fixture
def by(noon: None) -> User:
    return people.staff(Role.ALC_SECRETARY)


@pytest.fixture
def client(by: User) -> Client:
    return people.signed_in(by, recently=True)


def send(client: Client, by: User, url: str, **fields: Any) -> HttpResponse:
    """Presses the button of a page with a key of its own."""
    return client.post(url, {**fields, **people.once(by)})


def save(client: Client, meeting: Meeting, **fields: str) -> HttpResponse:
    """Saves the page of a meeting, which carries the counts of the tables below it."""
    counts = {f"{table}-{count}_FORMS": 0 for table in ("seats", "items") for count in ("TOTAL", "INITIAL")}
    return client.post(f"{MEETINGS}{meeting.pk}/change/", {**counts, **fields})


def act(meeting: Meeting, verb: str) -> str:
    return f"{MEETINGS}{meeting.pk}/act/{verb}/"


def seen(client: Client, url: str) -> str:
    """The digest that a page carries of what it shows."""
    found = re.search(r'name="seen" value="(\w+)"', client.get(url).content.decode())
    assert found, url
    return found[1]


def words(answer: HttpResponse) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.mark.clause("HB-28")
def test_a_meeting_is_planned_and_moved_and_says_until_when_papers_go_out(client: Client, by: User) -> None:
    form = {"body": "committee", "starts_at": "2026-12-08 10:00", "place": "Bedford"}
    assert client.post(f"{MEETINGS}add/", form).status_code == 302
    meeting = Meeting.objects.get()
    assert meeting.starts_at == BEGINS
    page = words(client.get(f"{MEETINGS}{meeting.pk}/change/"))
    assert "1 Dec" in page or "2026-12-01" in page or "1 December 2026" in page
    assert "3 members, 1 professional and 1 lay at least, with a chair." in page
    assert "There is no case on the agenda yet." in page
    assert save(client, meeting, starts_at="2026-12-09 10:00", place="Leeds").status_code == 302
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.place) == (BEGINS + timedelta(days=1), "Leeds")
    assert "Changed" in words(client.get(f"{MEETINGS}{meeting.pk}/history/"))


@pytest.mark.clause("HB-28")
def test_a_refused_meeting_says_why_with_the_clause_and_keeps_what_was_typed(client: Client) -> None:
    answer = client.post(f"{MEETINGS}add/", {"body": "committee", "starts_at": "2026-11-26 10:00", "place": "Oak room"})
    assert answer.status_code == 200
    assert "Choose a later day. (HB-28)" in words(answer)
    assert 'value="Oak room"' in answer.content.decode()
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("starts", ["", "tomorrow", "2026-02-31 10:00", "9999999-01-01 10:00"])
def test_a_time_that_is_none_is_said_and_nothing_breaks(client: Client, starts: str) -> None:
    answer = client.post(f"{MEETINGS}add/", {"body": "committee", "starts_at": starts, "place": ""})
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()


@pytest.mark.clause("HB-28a")
def test_referrals_are_put_on_an_agenda_together_after_being_asked(client: Client, by: User) -> None:
    meeting = meeting_steps.planned(by)
    cases = [meeting_steps.before_the_committee() for _ in range(2)]
    chosen = {"action": "put_on_the_agenda", "_selected_action": [one.referrals.get().pk for one in cases]}
    question = client.post(REFERRALS, chosen)
    assert cases[0].application.reference in words(question)
    assert not AgendaItem.objects.exists(), "nothing is done before it was asked"
    answer = send(client, by, REFERRALS, meeting=meeting.pk, **chosen)
    assert answer.status_code == 302
    assert [str(one) for one in get_messages(answer.wsgi_request)][-1].startswith("Put on the agenda: 2.")
    assert AgendaItem.objects.filter(meeting=meeting).count() == 2
    assert Message.objects.filter(kind="applications.committee_date").count() == 2


def test_listing_is_all_or_nothing_and_says_why(client: Client, by: User) -> None:
    meeting = meeting_steps.planned(by)
    one, two = (meeting_steps.before_the_committee() for _ in range(2))
    meeting_steps.listed(one, meeting, by=by)
    chosen = {"action": "put_on_the_agenda", "_selected_action": [case.referrals.get().pk for case in (two, one)]}
    answer = client.post(REFERRALS, chosen, follow=True)
    assert "are on no agenda. Nothing was changed." in words(answer)
    appeal = meeting_steps.before_the_committee(cause=Cause.APPEAL)
    chosen["_selected_action"] = [case.referrals.get().pk for case in (two, appeal)]
    assert "Choose cases of one body" in words(client.post(REFERRALS, chosen, follow=True))
    assert AgendaItem.objects.count() == 1


@pytest.mark.parametrize("row", ["x", "9" * 30, "-1", "\N{ARABIC-INDIC DIGIT TWO}", "1 OR 1=1", "999999"])
def test_a_choice_that_names_no_row_is_said(client: Client, row: str) -> None:
    meeting_steps.before_the_committee()
    answer = client.post(REFERRALS, {"action": "put_on_the_agenda", "_selected_action": [row]}, follow=True)
    assert answer.status_code == 200
    assert "Choose" in words(answer)


def test_papers_went_out_meanwhile_and_the_listing_says_so(client: Client, by: User) -> None:
    meeting, case = meeting_steps.planned(by), meeting_steps.before_the_committee()
    meeting_steps.listed(meeting_steps.before_the_committee(), meeting, by=by)
    chosen = {"action": "put_on_the_agenda", "_selected_action": [case.referrals.get().pk]}
    client.post(REFERRALS, chosen)
    meetings.papers_out(meeting_id=meeting.pk, by=by, at=NOON)
    answer = send(client, by, REFERRALS, meeting=meeting.pk, **chosen)
    assert answer.status_code == 200
    assert "Select a valid choice" in words(answer)
    assert AgendaItem.objects.count() == 1


@pytest.mark.clause("HB-28")
def test_members_are_invited_with_a_chair_and_taken_off_again(client: Client, by: User) -> None:
    meeting = meeting_steps.planned(by, kinds=())
    sits = [factories.sitter(kind) for kind in meeting_steps.THREE]
    gone = factories.sitter(until_date=NOON.date())
    page = client.get(act(meeting, "members")).content.decode()
    assert str(gone.user) not in page, "whoever does not sit on the day cannot be invited"
    answer = send(client, by, act(meeting, "members"), members=[one.pk for one in sits], chair=sits[1].pk)
    assert answer.status_code == 302
    assert [seat.member.pk for seat in meeting.seats.filter(chairs=True)] == [sits[1].pk]
    send(client, by, act(meeting, "members"), members=[sits[0].pk, sits[2].pk], chair=sits[0].pk)
    assert {seat.member.pk: seat.chairs for seat in meeting.seats.all()} == {sits[0].pk: True, sits[2].pk: False}
    refused = send(client, by, act(meeting, "members"), members=[sits[0].pk], chair=sits[2].pk)
    assert "The chair has to be invited." in words(refused)
    assert "Professional" in words(client.get(f"{MEETINGS}{meeting.pk}/change/"))


@pytest.mark.clause("HB-28")
@pytest.mark.clause("HB-28a")
def test_the_whole_way_from_papers_to_letters_that_go_out_together(client: Client, by: User, at: Any) -> None:
    meeting = meeting_steps.planned(by)
    cases = [meeting_steps.before_the_committee() for _ in range(2)]
    items = [meeting_steps.listed(case, meeting, by=by) for case in cases]
    assert send(client, by, act(meeting, "papers-out")).status_code == 302
    meeting_steps.all_declare(meeting)
    at(AFTER)
    client = people.signed_in(by, recently=True)
    came = {"attended": [seat.pk for seat in meeting_steps.seats(meeting)], "minutes": "Everybody came."}
    page = act(meeting, "held")
    assert send(client, by, page, seen=seen(client, page), **came).status_code == 302
    release = act(meeting, "release")
    refused = send(client, by, release, seen=seen(client, release))
    assert "Case 1 has no decision yet. (HB-28)" in words(refused)
    for item, outcome in zip(items, (Outcome.MET, Outcome.NOT_MET), strict=True):
        page = f"{ITEMS}{item.pk}/change/"
        assert "can decide it" in words(client.get(page))
        assert client.post(page, {"outcome": outcome, "reasons": "The degree says so."}).status_code == 302
    assert not Message.objects.filter(kind="applications.decided").exists(), "nobody learns of it before the release"
    assert send(client, by, release, seen=seen(client, release)).status_code == 302
    meeting.refresh_from_db()
    assert meeting.stage == MeetingStage.RELEASED
    assert Message.objects.filter(kind="applications.decided").count() == 2
    assert client.post(f"{ITEMS}{items[0].pk}/change/", {"outcome": "met", "reasons": "x"}).status_code == 403
    assert "Release all decisions" not in words(client.get(f"{MEETINGS}{meeting.pk}/change/"))


@pytest.mark.clause("HB-28")
def test_a_decision_without_reasons_or_quorum_is_refused_and_its_words_stay(client: Client, by: User, at: Any) -> None:
    meeting = meeting_steps.planned(by)
    item = meeting_steps.listed(meeting_steps.before_the_committee(), meeting, by=by)
    meeting_steps.held(meeting, by=by)
    Seat.objects.filter(pk=meeting_steps.seats(meeting)[2].pk).update(attended=False)
    page = f"{ITEMS}{item.pk}/change/"
    answer = client.post(page, {"outcome": "not_met", "reasons": "Kept words."})
    assert answer.status_code == 200
    assert "2 members can decide this; 3 are needed. (HB-28)" in words(answer)
    assert "Kept words." in answer.content.decode()
    assert "errorlist" in client.post(page, {"outcome": "not_met", "reasons": " "}).content.decode()
    assert "errorlist" in client.post(page, {"outcome": "refer", "reasons": "x"}).content.decode()
    item.refresh_from_db()
    assert not item.outcome


def test_minutes_are_written_on_until_the_release(client: Client, by: User) -> None:
    meeting = meeting_steps.planned(by)
    meeting_steps.listed(meeting_steps.before_the_committee(), meeting, by=by)
    meeting_steps.held(meeting, by=by)
    shown = seen(client, f"{MEETINGS}{meeting.pk}/change/")
    assert save(client, meeting, minutes="All agreed.", seen=shown).status_code == 302
    meeting.refresh_from_db()
    assert meeting.minutes == "All agreed."


@pytest.mark.clause("HB-28a")
def test_taking_off_and_calling_off_want_a_reason(client: Client, by: User) -> None:
    meeting = meeting_steps.planned(by)
    item = meeting_steps.listed(meeting_steps.before_the_committee(), meeting, by=by)
    url = f"{ITEMS}{item.pk}/act/take-off/"
    assert "errorlist" in send(client, by, url, why=" ").content.decode()
    assert send(client, by, url, why="It comes too early.").status_code == 302
    item.refresh_from_db()
    assert item.taken_off_why == "It comes too early."
    assert "no longer" in words(send(client, by, url, why="Again.")) or "taken off" in words(
        send(client, by, url, why="Again.")
    )
    assert send(client, by, act(meeting, "cancel"), why="Snow.").status_code == 302
    meeting.refresh_from_db()
    assert meeting.stage == MeetingStage.CANCELLED


@pytest.mark.parametrize("verb", ["papers-out", "papers-back", "held", "release", "cancel", "members"])
def test_what_cannot_be_done_now_is_said_in_a_sentence(client: Client, by: User, verb: str) -> None:
    meeting = meeting_steps.planned(by)
    Meeting.objects.filter(pk=meeting.pk).update(stage=MeetingStage.CANCELLED)
    answer = send(client, by, act(meeting, verb), why="So.", attended=[], minutes="", members=[])
    assert answer.status_code == 200
    assert "(HB-28)" in words(answer)
    assert client.get(act(meeting, "nothing")).status_code == 404


def test_a_button_pressed_twice_does_it_once(client: Client, by: User) -> None:
    meeting = meeting_steps.planned(by)
    fields = {"why": "Snow.", **people.once(by)}
    assert [client.post(act(meeting, "cancel"), fields).status_code for _ in range(2)] == [302, 302]


@pytest.mark.parametrize("url", [MEETINGS, REFERRALS, MEMBERS, ITEMS, AGAIN])
def test_nothing_is_deleted(client: Client, url: str) -> None:
    page = client.get(url)
    assert page.status_code == 200
    assert "delete_selected" not in page.content.decode()
    assert client.get(f"{url}1/delete/").status_code in (302, 404)


def test_whoever_is_chosen_as_a_member_holds_the_role_and_sits_once_at_a_time(client: Client) -> None:
    stranger, new = people.UserFactory(), people.UserFactory(granted=["alc_member"])
    form = {"user": new.pk, "body": "committee", "kind": "lay", "from_date": "2026-01-01", "until_date": ""}
    assert "errorlist" in client.post(f"{MEMBERS}add/", {**form, "user": stranger.pk}).content.decode()
    assert "comes after the first" in words(client.post(f"{MEMBERS}add/", {**form, "until_date": "2026-01-01"}))
    assert client.post(f"{MEMBERS}add/", form).status_code == 302
    again = client.post(f"{MEMBERS}add/", {**form, "from_date": "2026-06-01", "until_date": "2027-01-01"})
    assert "They sit on this body already" in words(again)
    one = CommitteeMember.objects.get(user=new)
    page = client.get(f"{MEMBERS}{one.pk}/change/").content.decode()
    assert new.full_name in page
    assert f"/admin/members/user/{new.pk}/" not in page, "a secretary cannot open accounts"
    assert client.post(f"{MEMBERS}{one.pk}/change/", {"until_date": "2026-12-31"}).status_code == 302
    assert CommitteeMember.objects.get(user=new).until_date is not None


def row_of(kind: str, number: int, by: User) -> None:
    """One more row on a list."""
    if kind == "committeemember":
        factories.sitter()
    elif kind == "meeting":
        meeting_steps.planned(by, starts=BEGINS + timedelta(days=number))
    elif kind == "referral":
        meeting_steps.before_the_committee()
    elif kind == "agendaitem":
        meeting = Meeting.objects.first() or meeting_steps.planned(by)
        meeting_steps.listed(meeting_steps.before_the_committee(), meeting, by=by)
    else:
        case = meeting_steps.before_the_committee()
        made = factories.decision(case, outcome="not_yet")
        Reconsideration.objects.create(
            case=case, decision=made, to="committee", received_on=NOON.date(), asked_at=NOON,
            asked_by=case.application.user, reasons="It was too quick.",
        )  # fmt: skip


@pytest.mark.parametrize("kind", ["committeemember", "meeting", "referral", "agendaitem", "reconsideration"])
def test_a_list_takes_the_same_statements_for_one_row_and_for_thirty(client: Client, by: User, kind: str) -> None:
    url, counts, made = f"/admin/applications/{kind}/", [], 0
    for rows in (1, 3, 30):
        for number in range(made, rows):
            row_of(kind, number, by)
        made = rows
        client.get(url)
        with CaptureQueriesContext(connection) as read:
            assert client.get(url).status_code == 200
        counts.append(len(read))
    assert len(set(counts)) == 1, counts


def test_the_page_of_a_meeting_takes_the_same_statements_for_any_agenda(client: Client, by: User) -> None:
    meeting, counts, made = meeting_steps.planned(by), [], 0
    page = reverse("admin:applications_meeting_change", args=[meeting.pk])
    for rows in (1, 3, 30):
        for _ in range(made, rows):
            meeting_steps.listed(meeting_steps.before_the_committee(), meeting, by=by)
        made = rows
        client.get(page)
        with CaptureQueriesContext(connection) as read:
            assert client.get(page).status_code == 200
        counts.append(len(read))
    assert len(set(counts)) == 1, counts


@pytest.mark.parametrize(("url", "field"), [(REFERRALS, "name"), (ITEMS, "name"), (MEETINGS, "name")])
def test_a_case_is_found_by_the_name_of_its_person(client: Client, by: User, url: str, field: str) -> None:
    meeting = meeting_steps.planned(by)
    for name in ("Maya Quill", "Otto Brand"):
        meeting_steps.listed(meeting_steps.before_the_committee(people.UserFactory(full_name=name)), meeting, by=by)
    found = client.get(url, {"q": "Quill"})
    assert found.context["cl"].result_count == 1
    assert client.get(url, {"q": "Nobody at all"}).context["cl"].result_count == 0


def test_referrals_show_what_waits_first_and_can_be_narrowed(client: Client, by: User) -> None:
    done, old, new = (meeting_steps.before_the_committee() for _ in range(3))
    Referral.objects.filter(case=done).update(ended_at=NOON)
    meeting_steps.listed(old, meeting_steps.planned(by), by=by)
    shown = [one.case for one in client.get(REFERRALS).context["cl"].result_list]
    assert shown == [old, new, done], "what is over comes last, however old it is"
    one = client.get(f"{REFERRALS}{old.referrals.get().pk}/change/").content.decode()
    assert "/admin/members/user/" not in one, "a secretary cannot open accounts"
    for stands, count in (("waits", 1), ("listed", 1), ("ended", 1), ("nonsense", 3)):
        assert client.get(REFERRALS, {"stands": stands}).context["cl"].result_count == count, stands


def test_each_list_says_what_it_holds(client: Client) -> None:
    for address, title in ((MEETINGS, "Meetings"), (REFERRALS, "Referrals")):
        page = client.get(address).content.decode()
        assert f"<h1>{title}</h1>" in page
        assert "Select" not in page


def test_lists_speak_in_words_and_in_whole_days(client: Client, by: User) -> None:
    row_of("reconsideration", 1, by)
    factories.sitter()
    again, members = (client.get(address).content.decode() for address in (AGAIN, MEMBERS))
    assert all(words in again for words in ("By whether they want to speak", "Who looks at it", "None is set"))
    assert all(words in members for words in ("By whether they sit now", "1 January 2025", "No end is set"))
    for sits, count in (("yes", 1), ("no", 0), ("nonsense", 1)):
        assert client.get(MEMBERS, {"sits": sits}).context["cl"].result_count == count, sits
