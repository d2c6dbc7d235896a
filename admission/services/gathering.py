"""Putting the final application together: answers of its form, and the reference that is used again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction

from admission.models import Final
from admission.queries.gathered import WRITTEN, Found, found_of
from admission.queries.owner import data_of
from admission.rules.form import kept_of, section_of
from admission.rules.gathering import may_open
from applications.models import Case
from applications.services import moving, typing
from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from members.models import User

SENT = "Your final application is with us. You can read it, and not change it."
NO_SECTION = "The form has no such page."
NO_REFERENCE = "There is no such reference."
NOT_AUTHORISED = "The supervisor who gave this reference is not an authorised person."


def page_of(section: str) -> str:
    """What the typing on a page of the form is kept under [REC-17]."""
    return f"final-{section}"


def answer(*, case_id: int, section: str, sent: Mapping[str, str], by: User, at: datetime) -> Final:
    """[HB-59] Keeps the answers of one page of the form; unanswered questions may wait until it is submitted.

    Raises Refused where it is not open yet, was submitted, or has no such page.
    """

    def _answers(final: Final, case: Case, _: Found) -> None:
        found = section_of(data_of(case).form, section)
        if found is None:
            raise Refused.because("HB-59", NO_SECTION)
        kept = kept_of(found, sent)
        final.answers = {**final.answers, section: kept}
        typing.saved(application_id=case.application_id, page=page_of(section), fields=kept, at=at)

    return _change(case_id, _answers, by=by, why="admission.answer", at=at)


def use_again(*, case_id: int, reference_id: int | None, by: User, at: datetime) -> Final:
    """[HB-59a] [HB-62] [HB-63] Uses the reference given for experience again, or no longer where None is given.

    Raises Refused for one that is too old today, was not given by an authorised person, or is not the applicant's.
    """

    def _reference(final: Final, _: Case, found: Found) -> None:
        if reference_id is None:
            final.reference = None
            return
        one = next((offered for offered in found.offered if offered.reference.pk == reference_id), None)
        if one is None:
            raise Refused.because("HB-62", NO_REFERENCE)
        refuse_if_any(filter(None, [one.refusal]))
        if not one.is_authorised:
            raise Refused.because("HB-63", NOT_AUTHORISED)
        final.reference = one.reference

    return _change(case_id, _reference, by=by, why="admission.use_again", at=at)


def _change(case_id: int, change: Callable[[Final, Case, Found], None], *, by: User, why: str, at: datetime) -> Final:
    """Changes what was put together, the case held so that nobody submits it meanwhile."""
    with transaction.atomic(), because(user_id=by.pk, why=why):
        case = moving.held(case=case_id, revision=None)
        if case.application.ended_at is not None or case.stage not in WRITTEN:
            raise Refused.because("HB-59b", SENT)
        found = found_of(case, today=london.date_of(at))
        refuse_if_any(filter(None, [may_open(found.gathered)]))
        final = found.final or Final(case=case, begun_at=at)
        change(final, case, found)
        final.saved_at = at
        final.save()
        moving.touch(application_id=case.application_id, at=at)
        return final
