"""Journeys in a real browser against the real processes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import stack as stacks

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
MUST_RUN = os.environ.get("CI") == "true" or os.environ.get("PORTAL_REQUIRE_ALL") == "1"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys can be left out by their mark; without Chromium they are skipped, in CI they fail."""
    for item in items:
        if "tests/browser" in str(item.fspath):
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None and not MUST_RUN:
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium as the machine has it, without a window. It ends with the journeys: as long as it is driven, this
    process has an event loop, beside which nothing can be sealed."""
    assert CHROMIUM, "journeys need Chromium: apt-get install chromium"
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def stack(
    django_db_setup: None,
    django_db_blocker: pytest.FixtureRequest,
    house: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[stacks.Stack]:
    """The site, for all journeys of this process; tests/together.py says which journeys share one."""
    with django_db_blocker.unblock(), stacks.running(tmp_path_factory.mktemp("stack")) as running:
        yield running


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, stack: stacks.Stack, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """`open_page(PHONE)` gives a page in a browser profile of its own; it fails the test on any script error."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def opened(viewport: dict[str, int] = DESKTOP, *, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=stack.url, viewport=viewport, java_script_enabled=javascript, accept_downloads=True, locale="en-GB"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield opened
    for number, context in enumerate(contexts):
        if request.node.stash.get(FAILED, False):
            for page in context.pages:
                page.screenshot(path=stack.place / f"{request.node.name}-{number}.png", full_page=True)
        context.close()
    assert not errors, errors


FAILED: pytest.StashKey[bool] = pytest.StashKey()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remembers that a test failed, so that its pages are pictured."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture
def mailbox(stack: stacks.Stack) -> Path:
    """The folder into which the site's mail goes."""
    return stack.place / "mail"
