"""No page answers a parameter that no person types with an error of ours."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from cpd.models import CpdYear
from members.enums import STAFF_ROLES
from tests import factories

JUNK = ("%00abc", "%1f%7f", "%ff%fe", "%ed%a0%80", "%F0%9F%98%80", "-1", "9" * 30, "a" * 3000, "%25%27%22%3C")
OLD = "/cpd/years/2025-26"
# address -> the parameters it reads
ANYBODY = {
    "/rules/": ["q"],
    "/feedback/": ["page"],
    "/shop/": ["q", "kind", "topic", "page"],
    "/account/login/": ["next"],
    "/account/signup/": ["next"],
    "/healthz/live": ["q"],
}
MEMBER = {
    "/": ["page"],
    "/cpd/": ["q", "state", "planned", "professionalism", "page"],
    f"{OLD}/": ["q", "state", "planned", "professionalism"],
    f"{OLD}/records.csv": ["q"],
    "/cpd/records/new/": ["year", "check", "mode"],
    "/letters/": ["page"],
    "/me/": ["next"],
    "/shop/orders/": ["page"],
}
STAFF = {
    "/cpd/desk/": ["page"],
    "/cpd/desk/2025-26/": ["page"],
    "/cpd/desk/2025-26/not-met/": ["grade", "page"],
    "/cpd/desk/2025-26/not-met.csv": ["grade"],
    "/desk/letters/": ["show", "page"],
    "/desk/applications/": [
        "words",
        "kind",
        "stage",
        "whose",
        "officer",
        "waiting",
        "overdue",
        "after",
        "before",
        "case",
    ],
    "/desk/applications/assign/": ["case", "back"],
    "/desk/feedback/": ["show", "page"],
    "/desk/shop/orders/": ["words", "state", "payer", "from_day_0", "from_day_2", "older", "newer"],
    "/desk/shop/orders/orders.csv": ["words", "to_day_2"],
    "/desk/shop/refunds/": ["show", "page"],
    "/desk/shop/papers/": ["show", "page"],
    "/desk/shop/parcels/": ["page"],
    "/desk/shop/sessions/": ["show", "page"],
    "/desk/shop/products/": ["page"],
    "/desk/shop/payments/": ["page"],
    "/desk/shop/transfers/": ["page"],
    "/desk/shop/totals/": ["from_day_0", "from_day_2", "to_day_2"],
    "/desk/shop/unpaid/": ["page"],
    "/desk/people/": ["q", "grade", "joined", "after", "before"],
    "/desk/people/duplicates/": ["other", "page"],
    "/ui/": ["page", "q", "state", "year"],
    "/admin/": ["next", "q"],
    "/admin/members/user/": ["q", "p", "o", "is_active__exact"],
}


def cells(pages: dict[str, list[str]]) -> list[str]:
    return [f"{address}?{name}=" for address, names in pages.items() for name in names]


def tried(client: Client, address: str) -> None:
    client.raise_request_exception = False
    for junk in JUNK:
        answer = client.get(address + junk, follow=True)
        assert answer.status_code in (200, 400, 404), f"{answer.status_code} for {address}{junk[:40]}"
    assert client.get(address, follow=True).status_code == 200


@pytest.mark.parametrize("address", cells(ANYBODY))
def test_visitors(db: None, client: Client, address: str) -> None:
    tried(client, address)


@pytest.mark.parametrize("address", cells(MEMBER))
def test_members(member, sign_in: Callable[..., Client], address: str) -> None:
    tried(sign_in(member.user), address)


@pytest.mark.parametrize("address", cells(STAFF))
def test_staff(db: None, sign_in: Callable[..., Client], address: str) -> None:
    assert CpdYear.objects.filter(label="2025/26").exists()
    tried(sign_in(factories.staff(*sorted(STAFF_ROLES))), address)
