"""Lists about people that administrators keep."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from cilexportal.foundation import london
from members import services
from members.adminsite import NeverDeleted, site
from members.models import Grade, GradeName, PracticeArea, RoleGrant, User


class NamesInline(admin.StackedInline):
    """Stacked, because each box then has a label of its own."""

    model = GradeName
    extra = 0


@admin.register(Grade, site=site)
class GradeAdmin(NeverDeleted):
    list_display = ("code", "rank")
    inlines = (NamesInline,)

    def get_readonly_fields(self, request: HttpRequest, obj: Grade | None = None) -> tuple[str, ...]:
        return ("code",) if obj else ()


@admin.register(PracticeArea, site=site)
class PracticeAreaAdmin(NeverDeleted):
    list_display = ("name", "code")
    search_fields = ("name",)

    def get_readonly_fields(self, request: HttpRequest, obj: PracticeArea | None = None) -> tuple[str, ...]:
        return ("code",) if obj else ()


@admin.register(User, site=site)
class UserAdmin(NeverDeleted):
    """Accounts are made by sign-up and import; here one is found, and closed or opened again."""

    list_display = ("email", "full_name", "is_active", "joined_at")
    list_filter = ("is_active",)
    search_fields = ("email", "full_name")
    ordering = ("email",)
    fields = ("email", "full_name", "is_active", "joined_at", "last_login")
    readonly_fields = ("email", "full_name", "joined_at", "last_login")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """No question in the address may feel its way along a password's hash."""
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)


@admin.register(RoleGrant, site=site)
class RoleGrantAdmin(NeverDeleted):
    """A grant is given and taken back, each by whom and when, and never rewritten."""

    list_display = ("user", "role", "granted_at", "granted_by", "revoked_at", "revoked_by")
    list_filter = ("role", ("revoked_at", admin.EmptyFieldListFilter))
    list_select_related = ("user", "granted_by", "revoked_by")
    search_fields = ("user__email", "user__full_name")
    raw_id_fields = ("user",)
    fields = ("user", "role")
    actions = ("take_back",)

    def has_change_permission(self, request: HttpRequest, obj: RoleGrant | None = None) -> bool:
        return obj is None

    def save_model(self, request: HttpRequest, obj: RoleGrant, form: Any, change: bool) -> None:
        grant = services.grant_role(user_id=obj.user_id, role=obj.role, by=request.user.pk, at=london.now())
        obj.pk = grant.pk

    @admin.action(description="Take the chosen roles back")
    def take_back(self, request: HttpRequest, grants: QuerySet[RoleGrant]) -> None:
        now = london.now()
        taken = sum(services.revoke_role(grant_id=grant.pk, by=request.user.pk, at=now) for grant in grants)
        messages.success(request, f"Roles taken back: {taken}.")
