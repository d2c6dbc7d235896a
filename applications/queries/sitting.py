"""Who cannot hear which case, whatever they declare: their own, one they vouch for, and on a panel one they decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from allauth.account.models import EmailAddress

from applications.enums import Body
from applications.models import AgendaItem, Decision, Interest, ReferenceAsked, Role, Seat
from applications.rules import deciding, meetings
from cilexportal.foundation.rulebook.refusal import Refusal

Apart = Mapping[tuple[int, int], Refusal]


def apart(items: Sequence[AgendaItem], seats: Sequence[Seat], *, body: Body) -> Apart:
    """[HB-26] [HB-28] [HB-28b] (item, seat) -> why the member cannot hear it, for those who cannot. Items come with
    referral, case, application and person, seats with member and person; six statements however many there are."""
    cases = {item.referral.case_id for item in items}
    applicants = {item.referral.case.application.user for item in items}
    addresses = _addresses({one.pk for one in applicants} | {seat.member.user_id for seat in seats})
    for user in (*applicants, *(seat.member.user for seat in seats)):
        addresses[user.pk].add(user.email)
    referees = _referees(cases)
    decided = _decided(cases) if body == Body.PANEL else {}
    found = {}
    for item in items:
        case = item.referral.case
        for seat in seats:
            user = seat.member.user_id
            own = case.application.user_id
            refusal = meetings.may_sit(user, applicant=own, decided_before=decided.get(case.pk, ())) or _vouches(
                addresses[user], applicant=addresses[own], referees=referees.get(case.pk, ())
            )
            if refusal:
                found[item.pk, seat.pk] = refusal
    return found


def _vouches(own: Iterable[str], *, applicant: Iterable[str], referees: Iterable[str]) -> Refusal | None:
    """[HB-26] Whether an address of a member is the applicant's, or that of somebody who vouches for them."""
    refusals = (
        deciding.may_judge(address=one, applicant=list(applicant), referees=list(referees)) for one in sorted(own)
    )
    return next((refusal for refusal in refusals if refusal), None)


def _addresses(users: set[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for user, email in EmailAddress.objects.filter(user__in=users, verified=True).values_list("user", "email"):
        found[user].add(email)
    return found


def _referees(cases: set[int]) -> dict[int, set[str]]:
    """Case -> the addresses of everybody who supervised or was asked for a reference."""
    found: dict[int, set[str]] = defaultdict(set)
    for case, email in Role.objects.filter(case__in=cases).values_list("case", "supervisor_email"):
        found[case].add(email)
    for case, email in ReferenceAsked.objects.filter(case__in=cases).values_list("case", "email"):
        found[case].add(email)
    return found


def _decided(cases: set[int]) -> dict[int, set[int]]:
    """[HB-28b] Case -> who decided it before: the officers, and the members who heard it."""
    found: dict[int, set[int]] = defaultdict(set)
    officers = Decision.objects.filter(case__in=cases, body=Body.OFFICER)
    for case, user in officers.values_list("case", "by"):
        found[case].add(user)
    heard = AgendaItem.objects.filter(referral__case__in=cases, decision__isnull=False, meeting__seats__attended=True)
    away = set(Interest.objects.filter(item__in=heard.values("pk"), conflicted=True).values_list("item", "seat"))
    for item, case, seat, user in heard.values_list(
        "pk", "referral__case", "meeting__seats", "meeting__seats__member__user"
    ):
        if (item, seat) not in away:
            found[case].add(user)
    return found
