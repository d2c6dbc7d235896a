"""Applications of which something has been kept long enough, and what is open about one so that it stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from admission.models import ArchiveAsked, ArchiveState, Declaration
from admission.rules import keeping
from applications.enums import Stage, StepKind
from applications.models import Case, Decision, Hold, ReferenceAsked, Referral, Submission
from applications.queries.facts import about
from cilexportal.foundation import london
from cilexportal.foundation.asking.models import Request
from people.models import AccessRequest, Complaint
from portfolio.models import Piece, Sheet
from standing.enums import ReferralStep
from standing.models import Referral as ConductReferral

# Decided for good: what is not met yet goes on.
FINAL = (Stage.MET, Stage.NOT_MET)
RUNNING = (Stage.FEE, Stage.ASSESSMENT, Stage.INFORMATION, Stage.COMMITTEE)
ARCHIVED = (ArchiveState.WAITING, ArchiveState.READY)
DELETED = "Deleted: the time for which it is kept is over."
SAME = OuterRef("application")
# Class -> whether anything of it is left.
LEFT: dict[str, Callable[[], Q]] = {
    "evidence": lambda: (
        Q(Exists(Sheet.objects.filter(portfolio__case__application=SAME)))
        | Q(Exists(Piece.objects.filter(portfolio__case__application=SAME)))
    ),
    "submissions": lambda: (
        Q(Exists(Submission.objects.filter(case__application=SAME).exclude(content={})))
        | Q(Exists(Declaration.objects.filter(case__application=SAME)))
    ),
    "decisions": lambda: Q(Exists(Decision.objects.filter(case__application=SAME).exclude(why=DELETED))),
    "references": lambda: Q(Exists(ReferenceAsked.objects.filter(case__application=SAME))),
}


def over(code: str, *, today: date) -> QuerySet[Case]:
    """[HB-39a] Final applications decided so long ago that what is left of a class need not be kept on this day, those
    decided first at the top."""
    before = london.start_of_day(keeping.over_before(code, today=today))
    decided = Case.objects.filter(kind=StepKind.ADMISSION, stage__in=FINAL, decided_at__lt=before)
    return decided.filter(LEFT[code]()).select_related("application__user").order_by("decided_at", "pk")


def open_about(case: Case) -> Iterator[str]:
    """[HB-28b] [HB-39a] Whatever is open about an application or the person it is of, in words: nothing of it goes
    until that is over."""
    person, cases = case.application.user_id, list(Case.objects.filter(application=case.application_id))
    found: dict[str, QuerySet[Any]] = {
        "a step is being worked on": Case.objects.filter(application=case.application_id, stage__in=RUNNING),
        "an officer has put it on hold": Hold.objects.filter(case__in=cases, ended_at=None),
        "it is before the committee or the panel": Referral.objects.filter(case__in=cases, ended_at=None),
        "something is still asked for": Request.objects.filter(about__in=map(about, cases), ended_at=None),
        "a complaint of theirs has no answer": Complaint.objects.filter(person=person, answered_at=None),
        "they asked for their data and have no answer": AccessRequest.objects.filter(person=person, answered_on=None),
        "a matter of conduct has not been read": ConductReferral.objects.filter(about=person).exclude(
            entries__step=ReferralStep.READ
        ),
        "an archive of it was asked for": ArchiveAsked.objects.filter(case__in=cases, state__in=ARCHIVED),
    }
    yield from (words for words, rows in found.items() if rows.exists())
