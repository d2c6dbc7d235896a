"""The form of the check-out: who pays, where goods go, and the boxes. Shape only; the service decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.core.exceptions import ValidationError

from cilexportal.foundation.rulebook.refusal import Refusal
from cilexportal.foundation.ui.fields import RadiosField
from cilexportal.foundation.ui.layout import Buttons, Panel, Primary, Secondary, Template
from shop.enums import PayerKind
from shop.rules import addresses
from shop.rules.addresses import Place
from shop.rules.policy import Policy
from shop.services.agreeing import Ask
from shop.services.checkout import At, Details, Employer

PLACE, LATER = "place", "later"
LINK, TRANSFER = "link", "transfer"
PARTS = ("line_1", "line_2", "town", "postcode")
WIDE = {"class": "govuk-input--width-10"}


def text(label: str, *, most: int, autocomplete: str, missing: str = "", hint: str = "", **attrs: str) -> Any:
    """A one-line box. With `missing` the form asks for it where it applies; the browser may fill it in."""
    return forms.CharField(
        label=label, max_length=most, required=False, help_text=hint,
        widget=forms.TextInput(attrs={"autocomplete": autocomplete, **attrs}),
        error_messages={"max_length": f"Use {most} characters or fewer.", "missing": missing},
    )  # fmt: skip


def street(kind: str) -> dict[str, Any]:
    """The boxes of an address; `kind` tells the browser which of its addresses is meant."""
    return {
        "line_1": text(
            "Address line 1", most=150, autocomplete=f"{kind} address-line1", missing="Enter the first line."
        ),
        "line_2": text("Address line 2", most=150, autocomplete=f"{kind} address-line2"),
        "town": text("Town or city", most=100, autocomplete=f"{kind} address-level2", missing="Enter a town or city."),
        "postcode": text("Postcode", most=10, autocomplete=f"{kind} postal-code", **WIDE),
    }


class CheckoutForm(forms.Form):
    """Everything that is asked before an order. What does not apply to this payer and basket is not looked at."""

    payer = RadiosField(
        label="Who pays?",
        choices=[(PayerKind.BUYER, "I pay"), (PayerKind.EMPLOYER, "My employer pays")],
        hints={
            PayerKind.BUYER: "By card, on the next page.",
            PayerKind.EMPLOYER: "The invoice is made out to them, and you are both told once it is paid.",
        },
    )
    billing_name = text("Your full name", most=150, autocomplete="billing name", missing="Enter your full name.")
    organisation = text(
        "Name of the organisation", most=200, autocomplete="organization", missing="Enter your employer's name."
    )
    contact = text(
        "Who there deals with the payment", most=200, autocomplete="off", missing="Enter the name of a person or team."
    )
    employer_email = forms.EmailField(
        label="Their email address", required=False, max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "invalid": "Enter an email address like accounts@example.com.", "missing": "Enter their email address.",
        },
    )  # fmt: skip
    purchase_order = text("Purchase order number", most=60, autocomplete="off", **WIDE)
    how = RadiosField(
        label="How will they pay?",
        choices=[(LINK, "By card, through a link we email to them"), (TRANSFER, "By bank transfer, from an invoice")],
        required=False,
    )
    elsewhere = forms.BooleanField(label="Send it to another address", required=False)
    delivery_name = text("Name on the parcel", most=150, autocomplete="shipping name", missing="Enter a name.")
    shown = forms.CharField(widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, typed: Mapping[str, Any] | None = None, shown: str,
        asks: Sequence[Ask], sends: bool, total: str, policy: Policy, refusals: Sequence[Refusal] = (),
    ) -> None:  # fmt: skip
        """`typed` are earlier answers to begin with; `sends` says whether anything is posted; boxes start empty."""
        self.asks, self.sends, self.policy = asks, sends, policy
        defaults = {"payer": PayerKind.BUYER.value, "how": LINK}
        super().__init__(data, initial={**defaults, **(typed or {}), "shown": shown})
        self._add_boxes()
        self.helper = self._helper(total)
        for refusal in refusals:
            self.add_error(None, str(refusal))

    def _add_boxes(self) -> None:
        for prefix in ("billing", "delivery"):
            self.fields.update({f"{prefix}_{name}": box for name, box in street(prefix_kind(prefix)).items()})
        for ask in self.asks:
            self.fields[box_name(ask)] = forms.BooleanField(label=ask.wording.text, required=False)

    def clean(self) -> dict[str, Any]:
        """Asks for what this payer and basket need, and looks at each address [TC-3.4]."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("payer") == PayerKind.EMPLOYER:
            self._need("organisation", "contact", "employer_email")
        else:
            self._need("billing_name")
        self._check_address("billing")
        if self.sends and said.get("elsewhere"):
            self._need("delivery_name")
            self._check_address("delivery")
        for ask in self.asks:
            if ask.required and not said.get(box_name(ask)):
                self.add_error(box_name(ask), str(ask.missing))
        return said

    def _need(self, *names: str) -> None:
        for name in names:
            if name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, ValidationError(self.fields[name].error_messages["missing"]))

    def _check_address(self, prefix: str) -> None:
        self._need(f"{prefix}_line_1", f"{prefix}_town")
        postcode = f"{prefix}_postcode"
        place = Place(country="GB", postcode=self.cleaned_data.get(postcode, ""))
        refusal = addresses.bad_place(place, policy=self.policy)
        if refusal and postcode not in self.errors:
            self.add_error(postcode, str(refusal))

    def details(self, *, buyer: str) -> Details:
        """What was said, for the service; of a form that is valid. `buyer` is the name parcels carry by default."""
        said = self.cleaned_data
        employs = said["payer"] == PayerKind.EMPLOYER
        employer = Employer(
            organisation=said["organisation"], contact=said["contact"], email=said["employer_email"],
            purchase_order=said["purchase_order"],
        )  # fmt: skip
        return Details(
            billing=self._at("billing", said["organisation"] if employs else said["billing_name"]),
            delivery=self._delivery(buyer if employs else said["billing_name"]),
            shown=said["shown"],
            employer=employer if employs else None,
            by_transfer=employs and said["how"] == TRANSFER,
            ticks=frozenset(ask.key for ask in self.asks if said[box_name(ask)]),
        )

    def _delivery(self, name: str) -> At | None:
        if not self.sends:
            return None
        if self.cleaned_data["elsewhere"]:
            return self._at("delivery", self.cleaned_data["delivery_name"])
        return self._at("billing", name)

    def _at(self, prefix: str, name: str) -> At:
        return At(name=name, **{part: self.cleaned_data[f"{prefix}_{part}"] for part in PARTS})

    def _helper(self, total: str) -> FormHelper:
        helper = FormHelper(self)
        helper.form_id = "check-out"
        sends = [
            Panel(
                "Where we send it",
                "elsewhere",
                Div("delivery_name", *(f"delivery_{part}" for part in PARTS), css_id="to-elsewhere"),
                intro="To the address above, unless you give another one.",
            )
        ]
        helper.layout = Layout(
            "shown",
            Panel(
                "Payment",
                "payer",
                Div("billing_name", css_id="by-buyer"),
                Div("organisation", "contact", "employer_email", "purchase_order", "how", css_id="by-employer"),
            ),
            Panel(
                "Address of whoever pays",
                Template("shop/checkout_uk.html"),
                *(f"billing_{part}" for part in PARTS),
            ),
            *(sends if self.sends else ()),
            Panel("Your right to change your mind", Template("shop/checkout_rights.html")),
            Panel("Agreeing", *self._boxes()),
            Buttons(
                Primary(f"Order and pay {total}", name="do", value=PLACE),
                Secondary("Keep my answers and go back to the basket", name="do", value=LATER),
            ),
        )
        return helper

    def _boxes(self) -> list[object]:
        laid_out: list[object] = []
        for ask in self.asks:
            laid_out += [Template("shop/checkout_ask.html", ask=ask), box_name(ask)]
        return laid_out


def prefix_kind(prefix: str) -> str:
    """What browsers call an address: billing, or shipping."""
    return "shipping" if prefix == "delivery" else prefix


def box_name(ask: Ask) -> str:
    """The field of a box."""
    return f"tick_{ask.key}"


def worth_keeping(sent: Mapping[str, str]) -> dict[str, str]:
    """Answers to begin with another time: boxes are never kept, they have to be set anew for each order."""
    ours = {*CheckoutForm.base_fields, *(f"{prefix}_{part}" for prefix in ("billing", "delivery") for part in PARTS)}
    return {name: str(sent[name])[:300] for name in ours - {"shown"} if sent.get(name)}
