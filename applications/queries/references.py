"""References: the link and the visit behind a secret, what an applicant sees of theirs, and what officers read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db.models import Max, QuerySet
from django.db.models.functions import Lower

from applications.enums import AskedStage, Stage
from applications.models import (
    Application,
    Case,
    Reference,
    ReferenceAsked,
    ReferenceLink,
    ReferenceTyped,
    ReferenceVisit,
)
from applications.queries.pathways import data_by_id
from applications.rules import links, supervisors
from applications.rules.hours import Days
from applications.rules.pathway import PathwayData
from applications.rules.supervisors import Applicant
from cilexportal.foundation.rulebook.refusal import Refusal
from cilexportal.foundation.visitors.keys import hashed
from members.models import RoleGrant, User

CASE = "case__application__user"


@dataclass(frozen=True, slots=True)
class Told:
    """A request as its applicant sees it: never what the supervisor wrote."""

    asked: ReferenceAsked
    sent_at: datetime | None
    dead: Refusal | None
    is_acceptable: bool


@dataclass(frozen=True, slots=True)
class Received:
    """A signed reference as officers and the committee read it."""

    reference: Reference
    kind: str
    is_acceptable: bool
    months: int
    heads: list[tuple[str, str, bool]]


def by_token(token: str) -> ReferenceLink | None:
    """The link, dead or alive; None where there never was one."""
    found = ReferenceLink.objects.select_related(f"asked__{CASE}").filter(token_hash=hashed(token))
    return found.first()


def typed_on(asked: ReferenceAsked, page: str) -> ReferenceTyped | None:
    """[REC-17] What was typed on a page of a reference; None where nothing ever was."""
    return ReferenceTyped.objects.filter(asked=asked, page=page).first()


def visit_of(key: str, *, at: datetime) -> ReferenceVisit | None:
    """The visit of this key until its hours are over; one that was ended is given too, for its last page."""
    if not key:
        return None
    found = ReferenceVisit.objects.select_related(f"link__asked__{CASE}", "link__asked__reference__letter")
    return found.filter(key_hash=hashed(key), began_at__lte=at, expires_at__gt=at).first()


def why_dead(link: ReferenceLink, *, at: datetime) -> Refusal | None:
    """[HB-21] Why a link does not open at `at`, or None."""
    asked, case = link.asked, link.asked.case
    facts = links.LinkFacts(
        asked=AskedStage(asked.stage), case=Stage(case.stage), decided_at=case.decided_at, sent_at=link.sent_at,
        expires_at=link.expires_at, ended_at=link.ended_at,
    )  # fmt: skip
    return links.why_dead(facts, at=at)


def data_of_asked(asked: ReferenceAsked) -> PathwayData:
    """What the pathway's version says to references."""
    return data_by_id(asked.case.application.version_id)


def applicant_of(application: Application) -> Applicant:
    """[HB-24] The applicant with every address of their account, confirmed or not."""
    user = application.user
    more = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    return Applicant(name=user.full_name, addresses=(user.email, *more))


def is_applicants(application: Application, address: str) -> bool:
    """[HB-24] Whether an address leads to the applicant, however it is written."""
    return supervisors.is_own(address, own=applicant_of(application).addresses)


def same_name(application: Application, address: str) -> tuple[str, ...]:
    """[HB-24] The addresses of other accounts in the applicant's name that lead to the same box as this address."""
    name, box = supervisors.bare(application.user.full_name), supervisors.mailbox(address)
    pattern = supervisors.spellings(box)
    main = User.objects.annotate(low=Lower("email")).filter(low__regex=pattern)
    more = EmailAddress.objects.annotate(low=Lower("email")).filter(low__regex=pattern)
    found = [
        *main.exclude(pk=application.user_id).values_list("email", "full_name"),
        *more.exclude(user=application.user_id).values_list("email", "user__full_name"),
    ]
    return tuple(email for email, called in found if supervisors.bare(called) == name)


def staff() -> set[str]:
    """[HB-26] The addresses of everybody who works with applications or could."""
    users = User.objects.filter(pk__in=RoleGrant.objects.filter(revoked_at=None).values("user"))
    more = EmailAddress.objects.filter(user__in=users).values_list("email", flat=True)
    return {*users.values_list("email", flat=True), *more}


