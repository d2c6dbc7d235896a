"""Getting about by keyboard, and recording without any script."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from playwright.sync_api import expect

from cpd.models import Record
from tests.browser import acts
from tests.browser.conftest import PHONE, OpenPage

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.clause("REC-2")
def test_the_first_tab_stop_leads_past_the_menu(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/help/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


@pytest.mark.clause("REC-4")
def test_a_record_is_kept_as_a_draft_and_then_completed_without_script(open_page: OpenPage) -> None:
    acts.given("ada")
    acts.it_is(datetime(2026, 9, 1, 9, 0))
    page = open_page(PHONE, javascript=False)
    acts.sign_in(page, "ada")
    acts.open_new_record(page)
    page.get_by_label("Title").fill("Half done")
    page.get_by_role("button", name="Keep it and come back later").click()
    record = Record.objects.get(member=acts.member("ada"))
    assert record.complete_at is None
    page.goto(f"/cpd/records/{record.uuid}/edit/")
    expect(page.get_by_label("Title")).to_have_value("Half done")
    page.get_by_role("button", name="One free account").click()
    expect(page.get_by_label("Title")).to_have_value("Half done")
    acts.fill_record(page, "All done", date(2026, 8, 31), planned=True)
    acts.save_record(page)
    record.refresh_from_db()
    assert record.complete_at is not None
    assert (record.title, record.mode) == ("All done", "free")
