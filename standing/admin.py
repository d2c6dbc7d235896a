"""Dated figures of membership that administrators keep. Nothing is deleted: a sum ends, and another one follows it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from cilexportal.foundation import london
from members.adminsite import NeverDeleted, site
from standing.models import Fee, MemberRule, MembershipYear, ReducedFee


def fixed(model: Any, *but: str) -> tuple[str, ...]:
    """The fields of a model that stay as they are, without those that do not."""
    return tuple(field.name for field in model._meta.fields if field.name not in but)


@admin.register(MembershipYear, site=site)
class MembershipYearAdmin(NeverDeleted):
    """[TC-4.4a] When a year opens, is due and lapses. Once its day of lapsing has come, its days stay."""

    list_display = ("year", "opens_on", "pay_by", "lapses_on")

    def get_readonly_fields(self, request: HttpRequest, obj: MembershipYear | None = None) -> tuple[str, ...]:
        if obj is None:
            return ()
        return fixed(MembershipYear) if obj.lapses_on <= london.today() else ("year",)


@admin.register(Fee, site=site)
class FeeAdmin(NeverDeleted):
    """[TC-5.5] [TC-4.4b] What something costs. A sum may have been charged, so a change is a new row."""

    list_display = ("kind", "grade", "reduced", "pence", "from_date", "until_date")
    list_filter = ("kind", "grade")

    def get_readonly_fields(self, request: HttpRequest, obj: Fee | None = None) -> tuple[str, ...]:
        return fixed(Fee, "until_date") if obj else ()


@admin.register(ReducedFee, site=site)
class ReducedFeeAdmin(NeverDeleted):
    """Who pays the reduced subscription, and why."""

    list_display = ("member", "concession", "from_date", "until_date")
    list_filter = ("concession",)
    list_select_related = ("member",)
    raw_id_fields = ("member",)

    def get_readonly_fields(self, request: HttpRequest, obj: ReducedFee | None = None) -> tuple[str, ...]:
        return fixed(ReducedFee, "until_date") if obj else ()


@admin.register(MemberRule, site=site)
class MemberRuleAdmin(NeverDeleted):
    """[TC-4.1] The rules of members by version. Members are told of one on the membership officer's desk."""

    list_display = ("title", "code", "version", "from_date", "announced_at")
    formfield_overrides = {**NeverDeleted.formfield_overrides, models.URLField: {"assume_scheme": "https"}}

    def get_readonly_fields(self, request: HttpRequest, obj: MemberRule | None = None) -> tuple[str, ...]:
        known = obj is not None and (obj.version == 1 or obj.announced_at is not None)
        return fixed(MemberRule) if known else ("announced_at",)
