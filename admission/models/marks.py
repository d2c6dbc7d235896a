"""Marks of criteria, and what officers judged besides."""

from __future__ import annotations

__all__: list[str] = []
