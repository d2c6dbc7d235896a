"""The gate of a download: ready, asked for, confirmed, and only then open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from shop.enums import Supply
from shop.rules import gating
from shop.rules.facts import Gate, LineFacts
from shop.rules.policy import Policy

A_SECOND = timedelta(seconds=1)
SENT = datetime(2026, 11, 21, 10, tzinfo=UTC)
LATE = datetime(2026, 12, 6, tzinfo=UTC)
ALL = Gate(consented_at=SENT, acknowledged_at=SENT, confirmed_at=SENT)


def clause(
    gate: Gate = ALL, *, at: datetime = SENT, ready_at: datetime | None = SENT, ended_at: datetime | None = None
) -> str | None:
    facts = LineFacts(title="A", supply=Supply.DIGITAL, pence=1, confirmed_at=SENT, told_at=SENT, gate=gate)
    refusal = gating.may_serve(facts, ready_at=ready_at, ended_at=ended_at, policy=Policy(), at=at)
    return refusal and refusal.clause


@pytest.mark.clause("TC-6.4")
def test_nothing_is_served_before_it_is_ready() -> None:
    assert clause(ready_at=None) == "TC-6.4"
    assert clause(at=SENT - A_SECOND) == "TC-6.4"
    assert clause() is None


@pytest.mark.clause("TC-9.2.1", "LAW-CCR37")
@pytest.mark.parametrize(
    ("gate", "refused"),
    [
        (Gate(), "TC-9.2.1"),
        (Gate(consented_at=SENT, confirmed_at=SENT), "TC-9.2.1"),
        (Gate(acknowledged_at=SENT, confirmed_at=SENT), "TC-9.2.1"),
        (Gate(consented_at=SENT, acknowledged_at=SENT), "LAW-CCR37"),
        (ALL, None),
    ],
)
def test_both_ticks_and_their_confirmation_come_first_while_the_period_runs(gate: Gate, refused: str | None) -> None:
    assert clause(gate, at=LATE - A_SECOND) == refused
    assert clause(gate, at=LATE) is None


@pytest.mark.clause("TC-9.2.1")
def test_what_was_given_up_stays_shut() -> None:
    assert clause(at=SENT + A_SECOND, ended_at=SENT + A_SECOND) == "TC-9.6"
    assert clause(at=SENT, ended_at=SENT + A_SECOND) is None
