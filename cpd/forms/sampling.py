"""What an officer types to draw a sample, to read it, and to ask for documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.http import QueryDict

from cilexportal.foundation.asking.services import Wanted
from cilexportal.foundation.ui.fields import CheckboxesField, CountedField, DateField, FigureField, RadiosField
from cilexportal.foundation.ui.layout import Buttons, Group, Link, Panel, Primary, Secondary, Template, Warn
from cpd.enums import LeaveOut, Reading
from cpd.models import CpdYear
from cpd.models.sampling import WORDS_LIMIT
from cpd.queries.sampled import Beside
from cpd.rules.sampling import REASONS, Marked

LEAVE_OUT, ASK, MORE_TIME, TAKE_BACK = "leave_out", "ask", "more_time", "take_back"
# Reasons that an officer gives; the others follow from what the portal knows.
BY_HAND = (LeaveOut.DECEASED, LeaveOut.LAPSED, LeaveOut.CONFLICT, LeaveOut.OTHER)
NUMBER_BOX = {"class": "govuk-input--width-5", "inputmode": "decimal", "autocomplete": "off"}
MOST_ASKED = 10
QUESTION_LIMIT = 500


class PrepareForm(forms.Form):
    """The year of a draw and its size, for which there is no preset [CPD-16d]."""

    year = forms.ChoiceField(label="CPD year", error_messages={"required": "Choose a closed CPD year"})
    number = forms.IntegerField(
        label="A number of members", required=False, widget=forms.TextInput(attrs=NUMBER_BOX),
        error_messages={"invalid": "Enter a whole number, such as 50."},
    )  # fmt: skip
    percent = FigureField(
        label="Or a share of them, in per cent", required=False, max_digits=5,
        help_text="Rounded up to a whole member.", wrong="Enter the share as a number, such as 2.5.",
    )  # fmt: skip
    seed = forms.CharField(
        label="Seed", required=False, max_length=64, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Leave it empty: the portal makes one and keeps it. The same members and the same seed give the same "
        "people, so type one only to repeat a draw.",
    )  # fmt: skip

    use_required_attribute = False

    def __init__(self, data: QueryDict | None, *, years: Iterable[CpdYear], url: str) -> None:
        super().__init__(data)
        self.fields["year"].choices = [(year.slug, year.label) for year in years]
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "year", Group("How many are drawn by lot?", "number", "percent"), "seed",
            Buttons(Primary("Prepare the draw"), Link("Back to sampling", url)),
        )  # fmt: skip

    @property
    def size(self) -> tuple[int | None, Decimal | None]:
        """The number, or the share in per cent."""
        return self.cleaned_data["number"], self.cleaned_data["percent"]


class LeaveOutForm(forms.Form):
    """Somebody who is not to be drawn, and why."""

    member = forms.CharField(
        label="Membership number", max_length=40, error_messages={"required": "Enter a membership number"},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )  # fmt: skip
    reason = RadiosField(label="Why?", choices=[(one.value, one.label) for one in BY_HAND], missing="Choose a reason")
    words = CountedField(
        limit=WORDS_LIMIT, rows=2, label="In words", required=False, help_text="Needed for another reason."
    )

    use_required_attribute = False

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "member", "reason", "words", Buttons(Secondary("Leave this member out", name="do", value=LEAVE_OUT))
        )


def _reasons() -> list[Any]:
    """The reasons for a mark, those for met and those for not met."""
    groups = [("Met", True), ("Not met", False)]
    named = [
        (title, [(code, why.sentence) for code, why in REASONS.items() if why.met is met]) for title, met in groups
    ]
    return [("", "Choose one"), *named]


class AssessForm(forms.Form):
    """A mark for every record, and what the year comes to. `records` are shown beside their marks [REC-28]."""

    second = forms.CharField(widget=forms.HiddenInput, required=False)
    reading = RadiosField(
        label="What do you make of the year?", choices=Reading.choices, missing="Choose what you make of the year",
        hints={Reading.NOT_ACCEPTED.value: "A second assessor then has the last word."},
    )  # fmt: skip
    words = CountedField(
        limit=WORDS_LIMIT, rows=5, label="What you tell the member", required=False,
        help_text="They read exactly this in the letter. Needed for advice, and where you do not accept the year.",
    )  # fmt: skip

    use_required_attribute = False

    def __init__(self, data: QueryDict | None, *, records: Sequence[Beside], second: bool) -> None:
        super().__init__(data, initial={"second": "yes" if second else "no"})
        self.records = records
        panels = [self._panel(number, one) for number, one in enumerate(records, 1)]
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "second", *panels, Panel("The year", "reading", "words", css_id="the-year"),
            Buttons(Primary("Send the assessment")),
        )  # fmt: skip

    def _panel(self, number: int, one: Beside) -> Panel:
        """A record's answers and documents, with the two fields of its mark."""
        pk, before = one.kept.pk, one.marks.get(False)
        self.fields[f"reason_{pk}"] = forms.ChoiceField(
            label=f"Record {number}: met or not met, and why?", choices=_reasons(),
            initial=before.reason if before else "", error_messages={"required": f"Mark record {number}"},
        )  # fmt: skip
        self.fields[f"words_{pk}"] = CountedField(
            limit=WORDS_LIMIT, rows=2, label=f"Record {number}: in your own words", required=False,
            initial=before.words if before else "", help_text="Needed where it is not met.",
        )  # fmt: skip
        shown = Template("cpd/desk/sampling_record.html", one=one)
        return Panel(f"Record {number}: {one.record}", shown, f"reason_{pk}", f"words_{pk}", css_id=f"record-{pk}")

    def clean(self) -> dict[str, Any]:
        """Asks for words where a record is not met."""
        cleaned: dict[str, Any] = super().clean() or {}
        for one in self.records:
            reason = REASONS.get(cleaned.get(f"reason_{one.kept.pk}", ""))
            name = f"words_{one.kept.pk}"
            if reason and not reason.met and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, "Explain what is not met: the member reads it.")
        return cleaned

    def marks(self) -> dict[int, Marked]:
        """Id of SampledRecord -> the mark."""
        found = {}
        for one in self.records:
            reason = self.cleaned_data[f"reason_{one.kept.pk}"]
            found[one.kept.pk] = Marked(REASONS[reason].met, reason, self.cleaned_data[f"words_{one.kept.pk}"])
        return found


