"""Sampling of closed CPD years: drawn, read, asked about, and what follows [CPD-16d]."""

from cpd.rules.sampling import Marked
from cpd.services.sampling.drawing import discard, draw, leave_out, prepare, put_back
from cpd.services.sampling.papers import ask, give_time, take_back
from cpd.services.sampling.reading import assess
from cpd.services.sampling.refusing import refuse_records

__all__ = [
    "Marked",
    "ask",
    "assess",
    "discard",
    "draw",
    "give_time",
    "leave_out",
    "prepare",
    "put_back",
    "refuse_records",
    "take_back",
]
