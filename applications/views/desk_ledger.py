"""The officer's pages of a role and a course: what is claimed beside what is accepted, and why less."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from applications.enums import Stage
from applications.forms import desk_ledger as forms
from applications.forms.desk_ledger import CourseViewForm, RoleViewForm, ViewForm
from applications.forms.ledger import RECKON, as_sent, boxes_of
from applications.models import Case, Course, CourseAssessed, Role, RoleAssessed
from applications.queries import case as cases
from applications.queries import ledger as queries
from applications.queries.ledger import Reckoned, views_of
from applications.queries.ledger_page import flagged, title_of
from applications.queries.pathways import data_by_id
from applications.rules.pathway import Reason
from applications.services import ledger as services
from applications.services import noting
from applications.views import desk_case
from cilexportal.foundation import london
from cilexportal.foundation.idempotency.web import once, shown_to_copy
from cilexportal.foundation.rulebook.refusal import Refusal, Refused

POSTABLE = ["GET", "HEAD", "POST"]


class ViewPage:
    """The page of one entry: the form as it stands, reckoned while it is typed, or saved."""

    template: str
    scope: str
    entry: Any

    def __init__(self, request: HttpRequest, case: Case, uuid: UUID) -> None:
        self.request, self.case, self.at = request, case, london.now()
        self.data = data_by_id(case.application.version_id)
        self.book = queries.book_of(case)
        found = [one for one in self.entries() if one.uuid == uuid]
        if not found:
            raise Http404
        self.entry = found[0]
        self.standing = next(iter(views_of(self.entry)), None)
        self.back = f"{reverse('applications_desk:case', args=[case.uuid])}#hours"

    def entries(self) -> tuple[Any, ...]:
        """The entries of its kind."""
        raise NotImplementedError

    def boxes(self) -> dict[str, Any]:
        """What the form begins with."""
        raise NotImplementedError

    def form(self, sent: QueryDict | None, boxes: dict[str, Any], revision: int) -> ViewForm:
        """The form: judged where it was `sent` to be saved."""
        raise NotImplementedError

    def enter(self, form: Any, *, revision: int) -> None:
        """Asks the service. Raises Faulty and Refused."""
        raise NotImplementedError

    def answer(self) -> HttpResponse:
        """The page, the page reckoned, or back to the case once it is saved."""
        if self.request.method != "POST":
            noting.looked(case=self.case, what="case", by=self.request.user, at=self.at)
            return self.show(self.form(None, self.boxes(), self.case.revision))
        typed = self.request.POST
        boxes, seen = boxes_of(typed), typed.get("revision", "")
        revision = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
        if typed.get("do") == RECKON:
            return self.show(self.form(None, boxes, revision))
        return self._save(typed, boxes, revision)

    def _save(self, typed: QueryDict, boxes: dict[str, Any], revision: int) -> HttpResponse:
        form = self.form(typed, boxes, revision)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            with once(self.request, scope=self.scope) as turn:
                if turn.first:
                    self.enter(form, revision=revision)
                    messages.success(self.request, f"Saved what is accepted: {title_of(self.entry, self.data)}.")
                    turn.answer(self.back)
        except services.Faulty as no:
            for box, refusal in no.faults:
                form.say(box, refusal)
            return self.show(form, status=422)
        except Refused as no:
            return self._moved(typed, boxes, no.refusals)
        return redirect(turn.url)

    def _moved(self, typed: QueryDict, boxes: dict[str, Any], refusals: tuple[Refusal, ...]) -> HttpResponse:
        """[HB-26] The case moved meanwhile: the page as it is now, with what was typed, to be sent again."""
        case = cases.opened(self.case.uuid, by=self.request.user)
        if case is None:
            raise Http404
        now = type(self)(self.request, case, self.entry.uuid)
        return now.show(now.form(typed, boxes, case.revision), refusals=refusals, status=409)

    def show(self, form: ViewForm, *, refusals: tuple[Refusal, ...] = (), status: int = 200) -> HttpResponse:
        """The page; with reasons above the form where it was refused as a whole."""
        today, figures = london.date_of(self.at), self.data.hours
        claimed = queries.reckon(self.book.claimed(), figures=figures, today=today)
        row = self._row(form)
        entries = self.book.accepted({self.entry.uuid: row} if row else None)
        accepted = queries.reckon(entries, figures=figures, today=today)
        context = {
            "case": self.case, "entry": self.entry, "form": form, "data": self.data, "back": self.back,
            "title": title_of(self.entry, self.data), "claimed": claimed, "accepted": accepted, "refusals": refusals,
            "is_typed": row is not None, "standing": self.standing, "earlier": self.entry.assessed.select_related("by"),
            "is_open": self.case.stage == Stage.ASSESSMENT, "flagged": flagged(claimed),
            **self.amounts(claimed, accepted),
        }  # fmt: skip
        return render(self.request, self.template, context, status=status)

    def _row(self, form: ViewForm) -> RoleAssessed | CourseAssessed | None:
        """The view as the boxes have it, judged by a form of its own: judging again would forget what was said."""
        typed = self.form(as_sent(form.boxes), dict(form.boxes), form.revision)
        typed.is_valid()
        return typed.as_row(self.entry)

    def amounts(self, claimed: Reckoned, accepted: Reckoned) -> dict[str, Any]:
        """The hours of this entry, claimed and as the form has it."""
        raise NotImplementedError

    def reasons(self) -> list[Reason]:
        """[HB-17] The reasons of the step's sections, but for those that hours in all are short."""
        sections = self.data.step(self.case.step).sections
        return [one for one in self.data.reasons if one.section in sections and not one.short]


