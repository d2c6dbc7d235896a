"""Loads the demo's final applications: one waits for a signature, one is to be assessed, and one has its title."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from admission.enums import Mark, Signer
from admission.models import CriterionMark, Declaration
from admission.queries import declared
from admission.queries.gathered import found_of
from admission.queries.sheet_of_marks import book_of
from admission.services import gathering, signing
from applications.enums import Outcome, PaperKind, Route
from applications.models import Application, Case, Qualification
from applications.queries.pathways import data_by_id
from applications.rules.deciding import Section
from applications.services import assessing, submitting
from cilexportal.demo import casework, committee, handout, shop
from cilexportal.demo.casework import FEES, Story, fresh
from cilexportal.demo.final_words import ANSWERS, DID, KINDS, WHY, WORK
from cilexportal.demo.standing import HOME
from cilexportal.foundation import london
from cilexportal.foundation.documents.models import Document, DocumentState
from cilexportal.foundation.visitors import services as visiting
from cilexportal.foundation.visitors.models import Link, Visit
from members.models import User
from portfolio.enums import SheetKind
from portfolio.models import Piece, Portfolio, Sheet, SheetPiece, Supervisor
from portfolio.rules.slots import Slot, slots_of
from portfolio.services import beginning, supervisors, versions
from portfolio.services.supervised import shown_of
from portfolio.services.supervisors import Details
from shop.services.billing import BillTo
from standing.enums import Statement, Verdict
from standing.models import ConductForm
from standing.models import Declaration as Conduct

IRIS = Story(key="iris", begun=150, weekly=35, weeks=110)
THEO = Story(key="theo", begun=140, weekly=35, weeks=105)
UMA = Story(key="uma", begun=190, weekly=35, weeks=120)
NADIA = Details(
    name="Nadia Brook", email="nadia.brook@example.org", employer="Harbour Street Law Centre", person_kind="solicitor"
)
LEO = Details(name="Leo Farrant", email="leo.farrant@example.org", employer="Farrant & Co", person_kind="solicitor")
# Competencies whose work Leo supervised.
LEOS = (4, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a sheet says of its work: the matter, and sentences that differ from one to the next."""

    title: str
    kind: str
    matter: str
    words: tuple[str, str]


@transaction.atomic
def load(*, at: datetime) -> bool:
    """Loads three final applications; False where they are there, or there are no fees. People and fees have to be."""
    users = Application.objects.filter(user__email__in=[f"{one.key}@example.org" for one in (IRIS, THEO, UMA)])
    if users.exists() or not shop.Product.objects.filter(slug="assessment-admission", prices__isnull=False).exists():
        return False
    iris_is_to_be_assessed(at)
    theo_waits_for_leo(at)
    uma_has_her_title(at)
    return True


def iris_is_to_be_assessed(at: datetime) -> None:
    """Paid, and signed by everybody."""
    case = paid(IRIS, at=at, on=at - timedelta(days=12))
    signed(case, at=at - timedelta(days=10))


def theo_waits_for_leo(at: datetime) -> None:
    """Paid, and signed by himself and by one of two supervisors."""
    case = paid(THEO, at=at, on=at - timedelta(days=5))
    signed(case, but=LEO.name, at=at - timedelta(days=4))


def uma_has_her_title(at: datetime) -> None:
    """Marked, the drawn examples twice, and approved."""
    case = paid(UMA, at=at, on=at - timedelta(days=50))
    signed(case, at=at - timedelta(days=47))
    approved(case, at=at - timedelta(days=30))


def paid(story: Story, *, at: datetime, on: datetime) -> Case:
    """A final application whose fee cleared on a day, with knowledge and hours met before."""
    before = casework.paid(story, at=at)
    met(before, at=on - timedelta(days=20))
    application = before.application
    known(application.cases.get(kind="knowledge"), at=on - timedelta(days=30))
    filled(application.cases.get(kind="portfolio"), at=on - timedelta(days=3))
    case = application.cases.get(kind="admission")
    answered(case, at=on)
    used_again(case, at=on)
    fee = submitting.submit(
        case_id=case.pk, revision=fresh(case).revision, by=application.user, seen_pence=FEES["assessment-admission"],
        payer=BillTo(name=application.user.full_name, email=application.user.email, **HOME), at=on,
    )  # fmt: skip
    assert fee is not None, "the final application has a fee"
    shop.pay(fee.order, at=on)
    return fresh(case)


