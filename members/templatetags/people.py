"""Words about people's devices. Load with `{% load people %}`."""

from __future__ import annotations

from django import template

from members import browsers

register = template.Library()


@register.filter
def browser_words(user_agent: str) -> str:
    """A user-agent string as "Chrome on Linux"."""
    return browsers.in_words(user_agent)
