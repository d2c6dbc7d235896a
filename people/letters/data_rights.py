"""The letters about data rights: requests, complaints, downloads, and the closing of an account."""

from __future__ import annotations

from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.correspondence.kinds import Kind
from people.models import AccessRequest, Closing, Complaint, ComplaintStep, DataPack
from people.queries.closing import last_day
from people.rules import keeping
from people.services import access_requests, closing, complaints, packs

Context = dict[str, Any]


def request(context: Context) -> Context:
    """[LAW-SAR] What every letter about a request for data says."""
    found = AccessRequest.objects.get(pk=context["request"])
    return {
        "ref": found.reference,
        "received": london.in_words(found.received_on),
        "proved": london.in_words(found.identity_proved_on) if found.identity_proved_on else "",
        "due": london.in_words(found.due_on) if found.due_on else "",
        "identity": found.identity_words,
        "why": found.extended_why,
        "answer": found.answer,
    }


def complaint(context: Context) -> Context:
    """[LAW-DPCOMP] Of a complaint no more than its number and day: whoever typed the address may not own it."""
    return _complaint(Complaint.objects.get(pk=context["complaint"]))


def step(context: Context) -> Context:
    """[LAW-DPCOMP] What an officer tells of a complaint."""
    found = ComplaintStep.objects.select_related("complaint").get(pk=context["step"])
    return _complaint(found.complaint) | {"words": found.words}


def pack(context: Context) -> Context:
    """Until when the download is there."""
    found = DataPack.objects.get(pk=context["pack"])
    return {"until": london.at_in_words(found.expires_at) if found.expires_at else ""}


def closed(context: Context) -> Context:
    """How a closing stands, and what is kept after it."""
    found = Closing.objects.get(pk=context["closing"])
    return {
        "asked": london.in_words(london.date_of(found.asked_at)),
        "last_day": london.in_words(last_day(found)),
        "stopped": found.stopped_why.splitlines(),
        "kept": keeping.kept(),
    }


def _complaint(found: Complaint) -> Context:
    return {"ref": found.reference, "received": london.in_words(found.received_on)}


KINDS = (
    Kind(code=access_requests.RECEIVED, build=request),
    Kind(code=access_requests.IDENTITY, build=request),
    Kind(code=access_requests.EXTENDED, build=request),
    Kind(code=access_requests.ANSWERED, build=request),
    Kind(code=complaints.ACKNOWLEDGED, build=complaint, sent=complaints.acknowledged),
    Kind(code=complaints.PROGRESS, build=step),
    Kind(code=complaints.OUTCOME, build=step),
    Kind(code=packs.READY, build=pack),
    Kind(code=closing.BEGUN, build=closed),
    Kind(code=closing.UNDONE, build=closed),
    Kind(code=closing.STOPPED, build=closed),
    Kind(code=closing.CLOSED, build=closed),
)
