"""What administrators keep of the shop: products with sessions, dated figures, words, files and terms.

Nothing is deleted. A row that is in force, or that an order stands on, is ended or followed by another one.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import HttpRequest

from cilexportal.foundation import london
from cilexportal.foundation.documents import services as documents
from cilexportal.foundation.documents.models import Document
from cilexportal.foundation.rulebook.refusal import Refused
from members.adminsite import NeverDeleted, site
from shop.forms import figures
from shop.models import (
    CourseSession,
    DeliveryRate,
    Order,
    OrderLine,
    Price,
    Product,
    ProductFile,
    ShopPolicy,
    TermsVersion,
    VatCode,
    VatRate,
    Wording,
)

# What the refund rules of an order go by: it stays once somebody has ordered the product.
PROMISED = ("slug", "kind", "supply", "share_unit")


def every_field(model: Any, *but: str) -> tuple[str, ...]:
    """The names of all fields of a model, without some."""
    return tuple(field.name for field in model._meta.fields if field.name not in but and field.name != "id")


class SessionInline(admin.StackedInline):
    """The sessions of a product, each box with a label of its own."""

    model = CourseSession
    form = figures.SessionForm
    formset = figures.SessionFormSet
    extra = 0
    can_delete = False
    formfield_overrides = NeverDeleted.formfield_overrides


@admin.register(Product, site=site)
class ProductAdmin(NeverDeleted):
    """[TC-6.2] [TC-6.3] A product is refused while it may not be sold. Its price stands in rows of its own."""

    form = figures.ProductForm
    inlines = (SessionInline,)
    list_display = ("title", "kind", "supply", "vat_code", "left", "on_sale_from", "on_sale_until", "suspended_at")
    list_filter = ("kind", "supply")
    search_fields = ("title", "slug")

    def get_readonly_fields(self, request: HttpRequest, obj: Product | None = None) -> tuple[str, ...]:
        if obj is None:
            return ("suspended_at",)
        return ("suspended_at", "left", *(PROMISED if OrderLine.objects.filter(product=obj).exists() else ()))

    def get_fields(self, request: HttpRequest, obj: Product | None = None) -> list[str]:
        fields = [name for name in super().get_fields(request, obj) if name != "add_left"]
        return [*fields, "add_left"] if obj else fields

    def save_model(self, request: HttpRequest, obj: Product, form: forms.ModelForm, change: bool) -> None:
        """Saves what was changed and nothing else: orders count `left` down while the form is open."""
        if not change:
            super().save_model(request, obj, form, change)
            return
        obj.save(update_fields=[name for name in form.changed_data if name in every_field(Product)])
        if more := form.cleaned_data.get("add_left"):
            Product.objects.filter(pk=obj.pk, left__isnull=True).update(left=0)
            Product.objects.filter(pk=obj.pk, left__gte=-more).update(left=F("left") + more)


class DatedAdmin(NeverDeleted):
    """Rows that hold from a day on: one that holds is only ended, one that has ended is only read."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        today = london.today()
        if obj is None or obj.from_date > today:
            return ()
        over = obj.until_date is not None and obj.until_date <= today
        return every_field(self.model) if over else every_field(self.model, "until_date")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Ends the row before this one first, so that there is one on every day."""
        form.end_the_one_before()
        super().save_model(request, obj, form, change)


@admin.register(Price, site=site)
class PriceAdmin(DatedAdmin):
    """[TC-5.1] Prices in pence, with VAT. A new one ends the one before it."""

    form = figures.OfProduct
    list_display = ("product", "pence", "from_date", "until_date")
    list_select_related = ("product",)
    search_fields = ("product__title",)


@admin.register(VatRate, site=site)
class VatRateAdmin(DatedAdmin):
    """[TC-5.3] Rates of VAT. A new one ends the one before it."""

    form = figures.OfCode
    list_display = ("code", "percent", "from_date", "until_date")
    list_filter = ("code",)


@admin.register(DeliveryRate, site=site)
class DeliveryRateAdmin(DatedAdmin):
    """[TC-5.2b] What delivery costs. A new row ends the one before it."""

    form = figures.DatedForm
    list_display = ("pence", "from_date", "until_date")


@admin.register(VatCode, site=site)
class VatCodeAdmin(NeverDeleted):
    """The kinds of supply that are taxed alike."""

    list_display = ("name", "code")

    def get_readonly_fields(self, request: HttpRequest, obj: VatCode | None = None) -> tuple[str, ...]:
        return ("code",) if obj else ()


@admin.register(ShopPolicy, site=site)
class ShopPolicyAdmin(NeverDeleted):
    """The figures of the rules. An order keeps those it was placed under, so a change is a new row."""

    form = figures.PolicyForm
    list_display = ("from_date",)

    def has_change_permission(self, request: HttpRequest, obj: ShopPolicy | None = None) -> bool:
        return obj is None or (obj.from_date > london.today() and not Order.objects.filter(policy=obj).exists())


@admin.register(Wording, site=site)
class WordingAdmin(NeverDeleted):
    """The words beside each tick, by version; what somebody agreed to is never rewritten."""

    form = figures.WordingForm
    list_display = ("code", "version", "from_date", "product")
    list_filter = ("code",)

    def has_change_permission(self, request: HttpRequest, obj: Wording | None = None) -> bool:
        return obj is None

    def save_model(self, request: HttpRequest, obj: Wording, form: Any, change: bool) -> None:
        """Numbers the version after the last one of the same code."""
        last = Wording.objects.filter(code=obj.code).order_by("-version").first()
        obj.version = last.version + 1 if last else 1
        super().save_model(request, obj, form, change)


class Uploads(NeverDeleted):
    """Rows that carry a file: it is received and checked like any other before it can be opened."""

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form, which receives its file once everything else is right, and says why one is refused."""
        made = super().get_form(request, obj, change, **kwargs)

        class Receiving(made):  # type: ignore[misc, valid-type]
            received: Document | None = None

            def clean(self) -> dict[str, Any]:
                cleaned: dict[str, Any] = super().clean() or {}
                if cleaned.get("upload") and not self.errors:
                    try:
                        self.received = documents.receive(owner=request.user, upload=cleaned["upload"], at=london.now())
                    except Refused as refused:
                        raise ValidationError({"upload": [str(one) for one in refused.refusals]}) from None
                return cleaned

        return Receiving


