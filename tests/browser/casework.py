"""What people do about an application, in the words on the page: applicant, supervisor, officer and secretary."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from applications.enums import SeatKind, Stage
from applications.models import Application, Case, CommitteeMember, Meeting
from cilexportal.demo.mailbox import _read
from members.models import User
from shop.models import Price, Product
from tests.browser import acts, closing
from tests.browser.test_shop import pay_at_the_gateway

FEE = "assessment-experience"
PENCE = 35_000
SUPERVISOR = "mary@firm.example.org"
ROLE, COURSE = "Immigration caseworker", "Legal Practice Course"
SITS = {"hal": SeatKind.PROFESSIONAL, "mina": SeatKind.LAY, "otis": SeatKind.LAY, "vera": SeatKind.PROFESSIONAL}
SECTIONS = ("work", "hours", "supervisor", "reference")


def given_everybody(*, since: date) -> None:
    """An applicant who is no member, an officer, the committee with its secretary, and a price of the fee."""
    for key in ("noor", "farid", "grace", *SITS):
        acts.given(key)
    for key, kind in SITS.items():
        user = User.objects.get(email=acts.persona(key).email)
        CommitteeMember.objects.create(user=user, body="committee", kind=kind, from_date=since)
    Price.objects.create(product=Product.objects.get(slug=FEE), pence=PENCE, from_date=since)


def case(step: str = "experience") -> Case:
    """A step of the only application."""
    return Case.objects.select_related("application").get(application=Application.objects.get(), step=step)


def main(page: Page) -> Locator:
    return page.get_by_role("main")


def day(page: Page, legend: str, on: date) -> None:
    """Fills the three boxes of a day."""
    group = page.get_by_role("group", name=re.compile(f"^{re.escape(legend)}"))
    for label, value in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
        group.get_by_label(label, exact=True).fill(str(value))


def begins(page: Page) -> None:
    """Answers what is asked before, reads what follows, and begins."""
    page.goto("/applications/")
    page.get_by_role("link", name="Check whether you can begin").click()
    for no in page.get_by_role("radio", name="No", exact=True).all():
        no.check()
    page.get_by_role("button", name="Continue").click()
    expect(main(page)).to_contain_text("You can begin")
    page.get_by_role("button", name="Begin the application").click()
    expect(main(page)).to_contain_text("Technical knowledge")


def steps(page: Page) -> None:
    """The list of steps."""
    page.goto(f"/applications/{case().application.uuid}/")


def ledger(page: Page) -> None:
    """From the list of steps to the ledger by links, past the decision where there is one."""
    steps(page)
    page.get_by_role("link", name="Qualifying experience", exact=True).click()
    if case().stage == Stage.NOT_YET:
        page.get_by_role("link", name="add what is missing").click()
    beside(page, "Your hours")


def beside(page: Page, name: str) -> None:
    """From a page of the step to another one."""
    pages = page.get_by_role("navigation", name="Pages of this step")
    pages.get_by_role("link", name=name, exact=True).click()
    expect(pages.locator("[aria-current=page]")).to_have_text(name)


def writes_a_role(page: Page, *, title: str, weekly: int, since: date) -> None:
    ledger(page)
    page.get_by_role("link", name="Add a role").click()
    page.get_by_label("Your job title").fill(title)
    page.get_by_label("Employer", exact=True).fill("Example Law Centre")
    page.get_by_label("Employed", exact=True).check()
    day(page, "First day", since)
    page.get_by_label("Hours a week").fill(str(weekly))
    page.get_by_label("Advising clients and recommending what to do").check()
    page.get_by_label("What did you do?").fill("Took instructions, advised on the rules and drafted applications.")
    page.get_by_label("Supervisor's name").fill("Mary Somerville")
    page.get_by_label("Supervisor's email address").fill(SUPERVISOR)
    page.get_by_role("button", name="Save this role").click()
    expect(main(page)).to_contain_text(title)


def writes_a_course(page: Page, *, first: date, last: date, passed: date) -> None:
    ledger(page)
    page.get_by_role("link", name="Add a course").click()
    page.get_by_label(COURSE).check()
    page.get_by_label("Provider").fill("A School of Law")
    day(page, "First day", first)
    day(page, "Last day", last)
    day(page, "Day on which you passed", passed)
    page.get_by_role("button", name="Save this course").click()
    expect(main(page)).to_contain_text(COURSE)


def asks_for_a_reference(page: Page) -> None:
    ledger(page)
    beside(page, "References")
    page.get_by_role("link", name="Ask a supervisor").click()
    page.get_by_label("Your supervisor’s full name").fill("Mary Somerville")
    page.get_by_label("Their email address at work").fill(SUPERVISOR)
    page.get_by_role("button", name="Send the link").click()
    expect(main(page)).to_contain_text(f"A link is on its way to {SUPERVISOR}.")


def link_in(mailbox: Path) -> str:
    """The address in the email to the supervisor."""
    found: list[str] = []

    def has_come() -> bool:
        texts = [mail.text for path in mailbox.glob("*.log") for mail in _read(path) if SUPERVISOR in mail.to]
        found.extend(link for text in texts for link in re.findall(r"https?://\S+/reference/\S+", text))
        return bool(found)

    closing.until("the supervisor has the link", has_come)
    return found[-1]


def answers_as_supervisor(page: Page) -> None:
    """Every page of a reference, one question after the other."""
    page.get_by_role("button", name="Start the reference").click()
    page.get_by_label("Solicitor", exact=True).check()
    go_on(page)
    page.get_by_label("Your number with it").fill("123456")
    go_on(page)
    day(page, "When did you start supervising them?", date(2025, 3, 3))
    go_on(page)
    while page.get_by_role("button", name="Save and go on").is_visible():
        page.get_by_role("textbox").first.fill("I have read their work every week and can say so.")
        go_on(page)


def go_on(page: Page) -> None:
    before = page.url
    page.get_by_role("button", name="Save and go on").click()
    page.wait_for_url(lambda url: url != before)


def signs(page: Page) -> None:
    page.get_by_label("Type your full name to sign").fill("Mary Somerville")
    page.get_by_label("I sign this statement").check()
    page.get_by_role("button", name="Sign the reference").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Signed. Thank you")


def submits_and_pays(page: Page) -> None:
    """The fee by card, and until the case is the officers'."""
    ledger(page)
    beside(page, "Submit")
    page.get_by_label("Address line 1").fill("12 Example Lane")
    page.get_by_label("Town or city").fill("Bedford")
    page.get_by_label("Postcode").fill("MK42 7AB")
    page.get_by_label("I understand that this fee is not refundable").check()
    page.get_by_role("button", name="Submit and go on to pay").click()
    page.get_by_role("button", name=re.compile("^Pay £")).click()
    pay_at_the_gateway(page)
    closing.until("the fee is paid", lambda: case().stage == Stage.ASSESSMENT)


