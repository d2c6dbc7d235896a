"""The guidance pages with the day since when each holds and the day it last changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its title and its dates. Change ``changed`` with the words of the page."""

    title: str
    effective_from: date
    changed: date


_FIRST = date(2026, 11, 21)
# The privacy statement as it reads now: the day of its version, and what its words come to [TC-11.1].
_PRIVACY = date(2026, 11, 22)
PRIVACY_SHA256 = "26299b694b2b3f36366c8a755b6b5221c40c402d723e05f3d98c4a42e1a5b6ab"

PAGES: Mapping[str, Page] = {
    "help": Page("Help", effective_from=_FIRST, changed=_FIRST),
    "contact": Page("Contact", effective_from=_FIRST, changed=_FIRST),
    "cookies": Page("Cookies", effective_from=_FIRST, changed=_FIRST),
    "privacy": Page("Privacy", effective_from=_FIRST, changed=_PRIVACY),
    "accessibility": Page("Accessibility statement", effective_from=_FIRST, changed=_FIRST),
}


def privacy_version() -> str:
    """[TC-11.1] The version of the privacy statement that is shown now, such as ``2026-11-22``."""
    return PAGES["privacy"].changed.isoformat()
