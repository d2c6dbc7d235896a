"""The tags pages are written with."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse


def render(text, **context):
    return Template("{% load ui %}" + text).render(Context(context)).strip()


def test_status_is_a_word_with_a_colour():
    assert render("{% status word 'green' %}", word="<Met>") == (
        '<strong class="govuk-tag govuk-tag--green">&lt;Met&gt;</strong>'
    )


def test_a_colour_nobody_drew_is_a_mistake():
    with pytest.raises(TemplateSyntaxError, match="purple"):
        render("{% status 'Met' 'purple' %}")


def test_clause_links_to_its_page():
    assert 'href="/rules/CPD-9/"' in render("{% clause 'CPD-9' %}")
    assert "why?" in render("{% clause 'CPD-9' %}")


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("{{ v|london_date }}", date(2026, 9, 30), "30 September 2026"),
        ("{{ v|london_date }}", datetime(2026, 9, 30, 23, 0, tzinfo=UTC), "1 October 2026"),
        ("{{ v|london_date }}", None, ""),
        ("{{ v|london_time }}", datetime(2026, 9, 30, 22, 59, tzinfo=UTC), "30 September 2026 at 11:59pm"),
        ("{{ v|london_time }}", None, ""),
        ("{{ v|plural:'answer' }}", 2, "2 answers"),
        ("{{ v|plural:'answer' }}", ["one"], "1 answer"),
        ("{{ v|field_words }}", "what_learned", "What learned"),
    ],
)
def test_filters(text, value, said):
    assert render(text, v=value) == said


def test_progress_says_its_figures_twice_once_for_each_sense():
    html = render("{% progress label='Outcomes' value=6 target=9 unit='outcomes' %}")
    assert html.count("6 of 9 outcomes") == 2


def test_the_same_picture_twice_on_a_page_has_two_ids():
    bar = "{% progress label='Outcomes' value=6 target=9 unit='outcomes' %}"
    html = render(bar + bar, request=RequestFactory().get("/"))
    assert 'id="outcomes-1-t"' in html
    assert 'id="outcomes-2-t"' in html


def test_bars_come_with_their_table():
    rows = [("Fellow", {"Met": 1240, "Not met": 1}), ("Paralegal", {"Met": 2})]
    html = render("{% bars title='By grade' rows=rows unit='members' %}", rows=rows)
    assert "Show as table" in html
    assert [cell for cell in ("1,240", "1,241", "Not met", "Total") if cell not in html] == []


def test_bars_of_nothing_say_so():
    assert "Nothing to draw yet" in render("{% bars title='By grade' rows=rows unit='members' %}", rows=[])


def test_coverage_says_how_often():
    html = render("{% coverage areas %}", areas=[("Ethics", 2), ("Supervision", 0)])
    assert "2 activities" in html
    assert "none yet" in html


def test_empty_offers_one_action():
    assert render("{% empty 'Nothing yet.' 'Record CPD' '/cpd/' %}").count("<a ") == 1
    assert "<a " not in render("{% empty 'Nothing yet.' %}")


def test_an_address_is_that_of_the_page_or_of_its_page_about_one_thing():
    first, second = uuid4(), uuid4()
    assert render("{% address 'shop:orders' %}") == reverse("shop:orders")
    for uuid in (first, second, first):
        assert render("{% address 'shop:order' uuid %}", uuid=uuid) == reverse("shop:order", args=[uuid])
    with pytest.raises(NoReverseMatch):
        render("{% address 'shop:order' %}")


def test_what_is_drawn_once_is_drawn_once_for_each_set_of_facts():
    said = [render("{% drawn_once 'ui/timeout.html' idle_seconds=seconds %}", seconds=n) for n in (60, 3600, 60)]
    assert ['data-idle="60"' in one for one in said] == [True, False, True]
