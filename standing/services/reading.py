"""Opening what is sealed. Nothing else does, and every reading leaves a row with who, when and why [LAW-ART10]."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from cilexportal.foundation.audit import because
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from standing.enums import Verdict
from standing.models import Declaration, DisclosureRead, VerdictNote
from standing.particulars import unseal
from standing.rules import conduct

OWN = "Their own declaration"
MOST = 200


@dataclass(frozen=True, slots=True)
class Told:
    """A question answered with yes, and what was told."""

    number: int
    question: str
    words: str


@dataclass(frozen=True, slots=True)
class Said:
    """What an officer wrote with a verdict."""

    note: VerdictNote
    words: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A declaration with everything that is sealed about it."""

    declaration: Declaration
    told: list[Told]
    said: list[Said]


@sensitive_variables("told", "said")
def open_for(*, declaration_id: int, by: User, why: str, at: datetime) -> Opened:
    """[LAW-ART10] What was disclosed and what officers wrote about it, read for the reason `why`.

    Raises Refused without a reason, and for an officer's own declaration: that one is read by `open_own`.
    """
    reason = " ".join(why.split())
    if not reason or len(reason) > MOST:
        raise Refused.because("LAW-ART10", f"Say why you read it, in {MOST} characters at most.")
    with transaction.atomic(), because(user_id=by.pk, why="standing.read_disclosure"):
        found = Declaration.objects.get(pk=declaration_id)
        if found.user_id == by.pk:
            raise Refused.because("LAW-ART10", "This is your own declaration: another officer reads it.")
        DisclosureRead.objects.create(declaration=found, by=by, at=at, why=reason)
        said = [Said(note, unseal(note.sealed)) for note in found.notes.select_related("by")]
        return Opened(found, _told(found), said)


@sensitive_variables("told", "said")
def open_own(*, declaration_id: int, by: User, at: datetime) -> Opened:
    """[LAW-ART10] A person's own declaration: what they disclosed, and what they were asked for. Raises
    DoesNotExist for anybody else's."""
    with transaction.atomic(), because(user_id=by.pk, why="standing.read_own_disclosure"):
        found = Declaration.objects.get(pk=declaration_id, user=by)
        DisclosureRead.objects.create(declaration=found, by=by, at=at, why=OWN)
        notes = found.notes.filter(verdict=Verdict.QUESTIONED)
        return Opened(found, _told(found), [Said(note, unseal(note.sealed)) for note in notes])


@sensitive_variables()
def _told(found: Declaration) -> list[Told]:
    """The particulars with the questions in the words in which they were asked."""
    told = []
    for row in found.disclosures.select_related("question").order_by("question__number"):
        question = row.question
        asked = conduct.asked(
            question.number, words=question.words, words_spent=question.words_spent, spent=found.spent
        )  # fmt: skip
        told.append(Told(question.number, asked.words if asked else "", unseal(row.sealed)))
    return told
