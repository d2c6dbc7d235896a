"""The basket of whoever asks: their own by account, or by what the session of their browser knows."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.http import HttpRequest

from shop.models import Basket
from shop.queries import baskets as queries
from shop.queries.baskets import IN_SESSION
from shop.services import baskets


def found(request: HttpRequest, *, at: datetime) -> Basket | None:
    """The basket, if there is one. What a visitor chose joins the basket of the account they have signed in to."""
    visitors = _visitors(request)
    if not request.user.is_authenticated:
        return queries.of_visitor(visitors) if visitors else None
    joined = baskets.join(uuid=visitors, owner=request.user, at=at) if visitors else None
    basket = joined or queries.of_owner(request.user)
    if visitors:
        note(request, basket)
    return basket


def note(request: HttpRequest, basket: Basket | None, units: int | None = None) -> None:
    """Lets the session know how much is in the basket; written only where that is news. Empty means forgotten."""
    count = units if units is not None else (queries.units(basket) if basket else 0)
    if basket is None or not count:
        if IN_SESSION in request.session:
            del request.session[IN_SESSION]
        return
    known = {"units": count, **({} if basket.owner_id else {"uuid": str(basket.uuid)})}
    if request.session.get(IN_SESSION) != known:
        request.session[IN_SESSION] = known


def _visitors(request: HttpRequest) -> uuid.UUID | None:
    kept = request.session.get(IN_SESSION, {}).get("uuid")
    return uuid.UUID(kept) if kept else None
