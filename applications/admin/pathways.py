"""Versions of pathways, pasted as TOML, and closures of the office."""

from __future__ import annotations

import tomllib
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from applications.models import Closure, PathwayVersion
from applications.rules.clocks import may_close
from applications.services import calendar, pathways
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refused
from members.adminsite import NeverDeleted, site

HELP = "The whole document, as in applications/data. It never changes afterwards: a change is another version."


class PublishForm(forms.ModelForm):
    """The document of a version, in which everything else of the version stands."""

    toml = forms.CharField(
        label="Document (TOML)", help_text=HELP, strip=False,
        widget=forms.Textarea(attrs={"rows": 40, "cols": 120, "spellcheck": "false"}),
    )  # fmt: skip

    class Meta:
        model = PathwayVersion
        fields: tuple[str, ...] = ()

    def clean_toml(self) -> dict[str, Any]:
        """The document. What is wrong with it is said in words, and the text stays."""
        try:
            document = tomllib.loads(self.cleaned_data["toml"])
            pathways.check(document=document, today=london.today())
        except tomllib.TOMLDecodeError as no:
            raise ValidationError(f"This is not TOML: {no}.") from no
        except Refused as no:
            raise ValidationError([str(refusal) for refusal in no.refusals]) from no
        return document


@admin.register(PathwayVersion, site=site)
class PathwayVersionAdmin(NeverDeleted):
    """[HB-11] [HB-14] What a pathway asks of applications begun while a version is in force. It never changes."""

    list_display = ("pathway", "version", "from_date", "until_date")
    list_filter = ("pathway",)
    list_select_related = ("pathway",)
    fields: tuple[str, ...] = ("pathway", "version", "from_date", "until_date", "document")

    def get_form(
        self, request: HttpRequest, obj: PathwayVersion | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        return super().get_form(request, obj, change, **kwargs) if obj else PublishForm

    def get_fields(self, request: HttpRequest, obj: PathwayVersion | None = None) -> Any:
        return self.fields if obj else ("toml",)

    def has_change_permission(self, request: HttpRequest, obj: PathwayVersion | None = None) -> bool:
        return obj is None and super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: PathwayVersion, form: Any, change: bool) -> None:
        made = pathways.publish(document=form.cleaned_data["toml"], by=request.user, at=london.now())
        obj.pk, obj.pathway, obj.version = made.pk, made.pathway, made.version

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Says so where somebody else published one between the check and the saving."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except Refused as no:
            messages.error(request, str(no))
            return redirect(request.path)


class ClosureForm(forms.ModelForm):
    """Days of a closure, and what it is called."""

    def clean(self) -> dict[str, Any]:
        """[HB-26] Refuses more days than the office is closed at once."""
        said = super().clean() or {}
        first, last = said.get("from_date"), said.get("until_date")
        if first and last and (refusal := may_close(first, last)):
            self.add_error("until_date", str(refusal))
        return said


@admin.register(Closure, site=site)
class ClosureAdmin(NeverDeleted):
    """[HB-26] Days on which the office is closed, which no clock counts."""

    form = ClosureForm
    list_display = ("name", "from_date", "until_date")

    def save_model(self, request: HttpRequest, obj: Closure, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        calendar.rebuild(today=london.today())
