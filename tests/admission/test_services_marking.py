from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import InternalError

from admission.enums import Mark, Signer
from admission.models import CriterionMark, Declaration, Judgement
from admission.queries import assessors, questions
from admission.queries.sheet_of_marks import section_of
from admission.rules.marking import Marked
from admission.services import marking
from applications.queries import deciding, followed
from applications.rules.deciding import Section
from applications.services import assessing
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from portfolio.services import versions
from tests.admission.marking_steps import (
    LATER,
    book,
    case_with,
    drawn,
    example,
    judged,
    mark,
    portfolio_of,
    submit,
    today,
)
from tests.applications.deciding_steps import fresh, judge, officer
from tests.portfolio import factories as rows

pytestmark = pytest.mark.django_db
OLD = date(2024, 6, 1)


@pytest.mark.clause("HB-31", "HB-FRAMEWORK")
def test_a_criterion_is_met_or_not_with_a_reason_and_the_mark_before_stays() -> None:
    case = case_with("1.1-1")
    first = officer()
    assert mark(case, "1.1-1", by=first, failed="b") == 6
    assert mark(case, "1.1-1", by=first, failed="b") == 0
    assert mark(case, "1.1-1", by=first) == 1
    rows_of_b = CriterionMark.objects.filter(letter="b").order_by("id")
    assert [(one.mark, one.superseded_at is None) for one in rows_of_b] == [(Mark.NOT_MET, False), (Mark.MET, True)]
    assert rows_of_b[0].seal == book(case).examples[0].seal


@pytest.mark.clause("HB-31")
@pytest.mark.parametrize(
    ("letter", "reason", "note"),
    [("b", "", "Words"), ("b", "not_shown", " "), ("b", "made_up", "Words"), ("z", "not_shown", "Words")],
)
def test_a_mark_without_reason_words_or_criterion_is_refused(letter: str, reason: str, note: str) -> None:
    case = case_with("1.1-1")
    wrong = Marked(slot="1.1-1", letter=letter, mark=Mark.NOT_MET, reason=reason, note=note)
    with pytest.raises(Refused):
        marking.mark_example(
            case_id=case.pk, slot="1.1-1", is_second=False, marks=[wrong], seen=0, by=officer(), at=LATER
        )
    assert not CriterionMark.objects.exists()


@pytest.mark.clause("HB-31")
def test_whoever_looks_at_an_older_page_is_told() -> None:
    case = case_with("1.1-1")
    mark(case, "1.1-1")
    with pytest.raises(Refused, match="Somebody else marked"):
        mark(case, "1.1-1", failed="a", seen=0)


