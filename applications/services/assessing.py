"""Sections of a submission, passed or failed with coded reasons [HB-26]."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from applications.enums import Actor, EventKind, Stage
from applications.models import Case, SectionVerdict
from applications.queries import deciding as queries
from applications.queries import followed, signatures
from applications.queries.pathways import data_by_id
from applications.rules import deciding as rules
from applications.rules.deciding import Section
from applications.services import moving
from cilexportal.foundation.audit import because
from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from members.models import User

CLAUSE = "HB-26"
FOLLOWS = "This section follows from the marks of the portfolio. Mark the examples."


def judge_section(*, case_id: int, revision: int, section: Section, by: User, at: datetime) -> SectionVerdict:
    """[HB-26] Writes down whether a section is passed, and for which reasons it is not; the verdict before it stays.

    A failed section names its reasons, and for each that can be mended what is wanted. Raises Refused for these, for a
    section that follows from marks [HB-31], where the case is not being assessed or was changed since `revision`, and
    where it is the officer's own.
    """
    with transaction.atomic(), because(user_id=by.pk, why="applications.judge_section"):
        case = being_assessed(case_id=case_id, revision=revision, by=by)
        data = data_by_id(case.application.version_id)
        if section.passed is None or section.code not in data.step(case.step).sections:
            raise Refused.because(CLAUSE, "Say whether this section of the step is passed.")
        if followed.source_of(case, section.code):
            raise Refused.because("HB-31", FOLLOWS)
        refuse_if_any(rules.section_faults(section, data))
        submission = case.submissions.order_by("number").last()
        if submission is None:
            raise Refused.because(CLAUSE, "Nothing of this step has been submitted.")
        case.verdicts.filter(section=section.code, superseded_at=None).update(superseded_at=at)
        made = SectionVerdict.objects.create(
            case=case, submission=submission, section=section.code, passed=section.passed, by=by, at=at,
            reasons=[{"code": one.code, "note": one.note.strip()} for one in section.reasons],
        )  # fmt: skip
        facts = {"section": section.code, "passed": section.passed, "reasons": [one.code for one in section.reasons]}
        moving.settle(
            case=case, actor=Actor.OFFICER, kind=EventKind.ASSESSED, by=by, at=at, facts=facts, shown=False
        )  # fmt: skip
        return made


def being_assessed(*, case_id: int, revision: int | None, by: User) -> Case:
    """[HB-26] [HB-S4.1a] The case, its row held, while it is assessed by somebody who has no part in it. Raises
    Refused, and so it does while a signature is wanting."""
    case = moving.held(case=case_id, revision=revision)
    if case.stage != Stage.ASSESSMENT:
        sentence = f"A case is assessed while that is its stage; this one is: {case.get_stage_display().lower()}."
        raise Refused.because(CLAUSE, sentence)
    if own := queries.may_judge(case, by):
        raise Refused(own)
    if waiting := signatures.waiting_of(case):
        raise Refused(waiting.why)
    return case
