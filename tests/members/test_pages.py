"""The first page and the person's own page, for everybody who may see them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.enums import STAFF_ROLES, Role
from members.models import PracticeArea
from tests import factories

pytestmark = pytest.mark.django_db
MARCH = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def page(client: Client, address: str = "/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_visitor_reads_what_it_is_and_how_to_come_in(client: Client) -> None:
    shown = page(client)
    for address in ("/account/login/", "/account/signup/", "/account/password/reset/", "/rules/", "/help/"):
        assert f'href="{address}"' in shown
    assert "Main menu" not in shown


@pytest.mark.clause("REC-6")
def test_a_member_finds_cpd_first(member, sign_in, at) -> None:
    at(MARCH)
    shown = page(sign_in(member.user))
    assert "Your CPD year 2025/26" in shown
    assert "212 days left" in shown
    assert shown.index("Your CPD year") < shown.index("My letters")
    assert 'href="/cpd/records/new/"' in shown


def test_a_student_is_told_that_no_cpd_is_owed(sign_in, at) -> None:
    at(MARCH)
    assert "Nothing is required of you in this year" in page(sign_in(factories.MemberFactory(grade="student").user))


def test_an_account_without_membership_is_told_what_to_do(user, sign_in) -> None:
    shown = page(sign_in(user))
    assert "not joined to a membership" in shown
    assert "/cpd/" not in shown


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_staff_see_the_desks_of_their_role_and_every_link_opens(role: str, sign_in) -> None:
    client = sign_in(factories.staff(role))
    shown = page(client)
    desks = {
        Role.CPD_OFFICER: ["/cpd/desk/", "/desk/letters/"],
        Role.MEMBERSHIP_OFFICER: ["/desk/letters/", "/desk/feedback/"],
        Role.ADMINISTRATOR: ["/desk/letters/", "/admin/"],
    }
    for address in ("/cpd/desk/", "/desk/letters/", "/desk/feedback/", "/admin/"):
        assert (f'href="{address}"' in shown) is (address in desks.get(Role(role), []))
        if f'href="{address}"' in shown:
            page(client, address)


def test_my_details_show_what_the_portal_holds(sign_in, at) -> None:
    at(MARCH)
    area = PracticeArea.objects.get(code="immigration")
    member = factories.MemberFactory(number="00042", grade="paralegal", specialism=area)
    shown = page(sign_in(member.user), "/me/")
    for words in ("00042", "CILEX Member-Paralegal", "since 1 January 2015", "ACILEX", area.name, member.user.email):
        assert words in shown
    assert 'href="/account/2fa/"' in shown


def test_how_one_signs_in_has_one_page(member, sign_in) -> None:
    client = sign_in(member.user)
    ways = ("/account/email/", "/account/password/change/", "/account/sessions/")
    assert all(f'href="{way}"' in page(client, "/account/2fa/") for way in ways)
    assert not any(f'href="{way}"' in page(client, "/me/") for way in ways)


@pytest.mark.parametrize("address", ["/", "/me/"])
def test_pages_ask_the_same_number_of_questions_however_much_there_is(member, sign_in, at, address: str) -> None:
    # The clock stands: a session is marked as used every so often, which is a question more.
    at(MARCH)
    client = sign_in(member.user)
    client.get(address)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page(client, address)
        return len(captured)

    factories.RecordFactory(member=member)
    one = queries()
    factories.RecordFactory.create_batch(3, member=member)
    assert queries() == one
    assert one <= {"/": 22, "/me/": 24}[address]


def test_the_header_says_in_which_role_one_is_here(sign_in) -> None:
    shown = page(sign_in(factories.staff(Role.CPD_OFFICER, full_name="Cleo Hart")))
    assert "Cleo Hart, CPD officer" in shown
    assert "CILEX CPD" not in shown


@pytest.mark.parametrize("role", [Role.FINANCE, Role.REGULATION_OFFICER, Role.ALC_MEMBER])
def test_staff_without_membership_are_not_asked_to_join_one(role: Role, sign_in) -> None:
    client = sign_in(factories.staff(role))
    for address in ("/", "/me/"):
        assert "not joined to a membership" not in page(client, address)


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_whoever_works_here_finds_a_desk_on_the_first_page(role, sign_in) -> None:
    assert "Your desk" in page(sign_in(factories.staff(Role(role))))


def test_who_is_no_member_is_told_so_at_the_logbook(user, sign_in) -> None:
    answer = sign_in(user).get("/cpd/")
    assert answer.status_code == 403
    assert "write to" in answer.content.decode()
    assert "your account is not joined to a membership" in answer.content.decode()
    answer = sign_in(factories.staff(Role.FINANCE)).get("/cpd/")
    assert "with another role" in answer.content.decode()


def test_staff_without_recovery_codes_are_warned(sign_in) -> None:
    officer = factories.staff(Role.CPD_OFFICER)
    client = sign_in(officer)
    for address in ("/", "/account/2fa/"):
        assert "You have no recovery codes" in page(client, address)
    RecoveryCodes.activate(officer)
    for address in ("/", "/account/2fa/"):
        assert "You have no recovery codes" not in page(client, address)
