"""What is typed to renew, to join, and at the officer's desk. Shape only; the services decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from cilexportal.foundation.ui.fields import CountedField, RadiosField
from cilexportal.foundation.ui.layout import Buttons, Panel, Primary, Text, Warn
from shop.enums import TRANSFER
from shop.payer import ADDRESS, OF_EMPLOYER, PayerForm
from standing.enums import NotAdmitted

WORDS_LIMIT = 2000
MOST_MEMBERS = 200
ADMIT, REFUSE = "admit", "refuse"


class JoinForm(PayerForm):
    """The grade somebody asks for, their undertaking, and who pays."""

    grade = forms.CharField(widget=forms.HiddenInput)
    undertake = forms.BooleanField(
        label="I undertake to follow the charter and bye-laws, the code of conduct and the regulations of membership.",
        error_messages={"required": "Give your undertaking. (TC-4.1)"},
    )

    def first(self) -> Sequence[object]:
        return ("grade", Panel("Your undertaking", "undertake"))


class UndertakeForm(forms.Form):
    """The tick by which a member undertakes to follow the rules."""

    undertake = forms.BooleanField(
        label="I undertake to follow these rules, in the versions shown here.",
        error_messages={"required": "Tick that you undertake to follow the rules. (TC-4.1)"},
    )
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.layout = Layout("undertake", Buttons(Primary("Give my undertaking")))


class EmployerForm(PayerForm):
    """An employer and the members it pays for, as an officer enters them."""

    numbers = forms.CharField(
        label="Membership numbers", max_length=MOST_MEMBERS * 41, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=f"One on each line, {MOST_MEMBERS} at most.",
        error_messages={"required": "Enter the number of at least one member."},
    )  # fmt: skip
    certificates = forms.BooleanField(label="With practising certificates, where the grade has them", required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data, pence=0, verb="Look through the invoice", **kwargs)
        for name in ("payer", "full_name"):
            del self.fields[name]
        self.initial["how"] = TRANSFER
        self.helper.layout = Layout(
            "seen_pence",
            Panel("Members", "numbers", "certificates"),
            Panel("Employer", *OF_EMPLOYER[:-1], "purchase_order", "how"),
            Panel("Address of the employer", *ADDRESS),
            Buttons(Primary("Look through the invoice")),
        )

    def not_asked(self) -> tuple[str, ...]:
        return ()

    def clean_numbers(self) -> list[str]:
        """The numbers, each once, in the order they were typed."""
        found = list(dict.fromkeys(self.cleaned_data["numbers"].replace(",", " ").split()))
        if len(found) > MOST_MEMBERS:
            raise forms.ValidationError(f"Enter {MOST_MEMBERS} members at most, and the others on another invoice.")
        return found


class DecideForm(forms.Form):
    """Admit, or not with a coded reason and words; `like`: somebody who may be a member already, or may have been."""

    told_apart = CountedField(
        limit=WORDS_LIMIT, rows=3, required=False, label="How you know that this is somebody else",
        help_text="Only if you admit. Officers read it; the person does not.",
    )  # fmt: skip
    reason = RadiosField(label="Reason", choices=NotAdmitted.choices, required=False)
    why = CountedField(
        limit=WORDS_LIMIT, rows=4, required=False, label="What the person reads", help_text="Only if you do not admit."
    )
    use_required_attribute = False

    def __init__(self, *args: Any, like: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not like:
            del self.fields["told_apart"]
        self.helper = FormHelper(self)
        self.helper.layout = Layout(
            Panel(
                "Admit",
                *(["told_apart"] if like else []),
                Buttons(Primary("Admit as a member", name="do", value=ADMIT)),
            ),
            Panel(
                "Or do not admit",
                Text("The subscription goes back; the fee for registering stays. (TC-4.1b)"),
                "reason",
                "why",
                Buttons(Warn("Do not admit", name="do", value=REFUSE)),
            ),
        )

    def clean(self) -> dict[str, Any]:
        """A reason where somebody is not admitted."""
        said: dict[str, Any] = super().clean() or {}
        if self.data.get("do") == REFUSE and not said.get("reason"):
            self.add_error("reason", "Choose a reason.")
        return said


class FindForm(forms.Form):
    """Words to find members by, and the year."""

    q = forms.CharField(label="Name or number", max_length=100, required=False)
    year = forms.TypedChoiceField(label="Year", coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", "The one that is open"), *((year, str(year)) for year in years)]
