"""The desk's pages of a draw and the member's own: what they say, what they do, and how many queries they take."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cilexportal.foundation.documents.models import DocumentState
from cpd.enums import Outcome, Reading
from cpd.models import Draw, Evidence, Record, Sampled, YearResult
from cpd.services import sampling
from tests import factories
from tests.cpd.conftest import counting
from tests.cpd.sampling.conftest import DECEMBER, SEED, drawn, prepared, read

pytestmark = pytest.mark.django_db
DESK = "/cpd/desk/sampling/"


@pytest.fixture
def desk(cleo, sign_in, at) -> Any:
    at(DECEMBER)
    return sign_in(cleo)


def send(client: Any, url: str, user: Any, **fields: Any) -> Any:
    return client.post(url, {**factories.once(user), **fields})


def page_of(answer: Any) -> str:
    return answer.content.decode()


@pytest.mark.clause("CPD-16d")
def test_an_officer_prepares_a_draw_leaves_somebody_out_and_draws(desk, cleo, closed, year) -> None:
    assert "No CPD year has been closed" in page_of(desk.get(DESK))
    ada, ben = closed(2)
    assert "Nobody has been drawn yet" in page_of(desk.get(DESK))
    refused = send(desk, f"{DESK}new/", cleo, year=year.slug)
    assert "There is no preset one" in page_of(refused)
    made = send(desk, f"{DESK}new/", cleo, year=year.slug, number="5", seed=SEED)
    shown = page_of(desk.get(made.url))
    assert "Draw 2 members" in shown
    assert SEED in shown
    assert "No member has this number" in page_of(
        send(desk, made.url, cleo, do="leave_out", member="no", reason="deceased")
    )
    send(desk, made.url, cleo, do="leave_out", member=ben.number, reason="other", words="An old friend.")
    assert "An old friend." in page_of(desk.get(made.url))
    key = factories.once(cleo)
    for _ in range(2):
        assert desk.post(made.url, {**key, "do": "draw"}).status_code == 302
    after = page_of(desk.get(made.url))
    assert "Same people again" in after
    assert ada.full_name in after
    assert [one.member_id for one in Sampled.objects.all()] == [ada.pk]
    rows = list(csv.reader(io.StringIO(desk.get(f"{made.url}members.csv").content.decode("utf-8-sig"))))
    assert rows[1][:4] == [ada.number, ada.full_name, "2025/26", "To assess"]
    assert "Nobody drawn fits" in page_of(desk.get(f"{made.url}?state=advice"))


@pytest.mark.clause("CPD-16d", "REC-28")
def test_two_assessors_read_a_year_and_an_officer_refuses_a_record(desk, cleo, rosa, sign_in, ada, year, close) -> None:
    record = counting(ada, year, title="No. 0")
    close(ada, year)
    (one,) = drawn(year, cleo)
    (kept,) = one.records.all()
    url = f"/cpd/desk/sampled/{one.uuid}/"
    typed = {f"reason_{kept.pk}": "no_change", "reading": "not_accepted", "words": "See record 1.", "second": "no"}
    assert "Explain what is not met" in page_of(send(desk, url, cleo, **typed))
    typed[f"words_{kept.pk}"] = "What do you do now?"
    assert send(desk, url, cleo, **typed).status_code == 302
    assert "another person has the last word" in page_of(desk.get(url))
    other = sign_in(rosa)
    stale = send(other, url, rosa, **typed)
    assert "Cleo Hart has assessed this meanwhile" in page_of(stale)
    shown = page_of(other.get(url))
    assert "What do you do now?" in shown
    assert "Your assessment has the last word" in shown
    assert send(other, url, rosa, **{**typed, "second": "yes"}).status_code == 302
    member = sign_in(ada.user)
    told = page_of(member.get(f"/cpd/sampled/{one.uuid}/"))
    assert "What do you do now?" in told
    assert "Cleo Hart" not in told, "who assesses is not said"
    refusing = f"{url}refuse/"
    assert "Choose at least one record" in page_of(send(desk, refusing, cleo, reason="So."))
    assert send(desk, refusing, cleo, reason="It does not stand.", records=[record.pk]).status_code == 302
    assert Record.objects.get(pk=record.pk).refused_at == DECEMBER
    assert YearResult.objects.get(member=ada, superseded_at=None).outcome == Outcome.NOT_MET
    assert "Refused" in page_of(member.get(f"/cpd/records/{record.uuid}/"))
    assert "does not count after sampling" in page_of(member.get(f"/cpd/years/{year.slug}/"))


@pytest.mark.clause("CPD-16d")
def test_documents_are_asked_for_at_the_desk_and_seen_on_my_cpd(desk, cleo, sign_in, closed, year) -> None:
    (member,) = closed(1)
    (one,) = drawn(year, cleo)
    mine = sign_in(member.user)
    assert "Nothing is asked of you now" in page_of(mine.get("/cpd/"))
    url = f"/cpd/desk/sampled/{one.uuid}/documents/"
    assert send(desk, url, cleo, do="ask", items="The certificate\nThe programme", why="To see.").status_code == 302
    assert "by the end of 29 December 2026" in page_of(mine.get("/cpd/"))
    asked = page_of(mine.get(f"/requests/{Sampled.objects.get().asked.uuid}/"))
    assert "The programme" in asked
    assert "contract may be ended" not in asked
    late = {"until_day": "28", "until_month": "12", "until_year": "2026"}
    assert "Enter a day after" in page_of(send(desk, url, cleo, do="more_time", **late))
    later = {"until_day": "31", "until_month": "1", "until_year": "2027"}
    assert send(desk, url, cleo, do="more_time", **later).status_code == 302
    assert "31 January 2027" in page_of(mine.get("/cpd/"))
    assert send(desk, url, cleo, do="take_back", why="Found.").status_code == 302
    assert "Nothing is asked of you now" in page_of(mine.get("/cpd/"))


@pytest.mark.clause("CPD-16d")
def test_a_closed_record_that_is_sampled_says_so_and_nobody_elses_sample_is_shown(
    desk, cleo, sign_in, closed, year
) -> None:
    ada, ben = closed(2)
    sampled = drawn(year, cleo, number=2)
    mine = sign_in(ada.user)
    assert "is being sampled" in page_of(mine.get(f"/cpd/records/{ada.records.first().uuid}/"))
    assert mine.get(f"/cpd/sampled/{ben.samples.get().uuid}/").status_code == 404
    assert len(sampled) == 2


@pytest.mark.clause("CPD-16d")
def test_an_officer_who_was_drawn_finds_their_own_row_nowhere(desk, cleo, rosa, sign_in, closed, year) -> None:
    mine, other = closed(2)
    mine.user = cleo
    mine.save(update_fields=["user"])
    draw = drawn(year, rosa, number=2)[0].draw
    url = f"{DESK}{draw.uuid}/"
    for reader, seen in ((desk, [other]), (sign_in(rosa), [mine, other])):
        page = page_of(reader.get(url))
        assert (mine.number in page) == (mine in seen)
        assert f"To assess ({len(seen)})" in page
        rows = list(csv.reader(io.StringIO(reader.get(f"{url}members.csv").content.decode("utf-8-sig"))))
        assert {row[0] for row in rows[1:]} == {one.number for one in seen}


def test_the_pages_take_as_many_queries_for_thirty_as_for_one(desk, cleo, year, close) -> None:
    taken: dict[int, dict[str, int]] = {}
    for size in (1, 3, 30):
        members = [factories.MemberFactory() for _ in range(size)]
        for member in members:
            for _ in range(size if member == members[0] else 1):
                record = counting(member, year)
                document = factories.DocumentFactory(owner=member.user, state=DocumentState.WAITING)
                Evidence.objects.create(record=record, document=document)
            close(member, year)
        prepared(year, cleo, number=size)
        draw = Draw.objects.order_by("-pk").first()
        pages = {"prepared": f"{DESK}{draw.uuid}/"}
        taken[size] = {name: _queries(desk, url) for name, url in pages.items()}
        sampling.draw(draw_id=draw.pk, by=cleo, at=DECEMBER)
        mine = draw.sampled.get(member=members[0])
        pages = {"draws": DESK, "draw": f"{DESK}{draw.uuid}/", "member": f"/cpd/desk/sampled/{mine.uuid}/"}
        pages["csv"] = f"{DESK}{draw.uuid}/members.csv"
        taken[size] |= {name: _queries(desk, url) for name, url in pages.items()}
        read(mine, cleo, Reading.ACCEPTED)
    assert taken[1] == taken[3] == taken[30]


def _queries(client: Any, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_a_draw_takes_as_many_statements_for_thirty_as_for_one(cleo, closed, year) -> None:
    taken = []
    for size in (1, 1, 30):  # the first finds nobody whom another draw has taken
        closed(size)
        draw = prepared(year, cleo, number=size)
        with CaptureQueriesContext(connection) as captured:
            sampling.draw(draw_id=draw.pk, by=cleo, at=DECEMBER)
        taken.append(len(captured))
    assert taken[1] == taken[2]


@pytest.mark.clause("CPD-16d")
def test_an_officer_who_is_drawn_reads_no_more_of_it_than_any_member(close, year, cleo, rosa, sign_in, at) -> None:
    at(DECEMBER)
    member = factories.MemberFactory(user=factories.staff("cpd_officer"))
    counting(member, year)
    close(member, year, Outcome.MET)
    (one,) = drawn(year, cleo)
    read(one, cleo, Reading.NOT_ACCEPTED, words="Thin, and copied.")
    page = reverse("cpd:desk_sampled", args=[one.uuid])
    assert "Thin, and copied." in page_of(sign_in(rosa).get(page))
    assert sign_in(member.user).get(page).url == reverse("cpd:sampled", args=[one.uuid])
