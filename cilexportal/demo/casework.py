"""Loads the demo's applications, at every stage an officer or an applicant meets, by the applications' own services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db import transaction

from applications.enums import Accepted, HoldReason, Outcome, RoleKind, SeenBy
from applications.models import Application, Case, CaseFee, ReferenceAsked, ReferenceVisit
from applications.queries import deciding as queries
from applications.queries.beginning import version_of
from applications.rules.claims import CourseClaim, Credit, RoleClaim, View
from applications.rules.deciding import Failed, Section
from applications.services import (
    assessing,
    beginning,
    deciding,
    desk,
    holding,
    ledger,
    links,
    noting,
    references,
    submitting,
    supervisor,
)
from cilexportal.demo import shop
from cilexportal.demo.standing import HOME, OFFICE
from cilexportal.foundation import london
from shop.models import Price, Product
from shop.services.billing import BillTo

FEES = {"assessment-experience": 35_000, "assessment-admission": 60_000}
ANSWERS = {"elsewhere": "no", "charity": "yes", "charity_ticked": "ticked", "own_firm": "no", "employer": "yes"}
WORK = (
    "Took instructions from clients, advised them on the rules for family members, drafted applications and "
    "representations, and prepared bundles for appeals."
)
SAID = "I have read this person's files every fortnight and can say so from what I saw."
A_MOMENT, A_WEEK = timedelta(minutes=10), timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One application: whose, begun how many days ago, hours a week since how many weeks, and with a course or not."""

    key: str
    begun: int
    weekly: int
    weeks: int
    course: bool = False


ADA = Story(key="ada", begun=40, weekly=21, weeks=60, course=True)
BEN = Story(key="ben", begun=120, weekly=28, weeks=70, course=True)
JO = Story(key="jo", begun=60, weekly=35, weeks=110)
KIT = Story(key="kit", begun=75, weekly=35, weeks=90)
LENA = Story(key="lena", begun=90, weekly=35, weeks=100)
NIA = Story(key="nia", begun=100, weekly=35, weeks=95)
MOSS = Story(key="moss", begun=30, weekly=50, weeks=80)


@transaction.atomic
def load(*, at: datetime) -> bool:
    """Loads fees and seven applications; False where they are there, or no pathway is open. The demo's people have to
    be."""
    if Price.objects.filter(product__slug__in=FEES).exists() or not version_of("immigration", today=london.date_of(at)):
        return False
    for slug, pence in FEES.items():
        since = london.date_of(at) - shop.LONG_BEFORE * 2
        Price.objects.create(product=Product.objects.get(slug=slug), pence=pence, from_date=since)
    ada_waits_for_her_supervisor(at)
    ben_has_not_enough_hours_yet(at)
    jo_is_asked_for_more(at)
    kit_is_on_hold(at)
    lena_has_met_it(at)
    moss_has_not_paid(at)
    nia_is_half_looked_through(at)
    return True


def ada_waits_for_her_supervisor(at: datetime) -> None:
    """A draft with a role, a course on the same days, and a reference that has not come."""
    asked_for(begun(ADA, at=at), at=at - timedelta(days=9))


def ben_has_not_enough_hours_yet(at: datetime) -> None:
    """Paid, accepted in part, and "not yet" with the hours so far."""
    case = paid(BEN, at=at)
    seen = at - timedelta(days=30)
    looked_through(case, accepted=Accepted.PART, at=seen)
    decided(case, Outcome.NOT_YET, at=seen + timedelta(hours=2))


def jo_is_asked_for_more(at: datetime) -> None:
    """With Farid, who asks what the work was."""
    case = paid(JO, at=at)
    given(case, at=at - timedelta(days=25))
    looked_through(case, Failed(code="work_unclear", note="Which tribunals did you prepare for?"), at=at - A_WEEK)
    decided(case, Outcome.ASK, at=at - timedelta(days=6))


