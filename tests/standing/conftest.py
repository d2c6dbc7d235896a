"""What the tests of standing share: the demo's gateway with books of its own, as the shop's tests have it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.shop.conftest import demo_gateway, noon
from tests.standing.factories import NOON

__all__ = ["demo_gateway", "noon"]


@pytest.fixture
def on_the_day(at) -> Callable[[datetime], None]:
    """The clock, the demo gateway's with it, stands at the noon of the factories; called, it moves."""
    at(NOON)
    return at
