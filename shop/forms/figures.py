"""The forms of administrators: what is sold, dated figures, words and files. What counts already is not rewritten."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.db.models import Q

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal
from shop.enums import ConsentTo, Mode, Supply
from shop.models import OrderedSession, Product, ProductFile, ShopPolicy, TermsVersion, Wording
from shop.models.dated import Dated
from shop.rules import ordering, windows
from shop.rules.policy import Policy

TOO_EARLY = "Choose today or a later day: what was charged before stays as it was."


def said(refusal: Refusal) -> ValidationError:
    """A refusal as a form says it, with its clause."""
    return ValidationError(f"{refusal.sentence} ({refusal.clause})")


def policy_on(day: date) -> Policy:
    """The figures in force on a day."""
    row = ShopPolicy.objects.filter(from_date__lte=day).order_by("-from_date").first()
    return Policy.of(row.figures) if row else Policy()


class DatedForm(forms.ModelForm):
    """A row that holds from a day on. A new one ends the one before it; none begins in the past."""

    keys: tuple[str, ...] = ()
    before: Dated | None = None

    def clean(self) -> dict[str, Any]:
        """Refuses days that have passed, and an end before the start."""
        cleaned: dict[str, Any] = super().clean() or {}
        today = london.today()
        first, until = cleaned.get("from_date"), cleaned.get("until_date")
        if "from_date" in self.changed_data and first and first < today:
            self.add_error("from_date", TOO_EARLY)
        if "until_date" in self.changed_data and until and until < today:
            self.add_error("until_date", TOO_EARLY)
        if until and until <= (first or self.instance.from_date or today):
            self.add_error("until_date", "A row ends on a later day than it begins.")
        if not self.errors:
            self._find_others(cleaned)
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """The database's own check of overlaps would refuse the row before this one, which this one ends."""
        return super()._get_validation_exclusions() | {"from_date"}

    def _find_others(self, cleaned: dict[str, Any]) -> None:
        """The row before this one is ended by it; any other that holds on the same days is in the way."""
        value = {name: cleaned.get(name, getattr(self.instance, name, None)) for name in ("from_date", "until_date")}
        first, until = value["from_date"], value["until_date"]
        same = {key: cleaned.get(key) or getattr(self.instance, key) for key in self.keys}
        others = self._meta.model._default_manager.filter(**same).exclude(pk=self.instance.pk)
        later = Q() if until is None else Q(from_date__lt=until)
        for other in others.filter(Q(until_date=None) | Q(until_date__gt=first), later).order_by("from_date"):
            if other.from_date >= first:
                day = london.in_words(other.from_date)
                self.add_error(None, f"Another row holds from {day} on: end this one on that day or before.")
                return
            self.before = other

    def end_the_one_before(self) -> None:
        """Ends the row that this one follows, on the day this one begins."""
        if self.before is not None:
            self.before.until_date = self.instance.from_date
            self.before.save(update_fields=["until_date"])


class OfProduct(DatedForm):
    """Dated by product."""

    keys = ("product",)


class OfCode(DatedForm):
    """Dated by VAT code."""

    keys = ("code",)


class ProductForm(forms.ModelForm):
    """A product. Copies and places are added or taken away, never set: orders count them down meanwhile."""

    add_left = forms.IntegerField(
        label="Add to what is left", required=False,
        help_text="Copies or places that came in; fewer than nothing for those that went.",
    )  # fmt: skip

    def clean_picture(self) -> str:
        """Refuses a name under which there is no picture: the catalogue could not be shown."""
        name: str = self.cleaned_data["picture"]
        is_path = "/" in name or "\\" in name
        if name and (is_path or not finders.find(f"img/shop/{name}")):
            raise ValidationError("There is no picture of this name. Leave it empty for the one of its kind.")
        return name

    def clean(self) -> dict[str, Any]:
        """[TC-6.2] Refuses a delivery estimate beyond what the terms allow, and taking away more than is left."""
        cleaned: dict[str, Any] = super().clean() or {}
        days, today = cleaned.get("delivery_days"), london.today()
        if cleaned.get("supply") == Supply.GOODS and days is None:
            self.add_error("delivery_days", "Give the days after which it arrives. (TC-6.2)")
        elif days is not None:
            policy = policy_on(today)
            latest = windows.days_after(today, days)
            if ordering.bad_delivery_day(latest, accepted_on=today, policy=policy):
                sentence = f"Give {policy.delivery_days} days or fewer: goods are delivered within that time."
                self.add_error("delivery_days", said(Refusal("TC-6.2", sentence)))
        if self.instance.pk and (self.instance.left or 0) + (cleaned.get("add_left") or 0) < 0:
            self.add_error("add_left", f"There are {self.instance.left or 0} left.")
        return cleaned


