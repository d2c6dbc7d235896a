"""The list of triggers with its index refuses what pgtrigger's own refuses, and forgets what is taken off it."""

from __future__ import annotations

from collections.abc import Iterator

import pgtrigger
import pytest
from pgtrigger import registry

from cilexportal.foundation import triggers
from members.models import Member, RoleGrant


def trigger(name: str = "of_a_test") -> pgtrigger.Trigger:
    return pgtrigger.Trigger(name=name, operation=pgtrigger.Update, when=pgtrigger.Before, func="RETURN NEW;")


@pytest.fixture
def added() -> Iterator[pgtrigger.Trigger]:
    one = trigger()
    one.register(Member)
    yield one
    one.unregister(Member)


def test_it_is_in_use_and_says_what_a_look_through_everything_says(added: pgtrigger.Trigger) -> None:
    found = registry._registry
    assert isinstance(found, triggers.Indexed)
    plain = registry._Registry()
    plain.data = found.data
    assert len(found) > 100
    assert found.by_db_table == plain.by_db_table
    assert found.pg_function_names == plain.pg_function_names
    assert found.by_db_table["members_member", "of_a_test"] is added


def test_a_second_index_forgets_nothing() -> None:
    before = registry._registry
    triggers.index()
    assert registry._registry is before


def test_a_name_is_used_once_for_a_table_and_again_when_it_is_free(added: pgtrigger.Trigger) -> None:
    added.register(Member)
    other = pgtrigger.Trigger(name="of_a_test", operation=pgtrigger.Delete, when=pgtrigger.Before, func="RETURN OLD;")
    with pytest.raises(KeyError, match="already used for model"):
        other.register(Member)
    other.register(RoleGrant)
    other.unregister(RoleGrant)
    assert ("members_rolegrant", "of_a_test") not in registry._registry.by_db_table


def test_a_function_has_one_trigger(added: pgtrigger.Trigger, monkeypatch: pytest.MonkeyPatch) -> None:
    other = trigger("another")
    monkeypatch.setattr(other, "get_pgid", lambda model: added.get_pgid(Member))
    with pytest.raises(KeyError, match="has Postgres function name that"):
        other.register(Member)
