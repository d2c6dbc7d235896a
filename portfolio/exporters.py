"""What a portfolio holds of a person, for the download of their data."""

from __future__ import annotations

from people.exporters import Section, Table

PORTFOLIO = ("portfolio__case__application__user",)
SHEET = ("sheet__portfolio__case__application__user",)

PORTFOLIOS = Section(
    code="portfolio",
    title="Your portfolio",
    tables=(
        Table(model="portfolio.Portfolio", title="Portfolio", of=("case__application__user",)),
        Table(model="portfolio.Supervisor", title="Supervisors of the work", of=PORTFOLIO),
        Table(model="portfolio.Sheet", title="Logbook sheets and statements", of=PORTFOLIO),
        Table(model="portfolio.SheetVersion", title="Every version of them", of=SHEET),
        Table(model="portfolio.Piece", title="Evidence", of=PORTFOLIO),
        Table(model="portfolio.SheetPiece", title="Evidence on sheets", of=SHEET),
        Table(
            model="portfolio.SpotAnswer", title="What you answered to marked places",
            of=("piece__portfolio__case__application__user",),
        ),
        Table(model="portfolio.Upload", title="Files on their way", of=PORTFOLIO, without=("parts",)),
        Table(
            model="portfolio.Leaving", title="Leaving a job",
            of=("supervisor__portfolio__case__application__user",),
            without=("signed_from", "later_email", "sealed"),
        ),
        Table(model="portfolio.Build", title="Files put together", of=PORTFOLIO),
        Table(model="portfolio.BuiltFile", title="The files", of=("build__portfolio__case__application__user",)),
    ),
    left_out={"portfolio.MadePart": "It is a part of the files, kept so that they are put together faster."},
)  # fmt: skip
