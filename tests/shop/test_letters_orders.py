"""The letters about orders: the acceptance is the contract, and says all that the law wants in lasting form."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files.storage import default_storage

from shop.enums import ConsentTo
from shop.models import Consent, Wording
from shop.services import orders
from tests.shop import factories, paying_steps
from tests.shop.factories import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def order(buyer, book, course, webinar):
    made = paying_steps.placed(buyer, (book, 2), (course, 1), (webinar, 1), delivery_pence=395)
    line = made.lines.get(product=course)
    for to, about in [(ConsentTo.TERMS, None), (ConsentTo.START_EARLY, line)]:
        wording = Wording.objects.filter(code=to).latest("version")
        Consent.objects.create(
            order=made, line=about, to=to, wording=wording, given_at=NOON, given_by=buyer
        )  # fmt: skip
    return made


def acceptance(order, gateway):
    paying_steps.pay(order, gateway)
    return next(letter for letter in paying_steps.post() if letter.kind == orders.ACCEPTED)


@pytest.mark.clause("TC-2.1", "TC-3.3", "LAW-CCR16")
@pytest.mark.pango
def test_the_acceptance_carries_all_that_was_agreed_and_is_kept_as_it_was_sent(order, demo_gateway):
    letter = acceptance(order, demo_gateway)
    order.refresh_from_db()
    assert order.number in letter.subject
    for said in [
        order.number, "Conveyancing in practice, 2 at £24.99: £49.98", "Together: £297.93", "£297.93 by card",
        "Delivery: £3.95", "Session 6: 14 January 2027, 12:00pm to 2:00pm", "within 14 days",
        "you pay for that postage", "start the download",
        "you pay for the share you were given", "I give notice that I cancel my contract",
        "membership@example.org", "registered office: Example House, 1 Example Street", "/contact/",
        "Expected by 7 November 2026", "agree to them.",
        "Please start before my 14 days", "Version 1, ticked by Ada Example on 2 November 2026",
    ]:  # fmt: skip
        assert said in letter.text, said
        if said not in (letter.subject, order.number) and "Together" not in said and "£" not in said:
            assert said in letter.html.replace("&#x27;", "'"), said
    with default_storage.open(letter.letter.name) as kept:
        content = kept.read()
    assert content.startswith(b"%PDF")
    assert hashlib.sha256(content).hexdigest() == letter.letter_sha256


@pytest.mark.clause("LAW-CCR16", "LAW-CCR36")
@pytest.mark.parametrize("ticked", [False, True])
def test_only_who_ticked_it_reads_that_completion_ends_the_right(order, course, demo_gateway, ticked):
    line = order.lines.get(product=course)
    if ticked:
        wording = Wording.objects.filter(code=ConsentTo.LOSE_WHEN_DONE).latest("version")
        Consent.objects.create(
            order=order, line=line, to=ConsentTo.LOSE_WHEN_DONE, wording=wording, given_at=NOON, given_by=order.buyer
        )
    letter = acceptance(order, demo_gateway)
    said = f"Once all of it has been given you can no longer cancel {line.title}, as you ticked."
    assert (said in letter.text, said in letter.html) == (ticked, ticked)


@pytest.mark.clause("TC-5.5a")
def test_the_employers_copy_has_sums_and_nothing_about_the_person(buyer, course, demo_gateway):
    order = paying_steps.placed(buyer, (course, 1), employer=True)
    paying_steps.pay(order, demo_gateway)
    letters = {letter.kind: letter for letter in paying_steps.post()}
    text = letters[orders.ACCEPTED_PAYER].text
    assert "£199.00" in text
    assert "PO 7" in text
    for other in ("Session", "change your mind", buyer.email, "CPD"):
        assert other not in text


def test_a_fee_is_told_to_have_no_such_right(buyer, demo_gateway):
    fee = factories.product("fee", 14500, title="Subscription 2027")
    order = paying_steps.placed(buyer, (fee, 1))
    assert "There is no such right for Subscription 2027" in acceptance(order, demo_gateway).text
