"""Letters, documents, what was asked, and what people ask of their data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from cilexportal.foundation.correspondence import kinds
from cilexportal.foundation.correspondence import queries as correspondence
from cilexportal.foundation.correspondence.models import ARRIVED, MessageState
from cilexportal.foundation.documents import printouts
from cilexportal.foundation.documents.models import Document, DocumentState, Printout, PrintoutState
from cpd.models import Evidence
from people.enums import ComplaintStepKind
from people.exporters import Copy, Section, Table, in_confidence
from standing.models import Certificate

NOT_SENT = [state.value for state in MessageState if state not in ARRIVED]


def documents(user_id: int) -> Iterator[Copy]:
    """Every checked file that the person sent or that stands on their records, and every PDF made for them."""
    entered = Evidence.objects.filter(record__member__user=user_id).values("document")
    theirs = Q(owner=user_id) | Q(pk__in=entered)
    clean = Document.objects.filter(theirs, state=DocumentState.CLEAN).exclude(**_not_theirs(user_id)).order_by("pk")
    for pk, filename, stored in clean.values_list("pk", "filename", "file").iterator():
        yield Copy(f"documents/{pk}-{filename}", stored)
    made = Printout.objects.filter(owner=user_id, state=PrintoutState.READY).order_by("pk")
    made = made.exclude(**_not_handed_out(user_id))
    for pk, filename, stored in made.values_list("pk", "filename", "file").iterator():
        yield Copy(f"printed/{pk}-{filename}", stored)


def letters(user_id: int) -> Iterator[Copy]:
    """The PDF of every letter that had one, as it was sent."""
    sent = correspondence.of_person(user_id).exclude(letter="").order_by("pk")
    for pk, stored in sent.values_list("pk", "letter").iterator():
        yield Copy(f"letters/{pk}.pdf", stored)


def _not_theirs(user_id: int) -> dict[str, Any]:
    """What others gave in confidence, and what an officer sent for somebody else: it stands on that member's record."""
    sent = Evidence.objects.filter(document__owner=user_id).exclude(record__member__user=user_id)
    return {"id__in": in_confidence(user_id) | set(sent.values_list("document", flat=True))}


def _not_handed_out(user_id: int) -> dict[str, Any]:
    """Certificates of members without an account, which the officer who issued them keeps, and what only a page of its
    own gives out."""
    others = Certificate.objects.exclude(member__user=user_id).filter(printout__isnull=False)
    kept = Q(pk__in=others.values("printout")) | Q(kind__in=printouts.guarded())
    return {"id__in": Printout.objects.filter(kept, owner=user_id).values("pk")}


def _secret(user_id: int) -> dict[str, Any]:
    return {"kind__in": kinds.secret_codes(), "state__in": NOT_SENT}


def _inquiries(user_id: int) -> dict[str, Any]:
    return {"kind": ComplaintStepKind.INQUIRY}


LETTERS = Section(
    code="letters",
    title="Letters to you",
    tables=(
        Table(
            model="correspondence.Message", title="Letters as they were sent", of=("to_user",), but=_secret,
            without=("html", "context", "dedupe_key", "send_after", "error", "letter_sha256"), history=False,
        ),
    ),
    copies=letters,
)  # fmt: skip
DOCUMENTS = Section(
    code="documents",
    title="Your documents",
    tables=(
        Table(model="documents.Document", title="Files you sent", of=("owner",), but=_not_theirs),
        Table(
            model="documents.Original",
            title="Originals of your evidence, kept sealed",
            of=("document__owner",),
            without=("file", "opened_by", "opened_with", "opened_why"),
            history=False,
        ),
        Table(
            model="documents.Printout",
            title="PDFs made for you",
            of=("owner",),
            without=("params", "key"),
            but=_not_handed_out,
        ),
    ),
    copies=documents,
)
REQUESTS = Section(
    code="requests",
    title="What you were asked, what you said, and your data rights",
    tables=(
        Table(model="asking.Request", title="What you were asked for", of=("person",), without=("about",)),
        Table(model="asking.Item", title="Questions and answers", of=("request__person",)),
        Table(
            model="guidance.Feedback", title="What you said about the portal", of=("person_id",), without=("done_by",)
        ),
        Table(model="people.AccessRequest", title="Requests for your data", of=("person",)),
        Table(model="people.Complaint", title="Complaints about data", of=("person",), without=("form_key",)),
        Table(
            model="people.ComplaintStep", title="What was done about them", of=("complaint__person",), but=_inquiries
        ),
        Table(model="people.DataPack", title="Downloads of your data", of=("person",)),
        Table(model="people.Closing", title="Closing the account", of=("person",)),
    ),
)
