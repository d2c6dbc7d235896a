"""What is before the committee or the panel, and what applicants asked to have looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from applications.admin.acting import Question, asked
from applications.admin.committee import CommitteesAdmin, filter_of, is_secretary
from applications.enums import MeetingStage
from applications.models import AgendaItem, Meeting, Reconsideration, Referral
from applications.queries.pathways import data_by_id
from applications.queries.sitting import closed_to
from applications.services import meetings
from cilexportal.foundation import london
from cilexportal.foundation.idempotency import keys
from members.adminsite import site

ONE_BODY = "Choose cases of one body: the committee's and the panel's meetings are not the same."
NOT_OPEN = "Choose cases that wait and are on no agenda. Nothing was changed."


class CaseColumns:
    """Which case a row is about."""

    @admin.display(description="Reference", ordering="case__application__reference")
    def reference(self, one: Referral | Reconsideration) -> str:
        return one.case.application.reference

    @admin.display(description="Applicant", ordering="case__application__user__full_name")
    def applicant(self, one: Referral | Reconsideration) -> str:
        return str(one.case.application.user)

    @admin.display(description="Step")
    def step(self, one: Referral | Reconsideration) -> str:
        return data_by_id(one.case.application.version_id).step(one.case.step).title


class OpenFilter(admin.SimpleListFilter):
    """What waits, unless something else is chosen."""

    title = "where it stands"
    parameter_name = "stands"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Sequence[tuple[str, str]]:
        return (("waits", "Waits for a meeting"), ("listed", "On an agenda"), ("ended", "Decided or taken back"))

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "waits":
                return queryset.filter(ended_at=None, meets_at=None)
            case "listed":
                return queryset.filter(ended_at=None, meets_at__isnull=False)
            case "ended":
                return queryset.filter(ended_at__isnull=False)
        return queryset


class MeetingForm(forms.Form):
    """Which meeting. Only those that papers have not gone out for can be chosen."""

    meeting = forms.ModelChoiceField(
        queryset=Meeting.objects.none(), label="Meeting", help_text="A meeting that is planned, of the same body."
    )

    def __init__(self, *args: Any, body: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        planned = Meeting.objects.filter(body=body, stage=MeetingStage.PLANNED, starts_at__gt=london.now())
        self.fields["meeting"].queryset = planned.order_by("starts_at")


@admin.register(Referral, site=site)
class ReferralAdmin(CaseColumns, CommitteesAdmin):
    """[HB-28] Cases before the committee and the panel, those that wait first, the oldest of them first."""

    list_display = ("reference", "applicant", "step", "cause", "body", "referred_at", "meeting_at")
    list_filter = (OpenFilter, "body", "cause")
    list_select_related = ("case__application__user", "by")
    search_fields = ("case__application__reference", "case__application__user__full_name")
    fields = ("reference", "applicant", "step", "body", "cause", "question", "at", "asked_by", "meeting_at", "ended_at")
    readonly_fields = ("reference", "applicant", "step", "asked_by", "meeting_at")
    ordering = (F("ended_at").desc(nulls_first=True), "at", "pk")
    actions = ("put_on_the_agenda",)

    # By name alone, as elsewhere on these lists: Django would lead on to an account that no secretary can open.
    @admin.display(description="By")
    def asked_by(self, one: Referral) -> str:
        return str(one.by)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Referral]:
        """Referrals with the meeting that has them on its agenda, without those of cases one has a part in."""
        listed = AgendaItem.objects.filter(referral=OuterRef("pk"), taken_off_at=None).order_by("-pk")
        others = super().get_queryset(request).exclude(case__in=closed_to(request.user))
        return others.annotate(
            meets_at=Subquery(listed.values("meeting__starts_at")[:1]), meets_in=Subquery(listed.values("meeting")[:1])
        )  # fmt: skip

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return super().get_actions(request) if is_secretary(request) else {}

    @admin.display(description="Referred", ordering="at")
    def referred_at(self, one: Referral) -> str:
        return london.in_words(london.date_of(one.at))

    @admin.display(description="Meeting", empty_value="On no agenda")
    def meeting_at(self, one: Any) -> str | None:
        if one.meets_in is None:
            return None
        at = reverse("admin:applications_meeting_change", args=[one.meets_in])
        return format_html('<a href="{}">{}</a>', at, london.in_words(london.date_of(one.meets_at)))

    @admin.action(description="Put on the agenda of a meeting", permissions=["view"])
    def put_on_the_agenda(self, request: HttpRequest, referrals: QuerySet[Referral]) -> HttpResponse | None:
        """[HB-28a] Asks which meeting, then lists all that were chosen, or none where one of them cannot be."""
        chosen: list[Any] = list(referrals)
        if any(one.ended_at or one.meets_in for one in chosen):
            messages.error(request, NOT_OPEN)
            return None
        if len({one.body for one in chosen}) != 1:
            messages.error(request, ONE_BODY)
            return None
        posted = request.POST if keys.FIELD in request.POST else None
        form = MeetingForm(posted, body=chosen[0].body)
        question = Question(
            title="Put on the agenda", button="Put on the agenda", back_text="Referrals",
            words=("Each applicant is told in writing on which day their case is considered.",), clause="HB-28a",
            rows=[f"{self.reference(one)}: {self.applicant(one)}, {self.step(one)}" for one in chosen],
            said=f"Put on the agenda: {len(chosen)}. Each applicant is told the date.",
            back=reverse("admin:applications_referral_changelist"),
            hidden=(("action", "put_on_the_agenda"), *((ACTION_CHECKBOX_NAME, one.pk) for one in chosen)),
        )  # fmt: skip

        def list_them() -> None:
            for one in chosen:
                meetings.list_item(
                    meeting_id=form.cleaned_data["meeting"].pk, referral_id=one.pk, by=request.user, at=london.now()
                )

        return asked(request, question, form, list_them, scope="applications.agenda")


@admin.register(Reconsideration, site=site)
class ReconsiderationAdmin(CaseColumns, CommitteesAdmin):
    """[HB-28b] What applicants asked to have looked at again, and whether they were in time; the newest first."""

    list_display = ("reference", "applicant", "step", "goes_to", "asked_on", "until", "in_time", "speaks")
    list_filter = (
        ("to", filter_of("who looks at it", admin.ChoicesFieldListFilter)),
        ("late", filter_of("whether it came late", admin.BooleanFieldListFilter)),
        ("wants_hearing", filter_of("whether they want to speak", admin.BooleanFieldListFilter)),
    )
    list_select_related = ("case__application__user", "decision", "asked_by", "late_allowed_by", "referral")
    search_fields = ("case__application__reference", "case__application__user__full_name")
    ordering = ("-asked_at",)
    fields = (
        "reference", "applicant", "step", "goes_to", "decided", "received", "until", "asked_on", "in_time",
        "speaks", "reasons", "allowed_by", "late_allowed_why",
    )  # fmt: skip
    readonly_fields = (
        "reference", "applicant", "step", "goes_to", "decided", "received", "until", "asked_on", "in_time", "speaks",
        "allowed_by",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reconsideration]:
        """What others asked for, in cases that one has no part in."""
        return super().get_queryset(request).exclude(case__in=closed_to(request.user))

    @admin.display(description="Asked", ordering="asked_at")
    def asked_on(self, one: Reconsideration) -> str:
        return london.in_words(london.date_of(one.asked_at))

    @admin.display(description="Who looks at it", ordering="to")
    def goes_to(self, one: Reconsideration) -> str:
        return one.get_to_display()

    @admin.display(description="Decision received")
    def received(self, one: Reconsideration) -> str:
        return london.in_words(one.received_on)

    @admin.display(description="Last day", ordering="last_day", empty_value="None is set")
    def until(self, one: Reconsideration) -> str | None:
        return london.in_words(one.last_day) if one.last_day else None

    @admin.display(description="Wants to speak", ordering="wants_hearing")
    def speaks(self, one: Reconsideration) -> str:
        return "Yes" if one.wants_hearing else "No"

    @admin.display(description="Decision")
    def decided(self, one: Reconsideration) -> str:
        day = london.in_words(london.date_of(one.decision.at))
        return f"{one.decision.get_outcome_display()}, {one.decision.get_body_display()}, {day}"

    @admin.display(description="Late allowed by")
    def allowed_by(self, one: Reconsideration) -> str | None:
        return str(one.late_allowed_by) if one.late_allowed_by else None

    @admin.display(description="In time")
    def in_time(self, one: Reconsideration) -> str:
        if not one.late:
            return "In time"
        return "Late, and allowed" if one.late_allowed_by_id else "Late"
