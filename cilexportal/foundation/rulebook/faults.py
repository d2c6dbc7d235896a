"""What is wrong between the register and the source: one sentence per fault, with its clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cilexportal.foundation.rulebook.register import Clause
from cilexportal.foundation.rulebook.trace import Trace, Uses


def faults(clauses: Mapping[str, Clause], trace: Trace) -> list[str]:
    """Every fault, in the order of the register, then clauses that are named but not in it."""
    found = [f"{clause.id}: {fault}" for clause in clauses.values() for fault in _of_clause(clause, trace)]
    return found + list(_unknown(clauses, trace))


def notes(clauses: Mapping[str, Clause], trace: Trace) -> list[str]:
    """Clauses that wait for a later capability although something of them is built."""
    return [
        f"{clause.id}: waits for {clause.comes_with}, and is partly built already"
        for clause in clauses.values()
        if clause.waits_for and clause.id in trace and (trace[clause.id].code or trace[clause.id].screens)
    ]


def _of_clause(clause: Clause, trace: Trace) -> Iterator[str]:
    if clause.waits_for:
        return
    uses = trace.get(clause.id, Uses())
    if clause.kind == "code":
        if not uses.code:
            yield f"no rule opens its docstring with [{clause.id}]"
        if not uses.tests:
            yield "no test carries its mark"
    elif clause.kind in ("screen", "judgement") and not uses.screens:
        yield "no template names it"


def _unknown(clauses: Mapping[str, Clause], trace: Trace) -> Iterator[str]:
    for clause, uses in sorted(trace.items()):
        if clause not in clauses:
            for place in [*uses.code, *uses.tests, *uses.screens, *uses.cited]:
                yield f"{clause}: not in the register, but named at {place}"
