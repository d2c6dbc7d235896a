"""What admission holds of a person, for the download of their data."""

from __future__ import annotations

from people.exporters import Section, Table

# Each chapter names its tables.
FINAL = (Table(model="admission.Final", title="Final application", of=("case__application__user",)),)
DECLARATIONS = (
    Table(
        model="admission.Declaration",
        title="Declarations that were asked for",
        of=("case__application__user",),
        without=("ended_why", "ended_by"),
    ),
    Table(
        model="admission.Signature",
        title="Declarations that were signed",
        of=("declaration__case__application__user",),
        without=("address", "user"),
    ),
    Table(
        model="admission.Exclusion",
        title="Examples that a supervisor did not sign for",
        of=("declaration__case__application__user",),
        without=("why",),
    ),
)
MARKS = (Table(model="admission.MarkTyped", title="Marks you were typing", of=("by",)),)
GRANTS: tuple[Table, ...] = (
    Table(model="admission.Title", title="Titles you were granted", of=("user",)),
    Table(
        model="admission.CaseArchive",
        title="Archives of your case that were given out",
        of=("case__application__user",),
    ),
)
LEFT_OUT: dict[str, str] = {
    "admission.Allowance": "It is what an officer decided about somebody else's word.",
    "admission.ArchiveAsked": "It says which officer waits for a copy. Who had one is told.",
    "admission.CriterionMark": "What follows from it for you is in each decision, with its reasons.",
    "admission.Judgement": "What follows from it for you is in each decision, with its reasons.",
    "admission.MarkingShare": "It says which officer works on what.",
    "admission.DocumentTrace": "It holds numbers alone, by which files are compared.",
    "admission.WordsTrace": "It holds numbers alone, by which what was typed is compared.",
}

ADMISSION = Section(
    code="admission",
    title="Your final application",
    tables=(*FINAL, *DECLARATIONS, *MARKS, *GRANTS),
    left_out=LEFT_OUT,
)
