"""What was measured, the bar it has to meet, and how it is printed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Figure:
    """One ratio or size. `at_most` says on which side of the bar it has to be; `detail` holds what it was made from."""

    name: str
    value: float
    bar: float
    at_most: bool
    unit: str = ""
    detail: str = ""

    @property
    def met(self) -> bool:
        return self.value <= self.bar if self.at_most else self.value >= self.bar

    def __str__(self) -> str:
        verdict, sign = "met" if self.met else "MISSED", "<=" if self.at_most else ">="
        figure = f"{self.value:.2f}{self.unit} {sign} {self.bar:g}{self.unit}"
        return f"{verdict:7}{self.name}: {figure}{f' ({self.detail})' if self.detail else ''}"


def as_json(figures: Iterable[Figure]) -> str:
    """The figures as one JSON list, each with `met`."""
    return json.dumps([{**asdict(figure), "met": figure.met} for figure in figures], indent=1)


def timed(work: Callable[[], object]) -> float:
    """How many seconds `work()` takes."""
    began = perf_counter()
    work()
    return perf_counter() - began


def middle(times: Iterable[float]) -> float:
    """The median of several rounds."""
    return median(times)
