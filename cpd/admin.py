"""Dated figures and lists of CPD that administrators keep."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from cpd.models import ActivityType, CpdYear, ProfessionalismArea, Requirement
from members.adminsite import NeverDeleted, site


@admin.register(CpdYear, site=site)
class CpdYearAdmin(NeverDeleted):
    """The dates of a year. Who signed it and when is shown, and written by signing alone."""

    list_display = ("label", "starts_on", "ends_on", "closes_at", "rehearse_from", "loss_on")
    readonly_fields = ("signed_at", "signed_by")


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
