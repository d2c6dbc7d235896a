"""Supply: parcels, the gate of downloads, and what buyers are told when a product changes after they ordered it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cilexportal.foundation.audit import audited
from shop.enums import AnnouncementKind, Choice
from shop.models import guards
from shop.models.catalogue import CourseSession, Product
from shop.models.orders import Order, OrderLine

USER = settings.AUTH_USER_MODEL


@audited()
class Parcel(models.Model):
    """Goods of an order sent together. Risk passes when it is delivered; no event means not delivered [TC-6.5]."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="parcels")
    dispatched_at = models.DateTimeField()
    carrier = models.CharField(max_length=60, blank=True)
    tracking = models.CharField(max_length=80, blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    delivered_by_carrier = models.BooleanField(default=False, help_text="Said by the carrier and not by staff.")
    failed_on = models.DateField(null=True, blank=True, help_text="The carrier found nobody [TC-6.7].")
    entered_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["dispatched_at"]

    def __str__(self) -> str:
        return f"parcel of {self.order}"


@audited()
class ParcelItem(models.Model):
    """So many units of a line in a parcel."""

    parcel = models.ForeignKey(Parcel, on_delete=models.PROTECT, related_name="items")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="parcel_items")
    quantity = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["parcel", "line"], name="one_item_per_parcel_and_line")]

    def __str__(self) -> str:
        return f"{self.quantity} x {self.line}"


@audited()
class ContactAttempt(models.Model):
    """Somebody of CILEX tried to reach the buyer about a failed delivery [TC-6.8]."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="contact_attempts")
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    note = models.TextField()

    def __str__(self) -> str:
        return f"attempt to reach the buyer of {self.order}"


@audited()
class Access(models.Model):
    """The gate of one digital line: when it may be opened, when the loss of the right was confirmed, first opening.

    The ticks themselves are Consents of the line.
    """

    line = models.OneToOneField(OrderLine, on_delete=models.PROTECT, related_name="access")
    ready_at = models.DateTimeField(null=True, blank=True, help_text="Accepted and paid [TC-6.4].")
    confirmed_at = models.DateTimeField(
        null=True, blank=True, help_text="The message that confirms both ticks went out [LAW-CCR37]."
    )
    first_opened_at = models.DateTimeField(null=True, blank=True)
    times_opened = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Given up or refunded: the files stay shut.")

    class Meta:
        triggers = guards.ACCESS
        constraints = [
            models.CheckConstraint(
                condition=Q(first_opened_at=None) | Q(ready_at__isnull=False), name="opened_only_once_ready"
            )
        ]

    def __str__(self) -> str:
        return f"gate of {self.line}"


@audited()
class Announcement(models.Model):
    """What CILEX tells everybody who ordered a product; some kinds let them go [TC-6.9] [TC-6.11] [TC-7.4] [TC-7.5]."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, blank=True, related_name="announcements")
    kind = models.CharField(max_length=20, choices=AnnouncementKind)
    text = models.TextField(help_text="What buyers read.")
    urgent = models.BooleanField(default=False)
    urgent_why = models.TextField(blank=True)
    announced_at = models.DateTimeField()
    announced_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    effective_at = models.DateTimeField(null=True, blank=True, help_text="Of a larger change [TC-7.5].")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="A suspended course goes on.")
    substantial = models.BooleanField(default=False, help_text="Of a delay: whether it lets people go [TC-6.9].")

    class Meta:
        ordering = ["-announced_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(substantial=False) | Q(kind="delayed"), name="only_a_delay_is_substantial"
            ),
            models.CheckConstraint(condition=Q(urgent=False) | ~Q(urgent_why=""), name="urgent_announcement_says_why"),
            models.CheckConstraint(
                condition=~Q(kind="larger_change") | Q(effective_at__isnull=False), name="larger_change_says_when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.product}"


@audited()
class MovedSession(models.Model):
    """A session's old and new times in an announcement."""

    announcement = models.ForeignKey(Announcement, on_delete=models.PROTECT, related_name="moved")
    session = models.ForeignKey(CourseSession, on_delete=models.PROTECT, related_name="+")
    old_starts_at = models.DateTimeField()
    old_ends_at = models.DateTimeField()
    new_starts_at = models.DateTimeField()
    new_ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(new_ends_at__gt=F("new_starts_at")), name="moved_session_ends_after_it_starts"
            ),
            models.UniqueConstraint(fields=["announcement", "session"], name="one_move_per_announcement"),
        ]

    def __str__(self) -> str:
        return str(self.session)


@audited()
class Told(models.Model):
    """One ordered line that an announcement touches, and what its buyer chose, if anything yet."""

    announcement = models.ForeignKey(Announcement, on_delete=models.PROTECT, related_name="told")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="told")
    told_at = models.DateTimeField()
    choice = models.CharField(max_length=10, choices=Choice, blank=True)
    chosen_at = models.DateTimeField(null=True, blank=True)
    chosen_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["announcement", "line"], name="told_once_per_announcement"),
            models.CheckConstraint(
                name="choice_made_by_and_when",
                condition=Q(choice="", chosen_at=None, chosen_by=None)
                | (~Q(choice="") & Q(chosen_at__isnull=False, chosen_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.announcement}"


@audited()
class ChangeRequest(models.Model):
    """A buyer asks for something else; staff quote; an unanswered quote changes nothing [TC-5.7]."""

    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="change_requests")
    asked_at = models.DateTimeField()
    text = models.TextField()
    possible = models.BooleanField(null=True, blank=True)
    quote_text = models.TextField(blank=True)
    quote_pence = models.IntegerField(null=True, blank=True, help_text="More to pay, or less where negative.")
    quoted_at = models.DateTimeField(null=True, blank=True)
    quoted_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    accepted = models.BooleanField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted=None, answered_at=None) | Q(accepted__isnull=False, answered_at__isnull=False),
                name="change_answer_says_when",
            )
        ]

    def __str__(self) -> str:
        return f"change of {self.line}"
