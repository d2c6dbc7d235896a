"""The verbs on prior conduct: declare, and decide. What is disclosed is sealed before it is stored [LAW-ART10]."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.rulebook.refusal import Refusal, Refused, refuse_if_any
from members.models import User
from standing.enums import Statement, Verdict
from standing.models import Declaration, Disclosure, VerdictNote
from standing.particulars import seal
from standing.queries import conduct as queries
from standing.queries.conduct import Sheet
from standing.rules import conduct

LETTERS = {
    Verdict.ACCEPTED: "standing.conduct_accepted",
    Verdict.QUESTIONED: "standing.conduct_questioned",
    Verdict.REFERRED: "standing.conduct_referred",
}


@sensitive_variables("answers")
def declare(
    *, user: User, year: int, statement: Statement, answers: Mapping[int, str | None], signed_name: str, at: datetime,
    grade: str = "",
) -> Declaration:  # fmt: skip
    """[CPD-15b] Makes the declaration of a calendar year; one made before for that year gives way to it.

    `answers`: under statement B the particulars by number of question, None for no. Raises Refused with every reason.
    """
    today = london.date_of(at)
    with transaction.atomic(), because(user_id=user.pk, why="standing.declare"):
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        sheet = queries.sheet(user_id=user.pk, year=year, today=today, grade=grade)
        if sheet is None:
            raise Refused.because("CPD-15b", "The questions have not been set yet. Ask the regulator.")
        refusals = [
            conduct.may_declare(year=year, today=today, open_years=queries.open_years(today)),
            conduct.may_sign(typed=signed_name, name=user.full_name),
            *_about(sheet, statement, answers),
        ]
        refuse_if_any(filter(None, refusals))
        Declaration.objects.filter(user=user, year=year, superseded_at=None).update(superseded_at=at)
        return _made(user, sheet, statement, answers, " ".join(signed_name.split()), at=at)


def _about(sheet: Sheet, statement: Statement, answers: Mapping[int, str | None]) -> list[Refusal]:
    """What is wrong with the statement or its answers."""
    if statement == Statement.ANSWERS:
        return conduct.answered(sheet.questions, answers)
    no = conduct.may_say_nothing_new(
        year=sheet.year, version=sheet.form.version, spent=sheet.spent, made=sheet.made
    )  # fmt: skip
    return [no] if no else []


def _made(
    user: User, sheet: Sheet, statement: Statement, answers: Mapping[int, str | None], name: str, *, at: datetime
) -> Declaration:
    """Stores a declaration with its sealed particulars; nothing disclosed is accepted as it is made."""
    told = {number: words for number, words in answers.items() if words is not None}
    told = told if statement == Statement.ANSWERS else {}
    verdict = conduct.verdict_as_made(discloses=bool(told), made=sheet.made)
    made = Declaration.objects.create(
        user=user, year=sheet.year, form=sheet.form, statement=statement, spent=sheet.spent, discloses=bool(told),
        signed_name=name, made_at=at, verdict=verdict, decided_at=at if verdict else None,
    )  # fmt: skip
    questions = dict(sheet.form.questions.values_list("number", "pk"))
    Disclosure.objects.bulk_create(
        Disclosure(declaration=made, question_id=questions[number], sealed=seal(words.strip()))
        for number, words in told.items()
    )
    return made


@sensitive_variables("words")
def decide(*, declaration_id: int, verdict: Verdict, words: str, by: User, at: datetime) -> Declaration:
    """[CPD-15b] [LAW-ART10] An officer accepts a declaration, asks for more, or refers it for a decision; why is kept
    sealed, and the person is written to. Raises Refused."""
    with transaction.atomic(), because(user_id=by.pk, why=f"standing.conduct_{verdict.value}"):
        found = Declaration.objects.select_for_update(of=("self",), no_key=True).select_related("user").get(
            pk=declaration_id
        )  # fmt: skip
        refusals = conduct.may_decide(
            verdict=found.verdict, to=verdict, is_superseded=found.superseded_at is not None,
            is_own=found.user_id == by.pk, discloses=found.discloses, has_read=found.readings.filter(by=by).exists(),
        )  # fmt: skip
        if not words.strip():
            refusals.append(Refusal("CPD-15b", "Say why: it is kept with the declaration."))
        refuse_if_any(refusals)
        found.verdict, found.decided_at, found.decided_by = verdict, at, by
        found.save(update_fields=["verdict", "decided_at", "decided_by"])
        note = VerdictNote.objects.create(
            declaration=found, verdict=verdict, sealed=seal(words.strip()), by=by, at=at
        )  # fmt: skip
        _tell(found, note, at=at)
        return found


def _tell(found: Declaration, note: VerdictNote, *, at: datetime) -> None:
    """The letter names the year and the verdict, never what was disclosed: letters are kept as they went."""
    kind = LETTERS[Verdict(found.verdict)]
    correspondence.queue(
        kind=kind, to_user_id=found.user_id, to_name=found.user.full_name, to_email=found.user.email,
        context={"note": note.pk}, dedupe_key=f"{kind}:{note.pk}", at=at,
    )  # fmt: skip
