"""What tests of a portfolio share: one with nothing in it, and its owner."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from members.models import User
from portfolio.models import Portfolio
from portfolio.services import uploads
from tests.portfolio import factories


@pytest.fixture
def portfolio(db: None) -> Portfolio:
    return factories.portfolio()


@pytest.fixture
def owner(portfolio: Portfolio) -> User:
    return portfolio.case.application.user


@pytest.fixture
def by(owner: User) -> User:
    """The owner, as services call whoever acts."""
    return owner


@pytest.fixture
def short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets a small file come in several parts."""
    monkeypatch.setattr(uploads, "FEWEST_BYTES", 1)


@pytest.fixture
def own_storage(settings: Any, tmp_path: Path) -> None:
    """A storage that no other test has put anything into, for tests that count what lies there."""
    files = settings.STORAGES["default"]
    mine = {**files, "OPTIONS": {**files["OPTIONS"], "location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": mine}
