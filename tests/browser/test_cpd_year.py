"""The main job: two members log their CPD, the clock passes 30 September, and the year closes on the real worker."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from cilexportal.demo.mailbox import _read
from cpd.models import CloseRun, CpdYear, Record, YearResult
from tests.browser import acts, axe, closing
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.stack import Stack

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = datetime(2026, 9, 29, 9, 0)
AFTER = datetime(2026, 10, 1, 0, 0, 5)


def test_ada_meets_her_year_and_ben_falls_half_an_hour_short(open_page: OpenPage, stack: Stack, mailbox: Path) -> None:
    given_two_members_near_the_end_of_the_year()
    ada, ben = open_page(PHONE), open_page(PHONE)
    when_ada_records_nine_activities(ada)
    then_ada_has_met_nine_one_and_five(ada)
    when_ben_records_seven_and_a_half_hours(ben)
    then_ben_still_owes_half_an_hour(ben)
    when_the_clock_passes_30_september_and_beat_and_worker_run(stack)
    then_ada_is_closed_as_met_with_certificate_and_letter(ada, stack, mailbox)
    then_ben_is_closed_as_not_met_with_the_sentence_why(ben, mailbox)
    then_a_second_run_changes_nothing(stack)


def given_two_members_near_the_end_of_the_year() -> None:
    acts.given("ada")
    acts.given("ben")
    acts.it_is(BEFORE)


def when_ada_records_nine_activities(page: Page) -> None:
    acts.sign_in(page, "ada")
    for number in range(1, 9):
        acts.open_new_record(page)
        acts.fill_record(page, f"Activity {number}", date(2026, number, 14), planned=number <= 5)
        acts.save_record(page)
    when_ada_is_signed_out_while_typing_the_ninth(page)
    page.get_by_label("It was about professionalism").check()
    acts.save_record(page)


def when_ada_is_signed_out_while_typing_the_ninth(page: Page) -> None:
    """Her session ends under her hands; the text is there again after she has signed in, word for word."""
    acts.open_new_record(page)
    page.get_by_role("button", name="One free account").click()
    acts.fill_record(page, "Activity 9", date(2026, 9, 14), planned=False)
    words = "First line, “quoted”.\n\nSecond paragraph with é, ü and 🙂, typed before the time-out."
    page.get_by_label("What did you learn?").fill(words)
    expect(page.get_by_text("Kept as a draft just now").or_(page.get_by_text("seconds ago"))).to_be_visible()
    Session.objects.all().delete()
    page.reload()
    assert "/account/login" in page.url
    acts.fill_sign_in(page, "ada")
    assert acts.on_form(page.url), "she is back on the page she was on"
    expect(page.get_by_label("What did you learn?")).to_have_value(words)
    expect(page.get_by_label("What did you learn?")).to_be_focused()
    expect(page.get_by_label("Title")).to_have_value("Activity 9")
    expect(page.get_by_role("button", name="One free account")).to_have_attribute("aria-pressed", "true")


def then_ada_has_met_nine_one_and_five(page: Page) -> None:
    page.goto("/cpd/")
    panel = page.get_by_role("region", name="CPD year 2025/26")
    expect(panel).to_contain_text("Met")
    expect(panel).to_contain_text("9 of 9 outcomes")
    expect(panel).to_contain_text("If the year closed now: Met")
    assert Record.objects.filter(member=acts.member("ada"), complete_at__isnull=False).count() == 9
    assert axe.violations(page) == []


def when_ben_records_seven_and_a_half_hours(page: Page) -> None:
    acts.sign_in(page, "ben")
    for number, hours in enumerate(("4", "3.5"), start=1):
        acts.open_new_record(page)
        day = date(2026, number, 20)
        acts.fill_record(page, f"Hours {number}", day, planned=True, hours=hours, in_specialism=True)
        acts.save_record(page)
    acts.open_new_record(page)
    acts.fill_record(page, "Ethics", date(2026, 3, 20), planned=True, professionalism=True)
    acts.save_record(page)


def then_ben_still_owes_half_an_hour(page: Page) -> None:
    page.goto("/cpd/")
    panel = page.get_by_role("region", name="CPD year 2025/26")
    expect(panel).to_contain_text("0.5 hours still to record.")
    expect(panel.get_by_role("link", name="CPD-7a").first).to_be_visible()


def when_the_clock_passes_30_september_and_beat_and_worker_run(stack: Stack) -> None:
    acts.it_is(AFTER)
    with stack.worker(), stack.beat():
        closing.until("the year is closed", lambda: closed_run() is not None, seconds=90)
        closing.until("both letters are sent", lambda: len(letters(stack.place / "mail")) == 2, seconds=60)


def closed_run() -> CloseRun | None:
    return CloseRun.objects.filter(year__label="2025/26", rehearsal=False, finished_at__isnull=False).first()


def letters(mailbox: Path) -> dict[str, str]:
    """The text of each letter about a closed year that came with a PDF, by the address it went to."""
    mails = [mail for path in mailbox.glob("*.log") for mail in _read(path)]
    return {mail.to: mail.text for mail in mails if mail.letters and "2025/26" in mail.subject}


def then_ada_is_closed_as_met_with_certificate_and_letter(page: Page, stack: Stack, mailbox: Path) -> None:
    assert YearResult.objects.get(member=acts.member("ada"), superseded_at=None).outcome == "met"
    assert any("ada@example.org" in to for to in letters(mailbox))
    acts.sign_in(page, "ada")
    page.goto("/cpd/")
    with stack.worker():
        page.get_by_role("button", name="certificate").click()
        link = page.get_by_role("link", name="Download")
        expect(link).to_be_visible(timeout=60_000)
        with page.expect_download() as download:
            link.click()
        assert Path(download.value.path()).read_bytes().startswith(b"%PDF")


def then_ben_is_closed_as_not_met_with_the_sentence_why(page: Page, mailbox: Path) -> None:
    assert YearResult.objects.get(member=acts.member("ben"), superseded_at=None).outcome == "not_met"
    text = next(text for to, text in letters(mailbox).items() if "ben@example.org" in to)
    assert "0.5 hours still to record." in text
    acts.sign_in(page, "ben")
    page.goto("/cpd/")
    expect(page.get_by_role("main")).to_contain_text("Not met")
    expect(page.get_by_role("main")).to_contain_text("0.5 hours still to record.")


def then_a_second_run_changes_nothing(stack: Stack) -> None:
    before = closing.fingerprint("2025/26")
    stack.manage("close_cpd_year", "2025/26")
    assert closing.fingerprint("2025/26") == before
    assert CpdYear.objects.get(label="2025/26").results.count() == 2