def met(case: Case, *, at: datetime) -> None:
    """A step looked through and met."""
    casework.looked_through(case, at=at)
    casework.decided(case, Outcome.MET, at=at + timedelta(hours=1))


def known(case: Case, *, at: datetime) -> None:
    """An accredited qualification, shown by a certified copy."""
    one = data_by_id(case.application.version_id).qualifications[0]
    certificate = committee.paper(case, PaperKind.CERTIFICATE, "certificate", at=at)
    Qualification.objects.create(
        case=case, route=Route.ACCREDITED, code=one.code, title=one.title, awarded_by=one.awarded_by,
        awarded_on=london.date_of(at) - timedelta(days=700), certificate=certificate, certified_by="Petra Sands",
        certified_as="Solicitor", certified_on=london.date_of(at), saved_at=at,
    )  # fmt: skip
    submitting.submit(
        case_id=case.pk, revision=fresh(case).revision, by=case.application.user, payer=None, seen_pence=None, at=at
    )
    met(case, at=at + timedelta(days=1))


# --- The portfolio ---------------------------------------------------------------------------------------------------


def filled(case: Case, *, at: datetime) -> Portfolio:
    """A portfolio with an example in every place that has to have one, as rows: services would take a minute."""
    user, portfolio = case.application.user, beginning.begun(case=case, at=at)
    told = {"portfolio": portfolio, "by": user, "at": at}
    nadia, leo = supervisors.add(details=NADIA, **told), supervisors.add(details=LEO, **told)
    places = slots_of(data_by_id(case.application.version_id).competencies)
    wanted = [slot for slot, outcome in places if not outcome.optional]
    offset = sum(map(ord, user.email))
    said = [said_of(number, offset=offset) for number in range(len(wanted))]
    sheets = Sheet.objects.bulk_create(
        sheet_of(portfolio, slot, words, leo if slot.competency in LEOS else nadia, at=at)
        for slot, words in zip(wanted, said, strict=True)
    )
    files = Document.objects.bulk_create(file_of(user, words, at=at) for words in said)
    pieces = Piece.objects.bulk_create(
        piece_of(portfolio, words, file, on=london.date_of(at) - timedelta(days=30 + 3 * number), at=at)
        for number, (words, file) in enumerate(zip(said, files, strict=True))
    )
    SheetPiece.objects.bulk_create(
        SheetPiece(sheet=sheet, piece=piece, position=1) for sheet, piece in zip(sheets, pieces, strict=True)
    )
    for sheet in sheets:
        versions.note(sheet=sheet, at=at)
    return portfolio


def said_of(number: int, *, offset: int) -> Told:
    """What stands on the sheet of a number; `offset` tells people apart."""
    code, title = KINDS[number % len(KINDS)]
    work, did = WORK[(number + offset) % len(WORK)], DID[(number * 3 + offset) % len(DID)]
    after, why = DID[(number * 5 + offset + 4) % len(DID)], WHY[(number + 2 * offset) % len(WHY)]
    return Told(
        title=title, kind=code, matter=f"Matter {number + 1:02}, {work}",
        words=(f"The matter was {work}. I {did}, and then {after}.", f"{why} It shows that I {did}."),
    )  # fmt: skip


def sheet_of(portfolio: Portfolio, slot: Slot, said: Told, supervisor: Supervisor, *, at: datetime) -> Sheet:
    """A sheet in its place, every box written."""
    return Sheet(
        portfolio=portfolio, kind=SheetKind.SHEET, competency=slot.competency, outcome=slot.outcome,
        example=slot.example, supervisor=supervisor, how_met=said.words[0], how_shown=said.words[1],
        learned="To write down the last day before anything else.", saved_at=at,
    )  # fmt: skip


def file_of(user: User, said: Told, *, at: datetime) -> Document:
    """A small PDF, as if the worker had checked it."""
    content = handout.page_of(said.title, said.matter, *said.words, "Made up for the demo.")
    digest = hashlib.sha256(content).hexdigest()
    return Document(
        owner=user, filename=f"{said.title}.pdf", media_type="application/pdf", size=len(content), sha256=digest,
        clean_size=len(content), clean_sha256=digest, state=DocumentState.CLEAN, received_at=at, checked_at=at,
        file=default_storage.save("documents/demo/final", ContentFile(content)),
    )  # fmt: skip


