"""The closing of a CPD year. Records close by the clock; these verbs take the snapshot of what each came to."""

from cpd.services.close.again import changing, judge_again
from cpd.services.close.batches import close_batch
from cpd.services.close.runs import close_in_process, finish, keep_going, sign, start, work_through

__all__ = [
    "changing",
    "close_batch",
    "close_in_process",
    "finish",
    "judge_again",
    "keep_going",
    "sign",
    "start",
    "work_through",
]
