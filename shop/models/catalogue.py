"""What is sold: products with dated prices, VAT, sessions, files and extra terms; and the dated figures of the shop."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from cilexportal.foundation.audit import audited
from cilexportal.foundation.documents.models import Document
from shop.enums import SYSTEM_KINDS, Kind, Mode, ShareUnit, Supply
from shop.models import guards
from shop.models.dated import Dated, one_at_a_time


@audited()
class VatCode(models.Model):
    """How a kind of supply is taxed; the rate stands in dated rows [TC-5.1]."""

    code = models.SlugField(primary_key=True, max_length=20)
    name = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.name


@audited()
class VatRate(Dated):
    """Per cent of VAT from a day on; a change takes effect at 00:00 London time of that day [TC-5.3]."""

    code = models.ForeignKey(VatCode, on_delete=models.PROTECT, related_name="rates")
    percent = models.DecimalField(max_digits=5, decimal_places=2, validators=[MinValueValidator(0)])

    class Meta(Dated.Meta):
        constraints = [*Dated.Meta.constraints, one_at_a_time("one_vat_rate_at_a_time", "code")]

    def __str__(self) -> str:
        return f"{self.code_id} {self.percent}%"


@audited()
class Product(models.Model):
    """Something that can be ordered [TC-1.1]. `left` counts copies or places still to be had; empty is no limit.

    It is counted down in the transaction that places an order, so the database never sells what is not there.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    supply = models.CharField(max_length=12, choices=Supply)
    title = models.CharField(max_length=150)
    summary = models.CharField(max_length=300, help_text="One or two sentences for the catalogue.")
    description = models.TextField(help_text="What the buyer is promised; frozen on every order.")
    picture = models.CharField(
        max_length=100, blank=True, help_text="A picture of static/img/shop, illustrative only [TC-5.8]."
    )
    mode = models.CharField(max_length=10, choices=Mode, blank=True)
    topics = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    vat_code = models.ForeignKey(VatCode, on_delete=models.PROTECT, related_name="products")
    left = models.PositiveIntegerField(null=True, blank=True)
    share_unit = models.CharField(max_length=10, choices=ShareUnit, default=ShareUnit.SESSIONS)
    supply_statement = models.CharField(max_length=300, help_text="When the buyer will have it [TC-6.1].")
    delivery_days = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Estimate for goods [TC-6.2].")
    on_sale_from = models.DateTimeField(null=True, blank=True)
    on_sale_until = models.DateTimeField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["title", "id"]
        indexes = [models.Index(fields=["kind", "title"], name="shop_product_by_kind")]
        constraints = [
            models.CheckConstraint(
                name="product_kind_fits_its_supply",
                condition=Q(kind=Kind.COURSE, supply__in=[Supply.SESSIONS, Supply.DIGITAL])
                | Q(kind=Kind.WEBINAR, supply__in=[Supply.SESSIONS, Supply.DIGITAL])
                | Q(kind=Kind.EVENT, supply=Supply.SESSIONS)
                | Q(kind=Kind.BOOK, supply=Supply.GOODS)
                | Q(kind__in=[Kind.EBOOK, Kind.DOWNLOAD], supply=Supply.DIGITAL)
                | Q(kind__in=[Kind.MEMBERSHIP, Kind.CERTIFICATE_FEE], supply=Supply.FEE)
                | Q(kind=Kind.ASSESSMENT_FEE, supply=Supply.ASSESSMENT)
                | Q(kind=Kind.DELIVERY, supply=Supply.DELIVERY),
            ),
            models.CheckConstraint(
                name="goods_have_a_delivery_estimate",
                condition=~Q(supply=Supply.GOODS) | Q(delivery_days__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_browsed(self) -> bool:
        """Whether the catalogue shows it; fees are billed by the system alone."""
        return self.kind not in SYSTEM_KINDS


@audited()
class Price(Dated):
    """What a product costs with VAT, in pence, from a day on [TC-5.1] [TC-5.2]."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="prices")
    pence = models.PositiveIntegerField()

    class Meta(Dated.Meta):
        constraints = [*Dated.Meta.constraints, one_at_a_time("one_price_at_a_time", "product")]

    def __str__(self) -> str:
        return f"{self.product} from {self.from_date}"


@audited()
class DeliveryRate(Dated):
    """What sending goods costs, in pence for an order, from a day on [TC-5.2b]."""

    pence = models.PositiveIntegerField()

    class Meta(Dated.Meta):
        constraints = [*Dated.Meta.constraints, one_at_a_time("one_delivery_rate_at_a_time")]

    def __str__(self) -> str:
        return f"from {self.from_date}"


@audited()
class CourseSession(models.Model):
    """One dated session of a course, webinar or event [TC-6.3]; what was promised is frozen on the order."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["product", "number"]
        constraints = [
            models.UniqueConstraint(fields=["product", "number"], name="one_session_per_number"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.product}, session {self.number}"


@audited()
class ProductFile(models.Model):
    """A file behind the digital gate; a newer version follows an older one, which stays [TC-7.2]."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="files")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    transcript = models.URLField(
        default="",
        blank=True,
        help_text="Of a recording: where its words can be read, by whoever cannot hear or see it.",
    )

    class Meta:
        ordering = ["-added_at"]

    def __str__(self) -> str:
        return str(self.document)


@audited()
class Wording(models.Model):
    """Words a buyer agrees to, by version: what stood beside the tick, kept for ever [TC-1.2] [TC-5.6]."""

    code = models.SlugField(max_length=60, help_text="A ConsentTo, or extra_terms followed by the product's slug.")
    version = models.PositiveSmallIntegerField()
    text = models.TextField()
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, blank=True, related_name="extra_terms")
    from_date = models.DateField()

    class Meta:
        ordering = ["code", "-version"]
        triggers = guards.STAY
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="one_wording_per_version")]

    def __str__(self) -> str:
        return f"{self.code} version {self.version}"


@audited()
class TermsVersion(models.Model):
    """The organisation's authorised terms as it uploaded them, from a day on [TC-1.2]."""

    version = models.CharField(max_length=20, unique=True)
    from_date = models.DateField(unique=True)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-from_date"]
        triggers = guards.TERMS

    def __str__(self) -> str:
        return f"Terms {self.version}"


@audited()
class ShopPolicy(models.Model):
    """The figures of the refund and payment rules from a day on; an order keeps the one it was accepted under.

    The fields are those of shop.rules.policy.Policy, under the same names.
    """

    from_date = models.DateField(unique=True)
    figures = models.JSONField(help_text="Field of the policy -> value, as shop/data/policies.toml has them.")

    class Meta:
        ordering = ["-from_date"]
        triggers = guards.POLICY
        verbose_name_plural = "shop policies"

    def __str__(self) -> str:
        return f"policy from {self.from_date}"
