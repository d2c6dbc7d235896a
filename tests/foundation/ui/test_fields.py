"""Fields read what people type and answer with sentences."""

from datetime import date

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from cilexportal.foundation.ui import fields


class Sample(forms.Form):
    when = fields.DateField(label="When", what="the date of the activity")
    until = fields.DateField(label="Until", required=False)
    learned = fields.CountedField(limit=10, label="Learned", missing="Say what you learned")
    kind = fields.RadiosField(choices=[("a", "A"), ("b", "B")], missing="Say which kind", required=False)
    paper = fields.FileField(required=False, limit_bytes=2_000_000)


def sent(**changes):
    data = {"when_day": "3", "when_month": "June", "when_year": "2026", "learned": "abc", "kind": "a"}
    return Sample({**data, **changes}, {})


def test_a_form_filled_in_cleans():
    form = sent()
    assert form.is_valid(), form.errors
    assert form.cleaned_data["when"] == date(2026, 6, 3)
    assert form.cleaned_data["until"] is None


def test_a_wrong_date_keeps_its_text_and_names_its_boxes():
    form = sent(when_day="31")
    assert form.errors["when"] == ["June 2026 has 30 days. Check the day and the month"]
    assert form.errors["when"].as_data()[0].code == "date:day,month"
    assert 'value="31"' in str(form["when"])


def test_half_a_date_is_refused_even_where_none_is_needed():
    assert sent(until_day="3").errors["until"] == ["The date needs a month and a year as well"]


@pytest.mark.parametrize(("text", "fine"), [("x" * 10, True), ("x" * 11, False), ("12345\r\n7890", True)])
def test_the_limit_counts_a_line_end_as_one(text, fine):
    form = sent(learned=text)
    assert form.is_valid() is fine
    if fine:
        assert "\r" not in form.cleaned_data["learned"]
    else:
        assert form.errors["learned"] == ["You have 1 character too many"]
        assert text in str(form["learned"])


def test_the_box_counts_what_is_judged_text_without_the_space_around_it():
    form = sent(learned=f" {'x' * 11}\n")
    assert form.errors["learned"] == ["You have 1 character too many"]
    assert "You have 1 character too many" in str(form["learned"])


def test_a_counted_box_never_cuts_text_off():
    assert "maxlength" not in str(Sample()["learned"])
    assert "You have 10 characters" in str(Sample()["learned"])


def test_nothing_typed_is_answered_with_the_fields_own_sentence():
    assert sent(learned=" ").errors["learned"] == ["Say what you learned"]


def test_an_initial_date_fills_the_boxes():
    html = str(Sample(initial={"when": date(2026, 6, 3)})["when"])
    assert [part for part in ('value="3"', 'value="6"', 'value="2026"') if part not in html] == []


def test_a_large_file_is_refused_by_size():
    form = Sample(sent().data, {"paper": SimpleUploadedFile("a.pdf", b"x" * 2_000_001)})
    assert form.errors["paper"] == ["This file is larger than 2 MB"]


def test_a_date_left_alone_has_not_changed():
    form = Sample(sent().data, {}, initial={"when": date(2026, 6, 3)})
    assert "when" in form.changed_data  # "June" is another way to write it
    form = Sample({"when_day": "3", "when_month": "6", "when_year": "2026"}, {}, initial={"when": date(2026, 6, 3)})
    assert "when" not in form.changed_data
