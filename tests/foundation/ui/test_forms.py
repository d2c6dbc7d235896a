"""The crispy pack: what a form looks like in HTML."""

import re

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory

from cilexportal.foundation.ui import fields, layout

EVIL = "<script>alert(1)</script>"


class Everything(forms.Form):
    title = forms.CharField(label=f"Title {EVIL}", help_text=f"Hint {EVIL}")
    when = fields.DateField(label="When", help_text="Like 3 6 2026")
    kind = fields.RadiosField(
        label="Kind", choices=[("a", "A")], hints={"a": f"Hint of a {EVIL}"}, missing="Say which kind"
    )
    topics = fields.CheckboxesField(label="Topics", choices=[("x", "X")], required=False)
    sure = forms.BooleanField(label="Sure")
    learned = fields.CountedField(limit=5, label="Learned")
    paper = fields.FileField(label="Paper", required=False, url="/up/")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def helper(self):
        helper = FormHelper(self)
        helper.attrs = {"data-autosave-url": "/save/"}
        helper.layout = Layout(
            layout.Panel(f"Panel {EVIL}", "title", "when", intro="{{ 7|add:7 }}"),
            layout.Group("Group", "kind", "topics"),
            layout.Text(EVIL),
            "sure", "learned", "paper", "secret",
            layout.Buttons(layout.Primary("Save"), layout.Secondary("Later", name="later"), layout.Link("Back", "/")),
        )  # fmt: skip
        return helper


def render(form):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    context = Context({"form": form, "request": request, "csrf_token": "t0ken"})
    return Template("{% load crispy_forms_tags %}{% crispy form %}").render(context)


@pytest.fixture
def fresh():
    return render(Everything())


@pytest.fixture
def sent():
    return render(Everything({"when_day": "40", "when_month": "6", "when_year": "2026", "learned": f"123456{EVIL}"}))


def test_nothing_typed_or_written_becomes_markup(fresh, sent):
    assert EVIL not in fresh + sent
    assert "{{ 7|add:7 }}" in fresh


def test_a_fresh_form_has_no_error_summary_and_carries_its_token(fresh):
    assert "govuk-error-summary" not in fresh
    assert 'value="t0ken"' in fresh
    assert 'enctype="multipart/form-data"' in fresh


def test_every_link_of_the_summary_leads_to_a_box(sent):
    summary = sent[sent.index("govuk-error-summary") : sent.index("</ul>")]
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert len(targets) == 5
    assert [target for target in targets if f'id="{target}"' not in sent] == []
    assert "id_when_day" in targets


def test_every_description_exists(sent):
    named = {name for names in re.findall(r'aria-describedby="([^"]+)"', sent) for name in names.split()}
    assert {"id_learned_count", "id_learned_error", "id_title_helptext", "id_when_error"} <= named
    assert [name for name in named if f'id="{name}"' not in sent] == []


def test_ids_are_given_once(sent):
    ids = re.findall(r'\sid="([^"]+)"', sent)
    assert sorted(ids) == sorted(set(ids))


def test_only_the_wrong_box_of_a_date_is_marked(sent):
    boxes = re.findall(r'<input class="govuk-input govuk-date-input__input[^>]*>', sent)
    assert ["--error" in box for box in boxes] == [True, False, False]


def test_groups_have_a_legend_and_boxes_a_label(fresh):
    assert fresh.count("<legend") == 4  # group, date, radios, checkboxes
    controls = re.findall(r'<(?:input|textarea)[^>]*\sid="([^"]+)"', fresh)
    hidden = {"id_secret"}
    assert [name for name in controls if name not in hidden and f'for="{name}"' not in fresh] == []


def test_a_missing_answer_without_its_own_sentence_names_the_field(sent):
    assert "Fill in “Sure”" in sent
    assert "This field is required" not in sent


def test_scripts_come_along_as_modules(fresh):
    for name in ("counter", "upload", "autosave"):
        assert re.search(rf'<script src="[^"]*js/{name}[^"]*" type="module">', fresh), name
