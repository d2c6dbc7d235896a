"""What the tests about the repository itself share."""

from __future__ import annotations

import os
import runpy
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from cilexportal.upkeep import production

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def read_settings(monkeypatch: pytest.MonkeyPatch) -> Callable[[Mapping[str, str]], dict[str, Any]]:
    """`read_settings(environment)` executes settings.py anew under exactly that environment and gives its names."""

    def read(environment: Mapping[str, str]) -> dict[str, Any]:
        for name in list(os.environ):
            monkeypatch.delenv(name)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "cilexportal" / "settings.py"))

    return read


@pytest.fixture
def good() -> dict[str, str]:
    """An environment with which production starts."""
    return production.environment()
