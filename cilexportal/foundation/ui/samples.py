"""Made-up data and forms for the gallery. Nothing here is kept and nobody here exists."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.paginator import Page, Paginator

from cilexportal.foundation import london
from cilexportal.foundation.ui import fields, layout

COLOURS = [("Met", "green"), ("2 answers missing", "amber"), ("Not met", "red"), ("Draft", "grey"), ("With us", "blue")]
AREAS = [
    ("Ethics and standards", 3),
    ("Client care", 1),
    ("Supervision", 0),
    ("Equality, diversity and inclusion", 1),
    ("Managing work", 0),
    ("Research and drafting", 2),
]
BARS: list[tuple[str, dict[str, int]]] = [
    ("Fellow", {"Met": 412, "Not met": 31, "Extended": 12}),
    ("Associate Prosecutor", {"Met": 88, "Not met": 9, "Extended": 2}),
    ("Paralegal", {"Met": 140, "Not met": 44, "Extended": 0}),
]
WEEKS: list[tuple[str, dict[str, int]]] = [
    ("7 September", {"Records": 210}),
    ("14 September", {"Records": 355}),
    ("21 September", {"Records": 1240}),
]
SUMMARY = [
    {
        "key": "Activity",
        "value": "Half-day course on witness statements",
        "action_url": "#summary",
        "action_text": "Change",
    },
    {"key": "Date", "value": "14 May 2026", "action_url": "#summary", "action_text": "Change"},
    {"key": "What I learned", "value": "Where a statement ends\nand argument begins.", "action_url": "#summary"},
    {"key": "Recorded", "value": "15 May 2026 at 9:12am"},
]
TASKS = [
    {
        "title": "Your nine outcomes",
        "url": "#tasks",
        "hint": "6 of 9 recorded",
        "status": "3 missing",
        "colour": "amber",
    },
    {"title": "Five of them planned", "url": "#tasks", "status": "Met", "colour": "green"},
    {
        "title": "Declaration",
        "hint": "Opens when everything above is met",
        "status": "Cannot start yet",
        "colour": "grey",
    },
]
CHIPS = [{"text": "Grade: Fellow", "url": "?"}, {"text": "Not met", "url": "?"}]
KINDS = [("planned", "Planned"), ("unplanned", "Unplanned"), ("reading", "Reading")]
HINTS = {
    "planned": "You set out to learn this before you did it.",
    "unplanned": "It came up at work and taught you something.",
}
LONG = "Words that go on. " * 15
MISTAKES = {
    "sent-title": "",
    "sent-when_day": "31",
    "sent-when_month": "June",
    "sent-when_year": "2026",
    "sent-learned": LONG,
    "sent-topics": ["ethics"],
}


def deadlines(*, now: datetime) -> list[datetime]:
    """Ends that are far, near, very near, today and past."""
    return [now + timedelta(days=days) for days in (120, 12, 2)] + [
        london.end_of_day(london.date_of(now)),
        now - timedelta(days=3),
    ]


def events(*, now: datetime) -> list[dict[str, Any]]:
    """A short history."""
    return [
        {"title": "Record completed", "at": now, "by": "you", "text": "It counts towards your planned outcomes."},
        {"title": "Draft begun", "at": now - timedelta(days=2), "by": "you"},
        {"title": "CPD year opened", "date": london.date_of(now) - timedelta(days=40)},
    ]


def sheet(number: str) -> Page[int]:
    """One page of many."""
    return Paginator(range(1, 61), 20).get_page(number)


class SampleForm(forms.Form):
    """One field of every kind."""

    title = fields.CountedField(
        limit=80, one_line=True, label="Name of the activity", missing="Give the activity a name"
    )
    when = fields.DateField(
        label="When did it happen?", what="the date of the activity", help_text="For example, 14 5 2026"
    )
    kind = fields.RadiosField(
        label="Was it planned?", choices=KINDS, hints=HINTS, missing="Say whether the activity was planned"
    )
    topics = fields.CheckboxesField(
        label="Which areas does it touch?",
        choices=[("ethics", "Ethics and standards"), ("clients", "Client care")],
        hints={"clients": "Also complaints and vulnerable clients."},
        required=False,
    )
    learned = fields.CountedField(
        limit=200, rows=5, label="What did you learn?", help_text="Leave out names of clients and colleagues."
    )
    hours = forms.DecimalField(
        label="Hours", widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "decimal"})
    )
    grade = forms.ChoiceField(label="Grade", choices=[("fellow", "Fellow"), ("paralegal", "Paralegal")])
    paper = fields.FileField(
        label="Supporting document", required=False, accept=[".pdf", ".png"], help_text="PDF or PNG, up to 25 MB."
    )
    sure = forms.BooleanField(label="Everything here is my own account", required=False)

    @property
    def helper(self) -> FormHelper:
        """One panel, and three kinds of button."""
        helper = FormHelper(self)
        helper.form_id = f"form-{self.prefix or 'fresh'}"
        helper.layout = Layout(
            layout.Panel(
                "The activity", "title", "when", "kind", "topics", intro="Two minutes, if you have your notes at hand."
            ),
            "learned",
            "hours",
            "grade",
            "paper",
            "sure",
            layout.Buttons(
                layout.Primary("Check this record"),
                layout.Secondary("Save and come back", name="draft"),
                layout.Warn("Delete this draft", name="delete"),
                layout.Link("Back to the gallery", "#main"),
            ),
        )
        return helper


class FilterForm(forms.Form):
    """Filters of a list."""

    words = forms.CharField(label="Words", required=False)
    state = forms.ChoiceField(label="State", required=False, choices=[("", "Any"), ("met", "Met"), ("not", "Not met")])
