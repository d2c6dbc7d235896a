"""The recording form and the pages of one record, as a browser without scripts sends and sees them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from cilexportal.foundation.idempotency.models import HeldForm
from cpd.models import CpdYear, Record, Typing
from members.models import Member
from tests import factories
from tests.cpd.conftest import A_SECOND, CLOSES, MAY, Browser, counting
from tests.cpd.test_views_logbook import text_of


@pytest.mark.clause("REC-3", "REC-17")
def test_a_new_form_has_one_address_from_the_start(browser: Browser) -> None:
    page = browser.open("/cpd/records/new/?year=2025-26")
    assert re.fullmatch(r"/cpd/records/[0-9a-f-]{36}/edit/", browser.url)
    assert f'data-autosave-url="{browser.url.replace("edit", "typing")}?year=2025-26"' in page
    assert not Record.objects.exists()


@pytest.mark.clause("CPD-8", "REC-12")
def test_a_complete_form_counts_and_leads_back_to_the_logbook(browser: Browser, fields: dict[str, Any]) -> None:
    page = browser.open("/cpd/records/new/")
    answer = browser.send(page, do="save", **fields)
    assert answer["Location"] == "/cpd/"
    assert Record.objects.get().complete_at == MAY
    assert "“Witness statements” counts towards 2025/26." in text_of(browser.client.get("/cpd/").content)


def test_the_same_form_sent_twice_makes_one_record(browser: Browser, fields: dict[str, Any]) -> None:
    page = browser.open("/cpd/records/new/")
    first = browser.send(page, do="save", **fields)
    again = browser.send(page, do="save", **fields)
    assert first["Location"] == again["Location"]
    assert Record.objects.count() == 1


@pytest.mark.clause("REC-11", "REC-12", "REC-15")
def test_what_is_missing_is_said_at_its_field_with_nothing_lost(browser: Browser, fields: dict[str, Any]) -> None:
    page = browser.open("/cpd/records/new/")
    sent = {**fields, "planned": "", "learned": "a" * 4001, "completed_on_month": "Juno"}
    answer = browser.send(page, do="save", **sent)
    assert answer["Location"] == f"{browser.url}?check=1"
    page = browser.open(answer["Location"])
    assert "Say whether you planned it." in page
    assert "Shorten what you learned by 1 character: the limit is 4,000." in page
    assert "The month has to be a number from 1 to 12" in page
    assert "a" * 4001 in page
    assert 'value="Juno"' in page
    assert Record.objects.get().complete_at is None


@pytest.mark.clause("REC-8")
def test_the_mode_is_switched_without_losing_a_letter(browser: Browser, fields: dict[str, Any]) -> None:
    page = browser.open("/cpd/records/new/")
    typed = {**fields, "need": "Why I went", "change": "What is new", "mode": "free"}
    answer = browser.send(page, **typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert re.search(r'name="mode" value="free" aria-pressed="true"', page)
    assert not Record.objects.exists()
    for text in ("Why I went", "What is new", "Where a statement ends"):
        assert text in page
    browser.send(page, do="save", **{**typed, "mode": ""})
    record = Record.objects.get()
    assert (record.mode, record.need, record.change) == ("free", "Why I went", "What is new")


@pytest.mark.clause("REC-17")
def test_keeping_it_for_later_saves_the_text_and_does_not_count(browser: Browser, fields: dict[str, Any]) -> None:
    page = browser.open("/cpd/records/new/")
    answer = browser.send(page, do="later", **fields)
    assert answer["Location"] == "/cpd/"
    assert Record.objects.get().complete_at is None
    again = browser.open(browser.url)
    assert "Where a statement ends" in again
    assert "it does not count until you press Save" in again
    assert "counts towards" in browser.send(again, do="save", follow=True, **fields).wsgi_request.META.get(
        "x", "counts towards"
    )
    assert Record.objects.get().complete_at == MAY


@pytest.mark.clause("REC-17")
def test_unsaved_typing_over_a_saved_record_can_be_discarded(browser: Browser, ada: Member, year: CpdYear) -> None:
    record = counting(ada, year, title="As saved")
    Typing.objects.create(record=record, fields={"title": "As typed"}, version=1, saved_at=MAY)
    page = browser.open(f"/cpd/records/{record.uuid}/edit/")
    assert "Showing what you typed on 14 May 2026 at 12:00pm and had not saved." in text_of(page.encode())
    assert 'value="As typed"' in page
    assert "Changes you have typed and not saved" in browser.open(f"/cpd/records/{record.uuid}/")
    answer = browser.send(page, f"/cpd/records/{record.uuid}/discard/")
    assert 'value="As saved"' in browser.open(answer["Location"])


@pytest.mark.clause("REC-17")
def test_a_second_tab_sees_both_texts_and_overwrites_only_knowingly(browser: Browser, fields: dict[str, Any]) -> None:
    first = browser.open("/cpd/records/new/")
    second = browser.client.get(browser.url).content.decode()
    browser.send(first, do="save", **{**fields, "areas": ["ethics"], "title": "First tab"})
    answer = browser.send(second, do="save", **{**fields, "title": "Second tab"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "There are two versions of this text" in page
    assert "First tab" in page
    assert 'value="Second tab"' in page
    assert Record.objects.get().title == "First tab"
    browser.send(page, do="save", **{**fields, "title": "Second tab"})
    assert Record.objects.get().title == "Second tab"


@pytest.mark.clause("REC-10", "REC-17")
def test_a_tab_of_a_record_that_was_deleted_in_another_is_told_so_and_loses_nothing(
    browser: Browser, ada: Member, year: CpdYear, fields: dict[str, Any]
) -> None:
    record = counting(ada, year)
    url = f"/cpd/records/{record.uuid}/"
    left_open, third = browser.open(f"{url}edit/"), browser.open(f"{url}edit/")
    browser.send(left_open, f"{url}delete/")
    answer = browser.send(left_open, f"{url}edit/", do="save", **{**fields, "learned": "Written meanwhile"})
    words = text_of(browser.open(answer["Location"]).encode())
    assert "You deleted this record on 14 May 2026" in words
    assert "Restore this record" in words
    assert "Written meanwhile" in words
    answer = browser.send(third, f"{url}edit/", do="save", **{**fields, "learned": "A third text"})
    words = text_of(answer.content)
    assert answer.status_code == 409
    assert "The record was deleted on 14 May 2026" in words
    assert "Change a record Deleted" in words
    assert "A third text" in words


@pytest.mark.clause("REC-17", "REC-16")
def test_a_form_sent_after_the_session_ended_is_there_again_for_its_own_person(
    browser: Browser, ben: Member, sign_in: Callable, fields: dict[str, Any]
) -> None:
    page = browser.open("/cpd/records/new/")
    browser.lapse()
    answer = browser.send(page, do="save", **fields)
    assert answer["Location"].startswith("/account/login/")
    assert "Where a statement ends" not in sign_in(ben.user).get(browser.url).content.decode()
    browser.come_back(MAY)
    again = browser.open(browser.url)
    assert "Where a statement ends" in again
    assert "You were signed out before this was saved." in again
    browser.send(again, do="save", **fields)
    assert Record.objects.get().complete_at == MAY


def put(browser: Browser, page: str, version: int, title: str) -> None:
    """The page's script keeps what is typed."""
    body = {"version": version, "fields": {"title": title}}
    url, key = browser.url.replace("/edit/", "/typing/"), browser.hidden(page)["once"]
    answer = browser.client.put(url, body, content_type="application/json", headers={"X-Once": key})
    assert answer.status_code == 200, answer.content


