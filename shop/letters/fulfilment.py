"""The letters about supply: the confirmation that opens a download, parcels, announcements and quotes."""

from __future__ import annotations

from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.correspondence.kinds import Kind
from shop.enums import PayerKind
from shop.models import ChangeRequest, Consent, OrderLine, Parcel, Told
from shop.queries import access as access_queries
from shop.queries import announcements as told_queries
from shop.rules import ending, windows
from shop.rules.policy import Policy
from shop.services import access, announcements, changes, fulfilment


def download_agreed(context: dict[str, Any]) -> dict[str, Any]:
    """[LAW-CCR37] Both ticks in their own words, with when they were set. `context`: line by id."""
    line = OrderLine.objects.select_related("order").get(pk=context["line"])
    given = Consent.objects.filter(line=line, to__in=access_queries.TICKS).select_related("wording").order_by("pk")
    return {
        "line": line,
        "order": line.order,
        "words": [consent.wording.text for consent in given],
        "given_at": london.at_in_words(given[0].given_at),
    }


def parcel(context: dict[str, Any]) -> dict[str, Any]:
    """A parcel with what is in it and where it goes. `context`: parcel by id."""
    found = Parcel.objects.select_related("order__delivery").get(pk=context["parcel"])
    return {
        "parcel": found,
        "order": found.order,
        "items": list(found.items.select_related("line")),
        "sent_on": london.in_words(london.date_of(found.dispatched_at)),
        "failed_on": london.in_words(found.failed_on) if found.failed_on else "",
    }


def announcement(context: dict[str, Any]) -> dict[str, Any]:
    """What was announced about one line. `context`: told by id, and whether it goes to buyer or employer."""
    told = Told.objects.select_related("announcement__product", "line__order").get(pk=context["told"])
    said = told.announcement
    booked = told.line.sessions.values("session")
    moves = said.moved.filter(session__in=booked).select_related("session").order_by("session__number")
    return {
        "told": told,
        "said": said,
        "order": told.line.order,
        "title": told.line.title,
        "moves": [
            (move.session.number, london.at_in_words(move.old_starts_at), london.at_in_words(move.new_starts_at))
            for move in moves
        ],
        "effective_on": london.in_words(london.date_of(said.effective_at)) if said.effective_at else "",
        "clause": told_queries.clause_of(said),
        "may_go": ending.ground_of(said) is not None,
        "with_credit": said.kind in told_queries.WITH_CREDIT,
        "to_buyer": context["to"] == PayerKind.BUYER,
    }


def change_quoted(context: dict[str, Any]) -> dict[str, Any]:
    """What staff answered to a wish for something else. `context`: change by id."""
    change = ChangeRequest.objects.select_related("line__order__policy").get(pk=context["change"])
    assert change.quoted_at is not None, "only an answered wish is written about"
    days = Policy.of(change.line.order.policy.figures).change_quote_days
    return {
        "change": change,
        "line": change.line,
        "order": change.line.order,
        "until": london.in_words(windows.days_after(london.date_of(change.quoted_at), days)),
    }


KINDS = (
    Kind(code=access_queries.AGREED, build=download_agreed, sent=access.confirmed),
    Kind(code=fulfilment.DISPATCHED, build=parcel),
    Kind(code=fulfilment.DELIVERY_FAILED, build=parcel),
    Kind(code=announcements.TOLD, build=announcement),
    Kind(code=announcements.GOES_ON, build=announcement),
    Kind(code=changes.QUOTED, build=change_quoted),
)
