"""What the pages of the shop show money with. Load with `{% load shop %}`."""

from django import template

from shop.rules import money

register = template.Library()


@register.filter
def pounds(pence: int | None) -> str:
    """Pence as people write them, `{{ 11940|pounds }}` gives "£119.40"; nothing gives nothing."""
    return "" if pence is None else money.in_pounds(pence)
