"""Each script of ours in a real browser, against a server played by the test and a clock the test moves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, Route, expect

from cilexportal.foundation.ui import fields, layout

JS = Path(__file__).resolve().parents[2] / "static" / "js"
SITE = "https://portal.test"
START = datetime(2026, 9, 1, 10, tzinfo=UTC)


class Note(forms.Form):
    title = fields.CountedField(limit=20, one_line=True, label="Title", required=False)
    learned = fields.CountedField(limit=100, label="Learned", required=False)
    topics = fields.CheckboxesField(label="Topics", choices=[("x", "Ethics"), ("y", "Clients")], required=False)
    when = fields.DateField(label="When", required=False)
    paper = fields.FileField(label="Paper", required=False, url="/upload/", limit_bytes=2_000_000)

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper(self)
        helper.attrs = {"data-autosave-url": "/save/", "data-autosave-version": "3", "data-modes": "guided"}
        modes = layout.Template("ui/modes.html", modes=[("guided", "Guided"), ("free", "Free")], mode="guided")
        parts = (layout.Mode("guided", "learned"), layout.Mode("free", "when", shown=False))
        helper.layout = Layout(layout.Template("ui/autosave.html"), modes, "title", *parts, "topics", "paper")
        return helper


def note() -> str:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    template = Template("<!DOCTYPE html><title>Note</title>{% load crispy_forms_tags %}{% crispy form %}")
    return template.render(Context({"form": Note(), "request": request, "csrf_token": "t"}))


class Server:
    """Answers a page's requests; `answers` maps a path to (status, JSON or text), or to None for a lost connection."""

    def __init__(self, page: Page) -> None:
        self.pages = {"/": note()}
        self.answers: dict[str, tuple[int, Any] | None] = {}
        self.asked: list[tuple[str, str, str]] = []
        page.route("**/*", self.answer)

    def answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(SITE).split("?")[0]
        if "/js/" in path:
            name = re.sub(r"\.[0-9a-f]{12}\.js$", ".js", path.rpartition("/")[2])
            return route.fulfill(path=JS / name, content_type="text/javascript")
        if path in self.pages:
            return route.fulfill(body=self.pages[path], content_type="text/html")
        body = route.request.post_data_buffer or b""
        self.asked.append((route.request.method, path, body.decode("utf-8", "replace")))
        said = self.answers.get(path, (404, ""))
        if said is None:
            return route.abort("internetdisconnected")
        status, answer = said
        text = answer if isinstance(answer, str) else json.dumps(answer)
        kind = "text/html" if isinstance(answer, str) else "application/json"
        return route.fulfill(status=status, body=text, content_type=kind)

    def saves(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, path, body in self.asked if path == "/save/"]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(5_000)
    page.clock.install(time=START)
    page.clock.pause_at(START + timedelta(seconds=1))  # on a busy machine a running clock saves before we look
    yield page
    context.close()


@pytest.fixture
def server(page: Page) -> Server:
    server = Server(page)
    server.answers["/save/"] = (200, {"version": 4, "saved_at": "2026-09-01T10:00:00Z", "seconds": 0})
    page.goto(f"{SITE}/")
    return server


def words(page: Page) -> Any:
    return page.locator("[data-autosave-status] > span").first


def would_warn(page: Page) -> bool:
    """Whether closing the page now would ask first."""
    return page.evaluate("() => !dispatchEvent(new Event('beforeunload', {cancelable: true}))")


# --- Autosave ------------------------------------------------------------------------------------------------------


def test_text_is_saved_after_a_pause_and_said_to_be_only_then(page, server):
    page.fill("#id_title", "Course")
    page.clock.run_for(900)
    assert server.saves() == []
    expect(words(page)).to_have_text("Not saved yet")
    assert would_warn(page)
    page.clock.run_for(200)
    expect(words(page)).to_have_text("Saved just now")
    assert server.saves()[0]["version"] == 3
    assert server.saves()[0]["fields"] == {
        "mode": "guided", "title": "Course", "learned": "",
        "when_day": "", "when_month": "", "when_year": "", "topics": [],
    }  # fmt: skip
    assert not would_warn(page)
    page.clock.run_for(12_000)
    expect(words(page)).to_have_text(re.compile("^Saved 1[12] seconds ago$"))


