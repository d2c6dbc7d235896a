"""Notes about a case: that they say something, and to whom."""

from __future__ import annotations

from collections.abc import Collection

from applications.enums import SeenBy
from cilexportal.foundation.rulebook.refusal import Refusal

LONGEST = 4000
MOST_A_DAY = 10


def faults_of_message(words: str, *, is_over: bool, lately: int) -> list[Refusal]:
    """[HB-8] What is wrong with a message of an applicant: it says something, `lately` so many went in 24 hours, and
    the application goes on."""
    if is_over:
        return [Refusal("HB-8", "This application has ended, so that nobody reads a message about it here.")]
    if lately >= MOST_A_DAY:
        return [Refusal("HB-8", f"You have written {lately} messages in the last 24 hours. We read them: wait a day.")]
    if not words.strip():
        return [Refusal("HB-8", "Write your message.")]
    if len(words.strip()) > LONGEST:
        return [Refusal("HB-8", f"Use {LONGEST:,} characters or fewer.")]
    return []


def faults_of_note(words: str, *, seen_by: str, to: Collection[int], colleagues: Collection[int]) -> list[Refusal]:
    """[HB-26] What is wrong with a note: it says something, somebody reads it, and only colleagues are told."""
    refusals = []
    if not words.strip():
        refusals.append(Refusal("HB-26", "Write the note."))
    elif len(words.strip()) > LONGEST:
        refusals.append(Refusal("HB-26", f"Use {LONGEST:,} characters or fewer."))
    if seen_by not in SeenBy.values:
        refusals.append(Refusal("HB-26", "Choose who reads the note."))
    if set(to) - set(colleagues):
        refusals.append(Refusal("HB-26", "Choose colleagues who may open this case."))
    return refusals
