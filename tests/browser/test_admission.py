"""Noor is no member and is admitted: from the questions before she begins to her entry in the register of titles, with
two supervisors of whom one has left, an assessor and a second one, finance, a round of questions, and one question that
the secretary takes to the committee and back."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from admission.enums import Mark, Ready
from admission.models import CriterionMark, Declaration, Title
from admission.queries.declared import standing_of
from applications.enums import Stage
from cilexportal.demo import finals, shop
from cilexportal.foundation import london
from cilexportal.foundation.asking.models import Request
from members.models import Member
from tests.browser import acts, admitting, axe, casework, closing
from tests.browser.admitting import as_of, at, book, desk_of, final, to_mark
from tests.browser.casework import main
from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.browser.stack import Stack

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.pango]

BEGINS = datetime(2026, 11, 2, 10, 0)
AWARDED, CERTIFIED = date(2023, 7, 14), date(2026, 10, 20)
LOOKED_THROUGH = datetime(2026, 11, 16, 10, 0)
PREPARED = datetime(2027, 4, 28, 10, 0, tzinfo=UTC)
FILLED_IN = datetime(2027, 4, 28, 12, 0)
LEAVES = date(2027, 4, 30)
# Noor's reference is of 10 November 2026, and her oldest letter of 9 May 2025: both serve until this day and no longer.
OLDEST = date(2025, 5, 9)
LAST_DAY = datetime(2027, 5, 9, 23, 50)
TOO_LATE = datetime(2027, 5, 10, 0, 0, 5)
PAID = datetime(2027, 5, 14, 10, 0)
SECOND_ROUND = datetime(2027, 5, 20, 10, 0)
MEETS = "2027-05-27 10:00"
RELEASED = datetime(2027, 5, 27, 15, 0)
ADMITTED = datetime(2027, 5, 28, 10, 0)
FAILED, DRAWN, BEGUN = "1.1-1", "1.1-2", "4.1-1"
CALL, LETTER = "Call about the fee", "Letter of advice, whole"
QUESTION = "May a letter of September 2026 stand in for one of May 2025?"
MENDED = "I now send the letter itself, with its date and my name."
MET = "Every criterion of every outcome that has to be shown is met."


@pytest.mark.clause("HB-14", "HB-15", "HB-18", "HB-28", "HB-41", "HB-53", "HB-53b", "HB-59")
@pytest.mark.clause("HB-S4.1", "HB-S4.2", "HB-S4.3a", "HB-2", "HB-47", "HB-58", "HB-61", "HB-62")
def test_from_eligibility_to_the_register(open_page: OpenPage, stack: Stack, mailbox: Path) -> None:
    acts.it_is(BEGINS)
    admitting.given_everybody()
    noor, leo, nadia, desk = open_page(DESKTOP), open_page(PHONE), open_page(PHONE), open_page(DESKTOP)
    with stack.worker():
        when_noor_begins_and_shows_her_knowledge(noor)
        when_farid_accepts_knowledge_and_hours(desk)
        when_noor_writes_the_last_sheet(noor)
        when_leo_signs_before_noor_leaves(noor, leo, mailbox)
        when_noor_puts_her_final_application_together(noor)
        then_a_day_too_late_two_rules_stand_against_it(noor)
        when_noor_submits_in_the_last_minutes(noor)
        when_erin_books_the_money(desk)
        when_noor_and_nadia_sign(noor, nadia, mailbox)
        when_farid_and_sunil_mark(desk)
        when_farid_asks_for_more(desk)
        when_noor_sends_another_letter(noor)
        when_noor_and_nadia_sign(noor, nadia, mailbox)
        when_farid_and_sunil_mark_what_changed(desk)
        when_farid_asks_the_committee(desk)
        when_grace_has_it_heard_and_given_back(desk)
        when_farid_approves(desk)
        then_noor_holds_a_title_and_is_no_member(noor)
        then_grace_reads_the_decision(desk)
    then_everybody_finds_it(open_page(PHONE, javascript=False))


def when_noor_begins_and_shows_her_knowledge(page: Page) -> None:
    acts.become(page, "noor")
    casework.begins(page)
    admitting.shows_a_qualification(page, awarded=AWARDED, certified=CERTIFIED)


def when_farid_accepts_knowledge_and_hours(page: Page) -> None:
    """Noor wrote her hours, and her supervisor the reference, as the journey of that step does on its pages."""
    admitting.given_hours()
    as_of(page, "farid", LOOKED_THROUGH)
    casework.passes(page, "qualification", "certificate", of="knowledge")
    casework.decides(page, "Met", of="knowledge")
    casework.accepts_all(page, "roles", casework.case().roles.get().uuid)
    casework.passes(page, *casework.SECTIONS)
    assert "hours; 2,300 are asked for." in casework.decides(page, "Met")
    assert {casework.case(step).stage for step in ("knowledge", "experience")} == {Stage.MET}


def when_noor_writes_the_last_sheet(page: Page) -> None:
    """All others are rows; this one, of work that Leo supervised, goes the whole way."""
    admitting.given_a_portfolio(oldest=OLDEST, drawn=DRAWN, but=FAILED, begun=BEGUN, moment=PREPARED)
    as_of(page, "noor", FILLED_IN)
    leo = f"{finals.LEO.name}, {finals.LEO.employer}"
    admitting.fills_a_sheet(page, BEGUN, title=CALL, worked=date(2027, 4, 6), supervisor=leo)


def when_leo_signs_before_noor_leaves(noor: Page, leo: Page, mailbox: Path) -> None:
    admitting.asks_before_leaving(noor, finals.LEO.name, last_day=LEAVES)
    leo.goto(admitting.link_in(finals.LEO.email, "portfolio-link", mailbox))
    leo.get_by_role("button", name="Open the examples").click()
    expect(main(leo)).to_contain_text("4.1")
    assert "1.1(1)" not in main(leo).inner_text(), "only what names him"
    admitting.signs_examples(leo, finals.LEO.name)
    assert axe.violations(leo) == []


def when_noor_puts_her_final_application_together(page: Page) -> None:
    admitting.declares_nothing(page, year=FILLED_IN.year)
    admitting.fills_in_the_form(page)
    page.get_by_role("button", name="Use this reference again").click()
    expect(main(page)).to_contain_text("It can be used again until 9 May 2027")
    assert axe.violations(page) == []


def then_a_day_too_late_two_rules_stand_against_it(page: Page) -> None:
    as_of(page, "noor", TOO_LATE)
    page.goto(at("admission/before/"))
    fails = page.get_by_role("region", name=re.compile("^What would be refused"))
    expect(fails).to_contain_text("This reference could be used until 9 May 2027.")
    expect(fails).to_contain_text("1.1(1)")
    expect(page.get_by_role("link", name="Go on to submit it")).to_have_count(0)
    assert axe.violations(page) == []


def when_noor_submits_in_the_last_minutes(page: Page) -> None:
    as_of(page, "noor", LAST_DAY)
    page.goto(at("admission/before/"))
    expect(page.get_by_role("region", name=re.compile("^What would be refused"))).to_have_count(0)
    admitting.submits_for_an_employer(page)
    closing.until("it waits for the fee", lambda: final().stage == Stage.FEE)
    assert not Declaration.objects.exists(), "nobody signs before the money is here"


def when_erin_books_the_money(page: Page) -> None:
    as_of(page, "erin", PAID)
    admitting.books_the_money(page, on=PAID.date())
    closing.until("the fee has cleared", lambda: final().stage == Stage.ASSESSMENT)


def when_noor_and_nadia_sign(noor: Page, nadia: Page, mailbox: Path) -> None:
    """What is new or has changed; Leo, who signed before Noor left, nothing again."""
    assert not Declaration.objects.filter(name=finals.LEO.name).exists()
    acts.become(noor, "noor")
    noor.goto(at("admission/declarations/"))
    noor.get_by_role("link", name="Read and sign").click()
    assert axe.violations(noor) == []
    admitting.signs(noor, "Noor Halabi")
    expect(noor.get_by_text("You have signed the declaration.")).to_be_visible()
    assert standing_of(final()).ready == Ready.SIGNATURES
    nadia.goto(admitting.link_of(finals.NADIA.name, finals.NADIA.email, mailbox))
    nadia.get_by_role("button", name="Open the declaration").click()
    expect(main(nadia)).to_contain_text("1.1(1)")
    assert "4.1" not in main(nadia).inner_text(), "only what names her"
    assert axe.violations(nadia) == []
    admitting.signs(nadia, finals.NADIA.name)
    expect(main(nadia)).to_contain_text("Nothing more is asked of you.")
    assert standing_of(final()).ready == Ready.READY


def when_farid_and_sunil_mark(page: Page) -> None:
    """Two of the examples on their pages, and the others as rows."""
    farid, sunil = (shop.person(key) for key in ("farid", "sunil"))
    finals.marked(final(), by=farid, second_by=sunil, but=(FAILED, DRAWN), at=london.now())
    acts.become(page, "farid")
    page.goto(desk_of("marks/"))
    assert axe.violations(page) == []
    admitting.marks(page, FAILED, failed=True)
    admitting.marks_by_keys(page, DRAWN)
    acts.become(page, "sunil")
    assert list(to_mark(second=True)) == [DRAWN]
    admitting.opens(page, DRAWN, second=True)
    assert axe.violations(page) == []
    admitting.marks(page, DRAWN, second=True)
    assert not book().why_not_whole


def when_farid_asks_for_more(page: Page) -> None:
    acts.become(page, "farid")
    casework.passes(page, "reference", "conduct", of="admission")
    assert "Please answer the questions below" in casework.decides(page, "More information", of="admission")
    assert final().stage == Stage.INFORMATION


def when_noor_sends_another_letter(page: Page) -> None:
    as_of(page, "noor", SECOND_ROUND)
    admitting.given_another_letter(LETTER, worked_on=date(2026, 9, 1))
    admitting.replaces_the_letter(page, FAILED, by=LETTER)
    page.goto(reverse("asking:one", args=[Request.objects.get().uuid]))
    expect(main(page)).to_contain_text("1.1(1), criterion (a): The evidence does not show it. Send the letter itself.")
    main(page).get_by_role("textbox").fill(MENDED)
    page.get_by_role("button", name="Send the answers").click()
    closing.until("it is the officers' again", lambda: final().stage == Stage.ASSESSMENT)


def when_farid_and_sunil_mark_what_changed(page: Page) -> None:
    """One example, which its new hash may have drawn; all others go on as they were marked."""
    acts.become(page, "farid")
    page.goto(desk_of("marks/"))
    expect(main(page)).to_contain_text("This is round 2.")
    expect(main(page).get_by_role("link", name=re.compile("^Mark "))).to_have_count(1)
    assert list(to_mark()) == [FAILED]
    admitting.marks(page, FAILED)
    acts.become(page, "sunil")
    for slot in list(to_mark(second=True)):
        admitting.marks(page, slot, second=True)
    assert CriterionMark.objects.filter(superseded_at=None, mark=Mark.NOT_MET).count() == 1, "of the first round"


def when_farid_asks_the_committee(page: Page) -> None:
    acts.become(page, "farid")
    casework.decides(page, "Refer to the committee", why=QUESTION, of="admission")
    assert final().stage == Stage.COMMITTEE


def when_grace_has_it_heard_and_given_back(page: Page) -> None:
    """The members declare on their own pages in the journey of applications."""
    acts.become(page, "grace")
    casework.plans_a_meeting(page, starts=MEETS)
    casework.act(page, "members", "Save who is invited", ready=casework.invite)
    casework.puts_on_the_agenda(page)
    casework.act(page, "papers-out", "Send the papers out")
    admitting.given_nobody_has_an_interest()
    as_of(page, "grace", RELEASED)
    casework.act(page, "held", "It was held", ready=casework.all_came)
    casework.records(page, "return", reasons="It may: the work is the same, and the criterion asks for no day.")
    assert final().stage == Stage.COMMITTEE, "nobody outside learns of it before the release"
    casework.act(page, "release", "Release the decisions and send the letters")
    assert final().stage == Stage.ASSESSMENT


def when_farid_approves(page: Page) -> None:
    as_of(page, "farid", ADMITTED)
    casework.passes(page, "reference", "conduct", of="admission")
    page.goto(desk_of("marks/"))
    expect(main(page)).to_contain_text(MET)
    casework.decides(page, "Met", of="admission")
    title = Title.objects.get()
    assert (title.holder, title.from_date, title.oaths) == ("Noor Halabi", ADMITTED.date(), True)


def then_noor_holds_a_title_and_is_no_member(page: Page) -> None:
    acts.become(page, "noor")
    page.goto(at("admission/title/"))
    expect(main(page)).to_contain_text("Commissioner for Oaths")
    assert axe.violations(page) == []
    assert not Member.objects.filter(user=admitting.noor()).exists()

    def is_printed() -> bool:
        printout = Title.objects.select_related("printout").get().printout
        return printout is not None and printout.state == "ready"

    closing.until("the certificate is printed", is_printed)
    page.reload()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download the sealed certificate").click()
    assert Path(coming.value.path()).read_bytes().startswith(b"%PDF")


def then_grace_reads_the_decision(page: Page) -> None:
    acts.become(page, "grace")
    page.goto(f"/desk/applications/{final().uuid}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Met")
    expect(main(page)).to_contain_text("You read this case. Officers work on it.")
    assert axe.violations(page) == []


def then_everybody_finds_it(page: Page) -> None:
    page.goto("/register/titles/")
    main(page).get_by_role("textbox").fill("Halabi")
    page.get_by_role("button", name="Look up").click()
    page.get_by_role("link", name="Noor Halabi").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Chartered Legal Executive (Immigration)")
    expect(main(page)).to_contain_text("28 May 2027")
