"""Who pays, and how: the boxes of every fee that other apps have billed. Shape only; their services bill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms

from cilexportal.foundation.ui.boxes import WIDE, street, text
from cilexportal.foundation.ui.fields import RadiosField
from cilexportal.foundation.ui.layout import Buttons, Panel, Primary
from shop.enums import LINK, TRANSFER, PayerKind
from shop.services.billing import BillTo

NO_POSTCODE = "Enter the postcode."
OF_BUYER = ("full_name", "billing_name")
OF_EMPLOYER = ("organisation", "contact", "employer_email", "how")
ADDRESS = ("line_1", "line_2", "town", "postcode")


class SeenPence(forms.IntegerField):
    """The sum that somebody sees, in pence. A page that comes back shows the sum of now, and so does this."""

    widget = forms.HiddenInput

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial


def payment(name: str) -> Panel:
    """The panel of who pays, with the boxes of the person, whose name is in `name`, or of the employer."""
    return Panel(
        "Payment",
        "payer",
        Div(name, css_id="by-buyer"),
        Div("organisation", "contact", "employer_email", "purchase_order", "how", css_id="by-employer"),
    )


class PayingForm(forms.Form):
    """The boxes of whoever pays, the person or their employer. What does not apply to this payer is not looked at."""

    payer = RadiosField(
        label="Who pays?",
        choices=[(PayerKind.BUYER, "I pay"), (PayerKind.EMPLOYER, "My employer pays")],
        hints={
            PayerKind.BUYER: "By card, on the next page.",
            PayerKind.EMPLOYER: "The invoice is made out to them, and you are both told once it is paid.",
        },
    )
    organisation = text(
        "Name of the organisation", most=200, autocomplete="organization", missing="Enter your employer's name."
    )
    contact = text(
        "Who there deals with the payment", most=200, autocomplete="off", missing="Enter the name of a person or team."
    )
    employer_email = forms.EmailField(
        label="Their email address", max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "invalid": "Enter an email address like accounts@example.com.", "required": "Enter their email address.",
        },
    )  # fmt: skip
    purchase_order = text("Purchase order number", most=60, autocomplete="off", **WIDE)
    how = RadiosField(
        label="How will they pay?",
        choices=[(LINK, "By card, through a link we email to them"), (TRANSFER, "By bank transfer, from an invoice")],
    )
    use_required_attribute = False

    def full_clean(self) -> None:
        """Does not ask for what does not apply; the labels stay as they are."""
        if not self.is_bound:
            return super().full_clean()
        left_out = [self.fields[name] for name in self.not_asked() if name in self.fields]
        for box in left_out:
            box.required = False
        super().full_clean()
        for box in left_out:
            box.required = True
        return None

    def not_asked(self) -> tuple[str, ...]:
        """The boxes that do not apply to this payer."""
        return OF_BUYER if self.data.get("payer") == PayerKind.EMPLOYER else OF_EMPLOYER


class PayerForm(PayingForm):
    """Who pays a fee, and where they are. Members abroad pay theirs too, so any postcode is taken [TC-3.4]."""

    full_name = text("Your full name", most=150, autocomplete="billing name", missing="Enter your full name.")
    seen_pence = SeenPence(min_value=0)
    field_order = ("payer", "full_name")

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
        self.helper.layout = Layout(
            "seen_pence", *self.first(), payment("full_name"), Panel("Address of whoever pays", *ADDRESS),
            Buttons(Primary(verb)),
        )  # fmt: skip

    def first(self) -> Sequence[object]:
        """What is asked before the payment."""
        return ()

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
