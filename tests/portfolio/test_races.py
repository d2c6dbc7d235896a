"""Two who act on one portfolio at once, in connections of their own: one acts, and the other is told. Each with its
control, in which nobody waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError

from cilexportal.foundation import private_files
from cilexportal.foundation.rulebook.refusal import Refused
from portfolio.enums import SheetKind
from portfolio.models import Build, Leaving, Portfolio, Sheet
from portfolio.queries.sheet import form_of_sheet
from portfolio.services import building, sheets, supervised, uploads
from portfolio.services.assembling import Assembled
from portfolio.services.sheets import Seen
from tests.applications.factories import NOON
from tests.cpd.asking.test_asking_races import Gate
from tests.cpd.close.test_races import WAIT, Alongside
from tests.portfolio import factories
from tests.portfolio import leaving_steps as steps

pytestmark = pytest.mark.django_db(transaction=True)
A_MOMENT = 0.5
Act = Callable[[], object]


def ended(act: Act) -> str:
    """How an act ends."""
    try:
        act()
    except Refused:
        return "refused"
    except supervised.Stale:
        return "stale"
    except uploads.WrongPlace:
        return "wrong place"
    except IntegrityError:
        return "the database"
    return "done"


def during(gate: Gate, first: Act, second: Act) -> list[str]:
    """How two acts end, the second of which is begun while the first is inside the gate."""
    one = Alongside(lambda: ended(first))
    assert gate.inside.wait(WAIT)
    other = Alongside(lambda: ended(second))
    other.join(A_MOMENT)
    gate.go_on.set()
    return [one.result(), other.result()]


def nobody_waits(monkeypatch: pytest.MonkeyPatch, where: Any, name: str) -> None:
    """The control: the portfolio is read and not held."""
    known = Portfolio.objects.select_related("case__application__user")
    monkeypatch.setattr(where, name, lambda *, portfolio, at: known.get(pk=getattr(portfolio, "pk", portfolio)))


@pytest.mark.clause("HB-57a")
@pytest.mark.parametrize(
    ("waits", "ends"),
    [(True, ["done", "refused"]), (False, ["done", "the database"])],
    ids=["held", "control"],
)
def test_two_examples_begun_in_one_place_at_once_are_one(monkeypatch, waits: bool, ends: list[str]) -> None:
    mine = factories.portfolio()
    if not waits:
        nobody_waits(monkeypatch, sheets, "held")
    told = {"portfolio": mine, "kind": SheetKind.SHEET, "by": mine.case.application.user, "at": NOON}
    gate = Gate(monkeypatch, sheets, "_put")
    found = during(gate, *[lambda: sheets.begin(code="1.1-1", **told)] * 2)
    assert sorted(found) == sorted(ends)
    assert Sheet.objects.get().portfolio == mine


@pytest.mark.clause("HB-53b")
@pytest.mark.parametrize(
    ("waits", "ends"), [(True, ["done", "stale"]), (False, ["done", "done"])], ids=["held", "control"]
)
def test_what_is_saved_while_it_is_signed_is_not_signed_unread(monkeypatch, waits: bool, ends: list[str]) -> None:
    supervisor = steps.mary()
    steps.begin(supervisor)
    sheet = supervisor.sheets.get(competency=2)
    visit, by = steps.visit(supervisor), supervisor.portfolio.case.application.user
    seen = supervised.shown_of(supervised.declared(supervisor=supervisor, leaving=Leaving.objects.get()))
    if not waits:
        monkeypatch.setattr(supervised, "_held", lambda known: known)
    written = {**factories.WORDS, "how_met": "Otherwise.", "listing": "", "ticked": [], "supervisor": supervisor.uuid}
    version = form_of_sheet(sheet, application_id=supervisor.portfolio.case.application_id).version
    gate = Gate(monkeypatch, sheets, "note")

    def save() -> None:
        told = {"portfolio": supervisor.portfolio, "uuid": sheet.uuid, "seen": Seen(version=version, page_key="k")}
        sheets.save(written=written, by=by, at=steps.NOW, **told)

    def sign() -> None:
        signer = supervised.Signer(name="Mary Somerville", visitor=None, address="")
        supervised.sign(visit_id=visit.pk, codes=steps.PLACES, seen=seen, signer=signer, at=steps.NOW)

    assert during(gate, save, sign) == ends
    leaving = Leaving.objects.get()
    sheet.refresh_from_db()
    assert sheet.how_met == "Otherwise."
    assert (leaving.signed_at is None) is waits
    assert waits or leaving.sealed["2.1-1"] != sheet.signing_hash, "the control: other words were signed"


@pytest.mark.clause("HB-54")
def test_what_is_signed_while_it_is_saved_stays_as_it_was_signed(monkeypatch) -> None:
    supervisor = steps.mary()
    steps.begin(supervisor)
    sheet, by = supervisor.sheets.get(competency=2), supervisor.portfolio.case.application.user
    told = {"portfolio": supervisor.portfolio, "uuid": sheet.uuid, "by": by, "at": steps.NOW}
    gate = Gate(monkeypatch, supervised, "_refuse_signing")
    found = during(gate, lambda: steps.sign(supervisor), lambda: sheets.remove(**told))
    assert found == ["done", "refused"]
    assert Leaving.objects.get().sealed["2.1-1"] == Sheet.objects.get(pk=sheet.pk, removed_at=None).signing_hash


@pytest.mark.clause("HB-37")
@pytest.mark.usefixtures("own_storage", "short_parts")
def test_the_same_part_from_two_pages_at_once_is_kept_once(monkeypatch) -> None:
    mine = factories.portfolio()
    by = mine.case.application.user
    begun = uploads.begin(portfolio=mine, filename="a.pdf", size=9, by=by, at=NOON)
    gate = Gate(monkeypatch, private_files, "put")
    part = lambda: uploads.append(upload=begun, offset=0, content=b"abcde", at=NOON)  # noqa: E731
    one, other = (Alongside(lambda: ended(part)) for _ in range(2))
    folder = f"{uploads.FOLDER}/{begun.uuid}"
    while len(default_storage.listdir(folder)[1] if default_storage.exists(folder) else ()) < 2:
        assert one.is_alive()
        assert other.is_alive(), "the control: both parts were stored before either was kept"
    gate.go_on.set()
    assert sorted([one.result(), other.result()]) == ["done", "wrong place"]
    begun.refresh_from_db()
    assert (begun.arrived, len(begun.parts)) == (5, 1)
    assert [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]] == begun.parts


@pytest.mark.clause("HB-57b")
@pytest.mark.parametrize("is_free", [False, True], ids=["held", "taken from a dead worker"])
def test_two_workers_make_one_build_once(monkeypatch, is_free: bool) -> None:
    mine = factories.portfolio()
    factories.sheet(mine, "1.1-1")
    building.ask(portfolio=mine, shrink=False, at=NOON)
    made: list[int] = []

    def assemble(**told: Any) -> Assembled:
        made.append(1)
        return Assembled(files=(), used=frozenset())

    monkeypatch.setattr(building, "assemble", assemble)
    gate = Gate(monkeypatch, building, "assemble")
    first = Alongside(lambda: building.build_waiting(at=NOON))
    assert gate.inside.wait(WAIT)
    if is_free:
        Build.objects.update(claimed_at=NOON.replace(year=2020))
    second = Alongside(lambda: building.build_waiting(at=NOON))
    second.join(A_MOMENT)
    assert second.is_alive() is is_free
    gate.go_on.set()
    assert (first.result(), second.result()) == (True, is_free)
    assert len(made) == 1 + is_free
    assert Build.objects.get().state == "ready"
