"""What people do about a final application, in the words on the page: applicant, supervisor, finance and officers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import count
from pathlib import Path

from playwright.sync_api import Page, expect

from admission.models import Declaration
from admission.queries.sheet_of_marks import Book, book_of
from admission.rules import statements
from admission.rules.marking import draw_of, is_sampled
from applications.enums import Stage
from applications.models import Application, Case, CasePaper
from applications.services import meetings
from cilexportal.demo import casework as steps
from cilexportal.demo import finals, portfolios
from cilexportal.demo.final_words import ANSWERS
from cilexportal.demo.mailbox import _read
from cilexportal.foundation import london
from members.models import User
from portfolio.models import Piece, Portfolio, Sheet, SheetPiece, Supervisor
from portfolio.queries.versions import content_of
from portfolio.rules.slots import from_code
from portfolio.rules.versions import signing_hash
from portfolio.services import pieces, versions
from shop.models import Price, Product
from tests.browser import acts, casework, closing, evidence
from tests.browser.casework import day, main

NOOR = steps.Story(key="noor", begun=0, weekly=35, weeks=110)
FEE = "assessment-admission"
WORK = ANSWERS["work"]


def given_everybody() -> None:
    """An applicant who is no member, two officers, finance, the secretary, and the prices of both fees."""
    casework.given_everybody(since=date(2025, 1, 1))
    for key in ("sunil", "erin"):
        acts.given(key)
    Price.objects.create(product=Product.objects.get(slug=FEE), pence=steps.FEES[FEE], from_date=date(2025, 1, 1))


def noor() -> User:
    return User.objects.get(email="noor@example.org")


def final() -> Case:
    """The final step of the only application."""
    return Case.objects.select_related("application__user", "application__pathway").get(kind="admission")


def at(path: str = "") -> str:
    """A page of Noor's application."""
    return f"/applications/{Application.objects.get().uuid}/{path}"


def desk_of(path: str) -> str:
    """A page of an officer about the final application."""
    return f"/desk/admission/{final().uuid}/{path}"


def as_of(page: Page, key: str, moment: datetime) -> None:
    acts.it_is(moment)
    acts.become(page, key)


# --- What the journeys of the steps before show on their pages --------------------------------------------------------


def given_hours() -> None:
    """Experience with a reference of the eighth day, submitted and paid."""
    since = london.now()
    steps.referred(steps.worked(Application.objects.get(), NOOR, since=since), since=since)


def given_a_portfolio(*, oldest: date, drawn: str, but: str, begun: str, moment: datetime) -> None:
    """A whole portfolio whose first letter is of the day `oldest`; `drawn` is marked twice, and `but` is not. Of one
    sheet nothing is there but that it was `begun`."""
    finals.filled(Case.objects.get(kind="portfolio"), at=moment)
    Piece.objects.filter(pk=Piece.objects.earliest("pk").pk).update(worked_on=oldest)
    for code in (drawn, but):
        said(sheet_of(code), is_drawn=code == drawn, moment=moment)
    sheet = sheet_of(begun)
    SheetPiece.objects.filter(sheet=sheet).delete()
    sheet.how_met = sheet.how_shown = sheet.learned = ""
    sheet.supervisor = None
    versions.note(sheet=sheet, at=moment)


def sheet_of(code: str) -> Sheet:
    """The sheet in a place."""
    slot = from_code(code)
    return Sheet.objects.get(competency=slot.competency, outcome=slot.outcome, example=slot.example)


def said(sheet: Sheet, *, is_drawn: bool, moment: datetime) -> None:
    """Words with which an example is drawn for a second mark, or is not: its hash says so, and nobody else."""
    for number in count(1):
        sheet.learned = f"To write down the last day before anything else, and to look {number} times."
        if is_sampled(draw_of(signing_hash(content_of(sheet))), percent=10) == is_drawn:
            break
    versions.note(sheet=sheet, at=moment)


def given_another_letter(title: str, *, worked_on: date) -> None:
    """Another letter in the library, checked and described."""
    portfolio, now = Portfolio.objects.get(), london.now()
    told = {"portfolio": portfolio, "by": noor(), "at": now}
    file = finals.file_of(noor(), finals.said_of(99, offset=7), at=now)
    file.save()
    piece = pieces.take(document=file, **told)
    described = pieces.Described(
        title=title, kind="letter", source="", matter="Matter 99", worked_on=worked_on,
        own_work=True, shows_date=True, shows_name=True, shows_reference=True, why_missing="",
    )  # fmt: skip
    pieces.describe(piece=piece, said=described, reasons={}, version=piece.version, by=noor(), at=now)


def given_nobody_has_an_interest() -> None:
    """Every member of the meeting says so, of its only case."""
    item = casework.meeting().items.get()
    for seat in item.meeting.seats.select_related("member__user"):
        meetings.declare(
            item_id=item.pk, seat_id=seat.pk, conflicted=False, nature="", by=seat.member.user, at=london.now()
        )


