"""What goes with a submission besides its examples: the reference, the letter on the hours and the declaration of
conduct, each under a hash; and which of them are not what was submitted any more [HB-59b]."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any

from django.db.models import Model

from applications.models import Letter, Reference, ReferenceAsked, Submission
from applications.queries.reference_words import hash_of
from applications.queries.submitted import fingerprint
from cilexportal.foundation.documents.models import Document
from standing.models import Declaration

Content = Mapping[str, Any]
REFERENCE, LETTER, CONDUCT = "the reference", "the letter on the hours", "the declaration of conduct"


def altered(submission: Submission) -> list[str]:
    """[HB-59b] What of this is not what was submitted any more."""
    return [what for what, is_same in compared(submission.content).items() if not is_same]


def compared(content: Content) -> dict[str, bool]:
    """[HB-59b] What was submitted under a hash, and whether its words, answers and files' rows still have it. What was
    deleted because its time was over is left out."""
    return dict(_compared(content))


def documents_of(content: Content) -> list[Document]:
    """[HB-59b] The files that were submitted beside the examples: an older letter, and one on headed paper."""
    found = list(Document.objects.filter(uuid=sent)) if (sent := _paper(content).get("document")) else []
    given = _given(content)
    return [*found, given.letter] if given and given.letter else found


def letter_hash(one: Letter) -> str:
    """[HB-59c] The hash of a letter's words."""
    return fingerprint({"subject": one.subject, "body": one.body})


def conduct_hash(one: Declaration) -> str:
    """[HB-59] The hash of what was declared of conduct. Of particulars it takes their sealed bytes, so that nobody
    guesses from it what was disclosed [LAW-ART10]; what was decided on it later is no part of it."""
    disclosed = one.disclosures.order_by("question_id").values_list("question", "sealed")
    return fingerprint({
        "declaration": str(one.uuid), "year": one.year, "form": one.form_id, "statement": one.statement,
        "spent": one.spent, "discloses": one.discloses, "name": one.signed_name,
        "made_at": one.made_at.astimezone(UTC).isoformat(),
        "disclosed": [[number, hashlib.sha256(bytes(sealed)).hexdigest()] for number, sealed in disclosed],
    })  # fmt: skip


def _compared(content: Content) -> Iterator[tuple[str, bool]]:
    if sent := content.get("reference_given"):
        given = _given(content)
        if given or _has_history(ReferenceAsked, sent["uuid"]):
            yield REFERENCE, given is not None and hash_of(given) == given.sha256 == sent["sha256"]
    paper, conduct = _paper(content), content.get("conduct") or {}
    if "document" in paper:
        hashes = {"sha256": paper["sha256"], "clean_sha256": paper["clean_sha256"]}
        yield LETTER, Document.objects.filter(uuid=paper["document"], **hashes).exists()
    elif "sha256" in paper:
        letter = Letter.objects.filter(uuid=paper["letter"]).first()
        if letter or _has_history(Letter, paper["letter"]):
            yield LETTER, letter is not None and letter_hash(letter) == paper["sha256"]
    if "sha256" in conduct:
        made = Declaration.objects.filter(uuid=conduct["declaration"]).first()
        if made or _has_history(Declaration, conduct["declaration"]):
            yield CONDUCT, made is not None and conduct_hash(made) == conduct["sha256"]


def _paper(content: Content) -> Content:
    return content.get("hours_letter") or {}


def _given(content: Content) -> Reference | None:
    sent = content.get("reference_given")
    found = Reference.objects.select_related("asked__case__application", "letter")
    return found.filter(asked__uuid=sent["uuid"], signed_at__isnull=False).first() if sent else None


def _has_history(model: type[Model], uuid: str) -> bool:
    """Whether a row that is gone has left its history behind: what was kept long enough goes with it."""
    return bool(model.pgh_event_model.objects.filter(uuid=uuid).exists())
