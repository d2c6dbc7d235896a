"""What the tests of the shop share: a buyer, and products of each kind of supply."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from members.models import User
from shop.enums import Supply
from shop.gateways import choose
from shop.gateways.demo import DemoGateway
from shop.models import Product
from tests import factories as people
from tests.shop import factories


@pytest.fixture
def buyer(db: None) -> User:
    """Somebody with an account and no membership."""
    return people.UserFactory(full_name="Ada Example")


@pytest.fixture
def book(db: None) -> Product:
    """Goods at no VAT, three copies left, £24.99."""
    return factories.product(Supply.GOODS, 2499, left=3, title="Conveyancing in practice")


@pytest.fixture
def webinar(db: None) -> Product:
    """A recorded webinar: digital, £45.00."""
    return factories.product(Supply.DIGITAL, 4500, title="Recorded webinar", kind="webinar", mode="on_demand")


@pytest.fixture
def course(db: None) -> Product:
    """Six weekly sessions of two hours from 10 December 2026, ten places, £199.00."""
    times = factories.weekly(factories.NOON.replace(month=12, day=10))
    return factories.product(Supply.SESSIONS, 19900, left=10, sessions=times, title="Six evenings on costs")


@pytest.fixture(autouse=True)
def demo_gateway(settings, tmp_path) -> DemoGateway:
    """The demo's gateway with books of this test's own."""
    settings.SHOP_GATEWAY, settings.DEMO_GATEWAY_FOLDER = "demo", str(tmp_path / "gateway")
    return choose.demo_gateway()


@pytest.fixture
def noon(at) -> Callable[[datetime], None]:
    """The clock, the demo gateway's with it, stands at noon; it is moved by calling this with another instant."""
    at(factories.NOON)
    return at
