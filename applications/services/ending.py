"""How applications end before a title is granted: withdrawn by their people, or drafts that nobody goes on with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from applications.enums import Actor, End, EventKind, Stage
from applications.models import (
    AgendaItem,
    Application,
    Case,
    Course,
    PathwayVersion,
    PlannedOutcome,
    Qualification,
    Referral,
    Role,
    Typed,
)
from applications.queries.drafts import drafts
from applications.queries.facts import about
from applications.queries.pathways import data_by_id
from applications.rules import clocks
from applications.rules.stages import OVER
from applications.services import fees, moving, packs, references
from cilexportal.foundation import london
from cilexportal.foundation.asking import queries as requests
from cilexportal.foundation.asking import services as asking
from cilexportal.foundation.asking.models import Request
from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User

DRAFT_ENDS, ENDED = "applications.draft_ends", "applications.ended"
NO_LONGER = "The application was withdrawn."


def withdraw(*, application_id: int, user: User, why: str, at: datetime) -> Application:
    """[HB-8] [HB-11b] Ends an application by its person's wish: every step that is not decided is withdrawn.

    What is decided stays decided, a fee that was paid stays paid, and whoever was asked for something is asked no
    longer. Raises Application.DoesNotExist for somebody else's, and Refused where it has ended, while a payment is
    being checked, and where somebody else has the invoice.
    """
    with transaction.atomic(), because(user_id=user.pk, why="applications.withdraw"):
        found, cases = _held(application_id, user=user)
        if found.ended_at is not None:
            raise Refused.because("HB-1", "This application has ended already.")
        for case in cases:
            if case.stage in OVER:
                continue
            fees.let_go(case=case, at=at)
            _ask_no_longer(case, user=user, at=at)
            case.withdrawn_at = at
            moving.settle(case=case, actor=Actor.APPLICANT, kind=EventKind.WITHDRAWN, by=user, at=at)
        _end(found, End.WITHDRAWN, why=why, at=at)
        return found


def grant(*, case: Case, at: datetime) -> None:
    """[HB-S4.2] Ends an application whose title is granted. The caller holds the case and writes to its person."""
    found = Application.objects.select_for_update().get(pk=case.application_id)
    if found.ended_at is not None:
        raise Refused.because("HB-S4.2", "This application has ended already.")
    Typed.objects.filter(application=found).delete()
    found.end, found.ended_at = End.GRANTED, at
    found.save(update_fields=["end", "ended_at"])
    case.application.end, case.application.ended_at = found.end, found.ended_at


def go_on(*, case: Case) -> None:
    """[HB-26] Has an application go on whose title is taken back. Raises Refused where its person has begun another on
    the same pathway since: there is one at a time."""
    found = Application.objects.select_for_update().get(pk=case.application_id)
    if found.end != End.GRANTED:
        return
    if Application.objects.filter(user=found.user_id, pathway=found.pathway_id, ended_at=None).exists():
        raise Refused.because("HB-1", "The applicant has begun another application. It has to be withdrawn first.")
    found.end, found.ended_at = "", None
    found.save(update_fields=["end", "ended_at"])
    case.application.end, case.application.ended_at = found.end, found.ended_at


def warn_and_end(*, at: datetime) -> tuple[int, int]:
    """[HB-8] Warns of drafts that nobody has changed for long, and ends those whose time is up after every warning.

    A draft is an application of which no step is submitted; months and warnings are those of its version. Run again on
    the same day it does nothing more. Returns how many were warned and how many ended.
    """
    warned = ended = 0
    for version in PathwayVersion.objects.only("pk"):
        for application_id in _long_untouched(version.pk, at=at):
            with transaction.atomic():
                did = _warn_or_end(application_id, at=at)
            warned, ended = warned + (did == DRAFT_ENDS), ended + (did == ENDED)
    return warned, ended


def _held(application_id: int, *, user: User | None) -> tuple[Application, list[Case]]:
    """The application with its cases, all held: orders first, then requests, cases, and the application itself.

    Whoever pays or answers holds them in this order too. Raises Application.DoesNotExist.
    """
    own = {} if user is None else {"user": user}
    steps = Application.objects.prefetch_related("cases").get(pk=application_id, **own).cases.all()
    fees.hold(application_id=application_id)
    asked = Request.objects.select_for_update().filter(about__in=[about(case) for case in steps], ended_at=None)
    list(asked.order_by("pk"))
    cases = list(Case.objects.select_for_update().filter(application=application_id).order_by("pk"))
    found = Application.objects.select_for_update(of=("self",)).select_related("user", "pathway").get(pk=application_id)
    for case in cases:
        case.application = found
    return found, cases


def _ask_no_longer(case: Case, *, user: User, at: datetime) -> None:
    """Whoever was asked for something on a case is not waited for any more: applicant, supervisors, the committee."""
    for request in requests.about([about(case)]).get(about(case), []):
        if request.ended_at is None:
            asking.withdraw(request_id=request.pk, why=NO_LONGER, by=user, at=at)
    references.end_all(cases=[case], why=NO_LONGER, at=at)
    listed = AgendaItem.objects.filter(referral__case=case, taken_off_at=None, decision=None)
    meetings = set(listed.values_list("meeting", flat=True))
    listed.update(taken_off_at=at, taken_off_why=NO_LONGER)
    packs.refresh_afterwards(meeting_ids=meetings, at=at)
    Referral.objects.filter(case=case, ended_at=None).update(ended_at=at)


def _end(found: Application, end: End, *, why: str, at: datetime) -> None:
    """Ends the application and tells its person; what was typed and not saved goes."""
    Typed.objects.filter(application=found).delete()
    found.end, found.ended_at, found.ended_why = end, at, why.strip()
    found.save(update_fields=["end", "ended_at", "ended_why"])
    _tell(ENDED, found, key="ended", at=at)


def _long_untouched(version_id: int, *, at: datetime) -> Iterator[int]:
    """Drafts of a version that are old enough for its first warning; `warned` says which of them wait for nothing."""
    figures = data_by_id(version_id).clocks
    ends = london.date_of(at) + timedelta(days=max(figures.draft_warnings, default=0))
    # A month's last day stands in for days it has not: three more days take in every draft, and the rule decides.
    before = london.end_of_day(london.add_months(ends, -figures.draft_months) + timedelta(days=3))
    found = drafts().filter(version=version_id, touched_at__lt=before).order_by("pk")
    return found.values_list("pk", flat=True).iterator()


def _warn_or_end(application_id: int, *, at: datetime) -> str:
    """What was done with a draft: the kind of letter that tells its person, or nothing."""
    found, cases = _held(application_id, user=None)
    if found.ended_at is not None or any(case.stage != Stage.DRAFT for case in cases):
        return ""
    figures, today = data_by_id(found.version_id).clocks, london.date_of(at)
    touched_on = london.date_of(found.touched_at)
    if clocks.draft_is_over(touched_on, warned=found.warned, figures=figures, today=today):
        _lapse(found, cases, at=at)
        return ENDED
    due = clocks.warnings_due(touched_on, figures=figures, today=today)
    if due <= found.warned:
        return ""
    found.warned = due
    found.save(update_fields=["warned"])
    _tell(DRAFT_ENDS, found, key=f"{found.touched_at.isoformat()}:{due}", at=at)
    return DRAFT_ENDS


def _lapse(found: Application, cases: list[Case], *, at: datetime) -> None:
    """Ends a draft: its row and its timeline stay, what it was made of goes."""
    references.end_all(cases=cases, why="The application was not continued.", at=at)
    for made in (Role, Course, Qualification):
        made._default_manager.filter(case__in=cases).delete()
    PlannedOutcome.objects.filter(application=found).delete()
    for case in cases:
        case.papers.filter(removed_at=None).update(removed_at=at)
    _end(found, End.LAPSED, why="", at=at)
    for case in cases:
        moving.settle(case=case, actor=Actor.PORTAL, kind=EventKind.LAPSED, by=None, at=at)


def _tell(kind: str, found: Application, *, key: str, at: datetime) -> None:
    user = found.user
    context = {"application": found.pk, "touched_at": found.touched_at.isoformat()}
    correspondence.queue(
        kind=kind, to_user_id=user.pk, to_name=str(user), to_email=user.email, context=context,
        dedupe_key=f"{kind}:{found.uuid}:{key}", at=at,
    )  # fmt: skip
