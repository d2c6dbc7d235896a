"""Where each thing that is wrong is put right: a box of a sheet, or of a piece of evidence."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from portfolio.rules.saying import Trouble
from portfolio.rules.slots import Slot

ANSWER = "Answer the question"
# What a box is called in the link that leads to it.
BOXES = {
    "how_met": "Say how you met it", "how_shown": "Say how the evidence shows it", "learned": "Write what you learned",
    "supervisor": "Choose the supervisor", "pieces": "Look at its evidence", "why_without": "Say why there is none",
    "matter": "Name the matter", "worked_on": "Go to the day", "why_old": "Explain the age", "file": "Look at the file",
    "shows_date": ANSWER, "shows_name": ANSWER, "shows_reference": ANSWER,
    "own_work": "Confirm it", "kind": "Choose the kind", "why_missing": "Explain what is missing",
}  # fmt: skip


def place_url(uuid: UUID, slot: Slot) -> str:
    """Where the example of a place is begun, or written."""
    return reverse("portfolio:place", args=[uuid, slot.code])


def cure_of(uuid: UUID, trouble: Trouble) -> tuple[str, str]:
    """[HB-57] The address of the box that mends it, and the words of the link."""
    if trouble.piece:
        where = reverse("portfolio:piece", args=[uuid, trouble.piece])
    else:
        where = place_url(uuid, trouble.slots[-1])
    return f"{where}#{anchor_of(trouble.box)}", BOXES[trouble.box]


def anchor_of(box: str) -> str:
    """The id of a box on its page; a day has three, and the evidence of a sheet is no box."""
    return {"pieces": "pieces", "worked_on": "id_worked_on_day"}.get(box, f"id_{box}")
