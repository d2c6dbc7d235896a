"""Pictures say the same as their words, and nothing typed becomes markup."""

import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cilexportal.foundation.ui import svg

ROWS = [("Fellow", {"Met": 3, "Not met": 1}), ("Paralegal", {"Met": 2})]


@pytest.mark.parametrize(
    ("value", "whole", "width"),
    [(0, 9, "0%"), (3, 9, "33.33%"), (9, 9, "100%"), (12, 9, "100%"), (1, 0, "0%"), (Decimal("0.5"), 8, "6.25%")],
)
def test_share(value, whole, width):
    assert svg.share(value, whole) == width


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_share_is_never_wider_than_the_whole(value, whole):
    assert 0 <= float(svg.share(value, whole).rstrip("%")) <= 100


def drawn(markup):
    return ET.fromstring(markup)


def test_progress_has_title_description_and_ids_that_match():
    tree = drawn(svg.progress(uid="p1", label="Outcomes", value=6, target=9, unit="outcomes"))
    assert [tree.find(name).text for name in ("title", "desc")] == ["Outcomes", "6 of 9 outcomes"]
    assert tree.get("aria-labelledby").split() == [tree.find("title").get("id"), tree.find("desc").get("id")]
    assert tree.findall("rect")[1].get("width") == "66.67%"


@pytest.mark.parametrize(("value", "marks", "fill"), [(8, 0, "chart-met"), (9.5, 1, "chart-met"), (7.5, 0, "chart-1")])
def test_a_target_is_marked_once_it_is_passed(value, marks, fill):
    tree = drawn(svg.progress(uid="p1", label="Hours", value=value, target=8, unit="hours"))
    classes = [rect.get("class") for rect in tree.findall("rect")]
    assert (classes.count("chart-mark"), classes[1]) == (marks, fill)


@pytest.mark.parametrize(("value", "said"), [(0, "0 of 1 outcome"), (1, "1 of 1 outcome"), (2, "2 outcomes, 1 needed")])
def test_progress_in_words(value, said):
    assert svg.progress_sentence(value=value, target=1, unit="outcomes") == said


def test_bars_draw_each_series_in_one_shade_and_say_the_totals():
    tree = drawn(svg.bars(uid="b1", title="By grade", rows=ROWS, unit="members"))
    assert tree.find("desc").text == "Fellow 4 members; Paralegal 2 members."
    parts = [
        (r.get("class"), r.get("x"), r.get("width")) for r in tree.findall("rect") if r.get("class") != "chart-track"
    ]
    assert parts == [("chart-1", "0%", "75%"), ("chart-2", "75%", "25%"), ("chart-1", "0%", "50%")]


def test_columns_stand_on_one_foot_and_the_highest_fills_the_picture():
    rows = [("Week of 1 June", {"Records": 4}), ("Week of 8 June", {"Records": 0}), ("Week of 15 June", {"Records": 1})]
    tree = drawn(svg.columns(uid="c1", title="By week", rows=rows, unit="records", marks=[(0, "Jun")]))
    bars = [rect for rect in tree.findall("rect") if rect.get("class") == "chart-1"]
    assert [(bar.get("x"), bar.get("height")) for bar in bars] == [("0%", "140"), ("66.67%", "35")]
    assert {int(bar.get("y")) + int(bar.get("height")) for bar in bars} == {svg.FOOT}
    said = "".join(tree.itertext())
    assert "Week of 1 June to Week of 15 June: 5 records in all; the most, 4, in Week of 1 June." in said
    assert said.endswith("Jun")


def test_columns_of_nothing_are_sound():
    tree = drawn(svg.columns(uid="c1", title="By week", rows=[], unit="records", marks=[]))
    assert [rect.get("class") for rect in tree.findall("rect")] == ["chart-mark"]


def test_bars_of_money_keep_their_pence():
    drawing = svg.bars(
        uid="b1", title="By day", rows=[("1 May", {"Taken": 65.4}), ("2 May", {"Taken": 1225})], unit="pounds"
    )
    assert [text.text for text in drawn(drawing).findall("text")][1::2] == ["£65.40", "£1,225.00"]
    assert "1 May £65.40; 2 May £1,225.00." in drawing


def test_bars_without_anything_are_empty_and_sound():
    assert drawn(svg.bars(uid="b1", title="By grade", rows=[], unit="members")).get("height") == "0"
    assert "0%" in svg.bars(uid="b1", title="By grade", rows=[("Fellow", {"Met": 0})], unit="members")


@given(st.text(st.characters(blacklist_categories=("Cc", "Cs")), max_size=30))
def test_labels_are_text_never_markup(label):
    tree = drawn(svg.bars(uid="b1", title=label, rows=[(label, {label: 1})], unit="records"))
    assert tree.find("title").text in (label, None if label == "" else label)
    assert tree.find("text").text == (label or None)


def test_no_inline_style_anywhere():
    assert "style" not in svg.bars(uid="b", title="t", rows=ROWS, unit="members") + svg.square(True) + svg.swatch(0)
