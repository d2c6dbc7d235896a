"""What officers' pages about a final application have in common."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest

from applications.enums import StepKind
from applications.models import Case
from applications.views import desk_case


def case_opened(request: HttpRequest, uuid: UUID) -> Case:
    """[HB-26] A final application for somebody at the desk. Raises Http404 where there is none, and for those it is
    about."""
    case = desk_case.opened(request, uuid)
    if case.kind != StepKind.ADMISSION:
        raise Http404
    return case
