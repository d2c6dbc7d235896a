"""What a final application waits for before it is assessed, and what an officer can ask for where somebody who was to
sign did not."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q

from admission.enums import DeclarationStage, Ready
from admission.models import Declaration, Exclusion
from admission.queries import declared, sheet_of_marks
from admission.queries.declared import Standing
from admission.queries.declared_page import numbers_of
from admission.rules import signing
from applications.enums import Stage
from applications.models import Case
from applications.rules.deciding import Failed, Section, Waiting
from cilexportal.foundation.rulebook.refusal import Refusal

# What becomes a question to the applicant: an example that nobody signed for shows no criterion.
REASON = "criterion_not_met"
NOT_SIGNED = "{number}: {name} did not sign for this example. Put another one in its place, or name who supervised it."
ALTERED = "Something is not what was submitted any more. Look into that first."


def waiting_of(case: Case) -> Waiting | None:
    """[HB-S4.1a] On whom a submitted case waits before it is assessed, and why; None once all is signed. Registered by
    cilexportal/wiring.py."""
    found = declared.standing_of(case)
    if found.whose is None:
        return None
    sentence = declared.OFFICER if found.ready == Ready.OFFICER else declared.WAITS
    why = Refusal(signing.CLAUSE, ALTERED if found.altered else sentence)
    return Waiting(whose=found.whose, why=why, is_answered=_is_answered(found))


def section_of(case: Case) -> Section:
    """[HB-31] [HB-S4.1a] The verdict on the portfolio: it follows from the marks, and before there can be any from the
    examples that somebody declined to sign for, so that another can be asked for. Registered by cilexportal/wiring.py.
    """
    if case.stage == Stage.ASSESSMENT and _has_gaps(case):
        found = declared.standing_of(case)
        if _is_answered(found):
            reasons = tuple(
                Failed(code=REASON, note=NOT_SIGNED.format(number=numbers_of(case, [code])[0], name=name))
                for code, name in _gaps(found)
            )
            return Section(code=sheet_of_marks.SECTION, passed=False, reasons=reasons)
    return sheet_of_marks.section_of(case)


def _has_gaps(case: Case) -> bool:
    """Whether anybody declined, or left out what no officer let pass: one statement."""
    left_out = Exclusion.objects.filter(declaration=OuterRef("pk"), allowance=None)
    gap = Q(stage=DeclarationStage.DECLINED) | Q(Exists(left_out), stage=DeclarationStage.SIGNED)
    return Declaration.objects.filter(gap, case=case).exists()


def _is_answered(found: Standing) -> bool:
    return (
        not found.altered
        and found.ready == Ready.OFFICER
        and signing.is_answered(needed=found.needed, declared=found.declared)
    )


def _gaps(found: Standing) -> Iterator[tuple[str, str]]:
    """The examples that nobody signs for, each with the name of who did not."""
    for row, now in zip(found.rows, found.declared, strict=True):
        if now.stage == DeclarationStage.DECLINED:
            yield from ((code, row.name) for code in row.slots)
        elif now.stage == DeclarationStage.SIGNED:
            yield from ((code, row.name) for code in sorted({*now.excluded} - {*now.accepted}))
