"""Dated figures and lists of CPD that administrators keep."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from cilexportal.foundation import london
from cpd.models import ActivityType, CpdYear, ProfessionalismArea, Requirement
from members.adminsite import NeverDeleted, site


class CpdYearForm(forms.ModelForm):
    """The dates of a year; what the database refuses is said in its words. The end is looked at first, by itself."""

    def clean(self) -> dict[str, Any] | None:
        """Refuses an end before the start, and one that has passed already: nobody could record in that year."""
        cleaned = super().clean() or {}
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on <= starts_on:
            self.add_error("ends_on", "A CPD year ends after it starts.")
        elif ends_on and "ends_on" in self.changed_data and ends_on < london.today():
            self.add_error("ends_on", "This day has passed, so the year would be over before anybody closed it.")
        return cleaned


@admin.register(CpdYear, site=site)
class CpdYearAdmin(NeverDeleted):
    """The dates of a year, until its close begins. The closing instant follows from them."""

    form = CpdYearForm

    list_display = ("label", "starts_on", "ends_on", "closes_at", "ask_by", "rehearse_from", "loss_on")
    readonly_fields = ("closes_at",)

    def get_readonly_fields(self, request: HttpRequest, obj: CpdYear | None = None) -> tuple[str, ...]:
        if obj is None or not obj.is_being_judged():
            return self.readonly_fields
        return tuple(field.name for field in CpdYear._meta.fields)

    def save_model(self, request: HttpRequest, obj: CpdYear, form: forms.ModelForm, change: bool) -> None:
        obj.closes_at = london.end_of_day(obj.ends_on)
        super().save_model(request, obj, form, change)


@admin.register(Requirement, site=site)
class RequirementAdmin(NeverDeleted):
    """What a grade owes. A result keeps the row it was judged by, so a change is a new row."""

    list_display = ("grade", "from_date", "until_date", "scheme", "outcomes", "professionalism", "planned", "hours")
    list_filter = ("scheme", "grade")

    def get_readonly_fields(self, request: HttpRequest, obj: Requirement | None = None) -> tuple[str, ...]:
        if obj is None:
            return ()
        return tuple(field.name for field in Requirement._meta.fields if field.name != "until_date")


class ListAdmin(NeverDeleted):
    """A list of choices by code; the code stays what it was."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code",) if obj else ()


@admin.register(ProfessionalismArea, site=site)
class ProfessionalismAreaAdmin(ListAdmin):
    list_display = ("name", "code", "position")


@admin.register(ActivityType, site=site)
class ActivityTypeAdmin(ListAdmin):
    list_display = ("name", "code", "position", "is_study")
