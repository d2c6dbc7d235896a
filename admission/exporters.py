"""What admission holds of a person, for the download of their data."""

from __future__ import annotations

from people.exporters import Section, Table

# Each chapter names its tables.
FINAL: tuple[Table, ...] = ()
DECLARATIONS: tuple[Table, ...] = ()
MARKS: tuple[Table, ...] = ()
GRANTS: tuple[Table, ...] = ()
LEFT_OUT: dict[str, str] = {}

ADMISSION = Section(
    code="admission",
    title="Your final application",
    tables=(*FINAL, *DECLARATIONS, *MARKS, *GRANTS),
    left_out=LEFT_OUT,
)
