"""What the addresses of final applications name in the test of the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from members.models import User
from tests.project import application_objects

Arguments = dict[str, Any]


def of(owner: User, **more: object) -> Arguments:
    """The application whose uuid is in every address."""
    return {"uuid": application_objects.application(owner).uuid, **more}


OBJECTS: dict[str, Callable[[User], Arguments]] = {
    **{f"admission:{name}": of for name in ("final", "reuse", "letter", "before")},
    "admission:form": lambda owner: of(owner, section="work"),
}
