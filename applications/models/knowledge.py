"""The knowledge step: the qualification that somebody names, and the certified copy of its certificate."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from applications.enums import Route
from applications.models.cases import Case
from applications.models.trail import CasePaper
from cilexportal.foundation.audit import audited


@audited()
class Qualification(models.Model):
    """How knowledge is shown: an accredited qualification by its code, or another for recognition [HB-14] [HB-16]."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="qualification")
    route = models.CharField(max_length=12, choices=Route)
    code = models.CharField(max_length=30, blank=True, help_text="Of the accredited list in the version's document.")
    title = models.CharField(max_length=200)
    awarded_by = models.CharField(max_length=200)
    awarded_on = models.DateField()
    certificate = models.ForeignKey(CasePaper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    certified_by = models.CharField(max_length=200, blank=True, help_text="The name of who certified the copy [HB-15].")
    certified_as = models.CharField(max_length=200, blank=True, help_text="In which capacity.")
    certified_on = models.DateField(null=True, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(route=Route.ACCREDITED) & ~Q(code="")) | Q(route=Route.RECOGNITION, code=""),
                name="qualification_route_fits_its_code",
            ),
        ]

    def __str__(self) -> str:
        return self.title
