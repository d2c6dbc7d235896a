"""A change of grade: the grades held, what CPD asks of it, the letter, and a close at the same time."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.template.loader import render_to_string

from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.rulebook.refusal import Refused
from cpd.models import CpdYear
from cpd.queries.year_facts import facts_for
from members.models import GradeHeld
from people.letters.grades import changed
from people.models import GradeChange
from people.services import grades
from tests import factories

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.clause("CPD-16c")
@pytest.mark.parametrize(
    ("on", "this_year", "next_year"),
    [(date(2026, 11, 20), "paralegal", "fellow"), (date(2027, 10, 1), "paralegal", "fellow")],
)
def test_whoever_moves_up_finishes_the_year_on_the_lower_grade(on: date, this_year: str, next_year: str):
    member, officer = factories.MemberFactory(grade="paralegal"), factories.UserFactory()
    factories.GradeFactory(code="fellow")
    made = grades.change(member_id=member.pk, to="fellow", on=on, why="Admitted as Fellow.", by=officer, at=AT)
    held = GradeHeld.objects.filter(member=member).order_by("from_date")
    assert list(held.values_list("grade_id", "until_date")) == [("paralegal", on), ("fellow", None)]
    assert (made.before_id, made.after_id, made.by) == ("paralegal", "fellow", officer)
    asked = {label: CpdYear.objects.get(label=label).pk for label in ("2026/27", "2027/28")}
    assert facts_for(member_id=member.pk, year_id=asked["2026/27"]).grade == this_year
    assert facts_for(member_id=member.pk, year_id=asked["2027/28"]).grade == next_year
    letter = Message.objects.get(kind="people.grade_changed")
    said = changed(letter.context)
    assert (said["grade"].code, said["reason"]) == ("fellow", "Admitted as Fellow.")
    assert said["mid_year"] is (on.day != 1)


@pytest.mark.django_db
@pytest.mark.clause("CPD-16c")
def test_what_is_refused_changes_nothing_and_says_every_reason():
    member, officer = factories.MemberFactory(grade="fellow"), factories.UserFactory()
    with pytest.raises(Refused) as no:
        grades.change(member_id=member.pk, to="fellow", on=date(2026, 11, 20), why=" ", by=officer, at=AT)
    assert len(no.value.refusals) == 2
    assert not GradeChange.objects.exists()
    assert GradeHeld.objects.get(member=member).until_date is None


@pytest.mark.django_db
@pytest.mark.clause("CPD-14")
def test_the_letter_promises_no_letters_that_standing_may_have_taken():
    member, officer = factories.MemberFactory(grade="paralegal"), factories.UserFactory()
    factories.GradeFactory(code="fellow")
    grades.change(member_id=member.pk, to="fellow", on=date(2026, 11, 20), why="Admitted.", by=officer, at=AT)
    context = {**changed(Message.objects.get(kind="people.grade_changed").context), "base_url": "https://x.example"}
    for form in ("txt", "html"):
        said = render_to_string(f"letters/people.grade_changed.{form}", context)
        assert "Its letters are FCILEX; whether you may use them today stands under" in said
        assert "https://x.example/standing/" in said
