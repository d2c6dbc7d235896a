"""Django's admin as the portal uses it, behind the portal's sign-in: figures and lists for administrators, the
committee's meetings for its secretary and its members."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import URLPattern, reverse
from django.utils.http import urlencode

from cilexportal.foundation import history
from members.doors import View, needs_recent_sign_in, roles_of
from members.enums import Role

COMMITTEE = frozenset({Role.ALC_SECRETARY.value, Role.ALC_MEMBER.value})


class PortalAdminSite(admin.AdminSite):
    """Only what the portal registers is shown. Every change asks for a sign-in of the last ten minutes.

    A list is shown to administrators, unless its own class says that it is somebody else's.
    """

    site_title = "Figures and lists"
    site_header = "Figures and lists"
    index_title = "Dated figures, names and roles"
    enable_nav_sidebar = False
    final_catch_all_view = False

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """Adds the step-up to what Django's admin checks."""
        return needs_recent_sign_in(super().admin_view(view, cacheable))

    def has_permission(self, request: HttpRequest) -> bool:
        """Administrators, and whoever works for the committee or sits on it; each sees their own lists."""
        return request.user.is_active and bool(roles_of(request) & {Role.ADMINISTRATOR.value, *COMMITTEE})

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """What every page says of itself: to the committee's people, that it is the committee's."""
        context = super().each_context(request)
        if Role.ADMINISTRATOR.value not in roles_of(request):
            context |= {"site_title": "The committee", "site_header": "The committee"}
        return context

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The lists of whoever asks."""
        if Role.ADMINISTRATOR.value not in roles_of(request):
            extra_context = {"title": "Meetings, agendas and papers", **(extra_context or {})}
        return super().index(request, extra_context)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Signing in is the portal's own."""
        if self.has_permission(request):
            return redirect("admin:index")
        after = request.GET.get(REDIRECT_FIELD_NAME, reverse("admin:index"))
        return redirect(f"{resolve_url('account_login')}?{urlencode({REDIRECT_FIELD_NAME: after})}")

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Signs out and goes to the first page."""
        logout(request)
        return redirect("home")

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Changing a password is the portal's own."""
        return redirect("account_change_password")


class NeverDeleted(admin.ModelAdmin):
    """Rows that others point at: changed or ended, they stay. An instant has one box, so that it has a label."""

    formfield_overrides = {models.DateTimeField: {"form_class": forms.DateTimeField, "widget": forms.DateTimeInput}}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What the audit trail says of a row, whoever changed it and by whatever way."""
        thing = self.get_object(request, unquote(object_id))
        if thing is None:
            raise Http404
        title = f"History: {thing}"
        context = {**self.admin_site.each_context(request), "title": title, "changes": history.changes(thing)}
        return render(request, "admin/object_history.html", {**context, "opts": self.opts, "object": thing})

    def get_urls(self) -> list[URLPattern]:
        """The addresses of the list, without those for deleting."""
        return [url for url in super().get_urls() if not (url.name or "").endswith("_delete")]


site = PortalAdminSite(name="admin")