def applicant_before(application: Application, *, visitor: User | None) -> Applicant:
    """[HB-24] The applicant as a link's visitor meets them: an account of the same name is taken for theirs."""
    known = applicant_of(application)
    if visitor is None or supervisors.bare(visitor.full_name) != supervisors.bare(known.name):
        return known
    return Applicant(name=known.name, addresses=(*known.addresses, visitor.email))


def of_case(case: Case) -> QuerySet[ReferenceAsked]:
    """Every request of a case, the first one first, with when its last link went."""
    found = ReferenceAsked.objects.filter(case=case).select_related("reference", "case__application")
    return found.annotate(sent_at=Max("links__sent_at")).order_by("asked_at", "pk")


def told(case: Case, *, at: datetime) -> list[Told]:
    """[HB-21] What an applicant sees of the references of a case; two statements however many there are."""
    newest: dict[int, ReferenceLink] = {}
    for link in ReferenceLink.objects.filter(asked__case=case).select_related("asked__case").order_by("sent_at", "pk"):
        newest[link.asked_id] = link
    return [
        Told(
            asked=asked, sent_at=asked.sent_at,
            dead=why_dead(newest[asked.pk], at=at) if asked.stage == AskedStage.OPEN and asked.pk in newest else None,
            is_acceptable=_acceptable(asked, getattr(asked, "reference", None)),
        )
        for asked in of_case(case)
    ]  # fmt: skip


def open_to(case: Case) -> list[str]:
    """The addresses that are being asked about a case."""
    return list(ReferenceAsked.objects.filter(case=case, stage=AskedStage.OPEN).values_list("email", flat=True))


def one_of(user_id: int, asked: UUID) -> ReferenceAsked | None:
    """An applicant's own request; None for any other."""
    found = ReferenceAsked.objects.select_related("case__application")
    return found.filter(uuid=asked, case__application__user=user_id).first()


def case_of(user_id: int, application: UUID, step: str) -> Case | None:
    """An applicant's own case; None for any other."""
    found = Case.objects.select_related("application__user", "application__pathway")
    return found.filter(application__uuid=application, application__user=user_id, step=step).first()


def received(case: Case, *, today: date) -> list[Received]:
    """[HB-24] [HB-25] The signed references of a case, for officers and the committee alone."""
    data = data_by_id(case.application.version_id)
    signed = Reference.objects.filter(asked__case=case, signed_at__isnull=False).select_related("asked", "letter")
    return [
        Received(
            reference=one, is_acceptable=_acceptable(one.asked, one, data),
            kind=kind.title if (kind := data.person(one.person_kind)) else one.person_kind,
            months=supervisors.months_supervised(one.from_date, one.until_date, today=today) if one.from_date else 0,
            heads=[(head.words, one.heads.get(head.code, ""), head.code in one.doubts) for head in data.heads],
        )
        for one in signed.order_by("signed_at")
    ]  # fmt: skip


def gaps(case: Case, *, today: date) -> list[Days]:
    """[HB-25] The days of roles that no signed reference speaks to."""
    signed = Reference.objects.filter(asked__case=case, signed_at__isnull=False)
    spoken = _days(signed.values_list("from_date", "until_date"), today)
    return supervisors.unsupervised(_days(case.roles.values_list("from_date", "until_date"), today), spoken)


def given_in_confidence(user_id: int) -> QuerySet[Any, Any]:
    """The ids of files that stand in a person's name and were given about them in confidence [HB-25]: those that stand
    and those that a later one replaced. The trail of references names them all."""
    letters: QuerySet[Any, Any] = apps.get_model("applications", "ReferenceEvent").objects.filter(letter__owner=user_id)
    return letters.values_list("letter", flat=True)


def is_accepted(asked: ReferenceAsked) -> bool:
    """[HB-24] Whether what came of a request was signed by an authorised person, or taken by exception."""
    return _acceptable(asked, getattr(asked, "reference", None))


def _days(spans: Iterable[tuple[date | None, date | None]], today: date) -> list[Days]:
    return [Days(first=first, last=last or today) for first, last in spans if first and first <= (last or today)]


def _acceptable(asked: ReferenceAsked, written: Reference | None, data: PathwayData | None = None) -> bool:
    """[HB-24] Whether what was signed comes from an authorised person, or from one an officer took by exception."""
    if written is None or written.signed_at is None:
        return False
    kind = (data or data_of_asked(asked)).person(written.person_kind)
    return supervisors.is_acceptable(kind, has_exception=asked.exception_at is not None)
