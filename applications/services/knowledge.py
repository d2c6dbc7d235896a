"""The knowledge step: naming the qualification that shows it. submitting.py sends it in, without a fee."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from applications.enums import PaperKind, Route, Stage
from applications.models import Case, Qualification
from applications.queries.knowledge import boxes_of, papers_of
from applications.queries.pathways import data_by_id
from applications.rules import knowledge as rules
from applications.services import typing
from applications.services.moving import held, touch
from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from members.models import User

PAGE = "knowledge"


def keep(
    *, case_id: int, revision: int, named: rules.Named, certified: rules.Copy, by: User, at: datetime
) -> Qualification:  # fmt: skip
    """[HB-14] [HB-16] Keeps a qualification and what is known of its certified copy, by the route that follows.

    `named.code` is of the version's list, whose title and awarding body are then kept; empty for any other one. The
    last certificate that was added is its proof. What was typed on the page is let go. Raises Refused for what was
    typed, a step that is not the applicant's now, and a case that was changed since `revision`.
    """
    with transaction.atomic(), because(user_id=by.pk, why="applications.knowledge.keep"):
        case = held(case=case_id, revision=revision)
        refuse_if_any(rules.may_change(Stage(case.stage), is_over=case.application.ended_at is not None))
        named, route = _routed(case, named)
        refuse_if_any(rules.faults_of(named, today=london.date_of(at)))
        values = {
            "route": route, "code": named.code if route == Route.ACCREDITED else "", "title": named.title,
            "awarded_by": named.awarded_by, "awarded_on": named.awarded_on,
            "certificate": papers_of(case).filter(kind=PaperKind.CERTIFICATE).last(),
            "certified_by": certified.certified_by, "certified_as": certified.certified_as,
            "certified_on": certified.certified_on, "saved_at": at,
        }  # fmt: skip
        kept, _ = Qualification.objects.update_or_create(case=case, defaults=values)
        case.revision += 1
        case.save(update_fields=["revision"])
        # The application first and then what was typed, as whoever types holds them.
        touch(application_id=case.application_id, at=at)
        typing.saved(application_id=case.application_id, page=PAGE, fields=boxes_of(kept), at=at)
        return kept


def _routed(case: Case, named: rules.Named) -> tuple[rules.Named, Route]:
    """The qualification as the version's list calls it, and its route. Raises Refused for a code it does not have."""
    accredited = data_by_id(case.application.version_id).qualifications
    if named.code:
        row = next((one for one in accredited if one.code == named.code), None)
        if row is None:
            raise Refused.because("HB-14", "Choose one of the qualifications in the list, or another one.")
        named = replace(named, title=row.title, awarded_by=row.awarded_by)
    return named, rules.route_of(named, accredited)