@pytest.mark.clause("HB-31")
def test_both_marks_of_an_example_are_never_one_persons(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn(monkeypatch)
    case = case_with("1.1-1")
    first = officer()
    mark(case, "1.1-1", by=first)
    with pytest.raises(Refused, match="the other mark"):
        mark(case, "1.1-1", by=first, second=True)
    row = CriterionMark.objects.first()
    assert row is not None
    row.pk, row.is_second = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.clause("HB-26", "HB-31")
def test_nobody_marks_their_own() -> None:
    owner = officer()
    case = case_with("1.1-1", user=owner)
    with pytest.raises(Refused):
        mark(case, "1.1-1", by=owner)
    one = book(case).examples[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        CriterionMark.objects.create(
            case=case, submission=case.submissions.get(), slot=one.slot, outcome="1.1", letter="a", seal=one.seal,
            mark=Mark.MET, by=owner, at=LATER,
        )  # fmt: skip


@pytest.mark.clause("HB-26", "HB-47")
def test_whoever_is_asked_to_sign_for_the_work_does_not_mark_it() -> None:
    case, signer = case_with("1.1-1"), officer()
    supervisor = rows.supervisor(portfolio_of(case), email=signer.email)
    Declaration.objects.create(
        case=case, submission=case.submissions.get(), signer=Signer.SUPERVISOR, supervisor=supervisor,
        name=supervisor.name, email=signer.email, slots=["1.1-1"], asked_at=LATER, due_on=today(),
    )  # fmt: skip
    with pytest.raises(Refused, match="supervisor"):
        mark(case, "1.1-1", by=signer)
    with pytest.raises(Refused, match="supervisor"):
        marking.share(case_id=case.pk, competency=1, assessor=signer, seen=0, by=officer(), at=LATER)


@pytest.mark.clause("HB-31")
def test_a_mark_stays_as_it_was_made() -> None:
    case = case_with("1.1-1")
    mark(case, "1.1-1", failed="a")
    for change in ({"mark": Mark.MET, "reason": "", "note": ""}, {"seal": "0" * 64}, {"by": officer()}):
        with pytest.raises(InternalError), transaction.atomic():
            CriterionMark.objects.filter(letter="a").update(**change)
    with pytest.raises(InternalError), transaction.atomic():
        CriterionMark.objects.all().delete()


@pytest.mark.clause("HB-31")
def test_a_shared_competency_is_marked_by_its_assessor_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn(monkeypatch, percent=0)
    case = case_with("1.1-1", "2.1-1")
    theirs, other = officer(), officer()
    first = marking.share(case_id=case.pk, competency=1, assessor=theirs, seen=0, by=other, at=LATER)
    with pytest.raises(Refused, match="marks this competency"):
        mark(case, "1.1-1", by=other)
    mark(case, "1.1-1", by=theirs)
    mark(case, "2.1-1", by=other)
    with pytest.raises(Refused, match="Somebody else chose"):
        marking.share(case_id=case.pk, competency=1, assessor=other, seen=0, by=other, at=LATER)
    marking.share(case_id=case.pk, competency=1, assessor=other, seen=first.pk, by=other, at=LATER)
    assert mark(case, "1.1-1", by=other, failed="a") == 1
    assert case.shares.count() == 2


@pytest.mark.clause("HB-31")
def test_two_assessors_who_differ_stand_against_approving_until_they_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn(monkeypatch)
    case = case_with("1.1-1")
    first, second = officer(), officer()
    mark(case, "1.1-1", by=first)
    mark(case, "1.1-1", by=second, second=True, failed="c")
    assert any("differ on 1 criterion" in one.sentence for one in book(case).why_not_whole)
    mark(case, "1.1-1", by=first, failed="c")
    assert not any("differ" in one.sentence for one in book(case).why_not_whole)


def whole(monkeypatch: pytest.MonkeyPatch, *slots: str) -> None:
    """Only these places are asked for, and nothing is drawn for a second mark."""
    from dataclasses import replace

    from admission.queries import sheet_of_marks

    real = sheet_of_marks.data_by_id
    numbers = Counter(one.partition("-")[0] for one in slots)

    def cut(pk: int) -> object:
        data = real(pk)
        kept = [
            replace(
                one,
                outcomes=tuple(
                    replace(outcome, examples=numbers[outcome.number])
                    for outcome in one.outcomes
                    if numbers[outcome.number]
                ),
            )
            for one in data.competencies
        ]
        few = tuple(one for one in kept if one.outcomes)
        return replace(data, competencies=few, marking=replace(data.marking, second_percent=0))

    monkeypatch.setattr(sheet_of_marks, "data_by_id", cut)


@pytest.mark.clause("HB-31", "HB-S4.3", "HB-FRAMEWORK-6.5")
def test_the_verdict_follows_and_each_failed_criterion_becomes_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    whole(monkeypatch, "1.1-1", "2.1-1", "6.5-1")
    case = case_with("1.1-1", "2.1-1", "6.5-1")
    first = officer()
    mark(case, "1.1-1", by=first, failed="bd")
    assert section_of(fresh(case)).passed is None
    mark(case, "2.1-1", by=first)
    mark(case, "6.5-1", by=first, failed="a")
    found = section_of(fresh(case))
    assert found.passed is False
    assert [one.note.partition(":")[0] for one in found.reasons] == ["1.1, criterion (b)", "1.1, criterion (d)"]
    mark(case, "1.1-1", by=first)
    assert section_of(fresh(case)) == Section(code="portfolio", passed=True)


@pytest.mark.clause("HB-31")
def test_no_officer_says_the_verdict_on_the_portfolio_beside_its_marks() -> None:
    case = case_with("1.1-1")
    assert followed.source_of(case, "portfolio") is not None
    with pytest.raises(Refused, match="follows from the marks"):
        judge(case, "portfolio")
    judge(case, "conduct")
    found = deciding.to_decide(fresh(case), today=today())
    assert {one.code: one.passed for one in found.matter.sections} == {
        "portfolio": None, "reference": None, "conduct": True,
    }  # fmt: skip
    assert assessing.FOLLOWS


@pytest.mark.clause("HB-41c", "HB-50")
def test_statements_and_older_work_are_judged_with_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    whole(monkeypatch, "1.1-1", "2.1-1")
    case = case_with("1.1-1", worked_on=OLD)
    example(portfolio_of(case), "2.1-1", kind="statement", without="spoken", why_without="It was on the telephone.")
    submit(case, portfolio_of(case))
    asked = book(case).questions
    assert [one.kind for one in asked] == [Judgement.Kind.OLD, Judgement.Kind.STATEMENT]
    mark(case, "1.1-1")
    mark(case, "2.1-1")
    assert section_of(fresh(case)).passed is None
    with pytest.raises(Refused, match="Say why"):
        judged(case, asked[0].about, why=" ")
    judged(case, asked[0].about, why="Parental leave.")
    judged(case, asked[1].about, accepted=False, why="Nobody could follow it.")
    found = section_of(fresh(case))
    assert [one.code for one in found.reasons] == ["statement_refused"]
    assert "Nobody could follow it." in found.reasons[0].note


@pytest.mark.clause("HB-41a", "HB-41c")
def test_nobody_goes_over_a_judgement_unseen_nor_accepts_what_is_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    case = case_with("1.1-1", worked_on=OLD)
    [asked] = book(case).questions
    judged(case, asked.about)
    with pytest.raises(Refused, match="Somebody else judged"):
        judged(case, asked.about, accepted=False, seen=0)
    with pytest.raises(Refused, match="in at most"):
        judged(case, asked.about, accepted=False, why="x" * 490)
    monkeypatch.setattr(questions, "is_barred", lambda *_, **__: True)
    with pytest.raises(Refused, match="too old to be used"):
        judged(case, asked.about)
    assert not judged(case, asked.about, accepted=False).accepted


@pytest.mark.clause("HB-41c")
def test_an_accepted_explanation_holds_for_no_other_words() -> None:
    case = case_with("1.1-1", worked_on=OLD)
    [asked] = book(case).questions
    judged(case, asked.about)
    portfolio = portfolio_of(case)
    submit(case, portfolio)
    assert book(case).questions[0].judged is not None, "the same words need no other judgement"
    sheet = portfolio.sheets.get()
    sheet.on_it.update(why_old="I was ill for a year.")
    versions.note(sheet=sheet, at=LATER)
    submit(case, portfolio)
    [asked] = book(case).questions
    assert (asked.said, asked.judged) == ("I was ill for a year.", None)


@pytest.mark.clause("HB-31")
def test_words_that_would_be_cut_from_what_the_applicant_is_asked_are_refused() -> None:
    case = case_with("1.1-1")
    for length, is_taken in ((485, False), (400, True)):
        said = Marked(slot="1.1-1", letter="a", mark=Mark.NOT_MET, reason="not_shown", note="x" * length)
        told = {"case_id": case.pk, "slot": "1.1-1", "is_second": False, "seen": 0, "by": officer(), "at": LATER}
        if not is_taken:
            with pytest.raises(Refused, match="in at most"):
                marking.mark_example(marks=[said], **told)  # type: ignore[arg-type]
        else:
            assert marking.mark_example(marks=[said], **told) == 1  # type: ignore[arg-type]


@pytest.mark.clause("HB-31")
def test_only_who_gave_a_first_mark_reads_it_before_the_second_is_in(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn(monkeypatch)
    case = case_with("1.1-1", "2.1-1")
    first, second, other = officer(), officer(), officer()
    mark(case, "1.1-1", by=first, failed="b")

    def reads(one: User) -> list[str]:
        sheet = assessors.read_by(book(case), one).sheets[0]
        return [line.first.mark for line in sheet.lines if line.first]

    assert len(reads(first)) == 6
    assert reads(second) == []
    with pytest.raises(Refused, match="without reading the first"):
        mark(case, "1.1-1", by=second, failed="c")
    mark(case, "1.1-1", by=second, second=True, letters="ab")
    half = assessors.read_by(book(case), second)
    assert (half.sheets[0].left, half.sheets[0].not_met, half.sheets[0].apart) == (0, 0, 0)
    assert not any("differ" in one.sentence or "Not met" in one.sentence for one in half.why_not_approve)
    mark(case, "1.1-1", by=second, second=True)
    assert reads(second) == reads(other) == reads(first)
    mark(case, "2.1-1", by=first)
    share = marking.share(case_id=case.pk, competency=2, assessor=other, seen=0, by=first, at=LATER)
    assert share.assessor == other
    assert assessors.read_by(book(case), other).hidden == frozenset(), "whoever takes over reads what there is"
    with pytest.raises(Refused, match="You have the first marks"):
        mark(case, "2.1-1", by=other, second=True)
    drawn(monkeypatch, percent=0)
    with pytest.raises(Refused, match="not drawn"):
        mark(case, "2.1-1", by=second, second=True)


@pytest.mark.clause("HB-S4.3a")
def test_what_was_submitted_before_and_is_not_now_is_told() -> None:
    case = case_with("1.1-1", "1.1-2", "6.5-1")
    portfolio_of(case).sheets.filter(competency=6).update(removed_at=LATER)
    submit(case, portfolio_of(case))
    assert book(case).gone == ("6.5",)


@pytest.mark.clause("HB-S4.3a")
def test_a_second_round_carries_what_was_met_and_shows_only_what_is_to_do() -> None:
    case = case_with("1.1-1", "1.1-2", "2.1-1")
    first = officer()
    mark(case, "1.1-1", by=first)
    mark(case, "1.1-2", by=first)
    mark(case, "2.1-1", by=first, failed="a")
    portfolio = portfolio_of(case)
    sheet = portfolio.sheets.get(competency=1, example=2)
    sheet.how_met += " I wrote to the tribunal as well."
    versions.note(sheet=sheet, at=LATER)
    submit(case, portfolio)
    now = book(case)
    assert now.round == 2
    assert now.changed == {"1.1-2"}
    assert [one.example.slot for one in now.to_do if not one.drawn] == [
        one for one in ("1.1-2", "2.1-1") if not now.sheet(one).drawn  # type: ignore[union-attr]
    ]  # fmt: skip
    again = now.sheet("2.1-1")
    assert again is not None
    assert again.left == 1
    assert sum(one.carried for one in again.lines) == len(again.lines) - 1
