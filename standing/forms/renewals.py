"""What is typed to renew, to join, and at the officer's desk. Shape only; the services decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms

from cilexportal.foundation.ui.boxes import street, text
from cilexportal.foundation.ui.fields import CountedField, RadiosField
from cilexportal.foundation.ui.layout import Buttons, Panel, Primary, Text, Warn
from shop.enums import LINK, TRANSFER, PayerKind
from shop.services.billing import BillTo
from standing.enums import NotAdmitted

WORDS_LIMIT = 2000
NO_POSTCODE = "Enter the postcode."
MOST_MEMBERS = 200
OF_BUYER = ("full_name",)
OF_EMPLOYER = ("organisation", "contact", "employer_email", "how")
ADDRESS = ("line_1", "line_2", "town", "postcode")
ADMIT, REFUSE = "admit", "refuse"


class SeenPence(forms.IntegerField):
    """The sum that somebody sees, in pence. A page that comes back shows the sum of now, and so does this."""

    widget = forms.HiddenInput

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial


class PayerForm(forms.Form):
    """Who pays and where they are. What does not apply to this payer is not looked at.

    Members abroad pay their fees too, so any postcode is taken [TC-3.4].
    """

    payer = RadiosField(
        label="Who pays?",
        choices=[(PayerKind.BUYER, "I pay"), (PayerKind.EMPLOYER, "My employer pays")],
        hints={
            PayerKind.BUYER: "By card, on the next page.",
            PayerKind.EMPLOYER: "The invoice is made out to them, and you are both told once it is paid.",
        },
    )
    full_name = text("Your full name", most=150, autocomplete="billing name", missing="Enter your full name.")
    organisation = text(
        "Name of the organisation", most=200, autocomplete="organization", missing="Enter your employer's name."
    )
    contact = text("Who there deals with it", most=200, autocomplete="off", missing="Enter a person or a team.")
    employer_email = forms.EmailField(
        label="Their email address", max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "invalid": "Enter an email address like accounts@example.com.", "required": "Enter their email address.",
        },
    )  # fmt: skip
    purchase_order = text("Purchase order number", most=60, autocomplete="off")
    how = RadiosField(
        label="How will they pay?",
        choices=[(LINK, "By card, through a link we email to them"), (TRANSFER, "By bank transfer, from an invoice")],
    )
    seen_pence = SeenPence(min_value=0)
    use_required_attribute = False

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, pence: int, verb: str, name: str = "", **kwargs: Any
    ) -> None:
        """`pence` is the sum that is shown, `name` the person's."""
        initial = {"payer": PayerKind.BUYER.value, "how": LINK, "full_name": name}
        super().__init__(data, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.initial["seen_pence"] = pence
        self.fields.update(street("billing", no_postcode=NO_POSTCODE))
        self.fields["postcode"].error_messages["required"] = "Enter a postcode."
        self.helper = FormHelper(self)
        self.helper.form_id = "check-out"
        self.helper.layout = Layout("seen_pence", *self.first(), *payment(), Buttons(Primary(verb)))

    def first(self) -> Sequence[object]:
        """What is asked before the payment."""
        return ()

    def full_clean(self) -> None:
        """Does not ask for what does not apply; the labels stay as they are."""
        if not self.is_bound:
            return super().full_clean()
        employs = self.data.get("payer") == PayerKind.EMPLOYER
        left_out = [self.fields[name] for name in (OF_BUYER if employs else OF_EMPLOYER) if name in self.fields]
        for box in left_out:
            box.required = False
        super().full_clean()
        for box in left_out:
            box.required = True
        return None

    def bill_to(self, *, email: str) -> BillTo:
        """Who is billed; of a form that is valid. `email` is the person's own."""
        said = self.cleaned_data
        at = {part: said[part] for part in ADDRESS}
        if said.get("payer", PayerKind.EMPLOYER) == PayerKind.BUYER:
            return BillTo(name=said["full_name"], email=email, **at)
        return BillTo(
            name=said["contact"], email=said["employer_email"], organisation=said["organisation"],
            purchase_order=said["purchase_order"], by_transfer=said["how"] == TRANSFER, **at,
        )  # fmt: skip


def payment() -> tuple[object, ...]:
    """The panels of who pays, with those of the employer shown where it is chosen."""
    return (
        Panel(
            "Payment",
            "payer",
            Div("full_name", css_id="by-buyer"),
            Div("organisation", "contact", "employer_email", "purchase_order", "how", css_id="by-employer"),
        ),
        Panel("Address of whoever pays", *ADDRESS),
    )


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

    def full_clean(self) -> None:
        forms.Form.full_clean(self)

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