def kit_is_on_hold(at: datetime) -> None:
    """Being assessed, with a note and a hold, and a second supervisor whom an officer asked."""
    case = paid(KIT, at=at)
    given(case, at=at - timedelta(days=40))
    farid = shop.person("farid")
    noting.note(
        case_id=case.pk, words="The employer changed its name last year: both are on the register.",
        seen_by=SeenBy.OFFICERS, to=[], by=farid, at=at - timedelta(days=35),
    )  # fmt: skip
    holding.hold(
        case_id=case.pk, revision=fresh(case).revision, reason=HoldReason.ADVICE, note="Asked our lawyers.",
        by=farid, at=at - timedelta(days=5),
    )  # fmt: skip


def lena_has_met_it(at: datetime) -> None:
    """Everything accepted."""
    case = paid(LENA, at=at)
    looked_through(case, at=at - timedelta(days=20))
    decided(case, Outcome.MET, at=at - timedelta(days=20) + timedelta(hours=1))


def moss_has_not_paid(at: datetime) -> None:
    """Submitted; an employer has the invoice."""
    case = begun(MOSS, at=at)
    signed(asked_for(case, at=at - timedelta(days=20)), at=at - timedelta(days=12))
    submitted(case, by_transfer=True, at=at - timedelta(days=3))


def nia_is_half_looked_through(at: datetime) -> None:
    """Waits longest: one section is passed, and the hours are not looked at."""
    case = paid(NIA, at=at)
    section = Section(code="work", passed=True)
    assessing.judge_section(
        case_id=case.pk, revision=case.revision, section=section, by=shop.person("farid"), at=at - A_WEEK
    )


def begun(story: Story, *, at: datetime) -> Case:
    """An application with its ledger; gives the experience step."""
    since = at - timedelta(days=story.begun)
    made = beginning.begin(user=shop.person(story.key), pathway="immigration", answers=ANSWERS, at=since)
    return worked(made, story, since=since)


def worked(made: Application, story: Story, *, since: datetime) -> Case:
    """The ledger of an application; gives the experience step."""
    case = made.cases.get(kind="experience")
    first = london.date_of(since) - timedelta(weeks=story.weeks)
    claim = RoleClaim(
        first=first, last=None, weekly=Decimal(story.weekly), leave=(), tasks=("instructions", "advice", "drafting"),
        other_work="", description=WORK,
    )  # fmt: skip
    told = ledger.Told(
        title="Immigration caseworker", employer="Harbour Street Law Centre", kind=RoleKind.EMPLOYED,
        supervisor_name=f"Petra Sands of {story.key.title()}'s team", supervisor_email=address(story.key),
    )  # fmt: skip
    ledger.save_role(case_id=case.pk, uuid=uuid4(), seen="", claim=claim, told=told, at=since + A_MOMENT)
    if story.course:
        study = CourseClaim(
            code="lpc", first=first - timedelta(weeks=20), last=first + timedelta(weeks=20),
            passed_on=first + timedelta(weeks=22),
        )  # fmt: skip
        ledger.save_course(
            case_id=case.pk, uuid=uuid4(), seen="", claim=study, provider="Exampleton School of Law", proof=None,
            at=since + A_MOMENT * 2,
        )  # fmt: skip
    return fresh(case)


def address(key: str) -> str:
    """The supervisor's address of a persona."""
    return f"petra.sands.{key}@harbour-street.example.org"


def asked_for(case: Case, *, at: datetime) -> ReferenceAsked:
    """The supervisor is asked."""
    user = case.application.user
    return references.ask(
        case_id=case.pk, revision=None, name="Petra Sands", email=address(user.email.partition("@")[0]),
        roles=list(case.roles.values_list("uuid", flat=True)), by=user, at=at,
    )  # fmt: skip


