"""What admission holds of a person, for the download of their data."""

from __future__ import annotations

from people.exporters import Section, Table

# Each chapter names its tables.
FINAL = (Table(model="admission.Final", title="Final application", of=("case__application__user",)),)
DECLARATIONS: tuple[Table, ...] = ()
MARKS: tuple[Table, ...] = ()
GRANTS: tuple[Table, ...] = (
    Table(model="admission.Title", title="Titles you were granted", of=("user",)),
    Table(
        model="admission.CaseArchive",
        title="Archives of your case that were given out",
        of=("case__application__user",),
    ),
)
LEFT_OUT: dict[str, str] = {}

ADMISSION = Section(
    code="admission",
    title="Your final application",
    tables=(*FINAL, *DECLARATIONS, *MARKS, *GRANTS),
    left_out=LEFT_OUT,
)
