"""Terms of membership, and the renewals that lead to them: apart, so that an abandoned payment harms no term."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from cilexportal.foundation.audit import audited
from members.models import Member
from shop.models import Order
from standing.enums import RenewalKind, TermEnd
from standing.models.conduct import Declaration
from standing.models.years import DAYS, MemberRule, MembershipYear


@audited()
class EmployerPays(models.Model):
    """An employer who pays for several renewals on one order; each member is told [TC-5.5]."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.CharField(max_length=200)
    order = models.OneToOneField(Order, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.organisation


@audited()
class Renewal(models.Model):
    """A member's way to a year's term: undertaking, declaration, payment. Given up, it harms no term."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="renewals")
    year = models.ForeignKey(MembershipYear, on_delete=models.PROTECT, related_name="renewals")
    kind = models.CharField(max_length=10, choices=RenewalKind)
    begun_at = models.DateTimeField()
    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    undertaken_at = models.DateTimeField(null=True, blank=True)
    rules = models.ManyToManyField(MemberRule, blank=True, related_name="+")
    wants_certificate = models.BooleanField(default=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    employer = models.ForeignKey(EmployerPays, on_delete=models.PROTECT, null=True, blank=True, related_name="renewals")
    cleared_at = models.DateTimeField(null=True, blank=True, help_text="When the subscription had been paid.")
    certificate_cleared_at = models.DateTimeField(null=True, blank=True, help_text="When its own fee had been paid.")
    given_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "year"], condition=Q(given_up_at=None), name="one_live_renewal_a_year"
            ),
            models.CheckConstraint(
                condition=Q(cleared_at=None) | Q(given_up_at=None), name="a_paid_renewal_is_not_given_up"
            ),
            models.CheckConstraint(condition=Q(kind__in=RenewalKind.values), name="renewal_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} for {self.year_id}"


@audited()
class Term(models.Model):
    """Membership that is paid for, from one London date until, not including, another."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="terms")
    year = models.ForeignKey(MembershipYear, on_delete=models.PROTECT, related_name="terms")
    renewal = models.OneToOneField(Renewal, on_delete=models.PROTECT, null=True, blank=True, related_name="term")
    from_date = models.DateField()
    until_date = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    end = models.CharField(max_length=10, choices=TermEnd, blank=True)

    class Meta:
        ordering = ["from_date"]
        constraints = [
            ExclusionConstraint(
                name="one_term_at_a_time",
                expressions=[("member", RangeOperators.EQUAL), (DAYS, RangeOperators.OVERLAPS)],
                condition=Q(ended_at=None),
            ),
            models.CheckConstraint(condition=Q(until_date__gt=F("from_date")), name="term_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, end="")
                | Q(ended_at__isnull=False, ended_by__isnull=False, end__in=TermEnd.values),
                name="term_ended_by_whom_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} until {self.until_date}"


@audited()
class Lapse(models.Model):
    """Membership that ended because the subscription did not come [TC-4.4a], and the return from it [TC-4.4b]."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="lapses")
    year = models.ForeignKey(MembershipYear, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(help_text="The first London date without membership.")
    grade_code = models.CharField(max_length=30, help_text="Held until then, and given back on return.")
    recorded_at = models.DateTimeField()
    returned_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=Q(returned_on=None), name="one_live_lapse"),
            models.CheckConstraint(
                condition=Q(returned_on=None) | Q(returned_on__gte=F("on")), name="no_return_before_the_lapse"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} from {self.on}"
