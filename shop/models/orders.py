"""Baskets, orders, their lines, who pays them and what was agreed to."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from cilexportal.foundation.audit import NO_TRUNCATE, audited
from shop.enums import ConsentTo, DeclineReason, Kind, PayerKind, ShareUnit, Stage, Supply
from shop.models import guards
from shop.models.catalogue import CourseSession, Product, ShopPolicy, TermsVersion, Wording

USER = settings.AUTH_USER_MODEL
# The database's own word on how an order moves; shop.rules.moves says the same in Python.
ORDER_MOVES = [
    (Stage.PLACED.value, Stage.ACCEPTED.value),
    (Stage.PLACED.value, Stage.DECLINED.value),
    (Stage.PLACED.value, Stage.WITHDRAWN.value),
]


class Basket(models.Model):
    """What somebody means to buy: of a person, or of a browser that is not signed in yet."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.OneToOneField(USER, on_delete=models.CASCADE, null=True, blank=True, related_name="basket")
    typed = models.JSONField(default=dict, help_text="Answers of the check-out that are not sent yet.")
    changed_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return str(self.uuid)


class BasketLine(models.Model):
    """So many of a product in a basket, at the price the buyer saw."""

    basket = models.ForeignKey(Basket, on_delete=models.CASCADE, related_name="lines")
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+")
    quantity = models.PositiveSmallIntegerField(default=1)
    seen_pence = models.PositiveIntegerField(help_text="The unit price when it was put in.")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["basket", "product"], name="one_basket_line_per_product"),
            models.CheckConstraint(condition=Q(quantity__gte=1, quantity__lte=99), name="basket_quantity_is_sensible"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} x {self.product}"


class Address(models.Model):
    """An address as it was given with an order; never changed afterwards [TC-2.2] [TC-3.4]."""

    name = models.CharField(max_length=150)
    line_1 = models.CharField(max_length=150)
    line_2 = models.CharField(max_length=150, blank=True)
    town = models.CharField(max_length=100)
    postcode = models.CharField(max_length=10)
    country = models.CharField(max_length=2, default="GB")

    class Meta:
        triggers = [pgtrigger.Protect(name="address_stays", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.line_1, self.line_2, self.town, self.postcode) if part)


@audited()
class Payer(models.Model):
    """Who pays an order: the buyer, or an employer without an account [TC-5.5]."""

    kind = models.CharField(max_length=10, choices=PayerKind)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200, help_text="The person, or the organisation.")
    contact = models.CharField(max_length=200, blank=True)
    email = models.EmailField(max_length=254)
    address = models.ForeignKey(Address, on_delete=models.PROTECT, related_name="+")
    purchase_order = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="buyer_pays_with_an_account", condition=~Q(kind=PayerKind.BUYER) | Q(user__isnull=False)
            )
        ]
        indexes = [models.Index(fields=["id"], condition=Q(kind="employer"), name="shop_payer_employer")]

    def __str__(self) -> str:
        return self.name


