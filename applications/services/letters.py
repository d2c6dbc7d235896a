"""Letters about cases: written and numbered, released once, and from then on as they were sent [HB-26a]."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from applications.models import Application, Case, Decision, Letter
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.correspondence.models import Message
from members.models import User

DECIDED, RECEIVED = "applications.decided", "applications.received"


def write(
    *, case: Case, decision: Decision | None, subject: str, body: str, by: User, at: datetime
) -> Letter:  # fmt: skip
    """[HB-26a] A letter under the next number of its application, not sent yet; paragraphs with an empty line between
    two. The caller is in a transaction and holds the case."""
    # Two steps of one application may be decided at once: their letters stand in line for a number here.
    Application.objects.select_for_update().get(pk=case.application_id)
    last = Letter.objects.filter(application=case.application_id).aggregate(last=Max("number"))["last"] or 0
    return Letter.objects.create(
        application_id=case.application_id, case=case, number=last + 1, decision=decision, subject=subject.strip(),
        body=body.strip(), written_at=at, written_by=by,
    )  # fmt: skip


def release(*, letter: Letter, at: datetime, sent_as: Message | None = None, kind: str = DECIDED) -> Letter:
    """[HB-26a] Sends a letter, after which nothing of it changes. `sent_as` is the message that carries it already."""
    user = letter.application.user
    letter.message = sent_as or correspondence.queue(
        kind=kind, to_user_id=user.pk, to_name=str(user), to_email=user.email, context={"letter": letter.pk}, at=at,
        dedupe_key=f"{kind}:{letter.uuid}",
    )  # fmt: skip
    letter.released_at = at
    letter.save(update_fields=["message", "released_at"])
    return letter


def acknowledge(*, case: Case, submission_id: int, at: datetime) -> None:
    """[HB-23] [HB-26] Tells an applicant that what they sent has come, once for each submission."""
    user = case.application.user
    correspondence.queue(
        kind=RECEIVED, to_user_id=user.pk, to_name=str(user), to_email=user.email, at=at,
        context={"case": case.pk, "submission": submission_id}, dedupe_key=f"{RECEIVED}:{submission_id}",
    )  # fmt: skip
