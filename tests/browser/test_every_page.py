"""Every page is there for everybody who may see it, and a browser shows it without script; on desktop and phone it has
no axe violation and no sideways scroll for the first two who may see it: what differs for others is the menu."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable

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
# So many people's view of a page is looked at.
LOOKS = 2


def test_every_page_is_accessible_to_everybody(
    open_page: OpenPage, stack: Stack, record_property: Callable[[str, object], None]
) -> None:
    stack.manage("load_demo")
    faults: list[str] = []
    looked_at: Counter[str] = Counter()
    for who in EVERYBODY:
        page = as_person(open_page, who)
        axe.bring(page)
        but = () if who in LOOK_AT_ALL else FOR_EVERYBODY
        for route in crawl.pages(
            page, stack.url, start=starts(who), but=but, shown=lambda name: looked_at[name] < LOOKS
        ):
            looked_at[route] += 1
            for name, viewport in (("desktop", DESKTOP), ("phone", PHONE)):
                page.set_viewport_size(viewport)
                faults += [f"{who}, {route}, {name}: {line}" for line in axe.violations(page)]
            page.set_viewport_size(NARROWEST)
            if too_wide(page):
                faults.append(f"{who}, {route}: wider than {NARROWEST['width']} pixels")
        page.context.close()
    views = 2 * looked_at.total()
    record_property("figure", f"axe: {views} views of {len(looked_at)} pages, {len(faults)} violations")
    assert not faults, "\n".join(sorted(set(faults)))
    assert len(looked_at) > 100


def test_every_page_is_there_without_script(open_page: OpenPage, stack: Stack) -> None:
    stack.manage("load_demo")
    faults: list[str] = []
    looked_at: set[str] = set()
    for who in EVERYBODY:
        page = as_person(open_page, who, javascript=False)
        but = () if who in LOOK_AT_ALL else FOR_EVERYBODY
        for route in crawl.pages(
            page, stack.url, start=("/", *more_of(who)), but=but, shown=lambda name: name not in looked_at
        ):
            looked_at.add(route)
            if page.locator("h1:visible").count() != 1 or not page.locator("main, #main").first.is_visible():
                faults.append(f"{who}, {route}: {page.url}")
        page.context.close()
    assert not faults, "\n".join(faults)


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


def as_person(open_page: OpenPage, who: str, *, javascript: bool = True) -> Page:
    """A page of this person, signed in by the demo's own buttons."""
    page = open_page(DESKTOP, javascript=javascript)
    if who != VISITOR:
        acts.become(page, who)
    return page


def too_wide(page: Page) -> bool:
    """Whether the page scrolls sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
