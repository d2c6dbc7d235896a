"""What is said of a piece of evidence, a pasted email, and the names that are looked for. Shape only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from applications.rules.pathway import EvidenceFigures
from cilexportal.foundation.rulebook.refusal import Refusal
from cilexportal.foundation.ui.fields import CountedField, DateField, RadiosField
from cilexportal.foundation.ui.forms import Patient, Plain
from cilexportal.foundation.ui.layout import Buttons, Group, Link, Panel, Primary
from portfolio.forms.again import Again
from portfolio.models import Piece
from portfolio.queries.piece import Reason
from portfolio.rules.library import LONGEST_NAME, MOST_NAMES, faults_of_choice
from portfolio.rules.marks import mark_of
from portfolio.services.pieces import LONGEST_TITLE, Described, Email

LONG, EMAIL_LONGEST, LINE = 2000, 60_000, 200
YES_NO = (("yes", "Yes"), ("no", "No"))
ANSWERS = {"yes": True, "no": False}
SHOWS = ("shows_date", "shows_name", "shows_reference")
SAID = ("title", "kind", "source", "matter", "worked_on", "why_missing", "own_work")
WHY = "If it is older than two years, why could nothing newer be used for {}?"
ILL = "For example illness or parental leave. Only the officers of your case read this."
EACH = "Older work needs a reason of its own for each example that it is evidence of."
NOBODY = "Use no name of a client, colleague or firm."


class PieceForm(Again, Patient):
    """What the owner says of a piece. Only the title has to be there; what is missing is said on the board."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = CountedField(
        limit=LONGEST_TITLE, one_line=True, label="Title", help_text=f"Such as “Advice on a refusal”. {NOBODY}",
        missing="Give the piece a title",
    )  # fmt: skip
    kind = forms.ChoiceField(label="Kind of document")
    source = forms.ChoiceField(label="Where the work comes from", required=False)
    matter = CountedField(
        limit=LONGEST_TITLE, one_line=True, label="Matter",
        help_text=f"A label such as “Matter A”. The same matter always has the same label. {NOBODY}",
    )  # fmt: skip
    worked_on = DateField(
        label="On which day was the work done?", what="the day of the work",
        help_text="The date on the document. Without one, the day on which you did the work. For example, 27 3 2026.",
    )  # fmt: skip
    shows_date = RadiosField(label="Does it show the date?", choices=YES_NO)
    shows_name = RadiosField(label="Does it show your name?", choices=YES_NO)
    shows_reference = RadiosField(label="Does it show your reference?", choices=YES_NO)
    why_missing = CountedField(
        limit=LONG, rows=4, required=False, label="If one of them is missing, why?",
        help_text="Your own name and reference, and the date, stay visible where they are on the document.",
    )  # fmt: skip
    own_work = forms.BooleanField(label="This is a copy of my own work on a real matter.", required=False)

    def __init__(
        self, data: Any = None, *, piece: Piece, reasons: Sequence[Reason], figures: EvidenceFigures, back_url: str
    ) -> None:
        """`reasons`: one box for each example that the piece is evidence of."""
        self.figures, self.back_url = figures, back_url
        self.reason_boxes = {_why(one): one for one in reasons}
        super().__init__(data, initial=boxes_of(piece, reasons) | {"version": piece.version})
        for name, one in self.reason_boxes.items():
            self.fields[name] = CountedField(
                limit=LONG, rows=4, required=False, label=WHY.format(one.number), help_text=ILL
            )
        kinds = [(one.code, _kind(one.words, one.but_for)) for one in figures.kinds if not one.barred or one.but_for]
        never = [(one.code, one.words) for one in figures.kinds if one.barred and not one.but_for]
        self.fields["kind"].choices = [("", "Choose one"), *kinds, ("Never evidence", never)]
        self.fields["source"].choices = [("", "Choose one"), *((one, one) for one in figures.sources)]

    def laid_out(self) -> tuple[object, ...]:
        """What it is, how old it is, and what is to be seen on it."""
        return (
            "version",
            Panel("What it is", "title", "kind", "source", "matter"),
            Panel("How old it is", "worked_on", *self.reason_boxes, intro=EACH, css_id="id_why_old"),
            Panel("What is on it", *SHOWS, "why_missing", "own_work"),
            Buttons(Primary("Save"), Link("Back to the library", self.back_url)),
        )

    def may_wait(self) -> Iterable[str]:
        """[HB-42a] All that is asked besides the title: what is not answered yet stays so, and the board says it."""
        return ("kind", "matter", "worked_on", *SHOWS)

    def clean_kind(self) -> str:
        """[HB-40] [HB-40a] A kind that is never evidence cannot be chosen."""
        kind: str = self.cleaned_data["kind"]
        _refuse(faults_of_choice(kind, self.figures))
        return kind

    def said(self) -> Described:
        """What was typed, as it is kept."""
        typed = self.cleaned_data
        shows: dict[str, Any] = {name: ANSWERS.get(typed[name]) for name in SHOWS}
        return Described(**{name: typed[name] for name in SAID}, **shows)

    def reasons(self) -> dict[UUID, str]:
        """[HB-41b] By the uuid of each example, why the piece is used there although it is older."""
        return {one.sheet: self.cleaned_data[name] for name, one in self.reason_boxes.items()}


