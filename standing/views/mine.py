"""A member's own standing: what is affected, the three lights, the one next action, and the certificates."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cilexportal.foundation import london
from cilexportal.foundation.documents.views import printed
from standing.permissions import member_of
from standing.queries import certificates
from standing.rules.lights import Step

# Where each step is done by the member; the others are an officer's.
PLACES = {
    Step.CPD: ("cpd:home", "My CPD"),
    Step.CONDUCT: ("standing:declarations", "My declarations of conduct"),
    Step.FEE: ("standing:renewal", "Membership"),
}
# Where the year is paid and the certificate is not.
CERTIFICATE_FEE = ("standing:buy_certificate", "Pay for the certificate")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """[CPD-14] [CPD-15a] My standing."""
    page = certificates.page_of(member_of(request.user), today=london.today())
    place = CERTIFICATE_FEE if page.lacks_only_certificate_fee else PLACES.get(page.lights.next.step)
    return render(request, "standing/mine.html", {"page": page, "place": place})


@require_safe
def certificate_file(request: HttpRequest, number: str) -> HttpResponseBase:
    """The sealed PDF of one's own certificate."""
    found = certificates.of_member(member_of(request.user), number)
    if found is None or found.printout is None:
        raise Http404
    return printed(found.printout)
