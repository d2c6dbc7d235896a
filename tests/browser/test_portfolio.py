"""Ada meets every kind of problem on her board and cures it from there, leaves a job half-way, and downloads a sealed
PDF with its bookmarks in order; one byte changed, and the seal fails."""

from __future__ import annotations

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Locator, Page, expect
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from applications.services import beginning
from cilexportal.demo import casework as demo
from cilexportal.demo import portfolios
from cilexportal.demo.mailbox import _read
from cilexportal.foundation import london
from portfolio.models import Build, Portfolio
from portfolio.queries.board import board_now
from tests.browser import acts, axe, closing, evidence
from tests.browser.casework import beside, day, main
from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.browser.stack import Stack

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.pango]

NOW = datetime(2026, 11, 23, 10, 0)
TODAY = date(2026, 11, 23)


@pytest.mark.clause("HB-32", "HB-37", "HB-41", "HB-44", "HB-49", "HB-53b", "HB-55", "HB-57", "HB-57b")
def test_from_every_problem_to_a_sealed_file(open_page: OpenPage, stack: Stack, mailbox: Path) -> None:
    acts.it_is(NOW)
    ada = acts.given("ada")
    beginning.begin(user=ada, pathway="immigration", answers=demo.ANSWERS, at=london.now() - timedelta(days=30))
    assert portfolios.load(at=london.now())
    laptop, phone, grace = open_page(DESKTOP), open_page(PHONE), open_page(PHONE)
    with stack.worker():
        when_ada_opens_her_board(laptop)
        when_she_tells_two_matters_apart(laptop)
        acts.become(phone, "ada")
        when_she_cures_old_evidence_on_her_phone(phone)
        when_she_confirms_her_own_work(phone)
        then_a_later_day_recolours_the_board(phone)
        when_she_sends_evidence_from_her_phone(phone)
        evidence.given_the_rest(but=("6.4-1", "6.5-1"), statements=("2.1-1", "5.5-1", "6.3-1"), today=TODAY)
        when_a_fifth_statement_becomes_a_sheet_without_script(open_page(PHONE, javascript=False))
        when_ada_sends_grace_a_link(phone)
        when_grace_signs_before_ada_leaves(grace, mailbox)
        then_nothing_is_left_to_mend(laptop)
        made = when_it_is_put_together(laptop)
    then_bookmarks_are_in_order_and_the_seal_holds(made)


def board(page: Page) -> None:
    page.goto(f"/applications/{Portfolio.objects.get().case.application.uuid}/portfolio/")


def mend(page: Page, number: str) -> Locator:
    """What is wrong with one example, on the board."""
    board(page)
    heading = page.get_by_role("heading", level=3).filter(has=page.get_by_role("link", name=number, exact=True))
    return page.locator(".mend__place").filter(has=heading)


def states() -> dict[str, str]:
    places = board_now(Portfolio.objects.get(), applied_on=TODAY).places
    return {place.slot.code: place.state.value for place in places}


def when_ada_opens_her_board(page: Page) -> None:
    acts.become(page, "ada")
    page.goto(f"/applications/{Portfolio.objects.get().case.application.uuid}/")
    page.get_by_role("link", name="Portfolio", exact=True).click()
    for state in ("Complete", "Problem", "Old evidence", "Started", "Unsigned", "Empty"):
        expect(page.locator(".board").get_by_text(state, exact=True).first).to_be_visible()
    assert axe.violations(page) == []


def when_she_tells_two_matters_apart(page: Page) -> None:
    entry = mend(page, "1.2(1)")
    expect(entry).to_contain_text("These examples are from the same matter.")
    entry.get_by_role("link", name="Look at its evidence").first.click()
    page.get_by_role("link", name="Witness statement").first.click()
    page.get_by_role("textbox", name=re.compile("^Matter")).fill("Bail matter")
    save(page)
    assert {states()["1.2-1"], states()["1.2-2"]} == {"complete"}


def when_she_cures_old_evidence_on_her_phone(page: Page) -> None:
    mend(page, "1.4(1)").get_by_role("link", name="Explain the age").click()
    page.get_by_label("If it is older than two years").fill("I was on maternity leave, and no newer bundle is mine.")
    save(page)
    mend(page, "1.4(2)").get_by_role("link", name="Go to the day").click()
    day(page, "On which day was the work done?", TODAY - timedelta(days=30))
    save(page)
    assert {states()["1.4-1"], states()["1.4-2"]} == {"complete"}
    assert axe.violations(page) == []


def when_she_confirms_her_own_work(page: Page) -> None:
    mend(page, "3.3").get_by_role("link", name="Confirm it").click()
    page.get_by_label("This is a copy of my own work on a real matter.").check()
    save(page)
    assert states()["3.3-1"] == "complete"


