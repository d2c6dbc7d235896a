"""Addresses the shop sells to: the United Kingdom and its forces abroad."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from cilexportal.foundation.rulebook.refusal import Refusal
from shop.enums import Supply
from shop.rules.policy import Policy

_AREA_NAMES = """
AB AL B BA BB BD BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX
FK FY G GL GU HA HD HG HP HR HS HU HX IG IP IV KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR
NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W
WA WC WD WF WN WR WS WV YO ZE
"""
AREAS = frozenset(_AREA_NAMES.split())
CROWN_DEPENDENCIES = {"IM": "the Isle of Man", "JE": "Jersey", "GY": "Guernsey"}
FORCES = "BF"
# Outward code (area and district), then the inward code, which never has C, I, K, M, O or V.
_POSTCODE = re.compile(r"(?P<area>[A-Z]{1,2})(?P<district>\d[A-Z\d]?)(?P<inward>\d[ABD-HJLNP-UW-Z]{2})", re.ASCII)
_FORCES_NUMBER = re.compile(r"BFPO(?:C/O)?(?P<number>\d{1,4})", re.ASCII)
# An Irish code: a routing key, and four characters of its own alphabet.
_IRISH = re.compile(r"[AC-FHKNPRTV-Y]\d[\dW][\dAC-FHKNPRTV-Y]{4}", re.ASCII)
_ABROAD = "We sell to addresses in the United Kingdom only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The part of an address that decides: a country code of two letters, and a postcode as it was typed."""

    country: str
    postcode: str


def normal_postcode(typed: str) -> str | None:
    """[TC-3.4] A postcode as the post writes it, 'MK42 7AB', or 'BFPO 57'; None where it has no such form.

    Capitals, spaces and dots do not matter. The form is checked, not whether the postcode is in use.
    """
    text = _bare(typed)
    if forces := _FORCES_NUMBER.fullmatch(text):
        return f"BFPO {forces['number']}"
    if text == "GIR0AA":
        return "GIR 0AA"
    match = _POSTCODE.fullmatch(text)
    if match is None or match["area"] not in AREAS | CROWN_DEPENDENCIES.keys() | {FORCES}:
        return None
    return f"{match['area']}{match['district']} {match['inward']}"


def _bare(typed: str) -> str:
    """A postcode without spaces, dots and hyphens, in capitals."""
    return re.sub(r"[\s.\-]", "", typed).upper()


def bad_place(place: Place, *, policy: Policy) -> Refusal | None:
    """[TC-3.4] Whether the shop sells to this place; forces' addresses are in the UK, the islands are not."""
    country = place.country.strip().upper()
    if country not in policy.allowed_countries:
        return Refusal("TC-3.4", f"{_ABROAD}. Give a UK address if you have one.")
    postcode = normal_postcode(place.postcode)
    if postcode is None and _IRISH.fullmatch(_bare(place.postcode)):
        return Refusal("TC-3.4", f"{_ABROAD}, and this is a code of Ireland. Give a UK address if you have one.")
    if postcode is None:
        return Refusal("TC-3.4", "Enter a full UK postcode, like MK42 7AB.")
    island = CROWN_DEPENDENCIES.get(postcode[:2])
    if island:
        return Refusal("TC-3.4", f"{_ABROAD}, and {island} is not part of it. Give a UK address if you have one.")
    if postcode.startswith(FORCES) and not policy.allow_bfpo:
        return Refusal("TC-3.4", "We cannot send to forces' addresses at present. Give another UK address.")
    return None


def bad_billing(place: Place, *, supplies: Collection[Supply], policy: Policy) -> Refusal | None:
    """[TC-3.4] The payer's address: in the UK, unless nothing but membership and certificate fees is paid.

    Members abroad have to be able to renew.
    """
    return None if set(supplies) <= {Supply.FEE} else bad_place(place, policy=policy)


def bad_delivery(place: Place | None, *, supplies: Collection[Supply], policy: Policy) -> Refusal | None:
    """[TC-3.4] Where goods are sent: an address in the UK; an order without goods needs none."""
    if Supply.GOODS not in supplies:
        return None
    if place is None:
        return Refusal("TC-3.4", "Give the address in the UK to which we should send it.")
    return bad_place(place, policy=policy)
