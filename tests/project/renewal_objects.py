"""What the addresses of renewals name in the test of the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cilexportal.foundation import london
from members.models import User
from standing.models import EmployerPays, Joining
from tests import factories as people
from tests.shop import factories as shop
from tests.standing import factories


def invoice(owner: User) -> dict[str, Any]:
    """An employer's invoice, which an officer entered."""
    entered = {"made_at": london.now(), "made_by": people.UserFactory()}
    return {"uuid": EmployerPays.objects.create(organisation="Example LLP", order=shop.order(), **entered).uuid}


def joining(owner: User) -> dict[str, Any]:
    """A request to join whose fees are paid."""
    at = london.now()
    made = Joining.objects.create(
        user=people.UserFactory(), grade=people.GradeFactory(code="paralegal"), year=factories.year(2026),
        asked_at=at, undertaken_at=at, cleared_at=at, order=shop.order(),
    )  # fmt: skip
    return {"uuid": made.uuid}


OBJECTS: dict[str, Callable[[User], dict[str, Any]]] = {
    "standing_desk:invoice": invoice,
    "standing_desk:joining": joining,
}
