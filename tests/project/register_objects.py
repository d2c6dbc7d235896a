"""What the addresses of the public register name in the test of the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from members.models import User
from tests.project.certificate_objects import membership

Arguments = dict[str, Any]


def objects() -> dict[str, Callable[[User], Arguments]]:
    """Route -> what makes the thing it names."""
    return {"register:entry": lambda owner: {"uuid": membership(owner).uuid}}
