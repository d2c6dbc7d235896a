"""Roles and relations: who a person can be to the portal."""

from django.db.models import TextChoices


class Role(TextChoices):
    """What a signed-in person may act as. The first two follow from facts; the others are granted."""

    MEMBER = "member", "Member"
    APPLICANT = "applicant", "Person with an account"
    MEMBERSHIP_OFFICER = "membership_officer", "CILEX membership officer"
    FINANCE = "finance", "CILEX finance"
    CPD_OFFICER = "cpd_officer", "CPD officer"
    REGULATION_OFFICER = "regulation_officer", "Regulation officer"
    ALC_SECRETARY = "alc_secretary", "ALC secretary"
    ALC_MEMBER = "alc_member", "ALC member"
    ADMINISTRATOR = "administrator", "Administrator"


STAFF_ROLES = frozenset(Role) - {Role.MEMBER, Role.APPLICANT}
GRANTED_ROLES = [(role.value, role.label) for role in Role if role in STAFF_ROLES]
