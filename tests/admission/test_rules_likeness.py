from __future__ import annotations

import pytest

from admission.rules.likeness import share_in_common
from cilexportal.foundation.documents.inspection.runs import numbers_of

pytestmark = pytest.mark.clause("HB-37a")


@pytest.mark.parametrize(
    ("one", "other", "percent"),
    [([], [], 0), ([1, 2, 3, 4], [1, 2, 3, 4], 100), ([1, 2], [3, 4], 0), ([1, 2, 3, 4], [1, 2, 3, 9], 75)],
)
def test_the_share_is_of_the_smallest_numbers_of_both(one: list[int], other: list[int], percent: int) -> None:
    assert share_in_common(one, other) == share_in_common(other, one) == percent


def test_the_same_words_give_the_same_numbers_whatever_their_case_and_signs() -> None:
    said = "We write for our client, who asks for leave to remain in the country."
    assert numbers_of(said) == numbers_of(said.upper().replace(",", " -"))
    assert not numbers_of("Only four words here")
    assert all(0 <= one < 2**63 for one in numbers_of(said))


def test_one_changed_word_changes_at_most_five_runs() -> None:
    words = [f"word{number}" for number in range(200)]
    other = [*words[:100], "another", *words[101:]]
    assert len(numbers_of(" ".join(words)) - numbers_of(" ".join(other))) == 5
