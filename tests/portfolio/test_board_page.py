"""The board as its owner sees it: places, problems with their cures, another day, and how much it costs."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.enums import Stage
from cilexportal.foundation import london
from portfolio.models import Leaving, Portfolio, Sheet
from portfolio.queries import board as queries
from portfolio.queries.versions import newest_of
from portfolio.rules.slots import slots_of
from portfolio.services import sheets
from portfolio.services.sheets import Seen
from tests import factories as people
from tests.applications import factories as applications
from tests.applications.factories import NOON
from tests.portfolio import factories
from tests.portfolio.examples import pathway

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def client(portfolio: Portfolio, sign_in: Callable):
    return sign_in(portfolio.case.application.user)


def address(portfolio: Portfolio) -> str:
    return f"/applications/{portfolio.case.application.uuid}/portfolio/"


def page(client, portfolio) -> str:
    answer = client.get(address(portfolio))
    assert answer.status_code == 200
    return answer.content.decode()


def fill(portfolio: Portfolio, count: int, **fields) -> list[Sheet]:
    """So many examples with nothing wrong, each with a piece of its own; the kinds of an outcome differ."""
    kinds = ("letter", "call_note", "form")
    places = [slot for slot, outcome in slots_of(pathway().competencies) if not outcome.optional]
    supervisor = portfolio.supervisors.first() or factories.supervisor(portfolio)
    made = [factories.sheet(portfolio, slot.code, supervisor=supervisor) for slot in places[:count]]
    for slot, sheet in zip(places, made, strict=False):
        factories.piece(portfolio, sheet, kind=kinds[slot.example - 1], **{"worked_on": london.today(), **fields})
    return made


@pytest.mark.clause("HB-29", "HB-33", "HB-33a", "HB-33c", "HB-34")
def test_an_empty_board_has_every_place_and_says_where_to_begin(client, portfolio) -> None:
    words = page(client, portfolio)
    assert words.count('class="place ') == 36
    assert "0 of 35 examples" in words
    assert "Begin 1.1(1): Legal research." in words
    assert f"{address(portfolio)}places/1.1-1/" in words
    assert "Nothing is wrong with what you have begun." in words


@pytest.mark.clause("HB-29")
def test_it_begins_with_the_first_look_and_once(client, portfolio, sign_in) -> None:
    other = applications.application()
    mine = sign_in(other.user)
    for _ in range(2):
        assert mine.get(f"/applications/{other.uuid}/portfolio/").status_code == 200
    assert Portfolio.objects.filter(case__application=other).count() == 1
    assert client.get(f"/applications/{other.uuid}/portfolio/").status_code == 404


@pytest.mark.clause("HB-57")
def test_each_problem_is_named_with_its_clause_and_leads_to_its_cure(client, portfolio) -> None:
    fill(portfolio, 2, matter="One and the same")
    factories.sheet(portfolio, "2.1-1", learned="")
    old = factories.piece(portfolio, factories.sheet(portfolio, "2.2-1"), worked_on=date(2020, 1, 1), own_work=False)
    words = page(client, portfolio)
    for said, clause, cure in (
        ("These examples are from the same matter.", "HB-44", "places/1.1-2/#pieces"),
        ("Write what you learned from it.", "HB-46d", "places/2.1-1/#id_learned"),
        ("Name the supervisor of this work.", "HB-46e", "places/2.1-1/#id_supervisor"),
        ("so it cannot be used at all.", "HB-41a", f"library/{old.uuid}/#id_worked_on_day"),
        ("is a copy of your own work", "HB-37a", f"library/{old.uuid}/#id_own_work"),
    ):
        line = next(line for line in words.split("<li>") if said in line)
        assert f"/rules/{clause}/" in line
        assert f'href="{address(portfolio)}{cure}"' in line
    assert "Mend 1.1(1): Legal research." in words


@pytest.mark.clause("HB-41", "HB-55")
def test_a_chosen_day_recolours_ages_and_each_piece_says_its_last_usable_day(client, portfolio) -> None:
    fill(portfolio, 1, worked_on=date(2026, 2, 28))
    assert "Usable until 29 February 2028" in page(client, portfolio)
    for day, said in ((date(2028, 2, 29), "Complete"), (date(2028, 3, 1), "Old evidence")):
        Portfolio.objects.update(planned_on=day)
        found = queries.shown(Portfolio.objects.get(), today=TODAY)
        assert found.bands[0].rows[0].cells[0].place.state.label == said
        assert found.dated[0].last == date(2028, 2, 29)


@pytest.mark.clause("HB-55")
def test_a_day_that_is_over_is_refused_and_a_later_one_kept(client, portfolio) -> None:
    def send(day: date):
        boxes = {"planned_on_day": day.day, "planned_on_month": day.month, "planned_on_year": day.year}
        return client.post(address(portfolio), {**people.once(portfolio.case.application.user), **boxes})

    today = london.today()
    assert "This day is over." in send(date(2020, 1, 1)).content.decode()
    assert send(london.add_months(today, 3)).status_code == 302
    portfolio.refresh_from_db()
    assert portfolio.planned_on == london.add_months(today, 3)
    assert queries.day_of(portfolio, today=london.add_months(today, 4)) == london.add_months(today, 4)


@pytest.mark.clause("HB-34", "HB-49", "HB-57")
def test_thirty_five_make_it_complete_in_a_page_of_bounded_cost(client, portfolio) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as found:
            page(client, portfolio)
        return sum('FROM "portfolio_' in query["sql"] or 'FROM "documents_' in query["sql"] for query in found)

    fill(portfolio, 1)
    one = statements()
    assert one <= 8
    places = [slot for slot, outcome in slots_of(pathway().competencies) if not outcome.optional][1:]
    supervisor = portfolio.supervisors.get()
    for slot in places:
        sheet = factories.sheet(portfolio, slot.code, supervisor=supervisor)
        for _ in range(2):
            kind = ("letter", "call_note", "form")[slot.example - 1]
            factories.piece(portfolio, sheet, kind=kind, worked_on=london.today())
    assert statements() == one
    answer = client.get(address(portfolio))
    assert "35 of 35 examples" in answer.content.decode()
    assert "Every example is ready." in answer.content.decode()
    assert len(gzip.compress(answer.content)) <= 60_000


@pytest.mark.clause("HB-11", "HB-57")
def test_the_list_of_steps_counts_the_examples(client, portfolio) -> None:
    fill(portfolio, 2)
    words = client.get(f"/applications/{portfolio.case.application.uuid}/").content.decode()
    assert "2 of 35 ready" in words
    assert address(portfolio) in words
    assert "Begin 1.1(3): Legal research." in words


@pytest.mark.clause("HB-41", "HB-55")
@pytest.mark.parametrize(
    ("stage", "made", "changed"),
    [(Stage.DRAFT, False, True), (Stage.NOT_YET, False, True), (Stage.INFORMATION, True, True),
     (Stage.ASSESSMENT, True, False)],
)  # fmt: skip
def test_nothing_grows_older_once_the_application_is_made(
    client, portfolio, stage: Stage, made: bool, changed: bool
) -> None:
    fill(portfolio, 1, worked_on=london.add_months(NOON.date(), -23))
    library = f"{address(portfolio)}library/"
    of_piece = f"{library}{portfolio.pieces.get().uuid}/"
    final = portfolio.case.application.cases.get(kind="admission")
    if stage != Stage.DRAFT:
        applications.placed(final, stage, submitted_at=NOON)
    words = page(client, portfolio)
    for said in ("Usable until", "Last usable day", "days before a piece needs one", "On the chosen day"):
        assert (said in words) is not made, said
    assert ("The ages are those on the day of your application" in words) is made
    assert ("Show the board for this day" in words) is not made
    assert ('id="next-title"' in words) is changed
    words = client.get(library).content.decode()
    assert ("Needs no explanation until" in words) is not made
    assert (f"for your application of {london.in_words(NOON.date())}" in words) is made
    assert ("its age needs no explanation" in client.get(of_piece).content.decode()) is not made


@pytest.mark.clause("HB-57")
def test_a_portfolio_that_is_with_the_application_is_read_and_not_changed(client, portfolio) -> None:
    applications.placed(portfolio.case, Stage.ASSESSMENT)
    words = page(client, portfolio)
    assert "You can read it, and not change it." in words
    assert "Show the board for this day" not in words
    answer = client.post(address(portfolio), people.once(portfolio.case.application.user))
    assert answer.status_code == 422


@pytest.mark.clause("HB-57")
def test_the_board_asks_as_much_of_few_places_as_of_some_and_of_all_of_every_state(client, portfolio) -> None:
    """All that the page reads; a session also writes, once a second, that somebody is there."""

    def statements() -> list[str]:
        with CaptureQueriesContext(connection) as found:
            page(client, portfolio)
        said = [query["sql"].partition(" WHERE ")[0] for query in found]
        return [one for one in said if one.startswith("SELECT")]

    [sheet] = fill(portfolio, 1)
    mary = sheet.supervisor
    Leaving.objects.create(supervisor=mary, last_day=date(2026, 12, 1), begun_at=NOON, listed=["1.1-1"])
    page(client, portfolio)  # What never changes is read once a process.
    few = statements()
    assert len(few) <= 13, few
    factories.sheet(portfolio, "2.1-1", kind="statement", worked_on=date(2020, 1, 1), matter="Mine")
    factories.sheet(portfolio, "2.2-1", upload=factories.document(portfolio, state="waiting"))
    factories.sheet(portfolio, "2.3-1", upload=factories.document(portfolio), supervisor=mary)
    factories.sheet(portfolio, "", removed_at=None)
    factories.sheet(portfolio, "3.1-1", how_met="", supervisor=factories.supervisor(portfolio, removed_at=NOON))
    old = factories.sheet(portfolio, "3.2-1")
    factories.piece(portfolio, old, worked_on=date(2020, 1, 1), document=factories.document(portfolio, state="waiting"))
    factories.piece(portfolio, old, removed_at=NOON)
    assert statements() == few
    taken = {"1.1-1", "2.1-1", "2.2-1", "2.3-1", "3.1-1", "3.2-1"}
    for slot, _ in slots_of(pathway().competencies):
        if slot.code not in taken:
            factories.piece(portfolio, factories.sheet(portfolio, slot.code, supervisor=mary), kind="letter")
    assert statements() == few


@pytest.mark.clause("HB-29", "HB-34", "HB-48", "HB-49")
@pytest.mark.parametrize("with_optional", [False, True], ids=["35", "36"])
def test_a_full_set_is_ready_with_four_statements_and_not_with_a_fifth(portfolio, with_optional: bool) -> None:
    """As the list of steps hears of it, however the sheets became statements."""
    told = {"portfolio": portfolio, "by": portfolio.case.application.user, "at": NOON}
    stated = {
        "without": "spoken", "why_without": "Nothing was written.", "how_met": "How.", "learned": "Much.",
        "why_old": "", "worked_on": london.today(), "worked_until": None, "ticked": [],
    }  # fmt: skip

    def examples() -> tuple[int, int, bool]:
        found = queries.examples_of(portfolio.case, london.today())
        return found.ready, found.wanted, found.is_complete

    made = fill(portfolio, 35)
    if with_optional:
        [optional] = [slot for slot, outcome in slots_of(pathway().competencies) if outcome.optional]
        made.append(factories.sheet(portfolio, optional.code, supervisor=made[0].supervisor))
        assert examples() == (35, 36, False)
        factories.piece(portfolio, made[-1], worked_on=london.today())
    assert examples() == (len(made), len(made), True)
    for number, sheet in enumerate(made[-5:], start=1):
        turned = sheets.turn(uuid=sheet.uuid, **told)
        assert not examples()[2], "a statement has words of its own"
        written = {**stated, "matter": f"Matter of statement {number}", "supervisor": sheet.supervisor.uuid}
        seen = Seen(version=newest_of(turned).number, page_key=f"k{number}")
        sheets.save(uuid=sheet.uuid, seen=seen, written=written, **told)
        assert examples()[2] == (number <= 4)
    sheets.turn(uuid=made[-1].uuid, **told)
    factories.piece(portfolio, made[-1], worked_on=london.today())
    assert examples()[2], "the fifth is a sheet again, with its words and a letter"
