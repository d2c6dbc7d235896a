"""The applicant's own declaration, how far the others are, and records of what was signed."""

from __future__ import annotations

import json
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from admission.enums import DeclarationStage, Signer
from admission.forms.declare import SignOwnForm
from admission.models import Declaration
from admission.queries import declared, records
from admission.queries import declared_page as queries
from admission.rules.statements import statement_for
from admission.services import signing as services
from admission.views.around import around, owned
from applications.models import Case
from cilexportal.foundation import london
from cilexportal.foundation.documents.views import printed
from cilexportal.foundation.idempotency.acting import act_once
from members.doors import needs_recent_sign_in
from portfolio.services import supervised

POSTABLE = ["GET", "HEAD", "POST"]
STALE, REFUSED = 409, 422
ALTERED = "This record is not what was signed any more, so it is not given out. Write to us, and we look into it."


@require_safe
@owned
def declarations(request: HttpRequest, case: Case) -> HttpResponse:
    """[HB-47] [HB-S4.1a] Who signs, who has, and what is waited for."""
    found = declared.standing_of(case)
    lines = queries.lines_of(case, found)
    context = around(case, here="declarations") | {
        "lines": lines, "any_signed": any(one.signed for one in lines), "said": queries.SAID[found.ready],
    }  # fmt: skip
    return render(request, "admission/declarations.html", context)


@needs_recent_sign_in
@require_http_methods(POSTABLE)
@owned
def sign(request: HttpRequest, case: Case) -> HttpResponse:
    """[HB-47] [HB-52] The statement, everything it is put under, and a typed name; an old sign-in is renewed first."""
    back = reverse("admission:declarations", args=[case.application.uuid])
    row = Declaration.objects.filter(case=case, signer=Signer.APPLICANT, stage=DeclarationStage.OPEN).first()
    if row is None:
        return redirect(back)
    row.case = case
    seals = services.to_sign(row)
    seen, examples = supervised.shown_of(seals), queries.called(case, seals)
    form = SignOwnForm(request.POST or None, initial={"seen": seen})
    status = 200
    if request.method == "POST":
        status = REFUSED
        if form.is_valid():
            try:
                if url := act_once(
                    request, form, lambda: _sign(request, row, form), to=back,
                    said="You have signed the declaration.", scope="admission.sign_own",
                ):  # fmt: skip
                    return redirect(url)
            except services.Stale:
                told = supervised.changed_since(seen=form.data.get("seen", ""), seals=seals, called=dict(examples))
                form.add_error(None, told)
                form.carry(seen=seen)
                status = STALE
    context = {
        "case": case, "application": case.application, "form": form, "examples": examples,
        "statement": statement_for(Signer.APPLICANT),
    }  # fmt: skip
    return render(request, "admission/declare_own.html", context, status=status)


@require_safe
@owned
def record(request: HttpRequest, case: Case, declaration: UUID) -> HttpResponseBase:
    """[HB-47] The sealed record of a signature, which anybody can check offline."""
    return record_file(request, queries.of_case(case, declaration), for_applicant=True)


def record_file(
    request: HttpRequest, row: Declaration | None, *, for_applicant: bool = False
) -> HttpResponseBase:  # fmt: skip
    """The record as a file of JSON, or as a sealed PDF where `as=pdf` asks for it. Raises Http404 where nothing was
    signed, and until the PDF is made; what is not as it was signed is not sealed anew."""
    if row is None or not hasattr(row, "signature"):
        raise Http404
    if request.GET.get("as") == "pdf":
        if (paper := queries.paper_of(row)) is None:
            raise Http404
        return printed(paper)
    record = records.sealed(row, for_applicant=for_applicant)
    if record is None:
        return HttpResponse(ALTERED, status=STALE, content_type="text/plain; charset=utf-8")
    text = json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="declaration-{row.uuid}.json"'
    return answer


def _sign(request: HttpRequest, row: Declaration, form: SignOwnForm) -> None:
    said = services.Signing(
        seen=form.cleaned_data["seen"], name=form.cleaned_data["signed_name"], consents=form.cleaned_data["agreed"],
        visitor=request.user, address=get_adapter().get_client_ip(request),
    )  # fmt: skip
    services.sign_own(declaration_id=row.pk, said=said, by=request.user, at=london.now())
