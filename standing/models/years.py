"""Dated figures: the membership years, what each costs, and who pays less."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from cilexportal.foundation.audit import audited
from members.models import Grade, Member
from standing.enums import Concession, FeeKind


class DateRange(Func):
    """The half-open range of a row's two dates, as exclusion constraints need it."""

    function = "DATERANGE"
    output_field = DateRangeField()


DAYS = DateRange(F("from_date"), F("until_date"), Value("[)"))


@audited()
class MembershipYear(models.Model):
    """One membership year, 1 January to 31 December, and the days on which renewing it begins and ends."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    opens_on = models.DateField(help_text="From this London date members can renew for the year.")
    pay_by = models.DateField(help_text="The last London date to renew and pay.")
    lapses_on = models.DateField(help_text="Who has not paid is no member from this London date [TC-4.4a].")

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on__lt=F("pay_by"), pay_by__lt=F("lapses_on")),
                name="membership_year_opens_is_due_and_lapses",
                violation_error_message="A year opens before it is due, and lapses after.",
            )
        ]

    def __str__(self) -> str:
        return str(self.year)


@audited()
class Fee(models.Model):
    """What something costs in the membership years that begin in [from_date, until_date), VAT included [TC-5.5]."""

    kind = models.CharField(max_length=15, choices=FeeKind)
    grade = models.ForeignKey(Grade, on_delete=models.PROTECT, null=True, blank=True, help_text="Empty: every grade.")
    reduced = models.BooleanField(default=False, help_text="What a member with a concession pays.")
    pence = models.PositiveIntegerField()
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)
    clause = models.CharField(max_length=20)

    class Meta:
        ordering = ["kind", "grade", "from_date"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=FeeKind.values), name="fee_kind_is_known"),
            ExclusionConstraint(
                name="one_fee_at_a_time",
                expressions=[
                    ("kind", RangeOperators.EQUAL),
                    (Func(F("grade"), Value(""), function="COALESCE"), RangeOperators.EQUAL),
                    (Func(F("reduced"), function="INT4", output_field=models.IntegerField()), RangeOperators.EQUAL),
                    (DAYS, RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} from {self.from_date}"


@audited()
class ReducedFee(models.Model):
    """A concession that a member has, from one London date until, not including, another."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="concessions")
    concession = models.CharField(max_length=20, choices=Concession)
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(concession__in=Concession.values), name="concession_is_known"),
            ExclusionConstraint(
                name="one_concession_at_a_time",
                expressions=[("member", RangeOperators.EQUAL), (DAYS, RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.get_concession_display()}"


@audited()
class MemberRule(models.Model):
    """One version of rules that members undertake to keep: charter, code of conduct, regulations [TC-4.1]."""

    code = models.CharField(max_length=30)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    address = models.URLField(help_text="Where the text can be read.")
    from_date = models.DateField()
    announced_at = models.DateTimeField(null=True, blank=True, help_text="When members were told [TC-4.1a].")

    class Meta:
        ordering = ["code", "-version"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="one_text_a_version")]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"