@pytest.mark.clause("REC-17", "REC-16")
def test_a_held_form_follows_what_its_own_page_kept_by_itself(browser: Browser, fields: dict[str, Any]) -> None:
    page = browser.open("/cpd/records/new/")
    put(browser, page, 0, "Half")
    browser.lapse()
    browser.send(page, do="save", **fields)
    browser.come_back(MAY)
    assert "Where a statement ends" in browser.open(browser.url)
    assert not HeldForm.objects.exists()


@pytest.mark.clause("REC-17", "REC-16")
def test_a_held_form_never_replaces_newer_text_in_silence(browser: Browser, fields: dict[str, Any]) -> None:
    page = browser.open("/cpd/records/new/")
    elsewhere = Browser(browser.member, browser.sign_in, browser.at)
    their_page = elsewhere.open(browser.url)
    browser.lapse()
    browser.send(page, do="save", **{**fields, "title": "Held before"})
    put(elsewhere, their_page, 0, "Typed since")
    browser.come_back(MAY)
    for _ in range(2):
        both = browser.client.get(browser.url)
        assert both.status_code == 409
        assert "There are two versions of this text" in both.content.decode()
        assert 'value="Held before"' in both.content.decode()
        assert "Typed since" in both.content.decode()
    assert Typing.objects.get().fields["title"] == "Typed since"
    browser.send(both.content.decode(), do="save", **{**fields, "title": "Both in one"})
    assert Record.objects.get().title == "Both in one"
    assert not HeldForm.objects.exists()
    assert browser.client.get(browser.url).status_code == 200


