"""What a process draws once and keeps."""

from __future__ import annotations

from typing import Any

from django.core.signals import setting_changed


def forget_with_settings(*kept: Any) -> None:
    """Has what these cached functions drew forgotten when settings change, which they do in tests alone."""

    def forget(**_: Any) -> None:
        for draw in kept:
            draw.cache_clear()

    setting_changed.connect(forget, weak=False)
