"""What beginning on a pathway asks of the rows: versions that are open, the person, and what they have already."""

from __future__ import annotations

from datetime import date

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet

from applications.enums import End
from applications.models import Application, PathwayVersion
from applications.rules.eligibility import Open, Person
from members.models import User


def open_versions(*, today: date) -> QuerySet[PathwayVersion]:
    """[HB-11] The version of each pathway that is begun under on a London date."""
    running = Q(until_date=None) | Q(until_date__gt=today)
    return PathwayVersion.objects.filter(running, from_date__lte=today).select_related("pathway").order_by("pathway_id")


def version_of(pathway: str, *, today: date) -> PathwayVersion | None:
    """The version of a pathway on a London date, else its latest one; None where there is no such pathway."""
    versions = PathwayVersion.objects.filter(pathway=pathway).select_related("pathway")
    return open_versions(today=today).filter(pathway=pathway).first() or versions.order_by("-version").first()


def days_of(version: PathwayVersion) -> Open:
    """The days on which a version can be begun under."""
    return Open(from_date=version.from_date, until_date=version.until_date)


def person(user: User, *, pathway: str) -> Person:
    """[HB-1] What decides whether somebody may begin. Whether they are a member is not asked."""
    theirs = Application.objects.filter(user=user, pathway=pathway)
    return Person(
        is_active=user.is_active,
        has_name=bool(user.full_name.strip()),
        has_verified_email=EmailAddress.objects.filter(user=user, verified=True).exists(),
        has_live_application=theirs.filter(ended_at=None).exists(),
        holds_title=theirs.filter(end=End.GRANTED).exists(),
    )


def of_person(user_id: int) -> QuerySet[Application]:
    """Somebody's applications, the latest first."""
    return Application.objects.filter(user=user_id).select_related("pathway")
