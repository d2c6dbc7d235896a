"""The page of one sheet or statement: written, saved, kept, with its evidence in order and what it still lacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from applications.rules.typed import TooMuch, tidy
from applications.services import typing
from cilexportal.foundation import london
from cilexportal.foundation.idempotency import keys
from cilexportal.foundation.idempotency import services as forms_held
from cilexportal.foundation.idempotency.sent import giving_back
from cilexportal.foundation.idempotency.web import gives_back, once
from cilexportal.foundation.rulebook.refusal import Refusal, Refused
from portfolio.enums import SheetKind
from portfolio.forms.sheets import FORMS, LATER, ExampleForm, Page, boxes_sent
from portfolio.models import Portfolio, Sheet
from portfolio.queries.sheet import TEXTS, form_of_sheet, page_of, sheet_of
from portfolio.rules.placing import turned
from portfolio.services import sheets
from portfolio.views import sheet_acts
from portfolio.views.around import around, owned
from portfolio.views.sheet_page import closed_because, context_of, first_boxes, people_of, rows_of_other

POSTABLE = ["GET", "HEAD", "POST"]
CANNOT_KEEP = (typing.Stale, TooMuch, Refused)
# In the session: the page that shows held text which could not be kept.
SHOWN_HELD = "portfolio.shown_held"
BACK = "You were signed out before this was saved. Here is what you sent. Save it again."
TURNED = "This example was made another kind meanwhile. What you wrote for “{}” has no box now, so copy it: {}"
NOT_SAVED = "You were signed out before this was saved. Here is what you sent; it is not saved yet."


def own_sheet(portfolio: Portfolio, uuid: UUID) -> Sheet:
    """A sheet of one's own portfolio. Raises Http404."""
    found = sheet_of(portfolio, uuid)
    if found is None:
        raise Http404
    found.portfolio = portfolio
    return found


@gives_back
@require_http_methods(POSTABLE)
@owned
def sheet(request: HttpRequest, portfolio: Portfolio, sheet: UUID) -> HttpResponse:
    """[HB-46] [HB-51] [REC-17] The form of an example while it can be changed, and what it says afterwards."""
    return SheetPage(request, portfolio, own_sheet(portfolio, sheet)).answer()


