"""The first page and the person's own page, for everybody who may see them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
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
    assert "You owe no CPD in this year" in page(sign_in(factories.MemberFactory(grade="student").user))


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
    for address in ("/account/email/", "/account/password/change/", "/account/2fa/", "/account/sessions/"):
        assert f'href="{address}"' in shown


@pytest.mark.parametrize("address", ["/", "/me/"])
def test_pages_ask_the_same_number_of_questions_however_much_there_is(member, sign_in, address: str) -> None:
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
    assert one <= 12


def test_the_header_says_in_which_role_one_is_here(sign_in) -> None:
    assert "CILEX CPD officer" in page(sign_in(factories.staff(Role.CPD_OFFICER)))
