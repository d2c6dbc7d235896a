"""The wall between the membership body and the regulator: who of the one looked at what belongs to the other."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from cilexportal.foundation.audit import NO_TRUNCATE
from members.models import Member
from people.models.notes import ABOUT_ONE
from standing.enums import Body

USER = settings.AUTH_USER_MODEL


class Crossing(models.Model):
    """One look across the wall. Nobody changes or deletes it, the administrator neither [LAW-ART10]."""

    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    body = models.CharField(max_length=10, choices=Body, help_text="Whose officer looked.")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=100, help_text="Which facts of the other body the page showed.")
    why = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        triggers = [
            pgtrigger.Protect(name="crossing_stays", operation=pgtrigger.Update | pgtrigger.Delete),
            NO_TRUNCATE,
        ]
        indexes = [
            models.Index(fields=["-at", "-id"], name="crossing_newest"),
            models.Index(fields=["by", "-at"], name="crossing_of_officer"),
        ]
        constraints = [
            models.CheckConstraint(condition=ABOUT_ONE, name="crossing_is_about_one"),
            models.CheckConstraint(condition=Q(body__in=Body.values), name="crossing_body_is_known"),
            models.CheckConstraint(condition=~Q(why="") & ~Q(what=""), name="crossing_says_what_and_why"),
        ]

    def __str__(self) -> str:
        return f"{self.by_id}: {self.what}"
