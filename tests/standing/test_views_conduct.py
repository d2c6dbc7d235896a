"""The pages of prior conduct: the person's, the regulator's desk, and what the membership body sees."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cilexportal.foundation.idempotency.models import HeldForm
from standing.enums import Verdict
from standing.models import Declaration, DisclosureRead, Referral
from tests import factories
from tests.standing import factories as paid
from tests.standing.factories import NOON
from tests.standing.test_services_conduct import SECRET, declare, disclosed

pytestmark = pytest.mark.django_db
DECLARE = "/standing/conduct/2027/"
DESK = "/desk/standing/conduct/"
NO = {f"answer_{number}": "no" for number in range(1, 9)}
YES = NO | {"answer_1": "yes", "happened_1": SECRET}


@pytest.fixture(autouse=True)
def november(at) -> None:
    """20 November 2026."""
    at(NOON)


def text(answer) -> str:
    return answer.content.decode()


def post(client: Client, url: str, user, **fields: str):
    return client.post(url, {**factories.once(user), **fields})


@pytest.mark.clause("CPD-15b")
def test_a_fellow_answers_checks_and_signs(member, sign_in) -> None:
    client = sign_in(member.user)
    start = text(client.get(DECLARE))
    assert "This is your first declaration" in start
    assert 'value="A"' not in start
    questions = text(client.get(DECLARE, {"statement": "B"}))
    assert "spent or not" in questions
    assert questions.count("<textarea") == 8
    url = f"{DECLARE}?statement=B"
    check = text(post(client, url, member.user, **YES))
    assert "Check your answers" in check
    assert SECRET in check
    assert not Declaration.objects.exists()
    changed = text(post(client, url, member.user, **YES, do="change"))
    assert SECRET in changed
    assert "<textarea" in changed
    wrong = text(post(client, url, member.user, **YES, do="declare", signed_name="Somebody Else"))
    assert "Sign with your name" in wrong
    assert SECRET in wrong
    assert not Declaration.objects.exists()
    signed = {**factories.once(member.user), **YES, "do": "declare", "signed_name": member.user.full_name}
    for _ in range(2):
        assert client.post(url, signed).url == reverse("standing:declarations")
    assert Declaration.objects.get().discloses
    page = text(client.get(reverse("standing:declarations")))
    assert "Waiting" in page
    assert SECRET not in page
    own = Declaration.objects.get()
    mine = reverse("standing:declaration", args=[own.uuid])
    assert SECRET not in text(client.get(mine))
    assert SECRET in text(post(client, mine, member.user))
    assert DisclosureRead.objects.get().by == member.user


@pytest.mark.clause("CPD-15b")
def test_a_paralegal_is_never_shown_the_words_about_spent_ones(sign_in) -> None:
    paralegal = factories.MemberFactory(grade="paralegal")
    client = sign_in(paralegal.user)
    shown = text(client.get(DECLARE, {"statement": "B", "grade": "fellow"}))
    assert "that is not spent" in shown
    assert "spent or not" not in shown


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"answer_3": ""}, "Answer question 3"),
        ({"happened_1": " "}, "Say what happened, for question 1"),
        ({"answer_1": "no"}, "You wrote under question 1"),
        ({"happened_1": "x" * 4001}, "1 character too many"),
    ],
)
def test_a_refused_form_keeps_everything(member, sign_in, fields, said) -> None:
    sent = YES | {"happened_2": "Kept too", "answer_2": "yes"} | fields
    page = text(post(sign_in(member.user), f"{DECLARE}?statement=B", member.user, **sent))
    assert said in page
    for words in filter(str.strip, (sent["happened_1"], sent["happened_2"])):
        assert words in page
    assert not Declaration.objects.exists()


@pytest.mark.clause("CPD-15b")
def test_nothing_new_is_signed_on_one_page(member, sign_in) -> None:
    declare(member.user, year=2026)
    client = sign_in(member.user)
    assert 'value="A"' in text(client.get(DECLARE))
    url = f"{DECLARE}?statement=A"
    assert "What I declared before is still right" in text(client.get(url))
    post(client, url, member.user, signed_name=member.user.full_name)
    made = Declaration.objects.get(year=2027)
    assert (made.statement, made.verdict) == ("A", Verdict.ACCEPTED)
    assert "Go on with your membership" in text(client.get(reverse("standing:declarations")))


def test_years_that_are_not_open_have_no_page(member, sign_in) -> None:
    client = sign_in(member.user)
    for year in (2025, 2028, 99999999999):
        assert client.get(f"/standing/conduct/{year}/").status_code == 404


@pytest.mark.clause("CPD-15b")
def test_who_joins_as_a_fellow_declares_for_that_grade(user, sign_in) -> None:
    client = sign_in(user)
    assert "/standing/conduct/2026/" in text(client.get(reverse("standing:join")))
    declare(user, year=2026)
    assert "declare your conduct" not in text(client.get(reverse("standing:join"), {"grade": "paralegal"}))
    joining = text(client.get(reverse("standing:join"), {"grade": "fellow"}))
    assert "/standing/conduct/2026/?grade=fellow" in joining
    assert "spent or not" in text(client.get("/standing/conduct/2026/?grade=fellow&statement=B"))


@pytest.mark.clause("LAW-ART10")
def test_what_is_sent_once_the_session_has_ended_is_shown_and_not_held(member, sign_in) -> None:
    client = sign_in(member.user)
    key = re.search(r'name="once" value="([^"]+)"', text(client.get(f"{DECLARE}?statement=B")))[1]
    client.logout()
    answer = client.post(f"{DECLARE}?statement=B", {**YES, "once": key}, headers={"Origin": "http://testserver"})
    assert SECRET in text(answer)
    assert not HeldForm.objects.exists()
    foreign = client.post(f"{DECLARE}?statement=B", {**YES, "once": key}, headers={"Origin": "https://evil.example"})
    assert SECRET not in text(foreign)


@pytest.mark.clause("LAW-ART10", "CPD-15b")
def test_an_officer_reads_with_a_reason_then_decides(member, sign_in) -> None:
    made, officer = disclosed(member.user), factories.staff("regulation_officer")
    desk, one = sign_in(officer), f"{DESK}{made.uuid}/"
    assert member.user.full_name in text(desk.get(DESK))
    shown = text(desk.get(one))
    assert "Why do you read it?" in shown
    assert SECRET not in shown
    assert "Say why you read it" in text(post(desk, one, officer, why=" "))
    refused = post(desk, f"{one}decide/", officer, verdict="accepted", words="Old and small")
    assert "Read what was disclosed" in text(refused)
    assert "Old and small" in text(refused)
    read = text(post(desk, one, officer, why="To decide on it"))
    assert SECRET in read
    assert f'action="{one}decide/"' in read
    assert "To decide on it" in text(desk.get(one))
    assert SECRET not in text(desk.get(one)), "a page opened again is sealed again"
    assert post(desk, f"{one}decide/", officer, verdict="accepted", words="Old and small").url == DESK
    made.refresh_from_db()
    assert made.verdict == Verdict.ACCEPTED
    assert "No declaration waits" in text(desk.get(DESK))


@pytest.mark.clause("CPD-15b")
def test_the_person_reads_what_is_asked_and_declares_again(member, sign_in) -> None:
    made, officer = disclosed(member.user), factories.staff("regulation_officer")
    desk, one = sign_in(officer), f"{DESK}{made.uuid}/"
    post(desk, one, officer, why="To decide")
    post(desk, f"{one}decide/", officer, verdict="questioned", words="Which court was it?")
    client = sign_in(member.user)
    assert "asks you for more" in text(client.get(reverse("standing:declarations")))
    mine = text(post(client, reverse("standing:declaration", args=[made.uuid]), member.user))
    assert "Which court was it?" in mine
    assert reverse("standing:declare", args=[2027]) in mine
    assert "What you send now takes its place" in text(client.get(DECLARE))


@pytest.mark.clause("LAW-ART10")
@pytest.mark.parametrize("role", ["membership_officer", "cpd_officer", "finance", "administrator"])
def test_nobody_but_the_regulation_officer_opens_the_desk(member, sign_in, role) -> None:
    made = disclosed(member.user)
    client = sign_in(factories.staff(role))
    for url in (DESK, f"{DESK}{made.uuid}/", f"{DESK}{made.uuid}/decide/"):
        assert client.get(url).status_code in (403, 404)
    assert sign_in(factories.UserFactory()).get(f"/standing/conduct/{made.uuid}/").status_code == 404


@pytest.mark.clause("LAW-ART10")
def test_the_membership_officer_sees_declared_and_waiting_and_no_more(member, sign_in) -> None:
    made, other = disclosed(member.user), declare(factories.MemberFactory().user)
    Declaration.objects.filter(pk=made.pk).update(
        verdict=Verdict.REFERRED, decided_at=NOON, decided_by=factories.UserFactory()
    )
    client = sign_in(factories.staff("membership_officer"))
    page = text(client.get(reverse("standing_desk:declared")))
    for words in (member.user.full_name, other.user.full_name, "Waiting", "Accepted"):
        assert words in page
    for words in ("Referred", "disclosed</strong>", str(made.uuid)):
        assert words not in page
    found = text(client.get(reverse("standing_desk:declared"), {"q": other.user.full_name, "year": "2027"}))
    assert member.user.full_name not in found


@pytest.mark.clause("TC-4.2")
def test_a_referral_crosses_the_wall_once_and_both_sides_log_it(member, sign_in) -> None:
    sender, reader = factories.staff("membership_officer"), factories.staff("regulation_officer")
    client, url = sign_in(sender), reverse("standing_desk:refer")
    wrong = text(post(client, url, sender, number="99999", reason="abuse", words=SECRET))
    assert "exactly this number" in wrong
    assert SECRET in wrong
    assert post(client, url, sender, number=member.number, reason="abuse", words=SECRET).url == url
    mine = text(client.get(url))
    assert "Not read yet" in mine
    assert SECRET not in mine
    one = reverse("standing_desk:referral", args=[Referral.objects.get().uuid])
    assert client.get(one).status_code in (403, 404)
    desk = sign_in(reader)
    assert "Unread" in text(desk.get(DESK))
    assert SECRET not in text(desk.get(one))
    assert SECRET in text(post(desk, one, reader, why="It is new"))
    log = text(desk.get(one))
    for words in (sender.full_name, reader.full_name, "It is new", "CILEX: sent", "The regulator: read"):
        assert words in log
    assert "Read by the regulator" in text(client.get(url))


def crowd(rows: int) -> None:
    """So many more declarations that wait, and referrals."""
    for _ in range(rows):
        member = factories.MemberFactory()
        disclosed(member.user)
        sender = factories.UserFactory()
        made = Referral.objects.create(about=member.user, reason="rules", sealed=b"x", sent_at=NOON)
        made.entries.create(body="cilex", step="sent", by=sender, at=NOON)


@pytest.mark.parametrize(
    ("role", "url"),
    [
        ("regulation_officer", DESK),
        ("membership_officer", "/desk/standing/renewals/declared/"),
        ("membership_officer", "/desk/standing/renewals/referring/"),
    ],
)
def test_lists_take_as_many_statements_for_thirty_as_for_one(sign_in, role, url) -> None:
    client, counts = sign_in(factories.staff(role)), []
    for more in (1, 2, 27):
        crowd(more)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1] == counts[2], counts


def test_my_list_takes_as_many_statements_for_thirty_as_for_one(sign_in) -> None:
    member, counts = factories.MemberFactory(), []
    client = sign_in(member.user)
    for upto in (1, 3, 30):
        for year in range(Declaration.objects.count(), upto):
            paid.declaration(member, number=1990 + year)
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/standing/conduct/").status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1] == counts[2], counts
