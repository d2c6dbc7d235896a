"""The pages of standing: the member's, the officers', and the one that everybody may ask."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cpd.enums import Outcome
from cpd.models import YearResult
from members.models import Member
from standing.models import Certificate
from standing.services import certificates
from standing.views import check
from tests import factories
from tests.standing.people import AT, SIGNED, closed, issued, ready

pytestmark = pytest.mark.django_db
DESK = "/desk/standing/"


@pytest.fixture(autouse=True)
def november(at) -> None:
    """20 November 2026."""
    at(AT)


def text(answer) -> str:
    return answer.content.decode()


def desk_of(member: Member) -> str:
    return f"{DESK}members/{member.uuid}/"


@pytest.mark.clause("CPD-13", "CPD-14")
def test_ben_sees_what_is_affected_since_when_why_and_what_to_do(sign_in) -> None:
    ben = factories.MemberFactory(grade="paralegal")
    closed(ben, Outcome.NOT_MET, signed=SIGNED)
    page = text(sign_in(ben.user).get("/standing/"))
    for words in ("Letters after your name", "Since 20 October 2026", "2025/26 was not met", "/rules/CPD-14/"):
        assert words in page
    assert "What to do:" in page
    YearResult.objects.update(superseded_at=AT)
    closed(ben, Outcome.MET)
    assert "Since 20 October 2026" not in text(sign_in(ben.user).get("/standing/"))


@pytest.mark.clause("CPD-15a")
def test_member_and_officer_read_the_same_lights_and_the_same_next_action(sign_in) -> None:
    fellow = factories.MemberFactory()
    closed(fellow, Outcome.NOT_MET)
    mine = text(sign_in(fellow.user).get("/standing/"))
    theirs = text(sign_in(factories.staff("cpd_officer")).get(desk_of(fellow)))
    for words in ("has yet to sign it", "No declaration of prior conduct has been made for 2027", "Make good what is"):
        assert words in mine
        assert words in theirs
    assert "Issue the certificate" not in theirs


@pytest.mark.clause("CPD-15")
def test_an_officer_issues_and_the_member_finds_it(sign_in) -> None:
    fellow, officer = ready(), factories.staff("cpd_officer")
    desk = sign_in(officer)
    assert "Issue the certificate for 2027" in text(desk.get(desk_of(fellow)))
    answer = desk.post(f"{desk_of(fellow)}issue/", factories.once(officer), follow=True)
    number = Certificate.objects.get().number
    assert number in text(answer)
    assert number in text(sign_in(fellow.user).get("/standing/"))
    assert "Revoke" not in text(desk.get(desk_of(fellow))), "only a regulation officer revokes"


@pytest.mark.clause("CPD-15a")
def test_the_list_of_those_who_are_ready_serves_the_ticked_and_names_the_rest(sign_in) -> None:
    good, spoilt, left = ready(), ready(), ready()
    factories.MemberFactory()
    officer = factories.staff("regulation_officer")
    desk = sign_in(officer)
    page = text(desk.get(DESK))
    assert [one.full_name in page for one in (good, spoilt, left)] == [True] * 3
    YearResult.objects.filter(member=spoilt).update(superseded_at=AT)
    ticked = [str(good.uuid), str(spoilt.uuid), "no member"]
    answer = desk.post(DESK, {**factories.once(officer), "member": ticked}, follow=True)
    assert list(Certificate.objects.values_list("member", flat=True)) == [good.pk]
    assert f"{spoilt.full_name}: " in text(answer)


@pytest.mark.clause("TC-4.4a", "CPD-13")
def test_a_running_certificate_of_who_lost_the_year_is_laid_before_an_officer(sign_in) -> None:
    made = issued()
    desk = sign_in(factories.staff("regulation_officer"))
    assert "To look at" not in text(desk.get(DESK))
    YearResult.objects.update(superseded_at=AT)
    closed(made.member, Outcome.NOT_MET, signed=SIGNED)
    assert "To look at" in text(desk.get(DESK))
    made.refresh_from_db()
    assert made.revoked_at is None


def test_the_desk_opens_a_member_by_number(sign_in) -> None:
    fellow, desk = ready(), sign_in(factories.staff("cpd_officer"))
    assert desk.get(DESK, {"number": fellow.number}).headers["Location"] == desk_of(fellow)
    for number in ("none", "\x00", "9" * 500):
        assert "No member has exactly this number" in text(desk.get(DESK, {"number": number}))


@pytest.mark.clause("CPD-15")
def test_revoking_asks_why_and_shows_at_once(sign_in, client: Client) -> None:
    made, officer = issued(), factories.staff("regulation_officer")
    desk, address = sign_in(officer), f"/standing/certificates/{made.number}/"
    place = f"{DESK}certificates/{made.number}/revoke/"
    assert desk.post(place, {**factories.once(officer), "why": " "}).status_code == 422
    assert "Issued, not valid yet" in text(client.get(address))
    assert desk.post(place, {**factories.once(officer), "why": "Issued in error."}).status_code == 302
    page = text(client.get(address))
    assert "Revoked" in page
    assert "Issued in error" not in page
    assert desk.get(place).status_code == 404


@pytest.mark.clause("CPD-15")
@pytest.mark.parametrize(
    ("days", "word"), [(41, "Issued, not valid yet"), (42, "Valid"), (406, "Valid"), (407, "Ended")]
)
def test_the_public_page_says_what_holds_on_the_day(client: Client, at, days: int, word: str) -> None:
    """From 20 November 2026: 42 days later it is 1 January 2027, 407 days later 1 January 2028."""
    made = issued()
    at(AT + timedelta(days=days))
    page = text(client.get(f"/standing/certificates/{made.number}/"))
    assert f">{word}<" in page
    assert made.holder in page
    for private in (made.member.number, made.title, made.member.user.email):
        assert private not in page


@pytest.mark.clause("CPD-15")
def test_only_a_whole_number_finds_anything(client: Client) -> None:
    made = issued()
    typed = made.number.lower().replace("-", " ")
    assert (
        client.get("/standing/certificates/check/", {"number": typed}).headers["Location"].endswith(f"{made.number}/")
    )
    for part in (made.number[:-1], f"{made.number}X", "PC-2027-", "%", "\x00", "ＰＣ", "", "9" * 300):
        answer = client.get("/standing/certificates/check/", {"number": part})
        assert answer.status_code == 200
        assert made.holder not in text(answer)
    assert client.get("/standing/certificates/PC-2027-AAAAAAAA/").status_code == 404


def test_an_address_may_ask_so_often_and_no_more(client: Client, monkeypatch) -> None:
    monkeypatch.setattr(check, "MOST", 2)
    place = "/standing/certificates/PC-2027-AAAAAAAA/"
    assert [client.get(place).status_code for _ in range(3)] == [404, 404, 429]


def test_the_file_is_its_holders_and_the_officers_only(sign_in) -> None:
    made = issued()
    stranger = factories.MemberFactory()
    assert sign_in(stranger.user).get(f"/standing/certificates/{made.number}/file/").status_code == 404
    assert sign_in(made.member.user).get(f"/standing/certificates/{made.number}/file/").status_code == 404, "not made"


def test_pages_take_as_many_statements_for_many_as_for_one(sign_in) -> None:
    desk = sign_in(factories.staff("cpd_officer"))
    counts = []
    for _ in range(2):
        for _ in range(3):
            ready()
        desk.get(DESK)
        with CaptureQueriesContext(connection) as asked:
            desk.get(DESK)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 30
    fellow = issued().member
    mine = sign_in(fellow.user)
    mine.get("/standing/")
    with CaptureQueriesContext(connection) as asked:
        mine.get("/standing/")
    assert len(asked) <= 22


def test_who_is_no_member_is_told_so(sign_in) -> None:
    assert sign_in(factories.UserFactory()).get("/standing/").status_code == 404
    assert sign_in(factories.staff("membership_officer")).get(desk_of(ready())).status_code == 404


@pytest.mark.clause("CPD-15")
def test_a_certificate_that_ran_is_revoked_for_the_member_too(sign_in) -> None:
    made = issued()
    certificates.revoke(certificate_id=made.pk, why="Asked for.", by=factories.staff("regulation_officer"), at=AT)
    page = text(sign_in(made.member.user).get("/standing/"))
    assert "Asked for." in page
    assert "An officer decides whether another is issued for 2027" in page
    assert "An officer issues the certificate for 2027" in page


@pytest.mark.clause("CPD-15")
def test_whose_certificate_was_revoked_gets_no_other_among_many(sign_in) -> None:
    made, officer = issued(), factories.staff("cpd_officer")
    certificates.revoke(certificate_id=made.pk, why="Struck off", by=factories.staff("regulation_officer"), at=AT)
    desk = sign_in(officer)
    page = text(desk.get(DESK))
    assert "One was revoked on 20 November 2026" in page
    assert f'value="{made.member.uuid}"' not in page
    desk.post(DESK, {**factories.once(officer), "member": [str(made.member.uuid)]})
    assert not Certificate.objects.filter(revoked_at=None).exists()
    alone = text(desk.get(desk_of(made.member)))
    assert "was revoked on 20 November 2026: Struck off" in alone
    assert "Issue the certificate for 2027" in alone