def then_a_later_day_recolours_the_board(page: Page) -> None:
    board(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    day(page, "When do you mean to apply?", TODAY + timedelta(days=365))
    page.get_by_role("button", name="Show the board for this day").click()
    expect(main(page)).to_contain_text("The board shows the day you chose.")
    expect(page.locator("#competency-1")).to_contain_text("Old evidence")
    day(page, "When do you mean to apply?", TODAY)
    page.get_by_role("button", name="Show the board for this day").click()


def when_she_sends_evidence_from_her_phone(page: Page) -> None:
    board(page)
    beside(page, "Library")
    photo = evidence.photograph("IMG_2041.jpg")
    evidence.stops_half_way(page, photo)
    page.reload()
    expect(main(page)).to_contain_text("Stopped half-way")
    evidence.goes_on(page, photo)
    page.set_input_files("#id_files", evidence.letter("Attendance.pdf"))
    expect(page.get_by_role("link", name="Attendance.pdf")).to_be_visible()
    for title, kind in (("IMG_2041", "Another document from the matter"), ("Attendance", "Note of a telephone call")):
        evidence.describes(page, title, kind=kind, matter="Removal", worked=TODAY - timedelta(days=20))
    mend(page, "1.3(1)").get_by_role("link", name="Look at its evidence").click()
    page.get_by_label("How does the evidence show it?").fill(portfolios.HOW_SHOWN)
    page.get_by_label("What did you learn?").fill(portfolios.LEARNED)
    evidence.adds(page, "IMG_2041", "Attendance")
    assert states()["1.3-1"] == "complete"


def when_a_fifth_statement_becomes_a_sheet_without_script(page: Page) -> None:
    acts.become(page, "ada")
    board(page)
    page.locator(".board").get_by_role("link", name=re.compile(r"^6\.4")).click()
    expect(main(page)).to_contain_text("You have 4 personal statements already, and at most 4 are taken.")
    page.get_by_role("button", name="Write a personal statement").click()
    sheet = page.url
    page.get_by_label("How did you meet the outcome?").fill(portfolios.HOW_MET)
    save(page)
    board(page)
    expect(main(page)).to_contain_text("There are 5 personal statements; at most 4 are taken.")
    page.goto(f"{sheet}turn/")
    page.get_by_role("button", name="Make it a logbook sheet").click()
    beside(page, "Library")
    page.set_input_files("#id_files", evidence.letter("Review of my week.pdf"))
    page.get_by_role("button", name="Add the files").click()
    expect(page.get_by_role("status")).to_contain_text("Review of my week.pdf is in your library, and being checked.")
    evidence.describes(page, "Review of my week", kind="Another document from the matter", matter="Week", worked=TODAY)
    page.goto(sheet)
    page.get_by_label("How does the evidence show it?").fill(portfolios.HOW_SHOWN)
    page.get_by_label("What did you learn?").fill(portfolios.LEARNED)
    page.get_by_label("Who supervised this work?").select_option(index=2)
    evidence.adds(page, "Review of my week")
    assert states()["6.4-1"] == "complete"


def when_ada_sends_grace_a_link(page: Page) -> None:
    beside(page, "Leaving a job")
    page.locator("a[href$='/link/']").filter(has_text=portfolios.GRACE.name).click()
    page.get_by_role("button", name="Send the link").click()
    expect(main(page)).to_contain_text("A link is on its way to")


def when_grace_signs_before_ada_leaves(page: Page, mailbox: Path) -> None:
    page.goto(link_in(mailbox))
    page.get_by_role("button", name="Open the examples").click()
    expect(main(page)).to_contain_text("2.2")
    assert "Advice on settlement" not in main(page).inner_text(), "only what names her"
    main(page).get_by_role("link", name=re.compile("^Sign")).first.click()
    page.get_by_label("Type your full name to sign").fill(portfolios.GRACE.name)
    page.get_by_label("I sign this statement").check()
    page.get_by_role("button", name="Sign the examples").click()
    closing.until("Grace's example is covered", lambda: states()["2.2-1"] == "complete")


def then_nothing_is_left_to_mend(page: Page) -> None:
    assert Counter(states().values()) == {"complete": 35, "empty": 1}, "only the optional one is left out"
    board(page)
    expect(page.locator(".board")).not_to_contain_text("Problem")


def when_it_is_put_together(page: Page) -> bytes:
    beside(page, "As PDF")
    page.get_by_role("button", name="Put my portfolio together").click()
    closing.until("the file is made", lambda: Build.objects.filter(state="ready").exists(), seconds=90)
    page.reload()
    with page.expect_download() as coming:
        page.locator("a[download]").first.click()
    return Path(coming.value.path()).read_bytes()


def then_bookmarks_are_in_order_and_the_seal_holds(made: bytes) -> None:
    with pikepdf.open(BytesIO(made)) as document, document.open_outline() as outline:
        titles = [entry.title for one in outline.root for entry in (one, *one.children)]
    numbers = [found[0] for title in titles if (found := re.match(r"\d\.\d(?:\(\d\))?", title))]
    assert numbers[0] == "1.1(1)"
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == 35
    assert seal_holds(made)
    at = made.index(b"stream") + 20
    assert not seal_holds(made[:at] + bytes([made[at] ^ 1]) + made[at + 1 :])


def seal_holds(made: bytes) -> bool:
    """Whether the seal covers every byte and is the portal's own. The browser's own loop runs in this thread, so it is
    asked in another."""
    with ThreadPoolExecutor(max_workers=1) as apart:
        return apart.submit(_holds, made).result()


def _holds(made: bytes) -> bool:
    signature = PdfFileReader(BytesIO(made)).embedded_signatures[-1]
    found = validate_pdf_signature(signature, ValidationContext(trust_roots=[signature.signer_cert]))
    return bool(found.intact and found.valid and found.bottom_line)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    expect(main(page)).to_contain_text(re.compile("saved", re.IGNORECASE))


def link_in(mailbox: Path) -> str:
    """The address in the email to Grace."""
    found: list[str] = []

    def has_come() -> bool:
        mails = [mail for path in mailbox.glob("*.log") for mail in _read(path) if portfolios.GRACE.email in mail.to]
        found.extend(link for mail in mails for link in re.findall(r"https?://\S+/portfolio-link/\S+", mail.text))
        return bool(found)

    closing.until("Grace has the link", has_come)
    return found[-1]
