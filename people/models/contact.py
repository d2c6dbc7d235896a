"""How a person can be reached besides by email: a telephone number and where letters are posted to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from cilexportal.foundation.audit import audited


@audited()
class Contact(models.Model):
    """What a person has told of themselves. An address is whole or empty; its history is kept."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, primary_key=True, related_name="+")
    phone = models.CharField(max_length=30, blank=True)
    line_1 = models.CharField("address line 1", max_length=150, blank=True)
    line_2 = models.CharField("address line 2", max_length=150, blank=True)
    town = models.CharField("town or city", max_length=100, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    country = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="contact_address_is_whole_or_empty",
                condition=Q(line_1="", line_2="", town="", postcode="", country="")
                | (~Q(line_1="") & ~Q(town="") & ~Q(postcode="")),
            )
        ]

    def __str__(self) -> str:
        return f"contact of {self.user_id}"

    @property
    def lines(self) -> list[str]:
        """The address as it stands on an envelope, without the name."""
        return [part for part in (self.line_1, self.line_2, self.town, self.postcode, self.country) if part]
