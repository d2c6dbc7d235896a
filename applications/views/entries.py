"""The forms of a role and of a course: opened, kept, reckoned while they are typed, and saved."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from applications.enums import PaperKind
from applications.forms import ledger as forms
from applications.forms.ledger import LATER, MORE, RECKON, CourseForm, EntryForm, Page, RoleForm
from applications.models import Case, CasePaper, Course, Role
from applications.queries import ledger as queries
from applications.queries.pathways import data_by_id
from applications.queries.typed import form_of
from applications.rules.hours import Work
from applications.rules.pathway import PathwayData
from applications.rules.typed import TooMuch, tidy
from applications.services import ledger as services
from applications.services import papers, typing
from applications.services.moving import CHANGED
from applications.views.ledger import held_back, own_case
from cilexportal.foundation import london
from cilexportal.foundation.idempotency import keys
from cilexportal.foundation.idempotency.sent import sent
from cilexportal.foundation.idempotency.web import gives_back, once
from cilexportal.foundation.rulebook.refusal import Refusal, Refused

POSTABLE = ["GET", "HEAD", "POST"]
Boxes = dict[str, Any]


class EntryPage:
    """The page of one entry: a role or a course that is there, or one that is being written."""

    model: type[Model]
    form: type[EntryForm]
    template: str
    word: str

    def __init__(self, request: HttpRequest, case: Case, uuid: UUID) -> None:
        self.request, self.case, self.uuid = request, case, uuid
        self.data = data_by_id(case.application.version_id)
        self.entry = self.model._default_manager.filter(case=case, uuid=uuid).first()
        if self.entry is None and self.model._default_manager.filter(uuid=uuid).exists():
            raise Http404
        self.back = reverse("applications:ledger", args=[case.application.uuid])
        self.at = london.now()
        self.kept = form_of(application_id=case.application_id, page=self.page, saved={})

    @property
    def page(self) -> str:
        """The name under which its typing is kept."""
        return f"{self.word}:{self.uuid}"

    def saved(self) -> Boxes:
        """The boxes as they were saved."""
        raise NotImplementedError

    def enter(self, form: Any, *, seen: str, at: datetime) -> None:
        """Asks the service. Raises Faulty and Refused."""
        raise NotImplementedError

    def context(self, form: Any) -> dict[str, Any]:
        """What the page shows beside the form."""
        return {}

    def answer(self) -> HttpResponse:
        """The form as it was saved or typed, or what a button of it does."""
        why_not = held_back(self.case)
        typed = sent(self.request)
        if typed is None:
            return redirect(self.back) if why_not else self._opened()
        boxes, do = forms.boxes_of(typed), typed.get("do", "") if self.request.method == "POST" else RECKON
        if do in (MORE, RECKON):
            return self.show(self.built(boxes=boxes, more=forms.ROOM if do == MORE else 0))
        return self._later(boxes) if do == LATER else self._save(typed, boxes)

    def _opened(self) -> HttpResponse:
        boxes = dict(self.kept.fields) if self.kept.typed_at else self.saved() if self.entry else {}
        return self.show(self.built(boxes=boxes), typed_at=self.kept.typed_at)

    def built(self, sent: QueryDict | None = None, *, boxes: Boxes, more: int = 0) -> EntryForm:
        """The form: judged where it was `sent` to be saved."""
        kept, opening = self.kept, self.request.method != "POST"
        seconds = int((self.at - kept.typed_at).total_seconds()) if kept.typed_at and opening else None
        url = reverse("applications:keep", args=[self.case.application.uuid, self.page])
        page = Page(autosave_url=url, back_url=self.back, version=kept.version, kept_seconds=seconds)
        files = self.request.FILES if sent is not None else None
        return self.form(sent, files, boxes=boxes, options=self.data, page=page, **({"more": more} if more else {}))

    def show(
        self,
        form: EntryForm,
        *,
        typed_at: datetime | None = None,
        refusals: tuple[Refusal, ...] = (),
        status: int = 200,
    ) -> HttpResponse:
        """The page; with reasons above the form where it was refused as a whole."""
        context = {
            "form": form, "entry": self.entry, "application": self.case.application, "data": self.data,
            "back": self.back, "typed_at": typed_at, "refusals": refusals, "seen": self._version(), "uuid": self.uuid,
            **self.context(form),
        }  # fmt: skip
        return render(self.request, self.template, context, status=status)

    def _version(self) -> str:
        return self.entry.saved_at.isoformat() if self.entry else ""

    def _later(self, boxes: Boxes) -> HttpResponse:
        """Keeps what is typed without judging it."""
        key = keys.read(self.request.POST.get(keys.FIELD, ""))
        try:
            with once(self.request, scope="applications.ledger.later") as turn:
                if turn.first:
                    self._keep(boxes, key.key if key else "")
                    messages.info(self.request, "Your text is kept. It does not count until you save it.")
                    turn.answer(self.back)
        except typing.Stale:
            return self.show(self.built(boxes=boxes), refusals=(Refusal("REC-17", CHANGED),), status=409)
        except Refused as no:
            return self.show(self.built(boxes=boxes), refusals=no.refusals, status=422)
        return redirect(turn.url)

    def _keep(self, boxes: Boxes, key: str) -> None:
        version = self.request.POST.get("version", "")
        typing.keep_form(
            uuid=self.case.application.uuid, user_id=self.request.user.pk, page=self.page, fields=boxes, page_key=key,
            version=int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0, at=self.at,
        )  # fmt: skip

    def _save(self, typed: QueryDict, boxes: Boxes) -> HttpResponse:
        form = self.built(typed, boxes=boxes)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            kept = tidy(boxes)
        except TooMuch as no:
            return self.show(form, refusals=(no.refusal,), status=422)
        try:
            with once(self.request, scope=f"applications.ledger.{self.word}") as turn:
                if turn.first:
                    self.enter(form, seen=typed.get("seen", ""), at=self.at)
                    typing.saved(application_id=self.case.application_id, page=self.page, fields=kept, at=self.at)
                    messages.success(self.request, f"The {self.word} is saved in your ledger.")
                    turn.answer(self.back)
        except services.Faulty as no:
            for box, refusal in no.faults:
                form.say(box, refusal)
            return self.show(form, status=422)
        except Refused as no:
            return self.show(form, refusals=no.refusals, status=422)
        return redirect(turn.url)


class RolePage(EntryPage):
    """A role, with what the ledger comes to with it as it is typed."""

    model, form, template, word = Role, RoleForm, "applications/ledger/role.html", "role"

    def saved(self) -> Boxes:
        return forms.boxes_of_role(self.entry)

    def enter(self, form: RoleForm, *, seen: str, at: datetime) -> None:
        services.save_role(
            case_id=self.case.pk, uuid=self.uuid, seen=seen, claim=form.claim(), told=form.told(), at=at
        )  # fmt: skip

    def context(self, form: RoleForm) -> dict[str, Any]:
        """[HB-18] [HB-27a] The total and the likely day with this role as it is typed."""
        key = str(self.uuid)
        work = _work(form, key, self.data)
        entries = queries.claimed(self.case)
        others = tuple(one for one in entries.works if one.key != key)
        with_it = queries.Entries(works=(*others, work) if work else others, studies=entries.studies)
        reckoned = queries.reckon(with_it, figures=self.data.hours, today=london.date_of(self.at))
        return {"reckoned": reckoned, "this": reckoned.of_role(key) if work else None}


def _work(form: RoleForm, key: str, data: PathwayData) -> Work | None:
    """The role as the boxes of a form have it, judged or not, by a form of its own: judging again would forget what
    was said at the boxes."""
    return RoleForm(forms.as_sent(form.boxes), boxes=form.boxes, options=data, page=form.page).work(key)


class CoursePage(EntryPage):
    """A course."""

    model, form, template, word = Course, CourseForm, "applications/ledger/course.html", "course"

    def saved(self) -> Boxes:
        return forms.boxes_of_course(self.entry)

    def enter(self, form: CourseForm, *, seen: str, at: datetime) -> None:
        services.save_course(
            case_id=self.case.pk, uuid=self.uuid, seen=seen, claim=form.claim(),
            provider=form.cleaned_data["provider"], proof=self._proof(form), at=at,
        )  # fmt: skip

    def _proof(self, form: CourseForm) -> CasePaper | None:
        """The file that was sent with the form, on the case. Raises Faulty for one that is not taken."""
        upload = form.cleaned_data["proof"]
        if not upload:
            return None
        try:
            return papers.add(
                case_id=self.case.pk, revision=None, kind=PaperKind.COURSE, upload=upload, by=self.request.user,
                at=self.at,
            )  # fmt: skip
        except Refused as no:
            raise services.Faulty(("proof", refusal) for refusal in no.refusals) from no


@gives_back
@require_http_methods(POSTABLE)
def role(request: HttpRequest, uuid: UUID, role: UUID) -> HttpResponse:
    """[HB-17] [HB-17a] [HB-18] A role of the ledger, known or new."""
    return RolePage(request, own_case(request, uuid), role).answer()


@gives_back
@require_http_methods(POSTABLE)
def course(request: HttpRequest, uuid: UUID, course: UUID) -> HttpResponse:
    """[HB-19] A course of the ledger, known or new."""
    return CoursePage(request, own_case(request, uuid), course).answer()
