"""The forms of an officer who assesses and decides. Shape only; the services decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from crispy_forms.layout import Layout
from django import forms

from applications.enums import Outcome
from applications.rules.deciding import Failed, Section
from applications.rules.pathway import Reason
from cilexportal.foundation.ui.fields import CountedField, DateField, RadiosField
from cilexportal.foundation.ui.forms import Plain
from cilexportal.foundation.ui.layout import Buttons, Link, Panel, Primary, Secondary, Warn

NOTE_LIMIT, WHY_LIMIT, LETTER_LIMIT = 500, 2000, 6000
PASSED, FAILED = "passed", "failed"
PREVIEW, SEND = "preview", "send"
HINTS = {
    Outcome.MET: "The step is done.",
    Outcome.NOT_YET: "The application stays open: what is missing can be added and submitted again without a fee.",
    Outcome.ASK: "One question for each reason that can be mended. 28 days, with reminders.",
    Outcome.REFER: "The committee decides. Say below what it is asked.",
}


class SeenForm(Plain):
    """A form that carries which revision of the case its page saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, back: str, **kwargs: Any) -> None:
        """`back` is the page of the case."""
        self.back = back
        super().__init__(*args, **kwargs)


class SectionForm(SeenForm):
    """A section: passed, or failed for reasons, each with a note that the applicant reads."""

    verdict = RadiosField(
        label="Is this section passed?", choices=[(PASSED, "Passed"), (FAILED, "Not passed")],
        missing="Say whether the section is passed.",
    )  # fmt: skip

    def __init__(self, *args: Any, reasons: Sequence[Reason], **kwargs: Any) -> None:
        """`reasons` are those of the section, of the case's version."""
        self.reasons = reasons
        super().__init__(*args, **kwargs)
        for one in reasons:
            self.fields[f"reason_{one.code}"] = forms.BooleanField(label=one.words, required=False)
            self.fields[f"note_{one.code}"] = CountedField(
                limit=NOTE_LIMIT, rows=2, required=False, label=_note_of(one)
            )
        self.helper.layout = Layout(*self.laid_out())

    def laid_out(self) -> tuple[object, ...]:
        mendable = [name for one in self.reasons if one.mendable for name in _names(one)]
        hard = [name for one in self.reasons if not one.mendable for name in _names(one)]
        panels = []
        if mendable:
            panels.append(Panel("What can be mended", *mendable, intro="The applicant is asked, or mends it later."))
        if hard:
            panels.append(Panel("What cannot be mended", *hard, intro="The case then goes before the committee."))
        return ("revision", "verdict", *panels, Buttons(Primary("Save"), Link("Back to the case", self.back)))

    def section(self, code: str) -> Section:
        """The section as the rules take it. Reasons that are ticked beside “passed” are refused there."""
        said = self.cleaned_data
        reasons = tuple(
            Failed(code=one.code, note=said[f"note_{one.code}"]) for one in self.reasons if said[f"reason_{one.code}"]
        )
        return Section(code=code, passed=said["verdict"] == PASSED, reasons=reasons)


