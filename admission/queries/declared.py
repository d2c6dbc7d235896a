"""Declarations of a case as they stand now: who has to sign, who has, and whether what was signed is unchanged.

Nothing here is remembered: the hashes of all examples are made anew from their rows at every reading.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q, QuerySet

from admission.enums import DeclarationStage, Ready, Signer
from admission.models import Declaration
from admission.queries.intact import documents_of
from admission.queries.records import is_as_signed
from admission.rules import signing
from admission.rules.signing import Declared, Example, Wanted
from applications.enums import Stage, Whose
from applications.models import Case, CaseFee, Submission
from applications.queries.pathways import data_by_id
from applications.queries.submitted import fingerprint
from cilexportal.foundation.rulebook.refusal import Refusal
from portfolio.models import Sheet
from portfolio.queries.examples import slot_of
from portfolio.queries.leaving import as_rule, hash_of, live_of
from portfolio.queries.versions import content_of
from portfolio.rules.versions import signing_hash

# The applicant may change the portfolio: what was submitted is what counts until it is submitted again.
CHANGEABLE = frozenset({Stage.DRAFT, Stage.NOT_YET, Stage.INFORMATION, Stage.FEE})
Key = tuple[str, str]
# What `reminded` says once the last day has passed unsigned, so that an officer has the move.
OVERDUE = 999
WAITS = "The declarations are not all signed yet. Nothing is assessed before."
OFFICER = "A declaration was declined, or an example left out. Decide how to go on first."


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All declarations of a case. `seals`: what was submitted, by the codes of the examples; `altered`: those of them
    that are not what was submitted any more, though nobody may change them; `declared` goes with `rows`."""

    fee_cleared: bool
    submission: Submission | None
    seals: Mapping[str, str]
    altered: Collection[str]
    needed: tuple[Wanted, ...]
    rows: tuple[Declaration, ...]
    declared: tuple[Declared, ...]

    @property
    def ready(self) -> Ready:
        """[HB-S4.1a] Whether assessment can start, and what it waits for."""
        if self.submission is None:
            return Ready.FEE
        return signing.ready(fee_cleared=self.fee_cleared, needed=self.needed, declared=self.declared)

    @property
    def waiting(self) -> tuple[Wanted, ...]:
        """[HB-S4.1a] The declarations that are not signed."""
        return tuple(signing.waiting_on(self.needed, self.declared))

    @property
    def whose(self) -> Whose | None:
        """[HB-S4.1a] On whom the case waits before it is assessed; None once all is signed. What is not as it was
        submitted can be signed by nobody: an officer looks into it."""
        if self.ready == Ready.OFFICER or self.altered:
            return Whose.OFFICER
        if self.ready != Ready.SIGNATURES:
            return None
        if any(one.signer == Signer.APPLICANT for one in self.waiting):
            return Whose.APPLICANT
        return Whose.OFFICER if any(map(is_overdue, self.rows)) else Whose.SUPERVISOR


def standing_of(case: Case) -> Standing:
    """[HB-47] [HB-S4.1a] How the declarations of a case stand: the same few statements however many examples."""
    submission = Submission.objects.filter(case=case).order_by("-number").first()
    examples = _examples(submission)
    altered = _altered(case, submission, examples) if submission and case.stage not in CHANGEABLE else set()
    now = [one if one.slot not in altered else replace(one, seal="") for one in examples]
    rows = tuple(rows_of(case))
    fee = bool(data_by_id(case.application.version_id).step(case.step).fee)
    paid = CaseFee.objects.filter(case=case, let_go_at=None, paid_at__isnull=False).exists() if fee else True
    return Standing(
        fee_cleared=paid and case.submitted_at is not None, submission=submission,
        seals={one.slot: one.seal for one in examples}, altered=altered,
        needed=tuple(signing.wanted(now, leavers=_leavers(case))) if examples else (),
        rows=rows, declared=tuple(_declared(one, now) for one in rows),
    )  # fmt: skip


def rows_of(case: Case) -> QuerySet[Declaration]:
    """Every declaration of a case with what was signed and left out, in the order in which they were asked for."""
    found = Declaration.objects.filter(case=case).select_related("signature", "supervisor", "case__application__user")
    return found.prefetch_related("exclusions__allowance__by")


def by_uuid(uuid: UUID) -> Declaration | None:
    """A declaration with its case, applicant and signature; None for one that never was."""
    found = Declaration.objects.select_related("signature", "supervisor", "case__application__user", "submission")
    return found.prefetch_related("exclusions__allowance").filter(uuid=uuid).first()


def is_overdue(row: Declaration) -> bool:
    """[HB-S4.1a] Whether a declaration is waited for beyond its last day, and an officer was told."""
    return row.stage == DeclarationStage.OPEN and row.reminded == OVERDUE


