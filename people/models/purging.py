"""What was deleted because its time was over: when, of which class, and how many rows of which table."""

from __future__ import annotations

import pgtrigger
from django.db import models

from cilexportal.foundation.audit import NO_TRUNCATE


class Purge(models.Model):
    """One batch of rows that the table of keeping let go of. It names nobody."""

    purge = models.CharField(max_length=20, help_text="As data/keeping.toml names it.")
    at = models.DateTimeField()
    rows = models.JSONField(help_text="Table -> how many rows, with what hung on them and their history.")

    class Meta:
        ordering = ["-at", "-pk"]
        triggers = [
            pgtrigger.Protect(name="purge_stays", operation=pgtrigger.Update | pgtrigger.Delete),
            NO_TRUNCATE,
        ]

    def __str__(self) -> str:
        return f"{self.purge} on {self.at:%Y-%m-%d}"
