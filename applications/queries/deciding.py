"""A case as it is about to be decided: its sections as they stand, the hours accepted, and the reference."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower

from applications.enums import AskedStage, EventKind, Outcome, Stage, StepKind
from applications.models import (
    Application,
    Case,
    CaseFee,
    Decision,
    Hold,
    ReferenceAsked,
    Role,
    SectionVerdict,
    Submission,
)  # fmt: skip
from applications.queries import followed, ledger, reused, signatures, vouching
from applications.queries.ledger import Book, Reckoned
from applications.queries.ledger_page import rows_of
from applications.queries.pathways import data_by_id
from applications.queries.references import is_accepted
from applications.rules import deciding
from applications.rules.deciding import Failed, Matter, Section
from applications.rules.pathway import PathwayData
from applications.rules.supervisors import WITH_REFERENCES
from applications.rules.wording import Draft, HoursSaid, Told, drafted
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal
from members.models import User
from shop.enums import Ground
from shop.models import Refund


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """What an experience case comes to on a day, claimed beside accepted."""

    book: Book
    claimed: Reckoned
    accepted: Reckoned
    rows: list[dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDecide:
    """A case with what a decision on it rests upon; `hours` only of the experience step."""

    case: Case
    data: PathwayData
    submission: Submission | None
    matter: Matter
    hours: Hours | None

    @property
    def projected(self) -> date | None:
        """[HB-27a] By when the ledger says that the hours are likely."""
        return self.hours.accepted.projection.on if self.hours else None

    def hours_said(self, expected_on: date | None = None, expected_why: str = "") -> HoursSaid | None:
        """[HB-27] [HB-27a] The hours as a letter says them: by the ledger's day, or an officer's with its reason."""
        if self.hours is None:
            return None
        found = self.hours.accepted
        return HoursSaid(
            accepted=found.total, required=found.required, on=found.found.on, why_none=found.projection.why_none,
            expected_on=expected_on or self.projected, expected_why=expected_why.strip() if expected_on else "",
        )  # fmt: skip

    def drafted(self, outcome: Outcome, *, expected_on: date | None = None, expected_why: str = "") -> Draft:
        """[HB-26a] The letter of a decision before anybody edits it."""
        own = expected_on if expected_on != self.projected else None
        told = Told(
            title=self.matter.step.title, reference=self.case.application.reference,
            reasons=deciding.paragraphs(self.matter.sections, self.data), hours=self.hours_said(own, expected_why),
            again_days=self.data.clocks.reconsider_days,
        )  # fmt: skip
        return drafted(outcome, told)


def may_judge(case: Case, user: User) -> Refusal | None:
    """[HB-26] Why somebody cannot assess or decide a case: it is their own, or they vouch for it; by any address."""
    return part_of(addresses_of([user])[user.pk], parties(case))


def addresses_of(users: Iterable[User]) -> dict[int, list[str]]:
    """[HB-26] Every address by which each of these may have a part in a case, confirmed or not: one statement.

    Nobody but its owner writes an address into an account, so that one which is not confirmed bars only whoever wrote
    it; and nobody gets rid of a part by leaving an address unconfirmed.
    """
    found = {one.pk: [one.email] for one in users}
    for user, email in EmailAddress.objects.filter(user__in=found).values_list("user", "email"):
        found[user].append(email)
    return found


def parties(case: Case) -> tuple[list[str], list[str]]:
    """[HB-26] The addresses of the applicant, and those of everybody who was asked for a reference, is named as the
    supervisor of a role, or was asked to sign for the work, in any step of the application.

    Only what the applicant confirmed counts as theirs: with an officer's address in their account they could lock that
    officer out of the case.
    """
    owner, application = case.application.user, case.application_id
    own = EmailAddress.objects.filter(user=owner, verified=True).values_list("email", flat=True)
    return [owner.email, *own], [*supervisors_of([application])[application]]


def supervisors_of(applications: Collection[int]) -> dict[int, set[str]]:
    """[HB-26] Application -> the addresses of everybody who vouches for its applicant: asked for a reference in any
    step, named as the supervisor of a role, or asked to sign. As many statements however many there are."""
    found = vouching.addresses(applications)
    asked = ReferenceAsked.objects.filter(case__application__in=applications).values_list("case__application", "email")
    named = Role.objects.filter(case__application__in=applications).exclude(supervisor_email="")
    for application, email in (*asked, *named.values_list("case__application", "supervisor_email")):
        found[application].add(email)
    return found


def part_of(addresses: Iterable[str], of: tuple[list[str], list[str]]) -> Refusal | None:
    """[HB-26] The part that somebody with these addresses has in a case of these `parties`, or None."""
    applicant, referees = of
    found = (deciding.may_judge(address=one, applicant=applicant, referees=referees) for one in addresses)
    return next(filter(None, found), None)


def part_in(user_id: int) -> set[int]:
    """[HB-26] The applications in which somebody has a part: their own, and those in which an address of theirs, as it
    is written, was asked for a reference or a signature or stands beside a role; one statement, by the indexes of the
    addresses.

    Another spelling of an address, with a plus sign say, is not looked for here: may_judge knows it, so that a case is
    listed then and yet neither opened nor moved.
    """
    low = Lower("email")
    main = User.objects.filter(pk=user_id).annotate(low=low).values("low")
    more = EmailAddress.objects.filter(user=user_id).annotate(low=low).values("low")
    own = Application.objects.filter(user=user_id).order_by().values_list("pk")
    asked = ReferenceAsked.objects.annotate(low=low).order_by().values_list("case__application")
    named = Role.objects.annotate(low=Lower("supervisor_email")).exclude(supervisor_email="").order_by()
    vouch = (asked, named.values_list("case__application"))
    parts = [of.filter(low__in=addresses) for of in vouch for addresses in (main, more)]
    signs = vouching.applications_of(by=Q(low__in=main) | Q(low__in=more))
    return {pk for (pk,) in own.union(*parts, *signs)}


def fee_is_back(case: Case) -> bool:
    """[HB-11b] Whether the fee of a case was taken in error, or its money went back or is on its way; what somebody had
    paid twice or too much is no fee."""
    back = Refund.objects.filter(cancellation__line__order=OuterRef("order"))
    gone = Q(Exists(back.exclude(cancellation__ground=Ground.PAID_IN_ERROR)))
    return CaseFee.objects.filter(gone | Q(reversed_at__isnull=False), case=case, let_go_at=None).exists()


def to_decide(case: Case, *, today: date) -> ToDecide:
    """[HB-26] All that the buttons of a decision are reckoned from; so many statements however long the case."""
    data = data_by_id(case.application.version_id)
    submissions = list(case.submissions.order_by("number"))
    found = hours_of(case, data, today=today) if case.kind == StepKind.EXPERIENCE else None
    matter = Matter(
        stage=Stage(case.stage), step=data.step(case.step), sections=sections_of(case, data, submissions),
        on_hold=Hold.objects.filter(case=case, ended_at=None).exists(),
        hours=_exactly(found) if found else None, hours_judged=found.book.is_judged() if found else True,
        reference_accepted=case.kind not in WITH_REFERENCES or _has_reference(case),
        waiting=signatures.waiting_of(case) if case.stage == Stage.ASSESSMENT else None,
    )  # fmt: skip
    return ToDecide(
        case=case, data=data, submission=submissions[-1] if submissions else None, matter=matter, hours=found
    )  # fmt: skip


def sections_of(case: Case, data: PathwayData, submissions: list[Submission]) -> tuple[Section, ...]:
    """[HB-26] [HB-31] The sections of a step in their order, with the verdicts that stand on the last submission, or as
    they follow from facts of an app above."""
    standing = {one.section: one for one in standing_verdicts(case)}
    contents = {one.pk: one.content for one in submissions}
    last = submissions[-1] if submissions else None
    sources = {code: followed.source_of(case, code) for code in data.step(case.step).sections}
    return tuple(
        source.tell(case) if source else _section(code, standing.get(code), contents, last)
        for code, source in sources.items()
    )


def standing_verdicts(case: Case) -> list[SectionVerdict]:
    """The last verdict on each section that has one, whatever submission it was made on."""
    return list(SectionVerdict.objects.filter(case=case, superseded_at=None).select_related("by", "submission"))


def hours_of(case: Case, data: PathwayData, *, today: date) -> Hours:
    """[HB-17] [HB-27] Hours claimed beside accepted, with each role and course in words."""
    book = ledger.book_of(case)
    claimed = ledger.reckon(book.claimed(), figures=data.hours, today=today)
    rows = rows_of(book, claimed, data, today=today, told=True)
    said = [
        {
            "title": one.title, "claimed": str(one.claimed),
            "accepted": "" if one.accepted is None else str(one.accepted),
            "verdict": one.verdict, "why": one.why, "note": one.note,
        }
        for one in rows
    ]  # fmt: skip
    accepted = ledger.reckon(book.accepted(), figures=data.hours, today=today)
    return Hours(book=book, claimed=claimed, accepted=accepted, rows=said)


def ledger_as_kept(found: Hours | None) -> dict[str, Any]:
    """[HB-27] The ledger as a decision or a referral keeps it: plain values, hours as text; empty without hours."""
    if found is None:
        return {}
    projection = found.accepted.projection
    return {
        "on": found.accepted.found.on.isoformat(), "required": found.accepted.required,
        "claimed": str(found.claimed.total), "accepted": str(found.accepted.total),
        "missing": str(found.accepted.missing), "credit": str(found.accepted.credit), "rows": found.rows,
        "projected": projection.on.isoformat() if projection.on else "", "why_none": projection.why_none,
    }  # fmt: skip


def sections_as_kept(sections: tuple[Section, ...]) -> list[dict[str, Any]]:
    """The sections as a decision or a referral keeps them."""
    return [
        {
            "code": one.code, "passed": one.passed,
            "reasons": [{"code": failed.code, "note": failed.note} for failed in one.reasons],
        }
        for one in sections
    ]  # fmt: skip


def sections_kept(rows: list[dict[str, Any]]) -> tuple[Section, ...]:
    """The sections that a decision or a referral kept, as the rules take them."""
    return tuple(
        Section(code=row["code"], passed=row["passed"], reasons=tuple(Failed(**one) for one in row["reasons"]))
        for row in rows
    )


def hundredths(reckoned: Reckoned) -> int:
    """Hours as a decision keeps them: hundredths, rounded down."""
    return int(reckoned.total * 100)


def title_of(case: Case) -> str:
    """What the version calls the step of a case."""
    return data_by_id(case.application.version_id).step(case.step).title


def what_moved(case: Case) -> str:
    """[HB-26] What happened to a case while somebody's page was open, and that nothing they typed is lost."""
    last = case.timeline.select_related("by").order_by("-at", "-id").first()
    kept = "What you typed is still here."
    if last is None:
        return f"This case was changed while your page was open. {kept}"
    who = f" by {last.by}" if last.by else ""
    said = f"{EventKind(last.kind).label}{who}, {london.in_words(london.date_of(last.at))}"
    if case.stage != Stage.ASSESSMENT:
        return f"This case has moved while your page was open: it is “{case.get_stage_display()}” now ({said}). {kept}"
    return f"This case was changed while your page was open ({said}). {kept} Look again, and send it again."


def last_of(case: Case) -> Decision | None:
    """The last decision on a case, reversed or not."""
    return case.decisions.select_related("by", "request", "letter").order_by("-at", "-id").first()


def _section(
    code: str, verdict: SectionVerdict | None, contents: dict[int, Any], last: Submission | None
) -> Section:  # fmt: skip
    if verdict is None or last is None:
        return Section(code=code, passed=None)
    stands = deciding.still_stands(
        passed=verdict.passed, same=verdict.submission_id == last.pk,
        before=contents.get(verdict.submission_id, {}), now=last.content,
    )  # fmt: skip
    if not stands:
        return Section(code=code, passed=None)
    reasons = tuple(Failed(code=one["code"], note=one.get("note", "")) for one in verdict.reasons)
    return Section(code=code, passed=verdict.passed, reasons=reasons)


def _exactly(found: Hours) -> Fraction:
    return found.accepted.found.total


def _has_reference(case: Case) -> bool:
    """[HB-24] [HB-59a] Whether a signed reference, or one that is used again, is one that can be accepted."""
    signed = ReferenceAsked.objects.filter(case=case, stage=AskedStage.RECEIVED)
    given = signed.select_related("reference", "case__application")
    return any(map(is_accepted, (*given, *reused.used_in(case))))
