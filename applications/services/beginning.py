"""Beginning an application: one for a person and pathway, with a case for each step of the version of that day."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from applications.enums import Actor, EventKind
from applications.models import Application, Case, PathwayVersion
from applications.queries import beginning as queries
from applications.queries.pathways import data_of
from applications.rules.eligibility import answered, may_begin
from applications.rules.numbers import reference_of
from applications.rules.pathway import PathwayData, Question
from applications.services.moving import held, settle
from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from members.models import User
from members.queries import member_of


def begin(*, user: User, pathway: str, answers: Mapping[str, str], at: datetime) -> Application:
    """[HB-1] [HB-11] Begins under the version that is open at `at`, with all cases, which stay under it.

    `answers`: code of a question -> yes or no, and code_ticked -> ticked. Raises Refused with every reason.
    """
    today = london.date_of(at)
    version = queries.version_of(pathway, today=today)
    if version is None:
        raise Refused.because("HB-1", "There is no such pathway.")
    data = data_of(version)
    with transaction.atomic(), because(user_id=user.pk, why="applications.begin"):
        # Two pages that begin at once stand in line here, and the second is told.
        person = queries.person(User.objects.select_for_update().get(pk=user.pk), pathway=pathway)
        refuse_if_any(
            [*may_begin(person, version=queries.days_of(version), today=today), *answered(data.questions, answers)]
        )
        made = Application.objects.create(
            reference=_free_reference(data.reference_letters), user=user, pathway=version.pathway, version=version,
            answers=_of_questions(data.questions, answers), begun_at=at, touched_at=at,
        )  # fmt: skip
        _begin_cases(made, version=version, data=data, user=user, at=at)
        return made


def _begin_cases(made: Application, *, version: PathwayVersion, data: PathwayData, user: User, at: datetime) -> None:
    member = member_of(user_id=user.pk)
    words = " ".join(filter(None, [made.reference, member and member.number, user.full_name, user.email])).lower()
    Case.objects.bulk_create(
        Case(application=made, step=step.code, kind=step.kind, target_days=data.clocks.target_days, words=words)
        for step in data.steps
    )
    for case_id in made.cases.values_list("pk", flat=True):
        settle(
            case=held(case=case_id, revision=None), actor=Actor.APPLICANT, kind=EventKind.BEGUN, by=user, at=at,
            facts={"version": version.version},
        )  # fmt: skip


def _free_reference(letters: str) -> str:
    """A reference that no application has."""
    while Application.objects.filter(reference=(reference := reference_of(letters, secrets.choice))).exists():
        pass
    return reference


def _of_questions(questions: Collection[Question], answers: Mapping[str, str]) -> dict[str, str]:
    """The answers to questions of the version, without anything else that was sent."""
    names = [name for one in questions for name in (one.code, f"{one.code}_ticked")]
    return {name: answers[name] for name in names if answers.get(name)}
