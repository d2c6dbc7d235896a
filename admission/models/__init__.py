"""Admission: the final application, declarations, marks, and titles that are granted."""

from admission.models.archives import ArchiveAsked, ArchiveState
from admission.models.declarations import Allowance, Declaration, Exclusion, Signature
from admission.models.final import Final
from admission.models.grants import CaseArchive, Title
from admission.models.marks import CriterionMark, DocumentTrace, Judgement, MarkingShare, MarkTyped, WordsTrace

__all__ = [
    "Allowance",
    "ArchiveAsked",
    "ArchiveState",
    "CaseArchive",
    "CriterionMark",
    "Declaration",
    "DocumentTrace",
    "Exclusion",
    "Final",
    "Judgement",
    "MarkTyped",
    "MarkingShare",
    "Signature",
    "Title",
    "WordsTrace",
]