@audited(exclude=["words"])
class Order(models.Model):
    """What a buyer asks for: a contract, with a number, from when its acceptance is e-mailed [TC-3.1] [TC-3.3]."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(max_length=20, unique=True, null=True, blank=True)
    buyer = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="orders")
    email = models.EmailField(max_length=254, help_text="Where messages about this order go [TC-2.2].")
    payer = models.ForeignKey(Payer, on_delete=models.PROTECT, related_name="orders")
    delivery = models.ForeignKey(Address, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by_transfer = models.BooleanField(default=False, help_text="Accepted first, paid by bank transfer afterwards.")
    total_pence = models.PositiveIntegerField()
    terms = models.ForeignKey(TermsVersion, on_delete=models.PROTECT, related_name="+")
    policy = models.ForeignKey(ShopPolicy, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.PLACED)
    placed_at = models.DateTimeField()
    held_until = models.DateTimeField(help_text="Stock and places are kept for the buyer until then.")
    accepted_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(
        null=True, blank=True, help_text="The acceptance e-mail went out: the contract, and the start of 14 days."
    )
    came_back_at = models.DateTimeField(null=True, blank=True, help_text="The acceptance e-mail bounced.")
    told_again_at = models.DateTimeField(
        null=True, blank=True, help_text="One that bounced went out again: the buyer was told of the right only then."
    )
    declined_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.CharField(max_length=20, choices=DeclineReason, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True, help_text="The instant at which nothing was left to pay.")
    privacy_version = models.CharField(
        max_length=10, blank=True, db_default="", editable=False, help_text="Shown at check-out [TC-11.1]."
    )
    words = models.TextField(
        default="",
        editable=False,
        help_text="Number, names and addresses as given, in small letters: what is searched.",
    )

    class Meta:
        ordering = ["-placed_at", "-id"]
        triggers = [
            pgtrigger.FSM(name="order_moves", field="stage", transitions=ORDER_MOVES),
            pgtrigger.Protect(
                name="order_begins_placed",
                operation=pgtrigger.Insert,
                condition=~pgtrigger.Q(new__stage="placed"),  # type: ignore[call-arg]  # its type knows no lookups
            ),
            *guards.ORDER,
        ]
        indexes = [
            models.Index(fields=["buyer", "-placed_at"], name="shop_order_of_buyer"),
            models.Index(fields=["stage", "-placed_at"], name="shop_order_by_stage"),
            models.Index(fields=["held_until"], condition=Q(stage="placed"), name="shop_order_held"),
            models.Index(fields=["accepted_at"], condition=Q(stage="accepted", paid_at=None), name="shop_order_unpaid"),
            models.Index(fields=["-placed_at", "-id"], name="shop_order_newest"),
            GinIndex(fields=["words"], opclasses=["gin_trgm_ops"], name="shop_order_words"),
        ]
        constraints = [
            models.CheckConstraint(
                name="order_has_a_number_once_accepted",
                condition=Q(stage=Stage.ACCEPTED, number__isnull=False, accepted_at__isnull=False)
                | (~Q(stage=Stage.ACCEPTED) & Q(number=None, accepted_at=None, confirmed_at=None)),
            ),
            models.CheckConstraint(
                name="declined_order_says_when_and_why",
                condition=(Q(stage=Stage.DECLINED, declined_at__isnull=False) & ~Q(decline_reason=""))
                | (~Q(stage=Stage.DECLINED) & Q(declined_at=None, decline_reason="")),
            ),
            models.CheckConstraint(
                name="withdrawn_order_says_when",
                condition=Q(stage=Stage.WITHDRAWN, withdrawn_at__isnull=False)
                | (~Q(stage=Stage.WITHDRAWN) & Q(withdrawn_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.number or "Order without a number yet"


# Price, VAT and description of a line are those of the contract.
FROZEN_LINE = [
    "order", "product", "title", "description", "kind", "supply", "quantity", "unit_pence", "pence", "share_unit",
    "supply_statement", "purpose",
]  # fmt: skip


@audited()
class OrderLine(models.Model):
    """So many units of one product, as promised and priced when ordered. Delivery is a line of its own [TC-5.2b].

    `pence` and `vat_pence` are of all units together, VAT worked back from the gross price [TC-5.1].
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="lines")
    title = models.CharField(max_length=150)
    description = models.TextField()
    kind = models.CharField(max_length=20, choices=Kind)
    supply = models.CharField(max_length=12, choices=Supply)
    quantity = models.PositiveSmallIntegerField()
    unit_pence = models.PositiveIntegerField()
    pence = models.PositiveIntegerField()
    vat_percent = models.DecimalField(max_digits=5, decimal_places=2)
    vat_pence = models.PositiveIntegerField()
    share_unit = models.CharField(max_length=10, choices=ShareUnit, default=ShareUnit.SESSIONS)
    supply_statement = models.CharField(max_length=300)
    deliver_by = models.DateField(null=True, blank=True, help_text="The estimate for goods, told at acceptance.")
    beneficiary = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    purpose = models.CharField(
        max_length=100, blank=True, help_text="What a fee is for, as the app that billed it wrote: 'renewal:17'."
    )
    told_of_right = models.BooleanField(default=True, help_text="The right to cancel was explained at check-out.")
    told_return_cost = models.BooleanField(default=True, help_text="Who pays for sending goods back was said.")

    class Meta:
        ordering = ["id"]
        triggers = [
            pgtrigger.Protect(
                name="line_stays_as_ordered", operation=pgtrigger.Update, condition=pgtrigger.AnyChange(*FROZEN_LINE)
            ),
            pgtrigger.Protect(name="line_is_kept", operation=pgtrigger.Delete),
            NO_TRUNCATE,
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=1, pence=F("quantity") * F("unit_pence")), name="line_adds_up"
            ),
            models.CheckConstraint(condition=Q(vat_pence__lte=F("pence")), name="line_vat_is_part_of_it"),
        ]

    def __str__(self) -> str:
        return self.title


@audited()
class OrderedSession(models.Model):
    """A session as it was promised with the order, and whether the person came [TC-6.3]."""

    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="sessions")
    session = models.ForeignKey(CourseSession, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField(help_text="As promised when ordered.")
    ends_at = models.DateTimeField(help_text="As promised when ordered.")
    attended = models.BooleanField(null=True, blank=True)
    marked_at = models.DateTimeField(null=True, blank=True)
    marked_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["line", "number"]
        constraints = [
            models.UniqueConstraint(fields=["line", "session"], name="one_ordered_session_per_session"),
            models.CheckConstraint(
                name="attendance_marked_by_and_when",
                condition=Q(attended=None, marked_at=None, marked_by=None)
                | Q(attended__isnull=False, marked_at__isnull=False, marked_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"session {self.number}"


@audited()
class Consent(models.Model):
    """A tick somebody set: to which words, when and by whom [LAW-CCR16] [LAW-CCR36] [LAW-CCR37]."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="consents")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, null=True, blank=True, related_name="consents")
    to = models.CharField(max_length=20, choices=ConsentTo)
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers = [pgtrigger.Protect(name="consent_stays", operation=pgtrigger.Update | pgtrigger.Delete), NO_TRUNCATE]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "line", "to", "wording"], name="one_consent_each", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_to_display()} ({self.wording})"


class PayLink(models.Model):
    """The link by which an employer pays; only its hash is kept [TC-5.5]."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="pay_links")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"pay link of {self.order}"
