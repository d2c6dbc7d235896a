"""Who sits on the committee and on the panel, from when until when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from applications.admin.committee import CommitteesAdmin, filter_of, is_secretary
from applications.models import CommitteeMember
from cilexportal.foundation import london
from members.adminsite import site
from members.enums import Role
from members.models import User

TWICE = "They sit on this body already in that time. End that seat first."
BACKWARDS = "The last day comes after the first one."


class MemberForm(forms.ModelForm):
    """A member with the days from and until which they sit; whoever can be chosen holds the role of one."""

    class Meta:
        model = CommitteeMember
        fields = ("user", "body", "kind", "from_date", "until_date")
        labels = {"user": "Person", "kind": "Professional or lay", "from_date": "From", "until_date": "Until"}
        help_texts = {"until_date": "The first day on which they no longer sit. Empty: no end is set."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "user" in self.fields:
            held = {"role_grants__role": Role.ALC_MEMBER, "role_grants__revoked_at": None}
            self.fields["user"].queryset = User.objects.filter(is_active=True, **held).order_by("full_name")
            self.fields["user"].help_text = "Somebody whom an administrator has given the role “ALC member”."

    def clean(self) -> dict[str, Any]:
        """The database's two rules in words: a seat ends after it begins, and nobody has two at a time."""
        cleaned: dict[str, Any] = super().clean() or {}
        names = ("user", "body", "from_date", "until_date")
        user, body, first, until = (cleaned.get(name, getattr(self.instance, name, None)) for name in names)
        if not (user and body and first):
            return cleaned
        others = CommitteeMember.objects.filter(user=user, body=body).exclude(pk=self.instance.pk)
        others = others.filter(Q(until_date=None) | Q(until_date__gt=first))
        if until and until <= first:
            self.add_error("until_date", BACKWARDS)
        elif (others.filter(from_date__lt=until) if until else others).exists():
            self.add_error(None, TWICE)
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """The database's own words for these rules are left out: `clean` has said them."""
        return {*super()._get_validation_exclusions(), "from_date"}


class SitsFilter(admin.SimpleListFilter):
    """Who sits today, and who does not."""

    title = "whether they sit now"
    parameter_name = "sits"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Sequence[tuple[str, str]]:
        return (("yes", "Yes"), ("no", "No"))

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        today = london.today()
        sits = Q(from_date__lte=today) & (Q(until_date=None) | Q(until_date__gt=today))
        return {"yes": queryset.filter(sits), "no": queryset.exclude(sits)}.get(self.value() or "", queryset)


@admin.register(CommitteeMember, site=site)
class CommitteeMemberAdmin(CommitteesAdmin):
    """[HB-28] Members, professional and lay. Whoever leaves gets a last day; nobody is deleted."""

    form = MemberForm
    list_display = ("person", "body", "kind", "first", "until", "sits_now")
    list_filter = (SitsFilter, "body", ("kind", filter_of("professional or lay", admin.ChoicesFieldListFilter)))
    list_select_related = ("user",)
    search_fields = ("user__full_name", "user__email")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_secretary(request)

    def has_change_permission(self, request: HttpRequest, obj: CommitteeMember | None = None) -> bool:
        return is_secretary(request)

    def get_fields(self, request: HttpRequest, obj: CommitteeMember | None = None) -> tuple[str, ...]:
        # By name alone: Django would lead on to the person's account, which a secretary cannot open.
        return ("person" if obj else "user", "body", "kind", "from_date", "until_date")

    def get_readonly_fields(self, request: HttpRequest, obj: CommitteeMember | None = None) -> tuple[str, ...]:
        return ("person", "body", "kind", "from_date") if obj else ()

    @admin.display(description="Person", ordering="user__full_name")
    def person(self, one: CommitteeMember) -> str:
        return str(one.user)

    @admin.display(description="From", ordering="from_date")
    def first(self, one: CommitteeMember) -> str:
        return london.in_words(one.from_date)

    @admin.display(description="Until", ordering="until_date", empty_value="No end is set")
    def until(self, one: CommitteeMember) -> str | None:
        return london.in_words(one.until_date) if one.until_date else None

    @admin.display(description="Sits now", boolean=True)
    def sits_now(self, one: CommitteeMember) -> bool:
        """Whether today lies in the days of the seat."""
        today = london.today()
        return one.from_date <= today and (one.until_date is None or today < one.until_date)