@admin.register(ProductFile, site=site)
class ProductFileAdmin(Uploads):
    """[TC-7.2] The files behind the gate. A newer one follows an older one, which stays."""

    form = figures.ProductFileForm
    list_display = ("product", "document", "added_at")
    list_select_related = ("product", "document")

    def has_change_permission(self, request: HttpRequest, obj: ProductFile | None = None) -> bool:
        return obj is None

    def save_model(self, request: HttpRequest, obj: ProductFile, form: Any, change: bool) -> None:
        obj.document, obj.added_at = form.received, london.now()
        super().save_model(request, obj, form, change)


@admin.register(TermsVersion, site=site)
class TermsVersionAdmin(Uploads):
    """[TC-1.2] The organisation's terms by version. One that orders stand on takes a text where it has none yet."""

    form = figures.TermsForm
    list_display = ("version", "from_date", "document", "added_by")
    list_select_related = ("document", "added_by")

    def get_readonly_fields(self, request: HttpRequest, obj: TermsVersion | None = None) -> tuple[str, ...]:
        return ("version", "from_date") if obj and self.is_in_use(obj) else ()

    def has_change_permission(self, request: HttpRequest, obj: TermsVersion | None = None) -> bool:
        return obj is None or obj.document_id is None or not self.is_in_use(obj)

    def is_in_use(self, obj: TermsVersion) -> bool:
        """Whether the terms hold by now, or an order stands on them: then their name and their day stay."""
        return obj.from_date <= london.today() or Order.objects.filter(terms=obj).exists()

    def save_model(self, request: HttpRequest, obj: TermsVersion, form: Any, change: bool) -> None:
        if form.received is not None:
            obj.document, obj.sha256, obj.added_by = form.received, form.received.sha256, request.user
        super().save_model(request, obj, form, change)
