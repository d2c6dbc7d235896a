"""What a grade is called on a day, and which grades were held in a year."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from members import queries, rules
from members.models import Grade, GradeHeld, GradeName
from tests import factories

pytestmark = pytest.mark.django_db
LAST_OLD, FIRST_NEW = date(2021, 12, 31), date(2022, 1, 1)


@pytest.mark.parametrize(
    ("code", "on", "name", "letters"),
    [
        ("paralegal", LAST_OLD, "Associate", "ACILEX"),
        ("paralegal", FIRST_NEW, "CILEX Member-Paralegal", "ACILEX"),
        ("advanced_paralegal", LAST_OLD, "Graduate", "GCILEX"),
        ("advanced_paralegal", FIRST_NEW, "CILEX Member-Advanced Paralegal", "GCILEX"),
        ("fellow", FIRST_NEW, "Fellow", "FCILEX"),
        ("student", FIRST_NEW, "Student", ""),
    ],
)
def test_a_grade_is_called_by_its_name_of_the_day(code: str, on: date, name: str, letters: str) -> None:
    title = queries.grade_title(code=code, on=on)
    assert (title.name, title.letters) == (name, letters)


@pytest.mark.clause("CPD-16c")
def test_those_who_owe_no_cpd_rank_below_those_who_owe_some() -> None:
    ranks = dict(Grade.objects.values_list("code", "rank"))
    owe_nothing = {"student", "affiliate", "retired"}
    assert max(ranks[code] for code in owe_nothing) < ranks["paralegal"]
    assert ranks["paralegal"] < min(rank for code, rank in ranks.items() if code not in owe_nothing | {"paralegal"})
    assert len(set(ranks.values())) == len(ranks) == 10


def test_a_grade_is_held_until_the_day_before_the_next_begins() -> None:
    member = factories.MemberFactory(grade="affiliate")
    GradeHeld.objects.filter(member=member).update(until_date=date(2025, 10, 2))
    fellow = Grade.objects.get(code="fellow")
    GradeHeld.objects.create(member=member, grade=fellow, from_date=date(2025, 10, 2))
    assert queries.grade_on(member_id=member.pk, on=date(2025, 10, 1)).grade_id == "affiliate"
    assert queries.grade_on(member_id=member.pk, on=date(2025, 10, 2)).grade_id == "fellow"


def test_a_name_means_one_grade() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        GradeName.objects.create(grade_id="student", name="FELLOW", is_alias=True, from_date=FIRST_NEW)


def test_a_grade_has_one_name_at_a_time() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        GradeName.objects.create(grade_id="fellow", name="Master", from_date=FIRST_NEW)


@pytest.mark.parametrize(
    ("name", "sorted_as"),
    [
        ("Ada Okafor", "okafor, ada"),
        ("Ada Maria de la Cruz", "de la cruz, ada maria"),
        ("Zoë Élan", "elan, zoe"),
        ("Plato", "plato"),
        ("De Souza", "souza, de"),
    ],
)
def test_people_are_listed_by_surname(name: str, sorted_as: str) -> None:
    assert rules.sort_name(name) == sorted_as


def test_roles_come_in_one_query(django_assert_num_queries) -> None:
    user = factories.staff("finance", "cpd_officer")
    factories.MemberFactory(user=user)
    with django_assert_num_queries(1):
        assert user.roles == {"applicant", "member", "finance", "cpd_officer"}
