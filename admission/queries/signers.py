"""Who has a part in an application because they sign for the work in it, and who may not sign because they judge it."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import F, Q, QuerySet

from admission.enums import Signer
from admission.models import CriterionMark, Declaration, Judgement, Signature
from applications.models import Case, Decision, SectionVerdict
from cilexportal.foundation.rulebook.refusal import Refusal
from members.models import RoleGrant, User

JUDGES = "You have assessed or decided this application, so somebody else has to sign."


def asked() -> QuerySet[Any, dict[str, Any]]:
    """[HB-26] [HB-47] Applications and the addresses of those who were asked to sign, whatever became of it: they had a
    letter. Registered by cilexportal/wiring.py."""
    return Declaration.objects.order_by().values(whole=F("case__application"), box=F("email"))


def signed_in() -> QuerySet[Any, dict[str, Any]]:
    """[HB-26] [HB-47] Applications and the addresses of the accounts in which supervisors signed. Registered by
    cilexportal/wiring.py."""
    signed = Signature.objects.filter(declaration__signer=Signer.SUPERVISOR, user__isnull=False)
    return signed.order_by().values(whole=F("declaration__case__application"), box=F("user__email"))


def judges_of(case: Case) -> set[int]:
    """[HB-26] Whoever has marked, judged or decided anything of a case."""
    rows = (CriterionMark, Judgement, SectionVerdict, Decision)
    found = [model._default_manager.filter(case=case).order_by().values_list("by") for model in rows]
    return {pk for (pk,) in found[0].union(*found[1:])}


def may_sign(case: Case, user: User | None) -> Refusal | None:
    """[HB-26] [HB-47] Why somebody who is signed in signs nothing of a case: they judge it."""
    return Refusal("HB-26", JUDGES) if user is not None and user.pk in judges_of(case) else None


def judging(case: Case, *, and_of: User | None) -> set[str]:
    """[HB-26] The addresses of everybody who judges a case, and of an officer who acts on it."""
    return _addresses(Q(pk__in=judges_of(case) | ({and_of.pk} if and_of else set())), verified=True)


def staff() -> set[str]:
    """[HB-26] The addresses of everybody who works with applications or could: once one of them is asked to sign, the
    case is closed to them, which nobody outside decides."""
    return _addresses(Q(pk__in=RoleGrant.objects.filter(revoked_at=None).values("user")))


def _addresses(of: Q, **which: bool) -> set[str]:
    users = User.objects.filter(of)
    more = EmailAddress.objects.filter(user__in=users, **which).values_list("email", flat=True)
    return {*users.values_list("email", flat=True), *more}