def signed(asked: ReferenceAsked, *, at: datetime) -> None:
    """The supervisor answers page by page, and signs."""
    link = asked.links.get(ended_at=None)
    links.enter(token=links.token_of(asked=asked, sent_at=link.sent_at), visitor=None, at=at)
    visit = ReferenceVisit.objects.get(link=link)
    role, data = asked.case.roles.get(), queries.data_by_id(asked.case.application.version_id)
    pages: dict[str, dict[str, Any]] = {
        "person": {"person_kind": "solicitor"},
        "body": {"regulator": "Solicitors Regulation Authority", "number": "654321", "position": "Head of immigration"},
        "since": {"from_date": role.from_date, "until_date": None},
        **{head.code: {"words": SAID, "doubt": False} for head in data.heads},
    }
    version = 1
    for page, values in pages.items():
        version = supervisor.keep(
            visit_id=visit.pk, page=page, values=values, version=version, visitor=None, at=at
        ).version
    signer = supervisor.Signer(name=asked.name, visitor=None, address="")
    supervisor.sign(visit_id=visit.pk, version=version, signer=signer, at=at)


def submitted(case: Case, *, by_transfer: bool = False, at: datetime) -> CaseFee:
    """The step submitted, and billed to the applicant or to an employer."""
    user, firm = case.application.user, {"organisation": "Harbour Street Law Centre", "by_transfer": True, **OFFICE}
    payer = BillTo(name=user.full_name, email=user.email, **(firm if by_transfer else HOME))
    fee = submitting.submit(
        case_id=case.pk, revision=fresh(case).revision, by=user, payer=payer, seen_pence=FEES["assessment-experience"],
        at=at,
    )  # fmt: skip
    assert fee is not None, "the step has a fee"
    return fee


def paid(story: Story, *, at: datetime) -> Case:
    """An application whose experience step officers have: with a reference, submitted, and paid by card."""
    return referred(begun(story, at=at), since=at - timedelta(days=story.begun))


def referred(case: Case, *, since: datetime) -> Case:
    """The experience step with a reference on the eighth day, submitted and paid on the tenth."""
    signed(asked_for(case, at=since + timedelta(days=2)), at=since + timedelta(days=8))
    day = since + timedelta(days=10)
    shop.pay(submitted(case, at=day).order, at=day)
    return fresh(case)


def given(case: Case, *, at: datetime) -> None:
    """Farid takes the case."""
    found, farid = fresh(case), shop.person("farid")
    desk.assign(seen={found.uuid: found.revision}, officer=farid, by=farid, at=at)


def looked_through(case: Case, *failed: Failed, accepted: Accepted = Accepted.FULL, at: datetime) -> None:
    """Every section passed but those of the reasons; roles accepted in full or in part, courses in full."""
    farid, data = shop.person("farid"), queries.data_by_id(case.application.version_id)
    for code in data.step(case.step).sections:
        reasons = tuple(one for one in failed if data.reason(one.code).section == code)
        section = Section(code=code, passed=not reasons, reasons=reasons)
        assessing.judge_section(case_id=case.pk, revision=fresh(case).revision, section=section, by=farid, at=at)
    for role in case.roles.order_by("pk"):
        part: dict[str, Any] = {"first": role.from_date, "weekly": role.weekly_hours - 10, "why": "hours_unclear"}
        view = View(verdict=accepted, **(part if accepted == Accepted.PART else {}))
        note = "Your contract says so." if accepted == Accepted.PART else ""
        ledger.assess_role(role_id=role.pk, revision=fresh(case).revision, view=view, note=note, by=farid, at=at)
    for course in case.courses.order_by("pk"):
        ledger.assess_course(
            course_id=course.pk, revision=fresh(case).revision, credit=Credit(verdict=Accepted.FULL), note="", by=farid,
            at=at,
        )  # fmt: skip


def decided(case: Case, outcome: Outcome, *, at: datetime) -> None:
    """Farid decides, with the letter as it is drafted."""
    found = fresh(case)
    letter = queries.to_decide(found, today=london.date_of(at)).drafted(outcome)
    deciding.decide(
        case_id=case.pk, revision=found.revision, outcome=outcome, why="", subject=letter.subject, body=letter.body,
        by=shop.person("farid"), at=at,
    )  # fmt: skip


def fresh(case: Case) -> Case:
    """The case as its row is now."""
    return Case.objects.select_related("application__user").get(pk=case.pk)
