"""{% once %}: the hidden key that every POST form carries."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cilexportal.foundation.idempotency import keys

register = template.Library()


@register.simple_tag(takes_context=True)
def once(context: dict[str, Any]) -> SafeString | str:
    """A hidden field with a key for the signed-in person; nothing for visitors, whose forms have no lasting effect."""
    request = context.get("request")
    if request is None or not request.user.is_authenticated:
        return ""
    return format_html('<input type="hidden" name="{}" value="{}">', keys.FIELD, keys.for_form(request))
