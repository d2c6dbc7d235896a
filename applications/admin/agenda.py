"""Items on agendas: what was declared of each, what was decided and why, and taking one off again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join

from applications.admin.acting import Question, asked
from applications.admin.committee import CommitteesAdmin, is_secretary
from applications.enums import MeetingStage, Outcome
from applications.models import AgendaItem, Seat
from applications.queries import committee as queries
from applications.queries.pathways import data_by_id
from applications.queries.sitting import closed_to
from applications.services import hearing, meetings
from cilexportal.foundation import london
from members.adminsite import site
from members.models import User

OPEN = frozenset({MeetingStage.PLANNED, MeetingStage.PAPERS_OUT, MeetingStage.HELD})
NONE, SOME = "none", "interest"


class DecisionForm(forms.ModelForm):
    """What the meeting decided of a case, with the reasons that the applicant reads."""

    class Meta:
        model = AgendaItem
        fields = ("outcome", "reasons")
        labels = {"outcome": "Decision"}
        help_texts = {"reasons": "The applicant reads them in the letter, once the decisions are released."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("outcome", "reasons"):
            if name in self.fields:
                self.fields[name].required = True


class WhyForm(forms.Form):
    """Why something is called off."""

    why = forms.CharField(
        label="Why", max_length=200, widget=forms.Textarea(attrs={"rows": 3, "maxlength": 200}),
        help_text="At most 200 characters. It stays in the record of the meeting.",
    )  # fmt: skip


class DeclaredForm(forms.Form):
    """What a member said of their interest in a case, written down for them."""

    seat = forms.ModelChoiceField(queryset=Seat.objects.none(), label="Member", empty_label="Choose")
    interest = forms.ChoiceField(label="Interest in the case", choices=((NONE, "None"), (SOME, "An interest")))
    nature = forms.CharField(label="What it is", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, meeting: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = Seat.objects.filter(meeting=meeting).select_related("member__user")
        self.fields["seat"].queryset = seats


class ItemColumns:
    """Which case an item is, for its own list and for the agenda of its meeting."""

    @admin.display(description="Reference")
    def reference(self, item: AgendaItem) -> str:
        return item.referral.case.application.reference

    @admin.display(description="Applicant")
    def applicant(self, item: AgendaItem) -> str:
        return str(item.referral.case.application.user)

    @admin.display(description="Step")
    def step(self, item: AgendaItem) -> str:
        case = item.referral.case
        return data_by_id(case.application.version_id).step(case.step).title

    @admin.display(description="Why it is here")
    def cause(self, item: AgendaItem) -> str:
        return cause_in_words(item)


@admin.register(AgendaItem, site=site)
class AgendaItemAdmin(ItemColumns, CommitteesAdmin):
    """[HB-28] [HB-28a] What a meeting hears. A decision is written down once the meeting was held, by its secretary,
    and can be corrected until all decisions of the meeting are released together."""

    form = DecisionForm
    list_display = ("meeting_on", "number", "reference", "applicant", "step", "outcome", "is_released")
    list_display_links = ("number", "reference")
    list_filter = ("meeting__body", "meeting__stage", "outcome")
    list_select_related = ("meeting", "referral__case__application__user")
    search_fields = ("referral__case__application__reference", "referral__case__application__user__full_name")
    ordering = ("-meeting__starts_at", "number")
    shown = ("meeting_on", "number", "reference", "applicant", "step", "cause", "question", "paper", "declared", "able")
    fields: tuple[str, ...] = (*shown, "outcome", "reasons")
    readonly_fields: tuple[str, ...] = (*shown, "taken_off_at", "taken_off_why")
    change_form_template = "admin/committee/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[AgendaItem]:
        """Items, but none of a case that somebody has a part in themselves."""
        found = super().get_queryset(request).exclude(referral__case__in=closed_to(by_of(request)))
        return found.select_related(*self.list_select_related, "recorded_by")

    def get_fields(self, request: HttpRequest, obj: AgendaItem | None = None) -> tuple[str, ...]:
        more = ("taken_off_at", "taken_off_why") if obj and obj.taken_off_at else ()
        return (*self.fields, *more)

    def has_change_permission(self, request: HttpRequest, obj: AgendaItem | None = None) -> bool:
        is_held = obj is not None and obj.meeting.stage == MeetingStage.HELD and obj.taken_off_at is None
        return is_secretary(request) and is_held

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form with the decisions that can be made of the step."""
        made = super().get_form(request, obj, change, **kwargs)
        now = self._now(obj) if obj is not None and "outcome" in made.base_fields else None
        if now is not None:
            offered = [(one.value, one.label) for one in now.offered]
            made.base_fields["outcome"].choices = [("", "Choose"), *offered]
        return made

    def save_model(self, request: HttpRequest, obj: AgendaItem, form: Any, change: bool) -> None:
        said = form.cleaned_data
        hearing.record(
            item_id=obj.pk, outcome=Outcome(said["outcome"]), reasons=said["reasons"], by=request.user, at=london.now()
        )

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The item, with what can be done to it."""
        item = self.get_object(request, object_id)
        acts = []
        if item is not None and item.taken_off_at is None and item.meeting.stage in OPEN:
            acts = [(self._address(item, verb), label) for verb, (label, _) in ACTS.items()]
        return super().change_view(request, object_id, form_url, {"acts": acts, **(extra_context or {})})

    def get_urls(self) -> list[URLPattern]:
        """The addresses of the list, and those of what can be done to an item."""
        act = self.admin_site.admin_view(self.act)
        return [path("<int:object_id>/act/<slug:verb>/", act, name="applications_agendaitem_act"), *super().get_urls()]

    def act(self, request: HttpRequest, object_id: int, verb: str) -> HttpResponse:
        """Asks before an item is taken off, or a declaration written down, and does it."""
        item = self.found(request, str(object_id))
        if item is None or verb not in ACTS:
            raise Http404
        return ACTS[verb][1](request, item)

    def _address(self, item: AgendaItem, verb: str) -> str:
        return reverse("admin:applications_agendaitem_act", args=[item.pk, verb])

    def _now(self, item: AgendaItem) -> queries.ItemNow | None:
        """The item with everybody at its meeting, read once for a page."""
        if not hasattr(item, "now_"):
            before = item.meeting.stage in (MeetingStage.PLANNED, MeetingStage.PAPERS_OUT)
            agenda = queries.agenda(item.meeting, all_come=before)
            item.now_ = next((one for one in agenda if one.item.pk == item.pk), None)
        return item.now_

    @admin.display(description="Meeting", ordering="meeting__starts_at")
    def meeting_on(self, item: AgendaItem) -> str:
        return f"{item.meeting.get_body_display()}, {london.in_words(london.date_of(item.meeting.starts_at))}"

    @admin.display(description="What is asked")
    def question(self, item: AgendaItem) -> str:
        return item.referral.question

    @admin.display(description="Released")
    def is_released(self, item: AgendaItem) -> str:
        return "Not yet" if item.decision_id is None else "Yes"

    @admin.display(description="Paper")
    def paper(self, item: AgendaItem) -> str:
        return paper_link(item, "Read the paper")

    @admin.display(description="Declared")
    def declared(self, item: AgendaItem) -> str:
        """What each member declared, and who cannot hear it whatever they declare."""
        now = self._now(item)
        rows = [(one.seat.member.user.full_name, declared_in_words(one)) for one in now.hearings] if now else []
        return format_html_join("", "<p>{}: {}</p>", rows) or "Nobody is invited yet."

    @admin.display(description="Able to decide")
    def able(self, item: AgendaItem) -> str:
        now = self._now(item)
        return able_in_words(now, MeetingStage(item.meeting.stage)) if now else "It is not on the agenda."


def cause_in_words(item: AgendaItem) -> str:
    """[HB-28b] Why a case is here, and that its applicant wants to speak."""
    cause = item.referral.get_cause_display()
    return f"{cause}. {queries.SPEAKS}" if queries.wants_hearing(item.referral) else cause


def paper_address(item: AgendaItem) -> str:
    """Where the paper of an item is read."""
    return reverse("applications_desk:committee_paper", args=[item.meeting.uuid, item.number])


def paper_link(item: AgendaItem, words: str) -> str:
    """The way to the paper of an item that is on the agenda."""
    return format_html('<a href="{}">{}</a>', paper_address(item), words) if item.taken_off_at is None else ""


def declared_in_words(one: queries.Hearing) -> str:
    """What a member declared of an item."""
    if one.apart:
        return f"Cannot hear it. {one.apart}"
    if one.sitter.conflicted:
        return "Has declared an interest: the paper is hidden from them, and they do not decide it."
    return "Has declared that they have no interest." if one.declared else "Has not declared yet."


def able_in_words(now: queries.ItemNow, stage: MeetingStage) -> str:
    """[HB-28] Whether those who come, or came, make the meeting able to decide an item."""
    if now.unable:
        return " ".join(str(one) for one in now.unable)
    if stage in (MeetingStage.HELD, MeetingStage.RELEASED):
        return "Those who came and have no interest in it can decide it."
    return "It can be decided if everybody comes and declares no interest."


def _take_off(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """[HB-28a] Takes a case off the agenda with a reason."""
    form = WhyForm(request.POST or None)
    question = Question(
        title=f"Take case {item.number} off the agenda", button="Take it off", clause="HB-28a",
        words=("It waits for another meeting, and the applicant is told that the date no longer holds.",),
        rows=(item.referral.case.application.reference,), said="Taken off the agenda. The applicant is told.",
        back=reverse("admin:applications_meeting_change", args=[item.meeting_id]), back_text="The meeting",
    )  # fmt: skip
    return asked(
        request, question, form,
        lambda: meetings.take_off(
            item_id=item.pk, why=form.cleaned_data["why"], by=by_of(request), at=london.now()
        ),
        scope="applications.take_off",
    )  # fmt: skip


def _declare(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """[HB-28] Writes down what a member said of their interest."""
    form = DeclaredForm(request.POST or None, meeting=item.meeting_id)
    question = Question(
        title=f"Write down a declaration on case {item.number}", button="Write it down", clause="HB-28",
        words=("An interest hides the paper from the member and takes them out of the quorum. It stays declared.",),
        rows=(item.referral.case.application.reference,), said="Written down.",
        back=reverse("admin:applications_agendaitem_change", args=[item.pk]), back_text="The case",
    )  # fmt: skip

    def declare() -> object:
        said = form.cleaned_data
        return meetings.declare(
            item_id=item.pk, seat_id=said["seat"].pk, conflicted=said["interest"] == SOME, nature=said["nature"],
            by=by_of(request), at=london.now(),
        )  # fmt: skip

    return asked(request, question, form, declare, scope="applications.declared")


def by_of(request: HttpRequest) -> User:
    """The person who asks."""
    user: User = request.user
    return user


Act = Callable[[HttpRequest, AgendaItem], HttpResponse]
ACTS: dict[str, tuple[str, Act]] = {
    "declare": ("Write down a declaration", _declare),
    "take-off": ("Take it off the agenda", _take_off),
}
