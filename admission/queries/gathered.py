"""What there is for the final application: letter, references, conduct, answers and portfolio, as rules read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from admission.models import Final
from admission.queries.owner import data_of, portfolio_of
from admission.rules.form import wanting_of
from admission.rules.gathering import Gathered
from admission.rules.references import last_reusable_on, may_reuse
from applications.enums import Outcome, PaperKind, Stage, StepKind
from applications.models import Case, CasePaper, Letter, Reference, ReferenceAsked
from applications.queries.mine import in_hand_of
from applications.queries.references import is_accepted
from applications.rules.pathway import PathwayData
from cilexportal.foundation import london
from cilexportal.foundation.documents.models import DocumentState
from cilexportal.foundation.rulebook.refusal import Refusal
from portfolio.models import Portfolio
from portfolio.queries.board import board_now
from standing.models import Declaration
from standing.queries.conduct import own

# The applicant has the move, and puts it together.
WRITTEN = frozenset({Stage.DRAFT, Stage.NOT_YET})


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A reference given for experience: on which day, until when it could be used again, why not today, and whether
    who gave it is an authorised person."""

    reference: Reference
    signed_on: date
    last: date
    refusal: Refusal | None
    is_authorised: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All of it. `given` are the new references of this step, the one signed last before the others; `paper` is an
    older letter that was sent in; `chosen` is what is used again."""

    data: PathwayData
    final: Final | None
    letter: Letter | None
    paper: CasePaper | None
    offered: Sequence[Offered]
    chosen: Offered | None
    given: Sequence[Reference]
    conduct: Declaration | None
    portfolio: Portfolio | None
    gathered: Gathered

    @property
    def answers(self) -> dict[str, dict[str, str]]:
        """The answers of the form as they were saved."""
        return self.final.answers if self.final else {}


def found_of(case: Case, *, today: date) -> Found:
    """[HB-58] [HB-59] What is there for a final application of a day: a number of statements that does not grow."""
    data, final = data_of(case), final_of(case)
    cases = {one.step: one for one in Case.objects.filter(application=case.application_id)}
    offered = [_offered(one, data, today=today) for one in signed_of(_of_kind(cases, StepKind.EXPERIENCE))]
    chosen = next((one for one in offered if final and one.reference.pk == final.reference_id), None)
    given = signed_of(case)
    conduct = conduct_of(case)
    portfolio, letter, paper = portfolio_of(case), letter_of(case), paper_of(case)
    used_is_authorised = is_accepted(given[0].asked) if given else chosen is not None and chosen.is_authorised
    experience = _of_kind(cases, StepKind.EXPERIENCE)
    gathered = Gathered(
        experience=Stage(experience.stage) if experience else Stage.DRAFT,
        has_hours_letter=letter is not None or (paper is not None and is_checked(paper)),
        is_letter_waiting=letter is None and paper is not None and not is_checked(paper),
        knowledge_is_in=_knowledge_is_in(data, cases),
        portfolio_is_ready=portfolio is not None and board_now(portfolio, applied_on=today).is_complete,
        has_reference=bool(given or chosen),
        reference=None if given or chosen is None else chosen.refusal,
        supervisor_is_authorised=used_is_authorised,
        conduct_on=_declared_on(conduct, today=today),
        form_wanting=tuple(wanting_of(data.form, final.answers if final else {})),
    )  # fmt: skip
    return Found(
        data=data, final=final, letter=letter, paper=paper, offered=offered, chosen=chosen, given=given,
        conduct=conduct, portfolio=portfolio, gathered=gathered,
    )  # fmt: skip


def final_of(case: Case) -> Final | None:
    """[HB-59] What was put together so far, with the reference that is used again; None where nothing was."""
    return Final.objects.select_related("reference__asked__case__application").filter(case=case).first()


def used_again(case: Case) -> ReferenceAsked | None:
    """[HB-59a] The request whose reference a final application uses again; once it is submitted, none but the one that
    was submitted. Registered by cilexportal/wiring.py."""
    final = final_of(case) if case.kind == StepKind.ADMISSION else None
    if final is None or final.reference is None:
        return None
    is_it = case.stage in WRITTEN or _is_as_submitted(case, final.reference)
    return final.reference.asked if is_it else None


def _is_as_submitted(case: Case, reference: Reference) -> bool:
    last = case.submissions.order_by("-number").first()
    sent = last.content.get("reference_given", {}) if last else {}
    return (sent.get("uuid"), sent.get("sha256")) == (str(reference.asked.uuid), reference.sha256)


def paper_of(case: Case) -> CasePaper | None:
    """[HB-59c] An older letter that confirms the hours, sent in for this step: one that was checked before one that is
    still being checked. Another kind of paper is no letter, nor is one that was refused."""
    sent = case.papers.filter(kind=PaperKind.OTHER, removed_at=None, added_by=case.application.user_id)
    papers = sent.exclude(document__state=DocumentState.REFUSED).select_related("document").order_by("-added_at", "-pk")
    found = list(papers)
    return next((one for one in found if is_checked(one)), found[0] if found else None)


def is_checked(paper: CasePaper) -> bool:
    """Whether a file was checked, and can be opened."""
    return paper.document.state == DocumentState.CLEAN


def conduct_of(case: Case) -> Declaration | None:
    """[HB-59] The declaration of prior conduct that stands for the latest year, member or not."""
    return own(case.application.user_id).filter(superseded_at=None).first()


def _declared_on(conduct: Declaration | None, *, today: date) -> date | None:
    """The day of a declaration that was made for this year or a later one."""
    return london.date_of(conduct.made_at) if conduct and conduct.year >= today.year else None


def _of_kind(cases: dict[str, Case], kind: StepKind) -> Case | None:
    return next((one for one in cases.values() if one.kind == kind), None)


def letter_of(case: Case) -> Letter | None:
    """[HB-59c] The letter of the decision that the hours are met, where it stands."""
    found = Letter.objects.filter(
        application=case.application_id, case__kind=StepKind.EXPERIENCE, case__stage=Stage.MET,
        decision__outcome=Outcome.MET, decision__reversed_at=None, released_at__isnull=False,
    )  # fmt: skip
    return found.select_related("application").order_by("-number").first()


def signed_of(case: Case | None) -> list[Reference]:
    """[HB-59a] Signed references of a case, the last one first."""
    if case is None:
        return []
    signed = Reference.objects.filter(asked__case=case, signed_at__isnull=False)
    return list(signed.select_related("asked__case__application", "letter").order_by("-signed_at"))


def _offered(one: Reference, data: PathwayData, *, today: date) -> Offered:
    if one.signed_at is None:
        raise ValueError("only a signed reference is offered again")
    signed_on, months = london.date_of(one.signed_at), data.reference.reuse_months
    return Offered(
        reference=one, signed_on=signed_on, last=last_reusable_on(signed_on, months=months),
        refusal=may_reuse(signed_on, applied_on=today, months=months), is_authorised=is_accepted(one.asked),
    )  # fmt: skip


def _knowledge_is_in(data: PathwayData, cases: dict[str, Case]) -> bool:
    found = _of_kind(cases, StepKind.KNOWLEDGE)
    return found is None or found.step in in_hand_of(data, cases, examples=None)
