"""What goes to Stripe and what is made of its answers, held to recorded shapes of the API version; no network."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from cilexportal.upkeep.texts import ROOT
from shop.enums import PaymentState, RefundState
from shop.gateways import http, signing
from shop.gateways.http import Answer, Question
from shop.gateways.protocol import Forged, Purchase, Refunded, Rejected, Seen, Unreachable
from shop.gateways.stripe import SIGNATURE, VERSION, StripeGateway

RECORDED = Path(__file__).parent / "recorded"
KEY = uuid.UUID("7f9a2c54-2f0d-4c39-9d56-0a6c1b1f7a10")
REFUND_KEY = uuid.UUID("0b6f6f0e-6a6b-4a55-9a0e-3f7f0c2d9b21")
NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
SECRET = "whsec_of_a_test"
LISTED = uuid.UUID("0d5c0c8e-6c4e-4a0e-9a55-3f4b7b1d2a10")  # The refund in refunds_listed.json.
PURCHASE = Purchase(words="CILEX order", email="ada@example.org", return_url="https://portal.example.org/shop/pay/1/")
S = PaymentState


@dataclass
class Row:
    """One payment, as its table has it."""

    key: uuid.UUID = KEY
    pence: int = 11940
    currency: str = "GBP"
    reference: str = "cs_test_a1ExampleSession0001"
    charge: str = "pi_3ExampleIntent0001"
    expires_at: datetime | None = NOW + timedelta(minutes=45)


def shape(name: str) -> dict[str, Any]:
    return json.loads((RECORDED / f"{name}.json").read_text())


class Line:
    """Stripe at the other end of the line: answers in order, keeping what was asked."""

    def __init__(self, *answers: tuple[int, str]) -> None:
        self.answers = list(answers)
        self.asked: list[Question] = []

    def __call__(self, question: Question) -> Answer:
        self.asked.append(question)
        status, name = self.answers.pop(0)
        return Answer(status=status, body=shape(name))

    def fields(self, place: int = 0) -> dict[str, str]:
        body = self.asked[place].body or b""
        return {name: values[0] for name, values in parse_qs(body.decode()).items()}


def gateway(*answers: tuple[int, str]) -> tuple[StripeGateway, Line]:
    line = Line(*answers)
    return StripeGateway(key="sk_test_1", webhook_secret=SECRET, ask=line), line


@pytest.mark.clause("TC-5.4", "TC-3.2", "TC-5.2")
def test_the_page_holds_the_exact_sum_in_pounds_and_blocks_american_express():
    stripe, line = gateway((200, "session_open"))
    opened = stripe.open(Row(), PURCHASE)
    assert opened.reference == "cs_test_a1ExampleSession0001"
    assert opened.page_url.startswith("https://checkout.stripe.com/")
    question, fields = line.asked[0], line.fields()
    assert (question.method, question.url) == ("POST", "https://api.stripe.com/v1/checkout/sessions")
    assert question.headers["Stripe-Version"] == VERSION == "2026-10-28.endive"
    assert question.headers["Idempotency-Key"] == f"{KEY}-open"
    assert question.headers["Authorization"] == "Bearer sk_test_1"
    assert fields["payment_method_options[card][restrictions][brands_blocked][0]"] == "american_express"
    assert fields["payment_intent_data[capture_method]"] == "manual"
    assert fields["line_items[0][price_data][unit_amount]"] == "11940"
    assert fields["line_items[0][price_data][currency]"] == "gbp"
    assert fields["adaptive_pricing[enabled]"] == "false"
    assert fields["mode"] == "payment"
    assert fields["expires_at"] == str(int((NOW + timedelta(minutes=45)).timestamp()))
    assert fields["metadata[payment]"] == fields["payment_intent_data[metadata][payment]"] == str(KEY)


def test_the_same_page_is_asked_for_in_the_same_words():
    stripe, line = gateway((200, "session_open"), (200, "session_open"))
    stripe.open(Row(), PURCHASE)
    stripe.open(Row(), PURCHASE)
    assert line.asked[0] == line.asked[1]


def test_a_page_anywhere_else_is_not_believed(monkeypatch):
    stripe, _ = gateway((200, "session_open"))
    monkeypatch.setattr(json, "loads", lambda text: {**json.JSONDecoder().decode(text), "url": "https://evil.example"})
    with pytest.raises(Unreachable):
        stripe.open(Row(), PURCHASE)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("session_open", Seen(state=S.STARTED)),
        ("session_expired", Seen(state=S.RELEASED)),
        ("session_held", Seen(state=S.AUTHORISED, pence=11940, brand="visa", charge="pi_3ExampleIntent0001")),
        ("session_taken", Seen(state=S.CAPTURED, pence=11940, brand="visa", charge="pi_3ExampleIntent0001")),
    ],
)
def test_looking_tells_what_is_held(name, expected):
    stripe, line = gateway((200, name))
    assert stripe.look(Row()) == expected
    assert urlsplit(line.asked[0].url).path == "/v1/checkout/sessions/cs_test_a1ExampleSession0001"
    assert "payment_intent.latest_charge" in line.asked[0].url.replace("%5B%5D", "[]")


def test_capturing_takes_what_is_held_under_a_key_of_its_own():
    stripe, line = gateway((200, "intent_captured"))
    assert stripe.capture(Row()).state == S.CAPTURED
    assert line.asked[0].url.endswith("/v1/payment_intents/pi_3ExampleIntent0001/capture")
    assert line.asked[0].headers["Idempotency-Key"] == f"{KEY}-capture"


@pytest.mark.parametrize(
    ("answers", "last", "key"),
    [
        (["session_open", "session_expired"], "/v1/checkout/sessions/cs_test_a1ExampleSession0001/expire", "expire"),
        (["session_held", "intent_canceled"], "/v1/payment_intents/pi_3ExampleIntent0001/cancel", "cancel"),
        (["session_taken", "refund"], "/v1/refunds", "release"),
    ],
)
def test_releasing_keeps_nothing_whatever_it_has_come_to(answers, last, key):
    stripe, line = gateway(*[(200, name) for name in answers])
    assert stripe.release(Row()).state == S.RELEASED
    assert urlsplit(line.asked[1].url).path == last
    assert line.asked[1].headers["Idempotency-Key"] == f"{KEY}-{key}"


def test_releasing_what_has_expired_asks_for_nothing_more():
    stripe, line = gateway((200, "session_expired"))
    assert stripe.release(Row()).state == S.RELEASED
    assert len(line.asked) == 1


@pytest.mark.parametrize(
    ("name", "state"),
    [("refund", RefundState.PAID), ("refund_pending", RefundState.UNKNOWN), ("refund_failed", RefundState.FAILED)],
)
def test_refunds_go_by_the_intent_and_once_for_each_key(name, state):
    stripe, line = gateway((200, "refunds_none"), (200, name), (200, name))
    refund_key = uuid.uuid4()
    said = stripe.refund(refund_key=refund_key, charge="pi_3ExampleIntent0001", pence=4000)
    assert (said.reference, said.state) == ("re_3ExampleRefund0001", state)
    assert line.fields(1) == {
        "payment_intent": "pi_3ExampleIntent0001", "amount": "4000", "metadata[refund]": str(refund_key),
    }  # fmt: skip
    assert line.asked[1].headers["Idempotency-Key"] == f"{refund_key}-refund"
    assert stripe.look_refund(reference=said.reference).state == state
    assert line.asked[2].url.endswith("/v1/refunds/re_3ExampleRefund0001")


def test_a_refund_whose_answer_was_lost_is_found_and_not_made_again_once_its_key_is_forgotten():
    stripe, line = gateway((200, "refunds_listed"))
    said = stripe.refund(refund_key=LISTED, charge="pi_3ExampleIntent0001", pence=4000)
    assert (said.reference, said.state) == ("re_3ExampleRefund0001", RefundState.PAID)
    assert [asked.method for asked in line.asked] == ["GET"]
    assert line.asked[0].url.endswith("/v1/refunds?payment_intent=pi_3ExampleIntent0001&limit=100")


def test_what_went_back_at_an_earlier_try_is_let_go_and_any_other_no_is_a_no():
    stripe, _ = gateway((200, "session_taken"), (400, "error_already_refunded"))
    assert stripe.release(Row()) == Seen(state=S.RELEASED, charge="pi_3ExampleIntent0001")
    stripe, _ = gateway((200, "session_taken"), (400, "error_card_expired_hold"))
    with pytest.raises(Rejected):
        stripe.release(Row())


@pytest.mark.parametrize(("status", "name"), [(409, "error_conflict"), (429, "error_conflict"), (500, "error_server")])
def test_what_may_have_happened_is_unknown(status, name):
    stripe, _ = gateway((status, name))
    with pytest.raises(Unreachable):
        stripe.capture(Row())


@pytest.mark.parametrize("status", [400, 402, 404])
def test_a_clear_no_is_a_no(status):
    stripe, _ = gateway((status, "error_card_expired_hold"))
    with pytest.raises(Rejected, match="payment_intent_unexpected_state"):
        stripe.capture(Row())


# --- Messages ---


def read(name: str, *, at: datetime = NOW, secret: str = SECRET, header: str | None = None, body: bytes = b"") -> Any:
    stripe, _ = gateway()
    raw = body or (RECORDED / f"{name}.json").read_bytes()
    signed = signing.sign(raw, secret=secret, at=NOW) if header is None else header
    return stripe.read(raw, {SIGNATURE: signed}, at=at)


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("event_held", S.AUTHORISED),
        ("event_taken", S.CAPTURED),
        ("event_expired", S.RELEASED),
        ("event_declined", None),
        ("event_completed", None),
    ],
)
def test_events_say_what_they_say_and_no_more(name, state):
    message = read(name)
    assert (message.seen.state if message.seen else None) == state
    assert message.event_id.startswith("evt_")
    assert message.payment_key == KEY
    if state in (S.AUTHORISED, S.CAPTURED):
        assert (message.seen.pence, message.seen.currency) == (11940, "GBP")


@pytest.mark.parametrize(
    ("name", "kind", "state", "key", "why"),
    [
        ("event_refund", "refund.updated", RefundState.PAID, REFUND_KEY, ""),
        ("event_refund_failed", "refund.failed", RefundState.FAILED, REFUND_KEY, "expired_or_canceled_card"),
        ("event_charge_refund", "charge.refund.updated", RefundState.PAID, None, ""),
    ],
)
def test_events_of_a_refund_say_how_it_went(name, kind, state, key, why):
    message = read(name)
    assert (message.kind, message.payment_key, message.seen) == (kind, None, None)
    assert message.refunded == Refunded(
        reference="re_3ExampleRefund0001", state=state, key=key, pence=4000, currency="GBP", why=why
    )


@pytest.mark.parametrize("seconds", [-301, 301, 86400])
def test_an_old_signature_is_no_signature(seconds):
    with pytest.raises(Forged):
        read("event_held", at=NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize("seconds", [-300, 0, 300])
def test_a_signature_may_be_five_minutes_old(seconds):
    assert read("event_held", at=NOW + timedelta(seconds=seconds)).seen


@pytest.mark.parametrize(
    "header", ["", "t=1", "v1=abc", "t=x,v1=abc", "t=1793620800,v0=abc", "t=1,t=2,v1=abc", "\u00e9"]
)
def test_a_header_that_is_none_is_refused(header):
    with pytest.raises(Forged):
        read("event_held", header=header)


def test_another_secret_and_one_byte_more_are_refused():
    with pytest.raises(Forged):
        read("event_held", secret="whsec_other")
    raw = (RECORDED / "event_held.json").read_bytes()
    with pytest.raises(Forged):
        read("", body=raw + b" ", header=signing.sign(raw, secret=SECRET, at=NOW))


def test_while_a_secret_is_changed_either_signature_will_do():
    raw = (RECORDED / "event_held.json").read_bytes()
    good = signing.sign(raw, secret=SECRET, at=NOW)
    assert read("event_held", header=f"{good.split(',')[0]},v1=00,{good.split(',')[1]}").seen


@pytest.mark.parametrize("body", [b"{}", b"[]", b"no json", b'{"data": {"object": 7}}'])
def test_a_signed_body_that_is_no_event_is_refused(body):
    with pytest.raises(Forged):
        read("", body=body, header=signing.sign(body, secret=SECRET, at=NOW))


# --- The line itself ---


def test_no_answer_is_told_from_a_no(monkeypatch):
    class Dead:
        def open(self, *args: object, **kwargs: object) -> None:
            raise TimeoutError

    monkeypatch.setattr(http, "_opener", Dead())
    with pytest.raises(Unreachable):
        http.ask(Question(method="GET", url="https://api.stripe.com/v1/refunds/re_1"))


def test_the_manual_names_the_version_in_which_messages_have_to_come() -> None:
    row = next(
        line for line in (ROOT / "docs" / "deploy.md").read_text().splitlines() if "STRIPE_WEBHOOK_SECRET" in line
    )
    assert f"`{VERSION}`" in row
