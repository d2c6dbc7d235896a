"""Loads the demo: people, members, their records, and last year's close by the portal's own services."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import product

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import make_password
from django.db import transaction

from cilexportal.demo import casework, committee, desk, finals, portfolios, register, sampling, shop, standing
from cilexportal.demo.people import PASSWORD, PEOPLE, Persona
from cilexportal.demo.stories import FIRST_NAMES, GRADES, LAST_NAMES, STORIES, Story
from cilexportal.foundation import london
from cpd.models import CpdYear, Dispensation, Extension, ProfessionalismArea, Record
from cpd.services import close
from members.models import GradeHeld, Member, RoleGrant, User

CROWD = 60
JOINED = date(2019, 3, 4)
# How many of the ten stories each persona has recorded: last year, this year.
RECORDED = {"ada": (10, 5), "ben": (7, 2), "kit": (9, 1), "lena": (6, 0), "moss": (0, 3)}


def load(*, at: datetime) -> bool:
    """Loads what is not there yet, as of the instant `at`; returns False where all of it was loaded before.

    Each step happens whole or not at all, so that a start that failed is mended by the next.
    """
    steps = (
        load_people,
        close_last_year,
        sampling.load,
        shop.load,
        standing.load,
        register.load,
        desk.load,
        committee.load,
        casework.load,
        portfolios.load,
        finals.load,
    )
    loaded = [step(at=at) for step in steps]
    return any(loaded)


@transaction.atomic
def load_people(*, at: datetime) -> bool:
    """The people and their records; False where they are there."""
    if User.objects.filter(email=PEOPLE[0].email).exists():
        return False
    members = {persona.key: load_persona(persona) for persona in PEOPLE}
    last_year, this_year = years(at)
    records = list(persona_records(members, last_year, this_year, at))
    records += list(crowd_records(last_year, this_year, at))
    Record.objects.bulk_create(records)
    grant_reliefs(members, last_year)
    return True


def close_last_year(*, at: datetime) -> bool:
    """Closes the year before this one; False where that was begun, which beat sees to its end."""
    last_year, _ = years(at)
    if last_year.runs.exists():
        return False
    close.close_in_process(year=last_year, by=None, at=at)
    return True


def years(at: datetime) -> tuple[CpdYear, CpdYear]:
    """The CPD year before the instant `at`, and the one it is in."""
    this_year = CpdYear.objects.get(starts_on__lte=london.date_of(at), ends_on__gte=london.date_of(at))
    return CpdYear.objects.get(ends_on=this_year.starts_on - timedelta(days=1)), this_year


def load_persona(persona: Persona) -> Member | None:
    """An account with its roles and second factor, and a membership where the persona has a grade."""
    user = User.objects.create_user(persona.email, full_name=persona.name)
    user.password = hashed_password()
    user.save(update_fields=["password"])
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    RoleGrant.objects.bulk_create([RoleGrant(user=user, role=role) for role in persona.roles])
    if persona.roles:
        TOTP.activate(user, generate_totp_secret())
        RecoveryCodes.activate(user)
        assert Authenticator.objects.filter(user=user).exists()
    if not persona.grade:
        return None
    number = f"{100200 + PEOPLE.index(persona):08d}"
    return make_member(user, number, persona.name, persona.grade, persona.specialism)


@cache
def hashed_password() -> str:
    """The password of everyone, hashed once: a good hash is slow."""
    return make_password(PASSWORD)


def make_member(user: User, number: str, name: str, grade: str, specialism: str = "") -> Member:
    """A member who has held `grade` since joining."""
    first, last = name.split(" ", 1)
    member = Member.objects.create(
        user=user,
        number=number,
        full_name=name,
        sort_name=f"{last} {first}".lower(),
        specialism_id=specialism or None,
        joined_on=JOINED,
    )
    GradeHeld.objects.create(member=member, grade_id=grade, from_date=JOINED)
    return member


def persona_records(
    members: dict[str, Member | None], last_year: CpdYear, this_year: CpdYear, at: datetime
) -> Iterator[Record]:
    """The records of the people one can sign in as."""
    for key, (last, this) in RECORDED.items():
        member = members[key]
        assert member is not None, f"{key} is a member"
        stories = [story for story in STORIES if not (key == "kit" and story.planned)] * 2
        yield from year_of_records(member, stories[:last], last_year, at, hours=key == "ben")
        yield from year_of_records(member, stories[:this], this_year, at, hours=key == "ben")


def crowd_records(last_year: CpdYear, this_year: CpdYear, at: datetime) -> Iterator[Record]:
    """Sixty more members, so that lists and drawings have something to show, and their records."""
    names = [f"{first} {last}" for last, first in product(LAST_NAMES, FIRST_NAMES)][:CROWD]
    for index, name in enumerate(names):
        grade = GRADES[index % len(GRADES)]
        user = User.objects.create_user(f"{name.lower().replace(' ', '.')}@example.org", full_name=name)
        member = make_member(user, f"{200100 + index:08d}", name, grade)
        mixed = grade == "paralegal"
        yield from year_of_records(member, STORIES[: 10 - index % 4], last_year, at, hours=mixed)
        yield from year_of_records(member, STORIES[: index % 5], this_year, at, hours=mixed)


def year_of_records(
    member: Member, stories: list[Story] | tuple[Story, ...], year: CpdYear, at: datetime, *, hours: bool
) -> Iterator[Record]:
    """Counted records of one year, spread from its first day to its end or to now, whichever is earlier."""
    last_day = min(year.ends_on, london.date_of(at))
    known_areas = set(ProfessionalismArea.objects.values_list("code", flat=True))
    for index, story in enumerate(stories):
        span = (last_day - year.starts_on).days
        completed = year.starts_on + timedelta(days=span * index // max(1, len(stories)))
        noted = min(london.start_of_day(completed) + timedelta(hours=19), at)
        yield Record(
            member=member,
            year=year,
            title=story.title,
            completed_on=completed,
            planned=story.planned,
            professionalism=bool(story.area),
            areas=[story.area] if story.area in known_areas else [],
            hours=Decimal("1.50") if hours and not story.area else None,
            in_specialism=True if hours and not story.area else None,
            learned=story.learned,
            evaluation=story.evaluation,
            anonymised=True,
            complete_at=noted,
            created_at=noted,
            saved_at=noted,
        )


def grant_reliefs(members: dict[str, Member | None], year: CpdYear) -> None:
    """Lena has more time and Moss owes nothing."""
    officer = User.objects.get(email="cleo@example.org")
    granted = {"year": year, "granted_by": officer, "granted_at": london.start_of_day(year.ends_on)}
    Extension.objects.create(
        member=members["lena"], until=date(year.ends_on.year, 12, 31), reason="Caring for a parent.", **granted
    )
    Dispensation.objects.create(member=members["moss"], reason="Out of work from November to June.", **granted)
