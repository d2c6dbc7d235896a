"""The print-outs of CPD and what each is built from. Declared to documents by cilexportal/wiring.py."""

from __future__ import annotations

from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.documents.printouts import Kind, Page
from cpd.enums import Outcome
from cpd.models import CpdYear, Record, YearResult
from cpd.queries.export import in_full
from cpd.queries.owed import asked_of
from cpd.queries.summary import summary
from members.models import Member

SHEETS = {
    "planned": "Evaluation of a planned activity",
    "unplanned": "Evaluation of an unplanned activity",
}


def year_of_records(params: dict[str, Any]) -> Page:
    """[CPD-16e] Every record of a member's year in full. `params`: member and year by id."""
    member = Member.objects.get(pk=params["member"])
    year = CpdYear.objects.get(pk=params["year"])
    asked = asked_of(member, year)
    records = in_full(member, year.pk)
    context = {
        "member": member,
        "year": year,
        "counting": [_full(record, asked) for record in records if record.complete_at and not record.refused_at],
        "refused": [_full(record, asked) for record in records if record.refused_at],
        "drafts": [_full(record, asked) for record in records if not record.complete_at],
        "result": YearResult.objects.filter(member=member, year=year, superseded_at=None).first(),
        "made_on": params["made_on"],
    }
    return Page("print/cpd.year.html", context, f"CPD record {year.label}, {member.full_name}")


def sheet(params: dict[str, Any]) -> Page:
    """[CPD-12] An evaluation sheet: blank, or filled from one record. `params`: sheet, and record by id or nothing."""
    record = _record(params.get("record"))
    member = Member.objects.get(pk=params["member"])
    title = SHEETS[params["sheet"]]
    context = {"member": member, "record": record, "planned": params["sheet"] == "planned"}
    return Page("print/cpd.sheet.html", context, title)


def certificate(params: dict[str, Any]) -> Page:
    """That a member met a CPD year, from the closed result alone. `params`: result by id."""
    result = YearResult.objects.select_related("member", "year", "requirement").get(pk=params["result"])
    assert result.outcome == Outcome.MET, "only a year that was met is certified"
    context = {
        "result": result,
        "member": result.member,
        "year": result.year,
        "closed_on": london.in_words(london.last_day_before(result.closed_at)),
        "reference": f"CPD-{result.year.slug}-{result.pk:07d}",
    }
    return Page("print/cpd.certificate.html", context, f"Certificate of completion, CPD year {result.year.label}")


def _record(record_id: int | None) -> Record | None:
    return Record.objects.select_related("year", "activity_type").get(pk=record_id) if record_id else None


def _full(record: Record, asked: Any) -> dict[str, Any]:
    """A record's title and the rows of its answers."""
    return {"title": record.title or "Untitled record", "rows": summary(record, asked)}


YEAR = Kind("cpd.year", year_of_records)
SHEET = Kind("cpd.sheet", sheet)
CERTIFICATE = Kind("cpd.certificate", certificate)
KINDS = (YEAR, SHEET, CERTIFICATE)
