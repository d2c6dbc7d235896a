"""Refusals: a clause and a sentence, alone or together."""

import pytest

from cilexportal.foundation.rulebook.refusal import Refusal, Refused, refuse_if_any

LATE = Refusal("CPD-10", "The year is closed.")
EMPTY = Refusal("REC-11", "Give the activity a title.")


def test_a_refusal_reads_as_its_sentence_and_clause() -> None:
    assert str(LATE) == "The year is closed. (CPD-10)"


@pytest.mark.parametrize(("clause", "sentence"), [("", "No."), ("CPD-10", "")])
def test_a_refusal_is_never_half(clause: str, sentence: str) -> None:
    with pytest.raises(ValueError, match="a clause and a sentence"):
        Refusal(clause, sentence)


def test_refused_carries_every_reason() -> None:
    with pytest.raises(Refused) as caught:
        refuse_if_any([LATE, EMPTY])
    assert caught.value.refusals == (LATE, EMPTY)
    assert "Give the activity a title. (REC-11)" in str(caught.value)


def test_no_reason_refuses_nothing() -> None:
    refuse_if_any(iter(()))


def test_refused_for_no_reason_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Refused()


def test_refused_because_of_one_clause() -> None:
    assert Refused.because("CPD-10", "The year is closed.").refusals == (LATE,)
