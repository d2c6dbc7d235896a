"""Claims that a download harmed a device or data: made by the buyer, answered by a person, paid by hand."""

from __future__ import annotations

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.documents import services as documents
from cilexportal.foundation.guidance.pages import privacy_version
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from shop.enums import HarmAnswer, Stage, Supply
from shop.models import HarmClaim, OrderLine

CLAUSE = "TC-12.3"
CAME, ANSWERED = "shop.harm_claim", "shop.harm_answer"


def claim(*, line: OrderLine, words: str, file: UploadedFile | None, by: User, at: datetime) -> HarmClaim:
    """[TC-12.3] Takes a claim about a download of an accepted order, and says so by letter.

    Raises Refused for another kind of line, while an earlier claim waits, and for a file that is not taken.
    """
    if line.supply != Supply.DIGITAL or line.order.stage != Stage.ACCEPTED:
        raise Refused.because(CLAUSE, "Only for a download or stream of an accepted order.")
    # Storing a file may take a while, so it stands before the transaction.
    document = documents.receive(owner=by, upload=file, at=at) if file else None
    with transaction.atomic():
        OrderLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
        if HarmClaim.objects.filter(line=line, decided_at=None).exists():
            raise Refused.because(CLAUSE, "Your claim about it is here already. We write to you once it is answered.")
        made = HarmClaim.objects.create(
            line=line, words=words, document=document, made_at=at, made_by=by, privacy_version=privacy_version()
        )
        _tell(made, CAME, at=at)
        return made


def decide(
    *, claim_id: int, answer: HarmAnswer, why: str, sum_pence: int | None, by: User, at: datetime
) -> HarmClaim:  # fmt: skip
    """[TC-12.3] Answers a claim once: put right, a sum, or refused, each with its reason; the buyer is told.

    Raises Refused for a sum of nothing, a sum with another answer, and a claim that is answered.
    """
    if (answer == HarmAnswer.SUM) != bool(sum_pence):
        raise Refused.because(CLAUSE, "Enter a sum above £0.00 where a sum is paid, and none otherwise.")
    with transaction.atomic():
        found = _locked(claim_id)
        if found.decided_at is not None:
            raise Refused.because(CLAUSE, "This claim is answered already.")
        found.answer, found.why, found.sum_pence = answer, why, sum_pence or None
        found.decided_at, found.decided_by = at, by
        found.save()
        _tell(found, ANSWERED, at=at)
        return found


def paid(*, claim_id: int, paid_on: date, how: str, by: User, at: datetime) -> HarmClaim:
    """[TC-12.3] Writes down that the sum went to the buyer by hand, on which day and how. Raises Refused."""
    with transaction.atomic():
        found = _locked(claim_id)
        if found.decided_at is None or found.sum_pence is None:
            raise Refused.because(CLAUSE, "No sum was decided.")
        if found.paid_on is not None:
            raise Refused.because(CLAUSE, f"It was paid on {london.in_words(found.paid_on)}.")
        if not london.date_of(found.decided_at) <= paid_on <= london.date_of(at):
            raise Refused.because(CLAUSE, "Give the day of payment: not before the decision, and not in the future.")
        found.paid_on, found.paid_how, found.paid_entered_at, found.paid_entered_by = paid_on, how, at, by
        found.save()
        return found


def _locked(claim_id: int) -> HarmClaim:
    return HarmClaim.objects.select_for_update(of=("self",)).select_related("line__order__buyer").get(pk=claim_id)


def _tell(found: HarmClaim, kind: str, *, at: datetime) -> None:
    """To the buyer, whose device or data it is."""
    order = found.line.order
    correspondence.queue(
        kind=kind, to_user_id=order.buyer_id, to_name=str(order.buyer), to_email=order.email,
        context={"claim": found.pk, "order": order.pk}, dedupe_key=f"{kind}:{found.uuid}", at=at,
    )  # fmt: skip
