"""Who has yet to sign before a case is assessed. The app above that holds declarations registers it in
cilexportal/wiring.py."""

from __future__ import annotations

from collections.abc import Callable

from applications.enums import StepKind, Whose
from applications.models import Case
from applications.rules.deciding import Waiting

Teller = Callable[[Case], Waiting | None]
_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """Declares who knows of a case's signatures. Naming it twice changes nothing."""
    if teller not in _tellers:
        _tellers.append(teller)


def waits_for(case: Case) -> Whose | None:
    """[HB-S4.1a] Whose signature, or whose word on one, a submitted final application waits for; None for any other
    step, and once all is signed."""
    found = waiting_of(case)
    return found.whose if found else None


def waiting_of(case: Case) -> Waiting | None:
    """[HB-S4.1a] The same with the sentence that says why nothing is assessed meanwhile."""
    if case.kind != StepKind.ADMISSION or case.submitted_at is None:
        return None
    return next((found for teller in _tellers if (found := teller(case))), None)
