"""A change of grade, for a membership officer."""

from __future__ import annotations

import uuid as uuids

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cilexportal.foundation import london
from members.models import Grade
from members.queries import grade_on, grade_titles
from people.forms.desk import GradeForm
from people.queries import person
from people.services import grades
from people.views.acting import act_and_go


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[CPD-16c] Another grade from a date, with a reason that the member reads."""
    member, at = person.member_called(uuid), london.now()
    if member is None:
        raise Http404
    today, to = london.date_of(at), reverse("people:one", args=[uuid])
    titles, held = grade_titles(on=today), grade_on(member_id=member.pk, on=today)
    names = [
        (code, titles[code].name) for code in Grade.objects.values_list("code", flat=True)
        if code in titles and (held is None or code != held.grade_id)
    ]  # fmt: skip
    form = GradeForm(request.POST or None, grades=names, url=to)

    def act() -> None:
        said = form.cleaned_data
        grades.change(member_id=member.pk, to=said["grade"], on=said["on"], why=said["reason"], by=request.user, at=at)

    said = f"The grade of {member.full_name} is changed, and they are written to."
    if request.method == "POST" and form.is_valid() and (
        done := act_and_go(request, form, act, scope="change_grade", said=said, to=to)
    ):  # fmt: skip
        return done
    title = titles.get(held.grade_id) if held else None
    return render(request, "people/desk/grade.html", {"member": member, "form": form, "held": held, "title": title})
