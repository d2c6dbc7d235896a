"""What the secretary does to a meeting, each asked about before: inviting, papers, holding, releasing, calling off."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from applications.admin.acting import Question, asked
from applications.admin.agenda import WhyForm, by_of
from applications.enums import MeetingStage
from applications.models import AgendaItem, Meeting, Seat
from applications.queries import committee as queries
from applications.queries.sitting import closed_to, has_a_part
from applications.services import hearing, meetings, seating
from cilexportal.foundation import london
from cilexportal.foundation.ui.forms import NoQuestion
from members.models import User

S = MeetingStage
SEEN = "seen"


@dataclass(frozen=True, slots=True)
class Act:
    """Something to do to a meeting: its words on the page, the stages in which it is offered, its page."""

    label: str
    stages: frozenset[MeetingStage]
    page: Callable[[HttpRequest, Meeting], HttpResponse]


class InviteForm(forms.Form):
    """Who is invited, of those who sit on the body on the day, and who chairs."""

    members = forms.MultipleChoiceField(
        label="Members", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Whoever has declared anything on a case stays invited.",
    )  # fmt: skip
    chair = forms.ChoiceField(label="Chair", required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        self.seats = {str(seat.member_id): seat for seat in meeting.seats.select_related("member__user")}
        sits = queries.members_on(meeting.body, london.date_of(meeting.starts_at)).order_by("kind", "user__full_name")
        known = {str(one.pk): one for one in (*sits, *(seat.member for seat in self.seats.values()))}
        choices = [(pk, f"{one.user} ({one.get_kind_display().lower()})") for pk, one in known.items()]
        chairs = next((pk for pk, seat in self.seats.items() if seat.chairs), "")
        super().__init__(*args, initial={"members": list(self.seats), "chair": chairs}, **kwargs)
        self.fields["members"].choices = choices
        self.fields["chair"].choices = [("", "Nobody yet"), *choices]

    def clean(self) -> dict[str, Any]:
        """[HB-28] Whoever chairs is invited."""
        cleaned = super().clean() or {}
        if cleaned.get("chair") and cleaned["chair"] not in cleaned.get("members", ()):
            self.add_error("chair", "The chair has to be invited.")
        return cleaned


class HeldForm(forms.Form):
    """Who came, and the minutes so far, which whoever has a part in a case reads and writes after the release."""

    attended = forms.ModelMultipleChoiceField(
        queryset=Seat.objects.none(), label="Who came", widget=forms.CheckboxSelectMultiple, required=False
    )
    minutes = forms.CharField(
        label="Minutes", required=False, widget=forms.Textarea(attrs={"rows": 12}),
        help_text="They can be written on until the decisions are released.",
    )  # fmt: skip

    def __init__(self, *args: Any, meeting: Meeting, is_apart: bool, **kwargs: Any) -> None:
        seats = Seat.objects.filter(meeting=meeting).select_related("member__user")
        came = [seat.pk for seat in seats if seat.attended]
        super().__init__(*args, initial={"attended": came, "minutes": meeting.minutes}, **kwargs)
        self.fields["attended"].queryset = seats
        if is_apart:
            del self.fields["minutes"]


def _question(meeting: Meeting, title: str, button: str, said: str, *words: str, **more: Any) -> Question:
    back = reverse("admin:applications_meeting_change", args=[meeting.pk])
    return Question(
        title=title, button=button, said=said, words=words, back=back, back_text=str(meeting),
        **{"clause": "HB-28", **more},
    )  # fmt: skip


def _invite(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """[HB-28] Invites those ticked, takes back the invitations of others, and names the chair: all of it or nothing."""
    form = InviteForm(request.POST or None, meeting=meeting)

    def invite() -> None:
        said = form.cleaned_data
        by, at = by_of(request), london.now()
        with transaction.atomic():
            for pk, seat in form.seats.items():
                if pk not in said["members"]:
                    seating.uninvite(seat_id=seat.pk, by=by, at=at)
            for pk in said["members"]:
                chairs = pk == said["chair"]
                old = form.seats.get(pk)
                if old is None:
                    seating.invite(meeting_id=meeting.pk, member_id=int(pk), chairs=chairs, by=by, at=at)
                elif chairs and not old.chairs:
                    seating.name_chair(seat_id=old.pk, by=by, at=at)

    question = _question(
        meeting, "Members and chair", "Save who is invited", "Saved who is invited.",
        f"The meeting needs {meeting.quorum} members, {meeting.least_professional} professional and "
        f"{meeting.least_lay} lay at least.",
    )  # fmt: skip
    return asked(request, question, form, invite, scope="applications.invite")


def _papers_out(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """[HB-28] Opens the papers to the members."""
    form = NoQuestion(request.POST or None)
    question = _question(
        meeting, "Send the papers out", "Send the papers out", "The papers are out, and the members are told.",
        f"They have to be out by {london.in_words(meeting.papers_due_on)}.",
        "Each member is told. A paper opens to them once they have declared that they have no interest in the case.",
        rows=_cases(meeting, by_of(request)),
    )  # fmt: skip
    return asked(
        request, question, form,
        lambda: meetings.papers_out(meeting_id=meeting.pk, by=by_of(request), at=london.now()),
        scope="applications.papers_out",
    )  # fmt: skip


def _papers_back(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """[HB-28] Closes the papers again."""
    form = NoQuestion(request.POST or None)
    question = _question(
        meeting, "Take the papers back", "Take the papers back", "The papers are closed again.",
        "No member can open a paper or a pack until they go out again. What was declared stays declared.",
    )  # fmt: skip
    return asked(
        request, question, form,
        lambda: meetings.papers_back(meeting_id=meeting.pk, by=by_of(request), at=london.now()),
        scope="applications.papers_back",
    )  # fmt: skip


def _held(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """[HB-28] Notes that the meeting was held and who came."""
    form = HeldForm(request.POST or None, meeting=meeting, is_apart=has_a_part(meeting, by_of(request)))
    # What comes back from a page stays what that page showed, also when the page is shown again.
    seen = request.POST.get(SEEN, "") if form.is_bound else queries.digest(meeting.minutes)

    def hold() -> object:
        said = form.cleaned_data
        came = [seat.pk for seat in said["attended"]]
        return hearing.hold(
            meeting_id=meeting.pk, attended=came, minutes=said.get("minutes"), seen=seen, by=by_of(request),
            at=london.now(),
        )  # fmt: skip

    question = _question(
        meeting, "Note that it was held", "It was held", "Noted. The decisions can be written down now.",
        "Only those who came, and declared that they have no interest in a case, decide it.",
        "This can be corrected until the decisions are released.", hidden=((SEEN, seen),),
    )  # fmt: skip
    return asked(request, question, form, hold, scope="applications.held")


def _release(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """[HB-28a] Makes all decisions of the meeting known at once, as the page showed them."""
    form = NoQuestion(request.POST or None)
    # Read before the rows: what is changed in between is refused.
    shown = queries.as_shown(meeting)
    question = _question(
        meeting, "Release all decisions", "Release the decisions and send the letters",
        "Released. The letters are on their way.",
        "Every case on the agenda is decided as it stands here, and every letter goes out at once.",
        "This cannot be taken back.",
        rows=_to_release(meeting, by_of(request)), clause="HB-28a", hidden=((SEEN, shown),),
    )  # fmt: skip
    return asked(
        request, question, form,
        lambda: hearing.release(
            meeting_id=meeting.pk, seen=request.POST.get(SEEN, ""), by=by_of(request), at=london.now()
        ),
        scope="applications.release",
    )  # fmt: skip


def _cancel(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """[HB-28a] Calls the meeting off."""
    form = WhyForm(request.POST or None)
    question = _question(
        meeting, "Call the meeting off", "Call it off", "The meeting is called off. Everybody is told.",
        "Its cases wait for another meeting. Applicants and members are told.",
        rows=_cases(meeting, by_of(request)), clause="HB-28a",
    )  # fmt: skip
    return asked(
        request, question, form,
        lambda: meetings.cancel(
            meeting_id=meeting.pk, why=form.cleaned_data["why"], by=by_of(request), at=london.now()
        ),
        scope="applications.cancel",
    )  # fmt: skip


def _cases(meeting: Meeting, by: User) -> list[str]:
    """The agenda in one line a case, with what was decided and why, but for cases that the reader has a part in."""
    closed = closed_to(by)
    return [
        f"{item.number}. {item.referral.case.application.reference}, {item.referral.case.application.user}"
        + (f": {item.get_outcome_display().lower()}. {item.reasons}" if _tells(item, closed) else "")
        for item in queries.standing(meeting.pk)
    ]


def _tells(item: AgendaItem, closed: Collection[int]) -> bool:
    return bool(item.outcome) and item.referral.case_id not in closed


def _to_release(meeting: Meeting, by: User) -> list[str]:
    """All that a release makes known or rests upon: the decisions, who came, and the minutes."""
    came = meeting.seats.filter(attended=True).select_related("member__user").order_by("pk")
    names = ", ".join(str(seat.member.user) for seat in came)
    minutes = [] if has_a_part(meeting, by) else [f"Minutes: {meeting.minutes or 'none yet'}"]
    return [*_cases(meeting, by), f"Came: {names or 'nobody'}", *minutes]


ACTS = {
    "members": Act("Members and chair", frozenset({S.PLANNED, S.PAPERS_OUT, S.HELD}), _invite),
    "papers-out": Act("Send the papers out", frozenset({S.PLANNED}), _papers_out),
    "papers-back": Act("Take the papers back", frozenset({S.PAPERS_OUT}), _papers_back),
    "held": Act("Note that it was held, and who came", frozenset({S.PAPERS_OUT, S.HELD}), _held),
    "release": Act("Release all decisions", frozenset({S.HELD}), _release),
    "cancel": Act("Call it off", frozenset({S.PLANNED, S.PAPERS_OUT}), _cancel),
}
