"""Who cannot hear which case, whatever they declare: their own, one they vouch for, and on a panel one they decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from allauth.account.models import EmailAddress
from django.db.models import Q
from django.db.models.functions import Lower

from applications.enums import Body
from applications.models import AgendaItem, Case, Decision, Interest, Meeting, Seat
from applications.queries import vouching
from applications.queries.deciding import addresses_of, supervisors_of
from applications.rules import deciding, meetings
from applications.rules.supervisors import mailbox, spellings
from cilexportal.foundation.rulebook.refusal import Refusal
from members.models import User

Apart = Mapping[tuple[int, int], Refusal]
# Where a case has the main address of its applicant, and those of everybody who vouches for them.
ADDRESSES = (
    "application__user__email", "application__cases__references__email", "application__cases__roles__supervisor_email",
)  # fmt: skip


def apart(items: Sequence[AgendaItem], seats: Sequence[Seat], *, body: Body) -> Apart:
    """[HB-26] [HB-28] [HB-28b] (item, seat) -> why the member cannot hear it, for those who cannot. Items come with
    referral, case, application and person, seats with member and person; as many statements however many there are."""
    cases = {item.referral.case_id for item in items}
    applicants = _confirmed({item.referral.case.application.user for item in items})
    members = addresses_of({seat.member.user for seat in seats})
    referees = supervisors_of({item.referral.case.application_id for item in items})
    decided = _decided(cases) if body == Body.PANEL else {}
    found = {}
    for item in items:
        case = item.referral.case
        for seat in seats:
            user = seat.member.user_id
            own = case.application.user_id
            refusal = meetings.may_sit(user, applicant=own, decided_before=decided.get(case.pk, ())) or _vouches(
                members[user], applicant=applicants[own], referees=referees[case.application_id]
            )
            if refusal:
                found[item.pk, seat.pk] = refusal
    return found


def closed_to(user: User) -> set[int]:
    """[HB-26] [HB-28] The cases that came before a committee or panel and in which somebody has a part: their own, one
    they vouch for, one in which they declared an interest. As many statements however many cases there are."""
    boxes = [spellings(mailbox(one)) for one in addresses_of([user])[user.pk] if one]
    said = Interest.objects.filter(conflicted=True, seat__member__user=user)
    found = set(said.values_list("item__referral__case", flat=True))
    before = Case.objects.filter(referrals__isnull=False)
    found |= set(before.filter(application__user=user).values_list("pk", flat=True))
    if not boxes:
        return found
    any_of_them = "|".join(boxes)
    confirmed = EmailAddress.objects.annotate(low=Lower("email")).filter(verified=True, low__regex=any_of_them)
    parts = [before.filter(application__user__in=confirmed.values("user"))]
    parts += [before.annotate(low=Lower(name)).filter(low__regex=any_of_them) for name in ADDRESSES]
    for theirs in parts:
        found |= set(theirs.values_list("pk", flat=True))
    named = Q(low__regex=any_of_them, whole__in=before.values("application"))
    signs = [before.filter(application__in=part).values_list("pk") for part in vouching.applications_of(by=named)]
    return found | {pk for (pk,) in (signs[0].union(*signs[1:]) if signs else ())}


def has_a_part(meeting: Meeting, user: User) -> bool:
    """[HB-28] Whether somebody has a part in a case on the agenda of a meeting: its minutes wait for the release."""
    return meeting.items.filter(taken_off_at=None, referral__case__in=closed_to(user)).exists()


def _vouches(own: Iterable[str], *, applicant: Iterable[str], referees: Iterable[str]) -> Refusal | None:
    """[HB-26] Whether an address of a member is the applicant's, or that of somebody who vouches for them."""
    refusals = (
        deciding.may_judge(address=one, applicant=list(applicant), referees=list(referees)) for one in sorted(own)
    )
    return next((refusal for refusal in refusals if refusal), None)


def _confirmed(users: set[User]) -> dict[int, set[str]]:
    """The addresses of applicants that count as theirs: as deciding.parties."""
    found = {one.pk: {one.email} for one in users}
    for user, email in EmailAddress.objects.filter(user__in=found, verified=True).values_list("user", "email"):
        found[user].add(email)
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
