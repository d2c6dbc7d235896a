"""The script that sends a file in parts, against a server played by the test."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

JS = Path(__file__).resolve().parents[2] / "static" / "js"
SCRIPTS = {f"/{name}": (JS / name).read_text() for name in ("resume.js", "sending.js")}
SITE = "http://127.0.0.1:1"  # a page of this machine may compute hashes
PAGE = """<!DOCTYPE html><title>Files</title><form><div>
<input type="file" id="f" name="files" data-resume-url="/begin/" data-resume-limit="2000" data-resume-refresh="#pieces">
<ul data-upload-list hidden></ul></div><button type="submit">Add</button></form>
<div id="pieces" data-list-url="/list/"></div><script type="module" src="/resume.js"></script>"""
PAGES = {"/": PAGE, "/list/": "<p data-poll-done>One piece</p>"}
PART = 400
FILE = bytes(range(256)) * 4


class Server:
    """Keeps parts as the portal does. While `lost_after` bytes are there, nothing more gets through."""

    def __init__(self) -> None:
        self.kept = b""
        self.other = b""  # what another page sends before the next part of this one
        self.lost_after: int | None = None
        self.signed_out = False
        self.offsets: list[int] = []

    def answer(self, route: Route) -> None:
        request, path = route.request, route.request.url.removeprefix(SITE)
        if path in SCRIPTS:
            return route.fulfill(body=SCRIPTS[path], content_type="text/javascript")
        if path in PAGES:
            return route.fulfill(body=PAGES[path], content_type="text/html")
        if self.signed_out:
            return route.fulfill(status=401, body="{}", content_type="application/json")
        if path == "/begin/":
            if request.post_data_json["anew"]:
                self.kept = b""
            return self._said(route, url="/part/", part_bytes=PART, **self._there())
        if self.lost_after is not None and len(self.kept) >= self.lost_after:
            return route.abort("internetdisconnected")
        return self._part(route, request.headers, request.post_data_buffer or b"")

    def _part(self, route: Route, headers: dict[str, str], body: bytes) -> None:
        self.offsets.append(int(headers["upload-offset"]))
        self.kept, self.other = self.kept + self.other, b""
        if self.offsets[-1] != len(self.kept):
            route.fulfill(status=409, body=json.dumps(self._there()), content_type="application/json")
            return
        self.kept += body
        done = len(self.kept) == len(FILE)
        self._said(route, arrived=len(self.kept), done=done, url="/piece/", sentence="in your library")

    def _there(self) -> dict[str, object]:
        return {"arrived": len(self.kept), "sha256": hashlib.sha256(self.kept).hexdigest()}

    def _said(self, route: Route, **told: object) -> None:
        route.fulfill(body=json.dumps(told), content_type="application/json")


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(5_000)
    page.clock.install()
    page.route("**/*", server.answer)
    page.goto(f"{SITE}/")
    yield page
    context.close()


def choose(page: Page, content: bytes = FILE) -> None:
    page.set_input_files("#f", {"name": "letter.pdf", "mimeType": "application/pdf", "buffer": content})


def test_a_file_goes_in_parts_and_the_list_is_fetched_anew(page: Page, server: Server) -> None:
    choose(page)
    expect(page.get_by_role("status")).to_have_text("in your library")
    expect(page.get_by_text("One piece")).to_be_visible()
    expect(page.get_by_role("link", name="letter.pdf")).to_have_attribute("href", "/piece/")
    assert (server.kept, server.offsets) == (FILE, [0, PART, 2 * PART])


def test_a_lost_connection_is_tried_again_and_another_day_goes_on(page: Page, server: Server) -> None:
    server.lost_after = PART
    choose(page)
    expect(page.get_by_role("status")).to_have_text("no connection; it goes on by itself")
    page.goto(f"{SITE}/")  # as after the browser was closed: nothing is remembered in it
    server.lost_after = None
    choose(page)
    expect(page.get_by_role("status")).to_have_text("in your library")
    assert (server.kept, server.offsets) == (FILE, [0, PART, 2 * PART])


def test_another_file_of_the_same_name_and_size_begins_anew(page: Page, server: Server) -> None:
    server.kept = b"x" * PART
    choose(page)
    expect(page.get_by_role("status")).to_have_text("in your library")
    assert (server.kept, server.offsets[0]) == (FILE, 0)


def test_it_goes_on_after_a_part_whose_answer_was_lost(page: Page, server: Server) -> None:
    server.other = FILE[:PART]
    choose(page)
    expect(page.get_by_role("status")).to_have_text("in your library")
    assert (server.kept, server.offsets) == (FILE, [0, PART, 2 * PART])


def test_it_stops_where_another_page_sends_another_file_of_this_name_and_size(page: Page, server: Server) -> None:
    server.other = b"x" * PART
    choose(page)
    expect(page.get_by_role("status")).to_contain_text("another file of this name and size")
    assert (server.kept, server.offsets) == (b"x" * PART, [0])


def test_who_was_signed_out_is_told_that_it_goes_on(page: Page, server: Server) -> None:
    server.signed_out = True
    choose(page)
    expect(page.get_by_role("status")).to_contain_text("Sign in and choose the file again; it goes on where it stopped")


def test_a_file_that_is_too_large_is_not_sent(page: Page, server: Server) -> None:
    choose(page, b"x" * 2001)
    expect(page.get_by_role("status")).to_contain_text("larger than")
    assert not server.offsets
