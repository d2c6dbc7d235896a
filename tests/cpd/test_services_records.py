"""Saving, deleting, restoring and carrying over, on the boundaries of the year."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from cilexportal.foundation.rulebook.refusal import Refused
from cpd.enums import Outcome
from cpd.models import CpdYear, Evidence, Extension, Record, Typing, YearResult
from cpd.rules.typed import TooMuch
from cpd.services import records, typing
from members.models import Member
from tests import factories
from tests.cpd.conftest import A_SECOND, CLOSES, MAY, counting

Save = Callable[..., records.Saved]
END = {"completed_on_day": "30", "completed_on_month": "9", "completed_on_year": "2026"}
OCTOBER = {"completed_on_day": "1", "completed_on_month": "10", "completed_on_year": "2026"}


@pytest.mark.clause("CPD-8", "REC-12")
def test_a_complete_record_counts_from_the_instant_it_is_saved(ada: Member, save: Save, year: CpdYear) -> None:
    saved = save(ada)
    assert saved.counts
    record = Record.objects.get()
    assert (record.complete_at, record.saved_at, record.year) == (MAY, MAY, year)
    assert record.learned == "Where a statement ends\nand argument begins."
    assert record.planned is True
    assert not Typing.objects.exists()


@pytest.mark.clause("REC-12", "CPD-8")
def test_with_an_answer_missing_it_is_kept_as_a_draft_until_it_is_completed(ada: Member, save: Save) -> None:
    name = uuid.uuid4()
    saved = save(ada, uuid_=name, evaluation="  ")
    assert [finding.field for finding in saved.findings] == ["evaluation"]
    assert Record.objects.get().complete_at is None
    later = MAY + timedelta(days=1)
    save(ada, uuid_=name, version=saved.record.version, at=later)
    assert Record.objects.get().complete_at == later


@pytest.mark.clause("REC-12")
def test_a_change_keeps_the_first_instant_and_an_emptied_answer_makes_a_draft_again(ada: Member, save: Save) -> None:
    name = uuid.uuid4()
    first = save(ada, uuid_=name)
    second = save(ada, uuid_=name, version=first.record.version, title="Better", at=MAY + timedelta(hours=1))
    assert Record.objects.get().complete_at == MAY
    save(ada, uuid_=name, version=second.record.version, title="")
    assert Record.objects.get().complete_at is None


@pytest.mark.clause("REC-15", "REC-13")
def test_one_character_too_many_keeps_the_text_and_does_not_count(ada: Member, save: Save) -> None:
    saved = save(ada, learned="a" * 4001)
    assert [finding.refusal.clause for finding in saved.findings] == ["REC-15"]
    assert len(Record.objects.get().learned) == 4001


@pytest.mark.clause("CPD-5", "CPD-7")
def test_hours_and_specialism_are_kept_from_the_mixed_scheme_only(ada: Member, ben: Member, save: Save) -> None:
    ada_saved = save(ada, hours="3", in_specialism="yes")
    ben_saved = save(ben, hours="3", in_specialism="yes")
    assert (ada_saved.record.hours, ada_saved.record.in_specialism) == (None, None)
    assert (ben_saved.record.hours, ben_saved.record.in_specialism) == (3, True)
    assert ada_saved.counts
    assert ben_saved.counts


@pytest.mark.clause("CPD-7", "REC-11")
def test_a_mixed_record_without_hours_and_specialism_is_a_draft(ben: Member, save: Save) -> None:
    assert [finding.field for finding in save(ben).findings] == ["hours", "in_specialism"]


@pytest.mark.parametrize(
    ("boxes", "field"),
    [
        ({"completed_on_day": "31", "completed_on_month": "6"}, "completed_on"),
        ({"hours": "a while"}, "hours"),
        ({"hours": "25"}, "hours"),
        ({"hours": "0.001"}, "hours"),
    ],
)
@pytest.mark.clause("REC-17")
def test_what_cannot_be_read_stays_as_it_was_typed(ben: Member, save: Save, boxes: dict[str, str], field: str) -> None:
    saved = save(ben, **{"hours": "1", "in_specialism": "yes", **boxes})
    assert [finding.field for finding in saved.findings] == [field]
    kept = Typing.objects.get()
    assert {name: kept.fields[name] for name in boxes} == boxes
    assert kept.version > saved.record.version
    assert saved.record.title == "Witness statements"


@pytest.mark.clause("REC-21")
def test_what_could_name_somebody_is_pointed_at_and_still_counts(ada: Member, save: Save) -> None:
    saved = save(ada, learned="Ask jane@firm.co.uk about it.")
    assert saved.counts
    assert [one.words for one in saved.identifiers] == ["jane@firm.co.uk."] or saved.identifiers[
        0
    ].words == "jane@firm.co.uk"
    assert save(ada, learned="Ask jane@firm.co.uk about it.", anonymised="on").identifiers == ()


def test_only_known_areas_kinds_and_modes_are_kept(ada: Member, save: Save) -> None:
    saved = save(ada, areas=["ethics", "ethics", "nonsense"], activity_type="nonsense", mode="nonsense", extra="x")
    assert saved.record.areas == ["ethics"]
    assert saved.record.activity_type is None
    assert saved.record.mode == "guided"
    assert save(ada, activity_type="course", mode="free").record.activity_type_id == "course"


def test_characters_the_database_cannot_keep_are_left_out(ada: Member, save: Save) -> None:
    saved = save(ada, learned="One\x00two\ud800three “quoted” 👍")
    assert saved.record.learned == "Onetwothree “quoted” 👍"


def test_more_than_a_record_can_hold_is_refused_with_a_sentence(ada: Member, save: Save) -> None:
    with pytest.raises(TooMuch) as no:
        save(ada, learned="a" * 100_001)
    assert "100,000" in no.value.refusal.sentence
    assert not Record.objects.exists()


@pytest.mark.clause("CPD-10", "CPD-9")
def test_a_save_at_the_last_second_counts(ada: Member, save: Save, year: CpdYear) -> None:
    saved = save(ada, at=CLOSES - A_SECOND, **END)
    assert saved.counts
    assert saved.record.year == year


@pytest.mark.clause("CPD-10", "REC-17")
@pytest.mark.parametrize("day", [END, dict.fromkeys(END, "")])
def test_a_new_form_at_the_close_is_refused_by_its_year_and_its_text_kept(
    ada: Member, save: Save, year: CpdYear, day: dict[str, str]
) -> None:
    late = save(ada, at=CLOSES, year="2025-26", **day)
    assert late.refusal is not None
    assert late.refusal.clause == "CPD-10"
    assert (late.record.year, late.record.saved_at, late.record.complete_at) == (year, None, None)
    assert Typing.objects.get().fields["learned"]


@pytest.mark.clause("CPD-10", "REC-17")
def test_a_new_form_for_a_year_with_a_result_is_refused_and_its_text_kept_unsaved(
    ada: Member, save: Save, year: CpdYear, close: Callable
) -> None:
    close(ada, year)
    late = save(ada, at=CLOSES + timedelta(hours=1), year="2025-26", **END)
    assert late.refusal is not None
    assert "2025/26" in late.refusal.sentence
    assert (late.record.saved_at, late.record.complete_at) == (None, None)
    assert Typing.objects.get().fields["learned"]


@pytest.mark.clause("CPD-9")
def test_an_activity_of_1_october_counts_for_the_new_year_whatever_year_was_asked_for(
    ada: Member, save: Save, next_year: CpdYear
) -> None:
    saved = save(ada, at=CLOSES + timedelta(hours=12), year="2025-26", **OCTOBER)
    assert saved.counts
    assert saved.record.year == next_year


@pytest.mark.clause("CPD-10", "REC-17")
def test_a_draft_of_a_closed_year_is_refused_and_its_text_kept(ada: Member, save: Save, year: CpdYear) -> None:
    name = uuid.uuid4()
    draft = save(ada, uuid_=name, title="", at=CLOSES - A_SECOND, **END)
    late = save(ada, uuid_=name, version=draft.record.version, at=CLOSES, learned="My late text", **END)
    assert late.refusal is not None
    assert late.refusal.clause == "CPD-10"
    assert Record.objects.get().year == year
    assert Record.objects.get().complete_at is None
    assert Typing.objects.get().fields["learned"] == "My late text"


@pytest.mark.clause("CPD-10")
@pytest.mark.parametrize(
    ("result", "refused"), [(Outcome.MET, True), (Outcome.NOT_MET, True), (Outcome.EXTENDED, False)]
)
def test_a_final_result_closes_a_year_that_an_extension_holds_open(
    ada: Member, save: Save, year: CpdYear, close: Callable, extend: Callable, result: Outcome, refused: bool
) -> None:
    extend(ada, year)
    name = uuid.uuid4()
    draft = save(ada, uuid_=name, title="", **END, at=CLOSES - A_SECOND)
    facts = {"extended_until": date(2026, 12, 31)} if result == Outcome.EXTENDED else {}
    close(ada, year, result, **facts)
    later = save(ada, uuid_=name, version=draft.record.version, at=CLOSES + timedelta(days=5), **END)
    assert (later.refusal is not None) is refused


@pytest.mark.clause("CPD-10", "CPD-11a")
def test_an_extended_year_takes_records_until_its_own_last_second(
    ada: Member, save: Save, extend: Callable, year: CpdYear, next_year: CpdYear
) -> None:
    extend(ada, year)
    last = datetime(2027, 1, 1, tzinfo=UTC)
    boxes = {"completed_on_day": "31", "completed_on_month": "12", "completed_on_year": "2026"}
    assert save(ada, at=last - A_SECOND, **boxes).record.year == year
    assert save(ada, at=last - A_SECOND, year="2026-27", **boxes).record.year == next_year
    assert save(ada, at=last, **boxes).record.year == next_year


@pytest.mark.clause("REC-10")
def test_somebody_elses_record_is_nobodys(ada: Member, ben: Member, save: Save) -> None:
    name = save(ada).record.uuid
    with pytest.raises(typing.NotYours):
        save(ben, uuid_=name)
    with pytest.raises(typing.NotYours):
        records.remove(member=ben, uuid=name, at=MAY)
    with pytest.raises(typing.NotYours):
        records.restore(member=ben, uuid=name, at=MAY)
    with pytest.raises(typing.NotYours):
        records.carry_over(member=ben, uuid=name, new_uuid=uuid.uuid4(), at=MAY)
    assert Record.objects.get().deleted_at is None


def test_without_an_open_year_nothing_can_begin(ada: Member, save: Save) -> None:
    with pytest.raises(Refused) as no:
        save(ada, at=datetime(2010, 1, 1, tzinfo=UTC))
    assert no.value.refusals[0].clause == "CPD-10"


# --- Two pages of one record ------------------------------------------------------------------------------------------


@pytest.mark.clause("REC-17")
def test_a_page_opened_before_another_saved_is_told_and_overwrites_nothing(ada: Member, save: Save) -> None:
    name = uuid.uuid4()
    save(ada, uuid_=name, learned="From the first tab")
    with pytest.raises(typing.Stale) as other:
        save(ada, uuid_=name, learned="From the second tab")
    assert other.value.fields["learned"] == "From the first tab"
    assert Record.objects.get().learned == "From the first tab"
    save(ada, uuid_=name, version=other.value.version, learned="Both, by hand")
    assert Record.objects.get().learned == "Both, by hand"


@pytest.mark.clause("REC-17")
def test_what_a_page_autosaved_itself_is_no_other_text(ada: Member, save: Save) -> None:
    name = uuid.uuid4()
    typing.keep(member_id=ada.pk, uuid=name, version=0, page="p1", year="", fields={"title": "Hal"}, at=MAY)
    with pytest.raises(typing.Stale) as other:
        save(ada, uuid_=name, page="p2")
    assert other.value.fields == {"title": "Hal"}
    with pytest.raises(typing.Stale):
        save(ada, uuid_=name, page="")
    assert save(ada, uuid_=name, page="p1").counts
    assert not Typing.objects.exists()


@pytest.mark.clause("REC-17")
def test_a_page_left_open_after_its_record_was_saved_elsewhere_is_told(ada: Member, save: Save) -> None:
    name = uuid.uuid4()
    keep = {"member_id": ada.pk, "uuid": name, "page": "p1", "year": "", "at": MAY}
    version = typing.keep(version=0, fields={"title": "Typed on the first device"}, **keep)
    save(ada, uuid_=name, version=version, page="p2", title="Saved on the second device")
    with pytest.raises(typing.Stale) as other:
        typing.keep(version=version, fields={"title": "Typed on the first device, on and on"}, **keep)
    assert other.value.fields["title"] == "Saved on the second device"


# --- Deleting and restoring ------------------------------------------------------------------------------------------


@pytest.mark.clause("REC-10")
def test_a_deleted_record_comes_back_as_it_was(ada: Member, save: Save) -> None:
    name = save(ada).record.uuid
    assert records.remove(member=ada, uuid=name, at=MAY).deleted_at == MAY
    assert records.remove(member=ada, uuid=name, at=MAY + A_SECOND).deleted_at == MAY
    restored = records.restore(member=ada, uuid=name, at=MAY + timedelta(days=30))
    assert restored.deleted_at is None
    assert restored.complete_at == MAY
    assert records.restore(member=ada, uuid=name, at=MAY + timedelta(days=90)).deleted_at is None


@pytest.mark.clause("REC-10")
def test_after_thirty_days_it_does_not(ada: Member, save: Save) -> None:
    name = save(ada).record.uuid
    records.remove(member=ada, uuid=name, at=MAY)
    with pytest.raises(Refused) as no:
        records.restore(member=ada, uuid=name, at=MAY + timedelta(days=31))
    assert no.value.refusals[0].clause == "REC-10"


@pytest.mark.clause("REC-10", "CPD-10")
def test_from_the_close_on_nothing_is_deleted_or_restored(ada: Member, save: Save) -> None:
    gone, there = save(ada).record.uuid, save(ada).record.uuid
    records.remove(member=ada, uuid=gone, at=CLOSES - A_SECOND)
    with pytest.raises(Refused):
        records.restore(member=ada, uuid=gone, at=CLOSES)
    with pytest.raises(Refused):
        records.remove(member=ada, uuid=there, at=CLOSES)
    assert records.restore(member=ada, uuid=gone, at=CLOSES - A_SECOND).deleted_at is None


@pytest.mark.clause("REC-10", "REC-17")
def test_a_form_sent_after_the_record_was_deleted_keeps_its_text(ada: Member, save: Save) -> None:
    name = save(ada).record.uuid
    records.remove(member=ada, uuid=name, at=MAY)
    late = save(ada, uuid_=name, version=1, learned="Written meanwhile")
    assert late.refusal is not None
    assert late.refusal.clause == "REC-10"
    assert Typing.objects.get().fields["learned"] == "Written meanwhile"
    with pytest.raises(typing.Stale):
        save(ada, uuid_=name, version=1, learned="Written in a third tab")


# --- Into the new year -----------------------------------------------------------------------------------------------


@pytest.mark.clause("CPD-10")
@pytest.mark.parametrize(("boxes", "taken"), [(OCTOBER, True), ({}, True), (END, False)])
def test_a_late_draft_moves_to_the_new_year_where_its_date_fits(
    ada: Member, next_year: CpdYear, boxes: dict[str, str], taken: bool
) -> None:
    name, new = uuid.uuid4(), uuid.uuid4()
    typed = {"title": "Late", "year": "2025-26", "areas": ["ethics"], **boxes}
    typing.keep(member_id=ada.pk, uuid=name, version=0, page="", year="2025-26", fields=typed, at=CLOSES - A_SECOND)
    after = CLOSES + timedelta(hours=12)
    if not taken:
        with pytest.raises(Refused):
            records.carry_over(member=ada, uuid=name, new_uuid=new, at=after)
        assert Typing.objects.get().record.uuid == name
        return
    moved = records.carry_over(member=ada, uuid=name, new_uuid=new, at=after)
    assert moved.year == next_year
    assert Typing.objects.get().record == moved
    assert Typing.objects.get().fields == {"title": "Late", "areas": ["ethics"], **boxes}


@pytest.mark.clause("CPD-10")
def test_a_record_that_counted_is_not_carried_over(ada: Member, year: CpdYear) -> None:
    record = counting(ada, year)
    with pytest.raises(Refused):
        records.carry_over(member=ada, uuid=record.uuid, new_uuid=uuid.uuid4(), at=CLOSES)


@pytest.mark.clause("CPD-11a")
@pytest.mark.parametrize("withdrawn", [True, False])
def test_what_a_withdrawn_extension_had_let_in_may_be_carried_into_the_new_year(
    ada: Member, year: CpdYear, next_year: CpdYear, extend: Callable, withdrawn: bool
) -> None:
    october, december = CLOSES + timedelta(days=12), CLOSES + timedelta(days=100)
    extension = extend(ada, year)
    late = counting(ada, year, completed_on=date(2026, 10, 9))
    Record.objects.update(complete_at=october)
    if withdrawn:
        Extension.objects.filter(pk=extension.pk).update(withdrawn_at=october, withdrawn_by=ada.user)
        moved = records.carry_over(member=ada, uuid=late.uuid, new_uuid=uuid.uuid4(), at=october)
        assert (moved.year, moved.typing.fields["title"]) == (next_year, late.title)
    else:
        with pytest.raises(Refused):
            records.carry_over(member=ada, uuid=late.uuid, new_uuid=uuid.uuid4(), at=december)


@pytest.mark.clause("CPD-10", "REC-19")
def test_the_files_of_a_record_go_along_into_the_new_year(ada: Member, year: CpdYear, next_year: CpdYear) -> None:
    late = Record.objects.create(member=ada, year=year)
    papers = [factories.DocumentFactory(owner=ada.user) for _ in range(2)]
    kept, removed = (Evidence.objects.create(record=late, document=paper) for paper in papers)
    Evidence.objects.filter(pk=removed.pk).update(removed_at=MAY)
    moved = records.carry_over(member=ada, uuid=late.uuid, new_uuid=uuid.uuid4(), at=CLOSES)
    assert list(moved.evidence.all()) == [kept]
    assert list(late.evidence.all()) == [removed]


@pytest.mark.clause("CPD-10")
def test_with_no_year_open_there_is_nowhere_to_carry_it(ada: Member, year: CpdYear) -> None:
    record = Record.objects.create(member=ada, year=year)
    with pytest.raises(Refused):
        records.carry_over(member=ada, uuid=record.uuid, new_uuid=uuid.uuid4(), at=datetime(2010, 1, 1, tzinfo=UTC))


@pytest.mark.clause("REC-17")
def test_text_is_not_carried_into_a_year_that_is_full_of_drafts(ada: Member, year: CpdYear, next_year: CpdYear) -> None:
    late = Record.objects.create(member=ada, year=year)
    Record.objects.bulk_create(Record(member=ada, year=next_year) for _ in range(typing.MOST_DRAFTS))
    with pytest.raises(Refused, match="never saved"):
        records.carry_over(member=ada, uuid=late.uuid, new_uuid=uuid.uuid4(), at=CLOSES)


def test_results_are_left_alone_by_saving(ada: Member, save: Save) -> None:
    save(ada)
    assert not YearResult.objects.exists()
