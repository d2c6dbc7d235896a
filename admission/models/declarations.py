"""Declarations that the work is the applicant's own, and what was signed."""

from __future__ import annotations

__all__: list[str] = []
