"""People and things for tests. Reference data is taken from the database where it is there, else made."""

from __future__ import annotations

import time
import tomllib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import factory
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt, encrypt
from django.test import Client
from factory.django import DjangoModelFactory

import cpd
from cilexportal.foundation import london
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.documents.models import Document
from cilexportal.foundation.idempotency import keys
from cpd.enums import Scheme
from cpd.models import ActivityType, CpdYear, ProfessionalismArea, Record, Requirement
from members.doors import has_second_factor
from members.models import Grade, GradeHeld, GradeName, Member, PracticeArea, RoleGrant, User

PASSWORD = "a long and quiet river"
JOINED = date(2015, 1, 1)
RECEIVED = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LOSS_ON = tomllib.loads((Path(cpd.__file__).parent / "data/years.toml").read_text())["loss_on"]
RANKS = {"affiliate": 0, "student": 0, "retired": 0, "paralegal": 10, "advanced_paralegal": 20, "fellow": 30}


class UserFactory(DjangoModelFactory):
    """A person with a verified address; `verified=False` leaves it to be verified, `granted=[...]` gives roles."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    full_name = factory.Sequence(lambda n: f"Person Number {n}")
    password = PASSWORD

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **fields: Any) -> User:
        return model_class.objects.create_user(**fields)

    @factory.post_generation
    def verified(self, create: bool, extracted: bool | None, **kwargs: Any) -> None:
        verified = True if extracted is None else extracted
        EmailAddress.objects.create(user=self, email=self.email, verified=verified, primary=True)

    @factory.post_generation
    def granted(self, create: bool, extracted: list[str] | None, **kwargs: Any) -> None:
        for role in extracted or []:
            RoleGrant.objects.create(user=self, role=role)


def staff(*roles: str, **fields: Any) -> User:
    """A person on the staff with these roles and a second factor."""
    user = UserFactory(granted=list(roles), **fields)
    secret = {"secret": encrypt(generate_totp_secret())}
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=secret)
    return user


def signed_in(user: User, *, recently: bool = False) -> Client:
    """A client signed in as this person, with their second factor where they have one.

    The proof is old, so that dangerous acts ask for it again, unless they proved themselves `recently`.
    """
    client = Client()
    client.force_login(user, backend=BACKEND)
    session, proved = client.session, time.time() if recently else 0.0
    methods = ["password", "mfa"] if has_second_factor(user) else ["password"]
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": method, "at": proved} for method in methods]
    session[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = str(user.pk)
    session.save()
    return client


def second_step(user: User) -> dict[str, str]:
    """What this person types from their authenticator app."""
    secret = decrypt(Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).data["secret"])
    return {"code": totp_code(secret)}


def totp_code(secret: str) -> str:
    """The code an authenticator app with this secret shows now."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def once(user: User) -> dict[str, str]:
    """The hidden key that every form carries, to be mixed into posted fields."""
    return {keys.FIELD: keys.new(user.pk)}


class GradeFactory(DjangoModelFactory):
    """A grade by its code."""

    class Meta:
        model = Grade
        django_get_or_create = ["code"]
        skip_postgeneration_save = True

    code = "fellow"
    rank = factory.LazyAttribute(lambda grade: RANKS.get(grade.code, 30))

    @factory.post_generation
    def named(self, create: bool, extracted: str | None, **kwargs: Any) -> None:
        if not self.names.exists():
            name = extracted or self.code.replace("_", " ").title()
            GradeName.objects.create(grade=self, name=name, from_date=date(2000, 1, 1))


class PracticeAreaFactory(DjangoModelFactory):
    class Meta:
        model = PracticeArea
        django_get_or_create = ["code"]

    code = "conveyancing"
    name = factory.LazyAttribute(lambda area: area.code.title())