DRAFT = 'data-autosave-kept="Kept as a draft {ago}." data-autosave-most="60" data-marks="" data-autosave-version="3"'


@pytest.fixture
def draft(page, server) -> None:
    """The same form, whose text is kept as a draft, takes sixty characters in all, and has a place for marks."""
    place = '<div hidden data-marks-for="learned"><ul></ul></div></form>'
    script = '<script type="module" src="/static/js/marks.js"></script>'
    text = note().replace('data-autosave-version="3"', DRAFT).replace("</form>", place)
    server.pages["/draft/"] = text if "marks.js" in text else text + script
    page.goto(f"{SITE}/draft/")


def test_a_form_says_in_its_own_words_what_being_kept_means(page, server, draft):
    page.fill("#id_title", "Course")
    page.clock.run_for(1100)
    expect(words(page)).to_have_text("Kept as a draft just now.")
    page.clock.run_for(12_000)
    expect(words(page)).to_have_text(re.compile("^Kept as a draft 1[12] seconds ago.$"))


def test_a_text_too_long_to_keep_stays_out_so_that_the_rest_is_kept(page, server, draft):
    page.fill("#id_title", "Course")
    page.fill("#id_learned", "x" * 90)
    page.clock.run_for(1100)
    expect(words(page)).to_contain_text("“Learned” is longer than can be kept here.")
    assert server.saves()[-1]["fields"]["title"] == "Course"
    assert server.saves()[-1]["fields"]["learned"] == ""
    assert would_warn(page)
    page.evaluate("document.forms[0].requestSubmit()")
    assert not [path for method, path, _ in server.asked if method == "POST"]
    page.fill("#id_learned", "x" * 20)
    page.clock.run_for(1100)
    expect(words(page)).to_have_text("Kept as a draft just now.")
    assert server.saves()[-1]["fields"]["learned"] == "x" * 20


def test_what_could_name_somebody_is_marked_while_typing(page, server, draft):
    marks = page.locator("[data-marks-for=learned]")
    expect(marks).to_be_hidden()
    server.answers["/save/"] = (200, {"version": 4, "marks": {"learned": ["“a@b.uk” looks like an email address"]}})
    page.fill("#id_learned", "a@b.uk")
    page.clock.run_for(1100)
    expect(marks).to_have_text("“a@b.uk” looks like an email address")
    server.answers["/save/"] = (200, {"version": 5, "marks": {}})
    page.fill("#id_learned", "nobody")
    page.clock.run_for(1100)
    expect(marks).to_be_hidden()


def test_whoever_types_without_a_pause_is_saved_every_five_seconds(page, server):
    for _ in range(14):
        page.locator("#id_learned").press_sequentially("x")
        page.clock.run_for(500)
    assert len(server.saves()) == 1


def test_a_lost_connection_is_shown_and_tried_again(page, server):
    server.answers["/save/"] = None
    page.check("#id_topics_1")
    page.clock.run_for(1000)
    expect(words(page)).to_have_text("Not saved yet: no connection. We keep trying.")
    assert would_warn(page)
    server.answers["/save/"] = (200, {"version": 4, "seconds": 0})
    page.clock.run_for(2000)
    expect(words(page)).to_have_text("Saved just now")
    assert server.saves()[-1]["fields"]["topics"] == ["y"]


def test_who_was_signed_out_is_told_and_saved_after_signing_in_again(page, server):
    server.answers["/save/"] = (401, {"signin_url": "/account/login/?next=/"})
    page.fill("#id_title", "Course")
    page.clock.run_for(1000)
    expect(words(page)).to_contain_text("You have been signed out. Your text is still on this page.")
    link = page.get_by_role("link", name="Sign in again in a new tab, and it is kept")
    assert (link.get_attribute("href"), link.get_attribute("target")) == ("/account/login/?next=/", "_blank")
    server.answers["/save/"] = (200, {"version": 4, "seconds": 0})
    page.clock.run_for(5000)
    expect(words(page)).to_have_text("Saved just now")


