"""When do benefits go, and when may an officer sign that they may?"""

from __future__ import annotations

from datetime import date, datetime

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal


def loss_begins(*, loss_on: date, ends_on: date, closes_at: datetime) -> datetime:
    """[CPD-13] When benefits are lost: on the year's date of loss at 00:00 London time.

    A loss dated the last day of the year, or earlier, would come before anybody failed: it begins as the year closes.
    """
    return closes_at if loss_on <= ends_on else london.start_of_day(loss_on)


def may_sign(*, closed: bool, parked: int, unsigned: int) -> Refusal | None:
    """[CPD-13] An officer signs the not-met results that are not signed yet, once everybody due has been judged.

    Extensions end one by one, so that a year may be signed several times, and each result once.
    """
    if not closed:
        return Refusal("CPD-13", "The list can be signed once the year has been closed for everybody.")
    if parked:
        people = "1 member" if parked == 1 else f"{parked} members"
        return Refusal("CPD-13", f"{people} could not be judged yet. Put them right and try them again, then sign.")
    if not unsigned:
        return Refusal("CPD-13", "No not-met result of this year waits for a signature.")
    return None
