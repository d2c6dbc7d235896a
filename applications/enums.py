"""The words of applications: steps, stages, whose move it is, decisions, and who takes part."""

from django.db.models import TextChoices


class StepKind(TextChoices):
    """What the portal can do with a step of a pathway. Which steps a pathway has is data."""

    KNOWLEDGE = "knowledge", "Technical knowledge"
    EXPERIENCE = "experience", "Qualifying experience"
    PORTFOLIO = "portfolio", "Portfolio"
    ADMISSION = "admission", "Final application"


class End(TextChoices):
    """Why an application is no longer live."""

    WITHDRAWN = "withdrawn", "Withdrawn"
    LAPSED = "lapsed", "Closed: not continued"
    GRANTED = "granted", "Title granted"


class Stage(TextChoices):
    """How far a case, one step of an application, has come. Derived from facts by rules/stages.py, never typed."""

    DRAFT = "draft", "Being prepared"
    FEE = "fee", "Waiting for the fee"
    ASSESSMENT = "assessment", "Being assessed"
    INFORMATION = "information", "More information asked for"
    NOT_YET = "not_yet", "Not met yet"
    COMMITTEE = "committee", "With the committee"
    MET = "met", "Met"
    NOT_MET = "not_met", "Not met"
    WITHDRAWN = "withdrawn", "Withdrawn"
    LAPSED = "lapsed", "Closed: not continued"


class Whose(TextChoices):
    """Whose move it is."""

    APPLICANT = "applicant", "The applicant"
    SUPERVISOR = "supervisor", "A supervisor"
    OFFICER = "officer", "An officer"
    COMMITTEE = "committee", "The committee"
    FINANCE = "finance", "Finance"
    NOBODY = "nobody", "Nobody"


class Actor(TextChoices):
    """Who can move a case."""

    APPLICANT = "applicant", "The applicant"
    SUPERVISOR = "supervisor", "A supervisor"
    OFFICER = "officer", "An officer"
    COMMITTEE = "committee", "The committee"
    FINANCE = "finance", "Finance"
    PORTAL = "portal", "The portal, by its clock"


class Outcome(TextChoices):
    """What a decision says."""

    MET = "met", "Met"
    NOT_YET = "not_yet", "Not yet"
    ASK = "ask", "More information"
    REFER = "refer", "Refer to the committee"
    NOT_MET = "not_met", "Not met"
    RETURN = "return", "Back to the officer"


class Body(TextChoices):
    """Who decides."""

    OFFICER = "officer", "Officer"
    COMMITTEE = "committee", "Admissions and Licensing Committee"
    PANEL = "panel", "Appeal Panel"


class RoleKind(TextChoices):
    """How somebody worked; all of it counts [HB-17]."""

    EMPLOYED = "employed", "Employed"
    FREELANCE = "freelance", "Self-employed or freelance"
    VOLUNTARY = "voluntary", "Voluntary"


class Accepted(TextChoices):
    """What an officer made of hours that were claimed."""

    FULL = "full", "Accepted as claimed"
    PART = "part", "Accepted in part"
    NONE = "none", "Not accepted"


class Route(TextChoices):
    """How knowledge is shown."""

    ACCREDITED = "accredited", "An accredited qualification"
    RECOGNITION = "recognition", "Recognition of prior qualifications"


class PaperKind(TextChoices):
    """What a file on a case is."""

    CERTIFICATE = "certificate", "Certified copy of a certificate"
    RECOGNITION = "recognition", "For recognition of prior qualifications"
    COURSE = "course", "Proof of a passed course"
    OTHER = "other", "Other"


class AskedStage(TextChoices):
    """How far a request for a reference has come."""

    OPEN = "open", "Waiting for the supervisor"
    RECEIVED = "received", "Received"
    DECLINED = "declined", "Declined"
    HANDED_OVER = "handed_over", "Handed to somebody else"
    ENDED = "ended", "No longer asked for"


class EventKind(TextChoices):
    """What the timeline of a case tells."""

    BEGUN = "begun", "Begun"
    SUBMITTED = "submitted", "Submitted"
    TAKEN_BACK = "taken_back", "Taken back before paying"
    BILLED = "billed", "Invoice raised"
    PAID = "paid", "Fee paid"
    ASSIGNED = "assigned", "Given to an officer"
    HELD = "held", "Put on hold"
    RELEASED = "released", "Taken off hold"
    LEDGER = "ledger", "Hours ledger changed"
    PAPER = "paper", "File added"
    REFERENCE_ASKED = "reference_asked", "Reference asked for"
    REFERENCE_REMINDED = "reference_reminded", "Supervisor reminded"
    REFERENCE_RECEIVED = "reference_received", "Reference received"
    REFERENCE_DECLINED = "reference_declined", "Supervisor declined"
    REFERENCE_HANDED_OVER = "reference_handed_over", "Reference handed to another supervisor"
    REFERENCE_ENDED = "reference_ended", "Reference no longer asked for"
    DECLARATION_ASKED = "declaration_asked", "Declaration asked for"
    DECLARATION_SIGNED = "declaration_signed", "Declaration signed"
    DECLARATION_DECLINED = "declaration_declined", "Declaration declined"
    DECLARATION_HANDED_OVER = "declaration_handed_over", "Declaration handed to somebody else"
    DECLARATION_ENDED = "declaration_ended", "Declaration holds no longer"
    ASSESSED = "assessed", "Section assessed"
    HOURS = "hours", "Hours assessed"
    ASKED = "asked", "More information asked for"
    ANSWERED = "answered", "Information received"
    DECIDED = "decided", "Decided"
    REVERSED = "reversed", "Decision reversed"
    GRANTED = "granted", "Title granted"
    TITLE_TAKEN_BACK = "title_taken_back", "Title taken back"
    REFERRED = "referred", "Referred to the committee"
    LISTED = "listed", "Put on the agenda of a meeting"
    UNLISTED = "unlisted", "Taken off the agenda"
    RECONSIDERATION = "reconsideration", "Reconsideration asked for"
    WITHDRAWN = "withdrawn", "Withdrawn"
    LAPSED = "lapsed", "Closed, not continued"
    NOTE = "note", "Note"
    MESSAGE = "message", "Message from the applicant"


class SeenBy(TextChoices):
    """Who reads a note."""

    OFFICERS = "officers", "Officers only"
    COMMITTEE = "committee", "Officers and the committee"
    APPLICANT = "applicant", "The applicant too"


class HoldReason(TextChoices):
    """Why an officer puts a case on hold. Its clock goes on: only waiting for others stops it."""

    ADVICE = "advice", "Waiting for advice"
    CONDUCT = "conduct", "A matter of conduct is open"
    POLICY = "policy", "A question of policy is open"
    OTHER = "other", "Another reason"


class Cause(TextChoices):
    """Why a case goes before the committee or the panel."""

    UNSURE = "unsure", "An officer cannot tell"
    REFUSAL = "refusal", "An officer would refuse"
    RECONSIDERATION = "reconsideration", "Reconsideration asked for"
    APPEAL = "appeal", "Appeal"


class SeatKind(TextChoices):
    """Which of the two kinds of member sits."""

    PROFESSIONAL = "professional", "Professional"
    LAY = "lay", "Lay"


class MeetingStage(TextChoices):
    """How far a meeting has come."""

    PLANNED = "planned", "Planned"
    PAPERS_OUT = "papers_out", "Papers are out"
    HELD = "held", "Held"
    RELEASED = "released", "Decisions released"
    CANCELLED = "cancelled", "Cancelled"
