"""What the close makes of each kind of year, on the boundaries of its clauses."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.rulebook.refusal import Refused
from cpd import locks
from cpd.enums import Outcome
from cpd.models import CloseRun, CpdYear, Dispensation, Parked, Record, Reduction, YearResult
from cpd.queries.close import reasons_of
from cpd.queries.results import decision_of
from cpd.services import close
from members.models import Grade, GradeHeld, Member
from tests import factories
from tests.cpd.close.conftest import Close, checksums, left_behind, log_hours, log_nine, outcome
from tests.cpd.conftest import A_SECOND, CLOSES, MAY, counting


@pytest.mark.clause("CPD-10", "CPD-9")
def test_a_year_is_not_closed_a_second_early(year: CpdYear, ada: Member) -> None:
    with pytest.raises(Refused) as refused:
        close.start(year=year, by=None, at=CLOSES - A_SECOND)
    assert refused.value.refusals[0].clause == "CPD-10"
    assert not CloseRun.objects.exists()


@pytest.mark.clause("CPD-10", "CPD-5a")
def test_at_the_instant_it_closes_with_result_history_and_letter(year: CpdYear, ada: Member, run_close: Close) -> None:
    log_nine(ada, year)
    run = run_close(at=CLOSES)
    result = YearResult.objects.get()
    assert (result.member, result.outcome, result.outcomes, result.planned) == (ada, Outcome.MET, 9, 5)
    assert (result.closed_at, result.run, run.finished_at) == (CLOSES, run, CLOSES)
    letter = Message.objects.get()
    assert (letter.kind, letter.to_user, letter.context) == ("cpd.year_closed", ada.user, {"result": result.pk})
    assert (letter.to_email, letter.dedupe_key) == (ada.user.email, f"cpd.closed:{result.pk}")
    assert letter.send_after == CLOSES
    assert left_behind()["history"] == 1


@pytest.mark.clause("CPD-5a")
@pytest.mark.parametrize(
    ("of", "planned", "professionalism", "clauses"),
    [(9, 5, 1, 0), (8, 5, 1, 1), (9, 4, 1, 1), (9, 5, 0, 1), (12, 5, 1, 0), (0, 0, 0, 3)],
)
def test_outcomes_scheme(year, ada, run_close, of, planned, professionalism, clauses) -> None:
    log_nine(ada, year, planned=planned, professionalism=professionalism, of=of)
    run_close()
    result = YearResult.objects.select_related("requirement", "run").get()
    assert result.outcome == (Outcome.NOT_MET if clauses else Outcome.MET)
    assert len(decision_of(result).missing) == clauses


@pytest.mark.clause("CPD-7a")
@pytest.mark.parametrize(
    ("hours", "expected"),
    [(("4", "4"), Outcome.MET), (("4", "3.99"), Outcome.NOT_MET), (("8.00",), Outcome.MET), ((), Outcome.NOT_MET)],
)
def test_mixed_scheme(year, ben, run_close, hours, expected) -> None:
    log_hours(ben, year, *hours)
    counting(ben, year, professionalism=True)
    run_close()
    assert outcome(ben, year) == expected


@pytest.mark.clause("CPD-10", "REC-25")
def test_what_was_completed_at_the_instant_does_not_count_and_a_second_before_it_does(year, ada, run_close) -> None:
    records = log_nine(ada, year)
    Record.objects.filter(pk=records[0].pk).update(complete_at=CLOSES - A_SECOND)
    Record.objects.filter(pk=records[1].pk).update(complete_at=CLOSES)
    run_close(at=CLOSES + timedelta(hours=3))
    result = YearResult.objects.get()
    assert (result.outcomes, result.closed_at) == (8, CLOSES)


@pytest.mark.clause("REC-12", "REC-10")
def test_drafts_deleted_records_and_other_years_do_not_count(year, next_year, ada, run_close) -> None:
    records = log_nine(ada, year, of=3)
    Record.objects.filter(pk=records[0].pk).update(complete_at=None)
    Record.objects.filter(pk=records[1].pk).update(deleted_at=MAY)
    counting(ada, next_year)
    run_close()
    assert YearResult.objects.get().outcomes == 1


@pytest.mark.clause("CPD-16a")
def test_a_dispensed_member_owes_nothing_and_a_withdrawn_dispensation_is_none(year, run_close) -> None:
    gone, back = factories.MemberFactory(), factories.MemberFactory()
    granted = {"year": year, "reason": "Out of work", "granted_at": MAY, "granted_by": gone.user}
    Dispensation.objects.create(member=gone, **granted)
    Dispensation.objects.create(member=back, withdrawn_at=MAY, withdrawn_by=back.user, **granted)
    run_close()
    assert (outcome(gone, year), outcome(back, year)) == (Outcome.DISPENSED, Outcome.NOT_MET)


@pytest.mark.clause("CPD-16b")
@pytest.mark.parametrize(("of", "planned", "expected"), [(5, 3, Outcome.MET), (4, 3, Outcome.NOT_MET)])
def test_a_reduced_target_is_five(year, ada, run_close, of, planned, expected) -> None:
    Reduction.objects.create(member=ada, year=year, reason="Portfolio", granted_at=MAY, granted_by=ada.user)
    log_nine(ada, year, planned=planned, of=of)
    run_close()
    assert outcome(ada, year) == expected
    assert YearResult.objects.get().reduced


@pytest.mark.clause("CPD-16c")
def test_upgrades_and_late_joiners(year, run_close) -> None:
    upgraded = factories.MemberFactory(grade="paralegal")
    upgraded.grades.update(until_date=date(2025, 10, 2))
    GradeHeld.objects.create(member=upgraded, grade_id="fellow", from_date=date(2025, 10, 2))
    on_time = factories.MemberFactory(grade="fellow", joined_on=date(2025, 10, 1))
    late = factories.MemberFactory(grade="fellow", joined_on=date(2025, 10, 2))
    student = factories.MemberFactory(grade="student")
    run_close()
    assert YearResult.objects.get(member=upgraded).requirement.grade_id == "paralegal"
    assert outcome(on_time, year) == Outcome.NOT_MET
    assert (outcome(late, year), outcome(student, year)) == (Outcome.NOT_REQUIRED, Outcome.NOT_REQUIRED)
    assert set(Message.objects.values_list("to_user", flat=True)) == {upgraded.user_id, on_time.user_id}


def test_who_held_no_grade_in_the_year_has_no_result(year, run_close) -> None:
    after = factories.MemberFactory(joined_on=date(2026, 10, 1))
    before = factories.MemberFactory()
    before.grades.update(until_date=date(2025, 10, 1))
    run_close()
    assert (outcome(after, year), outcome(before, year)) == (None, None)


def test_a_member_without_account_has_a_letter_to_be_posted(year, run_close) -> None:
    member = factories.MemberFactory(user=None, full_name="Paper Person")
    run_close()
    letter = Message.objects.get()
    assert (letter.to_user, letter.to_email, letter.to_name) == (None, "", "Paper Person")
    assert outcome(member, year) == Outcome.NOT_MET


@pytest.mark.clause("CPD-10", "CPD-11a")
def test_an_extended_member_stays_open_and_is_closed_when_the_extension_ends(year, ada, extend, run_close) -> None:
    records = log_nine(ada, year, of=8)
    extend(ada, year, date(2026, 12, 31))
    run_close()
    first = YearResult.objects.get()
    assert (first.outcome, first.extended_until) == (Outcome.EXTENDED, date(2026, 12, 31))
    ends = first.closed_at
    assert ends.isoformat() == "2027-01-01T00:00:00+00:00"
    close.keep_going(at=ends - A_SECOND)
    assert CloseRun.objects.count() == 1

    counting(ada, year, title="The ninth")
    Record.objects.filter(pk=records[0].pk).update(complete_at=ends - A_SECOND)
    Record.objects.filter(pk=records[1].pk).update(complete_at=ends)
    close.keep_going(at=ends)
    run = CloseRun.objects.get(finished_at=None)
    assert run.extensions_only
    list(close.work_through(run, at=ends))
    first.refresh_from_db()
    assert first.superseded_at is not None
    final = YearResult.objects.get(superseded_at=None)
    assert (final.outcome, final.outcomes, final.extended_until, final.closed_at) == (Outcome.NOT_MET, 8, None, ends)
    assert Message.objects.count() == 2
    before = left_behind()
    close.keep_going(at=ends + timedelta(days=1))
    assert left_behind() == before
    assert not CloseRun.objects.filter(finished_at=None).exists()


@pytest.mark.clause("CPD-10")
def test_an_extended_member_who_has_met_the_year_is_closed_as_met(year, ada, extend, run_close) -> None:
    log_nine(ada, year)
    extend(ada, year)
    run_close()
    assert outcome(ada, year) == Outcome.MET


@pytest.mark.clause("CPD-10")
def test_a_withdrawn_extension_is_closed_by_the_next_look(year, ada, extend, run_close) -> None:
    extension = extend(ada, year)
    run_close()
    extension.withdrawn_at, extension.withdrawn_by = CLOSES, ada.user
    extension.save()
    close.keep_going(at=CLOSES + timedelta(days=2))
    list(close.work_through(CloseRun.objects.get(finished_at=None), at=CLOSES + timedelta(days=2)))
    assert outcome(ada, year) == Outcome.NOT_MET


@pytest.mark.clause("CPD-10")
def test_a_second_run_changes_nothing(year, ada, ben, run_close) -> None:
    log_nine(ada, year)
    first = run_close()
    before = checksums()
    assert run_close(at=CLOSES + timedelta(days=3)) == first
    assert checksums() == before


def test_a_member_entered_after_the_close_is_closed_when_an_officer_asks_and_not_by_beat(year, ada, run_close) -> None:
    first = run_close()
    late = factories.MemberFactory()
    close.keep_going(at=CLOSES + timedelta(days=1))
    assert CloseRun.objects.get() == first
    second = run_close(at=CLOSES + timedelta(days=1), by=late.user)
    assert (second.pk != first.pk, second.started_by) == (True, late.user)
    assert outcome(late, year) == Outcome.NOT_MET
    assert YearResult.objects.count() == 2


@pytest.mark.clause("CPD-10")
def test_a_rehearsal_changes_nothing_but_its_own_totals(year, ada, ben, extend, run_close) -> None:
    log_nine(ada, year)
    extend(ben, year)
    before = checksums()
    run = run_close(at=MAY + timedelta(days=60), rehearsal=True)
    after = checksums()
    changed = {table for table in before if before[table] != after[table]}
    assert changed == {"cpd_closerun", "cpd_closerunevent", "cpd_closebatch", "pghistory_context"}
    totals = [tuple(row) for batch in run.batches.all() for row in batch.totals]
    assert totals == [("fellow", "met", 1), ("paralegal", "extended", 1)]


def test_a_rehearsal_of_a_year_that_has_not_begun_is_refused(next_year) -> None:
    with pytest.raises(Refused):
        close.start(year=next_year, by=None, at=CLOSES - A_SECOND, rehearsal=True)
    assert close.start(year=next_year, by=None, at=CLOSES, rehearsal=True).rehearsal


def test_a_rehearsal_counts_those_it_cannot_judge_with_the_reason(year, ada, run_close) -> None:
    odd = _without_requirement()
    factories.MemberFactory(grade=odd.grades.get().grade_id)
    run = run_close(at=MAY, rehearsal=True)
    assert run.batches.get().totals == [["fellow", "not_met", 1], ["unheard_of", "parked", 2]]
    assert reasons_of(run) == [("The grade unheard_of has no CPD requirement for this year.", 2)]
    assert not Parked.objects.exists()


def _without_requirement() -> Member:
    """A member of a grade for which nobody has said what is owed."""
    Grade.objects.create(code="unheard_of", rank=500)
    return factories.MemberFactory(grade="unheard_of")


def test_a_member_nobody_can_judge_is_parked_while_the_rest_close(year, ada, run_close) -> None:
    odd = _without_requirement()
    run_close()
    parked = Parked.objects.get()
    assert (parked.member, parked.reason) == (odd, "The grade unheard_of has no CPD requirement for this year.")
    assert (outcome(ada, year), outcome(odd, year)) == (Outcome.NOT_MET, None)

    before = left_behind()
    close.keep_going(at=CLOSES + timedelta(days=1))
    run_close(at=CLOSES + timedelta(days=1))
    assert left_behind() == before
    factories.RequirementFactory(grade=Grade.objects.get(code="unheard_of"))
    run_close(at=CLOSES + timedelta(days=1), retry_parked=True)
    assert outcome(odd, year) == Outcome.NOT_MET


def test_the_database_refuses_a_second_live_result(year, ada, run_close) -> None:
    run_close()
    columns = (
        "member_id, year_id, run_id, outcome, outcomes, professionalism, planned, hours, specialism_hours,"
        " outside_study_hours, reduced, closed_at"
    )
    with (
        pytest.raises(IntegrityError, match="one_live_result_a_year"),
        transaction.atomic(),
        connection.cursor() as sql,
    ):
        sql.execute(f"INSERT INTO cpd_yearresult ({columns}) SELECT {columns} FROM cpd_yearresult")


@pytest.mark.clause("CPD-10")
def test_beat_closes_a_year_that_ended_while_it_was_down_and_leaves_old_years_alone(year, ada, run_close) -> None:
    close.keep_going(at=CLOSES - A_SECOND)
    assert not CloseRun.objects.exists()
    close.keep_going(at=CLOSES + timedelta(days=29))
    assert not CloseRun.objects.exists()
    late = CLOSES + timedelta(hours=3)
    close.keep_going(at=late)
    list(close.work_through(CloseRun.objects.get(), at=late))
    assert YearResult.objects.get().closed_at == CLOSES
    close.keep_going(at=late)
    assert CloseRun.objects.count() == 1


@pytest.mark.clause("CPD-10")
def test_a_parked_member_is_left_aside_by_the_batch_of_a_neighbour(year, run_close) -> None:
    odd = _without_requirement()
    run_close()
    factories.RequirementFactory(grade=Grade.objects.get(code="unheard_of"))
    late = factories.MemberFactory()
    run = run_close(at=CLOSES + timedelta(days=1))
    assert locks.bucket_of(odd.pk) == locks.bucket_of(late.pk) == locks.bucket_of(run.batches.get().first)
    assert (outcome(late, year), outcome(odd, year)) == (Outcome.NOT_MET, None)
    assert [row[2] for row in run.batches.get().totals] == [1]

    run = run_close(at=CLOSES + timedelta(days=2), retry_parked=True)
    assert (run.retry_parked, outcome(odd, year)) == (True, Outcome.NOT_MET)


def test_results_are_dated_by_the_clock_of_the_portal(year, ada, extend, run_close) -> None:
    extend(ada, year)
    run_close(at=CLOSES)
    ends = YearResult.objects.get().closed_at
    run_close(at=ends, extensions_only=True)
    dates = YearResult.objects.order_by("pk").values_list("decided_at", "superseded_at")
    assert list(dates) == [(CLOSES, ends), (ends, None)]
