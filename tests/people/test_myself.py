"""What people do with their own account: who may look, what is sent, how they are reached, when we are silent."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from cilexportal.foundation.correspondence import preferences, sending
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.correspondence.rules import Through, Way
from cilexportal.foundation.rulebook.refusal import Refused
from members.enums import Role
from members.models import Member, User
from people.enums import Bulletins
from people.models import Contact, EmployerLook, EmployerView, Restriction
from people.queries import employer_views as looks
from people.queries import history
from people.services import bulletins, contact, employer_views, restrictions, tasks
from tests import factories
from tests.standing import factories as standing
from tests.standing.people import closed

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)
pytestmark = pytest.mark.django_db


def give(member: Member, email: str = "manager@firm.example", at: datetime = NOW) -> EmployerView:
    return employer_views.give(
        member=member, contact="Mo Manager", organisation="Firm", email=email, months=1, by=member.user_id, at=at
    )


def link_of(view: EmployerView) -> str:
    """The address as the employer reads it in the email."""
    sending.send_due(at=NOW, limit=10)
    (letter,) = [one for one in mail.outbox if one.to == [view.email]]
    return re.search(r"/me/shown/[\w-]+/", letter.body)[0]


@pytest.mark.clause("TC-11.1")
def test_the_link_shows_three_lights_with_dates_until_it_is_taken_back(client: Client, member: Member, at) -> None:
    at(NOW)
    view = give(member)
    path = link_of(view)
    page = client.get(path)
    html = page.content.decode()
    assert member.full_name in html
    assert [html.count(f"<strong>{name}</strong>") for name in ("CPD", "Prior conduct", "Fee")] == [2, 2, 2]
    assert member.number not in html
    assert "declaration of prior conduct" not in html
    assert (page["Referrer-Policy"], page["Cache-Control"]) == ("no-referrer", "private, no-store")
    assert EmployerLook.objects.filter(view=view).count() == 1
    assert Message.objects.get(kind=employer_views.KIND).context == {}, "the token is kept nowhere"
    employer_views.withdraw(view_id=view.pk, by=member.user_id, at=NOW)
    dead, never = client.get(path), client.get("/me/shown/never-was/")
    assert (dead.status_code, never.status_code) == (404, 404)
    assert "Firm" not in dead.content.decode()


def words(member: Member, today: date) -> dict[int, list[tuple[str, date | None]]]:
    return {year.number: [(one.word, one.due_by) for one in year.lights] for year in looks.shown(member, today=today)}


@pytest.mark.clause("TC-11.1", "CPD-15a", "TC-4.4a")
def test_who_is_in_good_standing_this_year_has_not_failed_the_next_before_it_is_due(member: Member) -> None:
    standing.declaration(member, number=2026)
    standing.term(member, number=2026)
    closed(member)
    met, pay_by = ("Met", None), date(2027, 1, 31)
    coming = [met, ("To do", pay_by), ("To do", pay_by)]
    unknown = [("No record", None), met, met]
    assert words(member, date(2026, 10, 31)) == {2026: unknown}
    assert words(member, date(2026, 11, 1)) == {2026: unknown, 2027: coming}
    assert words(member, date(2026, 12, 31)) == {2026: unknown, 2027: coming}
    assert words(member, date(2027, 1, 1)) == words(member, pay_by) == {2027: coming}
    assert words(member, date(2027, 2, 1)) == {2027: [met, ("Not met", None), ("Not met", None)]}


@pytest.mark.clause("TC-11.1")
def test_what_was_declared_before_the_portal_is_not_said_to_be_missing(member: Member) -> None:
    standing.term(member, number=2026)
    assert [word for word, _ in words(member, date(2026, 11, 1))[2026]] == ["No record", "No record", "Met"]
    standing.renewal(member, number=2026)
    assert [word for word, _ in words(member, date(2026, 11, 1))[2026]] == ["No record", "Not met", "Met"]


@pytest.mark.clause("TC-11.1")
def test_a_link_is_dead_from_the_end_of_its_last_day(member: Member) -> None:
    view = give(member)
    EmployerView.objects.filter(pk=view.pk).update(token_hash=looks.hashed("token"))
    assert view.expires_at == datetime(2026, 12, 23, tzinfo=UTC)
    assert looks.by_token("token", at=view.expires_at - SECOND) == view
    assert looks.by_token("token", at=view.expires_at) is None


def test_an_address_has_one_live_view_and_a_letter_whose_view_was_taken_back_stays(member: Member) -> None:
    view = give(member)
    with pytest.raises(Refused, match="live view"):
        give(member, "Manager@FIRM.example")
    employer_views.withdraw(view_id=view.pk, by=member.user_id, at=NOW)
    sending.send_due(at=NOW, limit=10)
    assert mail.outbox == []
    assert give(member, at=NOW + SECOND)


@pytest.mark.clause("TC-11.1")
def test_no_chosen_words_greet_a_chosen_address_and_ten_links_a_day_are_the_most(member: Member) -> None:
    for number in range(10):
        view = give(member, f"one{number}@firm.example")
        employer_views.withdraw(view_id=view.pk, by=member.user_id, at=NOW)
    with pytest.raises(Refused, match="Wait a day"):
        give(member, "eleventh@firm.example", at=NOW + timedelta(days=1) - SECOND)
    assert give(member, "eleventh@firm.example", at=NOW + timedelta(days=1))
    assert {one.to_name for one in Message.objects.filter(kind=employer_views.KIND)} == {
        *(f"one{number}@firm.example" for number in range(10)), "eleventh@firm.example",
    }  # fmt: skip


def wishes(user: User, category: str, way: Way) -> None:
    preferences.choose(user_id=user.pk, category=category, way=way, by=user.pk, through=Through.PAGE, at=NOW)


@pytest.mark.clause("TC-11.2", "TC-10")
def test_research_goes_to_members_who_have_not_said_no_and_courses_to_who_said_yes(member: Member, user: User) -> None:
    unwilling = factories.MemberFactory()
    wishes(unwilling.user, "policy_research", Way.NONE)
    wishes(user, "marketing", Way.EMAIL)
    officer = factories.staff(Role.MEMBERSHIP_OFFICER)
    for category in Bulletins:
        assert bulletins.readers(category=category, at=NOW) == 1
        made = bulletins.send(category=category, subject=f"On {category}", words="Words.", by=officer, at=NOW)
        assert made.queued == 1
    wishes(user, "marketing", Way.NONE)
    sending.send_due(at=NOW, limit=10)
    assert [(one.subject, one.to) for one in mail.outbox] == [("On policy_research", [member.user.email])]


def test_my_communication_keeps_a_choice_and_shows_it_as_history(user: User) -> None:
    client = factories.signed_in(user)
    said = {"policy_research": "none", "marketing": "email", **factories.once(user)}
    assert client.post("/me/communication/", said).status_code == 302
    assert preferences.ways_of(user.pk) == {"policy_research": "none", "marketing": "email"}
    html = client.get("/me/communication/").content.decode()
    assert "by email, now not at all" in html
    assert html.count("Always on") == 3


def test_what_changed_is_told_with_who_and_no_name_of_staff(member: Member) -> None:
    officer = factories.staff(Role.MEMBERSHIP_OFFICER)
    mine, theirs = member.user_id, officer.pk
    contact.keep(user_id=mine, said={"phone": "01234 480800"}, by=mine)
    contact.keep(user_id=mine, said={"phone": "01234 480801"}, by=theirs)
    assert not contact.keep(user_id=mine, said={"phone": "01234 480801"}, by=mine)
    told = [(one.what, one.before, one.after, one.by) for one in history.of_person(mine) if "phone" in one.what]
    assert told == [
        ("Telephone number", "01234 480800", "01234 480801", "an officer"),
        ("Telephone number", "nothing", "01234 480800", "you"),
    ]
    assert str(officer) not in factories.signed_in(member.user).get("/me/history/").content.decode()


def test_an_address_is_whole_and_a_member_does_not_rename_themselves(member: Member, user: User) -> None:
    client = factories.signed_in(member.user)
    answer = client.post("/me/contact/", {"line_1": "1 High Street", **factories.once(member.user)})
    assert answer.status_code == 422
    assert not Contact.objects.exists()
    with pytest.raises(Refused, match="register"):
        contact.rename(user_id=member.user_id, full_name="Another Name", by=member.user_id)
    assert contact.rename(user_id=user.pk, full_name="Another Name", by=user.pk)


def propose(about: User, by: User) -> Restriction:
    return restrictions.propose(
        user=about, matter="your fee of 2025", why="Threats.", review_on=date(2027, 1, 31), by=by, at=NOW
    )


@pytest.mark.clause("TC-4.3")
def test_correspondence_ends_once_a_second_officer_agrees_and_statutory_ways_stay_open(user: User) -> None:
    first, second = factories.staff(Role.MEMBERSHIP_OFFICER), factories.staff(Role.MEMBERSHIP_OFFICER)
    found, client = propose(user, first), factories.signed_in(user)
    assert "Say what could be better" in (page := client.get("/feedback/").content.decode())
    assert "We have ended" not in page
    with pytest.raises(Refused, match="Another officer"):
        restrictions.agree(restriction_id=found.pk, by=first, at=NOW)
    restrictions.agree(restriction_id=found.pk, by=second, at=NOW)
    sending.send_due(at=NOW, limit=10)
    assert "31 January 2027" in mail.outbox[0].body
    words = {"text": "More.", "page": "", "email": "", **factories.once(user)}
    assert "We have ended our correspondence" in client.post("/feedback/", words).content.decode()
    for open_way in ("/me/data/ask/", "/me/complaint/", "/shop/cancellation-form/", "/requests/"):
        assert client.get(open_way).status_code == 200
    restrictions.lift(restriction_id=found.pk, why="It was calm.", by=first, at=NOW)
    assert "We have ended" not in client.get("/feedback/").content.decode()


@pytest.mark.clause("TC-4.3")
def test_the_database_takes_no_restriction_of_one_officer_and_the_day_of_looking_again_is_a_task(user: User) -> None:
    first, second = factories.staff(Role.MEMBERSHIP_OFFICER), factories.staff(Role.MEMBERSHIP_OFFICER)
    found = propose(user, first)
    with pytest.raises(IntegrityError, match="two_officers"), transaction.atomic():
        Restriction.objects.filter(pk=found.pk).update(agreed_at=NOW, agreed_by=first)

    def todo(officer: User, at: datetime) -> list[str]:
        person = tasks.Person(user_id=officer.pk, member=None, roles=officer.roles)
        return [task.what.split(" the ")[0] for task in tasks.of_person(person=person, at=at)]

    assert (todo(first, NOW), todo(second, NOW)) == ([], ["Agree or lift"])
    restrictions.agree(restriction_id=found.pk, by=second, at=NOW)
    fortnight_before = datetime(2027, 1, 17, 12, tzinfo=UTC)
    assert todo(first, fortnight_before - timedelta(days=1)) == []
    assert todo(first, fortnight_before) == ["Look again at"]