def submits_again(page: Page) -> None:
    ledger(page)
    beside(page, "Submit again")
    expect(main(page)).to_contain_text("There is nothing to pay for this.")
    page.get_by_role("button", name="Submit", exact=True).click()
    closing.until("it is the officers' again", lambda: case().stage == Stage.ASSESSMENT)


def accepts_part(page: Page, *, title: str, weekly: int) -> None:
    """An officer takes fewer hours a week of a role than are claimed, with a reason."""
    role = case().roles.get(title=title)
    page.goto(f"/desk/applications/{case().uuid}/roles/{role.uuid}/")
    page.get_by_label("Accepted in part").check()
    page.get_by_label("Hours a week").fill(str(weekly))
    page.get_by_label("Why less?").select_option(label="The hours or the days are not clear.")
    page.get_by_label(re.compile("^Note")).fill("Your contract says so.")
    page.get_by_role("button", name="Save what is accepted of this role").click()
    expect(page.get_by_role("button", name="Save what is accepted of this role")).to_have_count(0)


def accepts_all(page: Page, kind: str, uuid: object) -> None:
    page.goto(f"/desk/applications/{case().uuid}/{kind}/{uuid}/")
    page.get_by_label("Accepted as claimed").check()
    page.get_by_role("button", name=re.compile("^Save what is")).click()
    expect(page.get_by_role("button", name=re.compile("^Save what is"))).to_have_count(0)


