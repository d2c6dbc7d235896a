"""What the addresses of the officers' queue name in the test of the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from applications.models import SavedFilter
from members.models import User
from tests.applications import factories
from tests.applications.deciding_steps import in_assessment

Arguments = dict[str, Any]


def kept(owner: User) -> Arguments:
    """Filters that the owner keeps."""
    found, _ = SavedFilter.objects.get_or_create(
        user=owner, name="Mine", defaults={"query": "officer=me", "saved_at": factories.NOON}
    )
    return {"pk": found.pk}


OBJECTS: dict[str, Callable[[User], Arguments]] = {
    **{f"applications_desk:{name}": lambda owner: {"uuid": in_assessment().uuid} for name in ("hold", "release")},
    "applications_desk:filter_drop": kept,
}
