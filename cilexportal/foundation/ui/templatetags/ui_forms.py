"""What the crispy pack needs to draw a field: its control, its kind, where an error points."""

from __future__ import annotations

from typing import Any

from django import forms, template
from django.forms import BaseForm, BoundField
from django.utils.safestring import SafeString

from cilexportal.foundation.ui.widgets import Counted, DateWidget

register = template.Library()

GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple, DateWidget)


@register.filter
def kind(field: BoundField) -> str:
    """How a field is drawn: radios, checkboxes, checkbox, date or control."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "checkboxes"
    if isinstance(widget, forms.RadioSelect):
        return "radios"
    if isinstance(widget, DateWidget):
        return "date"
    return "checkbox" if isinstance(widget, forms.CheckboxInput) else "control"


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The bare box, with its class and the ids of the hint, error and count that describe it."""
    widget = field.field.widget
    # A placeholder vanishes while one types and is mistaken for an answer; the label says it already.
    widget.attrs.pop("placeholder", None)
    attrs: dict[str, Any] = {"class": _css_class(field)}
    if isinstance(widget, DateWidget):
        attrs["wrong"] = wrong_parts(field)
    described = [field.aria_describedby or ""]
    if isinstance(widget, Counted):
        described.append(f"{field.auto_id}_count")
    if not isinstance(widget, GROUPS) and any(described):
        attrs["aria-describedby"] = " ".join(filter(None, described))
    return field.as_widget(attrs=attrs)


@register.simple_tag
def error_links(form: BaseForm) -> list[tuple[str, str]]:
    """The error summary: (sentence, id of the box to mend, or nothing for the form as a whole)."""
    links = [(sentence, "") for sentence in form.non_field_errors()]
    for field in form:
        links.extend((sentence, target(field)) for sentence in sentences(field))
    return links


@register.filter
def sentences(field: BoundField) -> list[str]:
    """What is wrong with a field; where no sentence of its own was given, one that names the field."""
    general = forms.Field.default_error_messages["required"]
    return [f"Fill in “{field.label}”" if sentence == general else sentence for sentence in field.errors]


@register.filter
def target(field: BoundField) -> str:
    """The id of the element that takes the focus for this field."""
    widget = field.field.widget
    if isinstance(widget, DateWidget):
        parts = wrong_parts(field)
        return f"{field.auto_id}_{parts[0] if parts else 'day'}"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return f"{field.auto_id}_0"
    return field.auto_id


def wrong_parts(field: BoundField) -> list[str]:
    """The boxes of a date at fault; all of them when the whole date is refused."""
    if not field.errors:
        return []
    for fault in field.errors.as_data():
        if (fault.code or "").startswith("date:"):
            return str(fault.code).removeprefix("date:").split(",")
    return ["day", "month", "year"]


def _css_class(field: BoundField) -> str:
    """The style sheet's class for this widget, with its error state and any class of its own."""
    widget = field.field.widget
    own = widget.attrs.get("class", "")
    if isinstance(widget, forms.FileInput):
        base = "govuk-file-upload"
    elif isinstance(widget, forms.Textarea):
        base = "govuk-textarea"
    elif isinstance(widget, forms.Select):
        base = "govuk-select"
    elif isinstance(widget, forms.CheckboxInput):
        base = "govuk-checkboxes__input"
    else:
        base = "govuk-input"
    return " ".join(filter(None, (base, f"{base}--error" if field.errors else "", own)))
