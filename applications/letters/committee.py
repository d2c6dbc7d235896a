"""The committee's letters: dates to applicants, papers to members, and that a request to look again has come."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from applications.enums import MeetingStage
from applications.models import AgendaItem, Reconsideration, Seat
from applications.queries.committee import wants_hearing
from applications.queries.pathways import data_by_id
from applications.services.committee_news import DATE, MEMBERS, OFF
from applications.services.reconsidering import ASKED
from cilexportal.foundation import london
from cilexportal.foundation.correspondence.kinds import Kind

SUBJECTS = {
    "papers": "Papers are out: {body}, {day}", "moved": "The meeting has moved: {body}, {day}",
    "cancelled": "The meeting is called off: {body}, {day}",
}  # fmt: skip
OVER = (MeetingStage.RELEASED, MeetingStage.CANCELLED)


def date_told(context: dict[str, Any]) -> dict[str, Any]:
    """[HB-28a] [HB-28b] On what day which body considers the applicant's case, and whether they asked to be heard."""
    item = _item(context)
    starts_at = datetime.fromisoformat(context.get("starts_at") or item.meeting.starts_at.isoformat())
    application = item.referral.case.application
    return {
        "number": application.reference, "body": item.meeting.get_body_display(),
        "step": data_by_id(application.version_id).step(item.referral.case.step).title,
        "day": london.in_words(london.date_of(starts_at)), "path": f"/applications/{application.uuid}/",
        "speaks": wants_hearing(item.referral), "starts": london.at_in_words(starts_at),
    }  # fmt: skip


def still_listed(context: dict[str, Any], at: datetime) -> bool:
    """[HB-28a] Whether the case is still on this agenda on this date, and not decided: else another letter says so."""
    starts_at = datetime.fromisoformat(context["starts_at"])
    found = AgendaItem.objects.filter(pk=context["item"], taken_off_at=None, decision=None)
    return found.filter(meeting__starts_at=starts_at).exists()


def still_off(context: dict[str, Any], at: datetime) -> bool:
    """[HB-28a] Whether the case still waits, and is not on another agenda by now."""
    item = _item(context)
    listed = AgendaItem.objects.filter(referral=item.referral_id, taken_off_at=None)
    return item.taken_off_at is not None and item.referral.ended_at is None and not listed.exists()


def to_member(context: dict[str, Any]) -> dict[str, Any]:
    """[HB-28] What a member is told of a meeting: never what a case is about, which waits for their declaration."""
    seat = Seat.objects.select_related("meeting").get(pk=context["seat"])
    meeting, news = seat.meeting, context["news"]
    starts_at = datetime.fromisoformat(context["starts_at"])
    day = london.in_words(london.date_of(starts_at))
    return {
        "said": SUBJECTS[news].format(body=meeting.get_body_display(), day=day), "news": news,
        "starts": london.at_in_words(starts_at), "place": meeting.place,
        "items": meeting.items.filter(taken_off_at=None).count(),
    }  # fmt: skip


def still_news(context: dict[str, Any], at: datetime) -> bool:
    """[HB-28] Whether what a member is told of a meeting still holds."""
    seat = Seat.objects.select_related("meeting").filter(pk=context["seat"]).first()
    if seat is None:
        return False
    if context["news"] == "cancelled":
        return seat.meeting.stage == MeetingStage.CANCELLED
    if context["news"] == "papers":
        return seat.meeting.stage == MeetingStage.PAPERS_OUT
    is_then = seat.meeting.starts_at == datetime.fromisoformat(context["starts_at"])
    return seat.meeting.stage not in OVER and is_then


def asked_again(context: dict[str, Any]) -> dict[str, Any]:
    """[HB-28b] That a request to look again has come, when, and before whom it goes."""
    found = Reconsideration.objects.select_related("case__application").get(pk=context["reconsideration"])
    application = found.case.application
    return {
        "number": application.reference, "body": found.get_to_display(),
        "step": data_by_id(application.version_id).step(found.case.step).title,
        "asked": london.at_in_words(found.asked_at),
        "path": f"/applications/{application.uuid}/{found.case.step}/again/",
    }  # fmt: skip


def _item(context: dict[str, Any]) -> AgendaItem:
    return AgendaItem.objects.select_related("meeting", "referral__case__application").get(pk=context["item"])


KINDS = (
    Kind(DATE, build=date_told, still_needed=still_listed),
    Kind(OFF, build=date_told, still_needed=still_off),
    Kind(MEMBERS, build=to_member, still_needed=still_news),
    Kind(ASKED, build=asked_again),
)
