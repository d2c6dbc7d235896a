"""What the tests of applications share: the immigration pathway as its data says it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import applications
from applications.rules import reading
from applications.rules.pathway import PathwayData

FILE = Path(applications.__file__).parent / "data" / "immigration.toml"


@pytest.fixture(scope="session")
def immigration() -> PathwayData:
    """The first version of the immigration pathway."""
    return reading.read(tomllib.loads(FILE.read_text(encoding="utf-8")))
