"""The letters of decisions on cases, and the acknowledgement of what was sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from applications.enums import Stage
from applications.models import Case, Letter, Submission
from applications.queries.pathways import data_by_id
from applications.rules.numbers import letter_number
from applications.services.letters import DECIDED, RECEIVED
from cilexportal.foundation import london
from cilexportal.foundation.correspondence.kinds import Kind


def decided(context: dict[str, Any]) -> dict[str, Any]:
    """[HB-26a] [HB-28a] A letter as it was written and edited, with its number, paragraph by paragraph."""
    letter = Letter.objects.select_related("application").get(pk=context["letter"])
    application = letter.application
    return {
        "words": letter.subject, "paragraphs": letter.paragraphs,
        "number": letter_number(application.reference, letter.number), "path": f"/applications/{application.uuid}/",
    }  # fmt: skip


def received(context: dict[str, Any]) -> dict[str, Any]:
    """[HB-23] [HB-26] What has come, when, and by when we aim to decide."""
    found = Submission.objects.select_related("case__application").get(pk=context["submission"])
    case = found.case
    data = data_by_id(case.application.version_id)
    return {
        "number": case.application.reference, "step": data.step(case.step).title, "again": found.number > 1,
        "on": london.in_words(london.date_of(found.at)), "target": data.clocks.target_days,
        "path": f"/applications/{case.application.uuid}/",
    }  # fmt: skip


def still_waiting(context: dict[str, Any], at: datetime) -> bool:
    """[HB-26] Whether what was sent is still what an officer looks at: nothing was sent since, and nothing decided."""
    submission = context["submission"]
    waiting = Case.objects.filter(pk=context["case"], stage=Stage.ASSESSMENT)
    last = Submission.objects.filter(case=context["case"]).order_by("-number").values_list("pk", flat=True).first()
    return waiting.exists() and last == submission


KINDS = (Kind(DECIDED, build=decided), Kind(RECEIVED, build=received, still_needed=still_waiting))