class PasteForm(Plain):
    """An email, pasted whole."""

    title = CountedField(
        limit=LONGEST_TITLE - 20, one_line=True, label="Title in your library", help_text=NOBODY,
        missing="Give the email a title",
    )  # fmt: skip
    sender = CountedField(limit=LINE, one_line=True, label="From", missing="Say who wrote it")
    recipient = CountedField(limit=LINE, one_line=True, label="To", missing="Say who it was written to")
    sent_on = CountedField(
        limit=LINE, one_line=True, label="Date", help_text="As it stands in the email.", missing="Give its date"
    )
    subject = CountedField(limit=LINE, one_line=True, required=False, label="Subject")
    words = CountedField(limit=EMAIL_LONGEST, rows=16, label="The email", missing="Paste the email")

    def __init__(self, data: Any = None, *, back_url: str) -> None:
        self.back_url = back_url
        super().__init__(data)

    def laid_out(self) -> tuple[object, ...]:
        """Its head as a mail program shows it, then its words."""
        return (
            "title",
            Group("The head of the email", "sender", "recipient", "sent_on", "subject"),
            "words",
            Buttons(Primary("Make a PDF of it"), Link("Back to the library", self.back_url)),
        )

    def email(self) -> Email:
        """The email as it was pasted."""
        return Email(
            **{name: self.cleaned_data[name] for name in ("sender", "recipient", "sent_on", "subject", "words")}
        )


class NamesForm(Again):
    """The names that are looked for in every file of the library."""

    names = CountedField(
        limit=MOST_NAMES * LONGEST_NAME, rows=8, required=False, label="Names to look for",
        help_text="One on each line: clients, opponents, colleagues, firms. Nobody but you ever sees this list.",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, boxes: Mapping[str, str], back_url: str) -> None:
        self.back_url = back_url
        super().__init__(data, initial={**boxes, "version": mark_of(boxes)})

    def laid_out(self) -> tuple[object, ...]:
        """One box."""
        return "version", "names", Buttons(Primary("Save and look again"), Link("Back to the library", self.back_url))


def boxes_of(piece: Piece, reasons: Sequence[Reason]) -> dict[str, Any]:
    """What is said of a piece, as the boxes of its form hold it. Of what was not answered yet, nothing is chosen."""
    words = {True: "yes", False: "no", None: ""}
    shows = {name: words[getattr(piece, name)] for name in SHOWS}
    return {name: getattr(piece, name) for name in SAID} | shows | {_why(one): one.words for one in reasons}


def _why(reason: Reason) -> str:
    return f"why_old_{reason.sheet.hex}"


def _kind(words: str, but_for: tuple[str, ...]) -> str:
    return f"{words} (for outcome {' and '.join(but_for)} only)" if but_for else words


def _refuse(faults: Any) -> None:
    found: list[Refusal] = list(faults)
    if found:
        raise forms.ValidationError([str(one) for one in found])
