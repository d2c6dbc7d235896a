"""Supervisors: nobody vouches for themselves, authorised persons, what is signed, months and days of supervision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from applications.rules import supervisors
from applications.rules.hours import Days
from applications.rules.supervisors import Applicant, Written

TODAY = date(2026, 11, 21)
ADA = Applicant(name="Ada Lovelace", addresses=("ada@example.org", "ada.lovelace@gmail.com"))


@pytest.mark.clause("HB-24", "HB-21")
@pytest.mark.parametrize(
    ("name", "email", "wrong"),
    [
        ("Mary Somerville", "mary@example.org", 0),
        ("Mary Somerville", "ada@example.org", 1),
        ("Mary Somerville", " ADA@Example.ORG ", 1),
        ("Mary Somerville", "ada+mary@example.org", 1),
        ("Mary Somerville", "a.d.a.lovelace+x@googlemail.com", 1),
        ("Mary Somerville", "a.da@example.org", 0),
        ("Mary Somerville", "ada@example.com", 0),
        ("Ada Lovelace", "other@example.org", 1),
        ("  àda   LOVELACE ", "private@example.net", 1),
        ("Mary Somerville", "private@example.net", 1),
        ("Mary Somerville", "asked+again@example.org", 1),
    ],
)
def test_nobody_is_asked_to_vouch_for_themselves_or_twice(name: str, email: str, wrong: int) -> None:
    found = supervisors.may_ask(
        name=name, email=email, applicant=ADA, same_name=["private@example.net"], open_to=["asked@example.org"]
    )
    assert len(found) == wrong


@pytest.mark.clause("HB-24")
def test_the_applicant_does_not_answer_their_own_link() -> None:
    assert supervisors.may_answer(signed_in_as="Ada+ref@example.org", applicant=ADA)
    assert supervisors.may_answer(signed_in_as="mary@example.org", applicant=ADA) is None
    assert supervisors.may_answer(signed_in_as="", applicant=ADA) is None


@pytest.mark.clause("HB-24")
@pytest.mark.parametrize(
    ("code", "exception", "taken"),
    [("solicitor", False, True), ("adviser", False, False), ("adviser", True, True), ("pirate", False, False)],
)
def test_a_kind_outside_the_list_is_taken_by_exception_only(code: str, exception: bool, taken: bool, immigration):
    assert supervisors.is_acceptable(immigration.person(code), has_exception=exception) == taken


WRITTEN = Written(
    person_kind="adviser", regulator="Immigration Advice Authority", number="F2026", first=date(2025, 3, 1), last=None,
    heads=dict.fromkeys(("supervision", "knowledge", "independence", "competence", "suitability"), "Words."),
    has_letter=False, wants_letter=False, signed_name="Mary Somerville",
)  # fmt: skip


@pytest.mark.clause("HB-24", "HB-25")
@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, 0),
        ({"person_kind": "pirate"}, 1),
        ({"regulator": ""}, 1),
        ({"number": " "}, 1),
        ({"heads": {}}, 5),
        ({"heads": WRITTEN.heads | {"suitability": " "}}, 1),
        ({"first": None}, 1),
        ({"first": TODAY}, 0),
        ({"first": date(2026, 11, 22)}, 1),
        ({"last": date(2025, 2, 28)}, 1),
        ({"last": date(2025, 3, 1)}, 0),
        ({"wants_letter": True}, 1),
        ({"wants_letter": True, "has_letter": True}, 0),
        ({"signed_name": " "}, 1),
    ],
)
def test_a_reference_is_signed_once_it_says_everything(changed, wrong: int, immigration) -> None:
    found = supervisors.is_whole(
        replace(WRITTEN, **changed), persons=immigration.persons, heads=immigration.heads, today=TODAY
    )
    assert len(found) == wrong


@pytest.mark.clause("HB-25")
@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2026, 3, 1), date(2026, 3, 30), 0),
        (date(2026, 3, 1), date(2026, 3, 31), 1),
        (date(2026, 1, 31), date(2026, 2, 27), 1),
        (date(2024, 2, 29), date(2025, 2, 27), 12),
        (date(2025, 11, 22), None, 12),
        (date(2025, 11, 23), None, 11),
        (date(2026, 12, 1), None, 0),
    ],
)
def test_whole_months_of_supervision(first: date, last: date | None, months: int) -> None:
    assert supervisors.months_supervised(first, last, today=TODAY) == months


@pytest.mark.clause("HB-25")
def test_days_that_no_reference_speaks_to_are_named() -> None:
    role = Days(first=date(2026, 1, 1), last=date(2026, 1, 31))
    spans = [Days(first=date(2026, 1, 20), last=date(2026, 1, 25)), Days(first=date(2025, 1, 1), last=date(2026, 1, 9))]
    assert supervisors.unsupervised([role], spans) == [
        Days(first=date(2026, 1, 10), last=date(2026, 1, 19)), Days(first=date(2026, 1, 26), last=date(2026, 1, 31)),
    ]  # fmt: skip
    assert supervisors.unsupervised([role], [role]) == []
    assert supervisors.unsupervised([role], []) == [role]