class RolePage(ViewPage):
    """A role: its days and hours a week."""

    template, scope = "applications/desk/role.html", "applications.assess_role"

    def entries(self) -> tuple[Role, ...]:
        return self.book.roles

    def boxes(self) -> dict[str, Any]:
        return forms.boxes_of_role(self.entry, self.standing)

    def form(self, sent: QueryDict | None, boxes: dict[str, Any], revision: int) -> RoleViewForm:
        return RoleViewForm(sent, boxes=boxes, reasons=self.reasons(), revision=revision, back=self.back)

    def enter(self, form: RoleViewForm, *, revision: int) -> None:
        services.assess_role(
            role_id=self.entry.pk, revision=revision, view=form.view(), note=form.cleaned_data["note"],
            by=self.request.user, at=self.at,
        )  # fmt: skip

    def amounts(self, claimed: Reckoned, accepted: Reckoned) -> dict[str, Any]:
        key = str(self.entry.uuid)
        tasks = [one.words for one in self.data.tasks if one.code in self.entry.tasks]
        return {"of_claim": claimed.of_role(key), "of_view": accepted.of_role(key), "tasks": tasks}


class CoursePage(ViewPage):
    """A course: what is credited of it."""

    template, scope = "applications/desk/course.html", "applications.assess_course"

    def entries(self) -> tuple[Course, ...]:
        return self.book.courses

    def boxes(self) -> dict[str, Any]:
        return forms.boxes_of_course(self.standing)

    def form(self, sent: QueryDict | None, boxes: dict[str, Any], revision: int) -> CourseViewForm:
        return CourseViewForm(sent, boxes=boxes, reasons=self.reasons(), revision=revision, back=self.back)

    def enter(self, form: CourseViewForm, *, revision: int) -> None:
        said = form.cleaned_data
        services.assess_course(
            course_id=self.entry.pk, revision=revision, credit=form.credit(), note=said["note"], by=self.request.user,
            at=self.at,
        )  # fmt: skip

    def amounts(self, claimed: Reckoned, accepted: Reckoned) -> dict[str, Any]:
        key = str(self.entry.uuid)
        of = {"of_claim": claimed, "of_view": accepted}
        return {name: one.credit if one.found.course == key else 0 for name, one in of.items()}


@shown_to_copy
@require_http_methods(POSTABLE)
def role(request: HttpRequest, uuid: UUID, role: UUID) -> HttpResponse:
    """[HB-17] [HB-18] [HB-20a] What is accepted of a role."""
    return RolePage(request, desk_case.opened(request, uuid), role).answer()


@shown_to_copy
@require_http_methods(POSTABLE)
def course(request: HttpRequest, uuid: UUID, course: UUID) -> HttpResponse:
    """[HB-19] [HB-20] What is credited of a course."""
    return CoursePage(request, desk_case.opened(request, uuid), course).answer()