@pytest.mark.clause("REC-17", "REC-16")
def test_a_held_form_that_cannot_be_kept_is_shown_and_stays_held(browser: Browser, fields: dict[str, Any]) -> None:
    page = browser.open("/cpd/records/new/")
    browser.lapse()
    browser.send(page, do="save", **{**fields, "learned": "a" * 100_001})
    browser.come_back(MAY)
    answer = browser.client.get(browser.url)
    assert answer.status_code == 422
    assert "a" * 100_001 in answer.content.decode()
    assert HeldForm.objects.exists()
    browser.send(answer.content.decode(), do="later", **fields)
    assert not HeldForm.objects.exists()


@pytest.mark.clause("REC-10")
@pytest.mark.parametrize("path", ["", "edit/", "delete/"])
def test_somebody_elses_record_is_not_found(browser: Browser, ben: Member, year: CpdYear, path: str) -> None:
    record = counting(ben, year)
    assert browser.client.get(f"/cpd/records/{record.uuid}/{path}").status_code == 404


@pytest.mark.clause("REC-10")
@pytest.mark.parametrize(
    "path", ["edit/", "delete/", "restore/", "carry-over/", "discard/", "evidence/", "evidence/1/remove/"]
)
def test_somebody_elses_record_takes_nothing(
    browser: Browser, ben: Member, year: CpdYear, path: str, fields: dict[str, Any]
) -> None:
    record = counting(ben, year)
    sent = {**fields, **factories.once(browser.member.user), "do": "save", "version": "0"}
    assert browser.client.post(f"/cpd/records/{record.uuid}/{path}", sent).status_code == 404
    assert Record.objects.get().version == 0


@pytest.mark.clause("REC-10", "CPD-16e")
def test_a_record_can_be_read_deleted_and_restored(browser: Browser, ada: Member, year: CpdYear) -> None:
    record = counting(ada, year, title="To go", need="Why", areas=["ethics"], activity_type_id="course")
    url = f"/cpd/records/{record.uuid}/"
    page = browser.open(url)
    words = text_of(page.encode())
    assert "To go Counts" in words
    assert "Kind of activity Course or seminar" in words
    confirm = browser.open(f"{url}delete/")
    assert "It will no longer count." in confirm
    browser.send(confirm, f"{url}delete/")
    gone = browser.open(url)
    assert "You deleted this record on 14 May 2026" in text_of(gone.encode())
    assert browser.client.get(f"{url}edit/")["Location"] == url
    assert browser.client.get(f"{url}delete/")["Location"] == url
    browser.send(gone, f"{url}restore/")
    assert Record.objects.get().deleted_at is None


@pytest.mark.clause("REC-12", "REC-11")
def test_a_draft_names_what_is_missing_and_links_to_its_field(browser: Browser, ada: Member, year: CpdYear) -> None:
    record = Record.objects.create(member=ada, year=year, title="Half", saved_at=MAY)
    page = browser.open(f"/cpd/records/{record.uuid}/")
    assert "Not counting yet: 4 answers missing" in page
    assert f"/cpd/records/{record.uuid}/edit/?check=1#div_id_learned" in page


@pytest.mark.clause("REC-21")
def test_what_could_name_somebody_is_marked_until_it_is_ticked(browser: Browser, fields: dict[str, Any]) -> None:
    page = browser.open("/cpd/records/new/")
    told = {**fields, "learned": "Ask jane@firm.co.uk about it."}
    answer = browser.send(page, do="save", **told)
    page = browser.open(answer["Location"])
    assert "“jane@firm.co.uk” looks like an email address" in page
    assert "Saved, and it counts." in page
    assert Record.objects.get().complete_at == MAY
    answer = browser.send(page, do="save", anonymised="on", **told)
    assert answer["Location"] == "/cpd/"


@pytest.mark.clause("CPD-10", "REC-10")
def test_a_save_at_the_close_keeps_the_text_and_offers_the_new_year(
    browser: Browser, at: Callable, fields: dict[str, Any]
) -> None:
    browser.come_back(CLOSES - A_SECOND)
    page = browser.open("/cpd/records/new/")
    undated = {**fields, "completed_on_day": "", "completed_on_month": "", "completed_on_year": ""}
    browser.send(page, do="later", **undated)
    late = browser.open(browser.url)
    at(CLOSES)
    answer = browser.send(late, do="save", **{**undated, "evaluation": "Written too late"})
    record = Record.objects.get()
    assert answer["Location"] == f"/cpd/records/{record.uuid}/"
    page = browser.open(answer["Location"])
    assert "Your CPD year 2025/26 closed on 30 September 2026 at 11:59pm" in text_of(page.encode())
    assert "Written too late" in page
    answer = browser.send(page, f"/cpd/records/{record.uuid}/carry-over/")
    moved = browser.open(answer["Location"])
    assert "Written too late" in moved
    assert Record.objects.get(uuid=browser.url.split("/")[3]).year.label == "2026/27"


