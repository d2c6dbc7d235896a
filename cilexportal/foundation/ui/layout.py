"""Crispy layout objects of our own. Their texts are printed as text, never read as templates."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import LayoutObject, TemplateNameMixin
from django.forms import BaseForm
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class Panel(LayoutObject):
    """A titled group of fields on a card. `intro` is a sentence under the title."""

    template = "%s/layout/panel.html"

    def __init__(self, title: str, *fields: Any, intro: str = "", css_id: str = "") -> None:
        self.title = title
        self.fields = list(fields)
        self.intro = intro
        self.css_id = css_id

    def render(self, form: BaseForm, context: Context, template_pack: str = "portal", **kwargs: Any) -> SafeString:
        inner = self.get_rendered_fields(form, context, template_pack, **kwargs)
        return render_to_string(self.get_template_name(template_pack), {"panel": self, "inner": inner})


class Group(Panel):
    """A fieldset: several fields that answer one question, named by `title`."""

    template = "%s/layout/group.html"


class Mode(Panel):
    """Fields shown in one mode of a form that has several; modes.js and the server switch between them by `css_id`."""

    template = "%s/layout/mode.html"

    def __init__(self, name: str, *fields: Any, shown: bool = True) -> None:
        super().__init__("", *fields)
        self.name = name
        self.shown = shown


class Buttons(LayoutObject):
    """The row of buttons under a form."""

    template = "%s/layout/buttons.html"

    def __init__(self, *fields: Any) -> None:
        self.fields = list(fields)

    def render(self, form: BaseForm, context: Context, template_pack: str = "portal", **kwargs: Any) -> SafeString:
        inner = self.get_rendered_fields(form, context, template_pack, **kwargs)
        return render_to_string(self.get_template_name(template_pack), {"inner": inner})


class Button(TemplateNameMixin):
    """A button named for what it does ("Save this record"). With `name` it tells the server which one was pressed."""

    template = "%s/layout/button.html"
    look = ""

    def __init__(self, label: str, *, name: str = "", value: str = "1", **data: str) -> None:
        self.label = label
        self.name = name
        self.value = value
        self.data = {key.replace("_", "-"): text for key, text in data.items()}

    def render(self, form: BaseForm, context: Context, template_pack: str = "portal", **kwargs: Any) -> SafeString:
        return render_to_string(self.get_template_name(template_pack), {"button": self})


class Primary(Button):
    """The one main action."""


class Secondary(Button):
    """An action beside the main one."""

    look = "govuk-button--secondary"


class Warn(Button):
    """An action that takes something away."""

    look = "govuk-button--warning"


class Link(TemplateNameMixin):
    """A link among the buttons, such as "Back to your records"."""

    template = "%s/layout/link.html"

    def __init__(self, label: str, url: str) -> None:
        self.label = label
        self.url = url

    def render(self, form: BaseForm, context: Context, template_pack: str = "portal", **kwargs: Any) -> SafeString:
        return render_to_string(self.get_template_name(template_pack), {"link": self})


class Text(TemplateNameMixin):
    """A sentence between fields. `look` is a class of the style sheet, such as "govuk-hint"."""

    template = "%s/layout/text.html"

    def __init__(self, text: str, *, look: str = "govuk-body") -> None:
        self.text = text
        self.look = look

    def render(self, form: BaseForm, context: Context, template_pack: str = "portal", **kwargs: Any) -> SafeString:
        return render_to_string(self.get_template_name(template_pack), {"text": self})


class Template(TemplateNameMixin):
    """A template among the fields, rendered with the page's own context."""

    def __init__(self, template: str, **extra: Any) -> None:
        self.template = template
        self.extra = extra

    def render(self, form: BaseForm, context: Context, template_pack: str = "portal", **kwargs: Any) -> SafeString:
        return render_to_string(self.template, {**context.flatten(), **self.extra, "form": form})
