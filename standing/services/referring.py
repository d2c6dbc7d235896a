"""[TC-4.2] Handing somebody's behaviour to the regulator: a pack that both bodies log. Nobody is punished here."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from cilexportal.foundation.audit import because
from cilexportal.foundation.rulebook.refusal import Refusal, Refused, refuse_if_any
from members.models import Member, User
from standing.enums import Body, ReferralStep, ReferredFor
from standing.models import Referral, ReferralEntry
from standing.particulars import seal, unseal
from standing.services.reading import MOST


@sensitive_variables("words")
def refer(*, number: str, reason: ReferredFor, words: str, by: User, at: datetime) -> Referral:
    """[TC-4.2] A membership officer hands the behaviour of a member over; CILEX's log has its line.

    Raises Refused for a number that nobody with an account has, oneself, and without words.
    """
    member = Member.objects.filter(number=number.strip(), user__isnull=False).select_related("user").first()
    refusals = []
    if member is None:
        refusals.append(Refusal("TC-4.2", "No member with an account has exactly this number."))
    elif member.user_id == by.pk:
        refusals.append(Refusal("TC-4.2", "This is your own number."))
    if not words.strip():
        refusals.append(Refusal("TC-4.2", "Say what happened, and when."))
    refuse_if_any(refusals)
    assert member is not None, "refused above"
    with transaction.atomic(), because(user_id=by.pk, why="standing.refer"):
        made = Referral.objects.create(about=member.user, reason=reason, sealed=seal(words.strip()), sent_at=at)
        ReferralEntry.objects.create(referral=made, body=Body.CILEX, step=ReferralStep.SENT, by=by, at=at)
        return made


@sensitive_variables()
def read_pack(*, referral_id: int, by: User, why: str, at: datetime) -> str:
    """[TC-4.2] [LAW-ART10] What happened, as CILEX wrote it; each reading is a line of the regulator's log.

    Raises Refused without a reason, and for a pack about the reader.
    """
    reason = " ".join(why.split())
    if not reason or len(reason) > MOST:
        raise Refused.because("LAW-ART10", f"Say why you read it, in {MOST} characters at most.")
    with transaction.atomic(), because(user_id=by.pk, why="standing.read_referral"):
        found = Referral.objects.get(pk=referral_id)
        if found.about_id == by.pk:
            raise Refused.because("LAW-ART10", "This is about you: another officer reads it.")
        step = ReferralStep.READ
        ReferralEntry.objects.create(referral=found, body=Body.REGULATOR, step=step, by=by, at=at, why=reason)
        return unseal(found.sealed)
