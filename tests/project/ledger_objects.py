"""What the addresses of the hours ledger name in the test of the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from applications.models import Application, Case
from members.models import User
from tests.applications import factories

Arguments = dict[str, Any]


def case(owner: User) -> Case:
    """The experience step of the owner's application."""
    live = Application.objects.filter(user=owner, ended_at=None).first() or factories.application(owner)
    return live.cases.get(step="experience")


def ledger(owner: User) -> Arguments:
    """A ledger."""
    return {"uuid": case(owner).application.uuid}


def role(owner: User) -> Arguments:
    """A role in it."""
    of = case(owner)
    return {"uuid": of.application.uuid, "role": factories.role(of).uuid}


def course(owner: User) -> Arguments:
    """A course in it."""
    of = case(owner)
    made = of.courses.first() or factories.course(of)
    return {"uuid": of.application.uuid, "course": made.uuid}


OBJECTS: dict[str, Callable[[User], Arguments]] = {
    "applications:ledger": ledger,
    "applications:role": role,
    "applications:role_drop": role,
    "applications:course": course,
    "applications:course_drop": course,
}
