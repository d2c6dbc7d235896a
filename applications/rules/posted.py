"""What comes by post: filed on the case with the day on which it was received."""

from __future__ import annotations

from datetime import date

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal


def faults_of_posted(received_on: date, *, begun_on: date, today: date, is_over: bool) -> list[Refusal]:
    """[HB-23] What keeps a paper that came by post from being filed: an application that has ended, and a day that is
    still to come or lies before the application began."""
    if is_over:
        return [Refusal("HB-23", "This application has ended, so nothing more is filed on it.")]
    if received_on > today:
        return [Refusal("HB-23", "The day on which it was received lies in the future.")]
    if received_on < begun_on:
        sentence = f"The application was begun on {london.in_words(begun_on)}. Check the day."
        return [Refusal("HB-23", sentence)]
    return []