def passes(page: Page, *sections: str, of: str = "experience") -> None:
    for section in sections:
        page.goto(f"/desk/applications/{case(of).uuid}/sections/{section}/")
        page.get_by_label("Passed", exact=True).check()
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)


def fails(page: Page, section: str, reason: str) -> None:
    page.goto(f"/desk/applications/{case().uuid}/sections/{section}/")
    page.get_by_label("Not passed", exact=True).check()
    page.get_by_role("checkbox", name=reason).check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)


def decides(page: Page, decision: str, *, why: str = "", of: str = "experience") -> str:
    """Chooses, reads the letter that was written, and sends it; gives the letter."""
    page.goto(f"/desk/applications/{case(of).uuid}/decide/")
    page.get_by_label(decision, exact=True).check()
    page.get_by_label("Your reason").fill(why)
    page.get_by_role("button", name="Write the letter", exact=True).click()
    letter = page.get_by_label(re.compile("^The letter")).input_value()
    page.get_by_role("button", name="Record the decision and send the letter").click()
    expect(page.get_by_role("button", name="Record the decision and send the letter")).to_have_count(0)
    return letter


# --- The secretary ----------------------------------------------------------------------------------------------------


def meeting() -> Meeting:
    return Meeting.objects.get()


def plans_a_meeting(page: Page, *, starts: str) -> None:
    page.goto("/admin/applications/meeting/add/")
    page.locator("select[name=body]").select_option("committee")
    page.locator("input[name=starts_at]").fill(starts)
    page.locator("input[name=place]").fill("Bedford")
    page.get_by_role("button", name="Save", exact=True).click()
    closing.until("the meeting is planned", Meeting.objects.exists)


def puts_on_the_agenda(page: Page) -> None:
    """The only case that waits, on the agenda of the only meeting."""
    page.goto("/admin/applications/referral/")
    page.locator("input[name=_selected_action]").first.check()
    page.locator("select[name=action]").select_option(label="Put on the agenda of a meeting")
    page.locator("button[name=index]").first.click()
    page.locator("select[name=meeting]").select_option(index=1)
    page.get_by_role("button", name="Put on the agenda").click()
    expect(page.get_by_text("Put on the agenda: 1.")).to_be_visible()


def act(page: Page, verb: str, button: str, *, ready: Callable[[Page], None] | None = None) -> None:
    """Does something to the meeting, after what follows was read."""
    page.goto(f"/admin/applications/meeting/{meeting().pk}/act/{verb}/")
    if ready is not None:
        ready(page)
    page.get_by_role("button", name=button).click()
    page.wait_for_url("**/change/**")


def invite(page: Page) -> None:
    for box in page.locator("input[name=members]").all():
        box.check()
    hal = page.locator("select[name=chair] option", has_text="Hal Brennan").get_attribute("value")
    page.locator("select[name=chair]").select_option(hal)


def all_came(page: Page) -> None:
    for box in page.locator("input[name=attended]").all():
        box.check()
    page.locator("textarea[name=minutes]").fill("Case 1 was heard in full.")


def records(page: Page, outcome: str, *, reasons: str) -> None:
    """Writes down what the meeting decided of its only case."""
    page.goto(f"/admin/applications/agendaitem/{meeting().items.get().pk}/change/")
    page.locator("select[name=outcome]").select_option(outcome)
    page.locator("textarea[name=reasons]").fill(reasons)
    page.get_by_role("button", name="Save", exact=True).click()
    closing.until("the decision is written down", lambda: meeting().items.get().outcome == outcome)
