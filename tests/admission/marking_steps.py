"""Final applications that are marked, for tests: submitted with examples, signed and cleared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest

from admission.enums import Mark
from admission.models import Declaration, Judgement, Signature
from admission.queries import declared, sheet_of_marks
from admission.queries.records import hash_of, record_of
from admission.queries.sheet_of_marks import Book, book_of
from admission.rules.marking import Marked
from admission.services import marking
from applications.enums import Stage
from applications.models import Case, CaseFee, Submission
from applications.queries.submitted import fingerprint
from cilexportal.foundation import london
from members.models import User
from portfolio.models import Portfolio, Sheet
from portfolio.services import versions
from tests import factories as people
from tests.applications import factories as applications
from tests.applications.deciding_steps import RUNNING, fresh, officer
from tests.applications.factories import NOON
from tests.portfolio import factories as rows
from tests.shop import factories as shop

LATER = NOON + timedelta(hours=1)
_numbers = count(1)


def case_with(*slots: str, user: User | None = None, **sheet: Any) -> Case:
    """A final application in assessment with a sheet and a letter in each place of its first submission."""
    owner = user or people.UserFactory()
    portfolio = rows.portfolio(owner)
    rows.supervisor(portfolio)
    for slot in slots:
        example(portfolio, slot, **sheet)
    case = Case.objects.get(application=portfolio.case.application, kind="admission")
    case = applications.placed(case, Stage.ASSESSMENT, **RUNNING)
    order = shop.order(owner, accepted_at=None, paid=False)
    CaseFee.objects.create(case=case, order=order, billed_at=NOON, paid_at=NOON)
    submit(case, portfolio)
    return fresh(case)


def example(portfolio: Portfolio, slot: str, *, worked_on: date = date(2026, 3, 2), **sheet: Any) -> Sheet:
    """A sheet with a letter of its own, its version kept. Somebody on the list supervised it."""
    made = rows.sheet(portfolio, slot, **{"supervisor": portfolio.supervisors.first(), **sheet})
    if made.kind == "sheet":
        hashes = {"sha256": f"{next(_numbers):064}", "clean_sha256": f"{next(_numbers):064}"}
        rows.piece(portfolio, made, worked_on=worked_on, document=rows.document(portfolio, **hashes))
    versions.note(sheet=made, at=NOON)
    return made


def submit(case: Case, portfolio: Portfolio) -> Submission:
    """Another submission of what stands in the portfolio now, signed by everybody."""
    from admission.queries.submitted import examples_of

    number = case.submissions.count() + 1
    content = {"examples": list(examples_of(portfolio))}
    made = Submission.objects.create(
        case=case, number=number, at=NOON, by=case.application.user, content=content, sha256=fingerprint(content)
    )
    signed(case, made)
    return made


def signed(case: Case, of: Submission) -> None:
    """Whoever has to sign has: as rows, what was signed before void."""
    Declaration.objects.filter(case=case, stage="signed").update(stage="void", ended_at=NOON)
    found = declared.standing_of(fresh(case))
    supervisors = {str(one.uuid): one for one in portfolio_of(case).supervisors.all()}
    for one in found.needed:
        person = supervisors.get(one.supervisor)
        name, email = (person.name, person.email) if person else ("The applicant", case.application.user.email)
        row = Declaration.objects.create(
            case=case, submission=of, signer=one.signer, supervisor=person, name=name, email=email,
            slots=list(one.slots), asked_at=NOON, due_on=today(),
        )  # fmt: skip
        signature = Signature(
            declaration=row, seals={slot: found.seals[slot] for slot in one.slots}, submission_sha256=of.sha256,
            statement_version=1, statement="It is their own work.", consent="My name is my signature.", name=name,
            at=NOON,
        )  # fmt: skip
        signature.sha256 = hash_of(record_of(row, signature, excluded={}))
        signature.save()
        row.stage = "signed"
        row.save(update_fields=["stage"])


def portfolio_of(case: Case) -> Portfolio:
    return Portfolio.objects.get(case__application=case.application_id)


def book(case: Case) -> Book:
    found = book_of(fresh(case))
    assert found is not None
    return found


def mark(
    case: Case, slot: str, *, by: User | None = None, second: bool = False, failed: str = "", seen: int | None = None,
    letters: str = "",
) -> int:  # fmt: skip
    """Every criterion of an example met, but those whose letters are in `failed`; or only `letters` of it."""
    sheet = book(case).sheet(slot)
    assert sheet is not None
    marks = [
        Marked(slot=slot, letter=one.letter, mark=Mark.NOT_MET, reason="not_shown", note="Send a letter that shows it.")
        if one.letter in failed
        else Marked(slot=slot, letter=one.letter, mark=Mark.MET)
        for one in sheet.example.outcome.criteria
        if not letters or one.letter in letters
    ]
    return marking.mark_example(
        case_id=case.pk, slot=slot, is_second=second, marks=marks, by=by or officer(), at=LATER,
        seen=sheet.seen(is_second=second) if seen is None else seen,
    )  # fmt: skip


def judged(case: Case, about: str, *, accepted: bool = True, **more: Any) -> Judgement:
    """What is asked of this, judged; `more` are other words, another officer or what a page showed."""
    one = next(one for one in book(case).questions if one.about == about)
    said = {"why": "It is plain.", "seen": one.seen, "by": more.get("by") or officer(), "at": LATER, **more}
    return marking.judge(case_id=case.pk, kind=one.kind, about=about, accepted=accepted, **said)


def drawn(monkeypatch: pytest.MonkeyPatch, *, percent: int = 100) -> None:
    """So many of a hundred examples are drawn for a second mark."""
    real = sheet_of_marks.data_by_id

    def other(pk: int) -> object:
        data = real(pk)
        return replace(data, marking=replace(data.marking, second_percent=percent))

    monkeypatch.setattr(sheet_of_marks, "data_by_id", other)


def mark_all(case: Case, *, by: User | None = None, second_by: User | None = None) -> None:
    """Every example marked as met, and those that are drawn by somebody else too; every question accepted."""
    first, second = by or officer(), second_by or officer()
    for sheet in book(case).sheets:
        mark(case, sheet.example.slot, by=first)
        if sheet.drawn:
            mark(case, sheet.example.slot, by=second, second=True)
    for one in book(case).questions:
        judged(case, one.about, by=first)


def today() -> date:
    return london.date_of(LATER)
