"""The demo's data: loaded whole or not at all, on machines that cannot print as well."""

from __future__ import annotations

import sys
from datetime import date, datetime, timedelta
from io import BytesIO

import pikepdf
import pytest
from kombu.exceptions import OperationalError

from admission.enums import Ready
from admission.models import Title
from admission.queries.declared import standing_of
from applications.enums import Stage
from applications.models import Case
from cilexportal import timetable
from cilexportal.demo import dailies, finals, handout, loading, shop
from cilexportal.demo.goods import BEGUN, THINGS
from cilexportal.foundation import london
from members.models import User
from portfolio.enums import SlotState
from portfolio.models import Portfolio
from portfolio.queries.board import board_now
from shop.models import Order, ProductFile


@pytest.mark.django_db(transaction=True)
def test_the_demo_loads_without_the_printing_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert loading.load(at=london.now())
    assert Order.objects.count() > 3
    assert ProductFile.objects.exists()
    stages = set(Case.objects.exclude(stage=Stage.DRAFT).values_list("stage", flat=True))
    assert stages == {Stage.FEE, Stage.ASSESSMENT, Stage.INFORMATION, Stage.NOT_YET, Stage.COMMITTEE, Stage.MET}
    ada = Portfolio.objects.get(case__application__user__email="ada@example.org")
    board = board_now(ada, applied_on=london.today())
    assert {place.state for place in board.places} == set(SlotState), "a place in every state"
    waits, ready, done = (standing_of(final_of(key)).ready for key in ("theo", "iris", "uma"))
    assert (waits, ready, done) == (Ready.SIGNATURES, Ready.READY, Ready.READY)
    assert Title.objects.get().holder == "Uma Sandell"
    assert not loading.load(at=london.now()), "once is enough"


def final_of(key: str) -> Case:
    return Case.objects.get(application__user__email=f"{key}@example.org", kind="admission")


@pytest.mark.django_db(transaction=True)
def test_a_start_that_failed_half_way_is_mended_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(at: datetime) -> None:
        raise RuntimeError("half way")

    with monkeypatch.context() as broken:
        broken.setattr(shop, "delivered", fails)
        with pytest.raises(RuntimeError, match="half way"):
            loading.load(at=london.now())
    monkeypatch.setattr(finals, "load", lambda at: False)
    assert User.objects.exists()
    assert not Order.objects.exists(), "half a shop would never be mended"
    assert loading.load(at=london.now())
    assert Order.objects.exists()


@pytest.mark.parametrize("days", range(0, 365, 5))
def test_no_session_falls_on_a_day_when_nobody_comes(days: int) -> None:
    today = date(2026, 6, 1) + timedelta(days=days)
    for thing in (*THINGS, BEGUN):
        found = shop.times(thing, today)
        assert len(found) == thing.sessions
        assert not {(starts.month, starts.day) for starts, _ in found} & shop.NOBODY_COMES


def test_a_handout_is_a_page_that_can_be_read() -> None:
    made = handout.page_of("Appeals, in \N{POUND SIGN}", "word " * 40)
    with pikepdf.open(BytesIO(made)) as document:
        (page,) = document.pages
        shown = page.Contents.read_bytes()
    assert "Appeals, in \N{POUND SIGN}".encode("cp1252").hex().encode() in shown
    assert shown.count(b"Tj T*") == 6, "the words are wrapped into lines"


def test_a_moved_clock_has_the_day_s_tasks_run(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    monkeypatch.setattr(dailies.current_app, "send_task", lambda name, **how: sent.append(name))
    dailies.run_dailies()
    assert sent == list(dailies.DAILIES)
    assert set(sent) <= {entry["task"] for entry in timetable.ENTRIES.values()}


def test_a_broker_that_is_away_stops_no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(name: str, **how: object) -> None:
        raise OperationalError("away")

    monkeypatch.setattr(dailies.current_app, "send_task", away)
    dailies.run_dailies()
