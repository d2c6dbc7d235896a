"""The tables of CPD, a chapter to a module."""

from cpd.models.close import CloseBatch, CloseRun, Parked, Signature, YearResult
from cpd.models.record import Evidence, Record, Typing
from cpd.models.relief import Dispensation, Extension, Reduction
from cpd.models.year import ActivityType, CpdYear, ProfessionalismArea, Requirement

__all__ = [
    "ActivityType",
    "CloseBatch",
    "CloseRun",
    "CpdYear",
    "Dispensation",
    "Evidence",
    "Extension",
    "Parked",
    "ProfessionalismArea",
    "Record",
    "Reduction",
    "Requirement",
    "Signature",
    "Typing",
    "YearResult",
]
