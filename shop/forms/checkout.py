"""The form of the check-out: who pays, where goods go, and the boxes. Shape only; the service decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms

from cilexportal.foundation.rulebook.refusal import Refusal
from cilexportal.foundation.ui.boxes import street, text
from cilexportal.foundation.ui.layout import Buttons, Panel, Primary, Secondary, Template
from shop.enums import LINK, TRANSFER, PayerKind
from shop.payer import ADDRESS, OF_EMPLOYER, PayingForm, payment
from shop.rules import addresses
from shop.rules.addresses import Place
from shop.rules.policy import Policy
from shop.services.agreeing import Ask
from shop.services.checkout import At, Details, Employer

PLACE, LATER = "place", "later"
NO_POSTCODE = "Enter a full UK postcode, like MK42 7AB. (TC-3.4)"
OF_DELIVERY = ("delivery_name", "delivery_line_1", "delivery_town", "delivery_postcode")


class CheckoutForm(PayingForm):
    """Everything that is asked before an order. What does not apply to this payer and basket is not looked at."""

    billing_name = text("Your full name", most=150, autocomplete="billing name", missing="Enter your full name.")
    elsewhere = forms.BooleanField(label="Send it to another address", required=False)
    delivery_name = text("Name on the parcel", most=150, autocomplete="shipping name", missing="Enter a name.")
    shown = forms.CharField(widget=forms.HiddenInput)

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
            self.fields.update(
                {f"{prefix}_{name}": box for name, box in street(prefix_kind(prefix), no_postcode=NO_POSTCODE).items()}
            )
        for ask in self.asks:
            self.fields[box_name(ask)] = forms.BooleanField(label=ask.wording.text, required=False)
        # As they stand on the page, so that what is wrong is listed in that order.
        billing, delivery = ([f"{prefix}_{part}" for part in ADDRESS] for prefix in ("billing", "delivery"))
        self.order_fields(["payer", "billing_name", *OF_EMPLOYER, *billing, "elsewhere", "delivery_name", *delivery])

    def not_asked(self) -> tuple[str, ...]:
        """The boxes that do not apply to this payer and basket."""
        elsewhere = self.sends and self.data.get("elsewhere")
        return super().not_asked() + (() if elsewhere else OF_DELIVERY)

    def clean(self) -> dict[str, Any]:
        """Looks at each address [TC-3.4] and for the boxes that have to be set."""
        said: dict[str, Any] = super().clean() or {}
        self._check_place("billing_postcode")
        if self.sends and said.get("elsewhere"):
            self._check_place("delivery_postcode")
        for ask in self.asks:
            if ask.required and not said.get(box_name(ask)):
                self.add_error(box_name(ask), str(ask.missing))
        return said

    def _check_place(self, name: str) -> None:
        if name in self.errors:
            return
        refusal = addresses.bad_place(Place(country="GB", postcode=self.cleaned_data[name]), policy=self.policy)
        if refusal:
            self.add_error(name, str(refusal))

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
        return At(name=name, **{part: self.cleaned_data[f"{prefix}_{part}"] for part in ADDRESS})

    def _helper(self, total: str) -> FormHelper:
        helper = FormHelper(self)
        helper.form_id = "check-out"
        sends = [
            Panel(
                "Where we send it",
                "elsewhere",
                Div("delivery_name", *(f"delivery_{part}" for part in ADDRESS), css_id="to-elsewhere"),
                intro="To the address above, unless you give another one.",
            )
        ]
        helper.layout = Layout(
            "shown",
            # Inside the form, so that what is wrong with it stands above the sums.
            Template("shop/checkout_summary.html"),
            payment("billing_name"),
            Panel(
                "Address of whoever pays",
                Template("shop/checkout_uk.html"),
                *(f"billing_{part}" for part in ADDRESS),
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
    ours = {*CheckoutForm.base_fields, *(f"{prefix}_{part}" for prefix in ("billing", "delivery") for part in ADDRESS)}
    return {name: str(sent[name]).replace("\0", "")[:300] for name in ours - {"shown"} if sent.get(name)}
