"""Final applications that want nothing, for tests: hours met, every place filled, and all that goes with it."""

from __future__ import annotations

from typing import Any

from admission.models import Final
from applications.enums import Stage
from applications.models import Case, Letter, Reference
from members.models import User
from portfolio.models import Portfolio
from portfolio.rules.slots import slots_of
from portfolio.services import versions
from standing.models import ConductForm, Declaration
from tests import factories as people
from tests.applications import factories as applications
from tests.applications.deciding_steps import signed
from tests.applications.factories import NOON
from tests.portfolio import factories as rows
from tests.portfolio.examples import pathway

KINDS = ("letter", "call_note", "form")
ANSWERS = {
    "general": {"register_name": "Ada Lovelace", "elsewhere": "no"},
    "work": {
        "employer": "Example Law", "position": "Caseworker", "duties": "I run asylum matters.",
        "employer_kind": "A public body",
    },
    "declarations": {"true": "ticked", "shared": "ticked", "changes": "ticked"},
}  # fmt: skip


def fresh(case: Case) -> Case:
    """The case as its row is now, with its application."""
    return Case.objects.select_related("application__user", "application__pathway").get(pk=case.pk)


def filled(user: User | None = None) -> Portfolio:
    """A portfolio with an example in every place that has to have one."""
    portfolio = rows.portfolio(user)
    by = rows.supervisor(portfolio)
    for slot, outcome in slots_of(pathway().competencies):
        if not outcome.optional:
            made = rows.sheet(portfolio, slot.code, supervisor=by)
            rows.piece(portfolio, made, kind=KINDS[(slot.example - 1) % len(KINDS)])
            versions.note(sheet=made, at=NOON)
    return portfolio


def opened(user: User | None = None) -> Case:
    """A final application that is open: knowledge and hours met, a reference given, the portfolio whole."""
    portfolio = filled(user)
    cases = {one.step: one for one in Case.objects.filter(application=portfolio.case.application)}
    applications.placed(cases["knowledge"], Stage.MET)
    experience = fresh(cases["experience"])
    signed(experience)
    hours_met(experience)
    return fresh(cases["admission"])


def hours_met(experience: Case) -> Letter:
    """The step of experience met, with the letter that says so."""
    decision = applications.decision(experience)
    applications.placed(experience, Stage.MET)
    return Letter.objects.create(
        application=experience.application, case=experience, number=1, decision=decision, subject="Your hours are met",
        body="Words.", written_at=NOON, written_by=decision.by, released_at=NOON,
    )  # fmt: skip


def whole(user: User | None = None, **fields: Any) -> Case:
    """A final application that wants nothing. `fields` are columns of what was put together."""
    case = opened(user or people.UserFactory())
    reference = Reference.objects.get(asked__case__application=case.application, asked__case__kind="experience")
    told = {"answers": ANSWERS, "reference": reference, "begun_at": NOON, "saved_at": NOON, **fields}
    Final.objects.create(case=case, **told)
    declared(case.application.user)
    return case


def declared(user: User, *, year: int = 2026) -> Declaration:
    """Nothing new declared about conduct, accepted as it was made."""
    form = ConductForm.objects.order_by("-from_date").first()
    assert form is not None
    return Declaration.objects.create(
        user=user, year=year, form=form, statement="A", spent=False, discloses=False, signed_name=user.full_name,
        made_at=NOON, verdict="accepted", decided_at=NOON,
    )  # fmt: skip
