"""What the pages of the shop show money with. Load with `{% load shop %}`."""

from decimal import Decimal

from django import template

from shop.rules import money

register = template.Library()


@register.filter
def pounds(pence: int | None) -> str:
    """Pence as people write them, `{{ 11940|pounds }}` gives "£119.40"; nothing gives nothing."""
    return "" if pence is None else money.in_pounds(pence)


@register.filter
def percent(rate: Decimal) -> str:
    """A rate as people write it: `{{ rate|percent }}` gives "20%", "12.5%" or "0%"."""
    return f"{rate.normalize():f}%"


@register.filter
def less(pence: int) -> str:
    """A sum below nothing without its sign: `{{ -500|less }}` gives "£5.00"."""
    return money.in_pounds(-pence)
