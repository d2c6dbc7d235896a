"""The tables of CPD, a chapter to a module."""

from cpd.models.asking import (
    AbsenceEvidence,
    AbsenceSpell,
    DispensationRequest,
    ExtensionRequest,
    ReductionRequest,
    Reopening,
    Request,
)
from cpd.models.close import CloseBatch, CloseRun, Parked, Signature, YearResult
from cpd.models.record import Evidence, Record, Typing
from cpd.models.relief import Dispensation, Extension, Reduction
from cpd.models.sampling import Draw, LeftOut, Mark, Sampled, SampledRecord
from cpd.models.year import ActivityType, CpdYear, ProfessionalismArea, Requirement

__all__ = [
    "AbsenceEvidence",
    "AbsenceSpell",
    "ActivityType",
    "CloseBatch",
    "CloseRun",
    "CpdYear",
    "Dispensation",
    "DispensationRequest",
    "Draw",
    "Evidence",
    "Extension",
    "ExtensionRequest",
    "LeftOut",
    "Mark",
    "Parked",
    "ProfessionalismArea",
    "Record",
    "Reduction",
    "ReductionRequest",
    "Reopening",
    "Request",
    "Requirement",
    "Sampled",
    "SampledRecord",
    "Signature",
    "Typing",
    "YearResult",
]