class MemberFactory(DjangoModelFactory):
    """A member with an account and a grade held since `joined_on`: MemberFactory(grade="paralegal")."""

    class Meta:
        model = Member
        skip_postgeneration_save = True

    user = factory.SubFactory(UserFactory)
    number = factory.Sequence(lambda n: f"{n:08d}")
    full_name = factory.LazyAttribute(lambda member: str(member.user) if member.user else "Person Without Account")
    sort_name = factory.LazyAttribute(lambda member: " ".join(reversed(member.full_name.casefold().split())))
    joined_on = JOINED

    @factory.post_generation
    def grade(self, create: bool, extracted: str | None, **kwargs: Any) -> None:
        held = GradeFactory(code=extracted or "fellow")
        GradeHeld.objects.create(member=self, grade=held, from_date=self.joined_on)


class CpdYearFactory(DjangoModelFactory):
    """The CPD year that starts on `starts_on`, a 1 October; 2025/26 unless told otherwise."""

    class Meta:
        model = CpdYear
        django_get_or_create = ["label"]

    starts_on = date(2025, 10, 1)
    label = factory.LazyAttribute(lambda year: f"{year.starts_on.year}/{(year.starts_on.year + 1) % 100:02d}")
    ends_on = factory.LazyAttribute(lambda year: date(year.starts_on.year + 1, 9, 30))
    closes_at = factory.LazyAttribute(lambda year: london.end_of_day(year.ends_on))
    rehearse_from = factory.LazyAttribute(lambda year: date(year.ends_on.year, 9, 1))
    ask_by = factory.LazyAttribute(lambda year: date(year.ends_on.year, 8, 31))
    loss_on = factory.LazyAttribute(lambda year: LOSS_ON.get(str(year.starts_on.year), year.ends_on))


class RequirementFactory(DjangoModelFactory):
    """What a grade owes: nine outcomes, one of them professionalism, five planned, unless told otherwise."""

    class Meta:
        model = Requirement
        django_get_or_create = ["grade", "from_date"]

    grade = factory.SubFactory(GradeFactory)
    from_date = date(2020, 10, 1)
    scheme = Scheme.OUTCOMES
    outcomes = 9
    professionalism = 1
    planned = 5
    reduced_outcomes = 5
    reduced_planned = 3
    clause = "CPD-5a"


class ProfessionalismAreaFactory(DjangoModelFactory):
    class Meta:
        model = ProfessionalismArea
        django_get_or_create = ["code"]

    code = "ethics"
    name = factory.LazyAttribute(lambda area: area.code.title())
    position = 1


class ActivityTypeFactory(DjangoModelFactory):
    class Meta:
        model = ActivityType
        django_get_or_create = ["code"]

    code = "reading"
    name = factory.LazyAttribute(lambda kind: kind.code.title())
    position = 1


class RecordFactory(DjangoModelFactory):
    """A complete, planned record of the member's year; `complete_at=None` makes it a draft."""

    class Meta:
        model = Record

    member = factory.SubFactory(MemberFactory)
    year = factory.SubFactory(CpdYearFactory)
    activity_type = factory.SubFactory(ActivityTypeFactory)
    title = factory.Sequence(lambda n: f"Seminar {n}")
    completed_on = factory.LazyAttribute(lambda record: record.year.starts_on + timedelta(days=30))
    planned = True
    need = "To understand the new rules."
    learned = "How the new rules work."
    evaluation = "I now check each file against them."
    hours = Decimal("1.00")
    complete_at = factory.LazyAttribute(lambda record: london.start_of_day(record.completed_on))
    saved_at = factory.LazyAttribute(lambda record: london.start_of_day(record.completed_on))


class DocumentFactory(DjangoModelFactory):
    """A document that waits to be checked; its content is not in the storage."""

    class Meta:
        model = Document

    owner = factory.SubFactory(UserFactory)
    filename = "certificate.pdf"
    media_type = "application/pdf"
    size = 1000
    sha256 = "0" * 64
    file = "documents/none"
    received_at = RECEIVED


class MessageFactory(DjangoModelFactory):
    """A message that waits in the outbox."""

    class Meta:
        model = Message

    kind = "test"
    to_user = factory.SubFactory(UserFactory)
    to_name = factory.LazyAttribute(lambda message: str(message.to_user) if message.to_user else "Somebody")
    to_email = factory.LazyAttribute(lambda message: message.to_user.email if message.to_user else "")