# --- The applicant, finance and supervisors ---------------------------------------------------------------------------


def shows_a_qualification(page: Page, *, awarded: date, certified: date) -> None:
    """One of the list, with the certified copy of its certificate, and a decision asked for."""
    page.get_by_role("link", name="Technical knowledge", exact=True).click()
    page.get_by_label("CILEX Professional Qualification (CPQ), CILEX").check()
    day(page, "When was it awarded?", awarded)
    page.get_by_label("Add a file").set_input_files(evidence.letter("Certificate.pdf"))
    page.get_by_label("Who certified the copy").fill("Petra Sands")
    page.get_by_label("In which capacity").fill("Solicitor")
    day(page, "When was it certified?", certified)
    page.get_by_role("button", name="Save", exact=True).click()
    closing.until("the copy is checked", CasePaper.objects.filter(document__state="clean").exists)
    page.reload()
    page.get_by_role("link", name="Go on to submit it").click()
    page.get_by_role("button", name="Submit", exact=True).click()
    closing.until("it is the officers'", lambda: casework.case("knowledge").stage == Stage.ASSESSMENT)


def fills_a_sheet(page: Page, code: str, *, title: str, worked: date, supervisor: str) -> None:
    """Evidence sent and described, and the sheet written over it."""
    page.goto(at("portfolio/library/"))
    page.set_input_files("#id_files", evidence.letter(f"{title}.pdf"))
    expect(page.get_by_role("link", name=f"{title}.pdf")).to_be_visible()
    evidence.describes(page, title, kind="Note of a telephone call", matter="Matter 98", worked=worked)
    page.goto(at(f"portfolio/sheets/{sheet_of(code).uuid}/"))
    page.get_by_label("How did you meet the outcome?").fill(portfolios.HOW_MET)
    page.get_by_label("How does the evidence show it?").fill(portfolios.HOW_SHOWN)
    page.get_by_label("What did you learn?").fill(portfolios.LEARNED)
    page.get_by_label("Who supervised this work?").select_option(label=supervisor)
    evidence.adds(page, title)


def asks_before_leaving(page: Page, name: str, *, last_day: date) -> None:
    """The pack of a supervisor, for every example that names them."""
    page.goto(at(f"portfolio/leaving/{Supervisor.objects.get(name=name).uuid}/"))
    day(page, "Your last day in this job or role", last_day)
    page.get_by_role("button", name="Begin the pack").click()
    expect(main(page)).to_contain_text(f"The pack is begun, and {name} has been written to.")


def signs_examples(page: Page, name: str) -> None:
    main(page).get_by_role("link", name=re.compile("^Sign")).first.click()
    page.get_by_label("Type your full name to sign").fill(name)
    page.get_by_label("I sign this statement").check()
    page.get_by_role("button", name="Sign the examples").click()
    expect(main(page)).to_contain_text(f"as {name}")


def declares_nothing(page: Page, *, year: int) -> None:
    """Prior conduct, from the final application: every question answered with no."""
    page.goto(at("admission/"))
    page.get_by_role("link", name="Declare prior conduct").click()
    page.get_by_role("button", name="Answer the questions").click()
    for no in page.get_by_role("radio", name="No", exact=True).all():
        no.check()
    page.get_by_role("button", name="Check my answers").click()
    page.get_by_label("Sign by typing your full name").fill("Noor Halabi")
    page.get_by_role("button", name="Sign and send my declaration").click()
    expect(main(page)).to_contain_text(f"You have declared for {year}.")


def replaces_the_letter(page: Page, code: str, *, by: str) -> None:
    """The evidence of an example taken off its sheet, and another letter of the library put in its place."""
    page.goto(at(f"portfolio/sheets/{sheet_of(code).uuid}/"))
    page.get_by_role("button", name=re.compile("^Take off")).click()
    expect(main(page)).to_contain_text("No evidence is on this sheet yet.")
    evidence.adds(page, by)


def fills_in_the_form(page: Page) -> None:
    """Its three pages; what is typed on the second is there again before it is saved."""
    page.goto(at("admission/"))
    page.get_by_role("link", name="About you", exact=True).click()
    page.get_by_label("Your name as it should stand on the register").fill("Noor Halabi")
    page.get_by_role("group", name="Are you authorised by another regulator").get_by_label("No", exact=True).check()
    saves(page)
    page.get_by_role("link", name="Your work", exact=True).click()
    page.get_by_label("Your employer, or the name you trade under").fill(WORK["employer"])
    page.get_by_label("Your position there").fill(WORK["position"])
    page.get_by_label(WORK["employer_kind"], exact=True).check()
    page.get_by_label("What you do there, in a few sentences").fill(WORK["duties"])
    expect(page.locator("[data-autosave-status]")).to_contain_text("Kept just now")
    page.reload()
    expect(page.get_by_label("What you do there, in a few sentences")).to_have_value(WORK["duties"])
    saves(page)
    page.get_by_role("link", name="What you confirm", exact=True).click()
    for box in main(page).get_by_role("checkbox").all():
        box.check()
    saves(page)


