"""Declarations as people read them: whose they are, how far each is, and which examples it lists by their numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from admission.enums import DeclarationStage, Ready, Signer
from admission.models import Declaration, Exclusion
from admission.queries.declared import Standing, as_submitted, by_uuid, is_overdue
from admission.queries.owner import data_of
from admission.queries.sheet_of_marks import path_of
from applications.enums import Stage, StepKind
from applications.models import Case
from cilexportal.foundation.documents.models import Document, DocumentState, Printout, PrintoutState
from portfolio.models import Sheet
from portfolio.rules.slots import from_code, outcomes_by_number, printed

# The kind of print-out that a record of a signature is.
PAPER = "admission.signature"
COLOURS = {
    DeclarationStage.OPEN: "amber", DeclarationStage.SIGNED: "green", DeclarationStage.VOID: "red",
    DeclarationStage.DECLINED: "red", DeclarationStage.HANDED_OVER: "grey", DeclarationStage.REPLACED: "grey",
}  # fmt: skip
# The words beside a name, where those of the stage are too long for a phone.
SHORT = {
    DeclarationStage.OPEN: "Waiting", DeclarationStage.VOID: "Void", DeclarationStage.HANDED_OVER: "Handed over",
    DeclarationStage.REPLACED: "Replaced",
}  # fmt: skip
SAID = {
    Ready.FEE: "Nobody is asked to sign before the fee has been received.",
    Ready.SIGNATURES: "Assessment starts once everybody has signed.",
    Ready.OFFICER: "An officer decides how to go on.",
    Ready.READY: "Everybody has signed.",
}
# At the desk, where that is done.
SAID_AT_DESK = {**SAID, Ready.OFFICER: "A declaration was declined or leaves examples out: decide here how to go on."}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A declaration: `stage` as it stands now, which is void where what was signed has changed since."""

    row: Declaration
    stage: DeclarationStage
    numbers: list[str]
    left_out: list[tuple[str, Exclusion, bool]]
    has_paper: bool = False

    @property
    def colour(self) -> str:
        """The colour of the stage: amber where an officer decides about what was left out."""
        waits = any(not passed for _, _, passed in self.left_out)
        return "amber" if self.stage == DeclarationStage.SIGNED and waits else COLOURS[self.stage]

    @property
    def said(self) -> str:
        """The stage in a word or two."""
        if self.stage == DeclarationStage.SIGNED and self.left_out:
            return f"Signed, but for {'1 example' if len(self.left_out) == 1 else f'{len(self.left_out)} examples'}"
        return SHORT.get(self.stage, self.stage.label)

    @property
    def overdue(self) -> bool:
        """Whether the last day has passed, and an officer acts."""
        return is_overdue(self.row)

    @property
    def own(self) -> bool:
        """Whether it is the applicant's."""
        return self.row.signer == Signer.APPLICANT

    @property
    def signed(self) -> bool:
        """Whether there is a record of a signature, whatever became of it."""
        return hasattr(self.row, "signature")


def lines_of(case: Case, found: Standing) -> list[Line]:
    """[HB-47] Every declaration of a case, in the order in which they were asked for."""
    made = Printout.objects.filter(owner=case.application.user_id, kind=PAPER, state=PrintoutState.READY)
    papers = set(made.filter(key__in=[str(row.uuid) for row in found.rows]).values_list("key", flat=True))
    return [
        Line(
            row=row, stage=now.stage, numbers=numbers_of(case, row.slots), has_paper=str(row.uuid) in papers,
            left_out=[
                (numbers_of(case, [one.slot])[0], one, hasattr(one, "allowance")) for one in row.exclusions.all()
            ],
        )
        for row, now in zip(found.rows, found.declared, strict=True)
    ]  # fmt: skip


def numbers_of(case: Case, codes: Iterable[str]) -> list[str]:
    """[HB-46a] Examples by their printed numbers."""
    competencies = data_of(case).competencies
    return [printed(slot, competencies) for slot in sorted(from_code(code) for code in codes)]


def called(case: Case, codes: Collection[str]) -> list[tuple[str, str]]:
    """[HB-46a] Code, and printed number with the outcome's title, in the order of the places."""
    competencies = data_of(case).competencies
    outcomes = outcomes_by_number(competencies)
    found = []
    for slot in sorted(from_code(code) for code in codes):
        outcome = outcomes.get(slot.outcome_number)
        found.append((slot.code, f"{printed(slot, competencies)} {outcome.title}" if outcome else slot.code))
    return found


def desk_acts(case: Case) -> list[tuple[str, str]]:
    """[HB-S4.1a] What an officer's page of a final application links to, once it was submitted."""
    if case.kind != StepKind.ADMISSION or case.submitted_at is None:
        return []
    assess = [("Assess the portfolio", path_of(case))] if case.stage == Stage.ASSESSMENT else []
    return [*assess, ("Declarations", f"/desk/admission/{case.uuid}/declarations/")]


def of_case(case: Case, uuid: UUID) -> Declaration | None:
    """A declaration of this case; None for any other."""
    found = by_uuid(uuid)
    return found if found is not None and found.case_id == case.pk else None


def is_signed(row: Declaration) -> bool:
    """[HB-47] Whether a declaration is signed by now, whatever its page still showed."""
    return Declaration.objects.filter(pk=row.pk, stage=DeclarationStage.SIGNED).exists()


def paper_of(row: Declaration) -> Printout | None:
    """[HB-47] The sealed PDF of the record of a signature; None until it is made."""
    found = Printout.objects.filter(owner=row.case.application.user_id, kind=PAPER, key=str(row.uuid))
    return found.filter(state=PrintoutState.READY).first()


def sheet_for(row: Declaration, code: str) -> Sheet | None:
    """[HB-46e] An example that a declaration lists, with its evidence; None for any other."""
    return as_submitted(row, {code} & {*row.slots}).get(code)


def file_for(row: Declaration, uuid: UUID) -> Document | None:
    """[HB-46e] A checked file of the examples that a declaration lists; None for any other."""
    for sheet in as_submitted(row, row.slots).values():
        if sheet.upload and sheet.upload.uuid == uuid and sheet.upload.state == DocumentState.CLEAN:
            return sheet.upload
        for on in sheet.on_it.all():
            if on.piece.uuid == uuid and on.piece.document.state == DocumentState.CLEAN:
                return on.piece.document
    return None
