"""The fee of a step: billed once with its submission, paid before anything is assessed, and not given back."""

from __future__ import annotations

from dataclasses import dataclass

from applications.enums import Stage
from applications.rules.pathway import Step
from cilexportal.foundation.rulebook.refusal import Refusal

NOT_SET = "The fee of this step is not set yet. Nobody can submit it here until it is: write to us."


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeFacts:
    """What is known of a case's fee: billed and not let go, paid, reversed."""

    billed: bool = False
    paid: bool = False
    reversed: bool = False


def purpose_of(case_id: int, *, bill: int = 1) -> str:
    """[HB-22] What the fee is for, as the shop keeps it with the line and tells it once it is paid. `bill` counts the
    invoices of a case: one whose order ended unpaid is never taken for the next."""
    return f"application-case:{case_id}:{bill}"


def case_of(purpose: str) -> int | None:
    """[HB-22] The case whose fee a purpose names, or None for another app's."""
    name, _, rest = purpose.partition(":")
    number = rest.partition(":")[0]
    return int(number) if name == "application-case" and number.isdecimal() else None


def needs_bill(step: Step, fee: FeeFacts) -> bool:
    """[HB-22] Whether submitting makes an invoice: once, and none for what is submitted again after a request."""
    return bool(step.fee) and not fee.billed


def may_assess(step: Step, fee: FeeFacts) -> bool:
    """[HB-11a] Nothing is sent out or assessed before the fee is paid."""
    return not step.fee or fee.paid


def may_reverse(fee: FeeFacts, *, is_own: bool, why: str) -> list[Refusal]:
    """[HB-11b] An assessment fee is not given back; staff reverse it only where it was taken in error, and nobody
    their own (`is_own`)."""
    refusals = []
    if is_own:
        refusals.append(Refusal("HB-11b", "This is the fee of your own application. A colleague has to see to it."))
    if not fee.paid:
        refusals.append(Refusal("HB-11b", "This fee has not been paid."))
    if fee.reversed:
        refusals.append(Refusal("HB-11b", "This fee has been reversed before."))
    if not why.strip():
        refusals.append(Refusal("HB-11b", "Say what the error was: the fee is not refundable for any other reason."))
    return refusals


def may_take_back(stage: Stage, fee: FeeFacts) -> Refusal | None:
    """[HB-22] A submission can be taken back to change it while its fee is not paid."""
    if stage == Stage.FEE and not fee.paid:
        return None
    return Refusal("HB-22", "This can be taken back only before its fee is paid.")
