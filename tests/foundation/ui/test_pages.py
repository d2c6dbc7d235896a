"""Error pages stand alone, keep what was typed, and the gallery shows everything."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

from cilexportal.foundation.ui import views

PAGES = ("400", "403", "403_csrf", "404", "409", "429", "500", "503")
TYPED = [("what_learned", "</textarea><b>&"), ("topics", "ethics")]


@pytest.mark.parametrize("name", PAGES)
def test_error_pages_need_no_context(name):
    html = get_template(f"{name}.html").render({})
    assert html.count("<h1") == 1
    assert "What you typed" not in html


@pytest.mark.parametrize("name", ["403_csrf", "409", "500"])
def test_what_was_typed_is_shown_and_can_be_sent_again(name):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    html = render_to_string(f"{name}.html", {"typed": TYPED, "resend_action": "/cpd/new/"}, request=request)
    assert "&lt;/textarea&gt;&lt;b&gt;&amp;" in html
    assert 'name="topics" value="ethics"' in html
    assert 'action="/cpd/new/"' in html
    assert "csrfmiddlewaretoken" in html
    assert "What learned" in html


def test_typed_text_without_an_address_is_only_shown():
    html = get_template("500.html").render({"typed": TYPED})
    assert "readonly" in html
    assert "<form" not in html


def test_the_gallery_shows_every_component():
    request = RequestFactory().get("/ui/")
    request.user = AnonymousUser()
    html = views.gallery(request).content.decode()
    for part in ("govuk-tag", "deadline", "clause", "progress", "coverage", "bars", "govuk-task-list", "timeline",
                 "govuk-summary-list", "banner", "filters", "govuk-pagination", "empty", "autosave",
                 "govuk-error-summary", "govuk-date-input", "govuk-character-count", "govuk-file-upload"):  # fmt: skip
        assert f'class="{part}' in html or f" {part}" in html, part


def test_the_demonstration_says_so_whatever_a_page_calls_its_mode(settings):
    settings.MODE = "demo"
    assert "Nothing here is real" in get_template("404.html").render({"mode": "guided"})
    settings.MODE = "production"
    assert "Nothing here is real" not in get_template("404.html").render({"mode": "demo"})