def why_not_ready(case: Case) -> Refusal | None:
    """[HB-S4.1] [HB-S4.1a] Why assessment cannot start, or None: fee and all signatures are in and hold."""
    ready = standing_of(case).ready
    if ready == Ready.FEE:
        return signing.may_send(fee_cleared=False)
    if ready == Ready.SIGNATURES:
        return Refusal("HB-S4.1a", WAITS)
    return Refusal("HB-S4.1a", OFFICER) if ready == Ready.OFFICER else None


def sheets_of(case: Case, slots: Collection[str]) -> dict[str, Sheet]:
    """[HB-46e] The examples of these codes with their evidence, as they stand."""
    return {code: sheet for code, sheet in placed(case).items() if code in set(slots)}


def as_submitted(row: Declaration, slots: Collection[str]) -> dict[str, Sheet]:
    """[HB-46e] The examples of these codes that are what their signer was asked about: under the same supervisor, and
    as they were submitted. What stands in their places by now is nothing for the signer's eyes."""
    frozen = {one["slot"]: one["seal"] for one in row.submission.content.get("examples", ())}
    return {
        code: sheet
        for code, sheet in sheets_of(row.case, slots).items()
        if sheet.supervisor_id == row.supervisor_id and signing_hash(content_of(sheet)) == frozen.get(code)
    }


def _examples(submission: Submission | None) -> list[Example]:
    """What was submitted; where its own hash does not fit any more, no example has a seal that could be signed."""
    if submission is None:
        return []
    whole = fingerprint(submission.content) == submission.sha256
    return [
        Example(slot=one["slot"], seal=one["seal"] if whole else "", supervisor=one["supervisor"])
        for one in submission.content.get("examples", ())
    ]


def _altered(case: Case, submission: Submission, examples: Collection[Example]) -> set[str]:
    """The examples whose rows or checked files are not what was submitted, and those that stand where none was."""
    here = placed(case)
    live = {code: signing_hash(content_of(sheet)) for code, sheet in here.items()}
    submitted = {one.slot: one.seal for one in examples}
    found = {code for code in {*live, *submitted} if live.get(code) != submitted.get(code)}
    for one in submission.content.get("examples", ()):
        files = [*one.get("pieces", ()), *filter(None, [one.get("upload")])]
        frozen = {file["document"]: file["clean_sha256"] for file in files}
        sheet = here.get(one["slot"])
        now = {str(document.uuid): document.clean_sha256 for document in documents_of(sheet)} if sheet else {}
        if any(now.get(uuid) != sha256 for uuid, sha256 in frozen.items()):
            found.add(one["slot"])
    return found


def placed(case: Case) -> dict[str, Sheet]:
    """[HB-46e] Every example in a place, by its code, with all that its hash is made of: four statements."""
    found = Sheet.objects.filter(
        Q(removed_at=None), portfolio__case__application=case.application_id, competency__isnull=False
    )
    rows = found.select_related("supervisor", "upload").prefetch_related("on_it__piece__document")
    return {slot.code: sheet for sheet in rows if (slot := slot_of(sheet))}


def _leavers(case: Case) -> dict[str, dict[str, str]]:
    """[HB-53b] What supervisors signed whom their applicant left, by the supervisor's uuid; a row that does not say any
    more what was signed is none."""
    found: dict[str, dict[str, str]] = {}
    portfolio = getattr(_portfolio_case(case), "portfolio", None)
    for one in live_of(portfolio.pk) if portfolio else ():
        if one.signed_at and hash_of(one, application=case.application.reference) == one.sha256:
            found[str(one.supervisor.uuid)] = {slot.code: seal for slot, seal in as_rule(one).sealed.items()}
    return found


def _portfolio_case(case: Case) -> Case | None:
    rows = Case.objects.filter(application=case.application_id, portfolio__isnull=False)
    return rows.select_related("portfolio").first()


def _declared(row: Declaration, now: Collection[Example]) -> Declared:
    """A row as its rules read it. A signature whose examples or whose own words have changed is void."""
    signature = getattr(row, "signature", None)
    excluded = {one.slot: one for one in row.exclusions.all()}
    found = Declared(
        signer=Signer(row.signer), supervisor=str(row.supervisor.uuid) if row.supervisor else "",
        stage=DeclarationStage(row.stage), seals=dict(signature.seals) if signature else {},
        excluded={code: one.seal for code, one in excluded.items()},
        accepted=tuple(code for code, one in excluded.items() if hasattr(one, "allowance")),
    )  # fmt: skip
    holds = found.stage != DeclarationStage.SIGNED or (is_as_signed(row) and signing.still_holds(found, now))
    return found if holds else replace(found, stage=DeclarationStage.VOID)
