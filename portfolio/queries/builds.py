"""Builds of a portfolio: the newest, those to make, and what a page says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from portfolio.models import Build, BuildState, BuiltFile, Portfolio
from portfolio.queries.content import gathered
from portfolio.queries.owner import data_of

# Longer than any part takes; after it what a worker that died had taken is taken again.
LEASE = timedelta(minutes=3)
# How often a build may end the worker that makes it.
ATTEMPTS = 3
UNDER_WAY = (BuildState.WAITING, BuildState.WORKING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A file to download; `number` is its competency's, or 0 for the whole."""

    number: int
    title: str
    pages: int
    size: int
    too_large: bool

    @property
    def megabytes(self) -> str:
        return _megabytes(self.size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the page says: the newest build, the last one that is ready with its files, whether the portfolio is still
    as it was then, and what would stay out of a new one."""

    newest: Build | None
    ready: Build | None
    files: tuple[Ready, ...]
    is_current: bool
    examples: int
    empty: tuple[str, ...]
    held_back: tuple[str, ...]
    most_bytes: int

    @property
    def under_way(self) -> bool:
        return self.newest is not None and self.newest.state in UNDER_WAY

    @property
    def failed(self) -> bool:
        return self.newest is not None and self.newest.state == BuildState.FAILED

    @property
    def megabytes(self) -> str:
        return _megabytes(sum(one.size for one in self.files))

    @property
    def most(self) -> str:
        return _megabytes(self.most_bytes)

    @property
    def is_split(self) -> bool:
        return any(one.number for one in self.files)


def standing(portfolio: Portfolio) -> Standing:
    """[HB-57b] [HB-57d] Where the files of a portfolio stand: a constant number of statements."""
    builds = list(Build.objects.filter(portfolio=portfolio).order_by("-asked_at", "-id"))
    ready = next((one for one in builds if one.state == BuildState.READY), None)
    content = gathered(portfolio).content
    return Standing(
        newest=builds[0] if builds else None, ready=ready,
        files=tuple(_files(ready, dict(content.competencies))) if ready else (),
        is_current=ready is not None and ready.content_sha256 == content.sha256,
        examples=len(content.examples), empty=content.empty, held_back=content.held_back,
        most_bytes=data_of(portfolio).evidence.most_bytes,
    )  # fmt: skip


def newest(portfolio: Portfolio) -> Build | None:
    """The build that was asked for last."""
    return Build.objects.filter(portfolio=portfolio).order_by("-asked_at", "-id").first()


def file_of(portfolio: Portfolio, *, build: UUID, number: int) -> BuiltFile | None:
    """[HB-57e] One file of a portfolio's build: of the competency of this number, or the whole for 0."""
    found = BuiltFile.objects.select_related("made", "build").filter(
        build__portfolio=portfolio, build__uuid=build, build__state=BuildState.READY, competency=number or None
    )
    return found.first()


def _files(build: Build, titles: dict[int, str]) -> Iterator[Ready]:
    for one in build.files.select_related("made").order_by("competency"):
        number = one.competency or 0
        yield Ready(
            number=number, title=f"Competency {number}: {titles[number]}" if number else "The whole portfolio",
            pages=one.made.pages, size=one.made.size, too_large=one.too_large,
        )  # fmt: skip


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"


def to_build() -> QuerySet[Build]:
    """Builds that nobody works on, the oldest first; none of a portfolio of which another is being made."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=Now() - LEASE)
    others = Build.objects.filter(~free, portfolio=OuterRef("portfolio"), state=BuildState.WORKING)
    return Build.objects.filter(free, ~Exists(others), state__in=UNDER_WAY).order_by("id")


def oldest_waiting() -> datetime | None:
    """Since when the oldest build has waited; None where none does."""
    return Build.objects.filter(state__in=UNDER_WAY).order_by("id").values_list("asked_at", flat=True).first()
