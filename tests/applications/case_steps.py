"""What the tests of the case page do again and again: a case that is assessed, a signed reference, happenings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from applications.enums import AskedStage, EventKind, Stage, Whose
from applications.models import Case, CaseFee, Happening, Reference, ReferenceAsked
from applications.queries.facts import about
from applications.queries.reference_words import hash_of
from cilexportal.foundation.asking import services as asking
from cilexportal.foundation.asking.models import Item, Request
from cilexportal.foundation.asking.services import Wanted
from cilexportal.foundation.correspondence.models import Message, MessageState
from members.models import User
from tests import factories as people
from tests.applications import factories
from tests.applications.factories import NOON
from tests.shop import factories as shop

RUNNING = {"whose": Whose.OFFICER, "clock_since": date(2026, 11, 16), "due_on": date(2026, 12, 14), "decided_at": None}


def officer(**fields: Any) -> User:
    """A regulation officer with a second factor."""
    return people.staff("regulation_officer", **fields)


def assessed(user: User | None = None, *, step: str = "experience", **role: Any) -> Case:
    """A case that an officer has; of the experience step with its fee paid, and a role."""
    case = factories.case(user, step=step, stage=Stage.ASSESSMENT, **RUNNING)
    factories.submission(case)
    if step == "experience":
        order = shop.order(case.application.user, accepted_at=None, paid=False)
        CaseFee.objects.create(case=case, order=order, billed_at=NOON, paid_at=NOON)
        factories.role(case, **role)
    return case


def signed(case: Case, *, kind: str = "solicitor", **fields: Any) -> ReferenceAsked:
    """A reference that was signed; `asked` are the columns of the asking."""
    told = {"stage": AskedStage.RECEIVED, "ended_at": NOON, **fields.pop("asked", {})}
    asked = factories.asked(case, **told)
    made = Reference(
        asked=asked, person_kind=kind, regulator="A regulator", number="123", from_date=date(2025, 1, 6),
        saved_at=NOON, signed_name="Mary Somerville", signed_at=NOON,
        heads={"competence": "She ran the files."}, **fields,
    )  # fmt: skip
    made.sha256 = hash_of(made)
    made.save()
    return asked


def answered_with_a_file(case: Case) -> Request:
    """A request about a case whose one question was answered with a file, which was checked."""
    user = case.application.user
    made = asking.ask(
        person=user, email=user.email, subject="More", why="", about=about(case), by=people.UserFactory(), at=NOON,
        items=[Wanted("Send the proof that you passed.", file=True)], clause="HB-26",
    )  # fmt: skip
    Item.objects.filter(request=made).update(document=factories.file_of(user, filename="proof.pdf"))
    Request.objects.filter(pk=made.pk).update(stage="answered", ended_at=NOON, ended_by=user)
    return made


def happened(case: Case, count: int, **fields: Any) -> None:
    """So many happenings, one a minute."""
    told = {"kind": EventKind.NOTE, "who": "officer", "stage": case.stage, "by": case.application.user, **fields}
    Happening.objects.bulk_create(
        Happening(case=case, at=NOON + timedelta(minutes=n), **{"facts": {}, **told}) for n in range(count)
    )


def sent(case: Case, **fields: Any) -> Message:
    """A letter to the applicant, sent."""
    told: dict[str, Any] = {
        "kind": "applications.fee_paid", "to_user": case.application.user, "to_name": str(case.application.user),
        "state": MessageState.SENT, "sent_at": NOON, "subject": "Your fee is paid", "text": "The clock runs.",
        "context": {"case": case.pk},
    }  # fmt: skip
    return Message.objects.create(**{**told, **fields})
