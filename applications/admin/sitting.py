"""What a member sees of a meeting at which they sit: its agenda, what to declare, the papers that open to them."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from applications.admin.acting import Question, asked
from applications.admin.agenda import OPEN, by_of, paper_address
from applications.models import AgendaItem, Meeting, Seat
from applications.queries import committee as queries
from applications.queries.pathways import data_by_id
from applications.services import meetings
from applications.services.noting import looked
from cilexportal.foundation import london
from cilexportal.foundation.documents.models import PrintoutState
from cilexportal.foundation.documents.views import printed
from members.adminsite import site

NONE, SOME = "none", "interest"


@dataclass(frozen=True, slots=True)
class Row:
    """A case on the agenda as one member sees it. `paper` is empty while the paper does not open to them; `speaks` says
    that the applicant wants to be heard."""

    number: int
    reference: str
    applicant: str
    step: str
    state: str
    declare: str
    paper: str
    speaks: str


class InterestForm(forms.Form):
    """Whether the member has an interest in a case, and what it is."""

    interest = forms.ChoiceField(
        label="Do you have an interest in this case?", widget=forms.RadioSelect,
        choices=((NONE, "No, I have none"), (SOME, "Yes, I have one")),
        help_text="You know the applicant, a supervisor or an employer, or you gain or lose by the decision.",
    )  # fmt: skip
    nature = forms.CharField(
        label="What it is", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The committee's secretary reads it.",
    )  # fmt: skip


def agenda(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """[HB-28] The agenda of a meeting to one who sits at it."""
    seat = _seat(request, meeting)
    now = queries.agenda(meeting, all_come=True)
    are_out = meeting.stage in queries.PAPERS
    is_ready = seat.pack is not None and seat.pack.state == PrintoutState.READY
    context = {
        **site.each_context(request), "title": meeting.get_body_display(), "meeting": meeting, "seat": seat,
        "rows": [_row(one, seat, are_out=are_out) for one in now], "are_out": are_out, "is_ready": is_ready,
        "is_apart": bool(now) and all(one.of_seat(seat.pk).sitter.conflicted for one in now),
        "pack": reverse("admin:applications_meeting_pack", args=[meeting.pk]), "today": london.today(),
    }  # fmt: skip
    return render(request, "admin/committee/agenda.html", context)


def declare(request: HttpRequest, meeting: Meeting, number: int) -> HttpResponse:
    """[HB-28] A member says whether they have an interest. For one who has said so it is hidden."""
    seat = _seat(request, meeting)
    now = next((one for one in queries.agenda(meeting, all_come=True) if one.item.number == number), None)
    if now is None or now.of_seat(seat.pk).sitter.conflicted:
        raise Http404
    form, case = InterestForm(request.POST or None), now.item.referral.case
    question = Question(
        title=f"Case {number}: your interest", button="Declare it", said=f"Declared on case {number}.", clause="HB-28",
        words=(
            f"{case.application.user} ({case.application.reference}), {_step(now.item)}.",
            "If you have an interest, the paper stays hidden from you and you do not decide the case. It stays "
            "declared: only “no interest” can be changed afterwards.",
        ),
        back=reverse("admin:applications_meeting_change", args=[meeting.pk]), back_text=str(meeting),
    )  # fmt: skip

    def say() -> object:
        said = form.cleaned_data
        return meetings.declare(
            item_id=now.item.pk, seat_id=seat.pk, conflicted=said["interest"] == SOME, nature=said["nature"],
            by=by_of(request), at=london.now(),
        )  # fmt: skip

    return asked(request, question, form, say, scope="applications.declare")


def pack(request: HttpRequest, meeting: Meeting) -> HttpResponseBase:
    """[HB-28] The pack of one member, without the cases in which they have an interest; noted as read in each case.

    Raises Http404 while there is none, and for one made before a case went off the agenda.
    """
    seat = _seat(request, meeting)
    if seat.pack is None or meeting.stage not in queries.PAPERS:
        raise Http404
    opened, _ = queries.readable(meeting, [seat])[seat.pk]
    if not set(seat.pack.params["items"]) <= set(opened):
        raise Http404
    answer = printed(seat.pack)
    for item in AgendaItem.objects.filter(pk__in=seat.pack.params["items"]).select_related("referral__case"):
        looked(case=item.referral.case, what=f"pack:{item.pk}", by=by_of(request), at=london.now())
    return answer


def _row(now: queries.ItemNow, seat: Seat, *, are_out: bool) -> Row:
    item, hearing = now.item, now.of_seat(seat.pk)
    application = item.referral.case.application
    hidden = queries.why_hidden(now, seat.pk)
    at = reverse("admin:applications_meeting_declare", args=[item.meeting_id, item.number])
    may_declare = not hearing.sitter.conflicted and item.meeting.stage in OPEN
    return Row(
        number=item.number, reference=application.reference, applicant=str(application.user), step=_step(item),
        state=_state(hearing, hidden is None, are_out=are_out), declare=at if may_declare else "",
        paper=paper_address(item) if hidden is None and are_out else "",
        speaks=queries.SPEAKS if queries.wants_hearing(item.referral) else "",
    )  # fmt: skip


def _state(hearing: queries.Hearing, opens: bool, *, are_out: bool) -> str:
    if hearing.apart:
        return str(hearing.apart)
    if hearing.sitter.conflicted:
        return "You declared an interest. The paper is hidden from you, and you do not decide this case."
    if not hearing.declared:
        return "Declare first whether you have an interest."
    return "You declared no interest." if opens and are_out else "You declared no interest. Papers are not out yet."


def _step(item: AgendaItem) -> str:
    case = item.referral.case
    return data_by_id(case.application.version_id).step(case.step).title


def _seat(request: HttpRequest, meeting: Meeting) -> Seat:
    """The seat of whoever asks. Raises Http404."""
    seat = queries.seat_of(meeting=meeting, user_id=by_of(request).pk)
    if seat is None:
        raise Http404
    return seat
