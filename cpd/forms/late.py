"""What an officer types in for a member: why and from which message, and one block of questions for each record."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from cilexportal.foundation.ui.fields import CountedField, DateField, FigureField, RadiosField
from cpd.forms.record import PLANNED, YES_NO
from cpd.forms.typing import StillTyping
from cpd.models.record import TEXT_LIMIT, TITLE_LIMIT
from cpd.queries.late import LateYear, found_in
from cpd.rules.record import Answers, bad_hours
from cpd.rules.typed import YES
from cpd.services.late import MOST_AT_ONCE

MORE, CHECK, ENTER, CHANGE = "more", "check", "enter", "change"
WHY_LIMIT = 500


class WhyForm(StillTyping):
    """Why an officer types for the member, and from what."""

    why = CountedField(
        limit=WHY_LIMIT, rows=2, label="Why do you enter it for the member?", missing="Say why you enter it",
        help_text="It stays on each record, and the member reads it.",
    )  # fmt: skip
    message = CountedField(
        limit=TITLE_LIMIT, one_line=True, label="From which message?", missing="Say which message it comes from",
        help_text="Such as: email of 4 October 2026, or letter received on 6 October 2026.",
    )  # fmt: skip

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data)
        self.is_typing = data is not None and data.get("do") in (MORE, CHANGE)


class EntryForm(StillTyping):
    """One record. `late` says what the member's year asks for."""

    title = CountedField(limit=TITLE_LIMIT, one_line=True, label="Title", missing="Give the activity a title")
    completed_on = DateField(label="Completed on", what="the day it was completed", help_text="For example, 27 3 2026.")
    planned = RadiosField(label="Was it planned?", choices=PLANNED, missing="Say whether it was planned")
    professionalism = forms.BooleanField(label="It was about professionalism", required=False)
    hours = FigureField(label="Hours", required=False, max_digits=5, wrong="Enter the hours as a number, such as 1.5.")
    in_specialism = RadiosField(label="Was it in their specialism?", choices=YES_NO, required=False)
    learned = CountedField(
        limit=TEXT_LIMIT, rows=4, label="What the member learned", missing="Say what the member learned"
    )
    evaluation = CountedField(
        limit=TEXT_LIMIT, rows=3, label="How the member evaluates it", missing="Say how the member evaluates it"
    )

    def __init__(self, data: QueryDict | None, *, late: LateYear, number: int) -> None:
        super().__init__(data, prefix=f"r{number}")
        self.is_typing = data is not None and data.get("do") in (MORE, CHANGE)
        self.late, self.number = late, number
        for name, asked in (("hours", late.asked.hours), ("in_specialism", late.asked.specialism)):
            if not asked:
                del self.fields[name]

    @property
    def heading(self) -> str:
        """What the page calls it."""
        return f"Record {self.number}"

    def clean_hours(self) -> Decimal | None:
        """Refuses hours that cannot be of one day."""
        hours: Decimal | None = self.cleaned_data["hours"]
        if hours is not None and (refusal := bad_hours(hours)):
            raise forms.ValidationError(str(refusal))
        return hours

    def clean(self) -> dict[str, Any]:
        """Puts what the rules find wrong at its field."""
        cleaned: dict[str, Any] = super().clean() or {}
        for finding in found_in(self.answers(cleaned), self.late):
            if finding.field in self.fields and finding.field not in self.errors:
                self.add_error(finding.field, str(finding.refusal))
        return cleaned

    def answers(self, cleaned: dict[str, Any]) -> Answers:
        """The record as the rules take it."""
        specialism = cleaned.get("in_specialism")
        return Answers(
            title=cleaned.get("title", ""),
            completed_on=cleaned.get("completed_on"),
            planned=cleaned["planned"] == YES if cleaned.get("planned") else None,
            professionalism=bool(cleaned.get("professionalism")),
            hours=cleaned.get("hours"),
            in_specialism=specialism == YES if specialism else None,
            learned=cleaned.get("learned", ""),
            evaluation=cleaned.get("evaluation", ""),
        )


def blocks(data: QueryDict | None, *, late: LateYear) -> list[EntryForm]:
    """The blocks of a sent form, one more where another was asked for; one empty block to begin with."""
    if data is None:
        return [EntryForm(None, late=late, number=1)]
    sent = data.get("count", "")
    count = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 3 else 1
    known = min(max(count, 1), MOST_AT_ONCE)
    sent_blocks = [EntryForm(data, late=late, number=number) for number in range(1, known + 1)]
    filled = [sent_blocks[0], *(block for block in sent_blocks[1:] if block.has_changed())]
    if data.get("do") == MORE and known < MOST_AT_ONCE:
        return [*sent_blocks, EntryForm(None, late=late, number=known + 1)]
    return sent_blocks if data.get("do") in (MORE, CHANGE) else filled
