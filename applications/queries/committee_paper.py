"""The paper of a case before the committee: kept with its referral as it stood, and in words for its readers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from applications.enums import Cause, RoleKind, Stage
from applications.models import Case, Referral
from applications.queries import case as case_file
from applications.queries import deciding, references
from applications.queries.committee import SPEAKS, wants_hearing
from applications.queries.pathways import data_by_id
from applications.queries.who_looked import ANSWER, PAPER
from applications.rules.pathway import PathwayData
from cilexportal.foundation import london
from cilexportal.foundation.documents.models import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSection:
    """A section as officers assessed it: its title, its state in words, and the reasons with the officer's notes."""

    title: str
    state: str
    reasons: list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What the committee reads of a case, as it was when it was referred. Hours are shown as text."""

    reference: str
    name: str
    step: str
    cause: str
    question: str
    speaks: str
    referred_on: date
    by: str
    sections: list[PaperSection]
    ledger: Mapping[str, Any]
    roles: list[Mapping[str, str]]
    courses: list[str]
    qualification: list[str]
    content: Mapping[str, Any]
    references: list[Mapping[str, Any]]
    before: list[Mapping[str, Any]]


def paper_as_kept(case: Case, *, today: date) -> dict[str, Any]:
    """[HB-28] The sections, the ledger, what was submitted last, the signed references and the decisions before, as
    plain values: what a referral keeps. The same few statements however long the case."""
    found = deciding.to_decide(case, today=today)
    return {
        "stage": Stage(case.stage).value,
        "sections": deciding.sections_as_kept(found.matter.sections),
        "ledger": deciding.ledger_as_kept(found.hours),
        "content": found.submission.content if found.submission else {},
        "references": [_reference(one) for one in references.received(case, today=today)],
        "before": [
            {"body": one.get_body_display(), "outcome": one.get_outcome_display(), "why": one.why,
             "day": london.in_words(london.date_of(one.at))}
            for one in case.decisions.filter(reversed_at=None).order_by("at", "id")
        ],
    }  # fmt: skip


def paper_of(referral: Referral) -> Paper:
    """[HB-28] The kept paper in words. Whoever shows it has asked queries.committee.may_read first. The referral comes
    with its case, application and person."""
    case = referral.case
    data = data_by_id(case.application.version_id)
    kept = referral.paper
    content = kept.get("content", {})
    is_own = referral.cause in (Cause.RECONSIDERATION, Cause.APPEAL)
    return Paper(
        reference=case.application.reference, name=case.application.user.full_name, step=data.step(case.step).title,
        cause=referral.get_cause_display(), question=referral.question,
        speaks=SPEAKS if wants_hearing(referral) else "", referred_on=london.date_of(referral.at),
        by="the applicant" if is_own else str(referral.by),
        sections=[_section(row, data) for row in kept.get("sections", ())], ledger=kept.get("ledger", {}),
        roles=[_role(row, data) for row in content.get("roles", ())],
        courses=[_course(row, data) for row in content.get("courses", ())],
        qualification=_qualification(content.get("qualification") or {}), content=content,
        references=kept.get("references", []), before=kept.get("before", []),
    )  # fmt: skip


def file_of(referral: Referral, uuid: UUID) -> tuple[Document, str] | None:
    """[HB-28] A file that a kept paper names, on the case or sent in answer to what was asked, and as what its opening
    is noted; None for any other."""
    content = referral.paper.get("content", {})
    if _names(content.get("papers", ()), uuid) and (found := case_file.paper(referral.case, uuid)):
        return found.document, f"{PAPER}:{uuid}"
    item = case_file.answers(referral.case).filter(document__uuid=uuid).first()
    if item is not None and item.document is not None and _names(content.get("answers", ()), uuid):
        return item.document, f"{ANSWER}:{item.request.uuid}:{item.number}"
    return None


def _names(rows: Iterable[Mapping[str, Any]], uuid: UUID) -> bool:
    return any(one.get("uuid") == str(uuid) for one in rows)


def _section(row: Mapping[str, Any], data: PathwayData) -> PaperSection:
    titles = {one.code: one.words for one in data.sections}
    state = {True: "Passed", False: "Not passed", None: "Not assessed"}[row["passed"]]
    reasons = [(data.reason(one["code"]).words, one.get("note", "")) for one in row["reasons"]]
    return PaperSection(title=titles[row["code"]], state=state, reasons=reasons)


def _role(row: Mapping[str, Any], data: PathwayData) -> dict[str, str]:
    """A role as it was submitted: what it was and how held, when and how much, its kinds of work and its leave."""
    first, last = (_day(day) or "now" for day in (row["from"], row["until"]))
    weekly = f"{float(row['weekly_hours']):g} hours a week"
    known = {one.code: one.words for one in data.tasks}
    work = [known.get(code, code) for code in row.get("tasks", ())]
    return {
        "title": f"{row['title']}, {row['employer']}", "description": row["description"],
        "kind": dict(RoleKind.choices).get(row.get("kind", ""), ""),
        "when": f"{first} to {last}, {weekly}. Supervised by {row['supervisor_name']}.",
        "work": "; ".join(filter(None, [*work, row.get("other_work", "")])),
        "leave": "; ".join(f"{_day(since)} to {_day(until)}" for since, until in row.get("leave", ())),
    }  # fmt: skip


def _course(row: Mapping[str, Any], data: PathwayData) -> str:
    """[HB-19] A course as it was submitted, with its days and whether it was passed."""
    title = {one.code: one.words for one in data.courses}.get(row["code"], row["code"])
    passed = f"passed on {_day(row['passed_on'])}" if row["passed_on"] else "not passed yet"
    return f"{title}, {row['provider']}: {_day(row['from'])} to {_day(row['until'])}, {passed}."


def _qualification(row: Mapping[str, str]) -> list[str]:
    """[HB-14] [HB-15] The qualification that was named, when it was awarded, and who certified the copy."""
    if not row:
        return []
    found = [", ".join(filter(None, [row["title"], row.get("awarded_by", "")]))]
    if row.get("awarded_on"):
        found.append(f"Awarded on {_day(row['awarded_on'])}.")
    if row.get("certified_by"):
        who = ", ".join(filter(None, [row["certified_by"], row.get("certified_as", "")]))
        on = f", on {_day(row['certified_on'])}" if row.get("certified_on") else ""
        found.append(f"Copy certified by {who}{on}.")
    return found


def _day(day: str) -> str:
    """A day that a submission keeps, in words; nothing where it is empty."""
    return london.in_words(date.fromisoformat(day)) if day else ""


def _reference(one: references.Received) -> dict[str, Any]:
    """A signed reference: given in confidence, for officers and the committee alone."""
    found = one.reference
    return {
        "name": found.signed_name, "kind": one.kind, "regulator": found.regulator, "number": found.number,
        "is_acceptable": one.is_acceptable, "months": one.months,
        "heads": [{"title": title, "words": words, "doubt": doubt} for title, words, doubt in one.heads],
    }  # fmt: skip