@pytest.mark.clause("CPD-10", "REC-17")
@pytest.mark.parametrize("do", ["save", "later"])
def test_a_form_first_sent_after_the_close_stays_with_the_year_it_was_opened_for(
    browser: Browser, at: Callable, fields: dict[str, Any], year: CpdYear, do: str
) -> None:
    browser.come_back(CLOSES - A_SECOND)
    page = browser.open("/cpd/records/new/")
    at(CLOSES)
    browser.send(page, do=do, **fields)
    record = Record.objects.get()
    assert (record.year, record.complete_at) == (year, None)
    words = text_of(browser.open(f"/cpd/records/{record.uuid}/").encode())
    assert "Your CPD year 2025/26 closed on 30 September 2026 at 11:59pm" in words
    assert "Where a statement ends" in words
    assert "It does not fit a CPD year that is open." in words
    assert "Record it in 2026/27" not in words


@pytest.mark.clause("CPD-10")
def test_late_text_that_fits_no_open_year_is_kept_and_says_whom_to_ask(
    browser: Browser, ada: Member, year: CpdYear, at: Callable
) -> None:
    record = Record.objects.create(member=ada, year=year)
    day = {"completed_on_day": "30", "completed_on_month": "9", "completed_on_year": "2026"}
    Typing.objects.create(record=record, fields={"learned": "Late", **day}, saved_at=CLOSES)
    browser.come_back(CLOSES)
    page = browser.open(f"/cpd/records/{record.uuid}/")
    assert "It does not fit a CPD year that is open." in page
    answer = browser.client.post(f"/cpd/records/{record.uuid}/carry-over/", factories.once(ada.user))
    assert answer["Location"] == f"/cpd/records/{record.uuid}/"
    assert "in no open CPD year" in browser.open(answer["Location"])


@pytest.mark.clause("CPD-11a", "CPD-9")
def test_with_two_open_years_the_form_asks_which(
    browser: Browser, ada: Member, year: CpdYear, extend: Callable, at: Callable, fields: dict[str, Any]
) -> None:
    extend(ada, year)
    browser.come_back(CLOSES + timedelta(days=3))
    page = browser.open("/cpd/records/new/?year=2026-27")
    assert "Which CPD year is it for?" in page
    day = {"completed_on_day": "2", "completed_on_month": "10", "completed_on_year": "2026"}
    browser.send(page, do="save", **{**fields, **day, "year": "2026-27"})
    assert Record.objects.get().year.label == "2026/27"


def test_too_much_text_is_refused_with_everything_on_the_page(browser: Browser, fields: dict[str, Any]) -> None:
    page = browser.open("/cpd/records/new/")
    answer = browser.send(page, do="save", **{**fields, "learned": "a" * 100_001})
    assert answer.status_code == 422
    assert "more than 100,000 characters" in answer.content.decode()
    assert "a" * 100_001 in answer.content.decode()
    assert not Record.objects.exists()


@pytest.mark.parametrize("junk", ["\x00", "\x0b\x1b", "\u202e"])
def test_no_character_brings_the_form_down(browser: Browser, fields: dict[str, Any], junk: str) -> None:
    page = browser.open("/cpd/records/new/")
    answer = browser.send(page, do="save", **{name: value + junk for name, value in fields.items()})
    assert answer.status_code == 302
    assert Record.objects.get().title.startswith("Witness statements")


@pytest.mark.parametrize("version", ["", "x", "9" * 30, "-1"])
def test_a_form_with_a_mangled_version_is_shown_again_or_taken(
    browser: Browser, fields: dict[str, Any], version: str
) -> None:
    page = browser.open("/cpd/records/new/")
    answer = browser.send(page, do="save", **{**fields, "version": version})
    assert answer.status_code in (302, 409)


def test_a_record_that_may_not_change_is_not_deleted_or_restored_by_hand(
    browser: Browser, ada: Member, year: CpdYear, at: Callable
) -> None:
    there, gone = counting(ada, year), counting(ada, year, deleted_at=MAY)
    browser.come_back(CLOSES)
    for record, verb in ((there, "delete"), (gone, "restore")):
        answer = browser.client.post(f"/cpd/records/{record.uuid}/{verb}/", factories.once(ada.user), follow=True)
        assert "closed on 30 September 2026" in text_of(answer.content)
    assert Record.objects.filter(deleted_at=None).get() == there
