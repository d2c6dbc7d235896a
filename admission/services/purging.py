"""Every night, what belongs to applications that were decided long enough ago goes, class by class as the table of
keeping says: rows wholly where nothing rests on them, words alone out of rows that a title rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Model

from admission.models import CriterionMark, Declaration, DocumentTrace, Final, Judgement, MarkingShare, MarkTyped
from admission.queries import kept
from applications.models import (
    Case,
    CaseNote,
    CasePaper,
    Course,
    Decision,
    Hold,
    Letter,
    Qualification,
    Reconsideration,
    Reference,
    ReferenceAsked,
    Referral,
    Role,
    SectionVerdict,
    Submission,
    Typed,
)
from applications.queries.facts import about
from applications.services.moving import held
from cilexportal.foundation import london, private_files
from cilexportal.foundation.asking.models import Item, Request
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.documents.models import Document
from people.models import Purge
from people.services.uprooting import empty, uproot, uproot_free
from portfolio.models import Build, Leaving, MadePart, Piece, Portfolio, Sheet, Supervisor

# So many applications of a class a night; the next night goes on.
A_NIGHT = 200


@dataclass(frozen=True, slots=True)
class Due:
    """An application whose time is over for one class, and what is open about it: it stays until nothing is."""

    code: str
    case: Case
    open: tuple[str, ...]


def run(*, at: datetime) -> int:
    """[HB-39a] Deletes everything whose time is over on the London day of `at` and about which nothing is open; returns
    how many rows went. An application goes whole, of one class, or not at all."""
    today = london.date_of(at)
    gone = 0
    for code in CLASSES:
        free = (one for one in due(code, today=today) if not one.open)
        gone += sum(_purge(one, today=today, at=at) for one in islice(free, A_NIGHT))
    return gone


def due(code: str, *, today: date) -> Iterator[Due]:
    """[HB-39a] What the next nights would delete of a class, and what they would leave because something is open;
    nothing is changed."""
    for case in list(kept.over(code, today=today)):
        yield Due(code, case, tuple(kept.open_about(case)))


def _purge(one: Due, *, today: date, at: datetime) -> int:
    """One class of one application, looked at once more while its steps are held."""
    with transaction.atomic():
        for case_id in sorted(_ids(Case, application=one.case.application_id)):
            held(case=case_id, revision=None)
        case = kept.over(one.code, today=today).filter(pk=one.case.pk).first()
        if case is None or any(kept.open_about(case)):
            return 0
        counts = CLASSES[one.code](case)
        Purge.objects.create(purge=f"final.{one.code}", at=at, rows=dict(sorted(counts.items())))
        return sum(counts.values())


def _evidence(case: Case) -> Counter[str]:
    """[HB-39a] Sheets with all their versions, evidence, and what was put together of them, with every file."""
    gone: Counter[str] = Counter()
    for portfolio in Portfolio.objects.select_for_update().filter(case__application=case.application_id):
        own = {"portfolio": portfolio}
        files = _ids(Sheet, "upload", upload__isnull=False, **own) + _ids(Piece, "document", **own)
        made = MadePart.objects.filter(**own)
        _throw_away(made.values_list("file", flat=True))
        for model in (Build, MadePart, Sheet, Piece):
            gone += uproot(model=model, ids=_ids(model, **own))
        gone += _free(files)
        empty(model=Portfolio, ids=[portfolio.pk], values={"private_names": []})
    return gone


def _submissions(case: Case) -> Counter[str]:
    """[HB-39a] What was submitted, sent in or answered, and declarations with their signatures. That something was
    submitted, when and under which hash stays."""
    of_application = {"case__application": case.application_id}
    keys = [about(one) for one in Case.objects.filter(application=case.application_id)]
    files = _ids(CasePaper, "document", **of_application)
    files += _ids(Item, "document", request__about__in=keys, document__isnull=False)
    supervisors = {"portfolio__case__application": case.application_id}
    gone = _uprooted(
        (Declaration, of_application), (Leaving, {"supervisor__portfolio__case__application": case.application_id}),
        (Final, of_application), (Role, of_application), (Course, of_application), (Qualification, of_application),
        (CasePaper, of_application), (Item, {"request__about__in": keys}),
        (Typed, {"application": case.application_id}),
    )  # fmt: skip
    if not Sheet.objects.filter(**supervisors).exists():
        gone += uproot(model=Supervisor, ids=_ids(Supervisor, **supervisors))
    gone += empty(model=Request, ids=_ids(Request, about__in=keys), values={"why": ""})
    gone += empty(model=Submission, ids=_ids(Submission, **of_application), values={"content": {}})
    return gone + _free(files)


def _decisions(case: Case) -> Counter[str]:
    """[HB-39a] Marks, verdicts, letters, and all that the committee had before it. That it was decided, when, how and
    by whom stays."""
    of_application = {"case__application": case.application_id}
    messages = _ids(Letter, "message", message__isnull=False, **of_application)
    _throw_away(Message.objects.filter(pk__in=messages).values_list("letter", flat=True))
    gone = _uprooted(
        (MarkTyped, {"submission__case__application": case.application_id}), (CriterionMark, of_application),
        (Judgement, of_application), (MarkingShare, of_application), (SectionVerdict, of_application),
        (Referral, of_application), (Reconsideration, of_application), (Hold, of_application),
        (CaseNote, of_application), (Letter, of_application),
    )  # fmt: skip
    gone += uproot_free(model=Message, ids=messages)
    words = {"why": kept.DELETED, "sections": [], "ledger": {}, "expected_why": ""}
    gone += empty(model=Decision, ids=_ids(Decision, **of_application), values=words)
    reversed_ = _ids(Decision, reversed_at__isnull=False, **of_application)
    empty(model=Decision, ids=reversed_, values={"reversed_why": kept.DELETED})
    return gone


def _references(case: Case) -> Counter[str]:
    """[HB-39a] References that were given in confidence, and who was asked for one."""
    of_application = {"case__application": case.application_id}
    files = _ids(Reference, "letter", asked__case__application=case.application_id, letter__isnull=False)
    return _uprooted((ReferenceAsked, of_application)) + _free(files)


CLASSES: dict[str, Callable[[Case], Counter[str]]] = {
    "evidence": _evidence, "submissions": _submissions, "decisions": _decisions, "references": _references,
}  # fmt: skip


def _uprooted(*found: tuple[type[Model], dict[str, Any]]) -> Counter[str]:
    gone: Counter[str] = Counter()
    for model, where in found:
        gone += uproot(model=model, ids=_ids(model, **where))
    return gone


def _ids(model: type[Model], column: str = "pk", **where: Any) -> list[int]:
    return list(model._base_manager.filter(**where).values_list(column, flat=True))


def _free(documents: Collection[int]) -> Counter[str]:
    """Documents that nothing else leads to, with the numbers they were compared by. Their files go by themselves, as
    nobody's."""
    gone = uproot(model=DocumentTrace, ids=_ids(DocumentTrace, document__in=documents))
    return gone + uproot_free(model=Document, ids=documents)


def _throw_away(names: Iterable[str]) -> None:
    """Has stored files deleted once their rows are."""
    for name in filter(None, list(names)):
        transaction.on_commit(partial(private_files.take_away, name))
