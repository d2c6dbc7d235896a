"""Where the pages of standing lead to one another."""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import urlencode


def declare_url(year: int, *, grade: str = "") -> str:
    """Where conduct is declared for a calendar year; `grade` is the one that somebody wants to join in."""
    url = reverse("standing:declare", args=[year])
    return f"{url}?{urlencode({'grade': grade})}" if grade else url
