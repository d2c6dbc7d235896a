"""A pathway is data: the immigration one as the register reads it, and another that takes no code."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import Decimal

import pytest

from applications.enums import Body, Outcome, Stage
from applications.rules import deciding, hours, reading
from applications.rules.hours import Study, Work
from applications.rules.reading import PathwayFault
from tests.applications.second_pathway import DOCUMENT


@pytest.mark.clause("HB-11", "HB-14", "HB-18", "HB-19", "HB-24")
def test_the_immigration_pathway_says_what_the_handbook_says(immigration) -> None:
    assert [step.code for step in immigration.steps] == ["knowledge", "experience", "portfolio", "admission"]
    assert immigration.step("admission").needs == ("knowledge", "experience", "portfolio")
    assert len(immigration.qualifications) == 3
    assert (immigration.hours.required, immigration.hours.course, immigration.hours.course_most) == (2300, 644, 644)
    assert {one.code for one in immigration.persons if not one.accepted} == {"adviser", "other"}
    assert len(immigration.heads) == 5
    assert len([task for task in immigration.tasks if task.code != "other"]) == 7
    outcomes = [one for competency in immigration.competencies for one in competency.outcomes]
    assert [one.number for one in outcomes if one.optional] == ["6.5"]
    assert len(outcomes) == 26
    assert sum(len(one.criteria) for one in outcomes) == 110
    assert all([each.letter for each in one.criteria] == list("abcdefghij"[: len(one.criteria)]) for one in outcomes)
    assert sum(one.examples for one in outcomes if not one.optional) == 35
    assert len(immigration.granted.activities) == 9


@pytest.mark.clause("HB-11", "HB-18", "HB-19")
def test_a_second_pathway_is_data_only() -> None:
    data = reading.read(DOCUMENT)
    role = Work(key="a", first=date(2026, 1, 1), last=date(2026, 1, 21), weekly=Decimal(20))
    course = Study(key="lamps", first=date(2026, 3, 1), last=date(2026, 3, 4), passed_on=date(2026, 3, 4))
    found = hours.ledger([role], [course], figures=data.hours, on=date(2026, 3, 4))
    assert found.total == data.hours.required
    matter = deciding.Matter(
        stage=Stage.ASSESSMENT, step=data.step("watch"), hours=found.total,
        sections=(deciding.Section(code="nights", passed=True),),
    )  # fmt: skip
    assert deciding.available(matter, data, body=Body.OFFICER) == (Outcome.MET, Outcome.REFER)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda d: d.pop("hours"), "hours is missing."),
        (lambda d: d["hours"].pop("required"), "required of HoursFigures is missing."),
        (lambda d: d["hours"].update(minutes=3), "minutes is no field of HoursFigures."),
        (lambda d: d["step"][0].update(kind="dance"), "watch: dance is no kind of step."),
        (lambda d: d["step"][0].update(officer=["met", "not_met"]), "watch: no officer refuses for good alone."),
        (lambda d: d["step"][1].update(needs=["tide"]), "oath: tide is no step."),
        (lambda d: d["step"][1].update(code="watch"), "A step's code is there twice."),
        (
            lambda d: d["step"][1].update(kind="experience"),
            "2 steps are of the kind experience; the portal works with one of each kind.",
        ),
        (
            lambda d: d["hours"].update(specialist=1),
            "specialist: hours of one kind of work alone cannot be asked for, so this has to be 0.",
        ),
        (lambda d: d["step"][0].update(sections=["days"]), "watch: days is no section."),
        (lambda d: d["reason"][0].update(section="days"), "slept: days is no section."),
    ],
)
def test_a_document_that_cannot_be_used_says_why(change, sentence: str) -> None:
    document = deepcopy(DOCUMENT)
    change(document)
    with pytest.raises(PathwayFault) as fault:
        reading.read(document)
    assert sentence in fault.value.faults
