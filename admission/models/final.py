"""The final application: what is gathered for it, and the file that was put together of it."""

from __future__ import annotations

__all__: list[str] = []
