"""What the committee's lists in the administration have in common: whose they are, and how a refusal is said."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, InternalError, models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst

from cilexportal.foundation.rulebook.refusal import Refused
from members.adminsite import COMMITTEE, NeverDeleted
from members.doors import roles_of
from members.enums import Role

ROW = re.compile(r"\d{1,18}", re.ASCII)
NO_ROW = "Choose rows of the list. Nothing was changed."
CHANGED = "Somebody changed this while your page was open. What you typed is still here: look again, and save again."


def is_secretary(request: HttpRequest) -> bool:
    """Whether the committee's secretary asks."""
    return Role.ALC_SECRETARY.value in roles_of(request)


def is_of_the_committee(request: HttpRequest) -> bool:
    """Whether its secretary or somebody who sits on it asks."""
    return bool(roles_of(request) & COMMITTEE)


def filter_of(title: str, kind: type[admin.FieldListFilter]) -> type[admin.FieldListFilter]:
    """A filter of this kind under a title in words, where a column's name would say too little."""

    class Titled(kind):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.title = title

    return Titled


def sentences_of(no: Exception) -> list[str]:
    """What to say of a service that wrote nothing: its refusals with their clauses, or that others were quicker."""
    return [str(one) for one in no.refusals] if isinstance(no, Refused) else [CHANGED]


class CommitteesAdmin(NeverDeleted):
    """A list of the secretary's. What a rule refuses is said above the form, which keeps what was typed."""

    list_per_page = 50
    empty_value_display = "None yet"

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list under the name of what it holds: of most rows nothing can be changed here."""
        title = capfirst(str(self.opts.verbose_name_plural))
        answer: HttpResponse = super().changelist_view(request, {**(extra_context or {}), "title": title})
        return answer

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_secretary(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_secretary(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def response_action(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """What is done to chosen rows; a choice that names no row is said, and nothing is done."""
        if not all(ROW.fullmatch(one) for one in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            messages.error(request, NO_ROW)
            return redirect(request.path)
        return super().response_action(request, queryset)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form; where saving it was refused nothing is written, and it is shown again with the reasons."""
        try:
            with transaction.atomic():
                return super().changeform_view(request, *args, **kwargs)
        except (Refused, IntegrityError, InternalError) as no:
            request.why_not = sentences_of(no)
        return super().changeform_view(request, *args, **kwargs)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The form with one button to save, under the name of what it is about."""
        once: dict[str, Any] = {"show_save_and_add_another": False, "show_save_and_continue": False}
        if (of := context.get("original")) is not None:
            once |= {"title": str(of), "subtitle": None}
        return super().render_change_form(request, {**context, **once}, *args, **kwargs)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form, which says what was refused when it was saved."""
        made = super().get_form(request, obj, change, **kwargs)

        class Saying(made):  # type: ignore[misc, valid-type]
            def clean(self) -> dict[str, Any]:
                cleaned: dict[str, Any] = super().clean() or {}
                for sentence in getattr(request, "why_not", ()):
                    self.add_error(None, sentence)
                return cleaned

        return Saying

    def found(self, request: HttpRequest, object_id: str) -> Any:
        """The row that an address names. Raises PermissionDenied for whoever may not change rows, Http404."""
        if not is_secretary(request):
            raise PermissionDenied
        return self.get_object(request, object_id)


class NothingToSave(admin.TabularInline):
    """Rows below another row, to read."""

    template = "admin/committee/table.html"
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return is_of_the_committee(request)
