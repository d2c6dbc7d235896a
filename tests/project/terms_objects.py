"""What the addresses of terms, and of lists in the administration, name in the test of the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.documents.models import Document, DocumentState
from members.models import User
from shop.models import ProductFile, ShopPolicy, TermsVersion
from standing.models import ReducedFee
from tests import factories
from tests.shop import factories as shop


def checked(stored: Callable[[], str]) -> Document:
    """A file that was found clean."""
    hashed = "0" * 64
    return factories.DocumentFactory(
        owner=factories.UserFactory(),
        state=DocumentState.CLEAN,
        file=stored(),
        checked_at=london.now(),
        clean_size=1,
        clean_sha256=hashed,
    )


def terms(stored: Callable[[], str]) -> dict[str, Any]:
    """Terms with a text."""
    day = london.today() - timedelta(days=1)
    found = TermsVersion.objects.create(version="with-text", from_date=day, document=checked(stored))
    return {"version": found.version}


def objects(stored: Callable[[], str]) -> dict[str, Callable[[User], dict[str, Any]]]:
    """Route -> what makes the thing it names. `stored` keeps a file and gives its name."""
    return {"shop:terms_file": lambda owner: terms(stored)}


def in_the_administration(stored: Callable[[], str]) -> dict[str, Callable[[], Any]]:
    """Model -> what makes a row of it that an administrator may still change."""
    later = london.today() + timedelta(days=30)
    return {
        "shop/price": lambda: shop.product().prices.get(),
        "shop/shoppolicy": lambda: ShopPolicy.objects.create(from_date=later, figures={}),
        "shop/productfile": lambda: ProductFile.objects.create(
            product=shop.product(), document=checked(stored), added_at=london.now()
        ),
        "standing/reducedfee": lambda: ReducedFee.objects.create(
            member=factories.MemberFactory(), concession="retired", from_date=later
        ),
    }
