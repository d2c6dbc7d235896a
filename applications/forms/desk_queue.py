"""What officers type at the queue: filters and their names, whom cases are given to, why one is held. Shape only."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse

from applications.enums import HoldReason, Stage, StepKind, Whose
from applications.forms.desk_decide import SeenForm
from applications.queries.desk import officers
from applications.queries.queue import ANY, NOBODY, Wanted
from cilexportal.foundation.ui.fields import CountedField, RadiosField, words_to_look_up
from cilexportal.foundation.ui.forms import Plain
from cilexportal.foundation.ui.layout import Buttons, Link, Primary
from members.models import User

EMPTY = [("", "Any")]
WEEKS = [("7", "a week"), ("14", "2 weeks"), ("28", "4 weeks"), ("56", "8 weeks"), ("112", "16 weeks")]
ME = "me"


class FindCases(forms.Form):
    """Any of the filters. Empty finds every open case."""

    words = forms.CharField(
        label="Reference, number, name or email", max_length=100, required=False,
        help_text="A whole reference, or any part of the others. Three letters or more.",
    )  # fmt: skip
    kind = forms.ChoiceField(label="Step", choices=[*EMPTY, *StepKind.choices], required=False)
    stage = forms.ChoiceField(
        label="Status", choices=[("", "Any that is open"), *Stage.choices, (ANY, "Any at all")], required=False
    )
    whose = forms.ChoiceField(label="Whose move", choices=[*EMPTY, *Whose.choices], required=False)
    officer = forms.ChoiceField(label="Officer", required=False)
    waiting = forms.ChoiceField(label="In the queue for more than", choices=[*EMPTY, *WEEKS], required=False)
    overdue = forms.BooleanField(label="Only overdue", required=False)
    message = forms.BooleanField(label="Only with a message that waits", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.names = {str(one.pk): str(one) for one in officers()}
        me = [(ME, "Me")] if str(user.pk) in self.names else []
        others = [(pk, name) for pk, name in self.names.items() if pk != str(user.pk)]
        self.fields["officer"].choices = [*EMPTY, *me, (NOBODY, "Nobody yet"), *others]

    def clean_words(self) -> str:
        """Refuses words of which none is long enough to be looked up."""
        return words_to_look_up(self.cleaned_data["words"])

    def wanted(self) -> Wanted:
        """What is looked for; every open case where the form cannot be read."""
        if not self.is_valid():
            return Wanted()
        typed = self.cleaned_data
        officer = str(self.user.pk) if typed["officer"] == ME else typed["officer"]
        waiting = int(typed["waiting"]) if typed["waiting"] else None
        return Wanted(**{**typed, "officer": officer, "waiting": waiting})

    def said(self) -> dict[str, str]:
        """Filter -> what is on, in words; nothing where the form cannot be read."""
        if not self.is_valid():
            return {}
        typed = self.cleaned_data
        chosen = {name: dict(self.fields[name].choices).get(typed[name], "") for name in ("kind", "stage", "whose")}
        officer = {ME: "mine", NOBODY: "nobody's yet"}.get(typed["officer"], self.names.get(typed["officer"], ""))
        said = {
            "words": typed["words"], **{name: words if typed[name] else "" for name, words in chosen.items()},
            "officer": officer,
            "waiting": f"for more than {dict(WEEKS).get(typed['waiting'], '')}" if typed["waiting"] else "",
            "overdue": "overdue" if typed["overdue"] else "",
            "message": "with a message that waits" if typed["message"] else "",
        }  # fmt: skip
        return {name: str(words) for name, words in said.items() if words}


class SaveFilter(Plain):
    """A name for the filters that are on."""

    name = forms.CharField(
        label="Name", max_length=60, error_messages={"required": "Type a name to keep these filters under."}
    )
    query = forms.CharField(widget=forms.HiddenInput, max_length=1000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.form_action = reverse("applications_desk:filter")

    def laid_out(self) -> tuple[object, ...]:
        return ("name", "query", Buttons(Primary("Keep these filters")))


class AssignForm(Plain):
    """Whom the chosen cases are given to. `seen`: each case with the revision that the page shows."""

    officer = RadiosField(label="Who takes them?", missing="Choose who takes them")
    seen = forms.CharField(widget=forms.HiddenInput, max_length=5000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officers = {str(one.pk): one for one in officers()}
        named = [(pk, str(one)) for pk, one in self.officers.items()]
        self.fields["officer"].choices = [*named, (NOBODY, "Nobody: back to those that wait")]

    def laid_out(self) -> tuple[object, ...]:
        back = Link("Back to the queue", reverse("applications_desk:queue"))
        return ("officer", "seen", Buttons(Primary("Give these cases"), back))

    def clean_seen(self) -> dict[UUID, int]:
        """Case -> revision."""
        try:
            pairs = [one.split(":") for one in self.cleaned_data["seen"].split(",")]
            return {UUID(case): int(revision) for case, revision in pairs}
        except ValueError as fault:
            raise forms.ValidationError("Choose the cases again.") from fault

    def chosen(self) -> User | None:
        """The officer; None for nobody."""
        return self.officers.get(self.cleaned_data["officer"])


class HoldForm(SeenForm):
    """Why a case is put on hold."""

    reason = RadiosField(label="Why?", choices=HoldReason.choices, missing="Choose why.")
    note = CountedField(limit=1000, rows=4, label="Note", help_text="Officers read it.", required=False)

    def laid_out(self) -> tuple[object, ...]:
        return ("revision", "reason", "note", Buttons(Primary("Put it on hold"), Link("Back to the case", self.back)))


class ReleaseForm(SeenForm):
    """What came of a hold."""

    note = CountedField(limit=1000, rows=4, label="What came of it", help_text="Officers read it.", required=False)

    def laid_out(self) -> tuple[object, ...]:
        return ("revision", "note", Buttons(Primary("Take it off hold"), Link("Back to the case", self.back)))
