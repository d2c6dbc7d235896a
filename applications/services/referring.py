"""Referring a case to the committee or the panel, with the paper that they decide on [HB-28]."""

from __future__ import annotations

from datetime import datetime

from applications.enums import Body, Cause, Stage
from applications.models import AgendaItem, Case, Referral
from applications.queries.committee_paper import paper_as_kept
from applications.rules.meetings import body_for
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User

CLAUSE = "HB-28"
ASK_SOMETHING = "Say what the committee is asked."
OPEN_ALREADY = "This case is before the committee already."
IS_LISTED = "This case is on the agenda of a meeting. Have it taken off first."


def refer(*, case: Case, cause: Cause, question: str, by: User, at: datetime) -> Referral:
    """[HB-28] [HB-28b] Opens a referral, to the panel where it is an appeal and to the committee otherwise, and keeps
    the paper as the case stands now.

    The caller is in a transaction, holds the case (`moving.held`), and settles it afterwards: an officer's through
    `deciding.record`. Raises Refused without a question, and where a referral is open.
    """
    if not question.strip():
        raise Refused.because(CLAUSE, ASK_SOMETHING)
    if Referral.objects.filter(case=case, ended_at=None).exists():
        raise Refused.because(CLAUSE, OPEN_ALREADY)
    return Referral.objects.create(
        case=case, body=body_for(cause), cause=cause, question=question.strip(), by=by, at=at,
        paper=paper_as_kept(case, today=london.date_of(at)),
    )  # fmt: skip


def take_back(*, case: Case, at: datetime) -> Referral:
    """[HB-28] Ends the open referral of a case that an officer takes back before a meeting has it on its agenda.

    The caller is in a transaction, holds the case and settles it afterwards. Raises Refused where none is open, where
    the applicant asked for it, and where it is listed.
    """
    found = Referral.objects.filter(case=case, ended_at=None).first()
    if found is None or case.stage != Stage.COMMITTEE:
        raise Refused.because(CLAUSE, "This case is not before the committee.")
    if found.cause in (Cause.RECONSIDERATION, Cause.APPEAL):
        raise Refused.because("HB-28b", f"The applicant asked the {Body(found.body).label} for it.")
    if AgendaItem.objects.filter(referral=found, taken_off_at=None).exists():
        raise Refused.because(CLAUSE, IS_LISTED)
    found.ended_at = at
    found.save(update_fields=["ended_at"])
    return found
