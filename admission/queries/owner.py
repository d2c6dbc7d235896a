"""Final applications by their owner: nobody else's is ever found."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from applications.enums import StepKind
from applications.models import Case
from applications.queries.pathways import data_by_id
from applications.rules.pathway import PathwayData
from members.models import User
from portfolio.models import Portfolio


def case_of(uuid: UUID, user: User) -> Case | None:
    """[HB-58] The final step of the person's own application of this uuid; None for any other."""
    found = Case.objects.select_related("application__user", "application__pathway")
    return found.filter(application__uuid=uuid, application__user=user.pk, kind=StepKind.ADMISSION).first()


def portfolio_of(case: Case) -> Portfolio | None:
    """[HB-59b] The portfolio that this final application submits, with its case; None where none was begun."""
    found = Portfolio.objects.select_related("case__application__user", "case__application__pathway")
    return found.filter(case__application=case.application_id).first()


def data_of(case: Case) -> PathwayData:
    """[HB-33] What the version asks for under which the application was begun; read once a process."""
    return data_by_id(case.application.version_id)


def page_of(case: Case) -> str:
    """[HB-58] The path of the page of a final application. Registered by cilexportal/wiring.py."""
    return reverse("admission:final", args=[case.application.uuid])
