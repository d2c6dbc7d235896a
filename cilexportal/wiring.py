"""Who listens to whom: every letter that may be sent and every print-out that may be asked for, app by app,
who reads the words of received files, and what one app's facts set going in another."""

from admission import exporters as admission_data
from admission import letters as admission_letters
from admission import printouts as admission_printouts
from admission.queries import declared_page, gathered, owner, sheet_of_marks, signers, waiting
from admission.queries import submitted as final_application
from admission.services import declaring, freezing, granting
from applications import events as applications_events
from applications import exporters as applications_data
from applications import letters as applications_letters
from applications import printouts as applications_printouts
from applications.enums import StepKind
from applications.queries import (
    followed,
    mine,
    more_acts,
    portfolios,
    references,
    reused,
    signatures,
    submitted,
    vouching,
)
from applications.services import beforehand, fees, submitting
from cilexportal.foundation import logs
from cilexportal.foundation.asking import events as asking_events
from cilexportal.foundation.asking import letters as asking_letters
from cilexportal.foundation.correspondence import apart, heirs, kinds, postal
from cilexportal.foundation.documents import printouts, readers
from cilexportal.foundation.guidance import limits
from cpd import letters as cpd_letters
from cpd import printouts as cpd_printouts
from cpd.services import booked, evidence
from members import letters as members_letters
from members import more
from people import exporters
from people import letters as people_letters
from people.exporters import account, house
from people.exporters import cpd as cpd_data
from people.exporters import shop as shop_data
from people.exporters import standing as standing_data
from people.queries import closing, communication, restrictions, todo
from people.queries import earlier as people_like
from people.queries import merging as merged
from people.services import erasing, merging, movers, tasks, wall
from portfolio import exporters as portfolio_data
from portfolio import letters as portfolio_letters
from portfolio.queries import board, leaving
from portfolio.services import looking, uploads
from shop import events
from shop import letters as shop_letters
from shop import printouts as shop_printouts
from shop.services import fulfilment, returns
from standing import letters as standing_letters
from standing import printouts as standing_printouts
from standing.queries import conduct, earlier, losses
from standing.services import clearing, joining

# What the download of one's data holds, in its order.
DATA = (
    account.ACCOUNT, standing_data.MEMBERSHIP, cpd_data.CPD, standing_data.CONDUCT, shop_data.ORDERS, shop_data.MONEY,
    applications_data.APPLICATIONS, portfolio_data.PORTFOLIOS, admission_data.ADMISSION,
    house.LETTERS, house.DOCUMENTS, house.REQUESTS,
)  # fmt: skip
# Every letter that may be sent.
LETTERS = tuple(
    kind
    for chapter in (
        members_letters, asking_letters, cpd_letters, shop_letters, standing_letters, people_letters,
        applications_letters, portfolio_letters, admission_letters,
    )
    for kind in chapter.KINDS
)  # fmt: skip

# Where a link's token is part of the address: Django names the address of what it refuses.
SECRET_ADDRESSES = (
    "/letters/stop/",
    "/me/shown/",
    "/shop/employer/",
    "/reference/",
    "/portfolio-link/",
    "/admission-link/",
)


def connect() -> None:
    """Connects the apps; called once, when Django is ready."""
    for kind in LETTERS:
        kinds.register(kind)
    papers = (cpd_printouts, shop_printouts, standing_printouts, applications_printouts, admission_printouts)
    for printout in (printout for chapter in papers for printout in chapter.KINDS):
        printouts.register(printout)
    readers.register(evidence.remarks_on)
    readers.listen(looking.told)
    readers.listen(returns.proof_checked)
    for section in DATA:
        exporters.register(section)
    exporters.keep_in_confidence(references.given_in_confidence)
    merging.register(*movers.MOVERS)
    erasing.register(erasing.Eraser("files on their way", uploads.forget_of))
    wall.register(conduct.referred_since)
    earlier.register(people_like.memberships_of)
    wall.register(mine.begun_since)
    closing.register(mine.open_of)
    for kept in wall.KEPT_LETTERS:
        apart.register(apart.Apart(*kept))
    for source in (*todo.SOURCES, restrictions.todo):
        tasks.register(source=source)
    more.register(losses.letters_of)
    more.register(communication.details_of)
    postal.register(communication.address_of)
    heirs.register(merged.account_kept_for)
    limits.register(restrictions.silence)
    logs.hide_after(*SECRET_ADDRESSES)
    _connect_steps()
    events.listen(events.LinePaid, fulfilment.line_paid)
    events.listen(events.LinePaid, clearing.line_paid)
    events.listen(events.LinePaid, joining.line_paid)
    events.listen(events.LinePaid, fees.line_paid)
    events.listen(events.SessionsBought, draft_bought_course)
    asking_events.listen(submitting.answered)


def _connect_steps() -> None:
    """Connects the steps of applications with the rooms above them, which know what applications may not."""
    portfolios.register(board.examples_of)
    signatures.register(waiting.waiting_of)
    reused.register(gathered.used_again)
    for rows in (signers.asked, signers.signed_in, leaving.signers):
        vouching.register(rows)
    applications_events.listen(applications_events.Moved, declaring.moved)
    more_acts.register(declared_page.desk_acts)
    followed.register(
        followed.Source(
            kind=StepKind.ADMISSION, section=sheet_of_marks.SECTION, tell=waiting.section_of,
            path=sheet_of_marks.path_of,
        )
    )  # fmt: skip
    submitted.register(
        StepKind.ADMISSION, whole=final_application.why_not_whole, parts=final_application.parts_of, page=owner.page_of
    )
    submitting.register(kind=StepKind.ADMISSION, holds=submitting.Holds(hold=freezing.hold, keep=freezing.keep))
    beforehand.register(StepKind.ADMISSION, reader=granting.read)
    applications_events.listen(applications_events.Decided, granting.decided)
    applications_events.listen(applications_events.Reversed, granting.reversed_)


def draft_bought_course(told: events.SessionsBought) -> None:
    """A course that a member has places on becomes a draft in their logbook."""
    booked.draft_course(
        key=f"shop line {told.line_id}", user_id=told.beneficiary_id, title=told.title, day=told.last_day,
        hours=told.hours, topics=told.topics, at=told.at,
    )  # fmt: skip
