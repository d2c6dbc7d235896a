"""What members of the committee see: their own meetings, papers they declared on, none they have an interest in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from applications.models import AgendaItem, CaseReading, Interest, Meeting, Seat
from applications.services import ending, meetings
from cilexportal.foundation.documents.models import Printout
from members.enums import Role
from members.models import RoleGrant, User
from tests import factories as people
from tests.applications import meeting_steps
from tests.applications.factories import NOON
from tests.applications.test_admin_committee import MEETINGS, send, words

pytestmark = pytest.mark.django_db
GONE = 404


@pytest.fixture(autouse=True)
def noon(at: Callable[..., None]) -> None:
    at(NOON)


@pytest.fixture
def by(noon: None) -> User:
    return people.staff(Role.ALC_SECRETARY)


@pytest.fixture
def item(by: User) -> AgendaItem:
    """A case on an agenda whose papers are out."""
    meeting = meeting_steps.planned(by)
    made = meeting_steps.listed(meeting_steps.before_the_committee(), meeting, by=by)
    meetings.papers_out(meeting_id=meeting.pk, by=by, at=NOON)
    return made


def member_at(meeting: Meeting, place: int = 1) -> tuple[Seat, Client]:
    """A member with a seat, signed in with their second factor."""
    seat = meeting_steps.seats(meeting)[place]
    return seat, client_of(seat.member.user)


def client_of(user: User) -> Client:
    """Signed in a moment ago, with a second factor."""
    people.Authenticator.objects.get_or_create(
        user=user, type="totp", defaults={"data": {"secret": people.encrypt(people.generate_totp_secret())}}
    )
    return people.signed_in(user, recently=True)


def page(item: AgendaItem) -> str:
    return f"{MEETINGS}{item.meeting_id}/change/"


def paper(item: AgendaItem) -> str:
    return f"/desk/applications/meetings/{item.meeting.uuid}/{item.number}/"


def declaring(item: AgendaItem) -> str:
    return f"{MEETINGS}{item.meeting_id}/items/{item.number}/"


@pytest.mark.clause("HB-28")
def test_a_paper_opens_after_declaring_that_there_is_no_interest_and_is_noted_as_read(item: AgendaItem) -> None:
    seat, client = member_at(item.meeting)
    assert paper(item) not in client.get(page(item)).content.decode()
    asked = client.get(paper(item))
    assert (asked.status_code, asked["Location"]) == (302, declaring(item))
    assert send(client, seat.member.user, declaring(item), interest="none").status_code == 302
    assert paper(item) in client.get(page(item)).content.decode()
    answer = client.get(paper(item))
    assert answer.status_code == 200
    assert "Does this degree cover immigration law?" in words(answer)
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    client.get(paper(item))
    reading = CaseReading.objects.get(case=item.referral.case)
    assert (reading.by, reading.what) == (seat.member.user, f"pack:{item.pk}")


@pytest.mark.clause("HB-28")
def test_an_interest_hides_the_paper_by_typed_address_too(item: AgendaItem) -> None:
    seat, client = member_at(item.meeting)
    answer = send(client, seat.member.user, declaring(item), interest="interest", nature="We shared chambers.")
    assert answer.status_code == 302
    shown = words(client.get(page(item)))
    assert "You declared an interest." in shown
    assert paper(item) not in shown
    assert client.get(paper(item)).status_code == GONE
    assert client.get(declaring(item)).status_code == GONE
    assert not CaseReading.objects.exists()
    _, other = member_at(item.meeting, 2)
    assert other.get(paper(item)).status_code == 302, "the others still declare and read"


@pytest.mark.clause("HB-28")
def test_no_interest_can_become_one_and_never_the_other_way(item: AgendaItem) -> None:
    seat, client = member_at(item.meeting)
    user = seat.member.user
    send(client, user, declaring(item), interest="none")
    assert client.get(paper(item)).status_code == 200
    refused = send(client, user, declaring(item), interest="interest", nature=" ")
    assert refused.status_code == 200
    assert "Say what the interest is. (HB-28)" in words(refused)
    send(client, user, declaring(item), interest="interest", nature="She was my pupil.")
    assert client.get(paper(item)).status_code == GONE
    assert send(client, user, declaring(item), interest="none").status_code == GONE
    assert Interest.objects.filter(item=item, seat=seat).count() == 2


def test_what_a_member_types_is_kept_and_a_choice_is_wanted(item: AgendaItem) -> None:
    seat, client = member_at(item.meeting)
    answer = send(client, seat.member.user, declaring(item), nature="Half a thought")
    assert "Half a thought" in answer.content.decode()
    assert "errorlist" in answer.content.decode()
    assert not Interest.objects.exists()


@pytest.mark.clause("HB-28")
def test_nobody_hears_their_own_case(by: User) -> None:
    meeting = meeting_steps.planned(by, kinds=(*meeting_steps.THREE, "lay"))
    own, client = member_at(meeting, 3)
    item = meeting_steps.listed(meeting_steps.before_the_committee(own.member.user), meeting, by=by)
    meetings.papers_out(meeting_id=meeting.pk, by=by, at=NOON)
    assert "own application" in words(client.get(page(item)))
    assert client.get(paper(item)).status_code == GONE
    assert client.get(declaring(item)).status_code == GONE


def test_a_secretary_who_applies_finds_nothing_of_their_own_case(by: User) -> None:
    meeting = meeting_steps.planned(by)
    item = meeting_steps.listed(meeting_steps.before_the_committee(by), meeting, by=meeting_steps.secretary())
    client = people.signed_in(by, recently=True)
    assert client.get(paper(item)).status_code == GONE
    assert client.get("/admin/applications/referral/").context["cl"].result_count == 0
    assert client.get(f"/admin/applications/agendaitem/{item.pk}/change/").status_code == 302
    assert client.get(f"/admin/applications/agendaitem/{item.pk}/act/declare/").status_code == GONE


def test_a_secretary_who_sits_declares_like_everybody(item: AgendaItem) -> None:
    seat, _ = member_at(item.meeting)
    RoleGrant.objects.create(user=seat.member.user, role=Role.ALC_SECRETARY)
    client = client_of(User.objects.get(pk=seat.member.user_id))
    assert client.get(paper(item)).status_code == 302
    meeting_steps.declared(item, seat, conflicted=True)
    assert client.get(paper(item)).status_code == GONE
    assert client.get(f"/admin/applications/agendaitem/{item.pk}/change/").status_code == 302


def test_the_papers_of_another_meeting_are_not_there(item: AgendaItem, by: User) -> None:
    other = meeting_steps.planned(by)
    _, client = member_at(other)
    assert client.get(page(item)).status_code == GONE
    assert client.get(paper(item)).status_code == GONE
    assert client.get(declaring(item)).status_code == GONE
    assert client.get(f"{MEETINGS}{item.meeting_id}/pack/").status_code == GONE
    listed = client.get(MEETINGS).context["cl"].result_list
    assert [one.pk for one in listed] == [other.pk]


def test_papers_that_are_not_out_open_to_the_secretary_alone(by: User) -> None:
    meeting = meeting_steps.planned(by)
    item = meeting_steps.listed(meeting_steps.before_the_committee(), meeting, by=by)
    seat, client = member_at(meeting)
    meeting_steps.declared(item, seat)
    assert "not out yet" in words(client.get(page(item)))
    assert client.get(paper(item)).status_code == GONE
    assert people.signed_in(by, recently=True).get(paper(item)).status_code == 200


@pytest.mark.parametrize("path", ["{0}{1}/act/papers-out/", "{0}{1}/history/", "{0}add/", "/admin/members/user/"])
def test_members_do_nothing_of_the_secretarys(item: AgendaItem, path: str) -> None:
    seat, client = member_at(item.meeting)
    address = path.format(MEETINGS, item.meeting_id)
    assert client.get(address).status_code == GONE
    assert send(client, seat.member.user, address).status_code == GONE
    assert client.post(page(item), {"minutes": "Mine"}).status_code == GONE


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.REGULATION_OFFICER, Role.MEMBERSHIP_OFFICER, Role.FINANCE])
def test_no_other_staff_read_the_papers_of_a_meeting(item: AgendaItem, role: str) -> None:
    client = people.signed_in(people.staff(role), recently=True)
    for address in (paper(item), page(item), MEETINGS, f"{MEETINGS}{item.meeting_id}/act/release/"):
        assert client.get(address).status_code == GONE, address


@pytest.mark.clause("HB-28")
def test_each_member_downloads_their_own_pack_and_none_after_an_interest(item: AgendaItem) -> None:
    seat, client = member_at(item.meeting)
    address = f"{MEETINGS}{item.meeting_id}/pack/"
    assert client.get(address).status_code == GONE, "nobody has one before declaring"
    meeting_steps.declared(item, seat)
    seat.refresh_from_db()
    assert client.get(address).status_code == GONE, "the worker has not made it yet"
    assert "being made" in words(client.get(page(item)))
    name = default_storage.save("packs/test.pdf", ContentFile(b"%PDF-1.7 a pack"))
    Printout.objects.filter(pk=seat.pack_id).update(state="ready", made_at=NOON, file=name)
    answer: Any = client.get(address)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 a pack"
    assert "attachment" in answer["Content-Disposition"]
    assert CaseReading.objects.filter(by=seat.member.user, what=f"pack:{item.pk}").exists()
    meeting_steps.declared(item, seat, conflicted=True)
    assert client.get(address).status_code == GONE


@pytest.mark.clause("HB-28")
def test_a_pack_is_not_given_out_once_a_case_in_it_is_withdrawn(item: AgendaItem) -> None:
    seat, client = member_at(item.meeting)
    address = f"{MEETINGS}{item.meeting_id}/pack/"
    meeting_steps.declared(item, seat)
    name = default_storage.save("packs/test.pdf", ContentFile(b"%PDF-1.7 a pack"))
    Printout.objects.update(state="ready", made_at=NOON, file=name)
    answer: Any = client.get(address)
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 a pack"
    gone = item.referral.case.application
    ending.withdraw(application_id=gone.pk, user=gone.user, why="", at=NOON)
    seat.refresh_from_db()
    assert seat.pack is not None, "it is taken away once the withdrawal is through"
    assert client.get(address).status_code == GONE


@pytest.mark.clause("HB-28")
def test_the_secretary_writes_a_declaration_down_for_a_member(item: AgendaItem, by: User) -> None:
    seat, member = member_at(item.meeting)
    url = f"/admin/applications/agendaitem/{item.pk}/act/declare/"
    client = people.signed_in(by, recently=True)
    fields = {"seat": seat.pk, "interest": "interest", "nature": "Said on the telephone."}
    assert send(client, by, url, **fields).status_code == 302
    assert member.get(paper(item)).status_code == GONE
    assert "Has declared an interest" in words(client.get(f"/admin/applications/agendaitem/{item.pk}/change/"))
    refused = send(client, by, url, **{**fields, "interest": "none"})
    assert "It stays declared. (HB-28)" in words(refused)


def test_an_agenda_takes_the_same_statements_for_one_case_and_for_thirty(by: User) -> None:
    meeting, counts, made = meeting_steps.planned(by), [], 0
    _, client = member_at(meeting)
    address = f"{MEETINGS}{meeting.pk}/change/"
    for rows in (1, 3, 30):
        for _ in range(made, rows):
            meeting_steps.listed(meeting_steps.before_the_committee(), meeting, by=by)
        made = rows
        client.get(address)
        with CaptureQueriesContext(connection) as read:
            assert client.get(address).status_code == 200
        counts.append(len(read))
    assert len(set(counts)) == 1, counts
