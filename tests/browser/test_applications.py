"""Noor is no member and shows her experience: hours, a supervisor without an account, an officer, the committee with a
member who has an interest, letters together, and reconsideration asked for on the last day and not on the next."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from applications.enums import MeetingStage, Stage
from applications.models import Letter, Reconsideration
from cilexportal.foundation.correspondence.models import MessageState
from tests.browser import acts, axe, casework, closing
from tests.browser.casework import COURSE, ROLE, act, case, main, meeting
from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.browser.stack import Stack

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.pango]

START = datetime(2026, 11, 2, 10, 0)
LOOKED_THROUGH = datetime(2026, 11, 16, 10, 0)
MORE = datetime(2026, 11, 30, 10, 0)
PLANNED = datetime(2026, 12, 2, 10, 0)
MEETS = "2026-12-15 10:00"
RELEASED = datetime(2026, 12, 15, 15, 0)
# Twenty working days from 15 December: Christmas Day, the day for Boxing Day and New Year's Day are none.
LAST_DAY = datetime(2027, 1, 15, 23, 50)
TOO_LATE = datetime(2027, 1, 16, 0, 0, 5)
SECOND_ROLE = "Volunteer adviser"
REASON = "The work does not apply law, practice or procedure."


@pytest.mark.clause("HB-1", "HB-11a", "HB-18", "HB-20", "HB-21", "HB-26", "HB-27a", "HB-28", "HB-28a", "HB-28b")
def test_from_the_first_hour_to_reconsideration(open_page: OpenPage, stack: Stack, mailbox: Path) -> None:
    acts.it_is(START)
    casework.given_everybody(since=date(2025, 1, 1))
    noor, mary, farid = open_page(DESKTOP), open_page(PHONE), open_page(DESKTOP)
    with stack.worker():
        when_noor_writes_her_hours(noor)
        then_overlap_and_projected_day_are_seen(noor)
        when_the_supervisor_answers_on_a_phone(noor, mary, mailbox)
        casework.submits_and_pays(noor)
        when_farid_accepts_a_part_and_says_not_yet(farid, at=LOOKED_THROUGH)
        then_noor_reads_hours_and_day(noor)
        when_noor_adds_evidence(noor, at=MORE)
        when_farid_refers_it(farid)
        grace, hal, vera = open_page(DESKTOP), open_page(DESKTOP), open_page(DESKTOP)
        when_grace_plans_a_meeting(grace, at=PLANNED)
        then_noor_is_told_the_day(noor)
        when_vera_declares_an_interest(vera)
        then_the_paper_opens_to_hal_and_not_to_vera(hal, vera)
        when_the_committee_decides(grace, at=RELEASED)
        then_the_letter_goes_out(noor)
        then_the_twentieth_day_is_in_time_and_the_next_is_not(noor)


def when_noor_writes_her_hours(page: Page) -> None:
    acts.become(page, "noor")
    casework.begins(page)
    casework.writes_a_role(page, title=ROLE, weekly=20, since=date(2025, 3, 3))
    casework.writes_a_course(page, first=date(2024, 9, 2), last=date(2025, 6, 30), passed=date(2025, 7, 15))


def then_overlap_and_projected_day_are_seen(page: Page) -> None:
    casework.ledger(page)
    expect(main(page)).to_contain_text("Your course ran beside work. On such a day the larger of the two counts")
    expect(main(page)).to_contain_text("you are likely to have 2,300 on")
    assert axe.violations(page) == []


def when_the_supervisor_answers_on_a_phone(noor: Page, mary: Page, mailbox: Path) -> None:
    casework.asks_for_a_reference(noor)
    mary.goto(casework.link_in(mailbox))
    casework.answers_as_supervisor(mary)
    expect(main(mary)).to_contain_text("You cannot change it after signing.")
    assert axe.violations(mary) == []
    casework.signs(mary)


def when_farid_accepts_a_part_and_says_not_yet(page: Page, *, at: datetime) -> None:
    acts.it_is(at)
    acts.become(page, "farid")
    page.goto("/desk/applications/")
    page.get_by_role("link", name=case().application.reference).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Noor Halabi")
    casework.accepts_part(page, title=ROLE, weekly=15)
    casework.accepts_all(page, "courses", case().courses.get().uuid)
    casework.passes(page, *casework.SECTIONS)
    letter = casework.decides(page, "Not yet")
    assert "hours of the 2,300" in letter
    assert "You are likely to have them by" in letter
    assert case().stage == Stage.NOT_YET


def then_noor_reads_hours_and_day(page: Page) -> None:
    acts.become(page, "noor")
    casework.steps(page)
    expect(main(page)).to_contain_text("hours are accepted of the 2,300")
    expect(main(page)).to_contain_text("The rest is likely by")
    casework.ledger(page)
    expect(main(page)).to_contain_text("Your contract says so.")
    expect(main(page)).to_contain_text(COURSE)


def when_noor_adds_evidence(page: Page, *, at: datetime) -> None:
    acts.it_is(at)
    acts.become(page, "noor")
    casework.writes_a_role(page, title=SECOND_ROLE, weekly=10, since=date(2025, 1, 6))
    casework.submits_again(page)


def when_farid_refers_it(page: Page) -> None:
    acts.become(page, "farid")
    casework.fails(page, "work", REASON)
    letter = casework.decides(page, "Refer to the committee", why="Is volunteering at a helpline legal work?")
    assert letter
    assert case().stage == Stage.COMMITTEE


def when_grace_plans_a_meeting(page: Page, *, at: datetime) -> None:
    acts.it_is(at)
    acts.become(page, "grace")
    casework.plans_a_meeting(page, starts=MEETS)
    act(page, "members", "Save who is invited", ready=casework.invite)
    casework.puts_on_the_agenda(page)
    act(page, "papers-out", "Send the papers out")
    assert meeting().stage == MeetingStage.PAPERS_OUT


def then_noor_is_told_the_day(page: Page) -> None:
    acts.become(page, "noor")
    casework.steps(page)
    expect(main(page)).to_contain_text("It meets on 15 December 2026.")


def when_vera_declares_an_interest(page: Page) -> None:
    acts.become(page, "vera")
    page.goto(f"/admin/applications/meeting/{meeting().pk}/items/1/")
    page.get_by_label("Yes, I have one").check()
    page.get_by_label("What it is").fill("We share an office.")
    page.get_by_role("button", name="Declare it").click()
    expect(page.get_by_text("The paper is hidden from you")).to_be_visible()
    assert axe.violations(page) == []


def then_the_paper_opens_to_hal_and_not_to_vera(hal: Page, vera: Page) -> None:
    paper = f"/desk/applications/meetings/{meeting().uuid}/1/"
    hidden = vera.goto(paper)
    assert hidden is not None
    assert hidden.status == 404
    for key in ("mina", "otis", "hal"):
        acts.become(hal, key)
        hal.goto(paper)
        hal.get_by_label("No, I have none").check()
        hal.get_by_role("button", name="Declare it").click()
        hal.get_by_role("link", name="Read the paper of case 1").click()
        expect(main(hal)).to_contain_text("Is volunteering at a helpline legal work?")


def when_the_committee_decides(page: Page, *, at: datetime) -> None:
    acts.it_is(at)
    acts.become(page, "grace")
    act(page, "held", "It was held", ready=casework.all_came)
    casework.records(page, "not_met", reasons="The helpline gave no legal advice, and the hours fall short.")
    assert case().stage == Stage.COMMITTEE, "nobody outside learns of it before the release"
    act(page, "release", "Release the decisions and send the letters")
    assert case().stage == Stage.NOT_MET


def then_the_letter_goes_out(page: Page) -> None:
    def is_sent() -> bool:
        letter = Letter.objects.select_related("message").order_by("number").last()
        return letter is not None and letter.message is not None and letter.message.state == MessageState.SENT

    closing.until("the letter has gone out", is_sent)
    acts.become(page, "noor")
    casework.steps(page)
    expect(main(page)).to_contain_text("Not met")


def asks_for_a_review(page: Page) -> None:
    casework.steps(page)
    expect(main(page)).to_contain_text("You can ask us to review the decision until the end of 15 January 2027.")
    page.get_by_role("link", name="Ask us to review it").click()


def then_the_twentieth_day_is_in_time_and_the_next_is_not(page: Page) -> None:
    """What was typed at ten to midnight and sent after it is too late, and nothing of it is lost."""
    acts.it_is(LAST_DAY)
    acts.become(page, "noor")
    asks_for_a_review(page)
    expect(main(page)).to_contain_text("Ask by the end of 15 January 2027, London time")
    page.get_by_label("Why are you not satisfied?").fill("The helpline's leader is a solicitor.")
    acts.it_is(TOO_LATE)
    page.get_by_role("button", name="Ask for reconsideration").click()
    expect(main(page)).to_contain_text("15 January 2027")
    assert not Reconsideration.objects.exists()
    expect(page.get_by_label("Why are you not satisfied?")).to_have_value("The helpline's leader is a solicitor.")
    acts.it_is(LAST_DAY)
    acts.become(page, "noor")
    asks_for_a_review(page)
    page.get_by_label("Why are you not satisfied?").fill("The helpline's leader is a solicitor.")
    page.get_by_role("button", name="Ask for reconsideration").click()
    closing.until("it is before the committee again", lambda: case().stage == Stage.COMMITTEE)
    assert not Reconsideration.objects.get().late
