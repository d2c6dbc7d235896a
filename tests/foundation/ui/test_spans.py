"""Periods on one line of time: where they begin, what lies at the same time, and the same in words."""

from __future__ import annotations

import re
from datetime import date

from django.template import Context, Template

from cilexportal.foundation.ui import svg
from cilexportal.foundation.ui.svg import Span

YEAR = (date(2025, 1, 1), date(2025, 12, 31))
WORK = Span(label="<Work>", series="Roles", periods=(YEAR,), words="35 a week")
BOTH = Span(label="Both", series="Both", periods=((date(2025, 7, 2), date(2025, 12, 31)),), words="183 days")


def places(picture: str, css: str) -> list[tuple[str, str]]:
    return re.findall(rf'<rect class="{css}" x="([^"]+)" y="\d+" width="([^"]+)"', picture)


def test_a_period_has_its_place_and_the_marked_series_is_shaded_through_all_rows() -> None:
    picture = svg.spans(uid="a", title="Hours", rows=[WORK, BOTH], marked="Both")
    assert places(picture, "chart-1") == [("0%", "100%")]
    assert places(picture, "chart-2") == [("49.86%", "50.14%")]
    assert places(picture, "chart-track") == [("49.86%", "50.14%")]
    assert "&lt;Work&gt;" in picture
    assert "1 January 2025 to 31 December 2025; Both, 2 July 2025 to 31 December 2025." in picture


def test_a_single_day_is_drawn_and_long_times_name_few_years() -> None:
    day = date(2025, 1, 1)
    one = Span(label="Day", series="Roles", periods=((day, day),), words="")
    assert places(svg.spans(uid="a", title="Day", rows=[one], marked=""), "chart-1") == [("0%", "100%")]
    long = Span(label="Long", series="Roles", periods=((date(1990, 5, 1), date(2026, 5, 1)),), words="")
    picture = svg.spans(uid="a", title="Long", rows=[long], marked="")
    assert len(re.findall(r'dx="4" y="18">\d{4}<', picture)) == svg.MOST_YEARS


def test_the_table_says_the_same_and_nothing_is_drawn_of_nothing() -> None:
    shown = Template('{% load ui %}{% spans "Hours" rows "Both" %}')
    page = shown.render(Context({"rows": [WORK, BOTH]}))
    assert "Show as table" in page
    assert page.count('scope="row"') == 2
    assert "2 July 2025" in page
    assert "Nothing to draw yet" in shown.render(Context({"rows": []}))