def test_two_versions_are_both_shown_and_nothing_is_sent_until_one_is_chosen(page, server):
    theirs = {"title": "Theirs", "learned": "Their words", "topics": ["x"]}
    server.answers["/save/"] = (409, {"version": 9, "fields": theirs, "saved_at": "2026-09-01T10:00:00Z"})
    page.fill("#id_title", "Mine")
    page.fill("#id_learned", "My words")
    page.clock.run_for(1000)
    panel = page.locator("#conflict")
    expect(panel).to_contain_text("Their words")
    expect(panel).to_contain_text("My words")
    expect(panel).to_contain_text("Ethics")
    server.answers["/save/"] = (200, {"version": 10, "seconds": 0})
    page.fill("#id_learned", "My newer words")
    page.clock.run_for(6000)
    assert len(server.saves()) == 1
    expect(panel).to_contain_text("My newer words")
    panel.get_by_role("button", name="Use the other text: Title").click()
    panel.get_by_role("button", name="Keep what is on this page: Learned").click()
    panel.get_by_role("button", name="Use the other text: Topics").click()
    expect(words(page)).to_have_text("Saved just now")
    last = server.saves()[-1]
    assert last["version"] == 9
    assert (last["fields"]["title"], last["fields"]["learned"], last["fields"]["topics"]) == (
        "Theirs", "My newer words", ["x"],
    )  # fmt: skip
    expect(panel).to_have_count(0)


def test_an_answer_that_got_lost_is_not_taken_for_somebody_else(page, server):
    server.answers["/save/"] = None
    page.fill("#id_title", "Mine")
    page.clock.run_for(1000)
    expect(words(page)).to_contain_text("no connection")
    server.answers["/save/"] = (409, {"version": 4, "fields": {"title": "Mine"}, "saved_at": ""})
    page.clock.run_for(2000)
    expect(words(page)).to_have_text("Saved just now")
    expect(page.locator("#conflict")).to_have_count(0)


def test_a_page_that_cannot_be_saved_any_more_says_why_and_stops(page, server):
    server.answers["/save/"] = (422, {"sentence": "The year closed at midnight. Copy your text."})
    page.fill("#id_title", "Mine")
    page.clock.run_for(1000)
    expect(words(page)).to_have_text("The year closed at midnight. Copy your text.")
    page.clock.run_for(60_000)
    assert len(server.saves()) == 1
    assert would_warn(page)


def test_switching_the_mode_keeps_the_text(page, server):
    page.fill("#id_learned", "Kept")
    page.get_by_role("button", name="Free").click()
    expect(page.locator("#id_learned")).to_be_hidden()
    expect(page.locator("#id_when_day")).to_be_visible()
    page.clock.run_for(2000)
    assert server.saves()[-1]["fields"]["mode"] == "free", "the way of asking is kept with the text"
    page.get_by_role("button", name="Guided").click()
    expect(page.locator("#id_learned")).to_have_value("Kept")


# --- Counter -------------------------------------------------------------------------------------------------------


def test_the_count_follows_code_points_and_speaks_near_the_limit(page, server):
    count, spoken = page.locator("#id_title_count"), page.locator("[data-count-spoken]").first
    page.fill("#id_title", "😀" * 17)
    expect(count).to_have_text("You have 3 characters left")
    page.clock.run_for(1000)
    expect(spoken).to_have_text("")
    page.fill("#id_title", "x" * 18)
    page.clock.run_for(1000)
    expect(spoken).to_have_text("You have 2 characters left")
    page.fill("#id_title", "x" * 32)
    expect(count).to_have_text("You have 12 characters too many")
    expect(page.locator("#id_title")).to_have_value("x" * 32)
    page.fill("#id_learned", " a\nb \n")
    expect(page.locator("#id_learned_count")).to_have_text("You have 97 characters left")


