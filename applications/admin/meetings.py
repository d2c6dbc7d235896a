"""Meetings of the committee and the panel: planned and worked through by the secretary, read by their members."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from applications.admin import meeting_acts, sitting
from applications.admin.agenda import ItemColumns, able_in_words, by_of, paper_link
from applications.admin.committee import CommitteesAdmin, NothingToSave, is_of_the_committee, is_secretary
from applications.enums import Body, MeetingStage
from applications.models import AgendaItem, Meeting, Seat
from applications.queries import committee as queries
from applications.queries.sitting import closed_to, has_a_part
from applications.services import hearing, meetings
from cilexportal.foundation import london
from cilexportal.foundation.ui import words
from members.adminsite import site

BEFORE = (MeetingStage.PLANNED, MeetingStage.PAPERS_OUT)
LONDON = "London time, such as 2026-12-08 10:00."


class MeetingForm(forms.ModelForm):
    """When and where a meeting is, and its minutes once it was held; `seen` are those that the page showed."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Meeting
        fields = ("body", "starts_at", "place", "minutes")
        labels = {"body": "Who meets", "starts_at": "Begins", "place": "Where"}
        help_texts = {"starts_at": LONDON, "place": "A room, or that it is by video."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "minutes" in self.fields:
            self.initial["seen"] = queries.digest(self.instance.minutes)
        else:
            del self.fields["seen"]


class SeatInline(NothingToSave):
    """[HB-28] Who is invited, professional or lay, who chairs, and who came."""

    model = Seat
    verbose_name_plural = "members invited"
    fields = readonly_fields = ("who", "kind", "chair", "came", "declared", "has_pack")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Seat]:
        """Seats, each with how many items of the agenda its member declared on."""
        stands = Q(interests__item__taken_off_at=None)
        said = Count("interests__item", filter=stands, distinct=True)
        on = Count("meeting__items", filter=Q(meeting__items__taken_off_at=None), distinct=True)
        return super().get_queryset(request).select_related("member__user", "pack").annotate(said=said, on=on)

    @admin.display(description="Member")
    def who(self, seat: Seat) -> str:
        return str(seat.member.user)

    @admin.display(description="Professional or lay")
    def kind(self, seat: Seat) -> str:
        return seat.member.get_kind_display()

    @admin.display(description="Chair")
    def chair(self, seat: Seat) -> str:
        return "Chairs it" if seat.chairs else ""

    @admin.display(description="Came")
    def came(self, seat: Seat) -> str:
        return {None: "Not noted yet", True: "Yes", False: "No"}[seat.attended]

    @admin.display(description="Declared on")
    def declared(self, seat: Any) -> str:
        return f"{seat.said} of {words.counted(seat.on, 'case')}"

    @admin.display(description="Pack")
    def has_pack(self, seat: Seat) -> str:
        return seat.pack.get_state_display() if seat.pack else "Not yet"


class ItemInline(ItemColumns, NothingToSave):
    """[HB-28] The agenda: what is heard, and what was decided of it. Whoever has a part in a case learns of its
    decision once it is released."""

    closed: Collection[int] = ()
    model = AgendaItem
    verbose_name_plural = "agenda"
    fields = readonly_fields = ("item", "reference", "applicant", "step", "cause", "paper", "decided", "taken_off")

    def get_queryset(self, request: HttpRequest) -> QuerySet[AgendaItem]:
        self.closed = closed_to(by_of(request))
        found = super().get_queryset(request).select_related("referral__case__application__user", "meeting")
        return found.select_related("referral__reconsideration").order_by("number")

    @admin.display(description="Case")
    def item(self, item: AgendaItem) -> str:
        at = reverse("admin:applications_agendaitem_change", args=[item.pk])
        return format_html('<a href="{}">Case {}</a>', at, item.number)

    @admin.display(description="Paper")
    def paper(self, item: AgendaItem) -> str:
        return "" if item.referral.case_id in self.closed else paper_link(item, "Read")

    @admin.display(description="Decision")
    def decided(self, item: AgendaItem) -> str:
        if item.decision_id is None and item.referral.case_id in self.closed:
            return "Told to you once it is released: you have a part in this case"
        return item.get_outcome_display() if item.outcome else "Not yet"

    @admin.display(description="Taken off")
    def taken_off(self, item: AgendaItem) -> str:
        return item.taken_off_why or "No"


