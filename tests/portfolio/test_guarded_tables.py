"""What the tables of a portfolio refuse whoever asks, tried with the database's own words."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from portfolio.models import Leaving, Supervisor
from portfolio.services import leaving as services
from tests.portfolio import factories
from tests.portfolio import leaving_steps as steps
from tests.portfolio.leaving_steps import NOW

pytestmark = pytest.mark.django_db


def put(row: Any, column: str, value: Any) -> int:
    """Writes one column of a row behind everybody's back; how many rows took it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {row._meta.db_table} SET {column} = %s WHERE id = %s", [value, row.pk])
        return int(cursor.rowcount)


def refused(row: Any, column: str, value: Any, words: str) -> None:
    with pytest.raises(DatabaseError, match=words):
        put(row, column, value)
    kept = row._meta.get_field(column).attname if column != "id" else column
    assert getattr(type(row).objects.get(pk=row.pk), kept) == getattr(row, kept)


def test_a_portfolio_stays_of_its_case() -> None:
    mine, other = factories.portfolio(), factories.portfolio().case
    assert put(mine, "planned_on", "2027-01-04") == 1, "what may change does, so it is the trigger that refuses"
    other.portfolio.delete()
    refused(mine, "case_id", other.pk, "Cannot update rows from portfolio_portfolio")


def test_what_is_in_a_portfolio_stays_of_it() -> None:
    mine, other = factories.portfolio(), factories.portfolio()
    sheet, supervisor = factories.sheet(mine, "1.1-1"), factories.supervisor(mine)
    piece = factories.piece(mine, sheet)
    for row, harmless in ((sheet, "learned"), (supervisor, "employer"), (piece, "title")):
        assert put(row, harmless, "Another word") == 1
        refused(row, "portfolio_id", other.pk, f"Cannot update rows from {row._meta.db_table}")
    refused(piece, "document_id", factories.document(other).pk, "Cannot update rows from portfolio_piece")


@pytest.mark.clause("HB-53b")
@pytest.mark.parametrize("column", ["name", "email", "employer", "person_kind", "number"])
def test_a_supervisor_who_signed_stays_as_they_were(column: str) -> None:
    supervisor = steps.mary()
    leaving = steps.begin(supervisor)
    assert put(supervisor, column, "before@example.org") == 1, "nothing is signed yet"
    steps.sign(Supervisor.objects.get(pk=supervisor.pk), name="Mary Somerville")
    supervisor.refresh_from_db()
    refused(supervisor, column, "after@example.org", "stays as they were")
    other = factories.supervisor(supervisor.portfolio)
    assert put(other, column, "other@example.org") == 1, "another one of the same portfolio may change"
    services.give_up(leaving=leaving, by=supervisor.portfolio.case.application.user, at=NOW)
    assert put(supervisor, column, "after@example.org") == 1, "what was given up counts for nothing"


@pytest.mark.clause("HB-53b")
def test_a_supervisor_who_signed_is_not_taken_off_the_list() -> None:
    supervisor = steps.mary()
    steps.begin(supervisor)
    steps.sign(supervisor)
    refused(supervisor, "removed_at", NOW, "stays as they were")
    Leaving.objects.filter(supervisor=supervisor).update(given_up_at=NOW)
    assert put(supervisor, "removed_at", NOW) == 1
