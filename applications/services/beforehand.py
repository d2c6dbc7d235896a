"""What an app above reads of a case before a decision holds it: bytes of files, which can take a while. That app
registers itself in cilexportal/wiring.py."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from applications.enums import StepKind
from applications.models import Case

Reader = Callable[[Case], Any]
_READERS: dict[str, Reader] = {}


def register(kind: StepKind, *, reader: Reader) -> None:
    """Declares who reads something of a kind of step before it is met. A later one replaces the one before."""
    _READERS[kind] = reader


def read(case_ids: Collection[int]) -> dict[int, Any]:
    """[HB-47] What was read of those of these cases of which something is. Nobody is to hold one of them meanwhile."""
    found = Case.objects.filter(pk__in=case_ids, kind__in=_READERS).select_related("application__user")
    return {one.pk: _READERS[one.kind](one) for one in found}
