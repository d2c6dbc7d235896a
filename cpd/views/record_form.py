"""The page of the recording form, as it is opened, switched, refused, or found changed elsewhere."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from cilexportal.foundation import london
from cilexportal.foundation.idempotency import keys
from cilexportal.foundation.rulebook.refusal import Refusal
from cpd.enums import Mode, Scheme
from cpd.forms.record import COUNTING_KEPT, DRAFT_KEPT, FREE, GUIDED, Choices, Page, RecordForm
from cpd.models import Record
from cpd.queries import record as records
from cpd.queries.marks import marks_in
from cpd.queries.owed import Asked, asked_of, findings, one_a_field
from cpd.queries.typed import Form, form_of
from cpd.queries.years import YearOfMember, years_of
from cpd.rules.typed import MANY_VALUES, ONE_VALUE, Fields, read, tidy
from cpd.services.typing import LARGEST_VERSION, Stale
from members.models import Member

MODES = [(GUIDED, "Guided questions"), (FREE, "One free account")]


def boxes_of(sent: QueryDict) -> Fields:
    """The boxes of a form as sent. The mode is the button pressed, else the one that was shown."""
    boxes: dict[str, Any] = {name: sent.get(name, "") for name in ONE_VALUE}
    boxes |= {name: sent.getlist(name) for name in MANY_VALUES}
    boxes["mode"] = boxes["mode"] or sent.get("mode_shown", "")
    return boxes


def version_of(sent: QueryDict) -> int:
    """The version a sent form was opened at; 0 where it says nothing sensible."""
    version = sent.get("version", "")
    return min(int(version), LARGEST_VERSION) if version.isascii() and version.isdigit() and len(version) < 12 else 0


def page_key(request: HttpRequest) -> str:
    """The key of the page a form was sent from, which its autosaves carried too."""
    key = keys.read(request.POST.get(keys.FIELD, ""))
    return key.key if key else ""


class FormPage:
    """Draws the form of one record. `sent` is what was just sent; without it the record's own text is shown."""

    def __init__(
        self,
        request: HttpRequest,
        member: Member,
        uuid: uuids.UUID,
        *,
        at: datetime,
        record: Record | None,
        sent: QueryDict | None = None,
    ) -> None:
        self.request, self.member, self.uuid, self.at = request, member, uuid, at
        self.record = record or records.record_of(member, uuid)
        self.years = years_of(member.pk, at=at)
        self.typed = boxes_of(sent) if sent is not None else None
        self.version_sent = version_of(sent) if sent is not None else 0

    def show(self, *, other: Stale | None = None, refusals: Sequence[Refusal] = (), status: int = 200) -> HttpResponse:
        """The page; with the `other` text of a stale page beside it, or with the reasons of a refusal above it."""
        form_now = form_of(self.record) if self.record else Form({}, 0)
        boxes: Fields = self.typed if self.typed is not None else form_now.fields
        version = other.version if other else self.version_sent if self.typed is not None else form_now.version
        asked = self._asked()
        page = self._page(boxes, asked, form_now, version=version)
        form = RecordForm(self._with_year(boxes), asked=asked, choices=self._choices(), page=page)
        context = {
            "form": form,
            "record": self.record,
            "uuid": self.uuid,
            "modes": MODES,
            "mode": page.mode,
            "year": self._year(),
            "typed_at": form_now.typed_at if self.typed is None else None,
            "autosave_words": self._kept_words(form_now),
            "choose_year": len(self.years.open) > 1,
            "owes": asked.scheme != Scheme.NONE,
            "other": self._other_rows(other, form) if other else None,
            "other_at": other.saved_at if other else None,
            "refusals": refusals,
            "counts": self._counts,
            "checked": self._checks,
            "files": records.evidence_of(self.record),
        }
        return render(self.request, "cpd/record/form.html", context, status=status)

    @property
    def _checks(self) -> bool:
        """Whether the findings are to be shown: after a save, not while somebody is still writing."""
        return self.typed is None and "check" in self.request.GET

    @property
    def _counts(self) -> bool:
        return self.record is not None and self.record.complete_at is not None

    def _kept_words(self, form_now: Form) -> str:
        """What the line about keeping says before its script runs, and where there is none."""
        if form_now.typed_at is None:
            return ""
        kept = COUNTING_KEPT if self._counts else DRAFT_KEPT
        return kept.replace("{ago}", f"on {london.at_in_words(form_now.typed_at)}")

    def _year(self) -> YearOfMember | None:
        """The year the record is in, or will begin in."""
        if self.record:
            return self.years.by_id(self.record.year_id)
        asked = self.years.by_slug(self.request.GET.get("year", ""))
        return asked if asked in self.years.open else self.years.open[0] if self.years.open else None

    def _asked(self) -> Asked:
        year = self._year()
        return asked_of(self.member, year.year) if year else Asked.nothing()

    def _page(self, boxes: Fields, asked: Asked, form_now: Form, *, version: int) -> Page:
        tidied = read(tidy(boxes)) if self._checks else None
        found = (
            (*tidied.unreadable, *findings(tidied.answers, asked=asked, spans=self.years.spans, at=self.at))
            if tidied
            else ()
        )
        year = self._year()
        query = "?" + urlencode({"year": year.year.slug}) if year else ""
        kept_at = form_now.typed_at or (self.record.saved_at if self.record and self._checks else None)
        seconds = int((self.at - kept_at).total_seconds()) if kept_at and self.typed is None else None
        mode = boxes.get("mode") or (self.record.mode if self.record else GUIDED)
        return Page(
            autosave_url=reverse("cpd:typing", args=[self.uuid]) + query,
            upload_url=reverse("cpd:evidence", args=[self.uuid]) + query,
            back_url=reverse("cpd:home"),
            version=version,
            mode=str(mode) if mode in Mode.values else GUIDED,
            saved_seconds=seconds,
            findings=one_a_field(found),
            is_saved=kept_at is not None and form_now.typed_at is None,
            counts=self._counts,
            marks=marks_in(boxes),
        )

    def _with_year(self, boxes: Fields) -> Fields:
        """A form that has not chosen a year begins with the record's own."""
        year = self._year()
        return boxes if boxes.get("year") or year is None else {**boxes, "year": year.year.slug}

    def _choices(self) -> Choices:
        return Choices(
            activity_types=records.activity_types(),
            areas=records.areas(),
            years=[(year.year.slug, year.year.label) for year in self.years.open],
            specialism=self.member.specialism.name if self.member.specialism else "",
        )

    def _other_rows(self, other: Stale, form: RecordForm) -> list[dict[str, str]]:
        """What the other page has where it differs from this one: label, and its text."""
        theirs, mine = other.fields, self.typed or {}
        names = [name for name in (*ONE_VALUE, *MANY_VALUES) if (theirs.get(name) or "") != (mine.get(name) or "")]
        return [
            {"key": _label(name, form), "value": _in_words(theirs.get(name))}
            for name in names
            if name not in ("mode", "year")
        ]


def _label(name: str, form: RecordForm) -> str:
    if name.startswith("completed_on_"):
        return f"Day completed, {name.removeprefix('completed_on_')}"
    return str(form.fields[name].label) if name in form.fields else name


def _in_words(value: str | list[str] | None) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "(empty)"
    return value or "(empty)"
