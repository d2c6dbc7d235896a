"""Pathways, applications and their cases, ledgers, references, casework, and the committee."""

from applications.models.cases import Application, Case
from applications.models.committee import (
    AgendaItem,
    CommitteeMember,
    Interest,
    Meeting,
    Reconsideration,
    Referral,
    Seat,
)
from applications.models.deciding import CaseNote, CaseReading, Decision, Hold, Letter, SavedFilter, SectionVerdict
from applications.models.fees import CaseFee
from applications.models.knowledge import Qualification
from applications.models.ledger import Course, CourseAssessed, Leave, Role, RoleAssessed
from applications.models.pathways import CalendarDay, Closure, Pathway, PathwayVersion
from applications.models.plan import PlannedOutcome
from applications.models.references import Reference, ReferenceAsked, ReferenceLink, ReferenceTyped, ReferenceVisit
from applications.models.trail import CasePaper, Happening, Submission, Turn, Typed

__all__ = [
    "AgendaItem",
    "Application",
    "CalendarDay",
    "Case",
    "CaseFee",
    "CaseNote",
    "CasePaper",
    "CaseReading",
    "Closure",
    "CommitteeMember",
    "Course",
    "CourseAssessed",
    "Decision",
    "Happening",
    "Hold",
    "Interest",
    "Leave",
    "Letter",
    "Meeting",
    "Pathway",
    "PathwayVersion",
    "PlannedOutcome",
    "Qualification",
    "Reconsideration",
    "Reference",
    "ReferenceAsked",
    "ReferenceLink",
    "ReferenceTyped",
    "ReferenceVisit",
    "Referral",
    "Role",
    "RoleAssessed",
    "SavedFilter",
    "Seat",
    "SectionVerdict",
    "Submission",
    "Turn",
    "Typed",
]
