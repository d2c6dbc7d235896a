"""How much two files have in common, from the smallest numbers of their runs of words."""

from __future__ import annotations

from collections.abc import Sequence

# Fewer different runs of words than this say nothing: a form's heading is in every form.
LEAST_RUNS = 20
HUNDRED = 100
# So many of the smallest numbers of a file are looked for in others: of two files that share six runs in ten, all of
# these are missing in the other one once in three thousand million times.
PROBES = 24


def share_in_common(one: Sequence[int], other: Sequence[int]) -> int:
    """[HB-37a] The share in percent, rounded down, of runs of words that two files have in common, as the smallest of
    their numbers together tell. Both are in order and equally many where the files are long enough."""
    most = max(len(one), len(other))
    if not most:
        return 0
    both = set(one) & set(other)
    smallest = sorted({*one, *other})[:most]
    return HUNDRED * sum(number in both for number in smallest) // len(smallest)
