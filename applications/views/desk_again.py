"""An officer lets in a request to look again that came too late."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from applications.enums import Body
from applications.forms.reconsidering import LetInForm
from applications.queries import reconsidering as queries
from applications.queries.deciding import title_of
from applications.services import reconsidering
from applications.views.desk_decide import POSTABLE, act, opened, page_of
from cilexportal.foundation import london
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back


@gives_back
@require_http_methods(POSTABLE)
def let_in(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """[HB-28b] Lets in what an applicant asked after the last day; by whom and why is kept with it."""
    case = opened(request, uuid)
    back, found = page_of(case), queries.again(case, today=london.today())
    form = LetInForm(sent(request), body=found.to, back=back, initial={"revision": case.revision, "to": found.to})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        url = act(
            request, form, case,
            lambda: reconsidering.let_in(
                case_id=case.pk, to=Body(said["to"]), reasons=said["reasons"], why=said["why"],
                wants_hearing=said["wants_hearing"], revision=said["revision"], by=request.user, at=london.now(),
            ),
            said=f"The request is before the {found.to.label}, and the applicant is told.", to=back,
        )  # fmt: skip
        if url:
            return redirect(url)
    context = {"case": case, "form": form, "back": back, "title": title_of(case), "found": found}
    return render(request, "applications/committee/late.html", context, status=status_of(request, form))
