"""Template library ``clauses``: clause ids inside a text become links to their pages."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cilexportal.foundation.rulebook import queries
from cilexportal.foundation.rulebook.register import CLAUSE_ID, load

register = template.Library()


@register.filter
def with_clause_links(text: str) -> SafeString:
    """The text, escaped, with every clause id of the register linked."""
    parts = re.split(rf"(?<![\w-])({CLAUSE_ID})", text)
    return format_html_join("", "{}", ((_link(part),) for part in parts))


def _link(part: str) -> str:
    """A link where the part is a clause, else the part as it is."""
    if part not in load():
        return part
    return format_html('<a class="govuk-link" href="{}">{}</a>', queries.address(part), part)
