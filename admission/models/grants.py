"""Titles that were granted."""

from __future__ import annotations

__all__: list[str] = []
