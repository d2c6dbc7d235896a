"""The pages of the register that everybody may read, the open data, and where a member says where they work."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cpd.enums import Outcome
from cpd.models import YearResult
from members.models import Member
from standing.enums import RightKind
from standing.models import Practice, RightHeld
from standing.queries import register_search
from standing.queries.register_search import Wanted, search
from standing.rules.register import leads_of, parts_of
from standing.services import register as keeping
from standing.views import register
from tests import factories
from tests.standing import factories as paid
from tests.standing.people import AT, SIGNED, TODAY, closed, issued

pytestmark = pytest.mark.django_db
PLACE, TABLE, WORK = "/register/", "/register/open-data.csv", "/standing/practice/"


@pytest.fixture(autouse=True)
def november(at) -> None:
    """20 November 2026."""
    at(AT)


def listed(name: str, employer: str = "", place: str = "", *, grade: str = "fellow") -> Member:
    """A member of the register who has paid for 2027."""
    first, _, last = name.partition(" ")
    member: Member = factories.MemberFactory(full_name=name, sort_name=f"{last}, {first}".lower(), grade=grade)
    paid.term(member, number=2027)
    if employer or place:
        Practice.objects.create(member=member, employer=employer, place=place)
    return member


@pytest.fixture
def people() -> dict[str, Member]:
    """Four people in the register."""
    made = [
        listed("Zoë Ward", "Marlow & Finch LLP", "Leeds"),
        listed("Ann Edwards", "Ward Brothers", "Łódź", grade="paralegal"),
        listed("Warda Li", "", "Leeds"),
        listed("Jo O’Brien", "=SUM(A1)", "Bedford"),
    ]
    keeping.make_all(at=AT)
    return {one.full_name: one for one in made}


def text(answer) -> str:
    return answer.content.decode()


def names(words: str = "", **narrowed) -> list[str]:
    wanted = Wanted(parts=parts_of(words), leads=leads_of(words) if words else (), **narrowed)
    return [one.name for one in search(wanted, today=TODAY).entries]


def hide(member: Member) -> YearResult:
    """An officer has signed a year that was not met."""
    return closed(member, Outcome.NOT_MET, signed=SIGNED)


@pytest.mark.parametrize("read_on", [0, 4000], ids=["by three-letter parts", "by reading on"])
def test_any_part_of_name_employer_and_place_is_found_surnames_first(people, monkeypatch, read_on: int) -> None:
    monkeypatch.setattr(register_search, "READ_ON", read_on)
    assert names("WARD") == ["Zoë Ward", "Ann Edwards", "Warda Li"]
    assert names("zoe leeds") == ["Zoë Ward"]
    assert names("finch") == ["Zoë Ward"]
    assert names("łodz") == ["Ann Edwards"]
    assert names("o'bri") == names("OBRIEN, jo") == ["Jo O’Brien"]
    assert names("warda li") == ["Warda Li"]
    assert names("nobody") == []


@pytest.mark.parametrize(("read_on", "met"), [(1, False), (2, True)])
def test_more_than_are_put_in_order_are_not_all_listed(people, monkeypatch, read_on: int, met: bool) -> None:
    """Two of the four are in Leeds: one more than is put in order, unless the first of them is met on the way."""
    monkeypatch.setattr(register_search, "READ_ON", read_on)
    monkeypatch.setattr(register_search, "MOST", 1)
    found = search(Wanted(parts=("leeds",)), today=TODAY, size=1)
    assert len(found.entries) == 1
    assert (found.too_many, bool(found.more)) == (not met, met)


def test_letters_and_filters_narrow(people) -> None:
    RightHeld.objects.create(member=people["Warda Li"], right=RightKind.AUDIENCE, from_date=date(2026, 1, 1))
    keeping.follow(at=AT)
    assert names(letter="W") == ["Zoë Ward"]
    assert names(audience=True) == ["Warda Li"]
    assert names("ward", grade="paralegal") == ["Ann Edwards"]
    assert names(oaths=True) == ["Warda Li", "Jo O’Brien", "Zoë Ward"]
    assert names("ward", practising=True) == []


def test_pages_follow_each_other_without_a_gap(people) -> None:
    for words in ("", "ward"):
        wanted = Wanted(parts=parts_of(words), leads=leads_of(words))
        met, after = [], ""
        for _ in range(9):
            page = search(wanted, today=TODAY, after=after, size=1)
            met += [one.name for one in page.entries]
            after = page.more
            if not after:
                break
        assert met == names(words)
        assert len(met) == (3 if words else 4)


@pytest.mark.clause("CPD-14")
def test_who_is_hidden_is_found_nowhere_and_back_when_it_is_made_good(client: Client, people) -> None:
    zoe = people["Zoë Ward"]
    own = f"{PLACE}{zoe.uuid}/"

    def where() -> list[bool]:
        table = b"".join(client.get(TABLE).streaming_content).decode()
        page, found = client.get(own), client.get(PLACE, {"words": "zoe"})
        return [page.status_code == 200, str(zoe.uuid) in text(found), "Zoë Ward" in table]

    assert where() == [True] * 3
    hide(zoe)
    assert where() == [False] * 3, "at once, before the entry is refreshed"
    keeping.follow(at=AT)
    assert where() == [False] * 3
    YearResult.objects.update(superseded_at=AT)
    assert client.get(own).status_code == 200
    keeping.follow(at=AT)
    assert where() == [True] * 3


def test_the_search_page_says_what_is_wrong_and_what_to_do(client: Client, people) -> None:
    assert "at least three letters" in text(client.get(PLACE, {"words": "ab"}))
    empty = text(client.get(PLACE, {"words": "nobody"}))
    assert "Nobody found" in empty
    assert "type less" in empty
    page = text(client.get(PLACE, {"words": "ward"}))
    assert "3 people found" in page
    for odd in ({"words": "\x00\x00\x00"}, {"after": "x", "letter": "?"}, {"grade": "none"}, {"words": "%%%"}):
        assert client.get(PLACE, odd).status_code == 200
    assert "found" not in text(client.get(PLACE)).partition("open data")[0]


@pytest.mark.clause("CPD-14", "CPD-15")
def test_an_entry_says_what_holds_today_and_nothing_private(client: Client) -> None:
    made = issued()
    member = made.member
    page = text(client.get(f"{PLACE}{member.uuid}/"))
    for words in ("Fellow", "FCILEX", "20 November 2026", "No certificate"):
        assert words in page
    for private in (member.number, member.user.email, made.number):
        assert private not in page


def test_the_table_is_safe_dated_and_whole(client: Client, people) -> None:
    answer = client.get(TABLE)
    lines = list(csv.DictReader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [line["Name"] for line in lines] == list(people)
    assert lines[3]["Employer"] == "'=SUM(A1)"
    assert {line["As at"] for line in lines} == {"2026-11-20T12:00:00Z"}
    assert lines[0]["Commissioner for Oaths"] == "yes"
    assert lines[0]["Entry"].endswith(f"/register/{people['Zoë Ward'].uuid}/")
    assert 'rel="license"' in answer.headers["Link"]
    assert register.licence() in text(client.get(PLACE))


def test_search_and_table_take_as_many_statements_for_many_as_for_one(client: Client) -> None:
    client.get(TABLE)
    counts = []
    for more in (1, 2, 27):
        for _ in range(more):
            listed("Ada Okafor")
        keeping.follow(at=AT)
        client.get(PLACE)
        with CaptureQueriesContext(connection) as asked:
            client.get(PLACE, {"words": "okafor"})
        with CaptureQueriesContext(connection) as table:
            b"".join(client.get(TABLE).streaming_content)
        counts.append((len(asked), len(table)))
    assert max(pages for pages, _ in counts) <= 10, counts
    assert len({tables for _, tables in counts}) == 1, counts


def test_an_address_may_download_so_often_and_no_more(client: Client, monkeypatch) -> None:
    monkeypatch.setattr(register, "TABLES", 1)
    assert [client.get(TABLE).status_code for _ in range(2)] == [200, 429]
    assert client.get(PLACE, {"words": "okafor"}).status_code == 200


def test_a_member_says_where_they_work(sign_in, client: Client, people) -> None:
    jo = people["Jo O’Brien"]
    own = sign_in(jo.user)
    assert "=SUM(A1)" in text(own.get(WORK))
    sent = {**factories.once(jo.user), "employer": "Ashby LLP", "place": "York"}
    assert "Ashby LLP" in text(own.post(WORK, sent, follow=True))
    assert "Ashby LLP" in text(client.get(PLACE, {"words": "ashby york"}))
    assert own.post(WORK, {**factories.once(jo.user), "employer": "x" * 201}).status_code == 422
    hide(jo)
    assert "not shown in the register today" in text(own.get(WORK))
