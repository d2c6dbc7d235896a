"""Sections whose verdict follows from facts of an app above, as the portfolio's does from its marks. That app registers
itself in cilexportal/wiring.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from applications.enums import StepKind
from applications.models import Case
from applications.rules.deciding import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who knows how a section of a kind of step stands: `tell` says it of a case, `path` where it is worked on."""

    kind: StepKind
    section: str
    tell: Callable[[Case], Section]
    path: Callable[[Case], str]


_sources: dict[tuple[str, str], Source] = {}


def register(source: Source) -> None:
    """Declares whose word is the verdict of a section. A later one takes the place of the one before."""
    _sources[source.kind, source.section] = source


def source_of(case: Case, section: str) -> Source | None:
    """[HB-31] Who knows how this section of a case stands; None where an officer says so."""
    return _sources.get((case.kind, section))
