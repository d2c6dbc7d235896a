"""What assessors read beside the marks: files of others that are alike, and how a criterion was decided lately."""

from __future__ import annotations

import pytest

from admission.models import DocumentTrace, WordsTrace
from admission.queries import likeness
from admission.queries.lately import Lately, lately_of
from admission.queries.likeness import alike_of
from admission.queries.sheet_of_marks import book_of
from admission.services import tracing
from applications.enums import Outcome
from tests.admission.marking_steps import book, case_with, mark, mark_all, portfolio_of
from tests.applications.deciding_steps import fresh
from tests.applications.factories import decision
from tests.portfolio import factories as rows

pytestmark = pytest.mark.django_db


@pytest.mark.clause("HB-37a")
def test_the_same_file_and_nearly_the_same_words_of_another_applicant_are_shown() -> None:
    theirs, mine = case_with("1.1-1"), case_with("1.1-1")
    files = {one: portfolio_of(one).pieces.get().document for one in (theirs, mine)}
    for one, file in files.items():
        shared = range(50) if one is theirs else range(10, 60)
        DocumentTrace.objects.create(document=file, pages=1, runs=50, minima=list(shared))
    [found] = alike_of(book(mine)).found
    assert (found.reference, found.same, found.number) == (theirs.application.reference, False, "1.1(1)")
    assert 60 <= found.percent < 100
    files[theirs].clean_sha256 = files[mine].clean_sha256
    files[theirs].save()
    [found] = alike_of(book(mine)).found
    assert (found.same, found.percent) == (True, 100)


@pytest.mark.clause("HB-37a")
def test_finished_sheets_are_compared_and_what_has_most_in_common_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    copy, chance, mine = case_with("1.1-1"), case_with("1.1-1"), case_with("1.1-1")
    upload = rows.document(portfolio_of(copy), sha256="e" * 64, clean_sha256="f" * 64)
    portfolio_of(copy).sheets.update(upload=upload)
    piece = portfolio_of(chance).pieces.get().document
    for file, numbers in (
        (piece, [0, *range(100, 149)]), (upload, list(range(1, 51))),
        (portfolio_of(mine).pieces.get().document, list(range(50))),
    ):  # fmt: skip
        DocumentTrace.objects.create(document=file, pages=1, runs=50, minima=numbers)
    monkeypatch.setattr(likeness, "MOST", 1)
    found = alike_of(book(mine))
    assert [(one.reference, one.percent) for one in found.found] == [(copy.application.reference, 98)]
    assert found.cut


@pytest.mark.clause("HB-37a")
def test_what_was_typed_is_compared_with_what_others_submitted_and_with_nothing_of_ones_own() -> None:
    said = " ".join(f"word{number}" for number in range(100))
    theirs, mine = case_with("1.1-1", how_met=said), case_with("1.1-1", "1.1-2", how_met=f"{said} and more of it")
    other = case_with("2.1-1", how_met="Nothing of this stands anywhere else. " * 5)
    for one in (theirs, mine, other):
        sent = one.submissions.get()
        tracing.await_words(sent)
        tracing.await_words(sent)
    assert WordsTrace.objects.count() == 4
    assert alike_of(book(mine)).found == (), "nothing was read yet"
    assert [tracing.trace_words(limit=3), tracing.trace_words(limit=3), tracing.trace_words(limit=3)] == [3, 1, 0]
    found = alike_of(book(mine)).found
    assert [(one.number, one.reference, one.same) for one in found] == [
        ("1.1(1)", theirs.application.reference, False), ("1.1(2)", theirs.application.reference, False),
    ]  # fmt: skip
    assert all(60 < one.percent < 100 for one in found)
    assert alike_of(book(other)).found == ()


@pytest.mark.clause("HB-37a")
def test_so_many_typed_examples_are_compared_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness, "MOST", 1)
    said = " ".join(f"word{number}" for number in range(100))
    cases = [case_with("1.1-1", how_met=said) for _ in range(3)]
    for one in cases:
        tracing.await_words(one.submissions.get())
    tracing.trace_words(limit=9)
    found = alike_of(book(cases[0]))
    assert (len(found.found), found.cut) == (1, True)


@pytest.mark.clause("HB-37a")
def test_a_file_that_nobody_has_submitted_yet_is_not_compared() -> None:
    mine = case_with("1.1-1")
    draft = rows.portfolio()
    rows.piece(draft)
    portfolio_of(mine).pieces.get()
    assert alike_of(book(mine)).found == ()


@pytest.mark.clause("HB-31")
def test_how_a_criterion_was_decided_lately_is_counted_over_other_decided_cases() -> None:
    mine, other, undecided = case_with("1.1-1"), case_with("1.1-1"), case_with("1.1-1")
    for one in (mine, other, undecided):
        mark(one, "1.1-1", failed="b")
    decision(other, outcome=Outcome.MET)
    counted = lately_of(fresh(mine), outcome="1.1", cases=50)
    assert counted["a"] == Lately(1, 0)
    assert counted["b"] == Lately(0, 1)
    assert lately_of(fresh(mine), outcome="2.1", cases=50) == {}
    assert lately_of(fresh(mine), outcome="1.1", cases=0) == {}


@pytest.mark.clause("HB-31")
def test_the_sheet_of_marks_takes_the_same_statements_however_long(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    short, long = case_with("1.1-1"), case_with("1.1-1", "1.1-2", "2.1-1", "2.2-1", "3.1-1")
    mark_all(long)
    for case in (short, long):
        again = fresh(case)
        book_of(again)
        with django_assert_num_queries(7):
            found = book_of(again)
            assert found is not None
            assert found.why_not_whole
