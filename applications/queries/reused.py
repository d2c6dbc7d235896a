"""References of one step that another uses again. The app above that knows of them registers itself in
cilexportal/wiring.py."""

from __future__ import annotations

from collections.abc import Callable

from applications.models import Case, ReferenceAsked

Source = Callable[[Case], "ReferenceAsked | None"]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Declares who knows which reference a case uses again. Naming it twice changes nothing."""
    if source not in _sources:
        _sources.append(source)


def used_in(case: Case) -> list[ReferenceAsked]:
    """[HB-59a] References that were given in another step and stand for this case too."""
    return [asked for source in _sources if (asked := source(case)) is not None]