class DecideForm(SeenForm):
    """A decision, and once it is chosen the letter that goes with it."""

    outcome = RadiosField(
        label="Decision", missing="Choose a decision.", hints={one.value: words for one, words in HINTS.items()}
    )
    why = CountedField(
        limit=WHY_LIMIT, rows=4, required=False, label="Your reason",
        help_text="Of a referral: what the committee is asked. Otherwise it stays with the officers.",
    )  # fmt: skip
    expected_on = DateField(
        label="Another day by which the hours are likely", what="the day", required=False,
        help_text="Leave it empty to go by the ledger.",
    )  # fmt: skip
    expected_why = CountedField(
        limit=200, one_line=True, required=False, label="Why another day than the ledger?",
        help_text="The applicant reads it.",
    )  # fmt: skip
    subject = CountedField(limit=200, one_line=True, required=False, label="Subject of the letter")
    letter = CountedField(
        limit=LETTER_LIMIT, rows=16, required=False, label="The letter",
        help_text="Leave an empty line between paragraphs. Greeting, letter number and signature are added.",
    )  # fmt: skip
    written_for = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)

    def __init__(
        self, *args: Any, offered: Sequence[Outcome], known: Sequence[str], asks_day: bool, **kwargs: Any
    ) -> None:
        """`offered` are the buttons, `known` every decision that may be posted; the services refuse the others."""
        self.offered, self.asks_day, self.with_letter = offered, asks_day, False
        super().__init__(*args, **kwargs)
        self.offer([Outcome(one) for one in known])

    def laid_out(self) -> tuple[object, ...]:
        day = (Panel("By when", "expected_on", "expected_why"),) if self.asks_day else ()
        first, back = ("revision", "written_for", "outcome", "why", *day), Link("Back to the case", self.back)
        if not self.with_letter:
            return *first, Buttons(Primary("Write the letter", name="do", value=PREVIEW), back)
        send = Primary("Record the decision and send the letter", name="do", value=SEND)
        anew = Secondary("Write the letter anew", name="do", value=PREVIEW)
        return *first, Panel("The letter", "subject", "letter"), Buttons(send, anew, back)

    def show(self, *, letter: Mapping[str, str] | None) -> None:
        """Shows the letter too: the one given, or with None the one that was typed."""
        self.with_letter = True
        # Looked at only when it is sent, but not left out then.
        for name in ("subject", "letter"):
            self.fields[name].required = True
        if letter is not None:
            self.data = self.data.copy()
            for name, words in letter.items():
                self.data[name] = words
        self.helper.layout = Layout(*self.laid_out())

    def offer(self, offered: Sequence[Outcome]) -> None:
        """Shows only these decisions."""
        self.fields["outcome"].choices = [(one.value, one.label) for one in offered]

    def chosen(self) -> tuple[Outcome, date | None, str]:
        """The decision, another day than the ledger's, and why."""
        said = self.cleaned_data
        return Outcome(said["outcome"]), said.get("expected_on"), said.get("expected_why", "")

    def is_written_for(self) -> str:
        """What a letter is written for: it is written anew for anything else."""
        outcome, day, why = self.chosen()
        return f"{outcome}|{day or ''}|{why.strip()}"


class ReasonForm(SeenForm):
    """A reason and one button that takes something back."""

    why = CountedField(
        limit=WHY_LIMIT, rows=4, label="Why?", help_text="The applicant reads it.",
        missing="Say why it is taken back. The applicant reads it.",
    )  # fmt: skip
    verb = "Take the decision back"

    def laid_out(self) -> tuple[object, ...]:
        return ("revision", "why", Buttons(Warn(self.verb), Link("Back to the case", self.back)))


class RequestEndForm(ReasonForm):
    """Why an applicant is asked no longer."""

    why = CountedField(
        limit=WHY_LIMIT, rows=4, label="Why?", help_text="The applicant reads it.",
        missing="Say why it is asked for no longer. The applicant reads it.",
    )  # fmt: skip
    verb = "Cancel the request"


class RequestTimeForm(SeenForm):
    """More time for an answer."""

    until = DateField(label="New last day", what="the new last day")

    def laid_out(self) -> tuple[object, ...]:
        return ("revision", "until", Buttons(Primary("Give more time"), Link("Back to the case", self.back)))


def _names(one: Reason) -> tuple[str, str]:
    return f"reason_{one.code}", f"note_{one.code}"


def _note_of(one: Reason) -> str:
    """The label of a reason's note: every one on a page says another thing."""
    about = one.words.rstrip(".")
    if one.mendable and not one.short:
        return f"What to ask for, as a file: “{about}”" if one.file else f"What to ask: “{about}”"
    return f"A note to the applicant, if any: “{about}”"
