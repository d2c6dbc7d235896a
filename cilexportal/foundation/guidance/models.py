"""What people say about the portal."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan, LessThanOrEqual

TEXT_LIMIT = 2_000
PAGE_LIMIT = 500


class Feedback(models.Model):
    """One message about one page. People are plain numbers: the ground knows no accounts."""

    page = models.CharField(max_length=PAGE_LIMIT, blank=True)
    text = models.TextField()
    email = models.EmailField(blank=True)
    person_id = models.BigIntegerField(null=True, blank=True)
    sent_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "feedback"
        indexes = [
            models.Index(fields=["sent_at", "id"], condition=Q(done_at=None), name="feedback_waiting"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="feedback_done_by_somebody",
            ),
            models.CheckConstraint(condition=GreaterThan(Length("text"), 0), name="feedback_says_something"),
            models.CheckConstraint(condition=LessThanOrEqual(Length("text"), TEXT_LIMIT), name="feedback_within_limit"),
        ]

    def __str__(self) -> str:
        return f"{self.page or 'the portal'}: {self.text[:40]}"
