"""Who has yet to sign before a case is assessed. The app above that holds declarations registers it in
cilexportal/wiring.py."""

from __future__ import annotations

from collections.abc import Callable

from applications.enums import StepKind, Whose
from applications.models import Case

Teller = Callable[[Case], Whose | None]
_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """Declares who knows of a case's signatures. Naming it twice changes nothing."""
    if teller not in _tellers:
        _tellers.append(teller)


def waits_for(case: Case) -> Whose | None:
    """[HB-S4.1a] Whose signature, or whose word on one, a submitted final application waits for; None for any other
    step, and once all is signed."""
    if case.kind != StepKind.ADMISSION or case.submitted_at is None:
        return None
    return next((whose for teller in _tellers if (whose := teller(case))), None)
