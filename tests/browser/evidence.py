"""A portfolio's evidence as it is sent: files from a phone, files without script, and what is said of them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from PIL import Image
from playwright.sync_api import FilePayload, Page, Route, expect

from cilexportal.demo import handout, portfolios
from cilexportal.foundation import london
from portfolio.enums import SheetKind, WithoutEvidence
from portfolio.models import Piece, Portfolio, Supervisor
from portfolio.queries.board import board_now
from portfolio.services import sheets, uploads
from tests.browser import closing
from tests.browser.casework import beside, day, main

PARTS = "**/library/uploads/*/"
KINDS = {1: "letter", 2: "form", 3: "meeting_note"}


def photograph(name: str) -> FilePayload:
    """A photograph that goes in two parts."""
    made = BytesIO()
    Image.effect_noise((1600, 1200), 80).convert("RGB").save(made, "JPEG", quality=85)
    assert uploads.PART_BYTES < made.tell() < 2 * uploads.PART_BYTES
    return {"name": name, "mimeType": "image/jpeg", "buffer": made.getvalue()}


def letter(name: str) -> FilePayload:
    content = handout.page_of("Letter", portfolios.HOW_MET, name)
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def stops_half_way(page: Page, file: FilePayload) -> None:
    """A file whose first part arrives; then the connection is lost, and the page is closed."""
    page.route(PARTS, _first_part_only)
    page.set_input_files("#id_files", file)
    expect(page.get_by_text("no connection; it goes on by itself")).to_be_visible()
    page.unroute(PARTS)


def _first_part_only(route: Route) -> None:
    if route.request.headers.get("upload-offset") == "0":
        route.continue_()
    else:
        route.abort("internetdisconnected")


def goes_on(page: Page, file: FilePayload) -> None:
    """The same file chosen again, which is sent from where it stopped."""
    with page.expect_request(lambda request: request.method == "PUT") as first:
        page.set_input_files("#id_files", file)
    assert first.value.headers["upload-offset"] == str(uploads.PART_BYTES)
    expect(page.get_by_role("link", name=file["name"])).to_be_visible()


def describes(page: Page, title: str, *, kind: str, matter: str, worked: date) -> None:
    """Opens a piece in the library once it is checked, and answers what is asked of it."""
    closing.until(f"{title} is checked", lambda: Piece.objects.filter(title=title, document__state="clean").exists())
    beside(page, "Library")
    page.locator("#pieces").get_by_role("link", name=title, exact=True).click()
    page.get_by_label("Kind of document").select_option(label=kind)
    page.get_by_role("textbox", name=re.compile("^Matter")).fill(matter)
    day(page, "On which day was the work done?", worked)
    for question in ("the date", "your name", "your reference"):
        group = page.get_by_role("group", name=f"Does it show {question}?")
        group.get_by_label("Yes", exact=True).check()
    page.get_by_label("This is a copy of my own work on a real matter.").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(main(page)).to_contain_text(re.compile("saved", re.IGNORECASE))


def adds(page: Page, *titles: str) -> None:
    """Puts pieces of the library on the sheet that is open."""
    for title in titles:
        page.get_by_label("Add evidence from your library").select_option(label=title)
        page.get_by_role("button", name="Add it to this sheet").click()
        expect(main(page).get_by_role("link", name=title, exact=True)).to_be_visible()


def given_the_rest(*, but: tuple[str, ...], statements: tuple[str, ...], today: date) -> None:
    """Fills every empty place but some, by the services: with evidence, or with a statement."""
    mine = Portfolio.objects.get()
    told: dict[str, Any] = {"portfolio": mine, "by": mine.case.application.user, "at": london.now()}
    mary = Supervisor.objects.get(name=portfolios.MARY.name)
    for place in board_now(mine, applied_on=today).places:
        code = place.slot.code
        if place.state.value != "empty" or code in but:
            continue
        if code in statements:
            _statement(code, mary, today=today, **told)
        else:
            one = portfolios.Evidence(
                place=code, title=f"Work for {code}", kind=KINDS[place.slot.example], matter=f"Matter {code}", days=40
            )
            portfolios._example(one, mary, today=today, **told)


def _statement(code: str, mary: Supervisor, *, today: date, **told: Any) -> None:
    sheet = sheets.begin(code=code, kind=SheetKind.STATEMENT, **told)
    words = {
        "without": WithoutEvidence.SPOKEN, "matter": f"Matter {code}", "how_met": portfolios.HOW_MET,
        "learned": portfolios.LEARNED, "why_without": "It was only spoken.", "why_old": "",
        "worked_on": today - timedelta(days=45), "worked_until": None,
    }  # fmt: skip
    portfolios._write(sheet, mary, words, **told)
