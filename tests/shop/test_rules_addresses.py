"""The United Kingdom and its forces, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.enums import Supply
from shop.rules import addresses
from shop.rules.addresses import Place
from shop.rules.policy import Policy

POLICY = Policy()


def refused(postcode: str, country: str = "GB", policy: Policy = POLICY) -> str | None:
    refusal = addresses.bad_place(Place(country=country, postcode=postcode), policy=policy)
    assert refusal is None or refusal.clause == "TC-3.4"
    return refusal and refusal.sentence


@pytest.mark.clause("TC-3.4")
@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("mk427ab", "MK42 7AB"),
        (" m1  1ae ", "M1 1AE"),
        ("B33 8TH", "B33 8TH"),
        ("cr2-6xh", "CR2 6XH"),
        ("DN55.1PT", "DN55 1PT"),
        ("w1a0ax", "W1A 0AX"),
        ("EC1A 1BB", "EC1A 1BB"),
        ("gir 0aa", "GIR 0AA"),
        ("bf1 2aw", "BF1 2AW"),
        ("bfpo 57", "BFPO 57"),
        ("BFPO c/o 1234", "BFPO 1234"),
    ],
)
def test_postcodes_of_every_form_are_written_as_the_post_does(typed: str, normal: str) -> None:
    assert addresses.normal_postcode(typed) == normal
    assert refused(typed) is None


@pytest.mark.clause("TC-3.4")
@pytest.mark.parametrize("typed", ["D02 X285", "d6w-xy12", "T12 AC34"])
def test_an_irish_code_is_refused_kindly_as_the_islands_are(typed: str) -> None:
    assert addresses.normal_postcode(typed) is None
    said = "We sell to addresses in the United Kingdom only, and this is a code of Ireland."
    assert refused(typed) == f"{said} Give a UK address if you have one."


@pytest.mark.clause("TC-3.4")
@pytest.mark.parametrize(
    "typed",
    [
        *["", "MK42", "MK42 7A", "MK42 7CB", "MK42 7AI", "ZZ1 1AA", "MK421 7AB", "10115", "GX11 1AA"],
        "BFPO",
        # Figures of another script are no figures of a postcode.
        *["MK\u0664\u0662 7AB", "MK42 \uff17AB", "BFPO \u0665\u0667"],
    ],
)
def test_what_is_no_uk_postcode_is_refused_with_what_to_do(typed: str) -> None:
    assert addresses.normal_postcode(typed) is None
    assert refused(typed) == "Enter a full UK postcode, like MK42 7AB."


@pytest.mark.clause("TC-3.4")
@pytest.mark.parametrize("postcode", ["SW1A 1AA", "CF10 1EP", "EH1 1YZ", "BT1 5GS", "ZE1 0AA", "BFPO 57"])
def test_all_four_nations_and_the_forces_are_the_united_kingdom(postcode: str) -> None:
    assert refused(postcode) is None
    assert refused(postcode, "gb") is None


@pytest.mark.clause("TC-3.4")
@pytest.mark.parametrize(
    ("postcode", "island"), [("IM1 1AA", "Isle of Man"), ("JE2 3AB", "Jersey"), ("GY1 1AA", "Guernsey")]
)
def test_the_islands_of_the_crown_are_refused_by_name(postcode: str, island: str) -> None:
    assert island in (refused(postcode) or "")


@pytest.mark.clause("TC-3.4")
@pytest.mark.parametrize("country", ["IE", "IM", "JE", "GG", "FR", ""])
def test_other_countries_are_refused(country: str) -> None:
    assert "United Kingdom only" in (refused("SW1A 1AA", country) or "")


@pytest.mark.clause("TC-3.4")
@pytest.mark.parametrize("postcode", ["BFPO 57", "BF1 2AW"])
def test_the_forces_can_be_switched_off(postcode: str) -> None:
    assert "forces" in (refused(postcode, policy=Policy(allow_bfpo=False)) or "")
    assert refused("BD1 1AA", policy=Policy(allow_bfpo=False)) is None


@given(typed=st.text(max_size=12))
def test_a_normal_postcode_is_its_own_normal_form(typed: str) -> None:
    normal = addresses.normal_postcode(typed)
    assert normal is None or addresses.normal_postcode(normal) == normal


ABROAD = Place(country="FR", postcode="75001")
HOME = Place(country="GB", postcode="MK42 7AB")


@pytest.mark.clause("TC-3.4")
@pytest.mark.parametrize(
    ("supplies", "billing", "delivery"),
    [
        ({Supply.FEE}, False, False),
        ({Supply.DIGITAL}, True, False),
        ({Supply.FEE, Supply.SESSIONS}, True, False),
        ({Supply.GOODS}, True, True),
    ],
)
def test_only_fees_are_sold_abroad_and_only_goods_need_a_place_to_go(
    supplies: set[Supply], billing: bool, delivery: bool
) -> None:
    assert (addresses.bad_billing(ABROAD, supplies=supplies, policy=POLICY) is not None) is billing
    assert (addresses.bad_delivery(ABROAD, supplies=supplies, policy=POLICY) is not None) is delivery
    assert (addresses.bad_delivery(None, supplies=supplies, policy=POLICY) is not None) is delivery
    assert addresses.bad_billing(HOME, supplies=supplies, policy=POLICY) is None
    assert addresses.bad_delivery(HOME, supplies=supplies, policy=POLICY) is None
