"""What the addresses of the officers' decisions name in the test of the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from applications.models import Case, Letter
from members.models import User
from tests import factories as people
from tests.applications import deciding_steps, factories
from tests.project import application_objects

Arguments = dict[str, Any]


def experience(owner: User) -> Case:
    """Somebody else's experience step, as nobody decides their own."""
    return deciding_steps.in_assessment("experience")


def letter_of(case: Case) -> Letter:
    """A letter about a case that was sent."""
    return Letter.objects.create(
        application=case.application, case=case, number=case.application.letters.count() + 1, subject="A decision",
        body="It is met.", written_at=factories.NOON, written_by=people.UserFactory(), released_at=factories.NOON,
    )  # fmt: skip


def own_letter(owner: User) -> Arguments:
    """A letter about the owner's own application."""
    found = application_objects.application(owner)
    return {"uuid": found.uuid, "number": letter_of(found.cases.get(step="experience")).number}


def letter(owner: User) -> Arguments:
    case = experience(owner)
    return {"uuid": case.uuid, "number": letter_of(case).number}


def asked(owner: User) -> Arguments:
    """A reference that somebody is asked for."""
    return {"asked": factories.asked(experience(owner), email="joan@example.org").uuid}


OF_CASE = ("decide", "reverse", "request_end", "request_time", "reference_ask")
OF_ASKED = ("reference_again", "reference_end", "reference_exception")
OBJECTS: dict[str, Callable[[User], Arguments]] = {
    **{f"applications_desk:{name}": lambda owner: {"uuid": experience(owner).uuid} for name in OF_CASE},
    **{f"applications_desk:{name}": asked for name in OF_ASKED},
    "applications_desk:section": lambda owner: {"uuid": experience(owner).uuid, "section": "work"},
    "applications_desk:letter": letter,
    "applications:letter": own_letter,
}