@admin.register(Meeting, site=site)
class MeetingAdmin(CommitteesAdmin):
    """[HB-28] [HB-28a] The secretary's way from planning to release. Members see the meetings that they sit at."""

    form = MeetingForm
    inlines = (SeatInline, ItemInline)
    list_display = ("begins", "body", "stage", "papers_by", "cases", "invited", "place")
    list_filter = ("stage", "body")
    search_fields = (
        "place", "items__referral__case__application__reference", "items__referral__case__application__user__full_name",
    )  # fmt: skip
    ordering = ("-starts_at",)
    change_form_template = "admin/committee/change_form.html"

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_of_the_committee(request)

    def has_view_permission(self, request: HttpRequest, obj: Meeting | None = None) -> bool:
        return is_of_the_committee(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_secretary(request)

    def has_change_permission(self, request: HttpRequest, obj: Meeting | None = None) -> bool:
        return is_secretary(request) and (obj is None or obj.stage in (MeetingStage.PLANNED, MeetingStage.HELD))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Meeting]:
        """All meetings to the secretary; to a member those at which they have a seat."""
        found = super().get_queryset(request)
        if not is_secretary(request):
            seats = Seat.objects.filter(member__user=request.user.pk).values("meeting")
            found = found.filter(pk__in=seats)
        on = Count("items", filter=Q(items__taken_off_at=None), distinct=True)
        return found.annotate(on_agenda=on, seated=Count("seats", distinct=True))

    def get_inlines(self, request: HttpRequest, obj: Meeting | None = None) -> Any:
        return self.inlines if obj else ()

    def get_fields(self, request: HttpRequest, obj: Meeting | None = None) -> tuple[str, ...]:
        if obj is None:
            return ("body", "starts_at", "place")
        written = ("minutes", "seen") if obj.stage == MeetingStage.HELD else ("minutes",)
        minutes = written if obj.held_at and not self._waits(request, obj) else ()
        begins = "starts_at" if obj.stage == MeetingStage.PLANNED else "begins"
        return ("body", "stage", begins, "place", "papers_by", "needed", "able", *minutes)

    def get_readonly_fields(self, request: HttpRequest, obj: Meeting | None = None) -> tuple[str, ...]:
        if obj is None:
            return ()
        when = () if obj.stage == MeetingStage.PLANNED else ("begins", "place")
        return ("body", "stage", "papers_by", "needed", "able", *when)

    def save_model(self, request: HttpRequest, obj: Meeting, form: Any, change: bool) -> None:
        """Plans or moves a meeting, or writes its minutes, as its services do."""
        said, by, at = form.cleaned_data, by_of(request), london.now()
        if not change:
            made = meetings.plan(
                body=Body(said["body"]), starts_at=said["starts_at"], place=said["place"], by=by, at=at
            )  # fmt: skip
            obj.pk, obj.uuid = made.pk, made.uuid
        elif "minutes" in said:
            hearing.minute(meeting_id=obj.pk, minutes=said["minutes"], seen=said["seen"], by=by, at=at)
        elif {"starts_at", "place"} & set(form.changed_data):
            meetings.move(meeting_id=obj.pk, starts_at=said["starts_at"], place=said["place"], by=by, at=at)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The meeting as its secretary works on it; to a member the agenda, with what to declare and to read."""
        meeting = self.get_object(request, object_id)
        if meeting is None:
            raise Http404
        if not is_secretary(request):
            return sitting.agenda(request, meeting)
        acts = [
            (reverse("admin:applications_meeting_act", args=[meeting.pk, verb]), act.label)
            for verb, act in meeting_acts.ACTS.items()
            if meeting.stage in act.stages
        ]
        return super().change_view(request, object_id, form_url, {"acts": acts, **(extra_context or {})})

    def get_urls(self) -> list[URLPattern]:
        """The addresses of the list, of what is done to a meeting, and of what its members do."""
        guarded = self.admin_site.admin_view
        return [
            path("<int:object_id>/act/<slug:verb>/", guarded(self.act), name="applications_meeting_act"),
            path("<int:object_id>/items/<int:number>/", guarded(self.declare), name="applications_meeting_declare"),
            path("<int:object_id>/pack/", guarded(self.pack), name="applications_meeting_pack"),
            *super().get_urls(),
        ]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The trail, which holds the minutes: after the release for whoever has a part in a case."""
        meeting = self.get_object(request, object_id)
        if meeting is not None and self._waits(request, meeting):
            raise Http404
        return super().history_view(request, object_id, extra_context)

    def act(self, request: HttpRequest, object_id: int, verb: str) -> HttpResponse:
        """Asks before something is done to a meeting, and does it."""
        meeting = self.found(request, str(object_id))
        act = meeting_acts.ACTS.get(verb)
        if meeting is None or act is None:
            raise Http404
        return act.page(request, meeting)

    def declare(self, request: HttpRequest, object_id: int, number: int) -> HttpResponse:
        """A member says whether they have an interest in a case."""
        return sitting.declare(request, self._own(request, object_id), number)

    def pack(self, request: HttpRequest, object_id: int) -> Any:
        """A member downloads the papers that open to them."""
        return sitting.pack(request, self._own(request, object_id))

    def _waits(self, request: HttpRequest, meeting: Meeting) -> bool:
        """[HB-28] Whether the release has to come before somebody with a part in a case reads the minutes."""
        return meeting.released_at is None and has_a_part(meeting, by_of(request))

    def _own(self, request: HttpRequest, object_id: int) -> Meeting:
        """A meeting at which the person sits. Raises Http404."""
        seats = Seat.objects.filter(member__user=request.user.pk).values("meeting")
        found = Meeting.objects.filter(pk=object_id, pk__in=seats).first()
        if found is None:
            raise Http404
        return found

    @admin.display(description="Begins", ordering="starts_at")
    def begins(self, meeting: Meeting) -> str:
        return london.at_in_words(meeting.starts_at)

    @admin.display(description="Papers out by", ordering="papers_due_on")
    def papers_by(self, meeting: Meeting) -> str:
        return london.in_words(meeting.papers_due_on)

    @admin.display(description="Cases", ordering="on_agenda")
    def cases(self, meeting: Any) -> int:
        return meeting.on_agenda

    @admin.display(description="Members", ordering="seated")
    def invited(self, meeting: Any) -> int:
        return meeting.seated

    @admin.display(description="Quorum")
    def needed(self, meeting: Meeting) -> str:
        kinds = f"{meeting.least_professional} professional and {meeting.least_lay} lay at least"
        return f"{meeting.quorum} members, {kinds}, with a chair."

    @admin.display(description="Able to decide")
    def able(self, meeting: Meeting) -> str:
        """[HB-28] Whether those who come, or came, can decide every case."""
        stage = MeetingStage(meeting.stage)
        agenda = queries.agenda(meeting, all_come=stage in BEFORE)
        if not agenda:
            return "There is no case on the agenda yet."
        unable = [one for one in agenda if one.unable]
        if not unable:
            return "Every case. " + able_in_words(agenda[0], stage)
        said = [f"Case {one.item.number}: {able_in_words(one, stage)}" for one in unable]
        return " ".join(said)
