"""The letters as they read."""

from __future__ import annotations

from datetime import date

import pytest

from cilexportal.foundation.correspondence import kinds
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.correspondence.rendering import write
from cpd.letters import KINDS, reminder, year_closed
from cpd.models import Dispensation, YearResult
from cpd.queries.results import recorded
from cpd.services.reminders import remind
from tests import factories
from tests.cpd.close.conftest import log_hours, log_nine
from tests.cpd.close.test_reminders import APRIL, eight_in_the_morning
from tests.cpd.conftest import CLOSES, MAY, counting


def letter(member: object) -> Message:
    return Message.objects.filter(to_user=member.user).latest("pk")


@pytest.mark.clause("CPD-10")
def test_met(year, ada, run_close) -> None:
    log_nine(ada, year)
    run_close()
    words = year_closed(letter(ada).context)
    assert (words["outcome"], words["missing"], words["next_year"]) == ("met", (), "2026/27")
    assert words["closed"] == "30 September 2026"
    assert words["recorded"] == ["9 outcomes", "1 outcome about professionalism", "5 planned outcomes"]


@pytest.mark.clause("CPD-13", "CPD-7a")
def test_not_met_says_every_missing_thing_with_its_clause_and_the_date_of_loss(year, ben, run_close) -> None:
    log_hours(ben, year, "7.5")
    run_close()
    words = year_closed(letter(ben).context)
    assert [(item.clause, item.sentence) for item in words["missing"]] == [
        ("CPD-7a", "0.5 hours still to record."),
        ("CPD-7a", "1 outcome about professionalism still to record."),
    ]
    assert words["recorded"][0] == "7.5 hours, 7.5 hours of them in the specialism"
    assert words["loss_from"] == "1 October 2026"


def test_extended_and_dispensed(year, ada, ben, extend, run_close) -> None:
    extend(ada, year)
    Dispensation.objects.create(member=ben, year=year, reason="x", granted_at=MAY, granted_by=ada.user)
    run_close()
    extended, dispensed = year_closed(letter(ada).context), year_closed(letter(ben).context)
    assert (extended["outcome"], extended["extended_until"]) == ("extended", "31 December 2026")
    assert len(extended["missing"]) == 3
    assert (dispensed["outcome"], dispensed["missing"]) == ("dispensed", ())


def test_who_owes_nothing_has_no_lines(year, run_close) -> None:
    factories.MemberFactory(grade="student")
    factories.MemberFactory(joined_on=date(2026, 5, 1))
    run_close()
    assert [recorded(result) for result in YearResult.objects.all()] == [[], []]


@pytest.mark.clause("CPD-10")
def test_a_letter_written_late_says_what_was_decided(year, ada, run_close) -> None:
    """Written from the figures kept with the result, not from what the tables say by then."""
    run_close()
    before = year_closed(letter(ada).context)
    result = YearResult.objects.get()
    type(result.requirement).objects.create(
        grade_id="fellow", from_date=date(2026, 10, 1), scheme="none", clause="CPD-5a"
    )
    assert year_closed(letter(ada).context) == before


@pytest.mark.clause("REC-23")
def test_a_reminder_says_the_day_and_what_is_missing(year, ada, extend) -> None:
    remind(at=APRIL)
    words = reminder(letter(ada).context)
    assert (words["last_day"], words["nothing_recorded"], words["on_the_day"]) == ("30 September 2026", True, False)
    assert len(words["missing"]) == 3
    extend(ada, year)
    remind(at=eight_in_the_morning(date(2026, 12, 31)))
    words = reminder(letter(ada).context)
    assert (words["last_day"], words["is_extended"], words["on_the_day"]) == ("31 December 2026", True, True)


@pytest.fixture
def every_letter(year, ada, ben, extend, run_close) -> list[Message]:
    """One letter of each outcome and a reminder."""
    log_nine(ada, year)
    kit, lena = factories.MemberFactory(), factories.MemberFactory()
    counting(kit, year)
    remind(at=APRIL)
    extend(kit, year)
    Dispensation.objects.create(member=lena, year=year, reason="x", granted_at=MAY, granted_by=ada.user)
    run_close()
    return list(Message.objects.order_by("pk"))


def test_all_are_declared() -> None:
    answers = {"cpd.request_answered", "cpd.grant_taken_back"}
    drawn = {"cpd.sampled", "cpd.sample_decided"}
    assert {kind.code for kind in KINDS} == {"cpd.year_closed", "cpd.reminder", *answers, *drawn}
    assert {kinds.get(kind.code) for kind in KINDS} == set(KINDS)


@pytest.mark.pango
def test_every_letter_can_be_written(every_letter: list[Message]) -> None:
    subjects = set()
    for message in every_letter:
        written = write(message, at=CLOSES)
        subjects.add(written.subject)
        assert message.to_name in written.text
        assert message.to_name in written.html
        for text in (written.text, written.html, written.subject):
            assert "{{" not in text
            assert "{%" not in text
            assert "None" not in text
        assert bool(written.letter) == (message.kind == "cpd.year_closed")
    assert subjects == {
        "Nothing is recorded yet in your CPD year 2025/26",
        "Your CPD year 2025/26 is met",
        "Your CPD year 2025/26 is not met: what is missing and what you can do",
        "Your CPD year 2025/26 stays open until 31 December 2026",
        "You owe no CPD for 2025/26",
    }
