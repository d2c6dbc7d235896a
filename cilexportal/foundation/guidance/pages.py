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

PAGES: Mapping[str, Page] = {
    "help": Page("Help", effective_from=_FIRST, changed=_FIRST),
    "contact": Page("Contact", effective_from=_FIRST, changed=_FIRST),
    "cookies": Page("Cookies", effective_from=_FIRST, changed=_FIRST),
    "privacy": Page("Privacy", effective_from=_FIRST, changed=_FIRST),
    "accessibility": Page("Accessibility statement", effective_from=_FIRST, changed=_FIRST),
}
