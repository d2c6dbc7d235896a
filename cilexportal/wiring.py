"""Who listens to whom: every letter that may be sent and every print-out that may be asked for, app by app,
who reads the words of received files, and what one app's facts set going in another."""

from cilexportal.foundation.asking import letters as asking_letters
from cilexportal.foundation.correspondence import kinds
from cilexportal.foundation.documents import printouts, readers
from cpd import letters as cpd_letters
from cpd import printouts as cpd_printouts
from cpd.services import booked, evidence
from members import letters as members_letters
from shop import events
from shop import letters as shop_letters
from shop import printouts as shop_printouts
from shop.services import fulfilment
from standing import letters as standing_letters
from standing import printouts as standing_printouts
from standing.services import clearing, joining


def connect() -> None:
    """Connects the apps; called once, when Django is ready."""
    letters = (members_letters, asking_letters, cpd_letters, shop_letters, standing_letters)
    for kind in (kind for chapter in letters for kind in chapter.KINDS):
        kinds.register(kind)
    for printout in (*cpd_printouts.KINDS, *shop_printouts.KINDS, *standing_printouts.KINDS):
        printouts.register(printout)
    readers.register(evidence.remarks_on)
    events.listen(events.LinePaid, fulfilment.line_paid)
    events.listen(events.LinePaid, clearing.line_paid)
    events.listen(events.LinePaid, joining.line_paid)
    events.listen(events.SessionsBought, draft_bought_course)


def draft_bought_course(told: events.SessionsBought) -> None:
    """A course that a member has places on becomes a draft in their logbook."""
    booked.draft_course(
        key=f"shop line {told.line_id}", user_id=told.beneficiary_id, title=told.title, day=told.last_day,
        hours=told.hours, topics=told.topics, at=told.at,
    )  # fmt: skip
