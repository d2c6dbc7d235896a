"""Many operations of a migration at once come to what they come to one by one."""

from __future__ import annotations

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from cilexportal.foundation.migrating import AtOnce

PAGE = migrations.CreateModel(
    name="Page",
    fields=[
        ("id", models.BigAutoField(primary_key=True)),
        ("book", models.ForeignKey("members.Book", on_delete=models.CASCADE)),
    ],
)
BOOK = migrations.CreateModel(name="Book", fields=[("id", models.BigAutoField(primary_key=True))])


def tables() -> set[str]:
    return {name for name in connection.introspection.table_names() if name in {"members_book", "members_page"}}


@pytest.mark.django_db(transaction=True)
def test_tables_that_point_at_later_ones_are_made_and_taken_back_together() -> None:
    before, after = ProjectState(), ProjectState()
    operation = AtOnce([PAGE, BOOK])
    operation.state_forwards("members", after)
    with connection.schema_editor() as editor:
        operation.database_forwards("members", editor, before, after)
    assert tables() == {"members_book", "members_page"}
    with connection.schema_editor() as editor:
        operation.database_backwards("members", editor, after, before)
    assert tables() == set()


def test_nothing_is_rendered_between_its_operations() -> None:
    state = ProjectState()
    assert state.apps.get_models() == []
    AtOnce([PAGE, BOOK]).state_forwards("members", state)
    assert "apps" not in state.__dict__
    assert {model.__name__ for model in state.apps.get_models()} == {"Page", "Book"}


def test_it_says_how_much_it_does() -> None:
    assert AtOnce([PAGE, BOOK]).describe() == "2 operations at once"
