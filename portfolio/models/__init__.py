"""Portfolios: sheets and statements in their places, evidence, leaving a job, and the files that are built."""

from portfolio.models.building import Build, BuildState, BuiltFile, MadePart
from portfolio.models.evidence import Piece, SheetPiece, SpotAnswer
from portfolio.models.leaving import Leaving
from portfolio.models.sheets import Portfolio, Sheet, SheetVersion, Supervisor
from portfolio.models.uploads import Upload

__all__ = [
    "Build",
    "BuildState",
    "BuiltFile",
    "Leaving",
    "MadePart",
    "Piece",
    "Portfolio",
    "Sheet",
    "SheetPiece",
    "SheetVersion",
    "SpotAnswer",
    "Supervisor",
    "Upload",
]
