"""What was declared of prior conduct, without what was disclosed: that is opened in services.reading alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, QuerySet

from members.models import GradeHeld
from standing.enums import Body, Statement, Verdict
from standing.models import (
    ConductForm,
    Declaration,
    GradeRights,
    Joining,
    Lapse,
    MembershipYear,
    Referral,
    ReferralEntry,
)
from standing.queries.fees import holds
from standing.rules import conduct
from standing.rules.conduct import Asked, Made

LIVE: dict[str, None] = {"superseded_at": None}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The declaration as one person is asked for it: the version, the questions in their words, what is on record."""

    year: int
    form: ConductForm
    spent: bool
    questions: tuple[Asked, ...]
    made: tuple[Made, ...]

    @property
    def is_made(self) -> bool:
        """Whether this year has been declared for already."""
        return any(one.year == self.year for one in self.made)

    @property
    def statements(self) -> list[tuple[str, str]]:
        """The statements that can be chosen, with their words."""
        both = ((Statement.NOTHING_NEW, self.form.statement_a), (Statement.ANSWERS, self.form.statement_b))
        return [(one.value, words) for one, words in both if one == Statement.ANSWERS or not self.why_not_a]

    @property
    def why_not_a(self) -> str:
        """Why statement A cannot be chosen; empty where it can."""
        no = conduct.may_say_nothing_new(
            year=self.year, version=self.form.version, spent=self.spent, made=self.made
        )  # fmt: skip
        return no.sentence if no else ""


def declaration_of(*, user_id: int, year: int) -> Declaration | None:
    """The declaration that stands for a calendar year, or None."""
    return Declaration.objects.filter(user=user_id, year=year, **LIVE).first()


def sheet(*, user_id: int, year: int, today: date, grade: str = "") -> Sheet | None:
    """[CPD-15b] The declaration as it is asked of this person today; None where the portal has no version yet.

    `grade`: the one that somebody who is no member wants to join in.
    """
    form = ConductForm.objects.filter(from_date__lte=today).order_by("-from_date").first()
    if form is None:
        return None
    spent = asks_spent(user_id=user_id, today=today, grade=grade)
    rows = form.questions.values_list("number", "words", "words_spent").order_by("number")
    asked = (conduct.asked(number, words=words, words_spent=more, spent=spent) for number, words, more in rows)
    return Sheet(year, form, spent, tuple(one for one in asked if one), made_by(user_id))


def made_by(user_id: int) -> tuple[Made, ...]:
    """Every declaration of a person that stands."""
    rows = Declaration.objects.filter(user=user_id, **LIVE).values_list("year", "form_id", "spent", "verdict")
    return tuple(Made(year=year, version=form, spent=spent, verdict=what) for year, form, spent, what in rows)


def asks_spent(*, user_id: int, today: date, grade: str = "") -> bool:
    """[CPD-15b] Whether spent convictions are asked about: by the grade held today or before a lapse, else by the one
    asked to join in, else by `grade`."""
    held = GradeHeld.objects.filter(holds(today), member__user=user_id).values_list("grade_id", flat=True)
    lapsed = Lapse.objects.filter(member__user=user_id, returned_on=None).values_list("grade_code", flat=True)
    wanted = Joining.objects.filter(user=user_id, decided_at=None, given_up_at=None).values_list("grade_id", flat=True)
    mine = list(held) or list(lapsed) or list(wanted) or [grade]
    return GradeRights.objects.filter(holds(today), grade__in=mine, spent=True).exists()


def covers(found: Declaration | None, *, grade: str, today: date) -> bool:
    """[CPD-15b] Whether a declaration is enough to join in a grade: spent convictions were asked about if it asks."""
    if found is None:
        return False
    return found.spent or not GradeRights.objects.filter(holds(today), grade=grade, spent=True).exists()


def open_years(today: date) -> set[int]:
    """The membership years that can be renewed for."""
    return set(MembershipYear.objects.filter(opens_on__lte=today, year__gte=today.year).values_list("year", flat=True))


def own(user_id: int) -> QuerySet[Declaration]:
    """A person's declarations, newest first, those that were replaced too."""
    return Declaration.objects.filter(user=user_id).order_by("-year", "-made_at")


def to_decide() -> QuerySet[Declaration]:
    """Declarations that wait for an officer: oldest first, those where the person or somebody else is at turn last."""
    waiting = Declaration.objects.filter(**LIVE).exclude(verdict=Verdict.ACCEPTED)
    return waiting.select_related("user").order_by(F("verdict").asc(), "made_at", "pk")


def states(year: int) -> QuerySet[Declaration]:
    """[LAW-ART10] The declarations of a year by name, with no more than the membership body may know of them."""
    rows = Declaration.objects.filter(year=year, **LIVE).select_related("user").order_by("user__full_name", "pk")
    return rows.only("user__full_name", "user__email", "made_at", "verdict", "year")


def referred_since(user_id: int) -> datetime | None:
    """[LAW-ART10] Since when a declaration of this person waits for a decision; what it is about stays where it is."""
    waits = Declaration.objects.filter(user=user_id, verdict=Verdict.REFERRED, **LIVE).order_by("decided_at")
    return waits.values_list("decided_at", flat=True).first()


def referrals(*, but_of: int) -> QuerySet[Referral]:
    """[TC-4.2] What was handed to the regulator, unread first, then newest first; nothing about the reader."""
    read = ReferralEntry.objects.filter(referral=OuterRef("pk"), body=Body.REGULATOR)
    return (
        Referral.objects.exclude(about=but_of)
        .annotate(is_read=Exists(read))
        .select_related("about")
        .prefetch_related("entries__by")
        .order_by("is_read", "-sent_at", "-pk")
    )


def years_of(today: date) -> Iterable[int]:
    """The years that declarations are made for now, newest first."""
    return sorted({today.year, *open_years(today)}, reverse=True)
