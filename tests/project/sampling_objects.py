"""What the addresses of sampling name in the test of the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.asking.models import Item, Request
from cilexportal.foundation.documents.models import Document, DocumentState
from cpd.enums import Outcome
from cpd.models import CloseRun, CpdYear, Draw, Evidence, Sampled, SampledRecord, YearResult
from cpd.queries.sampled import about
from members.models import Member, User
from tests import factories

Arguments = dict[str, Any]


def objects(membership: Callable[[User], Member], stored: Callable[[], str]) -> dict[str, Callable[[User], Arguments]]:
    """Route -> what makes the thing it names. `membership` gives the owner's, `stored` keeps a file and names it."""

    def sampled(owner: User) -> Sampled:
        member = membership(owner)
        return Sampled.objects.filter(member=member).first() or drawn(member)

    def document(owner: User) -> Document:
        clean = {"state": DocumentState.CLEAN, "checked_at": london.now(), "clean_size": 15, "clean_sha256": "0" * 64}
        made: Document = factories.DocumentFactory(owner=owner, file=stored(), **clean)
        return made

    def draw(owner: User) -> Arguments:
        return {"uuid": sampled(owner).draw.uuid}

    def one(owner: User) -> Arguments:
        return {"uuid": sampled(owner).uuid}

    def evidence(owner: User) -> Arguments:
        found = sampled(owner)
        record = factories.RecordFactory(member=found.member)
        file = Evidence.objects.create(record=record, document=document(owner))
        SampledRecord.objects.create(sampled=found, record=record)
        return {"uuid": found.uuid, "pk": file.pk}

    def paper(owner: User) -> Arguments:
        found, at = sampled(owner), london.now()
        asked = Request.objects.create(
            person=owner, subject="Sampling", about=about(found), asked_at=at, asked_by=owner, due_on=london.date_of(at)
        )
        Item.objects.create(request=asked, number=1, question="Paper", wants_file=True, document=document(owner))
        return {"uuid": found.uuid, "asked": asked.uuid, "number": 1}

    return {
        **{f"cpd:{name}": draw for name in ("desk_draw", "desk_draw_csv")},
        **{f"cpd:{name}": one for name in ("sampled", "desk_sampled", "desk_sampled_papers", "desk_sampled_refuse")},
        "cpd:desk_sampled_evidence": evidence,
        "cpd:desk_sampled_paper": paper,
    }


def drawn(member: Member) -> Sampled:
    """The member's sample of a closed year, in a draw of its own."""
    year, at, officer = CpdYear.objects.get(label="2024/25"), london.now(), factories.UserFactory()
    draw = Draw.objects.create(year=year, number=1, seed="a-seed", prepared_at=at, prepared_by=officer)
    made = Sampled.objects.create(draw=draw, member=member, year=year, result=result_of(member, year))
    Draw.objects.filter(pk=draw.pk).update(drawn_at=at, drawn_by=officer, population=[member.pk])
    return made


def result_of(member: Member, year: CpdYear) -> YearResult:
    """The member's live result of the year, met where there is none."""
    live = YearResult.objects.filter(member=member, year=year, superseded_at=None).first()
    if live is not None:
        return live
    run = CloseRun.objects.create(year=year, at=year.closes_at, started_at=year.closes_at, finished_at=year.closes_at)
    figures = dict.fromkeys(("outcomes", "professionalism", "planned"), 9)
    hours = dict.fromkeys(("hours", "specialism_hours", "outside_study_hours"), 0)
    decided = {"outcome": Outcome.MET, "reduced": False, "closed_at": year.closes_at}
    return YearResult.objects.create(member=member, year=year, run=run, **figures, **hours, **decided)
