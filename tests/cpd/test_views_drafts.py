"""Typing that is kept and not saved: how a draft's page and the form speak of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cpd.forms.record import DRAFT_KEPT
from cpd.models import CpdYear, Record, Typing
from members.models import Member
from tests.cpd.conftest import MAY, Browser, counting
from tests.cpd.test_views_logbook import text_of


def typed(member: Member, year: CpdYear, **fields: Any) -> Record:
    """A draft of which nothing is saved, with this kept typing."""
    record = Record.objects.create(member=member, year=year)
    Typing.objects.create(record=record, fields=fields, version=1, saved_at=MAY)
    return record


@pytest.mark.clause("REC-12", "CPD-8")
def test_a_drafts_page_counts_what_is_typed_and_shows_it(browser: Browser, ada: Member, year: CpdYear) -> None:
    record = typed(ada, year, title="Costs", learned="How to count.", planned="no")
    words = text_of(browser.open(f"/cpd/records/{record.uuid}/").encode())
    assert "Not counting yet: 2 answers missing" in words
    assert "Say what you learned." not in words
    assert "Your draft, not saved yet Kept as you typed it on 14 May 2026" in words
    assert "What you learned How to count." in words
    assert "Planned or unplanned Unplanned" in words
    assert words.count("About professionalism") == 1


def test_a_day_that_cannot_be_read_is_shown_as_it_was_typed(browser: Browser, ada: Member, year: CpdYear) -> None:
    record = typed(ada, year, completed_on_day="31", completed_on_month="2", completed_on_year="2026")
    words = text_of(browser.open(f"/cpd/records/{record.uuid}/").encode())
    assert "Completed 31 2 2026" in words
    assert "February 2026 has 28 days." in words


def test_changes_over_a_saved_record_stand_beside_it(browser: Browser, ada: Member, year: CpdYear) -> None:
    record = counting(ada, year, title="As saved", learned="Old words.")
    Typing.objects.create(record=record, fields={"title": "As typed", "learned": "New words."}, version=1, saved_at=MAY)
    words = text_of(browser.open(f"/cpd/records/{record.uuid}/").encode())
    assert words.index("New words.") < words.index("As you saved it") < words.index("Old words.")


@pytest.mark.clause("REC-17")
def test_the_form_says_one_thing_about_what_is_kept(browser: Browser, ada: Member, year: CpdYear) -> None:
    record = typed(ada, year, title="Costs")
    page = browser.open(f"/cpd/records/{record.uuid}/edit/")
    assert f'data-autosave-kept="{DRAFT_KEPT}"' in page
    assert "Kept as a draft on 14 May 2026 at 12:00pm; it does not count until you press Save." in text_of(
        page.encode()
    )
    assert "not saved" not in text_of(page.encode())


@pytest.mark.clause("REC-21")
def test_what_could_name_somebody_is_marked_before_saving_in_the_words_of_the_box(
    browser: Browser, ada: Member, year: CpdYear
) -> None:
    record = typed(ada, year, learned="I asked jane@firm.co.uk about it.")
    page = browser.open(f"/cpd/records/{record.uuid}/edit/")
    assert "“jane@firm.co.uk” looks like an email address" in page
    assert "tick “Nobody can be recognised in what I wrote and attached” below" in text_of(page.encode())
    assert page.index("looks like an email address") < page.index('name="anonymised"') < page.index('name="files"')


@pytest.mark.clause("REC-21")
def test_autosave_answers_with_the_marks(browser: Browser, ada: Member) -> None:
    page = browser.open("/cpd/records/new/")
    body = {"version": 0, "fields": {"learned": "Call 020 7946 0999."}}
    answer = browser.client.put(
        browser.url.replace("edit", "typing"), json.dumps(body), content_type="application/json",
        headers={"X-Once": browser.hidden(page)["once"]},
    )  # fmt: skip
    assert answer.json()["marks"] == {"learned": ["“020 7946 0999” looks like a phone number"]}
    body["version"], body["fields"]["anonymised"] = answer.json()["version"], ["on"]
    answer = browser.client.put(
        browser.url.replace("edit", "typing"), json.dumps(body), content_type="application/json",
        headers={"X-Once": browser.hidden(page)["once"]},
    )  # fmt: skip
    assert answer.json()["marks"] == {}


@pytest.mark.clause("REC-17")
def test_the_sign_in_page_says_that_what_was_typed_is_kept_only_where_it_is(
    browser: Browser, fields: dict[str, Any]
) -> None:
    page = browser.open("/cpd/records/new/")
    sign_in = "/account/login/?next=" + browser.url
    browser.lapse()
    assert b"What you had typed is kept" not in browser.client.get(browser.url, follow=True).content
    answer = browser.send(page, do="save", **fields)
    assert answer["Location"] == sign_in
    assert b"What you had typed is kept. Sign in, and it is in its form again." in browser.client.get(sign_in).content


@pytest.mark.clause("REC-15", "REC-17")
def test_a_form_longer_than_is_read_is_told_what_to_do_and_what_was_kept_stays(
    browser: Browser, ada: Member, year: CpdYear, fields: dict[str, Any]
) -> None:
    record = typed(ada, year, title="Kept before", evaluation="Kept too.")
    page = browser.open(f"/cpd/records/{record.uuid}/edit/")
    answer = browser.send(page, do="save", **{**fields, "learned": "a" * 3_000_000})
    assert answer.status_code == 413
    assert "Copy the longest text somewhere safe and shorten it" in text_of(answer.content)
    assert f'href="{browser.url}"' in answer.content.decode()
    page = browser.open(browser.url)
    assert "Kept before" in page
    assert "Kept too." in page
