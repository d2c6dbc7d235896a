"""People, the roles they are granted, members and the grades they have held."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Lower, Now
from django.utils.functional import cached_property

from cilexportal.foundation.audit import audited
from cilexportal.foundation.prepared import Prepared
from members.enums import GRANTED_ROLES, STAFF_ROLES, Role

HELD = Prepared(
    "members_held",
    """
    SELECT role, NULL FROM members_rolegrant WHERE user_id = %(user)s AND revoked_at IS NULL
    UNION ALL
    SELECT 'member', id FROM members_member WHERE user_id = %(user)s
""",
    user="bigint",
)


class UserManager(BaseUserManager["User"]):
    """Makes accounts; the e-mail address is the only name a person signs in with."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An account for `email`; without a password it is opened through password reset."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


@audited(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    """A person with an account: a member, an applicant, or someone on the staff."""

    email = models.EmailField(max_length=254, unique=True)
    full_name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(db_default=Now())
    privacy_version = models.CharField(
        max_length=10,
        blank=True,
        db_default="",
        editable=False,
        help_text="The privacy statement shown at sign-up [TC-11.1].",
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_email")]
        indexes = [GinIndex(OpClass(Lower("email"), name="gin_trgm_ops"), name="account_by_part_of_email")]

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    @cached_property
    def _held(self) -> dict[str, int | None]:
        """Role -> the membership it follows from, if any. Every request asks, so the statement is written by hand."""
        return dict(HELD.rows(user=self.pk))

    @cached_property
    def roles(self) -> frozenset[str]:
        """The codes of every role this person holds now."""
        return frozenset({str(Role.APPLICANT), *self._held})

    @property
    def member_id(self) -> int | None:
        """The id of this person's membership, or None."""
        return self._held.get(Role.MEMBER)

    @property
    def is_on_staff(self) -> bool:
        """Whether any staff role is held, so that a second factor is needed."""
        return bool(self.roles & STAFF_ROLES)

    # Django's admin asks these four; the portal answers from roles alone.
    @property
    def is_staff(self) -> bool:
        return Role.ADMINISTRATOR in self.roles

    @property
    def is_superuser(self) -> bool:
        return self.is_staff

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return self.is_active and self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_staff


@audited()
class RoleGrant(models.Model):
    """A staff role given to a person, by whom and when; taken back by whom and when."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=30, choices=GRANTED_ROLES)
    granted_at = models.DateTimeField(db_default=Now())
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(revoked_at=None), name="one_live_grant_per_role"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="revoked_by_and_when",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role for role, _ in GRANTED_ROLES]), name="role_is_one_that_is_granted"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class DateRange(Func):
    """A half-open range of dates, as exclusion constraints need it."""

    function = "DATERANGE"
    output_field = DateRangeField()


@audited()
class Grade(models.Model):
    """A grade of membership. Names and letters change with time and are rows of their own."""

    code = models.CharField(max_length=30, primary_key=True)
    rank = models.PositiveSmallIntegerField(help_text="Lower ranks ask for less CPD [CPD-16c].")

    class Meta:
        ordering = ["rank", "code"]

    def __str__(self) -> str:
        return self.code


@audited()
class GradeName(models.Model):
    """What a grade is called, and which letters it brings, from one London date until another."""

    grade = models.ForeignKey(Grade, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=80)
    letters = models.CharField(max_length=20, blank=True)
    is_alias = models.BooleanField(default=False, help_text="Understood in imports, never shown.")
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["grade", "is_alias", "from_date"]
        constraints = [
            ExclusionConstraint(
                name="one_name_of_a_grade_at_a_time",
                expressions=[
                    ("grade", RangeOperators.EQUAL),
                    (DateRange("from_date", "until_date", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=Q(is_alias=False),
            ),
            ExclusionConstraint(
                name="a_name_means_one_grade",
                expressions=[(Lower("name"), RangeOperators.EQUAL), ("grade", RangeOperators.NOT_EQUAL)],
            ),
        ]

    def __str__(self) -> str:
        return self.name


@audited()
class PracticeArea(models.Model):
    """An area of law that a member may name as a specialism."""

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@audited()
class Member(models.Model):
    """A CILEX member. The membership number is opaque text: leading zeros stay and nothing is computed from it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(User, on_delete=models.PROTECT, null=True, blank=True, related_name="member")
    number = models.CharField(max_length=40, unique=True)
    full_name = models.CharField(max_length=200)
    # Sorted by this, never by the database's collation, which differs between machines.
    sort_name = models.CharField(max_length=200, db_index=True)
    specialism = models.ForeignKey(PracticeArea, on_delete=models.PROTECT, null=True, blank=True)
    joined_on = models.DateField()

    class Meta:
        indexes = [
            GinIndex(OpClass("sort_name", name="gin_trgm_ops"), name="member_by_any_part"),
            models.Index(fields=["sort_name", "number"], name="member_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.number})"


@audited()
class GradeHeld(models.Model):
    """A grade that a member has held, from one London date until, not including, another."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="grades")
    grade = models.ForeignKey(Grade, on_delete=models.PROTECT)
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_grade_at_a_time",
                expressions=[
                    ("member", RangeOperators.EQUAL),
                    (DateRange("from_date", "until_date", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(until_date=None) | Q(until_date__gt=F("from_date")), name="grade_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grade_id} from {self.from_date}"
