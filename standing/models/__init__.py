"""Membership years and terms, declarations of conduct, practising certificates and the register."""

from standing.models.certificates import Certificate
from standing.models.conduct import ConductForm, ConductQuestion, Declaration, Disclosure, DisclosureRead
from standing.models.joining import Joining
from standing.models.referrals import Referral, ReferralEntry, VerdictNote
from standing.models.register import Practice, RegisterChange, RegisterEntry
from standing.models.rights import GradeRights, RightHeld
from standing.models.telling import ToldLoss
from standing.models.terms import EmployerPays, Lapse, Renewal, Term
from standing.models.years import Fee, MemberRule, MembershipYear, ReducedFee

__all__ = [
    "Certificate",
    "ConductForm",
    "ConductQuestion",
    "Declaration",
    "Disclosure",
    "DisclosureRead",
    "EmployerPays",
    "Fee",
    "GradeRights",
    "Joining",
    "Lapse",
    "MemberRule",
    "MembershipYear",
    "Practice",
    "ReducedFee",
    "Referral",
    "ReferralEntry",
    "RegisterChange",
    "RegisterEntry",
    "Renewal",
    "RightHeld",
    "Term",
    "ToldLoss",
    "VerdictNote",
]