# --- Upload --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ((200, {"state": "waiting", "sentence": "sent, being checked"}), "a.pdf: sent, being checked"),
        ((422, {"state": "refused", "sentence": "no PDF file"}), "a.pdf: no PDF file"),
        ((401, {"signin_url": "/"}), "a.pdf: not sent: you have been signed out. Sign in and choose the file again"),
        (None, "a.pdf: not sent: no connection. Choose the file again"),
    ],
)
def test_each_file_has_its_result(page, server, answer, shown):
    server.answers["/upload/"] = answer
    page.set_input_files("#id_paper", {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"})
    expect(page.locator("[data-upload-list] li")).to_have_text(shown)
    assert page.input_value("#id_paper") == ""


def test_a_file_too_large_is_not_sent_at_all(page, server):
    page.set_input_files("#id_paper", {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"x" * 2_000_001})
    expect(page.locator("[data-upload-list] li")).to_have_text("a.pdf: not sent: it is larger than 2 MB")
    assert server.asked == []


# --- Time-out ------------------------------------------------------------------------------------------------------


@pytest.fixture
def dialog(page: Page) -> Server:
    server = Server(page)
    html = render_to_string("ui/timeout.html", {"idle_seconds": 3600})
    server.pages["/cpd/"] = f"<!DOCTYPE html><title>CPD</title>{html}"
    server.answers["/session/"] = (200, {"seconds_left": 299})
    server.answers["/session/extend/"] = (200, {"seconds_left": 3600})
    page.goto(f"{SITE}/cpd/?year=2026")
    return server


def test_five_minutes_before_the_end_one_is_asked_and_can_stay(page, dialog):
    page.clock.run_for(3_295_000)
    expect(page.locator("#timeout")).to_be_hidden()
    page.clock.run_for(6_000)
    expect(page.locator("#timeout")).to_be_visible()
    expect(page.locator("[data-idle-left]")).to_have_text("5 minutes")
    page.get_by_role("button", name="Stay signed in").click()
    expect(page.locator("#timeout")).to_be_hidden()
    assert dialog.asked[-1][:2] == ("POST", "/session/extend/")


def test_another_tab_keeps_this_one_quiet(page, dialog):
    dialog.answers["/session/"] = (200, {"seconds_left": 3000})
    page.clock.run_for(3_310_000)
    expect(page.locator("#timeout")).to_be_hidden()


def test_at_the_end_one_comes_back_to_this_page_after_signing_in(page, dialog):
    dialog.answers["/session/"] = (401, {"signin_url": "/account/login/"})
    dialog.pages["/account/login/"] = "<!DOCTYPE html><title>Sign in</title>"
    page.clock.run_for(3_305_000)
    page.clock.run_for(5_000)
    page.wait_for_url(f"{SITE}/account/login/?next=%2Fcpd%2F%3Fyear%3D2026")


# --- Poll ----------------------------------------------------------------------------------------------------------


def test_a_live_part_is_replaced_until_it_is_done_and_keeps_the_focus(page):
    server = Server(page)
    part = '<div data-poll-url="/progress/" data-poll-seconds="2"><button id="stop">Stop</button></div>'
    server.pages["/run/"] = f'<!DOCTYPE html><title>Run</title>{part}<script type="module" src="/js/poll.js"></script>'
    server.answers["/progress/"] = (200, '<button id="stop">Stop</button> 40 %')
    page.goto(f"{SITE}/run/")
    page.focus("#stop")
    page.clock.run_for(2000)
    expect(page.locator("[data-poll-url]")).to_contain_text("40 %")
    expect(page.locator("#stop")).to_be_focused()
    server.answers["/progress/"] = (200, "<p data-poll-done>All closed</p>")
    page.clock.run_for(2000)
    expect(page.locator("[data-poll-url]")).to_have_text("All closed")
    before = len(server.asked)
    page.clock.run_for(20_000)
    assert len(server.asked) == before