def piece_of(portfolio: Portfolio, said: Told, file: Document, *, on: date, at: datetime) -> Piece:
    """The file, as its owner describes it."""
    return Piece(
        portfolio=portfolio, document=file, title=said.title, kind=said.kind, matter=said.matter, worked_on=on,
        own_work=True, shows_date=True, shows_name=True, shows_reference=True, pages=1, saved_at=at,
    )  # fmt: skip


# --- The final application -------------------------------------------------------------------------------------------


def answered(case: Case, *, at: datetime) -> None:
    """The form answered, and nothing to declare."""
    user = case.application.user
    declares_nothing(user, at=at)
    for section, answers in ANSWERS.items():
        sent = {**answers, "register_name": user.full_name} if section == "general" else answers
        gathering.answer(case_id=case.pk, section=section, sent=sent, by=user, at=at)


def declares_nothing(user: User, *, at: datetime) -> None:
    """Prior conduct of a year: nothing to declare, accepted as it was made."""
    Conduct.objects.create(
        user=user, year=london.date_of(at).year, form=ConductForm.objects.latest("from_date"),
        statement=Statement.ANSWERS, spent=False, discloses=False, signed_name=user.full_name, made_at=at,
        verdict=Verdict.ACCEPTED, decided_at=at,
    )  # fmt: skip


def used_again(case: Case, *, at: datetime) -> None:
    """The reference for experience used again."""
    offered = found_of(fresh(case), today=london.date_of(at)).offered[0]
    gathering.use_again(case_id=case.pk, reference_id=offered.reference.pk, by=case.application.user, at=at)


def signed(case: Case, *, but: str = "", at: datetime) -> None:
    """Everybody who was asked signs all that is listed, except somebody."""
    for uuid in Declaration.objects.filter(case=case).exclude(name=but).order_by("pk").values_list("uuid", flat=True):
        row = declared.by_uuid(uuid)
        assert row is not None
        sign(row, at=at)


def sign(row: Declaration, *, at: datetime) -> None:
    """Signed by the applicant, or by a supervisor who comes by the link."""
    own = row.signer == Signer.APPLICANT
    user = row.case.application.user
    said = signing.Signing(
        seen=shown_of(signing.to_sign(row)), name=row.name, consents=True, visitor=user if own else None,
        address="",
    )  # fmt: skip
    if own:
        signing.sign_own(declaration_id=row.pk, said=said, by=user, at=at)
        return
    link = Link.objects.get(purpose=signing.PURPOSE, subject=row.uuid, ended_at=None)
    signing.enter(token=visiting.token_of(link), visitor=None, at=at)
    signing.sign(visit_id=Visit.objects.filter(link=link).latest("pk").pk, said=said, at=at)


def approved(case: Case, *, at: datetime) -> None:
    """Every criterion met, drawn examples marked twice, the other sections passed, and the title granted."""
    farid = shop.person("farid")
    marked(case, by=farid, second_by=shop.person("sunil"), at=at)
    for code in ("reference", "conduct"):
        assessing.judge_section(
            case_id=case.pk, revision=fresh(case).revision, section=Section(code=code, passed=True), by=farid, at=at
        )
    casework.decided(case, Outcome.MET, at=at + timedelta(hours=1))


def marked(case: Case, *, by: User, second_by: User, but: Collection[str] = (), at: datetime) -> None:
    """Every criterion of every example met, drawn ones by both, as rows; places in `but` are left."""
    book = book_of(fresh(case))
    assert book is not None
    CriterionMark.objects.bulk_create(
        CriterionMark(
            case=case, submission=book.submission, slot=sheet.example.slot, outcome=sheet.example.outcome.number,
            letter=one.letter, seal=sheet.example.seal, is_second=is_second, mark=Mark.MET,
            by=second_by if is_second else by, at=at,
        )
        for sheet in book.sheets if sheet.example.slot not in but
        for is_second in ((False, True) if sheet.drawn else (False,))
        for one in sheet.example.outcome.criteria
    )  # fmt: skip
