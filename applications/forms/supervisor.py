"""What a supervisor is asked, one question a page. Shape only; the services decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings

from applications.forms.ledger import first_shown
from applications.models import Reference
from applications.rules.pathway import Named, PathwayData
from applications.rules.typed import Fields
from cilexportal.foundation.ui.boxes import WIDE, text
from cilexportal.foundation.ui.fields import CountedField, DateField, FileField, RadiosField
from cilexportal.foundation.ui.forms import Plain
from cilexportal.foundation.ui.layout import Buttons, Link, Primary, Secondary, Template, Warn
from cilexportal.foundation.ui.names import NameField

HEAD_LIMIT, WHY_LIMIT = 4000, 500
ACCEPT = (".pdf", ".docx", ".png", ".jpg", ".jpeg")
LATER = "later"


class Kept(Plain):
    """A page that is kept as it is left: what is missing may come later. `version` is what the page was opened with."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, keeps: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        """`keeps` is where the page keeps what is typed."""
        super().__init__(*args, **kwargs)
        self.helper.attrs = dict(keeps or {})
        if LATER in self.data:
            for field in self.fields.values():
                field.required = False

    def laid_out(self) -> tuple[object, ...]:
        buttons = Buttons(Primary("Save and go on"), Secondary("Save and come back later", name=LATER))
        return (Template("ui/autosave.html"), *self.fields, buttons)


class PersonForm(Kept):
    """As what somebody is authorised [HB-24]."""

    person_kind = RadiosField(label="What are you authorised as?", missing="Choose what you are authorised as.")

    def __init__(self, *args: Any, data_of: PathwayData, **kwargs: Any) -> None:
        """`data_of` is the pathway's version, whose list is offered."""
        super().__init__(*args, **kwargs)
        hints = {one.code: one.regulator for one in data_of.persons if one.regulator}
        self.fields["person_kind"].choices = [(one.code, one.title) for one in data_of.persons]
        self.fields["person_kind"].widget.hints = hints


class BodyForm(Kept):
    """With whom somebody is registered, under which number [HB-24]."""

    regulator = text("Your regulator", most=120, autocomplete="off", missing="Enter your regulator.")
    number = text("Your number with it", most=60, autocomplete="off", missing="Enter your number.", **WIDE)
    position = text("Your position", most=200, autocomplete="organization-title")


class SinceForm(Kept):
    """The days of supervision [HB-25]."""

    from_date = DateField(label="When did you start supervising them?", what="the first day")
    until_date = DateField(
        label="Until when?", what="the last day", required=False, help_text="Leave it empty if you still do."
    )


class HeadForm(Kept):
    """One heading in the supervisor's words [HB-25]."""

    words = CountedField(limit=HEAD_LIMIT, rows=10, missing="Write your answer.")
    doubt = forms.BooleanField(label="I have doubts, which I have explained above", required=False)

    def __init__(self, *args: Any, head: Named, **kwargs: Any) -> None:
        """`head` is the heading."""
        super().__init__(*args, **kwargs)
        self.fields["words"].label = head.words


# The pages whose boxes are columns; every other one is a heading.
FORMS: Mapping[str, type[Kept]] = {"person": PersonForm, "body": BodyForm, "since": SinceForm}


class LetterForm(Plain):
    """A letter on headed paper."""

    letter = FileField(
        label="Letter on headed paper", accept=ACCEPT, limit_bytes=settings.DOCUMENT_MAX_BYTES,
        missing="Choose the file.",
        help_text=f"PDF, Word, PNG or JPEG, up to {settings.DOCUMENT_MAX_BYTES // 1_000_000} MB.",
    )  # fmt: skip

    def laid_out(self) -> tuple[object, ...]:
        return ("letter", Buttons(Primary("Send the letter")))


class SignForm(Plain):
    """A typed name under the statement."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    signed_name = NameField(label="Type your full name to sign", missing="Type your name to sign.", autocomplete="name")
    agreed = forms.BooleanField(
        label="I sign this statement", error_messages={"required": "Tick the box to sign the statement."}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.form_action = "reference:sign"

    def laid_out(self) -> tuple[object, ...]:
        return ("version", "signed_name", "agreed", Buttons(Primary("Sign the reference")))


class DeclineForm(Plain):
    """Why no reference is given."""

    why = CountedField(
        limit=WHY_LIMIT, rows=3, required=False, label="Why?", help_text="The applicant reads what you write here."
    )

    def __init__(self, *args: Any, back: str, **kwargs: Any) -> None:
        """`back` is the address of the answers."""
        self.back = back
        super().__init__(*args, **kwargs)

    def laid_out(self) -> tuple[object, ...]:
        return ("why", Buttons(Warn("Decline to give the reference"), Link("Back", self.back)))


class HandOverForm(Plain):
    """Who gives the reference instead."""

    name = NameField(label="Their full name", missing="Enter their name.", autocomplete="off")
    email = forms.EmailField(
        label="Their email address at work", max_length=254, help_text="A link of their own is sent there.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "invalid": "Enter an email address like name@example.com.", "required": "Enter their email address.",
        },
    )  # fmt: skip

    def __init__(self, *args: Any, back: str, **kwargs: Any) -> None:
        """`back` is the address of the answers."""
        self.back = back
        super().__init__(*args, **kwargs)

    def laid_out(self) -> tuple[object, ...]:
        return ("name", "email", Buttons(Warn("Hand it over"), Link("Back", self.back)))


def form_of(
    page: str, found: Reference, data: PathwayData, *, posted: Any = None, typed: Fields | None = None,
    keeps: Mapping[str, str] | None = None,
) -> Kept:  # fmt: skip
    """The form of a page, with what is kept in its boxes, or what was `typed` over it and not saved, unless it was
    posted. Raises KeyError for no page of ours."""
    initial: dict[str, Any] = _saved(page, found, data) if typed is None else first_shown(typed)
    more: dict[str, Any] = {"initial": {**initial, "version": found.version}, "keeps": keeps}
    if page == "person":
        return PersonForm(posted, data_of=data, **more)
    if page in FORMS:
        return FORMS[page](posted, **more)
    return HeadForm(posted, head={one.code: one for one in data.heads}[page], **more)


def _saved(page: str, found: Reference, data: PathwayData) -> dict[str, Any]:
    """What is kept of a page; of the regulator what the kind of supervisor says, where nothing is."""
    if page not in FORMS:
        return {"words": found.heads.get(page, ""), "doubt": page in found.doubts}
    kept = {name: getattr(found, name) for name in FORMS[page].base_fields if name != "version"}
    kind = data.person(found.person_kind)
    if page == "body" and kind is not None:
        kept["regulator"] = kept["regulator"] or kind.regulator
    return kept
