"""Keys that make a form take effect once, and forms held for people who were signed out."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class OnceKey(models.Model):
    """A form that took effect: sent again with the same key, it is answered and not repeated."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    scope = models.CharField(max_length=60)
    key = models.CharField(max_length=32)
    body_hash = models.CharField(max_length=64)
    url = models.CharField(max_length=500, blank=True)
    used_at = models.DateTimeField(db_default=Now(), db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "scope", "key"], name="form_takes_effect_once"),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.key}"


class HeldForm(models.Model):
    """What a person sent after their session had ended, given back to them, and to nobody else, after sign-in."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    path = models.CharField(max_length=500)
    fields = models.JSONField()
    held_at = models.DateTimeField(db_default=Now(), db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "path"], name="one_held_form_per_page")]

    def __str__(self) -> str:
        return self.path
