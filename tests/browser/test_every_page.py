"""Every page is there for everybody who may see it, and a browser shows it without script; it has no axe violation and
no sideways scroll for the first who may see it, on desktop and phone, and for the second, on a phone: what differs for
others is the menu, which has least room there."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable

import pytest
from playwright.sync_api import Page

from applications.enums import AskedStage, Stage
from applications.models import Case, ReferenceAsked
from cilexportal.demo.people import PEOPLE
from cilexportal.launcher.places import ROOT
from tests.browser import acts, axe, crawl
from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.browser.stack import Stack

pytestmark = pytest.mark.django_db(transaction=True)

VISITOR = "visitor"
START = ("/", "/account/login/", "/account/signup/", "/account/password/reset/", "/no-such-page/")
# One of each role, and both schemes of CPD.
OF_EACH_ROLE = {persona.roles: persona.key for persona in reversed(PEOPLE) if persona.roles}
EVERYBODY = (VISITOR, "ada", "ben", "jo", *OF_EACH_ROLE.values())
# What everybody may read is looked at as a visitor and as one member: for the rest only the menu around it differs.
LOOK_AT_ALL = (VISITOR, "ada")
FOR_EVERYBODY = {
    name
    for rows in tomllib.loads((ROOT / "authz.toml").read_text()).values()
    for name, row in rows.items()
    if "anonymous" in row.get("get", [])
} - {"home"}
NARROWEST = {"width": 320, "height": 740}
# Whoever comes first to a page looks at it in both sizes, whoever comes second in the last.
VIEWPORTS = (("desktop", DESKTOP), ("phone", PHONE))
LOOKS = len(VIEWPORTS)


def test_every_page_is_accessible_to_everybody_and_there_without_script(
    open_page: OpenPage, stack: Stack, record_property: Callable[[str, object], None]
) -> None:
    stack.manage("load_demo")
    faults: list[str] = []
    looked_at: Counter[str] = Counter()
    views = 0
    for who in EVERYBODY:
        page = as_person(open_page, who)
        axe.bring(page)
        plain = without_script(page, open_page)
        but = () if who in LOOK_AT_ALL else FOR_EVERYBODY
        for route in crawl.pages(
            page, stack.url, start=starts(who), but=but, shown=lambda name: looked_at[name] < LOOKS
        ):
            sizes = VIEWPORTS[looked_at[route] :]
            views += len(sizes)
            faults += [f"{who}, {route}, {fault}" for fault in faults_of(page, sizes)]
            if not looked_at[route] and not is_there(plain, page.url):
                faults.append(f"{who}, {route}, without script: {page.url}")
            looked_at[route] += 1
        page.context.close()
        plain.context.close()
    record_property("figure", f"axe: {views} views of {len(looked_at)} pages, {len(faults)} violations")
    assert not faults, "\n".join(sorted(set(faults)))
    assert len(looked_at) > 100


def faults_of(page: Page, viewports: Iterable[tuple[str, dict[str, int]]]) -> list[str]:
    """What axe finds in each of these sizes, and whether the page is too wide for the narrowest."""
    found = []
    for name, viewport in viewports:
        page.set_viewport_size(viewport)
        found += [f"{name}: {line}" for line in axe.violations(page)]
    page.set_viewport_size(NARROWEST)
    if too_wide(page):
        found.append(f"wider than {NARROWEST['width']} pixels")
    return found


def is_there(plain: Page, address: str) -> bool:
    """Whether a browser without script shows the page: its one heading and what is below it."""
    plain.goto(address)
    return plain.locator("h1:visible").count() == 1 and plain.locator("main, #main").first.is_visible()


def starts(who: str) -> tuple[str, ...]:
    """Where somebody begins."""
    return START if who == VISITOR else ("/", *more_of(who))


def more_of(who: str) -> tuple[str, ...]:
    """The pages of an officer that the case which waits longest does not lead to, each of a case that has it."""
    if who != "farid":
        return ()
    desk = "/desk/applications/"
    of = {one.stage: one.uuid for one in Case.objects.filter(kind="experience").order_by("pk")}
    on_hold = Case.objects.get(holds__ended_at=None, holds__isnull=False)
    asked = ReferenceAsked.objects.get(stage=AskedStage.OPEN, case__kind="experience")
    return (
        f"{desk}?stage={Stage.ASSESSMENT}", f"{desk}{on_hold.uuid}/release/", f"{desk}{of[Stage.NOT_YET]}/reverse/",
        f"{desk}{of[Stage.INFORMATION]}/request/end/", f"{desk}{of[Stage.INFORMATION]}/request/longer/",
        f"{desk}references/{asked.uuid}/again/", f"{desk}references/{asked.uuid}/end/",
    )  # fmt: skip


def as_person(open_page: OpenPage, who: str) -> Page:
    """A page of this person, signed in by the demo's own buttons."""
    page = open_page(DESKTOP)
    if who != VISITOR:
        acts.become(page, who)
    return page


def without_script(page: Page, open_page: OpenPage) -> Page:
    """Another page of the same person, in a browser that runs no script."""
    plain = open_page(DESKTOP, javascript=False)
    plain.context.add_cookies([{**cookie} for cookie in page.context.cookies()])
    return plain


def too_wide(page: Page) -> bool:
    """Whether the page scrolls sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
