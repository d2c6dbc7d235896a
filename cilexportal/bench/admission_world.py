"""Final applications in assessment, one with every example and one with a single example, signed and marked."""

from __future__ import annotations

from itertools import count

from admission.enums import DeclarationStage, Mark
from admission.models import CriterionMark, Declaration, DocumentTrace, Signature
from admission.queries.declared import standing_of
from admission.queries.records import hash_of, record_of
from admission.queries.sheet_of_marks import Book, book_of
from admission.queries.submitted import examples_of
from applications.enums import Stage, StepKind
from applications.models import Case, Submission
from applications.queries.submitted import fingerprint
from cilexportal.bench import portfolio_world
from cilexportal.bench.shop import somebody
from cilexportal.foundation import london
from members.enums import Role
from portfolio.models import Sheet, Supervisor
from portfolio.services import versions

# As many as a file of two pages gives.
RUNS = 64
_numbers = count(1)


def submitted(weight: int, *, examples: int | None = None) -> Book:
    """The marks of a final application with so many of its examples, every criterion marked once as met."""
    whole, at = portfolio_world.portfolio(weight), london.now()
    for sheet in Sheet.objects.filter(portfolio=whole):
        versions.note(sheet=sheet, at=at)
    application = whole.case.application
    case = Case.objects.create(application=application, step=StepKind.ADMISSION, kind=StepKind.ADMISSION)
    case.stage, case.submitted_at, case.cleared_at = Stage.ASSESSMENT, at, at
    case.save()
    content = {"examples": list(examples_of(whole))[:examples]}
    submission = Submission.objects.create(
        case=case, number=1, at=at, by=application.user, content=content, sha256=fingerprint(content)
    )
    _sign(submission)
    _mark(_book(case))
    found = _book(case)
    _trace(found)
    return found


def _book(case: Case) -> Book:
    found = book_of(Case.objects.select_related("application__user", "application__pathway").get(pk=case.pk))
    if found is None:
        raise RuntimeError("nothing was submitted")
    return found


def _sign(submission: Submission) -> None:
    """Everybody who has to, since nothing is marked before."""
    case, at = submission.case, london.now()
    found = standing_of(case)
    supervisors = {
        str(one.uuid): one for one in Supervisor.objects.filter(portfolio__case__application=case.application)
    }
    for one in found.needed:
        row = Declaration.objects.create(
            case=case, submission=submission, signer=one.signer, supervisor=supervisors.get(one.supervisor),
            name="Mary Somerville", email="m@example.org", slots=list(one.slots), asked_at=at,
            due_on=london.date_of(at),
        )  # fmt: skip
        signature = Signature(
            declaration=row, seals={slot: found.seals[slot] for slot in one.slots}, submission_sha256=submission.sha256,
            statement_version=1, statement="It is their own work.", consent="I sign by my name.", name=row.name, at=at,
        )  # fmt: skip
        signature.sha256 = hash_of(record_of(row, signature, excluded={}))
        signature.save()
        row.stage = DeclarationStage.SIGNED
        row.save(update_fields=["stage"])


def _mark(book: Book) -> None:
    by, at = somebody(Role.REGULATION_OFFICER), london.now()
    CriterionMark.objects.bulk_create(
        CriterionMark(
            case=book.case, submission=book.submission, slot=one.slot, outcome=one.outcome.number,
            letter=criterion.letter, seal=one.seal, mark=Mark.MET, by=by, at=at,
        )
        for one in book.examples for criterion in one.outcome.criteria
    )  # fmt: skip


def _trace(book: Book) -> None:
    """The files as numbers, none of which two of them share."""
    documents = [file.document for one in book.examples for file in one.files]
    DocumentTrace.objects.bulk_create(
        DocumentTrace(document=one, pages=3, runs=RUNS, minima=[next(_numbers) for _ in range(RUNS)])
        for one in documents
    )
