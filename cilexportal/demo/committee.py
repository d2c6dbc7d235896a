"""Loads the committee's part of the demo: Noor's knowledge step is referred, and on the agenda of a planned meeting."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from applications.enums import Body, Outcome, PaperKind, Route, SeatKind
from applications.models import Application, Case, CasePaper, CommitteeMember, Meeting, Qualification
from applications.queries import deciding as queries
from applications.queries.beginning import version_of
from applications.services import beginning, deciding, meetings, seating, submitting
from cilexportal.demo import handout
from cilexportal.demo.shop import person
from cilexportal.foundation import london
from cilexportal.foundation.documents.models import Document, DocumentState

ANSWERS = {"elsewhere": "yes", "charity": "no", "own_firm": "no", "employer": "yes"}
SITS = (("hal", SeatKind.PROFESSIONAL), ("mina", SeatKind.LAY), ("otis", SeatKind.LAY), ("vera", SeatKind.PROFESSIONAL))
TUESDAY = 1
QUESTION = "The degree was taken abroad. Does it cover the law of immigration in England and Wales deeply enough?"
DEGREE = {
    "title": "Master of Laws in migration and refugee law", "awarded_by": "University of Exampleton",
    "awarded_on": date(2022, 7, 14), "certified_by": "Petra Sands", "certified_as": "Solicitor",
}  # fmt: skip


@transaction.atomic
def load(*, at: datetime) -> bool:
    """Loads members, a referred case and a meeting three weeks on; False where they are there, or no pathway is open.

    The demo's people have to be.
    """
    if CommitteeMember.objects.exists() or not version_of("immigration", today=london.date_of(at)):
        return False
    since = london.date_of(at) - timedelta(days=400)
    sits = [
        CommitteeMember.objects.create(user=person(key), body=Body.COMMITTEE, kind=kind, from_date=since)
        for key, kind in SITS
    ]
    case = noor_applies(at - timedelta(days=20))
    farid_refers(case, at - timedelta(days=4))
    grace_plans(case, sits, at - timedelta(days=1))
    return True


def noor_applies(at: datetime) -> Case:
    """Noor begins and asks to have another degree recognised; she says who certified the copy."""
    noor = person("noor")
    begun: Application = beginning.begin(user=noor, pathway="immigration", answers=ANSWERS, at=at)
    case = begun.cases.get(kind="knowledge")
    certificate = paper(case, PaperKind.CERTIFICATE, "degree-certificate", at=at)
    paper(case, PaperKind.RECOGNITION, "modules-and-marks", at=at)
    Qualification.objects.create(
        case=case,
        route=Route.RECOGNITION,
        certificate=certificate,
        certified_on=london.date_of(at),
        saved_at=at,
        **DEGREE,
    )
    submitting.submit(case_id=case.pk, revision=case.revision, by=noor, payer=None, seen_pence=None, at=at)
    return case


def farid_refers(case: Case, at: datetime) -> None:
    """An officer cannot tell, and asks the committee."""
    case.refresh_from_db()
    letter = queries.to_decide(case, today=london.date_of(at)).drafted(Outcome.REFER)
    deciding.decide(
        case_id=case.pk, revision=case.revision, outcome=Outcome.REFER, why=QUESTION, subject=letter.subject,
        body=letter.body, by=person("farid"), at=at,
    )  # fmt: skip


def grace_plans(case: Case, sits: list[CommitteeMember], at: datetime) -> Meeting:
    """The secretary plans a meeting on the first Tuesday in three weeks, invites its members and lists the case."""
    grace, day = person("grace"), london.date_of(at) + timedelta(days=21)
    day += timedelta(days=(TUESDAY - day.weekday()) % 7)
    starts = london.start_of_day(day) + timedelta(hours=10)
    made = meetings.plan(body=Body.COMMITTEE, starts_at=starts, place="Video call", by=grace, at=at)
    for place, member in enumerate(sits):
        seating.invite(meeting_id=made.pk, member_id=member.pk, chairs=place == 0, by=grace, at=at)
    meetings.list_item(referral_id=case.referrals.get().pk, meeting_id=made.pk, by=grace, at=at)
    return made


def paper(case: Case, kind: PaperKind, name: str, *, at: datetime) -> CasePaper:
    """A small PDF of the applicant's on a case, as if the worker had checked it."""
    content = handout.page_of(name.replace("-", " ").capitalize(), "Made up for the demo.")
    digest, noor = hashlib.sha256(content).hexdigest(), case.application.user
    document = Document.objects.create(
        owner=noor, filename=f"{name}.pdf", media_type="application/pdf", size=len(content), sha256=digest,
        clean_size=len(content), clean_sha256=digest, state=DocumentState.CLEAN, received_at=at, checked_at=at,
        file=default_storage.save(f"documents/demo/{name}", ContentFile(content)),
    )  # fmt: skip
    return CasePaper.objects.create(case=case, document=document, kind=kind, added_at=at, added_by=noor)
