"""Reminders: who gets which, once, and what is asked again before one is sent."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from cilexportal.foundation import london
from cilexportal.foundation.correspondence.models import Message
from cpd import tasks
from cpd.enums import Outcome
from cpd.models import Dispensation
from cpd.services.reminders import remind, still_needed
from members.models import Grade
from tests import factories
from tests.cpd.close.conftest import log_nine
from tests.cpd.conftest import A_SECOND, CLOSES, MAY, counting


def eight_in_the_morning(day: date) -> datetime:
    return london.start_of_day(day) + timedelta(hours=8)


APRIL = eight_in_the_morning(date(2026, 4, 1))
TWO_WEEKS = eight_in_the_morning(date(2026, 9, 16))


def reminded() -> set[int]:
    """The accounts with a reminder in the outbox."""
    return set(Message.objects.filter(kind="cpd.reminder").values_list("to_user", flat=True))


@pytest.mark.clause("REC-23")
def test_each_quarter_those_with_nothing_recorded_are_reminded(year, ada) -> None:
    begun = factories.MemberFactory()
    counting(begun, year)
    assert remind(at=APRIL - timedelta(days=1)) == 0
    assert remind(at=APRIL) == 1
    assert reminded() == {ada.user_id}
    letter = Message.objects.get()
    assert letter.category == "cpd"
    assert letter.context == {"member": ada.pk, "year": year.pk, "step": "april", "last_day": "2026-09-30"}


@pytest.mark.clause("REC-23")
def test_before_the_end_those_are_reminded_whose_year_is_not_met(year, ada, ben, close) -> None:
    met, dispensed, closed = (factories.MemberFactory() for _ in range(3))
    factories.MemberFactory(grade="student")
    log_nine(met, year)
    log_nine(ada, year, of=8)
    Dispensation.objects.create(member=dispensed, year=year, reason="x", granted_at=MAY, granted_by=met.user)
    close(closed, year, Outcome.NOT_MET)
    assert remind(at=TWO_WEEKS) == 2
    assert reminded() == {ada.user_id, ben.user_id}


@pytest.mark.clause("REC-23")
@pytest.mark.parametrize(("days_before", "posted"), [(28, True), (14, True), (3, False), (0, False)])
def test_somebody_without_an_account_is_reminded_by_post_while_a_letter_still_helps(year, days_before, posted) -> None:
    paper = factories.MemberFactory(user=None)
    assert remind(at=eight_in_the_morning(year.ends_on - timedelta(days=days_before))) == posted
    found = Message.objects.filter(kind="cpd.reminder").values_list("to_user", "to_email", "to_name")
    assert list(found) == [(None, "", paper.full_name)] * posted


@pytest.mark.clause("REC-23")
def test_run_again_it_queues_nothing_and_run_late_it_catches_up(year, ada) -> None:
    assert remind(at=TWO_WEEKS + timedelta(days=3)) == 1
    assert remind(at=TWO_WEEKS + timedelta(days=3)) == 0
    assert remind(at=TWO_WEEKS + timedelta(days=4)) == 0


@pytest.mark.clause("REC-23", "CPD-11a")
def test_an_extended_member_is_reminded_by_the_extension(year, ada, ben, extend, close) -> None:
    extend(ada, year, date(2026, 12, 31))
    close(ada, year, Outcome.EXTENDED, extended_until=date(2026, 12, 31))
    close(ben, year, Outcome.NOT_MET)
    assert remind(at=TWO_WEEKS) == 0
    assert remind(at=eight_in_the_morning(date(2026, 12, 31))) == 1
    assert Message.objects.get().context["last_day"] == "2026-12-31"
    remind(at=eight_in_the_morning(date(2027, 1, 1)))
    assert Message.objects.filter(context__year=year.pk).count() == 1


def test_a_member_whom_nobody_can_judge_is_left_to_the_officer(year) -> None:
    Grade.objects.create(code="unheard_of", rank=500)
    factories.MemberFactory(grade="unheard_of")
    assert remind(at=TWO_WEEKS) == 0


@pytest.mark.clause("REC-23")
@pytest.mark.parametrize("what", ["met", "closed", "extended", "dispensed", "too late", "no such step"])
def test_a_reminder_that_is_no_longer_true_is_not_sent(year, ada, extend, close, what) -> None:
    remind(at=TWO_WEEKS)
    context, at = Message.objects.get().context, TWO_WEEKS
    assert still_needed(context, at)
    assert still_needed(context, CLOSES - A_SECOND)
    if what == "met":
        log_nine(ada, year)
    elif what == "closed":
        close(ada, year, Outcome.NOT_MET)
    elif what == "extended":
        extend(ada, year)
    elif what == "dispensed":
        Dispensation.objects.create(member=ada, year=year, reason="x", granted_at=MAY, granted_by=ada.user)
    elif what == "too late":
        at = CLOSES
    else:
        context = {**context, "step": "easter"}
    assert not still_needed(context, at)


@pytest.mark.clause("REC-23")
def test_a_quarterly_reminder_is_dropped_once_something_is_recorded(year, ada) -> None:
    remind(at=APRIL)
    counting(ada, year)
    assert not still_needed(Message.objects.get().context, APRIL)


def test_the_task_reminds_by_the_portal_s_clock(year, ada, at) -> None:
    at(TWO_WEEKS)
    tasks.remind()
    assert reminded() == {ada.user_id}