def saves(page: Page) -> None:
    page.get_by_role("button", name="Save this page").click()
    expect(main(page)).to_contain_text("Application form")


def submits_for_an_employer(page: Page) -> None:
    """From the page before paying: the fee is the employer's, by bank transfer."""
    page.get_by_role("link", name="Go on to submit it").click()
    page.get_by_label("My employer pays").check()
    page.get_by_label("Name of the organisation").fill(WORK["employer"])
    page.get_by_label("Who there deals with the payment").fill("Accounts")
    page.get_by_label("Their email address").fill("accounts@harbour-street.example.org")
    page.get_by_label("By bank transfer, from an invoice").check()
    page.get_by_label("Address line 1").fill("4 Market Row")
    page.get_by_label("Town or city").fill("Leeds")
    page.get_by_label("Postcode").fill("LS1 4AP")
    page.get_by_label("I understand that this fee is not refundable").check()
    page.get_by_role("button", name="Submit and go on to pay").click()


def books_the_money(page: Page, *, on: date) -> None:
    """Finance enters the line of the bank statement, and matches it to the order."""
    order = final().fees.get(let_go_at=None).order

    def is_accepted() -> bool:
        order.refresh_from_db()
        return bool(order.number)

    closing.until("the order has its number", is_accepted)
    page.goto("/desk/shop/transfers/")
    day(page, "When did it come?", on)
    page.get_by_label("How much?").fill("600.00")
    page.get_by_label("Reference").fill(order.number)
    page.get_by_role("button", name="Enter it").click()
    page.get_by_role("link", name=order.number, exact=True).click()
    page.get_by_role("button", name=f"Match it to {order.number}").click()


def signs(page: Page, name: str) -> None:
    page.get_by_label("Type your full name to sign").fill(name)
    page.get_by_label(statements.CONSENT).check()
    page.get_by_role("button", name="Sign the declaration").click()


def link_of(name: str, email: str, mailbox: Path) -> str:
    """The address in the last email that asks somebody to sign, once as many have come as they were asked times."""
    return link_in(email, "admission-link", mailbox, nth=Declaration.objects.filter(name=name).count())


def link_in(email: str, path: str, mailbox: Path, *, nth: int = 1) -> str:
    """The last address of so many under a path that somebody was sent, once all have come."""
    found: list[str] = []

    def has_come() -> bool:
        mails = [mail for log in mailbox.glob("*.log") for mail in _read(log) if email in mail.to]
        ordered = sorted(mails, key=lambda one: one.sent_at)
        links = [link for mail in ordered for link in re.findall(rf"https?://\S+/{path}/[\w-]+/", mail.text)]
        found[:] = dict.fromkeys(links)
        return len(found) >= nth

    closing.until(f"{email} has the link", has_come)
    return found[-1]


# --- Officers ---------------------------------------------------------------------------------------------------------


def book() -> Book:
    found = book_of(final())
    assert found is not None
    return found


def to_mark(*, second: bool = False) -> Iterator[str]:
    """The places that still need a first mark, or the second one they were drawn for."""
    return (one.example.slot for one in book().sheets if (one.seconds_left if second else one.left))


def opens(page: Page, slot: str, *, second: bool = False) -> None:
    """An example at the desk, with nothing marked of it that this officer could copy."""
    page.goto(desk_of(f"marks/{slot}/{'?second=1' if second else ''}"))
    expect(page.locator("input[name^=mark_]:checked")).to_have_count(0)


def marks(page: Page, slot: str, *, failed: bool = False, second: bool = False) -> None:
    """Every criterion met, but for the first of an example that fails."""
    opens(page, slot, second=second)
    for box in page.locator("input[name^=mark_][value=met]").all():
        box.check()
    if failed:
        page.locator("input[name=mark_a][value=not_met]").check()
        page.locator("select[name=reason_a]").select_option("not_shown")
        page.locator("textarea[name=note_a]").fill("Send the letter itself.")
    goes_on(page, slot)


def marks_by_keys(page: Page, slot: str) -> None:
    """An example marked from the keyboard alone, whose marks are kept before they are saved."""
    opens(page, slot)
    criteria = page.locator("input[name^=mark_][value=met]")
    for key in "jm" * criteria.count():
        page.keyboard.press(key)
    expect(page.locator(".autosave")).to_contain_text("Kept just now, not counting until you save")
    page.reload()
    expect(page.locator("input[name^=mark_][value=met]:checked")).to_have_count(criteria.count())
    goes_on(page, slot)


def goes_on(page: Page, slot: str) -> None:
    page.get_by_role("button", name="Save and go on").click()
    page.wait_for_url(lambda url: f"/{slot}/" not in url)
