"""The plan: for each outcome how it will be shown, with whom, and whether that is agreed. Shape only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.layout import Layout
from django import forms

from applications.models import PlannedOutcome
from applications.queries.planning import SEAL, box, seal_of
from applications.rules.pathway import Competency, LearningOutcome
from applications.rules.planning import MOST_HOW, MOST_NAME, Planned
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal
from cilexportal.foundation.ui.fields import CountedField
from cilexportal.foundation.ui.forms import Plain
from cilexportal.foundation.ui.layout import Buttons, Group, Link, Panel, Primary, Template

AGREED = "My supervisor has agreed"


class PlanForm(Plain):
    """Three boxes for each outcome. `seen` is the seal of the plan that the page showed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=SEAL)

    def __init__(
        self, *args: Any, competencies: Sequence[Competency], plan: Mapping[str, PlannedOutcome], back: str,
        keeps: Mapping[str, str], **kwargs: Any,
    ) -> None:  # fmt: skip
        """`plan` is what is kept; `back` the page of the application; `keeps` where typing is kept."""
        self.competencies, self.plan, self.back = competencies, plan, back
        super().__init__(*args, **kwargs)
        for one in self.outcomes():
            self._add(one, plan.get(one.number))
        self.fields["seen"].initial = self.initial["seen"] = seal_of(plan)
        self.helper.layout = Layout(
            Template("ui/autosave.html"), "seen", *map(self._panel, competencies), self._buttons()
        )
        self.helper.attrs = dict(keeps)

    def laid_out(self) -> tuple[object, ...]:
        return ()

    def outcomes(self) -> list[LearningOutcome]:
        """Every outcome, in its order."""
        return [one for each in self.competencies for one in each.outcomes]

    def planned(self) -> dict[str, Planned]:
        """What is typed for each outcome; of a form that is valid."""
        said = self.cleaned_data
        return {
            one.number: Planned(
                how=said[box("how", one.number)], supervisor=said[box("supervisor", one.number)],
                agreed=said[box("agreed", one.number)],
            )
            for one in self.outcomes()
        }  # fmt: skip

    def say(self, number: str, name: str, refusal: Refusal) -> None:
        """Puts a refusal at its box, or above all of them."""
        self.add_error(box(name, number) if number else None, str(refusal))

    def _add(self, one: LearningOutcome, kept: PlannedOutcome | None) -> None:
        since = f"Agreed since {london.in_words(kept.agreed_on)}." if kept and kept.agreed_on else ""
        self.fields[box("how", one.number)] = CountedField(
            limit=MOST_HOW, rows=3, required=False, label=f"How you will show {one.number}"
        )
        self.fields[box("supervisor", one.number)] = forms.CharField(
            label=f"Supervisor for {one.number}", max_length=MOST_NAME, required=False,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            error_messages={"max_length": f"Use {MOST_NAME} characters or fewer."},
        )  # fmt: skip
        self.fields[box("agreed", one.number)] = forms.BooleanField(
            label=f"{AGREED} {one.number}", required=False, help_text=since
        )

    def _panel(self, one: Competency) -> Panel:
        groups = [
            Group(f"{each.number} {each.title}", *(box(name, each.number) for name in ("how", "supervisor", "agreed")))
            for each in one.outcomes
        ]
        return Panel(f"{one.number} {one.title}", *groups, css_id=f"competency-{one.number}")

    def _buttons(self) -> Buttons:
        return Buttons(Primary("Save the plan"), Link("Back to your application", self.back))
