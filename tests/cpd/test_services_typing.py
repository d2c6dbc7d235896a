"""Autosave: kept at each pause, for its own person, and never over another page's text."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cilexportal.foundation.rulebook.refusal import Refused
from cpd.models import CpdYear, Record, Typing
from cpd.rules.typed import TooMuch
from cpd.services import typing
from members.models import Member
from tests.cpd.conftest import CLOSES, MAY, counting


def keep(member: Member, name: uuid.UUID, version: int, **more: object) -> int:
    plain = {"page": "p1", "year": "", "fields": {"title": "Half a ti"}, "at": MAY}
    return typing.keep(member_id=member.pk, uuid=name, version=version, **{**plain, **more})


@pytest.mark.clause("REC-17")
def test_the_first_pause_begins_the_record_and_each_later_one_is_the_next_version(ada: Member, year: CpdYear) -> None:
    name = uuid.uuid4()
    assert keep(ada, name, 0) == 1
    assert keep(ada, name, 1, fields={"title": "Half a title"}) == 2
    record = Record.objects.get()
    assert (record.uuid, record.member, record.year, record.complete_at) == (name, ada, year, None)
    assert record.typing.fields == {"title": "Half a title"}


@pytest.mark.clause("REC-17")
def test_a_stale_page_gets_the_other_text_and_changes_nothing(ada: Member) -> None:
    name = uuid.uuid4()
    keep(ada, name, 0, fields={"title": "First tab"})
    with pytest.raises(typing.Stale) as other:
        keep(ada, name, 0, fields={"title": "Second tab"}, page="p2")
    assert (other.value.version, other.value.fields) == (1, {"title": "First tab"})
    assert Typing.objects.get().fields == {"title": "First tab"}


@pytest.mark.clause("REC-17")
def test_over_a_saved_record_the_saved_answers_are_the_other_text(ada: Member, year: CpdYear) -> None:
    record = counting(ada, year, title="Saved", version=4)
    with pytest.raises(typing.Stale) as other:
        keep(ada, record.uuid, 3)
    assert (other.value.version, other.value.fields["title"]) == (4, "Saved")
    assert keep(ada, record.uuid, 4) == 5


@pytest.mark.clause("REC-17", "CPD-10")
def test_typing_goes_on_being_kept_when_the_year_is_closed(
    ada: Member, year: CpdYear, next_year: CpdYear, close
) -> None:
    old = Record.objects.create(member=ada, year=year)
    assert begun_at_the_close(ada, {"title": "Undated"}) == year
    assert begun_at_the_close(ada, day_in(2026, 9)) == year
    assert begun_at_the_close(ada, day_in(2026, 10)) == next_year
    close(ada, year)
    assert keep(ada, old.uuid, 0, at=CLOSES) == 1
    assert begun_at_the_close(ada, day_in(2026, 9)) == next_year


def begun_at_the_close(member: Member, fields: dict[str, str]) -> CpdYear:
    """The year of a record that a form opened for 2025/26 begins half a day after that has closed."""
    name = uuid.uuid4()
    keep(member, name, 0, year="2025-26", fields=fields, at=CLOSES + timedelta(hours=12))
    return Record.objects.get(uuid=name).year


def day_in(year: int, month: int) -> dict[str, str]:
    """The boxes of the first day of a month."""
    return {"completed_on_day": "1", "completed_on_month": str(month), "completed_on_year": str(year)}


@pytest.mark.clause("REC-17")
def test_nobody_types_into_somebody_elses_record(ada: Member, ben: Member) -> None:
    name = uuid.uuid4()
    keep(ada, name, 0)
    with pytest.raises(typing.NotYours):
        keep(ben, name, 1)
    with pytest.raises(typing.NotYours):
        typing.discard(member_id=ben.pk, uuid=name)
    assert Typing.objects.get().fields == {"title": "Half a ti"}


def test_boxes_that_are_not_of_the_form_are_dropped(ada: Member) -> None:
    keep(ada, uuid.uuid4(), 0, fields={"title": ["T"], "csrf": "x", "areas": "ethics", "hours": 5, "need": None})
    assert Typing.objects.get().fields == {"title": "T", "areas": ["ethics"]}


@pytest.mark.parametrize("version", [-1, 7, 2**40])
def test_a_version_that_never_was_is_stale_or_begins(ada: Member, version: int) -> None:
    name = uuid.uuid4()
    keep(ada, name, 0)
    with pytest.raises(typing.Stale):
        keep(ada, name, version)


def test_too_much_text_is_refused_and_leaves_no_record(ada: Member) -> None:
    with pytest.raises(TooMuch):
        keep(ada, uuid.uuid4(), 0, fields={"learned": "a" * 100_001})
    assert not Record.objects.exists()


def test_where_no_year_is_open_no_record_begins(ada: Member) -> None:
    with pytest.raises(Refused):
        keep(ada, uuid.uuid4(), 0, at=datetime(2010, 1, 1, tzinfo=UTC))


@pytest.mark.clause("REC-17")
def test_records_that_were_never_saved_are_begun_up_to_a_limit_and_no_further(ada: Member, year: CpdYear) -> None:
    begun = Record.objects.bulk_create(Record(member=ada, year=year) for _ in range(typing.MOST_DRAFTS))
    with pytest.raises(Refused, match="50 records in this year that were never saved"):
        keep(ada, uuid.uuid4(), 0)
    assert Record.objects.count() == typing.MOST_DRAFTS
    assert keep(ada, begun[0].uuid, 0) == 1


@pytest.mark.clause("REC-17")
@pytest.mark.parametrize("no_longer_begun", ["saved_at", "deleted_at"])
def test_a_draft_that_is_saved_or_deleted_makes_room_for_another(
    ada: Member, ben: Member, year: CpdYear, next_year: CpdYear, no_longer_begun: str
) -> None:
    begun = Record.objects.bulk_create(Record(member=ada, year=year) for _ in range(typing.MOST_DRAFTS))
    Record.objects.bulk_create(Record(member=ben, year=year) for _ in range(2))
    Record.objects.bulk_create(Record(member=ada, year=next_year) for _ in range(2))
    Record.objects.filter(pk=begun[0].pk).update(**{no_longer_begun: MAY})
    assert keep(ada, uuid.uuid4(), 0) == 1
    with pytest.raises(Refused):
        keep(ada, uuid.uuid4(), 0)


@pytest.mark.clause("REC-17")
def test_a_form_kept_by_hand_goes_over_what_its_own_page_autosaved_and_over_nothing_else(ada: Member) -> None:
    name = uuid.uuid4()
    keep(ada, name, 0, page="p1")
    sent = {"member_id": ada.pk, "uuid": name, "version": 0, "year": "", "fields": {"title": "Whole"}, "at": MAY}
    for page in ("p2", ""):
        with pytest.raises(typing.Stale):
            typing.keep_form(page=page, **sent)
    assert typing.keep_form(page="p1", **sent) == 2
    assert Typing.objects.get().fields == {"title": "Whole"}


@pytest.mark.clause("REC-17")
def test_discarded_typing_is_gone_and_pages_that_hold_it_are_told(ada: Member, year: CpdYear) -> None:
    record = counting(ada, year, title="Saved")
    keep(ada, record.uuid, 0)
    typing.discard(member_id=ada.pk, uuid=record.uuid)
    with pytest.raises(typing.Stale) as other:
        keep(ada, record.uuid, 1, fields={"title": "On and on"})
    assert other.value.fields["title"] == "Saved"
    assert keep(ada, record.uuid, other.value.version) == 3


def test_a_pause_costs_one_statement(ada: Member, year: CpdYear) -> None:
    record = counting(ada, year)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        keep(ada, record.uuid, 0)
    assert [query["sql"].split()[0] for query in queries] == ["WITH"]
    assert keep(ada, record.uuid, 1, at=MAY + timedelta(seconds=2)) == 2
