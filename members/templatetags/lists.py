"""Lists of the administration. Load with `{% load lists %}`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

register = template.Library()


@register.filter
def under(cells: Sequence[SafeString], headings: Sequence[Mapping[str, Any]]) -> Iterator[SafeString]:
    """The cells of a row, each told its heading: on a phone a row is a card. The box for choosing a row has none."""
    for cell, heading in zip(cells, headings, strict=True):
        label = format_html(' data-label="{}" class=', capfirst(heading["text"]))
        is_box = "action-checkbox" in cell
        yield cell if is_box else SafeString(cell.replace(" class=", label, 1))
