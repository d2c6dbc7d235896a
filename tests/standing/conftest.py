"""What the tests of standing share: the demo's gateway with books of its own, as the shop's tests have it."""

from tests.shop.conftest import demo_gateway, noon

__all__ = ["demo_gateway", "noon"]
