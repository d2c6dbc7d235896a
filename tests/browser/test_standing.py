"""Ben has not met his year: what he loses, and from when; how it is made good; and the certificate at the end of it."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from cilexportal.foundation import london
from cpd.models import CpdYear, ExtensionRequest, YearResult
from members.models import GradeHeld, Member
from standing.models import Certificate
from standing.services import register
from tests.browser import acts, axe, closing
from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.browser.stack import Stack
from tests.browser.test_shop import pay_at_the_gateway
from tests.cpd.conftest import counting
from tests.foundation.test_sealing import checked
from tests.standing import factories

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.pango]

TOO_LATE_TO_ASK = datetime(2026, 9, 1, 10, 0)
AFTER_THE_CLOSE = datetime(2026, 10, 1, 9, 0)
SIGNED = datetime(2026, 10, 5, 10, 0)
# Benefits of 2025/26 are lost from the day that the year itself says.
LOST_FROM = date(2026, 10, 20)
LAST_SECOND = datetime(2026, 10, 19, 23, 59, 50)
LOST = datetime(2026, 10, 20, 0, 0, 5)
RENEWING = datetime(2026, 11, 3, 10, 0)
NEW_YEAR = datetime(2027, 1, 4, 9, 0)
LOST_BENEFITS = ("Letters after your name", "Entry in the public register")


@pytest.mark.clause("CPD-11", "CPD-13", "CPD-14", "CPD-15", "CPD-15a", "CPD-15b", "CPD-16f")
def test_what_ben_loses_comes_back_and_ends_in_a_certificate(open_page: OpenPage, stack: Stack, tmp_path: Path) -> None:
    given_ben_who_is_one_outcome_short()
    ben, cleo, anybody = open_page(PHONE), open_page(DESKTOP), open_page(DESKTOP)
    when_ben_asks_for_more_time(ben, at=TOO_LATE_TO_ASK)
    when_the_year_closes(stack, at=AFTER_THE_CLOSE)
    then_ben_has_not_met_it(ben)
    then_ben_has_lost_nothing(ben, anybody)
    when_cleo_signs_the_list(cleo, at=SIGNED)
    then_ben_has_lost_nothing(ben, anybody, at=LAST_SECOND)
    then_letters_and_entry_are_lost(ben, anybody, at=LOST)
    when_cleo_refuses_the_late_request(cleo)
    then_ben_reads_the_clause(ben)
    when_cleo_enters_a_late_record(cleo)
    then_ben_has_lost_nothing(ben, anybody)
    with stack.worker():
        when_ben_declares_his_conduct(ben, at=RENEWING)
        when_ben_renews_and_pays(ben)
        then_all_three_lights_are_green(ben)
        when_cleo_issues_the_certificate(cleo)
        file = then_ben_downloads_a_sealed_file(ben, tmp_path)
    then_the_seal_is_whole_until_a_byte_is_flipped(file)
    then_everybody_can_check_it(anybody, at=NEW_YEAR)


def given_ben_who_is_one_outcome_short() -> None:
    """A Fellow with eight of nine outcomes, and 2026 paid."""
    acts.it_is(datetime(2026, 8, 1, 9, 0))
    for key in ("ben", "cleo"):
        acts.given(key)
    ben = acts.member("ben")
    GradeHeld.objects.filter(member=ben).update(grade_id="fellow")
    Member.objects.filter(pk=ben.pk).update(specialism=None)
    CpdYear.objects.filter(label="2025/26").update(loss_on=LOST_FROM)
    for number in range(8):
        counting(ben, CpdYear.objects.get(label="2025/26"), planned=True, professionalism=number == 0)
    factories.term(ben, number=2026)


def when_ben_asks_for_more_time(page: Page, *, at: datetime) -> None:
    acts.it_is(at)
    acts.become(page, "ben")
    page.goto("/cpd/years/2025-26/ask/extension/")
    expect(page.get_by_role("main")).to_contain_text("a late request does not keep your year open")
    page.get_by_label("Why do you need more time?").fill("I was moving house.")
    page.get_by_role("button", name="Ask for it").click()
    expect(page.get_by_role("main")).to_contain_text("after the last day, 31 August 2026")


def when_the_year_closes(stack: Stack, *, at: datetime) -> None:
    acts.it_is(at)
    stack.manage("close_cpd_year", "2025/26")
    assert YearResult.objects.get(member=acts.member("ben")).outcome == "not_met"


def then_ben_has_not_met_it(page: Page) -> None:
    acts.become(page, "ben")
    page.goto("/cpd/")
    expect(page.get_by_role("main")).to_contain_text("1 more outcome to record.")


def then_ben_has_lost_nothing(ben: Page, anybody: Page, *, at: datetime | None = None) -> None:
    if at:
        acts.it_is(at)
    open_standing(ben)
    for benefit in LOST_BENEFITS:
        expect(row(ben, benefit)).to_contain_text("Held")
    expect(ben.get_by_text("Benefits of membership are lost since")).to_have_count(0)
    anybody.goto(f"/register/{acts.member('ben').uuid}/")
    expect(anybody.get_by_role("heading", level=1)).to_contain_text("Ben Whitlock FCILEX")
    # Who is hidden vanishes from the search at once; who comes back is found by name when beat has passed.
    register.follow(at=london.now())
    search_the_register(anybody)
    expect(anybody.get_by_role("main")).to_contain_text("Ben Whitlock FCILEX")


def then_letters_and_entry_are_lost(ben: Page, anybody: Page, *, at: datetime) -> None:
    acts.it_is(at)
    open_standing(ben)
    expect(ben.locator(".banner--warning")).to_contain_text("lost since 20 October 2026")
    for benefit in LOST_BENEFITS:
        expect(row(ben, benefit)).to_contain_text("Not held Since 20 October 2026.")
        expect(row(ben, benefit)).to_contain_text("an officer has signed it. why? CPD-14")
    assert axe.violations(ben) == []
    search_the_register(anybody)
    expect(anybody.get_by_role("main")).to_contain_text("Nobody found")
    expect(anybody.get_by_role("main")).not_to_contain_text("Ben Whitlock")
    answer = anybody.goto(f"/register/{acts.member('ben').uuid}/")
    assert answer is not None
    assert answer.status == 404


def search_the_register(page: Page) -> None:
    page.goto("/register/")
    page.get_by_label("Name, employer or place").fill("Whitlock")
    page.get_by_role("button", name="Search").click()


def open_standing(page: Page) -> None:
    acts.become(page, "ben")
    page.goto("/standing/")


def row(page: Page, key: str) -> Locator:
    """What the page says of one benefit."""
    return page.locator(".govuk-summary-list__row").filter(has_text=key)


def when_cleo_signs_the_list(page: Page, *, at: datetime) -> None:
    acts.it_is(at)
    acts.become(page, "cleo")
    page.goto("/cpd/desk/2025-26/sign/")
    expect(page.get_by_role("main")).to_contain_text("the date is 20 October 2026")
    page.get_by_role("button", name="Sign the list").click()
    expect(page.get_by_role("main")).to_contain_text("You have signed the not-met results of 2025/26.")


def when_cleo_refuses_the_late_request(page: Page) -> None:
    acts.become(page, "cleo")
    asked = ExtensionRequest.objects.get()
    page.goto(f"/cpd/desk/requests/extension/{asked.uuid}/")
    page.get_by_label("Refuse it").check()
    page.get_by_label("Why it is refused").select_option("late")
    page.get_by_label("In your own words").fill("You asked on 1 September.")
    page.get_by_role("button", name="Answer the request").click()
    expect(page.get_by_role("main")).to_contain_text("Answered. Ben Whitlock is written to.")


def then_ben_reads_the_clause(page: Page) -> None:
    """Refused, and no second time to be asked: both with the clause."""
    acts.become(page, "ben")
    page.goto(f"/cpd/requests/extension/{ExtensionRequest.objects.get().uuid}/")
    said = "The request came after the last day for asking for more time. why? CPD-11"
    expect(page.get_by_role("main")).to_contain_text(said)
    page.goto("/cpd/years/2025-26/ask/extension/")
    expect(page.get_by_role("main")).to_contain_text("31 August 2026, and the year has closed. why? CPD-11")


def when_cleo_enters_a_late_record(page: Page) -> None:
    acts.become(page, "cleo")
    page.goto(f"/cpd/desk/members/{acts.member('ben').number}/2025-26/late/")
    page.get_by_label("Why do you enter it for the member?").fill("He could not sign in.")
    page.get_by_label("From which message?").fill("Email of 12 October 2026")
    page.get_by_label("Title", exact=True).fill("Costs budgets")
    for label, value in (("Day", 20), ("Month", 9), ("Year", 2026)):
        page.get_by_label(label, exact=True).fill(str(value))
    page.get_by_label("Planned", exact=True).check()
    page.get_by_label("What the member learned").fill("How a budget is revised.")
    page.get_by_label("How the member evaluates it").fill("It gave me what I wanted.")
    page.get_by_role("button", name="Look them through").click()
    page.get_by_role("button", name="Enter 1 record").click()
    expect(page.get_by_role("main")).to_contain_text("1 record entered for Ben Whitlock.")
    expect(page.get_by_role("main")).to_contain_text("entered by Cleo Hart on 20 October 2026")


def when_ben_declares_his_conduct(page: Page, *, at: datetime) -> None:
    acts.it_is(at)
    open_standing(page)
    expect(light(page, "CPD")).to_have_text("Met")
    expect(light(page, "Prior conduct")).to_have_text("To do")
    page.goto("/standing/conduct/2027/?statement=B")
    for question in page.get_by_role("radio", name="No", exact=True).all():
        question.check()
    page.get_by_role("button", name="Check my answers").click()
    page.get_by_label("Sign by typing your full name").fill("Ben Whitlock")
    page.get_by_role("button", name="Sign and send my declaration").click()
    expect(page.get_by_role("main")).to_contain_text("You have declared for 2027.")


def when_ben_renews_and_pays(page: Page) -> None:
    page.goto("/standing/renewal/undertake/")
    page.get_by_label("I undertake to follow these rules").check()
    page.get_by_role("button", name="Give my undertaking").click()
    page.get_by_role("link", name="Renew and pay").click()
    page.get_by_label("Address line 1").fill("12 Example Lane")
    page.get_by_label("Town or city").fill("Bedford")
    page.get_by_label("Postcode").fill("MK42 7AB")
    page.get_by_role("button", name="Renew", exact=True).click()
    page.get_by_role("button", name=re.compile("^Pay £")).click()
    pay_at_the_gateway(page)


def then_all_three_lights_are_green(page: Page) -> None:
    def is_green() -> bool:
        page.goto("/standing/")
        return "An officer issues the certificate for 2027." in page.get_by_role("main").inner_text()

    closing.until("the fee has cleared", is_green)
    for name in ("CPD", "Prior conduct", "Fee"):
        expect(light(page, name)).to_have_text("Met")


def light(page: Page, name: str) -> Locator:
    """The word of one of the three lights."""
    named = page.locator("strong", has_text=re.compile(f"^{name}$"))
    return page.locator(".govuk-task-list__item").filter(has=named).locator(".govuk-tag")


def when_cleo_issues_the_certificate(page: Page) -> None:
    acts.become(page, "cleo")
    page.goto("/desk/standing/")
    page.get_by_role("button", name="Issue to those who are ticked").click()
    expect(page.get_by_role("main")).to_contain_text("1 certificate for 2027 issued.")


def then_ben_downloads_a_sealed_file(page: Page, folder: Path) -> bytes:
    def is_made() -> bool:
        page.goto("/standing/")
        return page.get_by_role("link", name="Download the PDF").count() == 1

    closing.until("the certificate is printed", is_made)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the PDF").click()
    return Path(download.value.path()).read_bytes()


def then_the_seal_is_whole_until_a_byte_is_flipped(file: bytes) -> None:
    flipped = bytearray(file)
    flipped[file.index(b"stream") + len(b"stream") + 20] ^= 0x01
    # In a thread of its own: the validator and the browser each run a loop of events.
    with ThreadPoolExecutor(1) as aside:
        whole, broken = aside.map(checked, (file, bytes(flipped)))
    assert (whole.bottom_line, whole.coverage.name) == (True, "ENTIRE_FILE")
    assert (broken.intact, broken.bottom_line) == (False, False)


def then_everybody_can_check_it(page: Page, *, at: datetime) -> None:
    """The number is all that is needed, and one sign of it changed finds nothing."""
    acts.it_is(at)
    number = Certificate.objects.get().number
    page.goto("/standing/certificates/check/")
    page.get_by_role("textbox").fill(number)
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("main")).to_contain_text("Valid")
    expect(page.get_by_role("main")).to_contain_text("Ben Whitlock")
    assert urlsplit(page.url).path == f"/standing/certificates/{number}/"
    other = number[:-1] + ("A" if number[-1] != "A" else "B")
    page.goto(f"/standing/certificates/{other}/")
    expect(page.get_by_role("main")).to_contain_text("No such certificate")
