"""What stands against a merge, and what a number that was given up leads to."""

from __future__ import annotations

import uuid as uuids
from datetime import datetime

from django.db.models import Q, QuerySet

from cilexportal.foundation import london
from cpd.enums import NOT_FINAL, Outcome
from cpd.models import YearResult
from cpd.queries.asking import RELIEFS, REQUESTS
from members.models import GradeHeld, Member, RoleGrant
from people.models import Merge, NotDuplicate
from people.rules import merging as rules
from standing.enums import Verdict
from standing.models import Certificate, Declaration, Renewal, Term


def side_of(member: Member, *, at: datetime) -> rules.Side:
    """What decides about one of two numbers."""
    today, mine = london.date_of(at), {"member": member}
    held = Q(from_date__lte=today) & (Q(until_date=None) | Q(until_date__gt=today))
    results = YearResult.objects.filter(superseded_at=None, **mine).values_list("year__label", "outcome")
    declared = Declaration.objects.filter(user=member.user_id or 0, superseded_at=None).values_list("year", "verdict")
    return rules.Side(
        number=member.number,
        merged=Merge.objects.filter(gone=member, undone_at=None).exists(),
        staff=RoleGrant.objects.filter(user=member.user_id, revoked_at=None).exists() if member.user_id else False,
        grade=GradeHeld.objects.filter(held, **mine).exists(),
        results=frozenset(label for label, _ in results),
        unsettled=frozenset(label for label, outcome in results if outcome in NOT_FINAL),
        asked=_with_the_cpd_officers(member),
        terms=_years(Term.objects.filter(ended_at=None, **mine)),
        renewals=_years(Renewal.objects.filter(given_up_at=None, **mine)),
        certificates=_years(Certificate.objects.filter(revoked_at=None, **mine)),
        not_met=frozenset(label for label, outcome in results if outcome == Outcome.NOT_MET),
        declared=frozenset(year for year, _ in declared),
        undecided=frozenset(year for year, verdict in declared if verdict != Verdict.ACCEPTED),
    )


def _years(rows: QuerySet[Term] | QuerySet[Renewal] | QuerySet[Certificate]) -> frozenset[int]:
    return frozenset(rows.values_list("year_id", flat=True))


def _with_the_cpd_officers(member: Member) -> frozenset[str]:
    """CPD years for which something was granted, or is asked for, that two rows of one person cannot both have."""
    granted = [model.objects.filter(member=member, withdrawn_at=None) for model in RELIEFS.values()]
    asked = [model.objects.filter(member=member, withdrawn_at=None, answer="") for model in REQUESTS.values()]
    return frozenset(label for rows in (*granted, *asked) for label in rows.values_list("year__label", flat=True))


def merge_of(member_id: int) -> Merge | None:
    """The merge by which this member's number was given up and still is, or None."""
    return Merge.objects.filter(gone=member_id, undone_at=None).select_related("kept", "by").first()


def account_kept_for(user_id: int) -> int | None:
    """The account that is used in place of one whose number was given up, through every merge since; None where it was
    not, or where nobody has an account by now."""
    found, kept = user_id, None
    while (made := Merge.objects.filter(gone__user=found, undone_at=None).select_related("kept").first()) is not None:
        if made.kept.user_id is None:
            return None
        found = kept = made.kept.user_id
    return kept


def merges_into(member_id: int) -> QuerySet[Merge]:
    """The numbers that were given up for this member's and still are, the latest first."""
    return Merge.objects.filter(kept=member_id, undone_at=None).select_related("gone", "by")


def merge_called(uuid: uuids.UUID) -> Merge | None:
    """The merge of an address, undone ones too, or None."""
    return Merge.objects.filter(uuid=uuid).select_related("kept", "gone", "by", "undone_by").first()


def told_apart(one_id: int, other_id: int) -> NotDuplicate | None:
    """What an officer said about these two, or None."""
    first, second = sorted((one_id, other_id))
    return NotDuplicate.objects.filter(one=first, other=second).select_related("by").first()