class SheetPage:
    """The page of one example."""

    def __init__(self, request: HttpRequest, portfolio: Portfolio, sheet: Sheet) -> None:
        self.request, self.portfolio, self.sheet = request, portfolio, sheet
        self.kind, self.at = SheetKind(sheet.kind), london.now()
        self.application = portfolio.case.application
        self.url = reverse("portfolio:sheet", args=[self.application.uuid, sheet.uuid])
        self.asked = context_of(portfolio, sheet, at=self.at)

    def answer(self) -> HttpResponse:
        """The page as it is opened, or what a button of it does."""
        if self.request.method == "POST":
            return self._posted(self.request.POST)
        return self._given_back() or self._opened()

    def _opened(self) -> HttpResponse:
        closed = closed_because(self.portfolio, self.sheet)
        kept = self._typed()
        if closed:
            return self.show(None, refusals=closed, typed_at=kept.typed_at)
        boxes = kept.fields or ({} if self.asked["newest"] else first_boxes(self.sheet))
        return self.show(self.built(boxes=boxes), typed_at=kept.typed_at)

    def built(
        self, sent: QueryDict | None = None, *, boxes: Any, version: int | None = None, is_kept: bool = True
    ) -> ExampleForm:
        """The form: judged where it was `sent` to be saved. `is_kept`: the server holds what it shows."""
        kept = self._typed()
        seconds = int((self.at - kept.typed_at).total_seconds()) if kept.typed_at and is_kept else None
        page = Page(
            autosave_url=reverse("applications:keep", args=[self.application.uuid, page_of(self.sheet)]),
            back_url=reverse("portfolio:board", args=[self.application.uuid]), kept_seconds=seconds,
            version=kept.version if version is None else version, supervisors=people_of(self.sheet),
            outcome=self.asked["asked"].outcome if self.asked["asked"] else None,
        )  # fmt: skip
        return FORMS[self.kind](sent, boxes=boxes, page=page)

    def show(
        self,
        form: ExampleForm | None,
        *,
        refusals: Sequence[Refusal] = (),
        other: typing.Stale | None = None,
        typed_at: Any = None,
        status: int = 200,
    ) -> HttpResponse:
        """The page; with reasons above the form, or with the other text of a stale page beside it."""
        context = {
            **around(self.portfolio, here=""), **self.asked, "form": form, "refusals": refusals, "typed_at": typed_at,
            "other": rows_of_other(other, form) if other and form else None, "other_at": other and other.saved_at,
        }  # fmt: skip
        return render(self.request, "portfolio/sheet.html", context, status=status)

    def _posted(self, received: QueryDict) -> HttpResponse:
        sent = received.copy()
        sent.setlist("ticked", [one for one in sent.getlist("ticked") if one in self.asked["letters"]])
        try:
            boxes = self._read(sent)
            if sent.get("do") == LATER:
                return self._later(sent, boxes)
            return self._save(sent, boxes)
        except CANNOT_KEEP as no:
            return self._again(sent, no)

    def _save(self, sent: QueryDict, boxes: Any) -> HttpResponse:
        """Saves the words, then does what the button says; one that cannot be read stays typed."""
        form = self.built(sent, boxes=boxes)
        if not form.is_valid():
            self._keep(sent, boxes)
            return self.show(self.built(sent, boxes=boxes), status=422)
        with once(self.request, scope="portfolio.sheet") as turn:
            if turn.first:
                saved = sheets.save(
                    portfolio=self.portfolio, uuid=self.sheet.uuid, seen=self._seen(sent), written=form.written(),
                    by=self.request.user, at=self.at,
                )  # fmt: skip
                saved.portfolio = self.portfolio
                turn.answer(sheet_acts.then(self.request, saved, sent, url=self.url, at=self.at))
        self._let_go_of_held()
        return redirect(turn.url)

    def _later(self, sent: QueryDict, boxes: Any) -> HttpResponse:
        """Keeps the boxes as they are, whole or not, and leads back to the board."""
        with once(self.request, scope="portfolio.sheet.later") as turn:
            if turn.first:
                self._keep(sent, boxes)
                messages.info(self.request, "Your text is kept. It does not count until you save it.")
                turn.answer(reverse("portfolio:board", args=[self.application.uuid]))
        self._let_go_of_held()
        return redirect(turn.url)

    def _again(self, sent: QueryDict, no: Exception) -> HttpResponse:
        """The form as it was sent, with the reason why it could not be taken."""
        boxes = boxes_sent(sent, self.kind)
        match no:
            case typing.Stale():
                form = self.built(boxes=boxes, version=no.version, is_kept=False)
                return self.show(form, refusals=_without_box(sent, self.kind), other=no, status=409)
            case TooMuch():
                return self.show(self.built(boxes=boxes, is_kept=False), refusals=[no.refusal], status=422)
            case Refused():
                return self.show(self.built(boxes=boxes, is_kept=False), refusals=no.refusals, status=422)
        raise no

    def _given_back(self) -> HttpResponse | None:
        """[REC-17] What was sent after the session had ended becomes typing of its sheet. None where there is none.

        What cannot be kept, as text that was changed elsewhere since, is shown with the reason, and stays held until
        its person sends that form.
        """
        sent = QueryDict(mutable=True)
        try:
            with giving_back(self.request) as held:
                if held is None:
                    return None
                for name, values in held.items():
                    sent.setlist(name, list(values))
                closed = closed_because(self.portfolio, self.sheet)
                if closed:
                    raise Refused(*closed)
                self._keep(sent, self._read(sent), page_key=sent.get(keys.FIELD, ""))
        except CANNOT_KEEP as no:
            messages.info(self.request, NOT_SAVED)
            self.request.session[SHOWN_HELD] = self.request.path
            return self._again(sent, no)
        messages.info(self.request, BACK)
        return None

    def _let_go_of_held(self) -> None:
        """A form that was taken replaces the held one that it was shown with."""
        if self.request.session.get(SHOWN_HELD) == self.request.path:
            forms_held.let_go(user_id=self.request.user.pk, path=self.request.session.pop(SHOWN_HELD))

    def _read(self, sent: QueryDict) -> Any:
        """The boxes as they can be kept. Raises TooMuch."""
        return tidy(boxes_sent(sent, self.kind))

    def _typed(self) -> Any:
        return form_of_sheet(self.sheet, application_id=self.application.pk)

    def _seen(self, sent: QueryDict) -> sheets.Seen:
        key, version = keys.read(sent.get(keys.FIELD, "")), sent.get("version", "")
        known = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
        return sheets.Seen(version=known, page_key=key.key if key else "")

    def _keep(self, sent: QueryDict, boxes: Any, *, page_key: str = "") -> None:
        seen = self._seen(sent)
        typing.keep_form(
            uuid=self.application.uuid, user_id=self.request.user.pk, page=page_of(self.sheet), version=seen.version,
            page_key=page_key or seen.page_key, fields=boxes, at=self.at,
        )  # fmt: skip


def _without_box(sent: QueryDict, kind: SheetKind) -> list[Refusal]:
    """[HB-48] [REC-17] What was sent by a page of the other kind, as the example was turned meanwhile, and has no box
    in this one: to be copied before it is gone."""
    fields = FORMS[turned(kind)].base_fields
    lost = {name: sent.get(name, "").strip() for name in TEXTS[turned(kind)] if name not in TEXTS[kind]}
    return [Refusal("HB-48", TURNED.format(fields[name].label, words)) for name, words in lost.items() if words]
