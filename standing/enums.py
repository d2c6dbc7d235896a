"""Words that the tables and rules of standing share."""

from django.db.models import TextChoices


class FeeKind(TextChoices):
    """What a member pays CILEX for."""

    REGISTRATION = "registration", "Registration"
    SUBSCRIPTION = "subscription", "Subscription"
    CERTIFICATE = "certificate", "Practising certificate"
    RETURN = "return", "Return to membership"


class Concession(TextChoices):
    """Why a member pays the reduced subscription. None of them leaves the right to administer oaths."""

    PARENTAL_LEAVE = "parental_leave", "Parental leave"
    DUAL_QUALIFIED = "dual_qualified", "Also qualified elsewhere"
    NON_PRACTISING = "non_practising", "Not practising"
    RETIRED = "retired", "Retired"


class RightKind(TextChoices):
    """A right that is granted to a person, beyond what their grade brings."""

    AUDIENCE = "audience", "Rights of audience"
    HIGHER_CIVIL = "higher_civil", "Higher rights of audience, civil"
    HIGHER_CRIMINAL = "higher_criminal", "Higher rights of audience, criminal"
    LITIGATION = "litigation", "Rights to conduct litigation"


class RenewalKind(TextChoices):
    """How a term of membership comes about."""

    JOINING = "joining", "Joining"
    RENEWING = "renewing", "Renewal"
    RETURNING = "returning", "Return after a lapse"


class NotAdmitted(TextChoices):
    """Why somebody who asked to join is not admitted [TC-4.1b]."""

    QUALIFICATION = "qualification", "The qualifications are not those of the grade"
    CONDUCT = "conduct", "What was declared about conduct"
    INFORMATION = "information", "Information we asked for did not come"
    HELD = "held", "There is a membership already, to be renewed or come back to"
    OTHER = "other", "Another reason"


class TermEnd(TextChoices):
    """Why a term ended before its last day."""

    RESIGNED = "resigned", "The member left"
    ENDED = "ended", "CILEX ended it"


class Statement(TextChoices):
    """What a member says about prior conduct: nothing new, or answers to the questions."""

    NOTHING_NEW = "A", "Nothing has changed since my last declaration"
    ANSWERS = "B", "I have something to declare, or I have not declared before"


class Verdict(TextChoices):
    """What an officer made of a declaration."""

    ACCEPTED = "accepted", "Accepted"
    QUESTIONED = "questioned", "More asked"
    REFERRED = "referred", "Referred for a decision"


class Light(TextChoices):
    """One of the lights before a practising certificate."""

    GREEN = "green", "Met"
    AMBER = "amber", "Waiting"
    TO_DO = "grey", "To do"
    RED = "red", "Not met"


class Benefit(TextChoices):
    """What membership brings, and can be lost."""

    LETTERS = "letters", "Letters after your name"
    OATHS = "oaths", "Commissioner for Oaths"
    AUDIENCE = "audience", "Rights of audience"
    CERTIFICATE = "certificate", "Practising certificate"
    REGISTER = "register", "Entry in the public register"


class Hold(TextChoices):
    """Whether a member has a benefit today."""

    HELD = "held", "Yours today"
    SUSPENDED = "suspended", "Not yours today"
    NEVER = "never", "Not part of your grade"


class ReferredFor(TextChoices):
    """Why somebody's behaviour is handed to the regulator [TC-4.2]."""

    RULES = "rules", "The rules of membership were broken"
    ABUSE = "abuse", "Abusive or vexatious behaviour"


class Body(TextChoices):
    """Which of the two bodies a line of a referral's log belongs to."""

    CILEX = "cilex", "CILEX"
    REGULATOR = "regulator", "The regulator"


class ReferralStep(TextChoices):
    """What a body did with a referral."""

    SENT = "sent", "Sent"
    READ = "read", "Read"