class PapersForm(forms.Form):
    """Which documents are asked for, a line each, and why."""

    items = CountedField(
        limit=MOST_ASKED * QUESTION_LIMIT, rows=4, label="Which documents do you ask for?",
        missing="Write what you ask for", help_text="One a line, such as: the certificate of the course of 3 May.",
    )  # fmt: skip
    why = CountedField(
        limit=WORDS_LIMIT, rows=3, label="Why?", missing="Say why: the member reads it",
        help_text="The member reads this in the letter.",
    )  # fmt: skip

    use_required_attribute = False

    def __init__(self, data: QueryDict | None, *, url: str) -> None:
        super().__init__(data)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "items", "why", Buttons(Primary("Ask for them", name="do", value=ASK), Link("Back to the sample", url))
        )

    def clean_items(self) -> list[Wanted]:
        """The documents, each answered with a file."""
        lines = [line.strip() for line in self.cleaned_data["items"].splitlines() if line.strip()]
        if len(lines) > MOST_ASKED:
            raise forms.ValidationError(f"Ask for {MOST_ASKED} documents at most.")
        if any(len(line) > QUESTION_LIMIT for line in lines):
            raise forms.ValidationError(f"Keep each line to {QUESTION_LIMIT} characters.")
        return [Wanted(line, file=True) for line in lines]


class MoreTimeForm(forms.Form):
    """A later last day for what is asked."""

    until = DateField(label="The new last day", what="the new last day", help_text="For example, 27 3 2027.")

    use_required_attribute = False

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data)
        self.helper = FormHelper()
        self.helper.layout = Layout("until", Buttons(Primary("Give more time", name="do", value=MORE_TIME)))


class TakeBackForm(forms.Form):
    """Why documents are not asked for any more."""

    why = CountedField(limit=WORDS_LIMIT, rows=2, label="Why?", missing="Say why: the member reads it")

    use_required_attribute = False

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data)
        self.helper = FormHelper()
        self.helper.layout = Layout("why", Buttons(Warn("Take the request back", name="do", value=TAKE_BACK)))


class RefuseForm(forms.Form):
    """Which records are refused, so that the year is judged again, and why."""

    records = CheckboxesField(label="Which records do not count?", missing="Choose at least one record")
    reason = CountedField(
        limit=WORDS_LIMIT, rows=3, label="Why?", missing="Say why: it is kept with both results of the year"
    )

    use_required_attribute = False

    def __init__(self, data: QueryDict | None, *, records: Iterable[Beside], url: str) -> None:
        super().__init__(data)
        self.fields["records"].choices = [(str(one.record.pk), str(one.record)) for one in records]
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "records", "reason",
            Buttons(Warn("Refuse them and judge the year again"), Link("Leave it as it is", url)),
        )  # fmt: skip
