"""Dated figures of data rights that administrators keep. Nothing is deleted: what holds is followed by another row."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from cilexportal.foundation import london
from members.adminsite import NeverDeleted, site
from people.models import DataFigures


@admin.register(DataFigures, site=site)
class DataFiguresAdmin(NeverDeleted):
    """[LAW-SAR] [LAW-DPCOMP] How long things take. A row in force stays: clocks run by it."""

    list_display = ("from_date", "access_months", "extension_months", "complaint_days", "cooling_days", "pack_days")

    def get_readonly_fields(self, request: HttpRequest, obj: DataFigures | None = None) -> tuple[str, ...]:
        if obj is None or obj.from_date > london.today():
            return ()
        return tuple(field.name for field in DataFigures._meta.fields)
