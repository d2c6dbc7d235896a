"""What the addresses of the officers' case page name in the test of the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from applications.models import Case
from cilexportal.foundation.documents.models import DocumentState
from members.models import User
from tests import factories as people
from tests.applications import case_steps, factories

Arguments = dict[str, Any]


def case(owner: User) -> Case:
    """A case of somebody who is not the one that looks."""
    return case_steps.assessed()


def _of(owner: User) -> Arguments:
    return {"uuid": case(owner).uuid}


def submission(owner: User) -> Arguments:
    """What was submitted first."""
    return {**_of(owner), "number": 1}


def paper(owner: User) -> Arguments:
    """A checked file of a case."""
    found = case(owner)
    return {"uuid": found.uuid, "paper": factories.paper(found).uuid}


def answer(owner: User) -> Arguments:
    """A checked file that an applicant answered with."""
    found = case(owner)
    return {"uuid": found.uuid, "asked": case_steps.answered_with_a_file(found).uuid, "number": 1}


def role(owner: User) -> Arguments:
    """A role of a case."""
    found = case(owner)
    return {"uuid": found.uuid, "role": found.roles.get().uuid}


def course(owner: User) -> Arguments:
    """A course of a case."""
    found = case(owner)
    return {"uuid": found.uuid, "course": factories.course(found).uuid}


def message(owner: User) -> Arguments:
    """A letter to an applicant."""
    found = case(owner)
    return {"uuid": found.uuid, "message": case_steps.sent(found).uuid}


def objects(stored: Callable[[], str]) -> dict[str, Callable[[User], Arguments]]:
    """Route -> what makes the thing it names. `stored` keeps a file and gives its name."""

    def reference(owner: User) -> Arguments:
        """A reference that was signed, with its letter on headed paper."""
        found = case(owner)
        checked = {"state": DocumentState.CLEAN, "checked_at": factories.NOON, "clean_size": 15}
        letter = people.DocumentFactory(file=stored(), clean_sha256="0" * 64, **checked)
        asked = case_steps.signed(found, letter=letter)
        return {"uuid": found.uuid, "asked": asked.uuid}

    return {
        **{f"applications_desk:{name}": _of for name in ("case", "note", "posted")},
        **{f"applications_desk:{name}": reference for name in ("reference", "reference_letter")},
        "applications_desk:submission": submission,
        "applications_desk:paper": paper,
        "applications_desk:answer": answer,
        "applications_desk:role": role,
        "applications_desk:course": course,
        "applications_desk:message": message,
    }
