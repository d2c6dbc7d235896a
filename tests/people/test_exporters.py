"""The download of one's data is whole: every table that leads to a person is in it, or says why it is not."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import CASCADE, ForeignKey, Model
from django.test.utils import isolate_apps

from members.models import User
from people.exporters import reading, sections, writing

# Columns that hold a person without leading to the account.
PLAIN = {"person_id", "email", "to_email", "user_id"}


def leads_to_a_person(model: type[Model], seen: frozenset[type[Model]] = frozenset()) -> bool:
    """Whether a row of the model belongs to an account by any chain of its keys, or names one in a plain column."""
    if model is User or PLAIN & {field.name for field in model._meta.concrete_fields}:
        return True
    ahead = {field.related_model for field in model._meta.concrete_fields if field.is_relation} - seen - {model, None}
    return any(leads_to_a_person(one, seen | {model}) for one in ahead)


def is_event(model: type[Model]) -> bool:
    """Whether the table is the trail of another one, which answers for it."""
    return hasattr(model, "pgh_tracked_model")


def said() -> set[str]:
    """Every model that a section has, reads in words, or leaves out with a reason."""
    return {
        name
        for one in sections()
        for name in (
            *(table.model for table in one.tables),
            *(model for words in one.words for model in words.models),
            *one.left_out,
        )
    }


def test_every_model_that_leads_to_a_person_is_in_the_download_or_says_why_not() -> None:
    held = {model._meta.label for model in apps.get_models() if leads_to_a_person(model) and not is_event(model)}
    assert held - said() == set(), "add them to a section of people/exporters, or leave them out with a reason"
    assert said() <= {model._meta.label for model in apps.get_models()}, "these are no models any more"


@isolate_apps("people")
def test_a_model_that_leads_to_a_person_by_another_is_noticed() -> None:
    class Diary(Model):
        record = ForeignKey("cpd.Record", CASCADE, related_name="+")

        class Meta:
            app_label = "people"

        def __str__(self) -> str:
            return "a diary"

    Diary._meta.get_field("record").remote_field.model = apps.get_model("cpd.Record")
    assert leads_to_a_person(Diary)
    assert Diary._meta.label not in said()


def test_no_model_is_both_in_it_and_left_out() -> None:
    inside = {table.model for one in sections() for table in one.tables}
    assert inside & {name for one in sections() for name in one.left_out} == set()


@pytest.mark.parametrize("name", ["password", "data", "session_key", "token_hash", "sealed", "form_key", "key"])
def test_secrets_are_columns_of_no_table(name: str) -> None:
    found = [
        table.model
        for one in sections()
        for table in one.tables
        for column in reading.columns_of(apps.get_model(table.model), table)
        if column.name == name
    ]
    assert found == []


@pytest.mark.clause("LAW-SAR", "LAW-ART10")
@pytest.mark.parametrize(
    ("model", "name"), [("people.Crossing", "why"), ("cpd.LeftOut", "words"), ("standing.Joining", "told_apart")]
)
def test_what_may_name_a_matter_in_confidence_is_left_out_and_said_to_be(model: str, name: str) -> None:
    (table,) = (table for one in sections() for table in one.tables if table.model == model)
    assert name not in {column.name for column in reading.columns_of(apps.get_model(model), table)}
    assert (table.title, table.on_request[name]) in writing.left_out()


def test_what_is_left_out_names_fields_there_are() -> None:
    for one in sections():
        for table in one.tables:
            for name in (*table.without, *table.on_request):
                try:
                    apps.get_model(table.model)._meta.get_field(name)
                except FieldDoesNotExist:
                    pytest.fail(f"{table.model} has no {name}")