class SessionForm(forms.ModelForm):
    """A dated session. One that somebody ordered is moved by an announcement, which tells its buyers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and OrderedSession.objects.filter(session=self.instance).exists():
            for field in self.fields.values():
                field.disabled = True


class SessionFormSet(forms.BaseInlineFormSet):
    """The sessions of a product, of which a course has at least one [TC-6.3]."""

    def clean(self) -> None:
        """[TC-6.3] Refuses a course without a date or an open time."""
        super().clean()
        typed = [getattr(form, "cleaned_data", {}).get("starts_at") for form in self.forms]
        starts = [at for at in typed if at]
        product: Product = self.instance
        if not product.supply:
            return
        refusal = ordering.may_be_sold(
            supply=Supply(product.supply), session_starts=starts, open_on_demand=product.mode == Mode.ON_DEMAND
        )
        if refusal:
            raise said(refusal)


class PolicyForm(forms.ModelForm):
    """The figures of the rules from a day on."""

    class Meta:
        model = ShopPolicy
        fields = ("from_date", "figures")

    def clean_from_date(self) -> date:
        """Refuses a day that has passed: orders were placed under what held then."""
        day: date = self.cleaned_data["from_date"]
        if day < london.today():
            raise ValidationError(TOO_EARLY)
        return day

    def clean_figures(self) -> dict[str, Any]:
        """Refuses what is no figure of a policy, or out of its range."""
        figures = self.cleaned_data["figures"]
        if not isinstance(figures, dict):
            raise ValidationError("Give the figures as names and values.")
        try:
            Policy.of(figures)
        except (ValueError, TypeError) as fault:
            raise ValidationError(f"These are no figures of a policy: {fault}.") from None
        return figures


class WordingForm(forms.ModelForm):
    """Words beside a tick. A new version is a new row; its number follows the last one."""

    class Meta:
        model = Wording
        fields = ("code", "product", "text", "from_date")

    def clean(self) -> dict[str, Any]:
        """[TC-5.6] The words are those of a tick of the check-out, or of one product under its own code."""
        cleaned: dict[str, Any] = super().clean() or {}
        code, product = cleaned.get("code", ""), cleaned.get("product")
        if product and code != f"extra_terms-{product.slug}"[:60]:
            self.add_error("code", f"The terms of this product stand under extra_terms-{product.slug}.")
        elif not product and code not in ConsentTo.values:
            self.add_error("code", f"Choose one of {', '.join(ConsentTo.values)}.")
        if cleaned.get("from_date") and cleaned["from_date"] < london.today():
            self.add_error("from_date", TOO_EARLY)
        return cleaned


class TermsForm(forms.ModelForm):
    """A version of the organisation's terms, with its authorised text as a file."""

    upload = forms.FileField(label="Authorised text", required=False, help_text="PDF or Word.")

    class Meta:
        model = TermsVersion
        fields = ("version", "from_date")

    def clean_from_date(self) -> date:
        """Refuses a day that has passed: orders were placed under what held then."""
        day: date = self.cleaned_data["from_date"]
        if "from_date" in self.changed_data and day < london.today():
            raise ValidationError(TOO_EARLY)
        return day


class ProductFileForm(forms.ModelForm):
    """A file behind the gate of a product; a newer one follows, the older stays [TC-7.2]."""

    upload = forms.FileField(
        label="File", help_text="PDF, Word, PNG or JPEG. It is checked before anybody can open it."
    )

    class Meta:
        model = ProductFile
        fields = ("product",)
