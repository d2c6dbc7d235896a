"""The forms of announcements and changes, for staff and for buyers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from cilexportal.foundation import london
from cilexportal.foundation.ui.fields import CountedField, DateField, RadiosField
from cilexportal.foundation.ui.layout import Buttons, Group, Link, Primary, Secondary
from shop.enums import AnnouncementKind, Choice
from shop.forms.pounds import PoundsField
from shop.models import CourseSession
from shop.queries.announcements import Offer
from shop.rules.money import in_pounds
from shop.rules.policy import Policy
from shop.services.announcements import NewTimes, Said

TEXT, WHY = 4000, 500
CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
HINTS = {
    AnnouncementKind.MOVED: "Everybody booked is told, and may keep it, be repaid or take credit (TC-7.4a).",
    AnnouncementKind.SUSPENDED: "The course stops. While it does, people may go (TC-6.11a).",
    AnnouncementKind.DELAYED: "Everybody is told. Whether they may go depends on how long it is (TC-6.9).",
    AnnouncementKind.ERROR: "People may go until they confirm what is right (TC-9.1.2).",
    AnnouncementKind.LARGER_CHANGE: "People may go until it takes effect, 14 days from now at the earliest (TC-7.5).",
    AnnouncementKind.LAW: "People are told. Nobody may go for this alone (TC-7.1.1).",
    AnnouncementKind.MEMBERSHIP_RULES: "People are told. It opens no way out (TC-7.5a).",
    AnnouncementKind.MINOR: "Kept in the record of changes; nobody is told (TC-7.1.2).",
    AnnouncementKind.CURRENCY: "Kept in the record of changes; nobody is told (TC-7.3).",
}


class AnnounceForm(forms.Form):
    """What is announced about a product, and for moved sessions their new beginnings; each keeps its length."""

    use_required_attribute = False

    kind = RadiosField(
        label="What is it?", choices=[(kind.value, kind.label) for kind in HINTS],
        hints={kind.value: hint for kind, hint in HINTS.items()}, missing="Choose what it is",
    )  # fmt: skip
    text = CountedField(limit=TEXT, rows=6, label="What buyers read", missing="Say what changes.")
    effective_on = DateField(
        label="Takes effect on", required=False, what="the day", help_text="For a larger change only."
    )
    substantial = RadiosField(
        label="Is the delay substantial?", required=False, choices=[("yes", "Yes"), ("no", "No")],
        hints={"yes": "People may wait, or go and be repaid (TC-9.1.3).", "no": "People are told; nobody may go."},
    )  # fmt: skip
    urgent_why = CountedField(
        limit=WHY, one_line=True, required=False, label="Why it is urgent", help_text="Where notice is short."
    )  # fmt: skip

    def __init__(self, *args: Any, sessions: Sequence[CourseSession], policy: Policy, **kwargs: Any):
        super().__init__(*args, **kwargs)
        days = policy.substantial_delay_days
        self.fields["substantial"].help_text = f"For a delay only. As a rule it is where it is over {days} days."
        self.sessions = sessions
        groups = []
        for one in sessions:
            self.fields[f"day_{one.pk}"] = DateField(label="New day", required=False, what="the new day")
            self.fields[f"time_{one.pk}"] = forms.CharField(
                label="New time", required=False, max_length=5, help_text="As on a 24-hour clock, 18:30.",
                widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
            )  # fmt: skip
            title = f"Session {one.number}, now {london.at_in_words(one.starts_at)}"
            groups.append(Group(title, f"day_{one.pk}", f"time_{one.pk}"))
        self.helper = FormHelper(self)
        self.helper.layout = Layout(
            "kind", "text", "substantial", "effective_on", "urgent_why", *groups,
            Buttons(Primary("Look through it"), Link("Back", "../../")),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Reads what goes with the kind: of a delay whether it is substantial, of moved sessions their new times."""
        self.moves: list[NewTimes] = []
        kind = self.cleaned_data.get("kind")
        if kind == AnnouncementKind.DELAYED and not self.cleaned_data.get("substantial"):
            self.add_error("substantial", "Say whether the delay is substantial: it decides whether people may go.")
        if kind == AnnouncementKind.MOVED:
            self._read_moves()
        return self.cleaned_data

    def _read_moves(self) -> None:
        """A day without a time, or a time without a day, is half an answer."""
        for one in self.sessions:
            day, clock = self.cleaned_data.get(f"day_{one.pk}"), self.cleaned_data.get(f"time_{one.pk}", "")
            if not day and not clock:
                continue
            read = CLOCK.fullmatch(clock)
            if not day or not read:
                self.add_error(f"time_{one.pk}", "Enter the new day and the new time, such as 18:30.")
                continue
            starts = datetime.combine(day, time(int(read[1]), int(read[2])), london.LONDON).astimezone(UTC)
            self.moves.append(
                NewTimes(session_id=one.pk, starts_at=starts, ends_at=starts + (one.ends_at - one.starts_at))
            )

    def said(self) -> Said:
        """What the service is asked to announce."""
        typed = self.cleaned_data
        return Said(
            kind=AnnouncementKind(typed["kind"]), text=typed["text"], urgent_why=typed["urgent_why"],
            moves=tuple(self.moves), effective_on=typed["effective_on"], substantial=typed["substantial"] == "yes",
        )  # fmt: skip


class ChoiceForm(forms.Form):
    """Keep, refund or credit, each with its sum; `seen_pence` is the sum that was shown."""

    use_required_attribute = False

    choice = RadiosField(label="What would you like?", missing="Choose one")
    seen_pence = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any):
        pence = offer.refund.refund_pence if offer.refund else 0
        super().__init__(*args, initial={"seen_pence": pence}, **kwargs)
        sums = {
            Choice.KEEP: "Keep it",
            Choice.REFUND: f"Give it up and have {in_pounds(pence)} paid back",
            Choice.CREDIT: f"Give it up and have {in_pounds(pence)} as credit for another course",
        }
        open_ = [Choice.KEEP, Choice.REFUND, *([Choice.CREDIT] if offer.credit else [])]
        self.fields["choice"].choices = [(choice.value, sums[choice]) for choice in open_]
        self.helper = FormHelper(self)
        self.helper.layout = Layout("choice", "seen_pence", Buttons(Primary("Confirm my choice")))


class AskForm(forms.Form):
    """What a buyer would like instead."""

    use_required_attribute = False

    text = CountedField(limit=TEXT, rows=5, label="What would you like instead?", missing="Say what you would like.")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.layout = Layout("text", Buttons(Primary("Ask for this change")))


class QuoteForm(forms.Form):
    """Whether a change can be done, and what it does to price and timing."""

    use_required_attribute = False

    possible = RadiosField(label="Can it be done?", choices=[("yes", "Yes"), ("no", "No")])
    text = CountedField(
        limit=TEXT, rows=5, label="What it means for the buyer, or why it cannot be done",
        missing="Say what it means for the buyer.",
    )  # fmt: skip
    pounds = PoundsField(
        label="Change of price in pounds", required=False, least=None,
        help_text="12.50 for more, -12.50 for less. Left empty, the price stays.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.layout = Layout("possible", "text", "pounds", Buttons(Primary("Send this answer")))

    def pence(self) -> int:
        """The change of price in pence."""
        return self.cleaned_data["pounds"] or 0


class AnswerForm(forms.Form):
    """Two buttons under a quote."""

    def __init__(self, *args: Any, can_accept: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        yes = [Primary("Yes, change it", name="answer", value="yes")] if can_accept else []
        self.helper.layout = Layout(Buttons(*yes, Secondary("No, leave it as it is", name="answer", value="no")))
