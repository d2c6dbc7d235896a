"""A draw and its reading against PostgreSQL: what is drawn and held, who decides, and what follows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from cilexportal.foundation.asking.models import Request as Asked
from cilexportal.foundation.asking.models import Stage
from cilexportal.foundation.asking.services import Wanted
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.correspondence.rendering import write
from cilexportal.foundation.rulebook.refusal import Refused
from cpd.enums import Cause, LeaveOut, Outcome, Reading
from cpd.models import CpdYear, Draw, LeftOut, Mark, Record, Reopening, Sampled, YearResult
from cpd.queries import sampling as queries
from cpd.rules.sampling import Marked
from cpd.services import close as closing
from cpd.services import evidence, records, sampling
from members.models import GradeHeld
from tests import factories
from tests.cpd.close.conftest import log_nine, outcome
from tests.cpd.close.test_races import close_all
from tests.cpd.conftest import CLOSES, MAY, counting
from tests.cpd.sampling.conftest import DECEMBER, GOOD, POOR, drawn, prepared, read, records_of

pytestmark = pytest.mark.django_db
PNG = SimpleUploadedFile("paper.png", b"not read")
PAPER = [Wanted("The certificate of the course of 3 May", file=True)]


@pytest.mark.clause("CPD-16d")
def test_a_draw_takes_the_size_asked_for_writes_to_them_and_can_be_repeated(closed, year, cleo) -> None:
    closed(6)
    draw = prepared(year, cleo, number=2)
    seen = queries.preview(draw, by=cleo.pk, today=date(2026, 12, 1))
    assert sampling.draw(draw_id=draw.pk, by=cleo, at=DECEMBER) == 2
    draw.refresh_from_db()
    assert set(draw.sampled.values_list("member_id", flat=True)) == set(seen.drawn.by_lot), "as it was shown before"
    assert len(draw.population) == 6
    assert queries.repeats(draw)
    assert Message.objects.filter(kind="cpd.sampled").count() == 2
    assert all(one.records.count() == 2 for one in draw.sampled.all())


@pytest.mark.clause("CPD-16d")
def test_whoever_left_is_on_the_desk_or_was_accepted_last_year_is_left_out_with_the_reason(
    closed, year, next_year, cleo
) -> None:
    lapsed, own, before, dead, rest = members = closed(5)
    advised, refused = closed(2)
    told = {"year": year, "number": 9}
    for one in drawn(by=cleo, **told):
        reading = {before.pk: Reading.ACCEPTED, advised.pk: Reading.ADVICE, refused.pk: Reading.NOT_ACCEPTED}
        if one.member_id in reading:
            read(one, factories.UserFactory(), reading[one.member_id])
    read(Sampled.objects.get(member=refused), factories.UserFactory(), Reading.NOT_ACCEPTED, second=True)
    for member in [*members, advised, refused]:
        counting(member, next_year)
        result = YearResult.objects.get(member=member)
        result.pk, result.year = None, next_year
        result.save(force_insert=True)
    GradeHeld.objects.filter(member=lapsed).update(until_date=date(2027, 11, 1))
    own.user = None
    own.save()
    cleo_s = factories.MemberFactory(user=cleo)
    result.pk, result.member = None, cleo_s
    result.save(force_insert=True)
    draw = prepared(next_year, cleo, number=9)
    sampling.leave_out(draw_id=draw.pk, member=dead, reason=LeaveOut.DECEASED, words="", by=cleo)
    sampling.draw(draw_id=draw.pk, by=cleo, at=DECEMBER + timedelta(days=365))
    reasons = dict(LeftOut.objects.filter(draw=draw).values_list("member_id", "reason"))
    assert reasons == {
        lapsed.pk: LeaveOut.LAPSED, before.pk: LeaveOut.ACCEPTED_BEFORE, dead.pk: LeaveOut.DECEASED,
        cleo_s.pk: LeaveOut.CONFLICT,
    }  # fmt: skip
    again = dict(draw.sampled.values_list("member_id", "again"))
    assert again == {advised.pk: Reading.ADVICE, refused.pk: Reading.NOT_ACCEPTED, own.pk: "", rest.pk: ""}


@pytest.mark.clause("CPD-16d")
def test_only_who_owed_something_and_has_a_final_result_is_drawn_and_once_a_year(closed, year, cleo) -> None:
    for waits in (Outcome.DISPENSED, Outcome.NOT_REQUIRED, Outcome.HELD):
        closed(1, outcome=waits)
    met, not_met = *closed(1), *closed(1, outcome=Outcome.NOT_MET)
    assert {one.member_id for one in drawn(year, cleo, number=50)} == {met.pk, not_met.pk}
    with pytest.raises(Refused, match="Nobody is left"):
        drawn(year, cleo, number=50)
    with pytest.raises(Refused, match="not been closed"):
        prepared(CpdYear.objects.get(label="2026/27"), cleo)


@pytest.mark.clause("CPD-16d")
def test_a_draw_stays_as_it_was_made_whoever_writes(closed, year, cleo) -> None:
    (member,) = closed(1)
    (one,) = drawn(year, cleo)
    with pytest.raises(Refused, match="drawn already"):
        sampling.draw(draw_id=one.draw_id, by=cleo, at=DECEMBER)
    with pytest.raises(Refused, match="drawn already"):
        sampling.leave_out(draw_id=one.draw_id, member=member, reason=LeaveOut.DECEASED, words="", by=cleo)
    tampered = [
        lambda: Draw.objects.update(seed="another-seed"),
        lambda: Sampled.objects.update(member=factories.MemberFactory()),
        lambda: Sampled.objects.all()._raw_delete(using="default"),
        lambda: LeftOut.objects.create(draw=one.draw, member=member, reason=LeaveOut.DECEASED),
        lambda: one.records.all()._raw_delete(using="default"),
    ]
    for tamper in tampered:
        with pytest.raises(IntegrityError, match="stays as it"), transaction.atomic():
            tamper()


@pytest.mark.clause("CPD-16d", "CPD-10")
def test_a_sampled_record_stays_as_it_is_where_the_year_opens_again_and_others_do_not(
    closed, year, cleo, extend, save
) -> None:
    """An extension granted after the close opens the year: what was drawn is held, the neighbour's record is not."""
    ada, ben = closed(2, outcome=Outcome.NOT_MET)
    draw = prepared(year, cleo, number=2)
    sampling.leave_out(draw_id=draw.pk, member=ben, reason=LeaveOut.OTHER, words="An old friend.", by=cleo)
    sampling.draw(draw_id=draw.pk, by=cleo, at=DECEMBER)
    for member in (ada, ben):
        extend(member, year, until=date(2027, 3, 31))
        closing.judge_again(member=member, year=year, reason="More time was granted.", by=cleo, at=DECEMBER)
        assert outcome(member, year) == Outcome.EXTENDED
    mine, theirs = Record.objects.filter(member=ada).first(), Record.objects.filter(member=ben).first()
    for act in (
        lambda: records.remove(member=ada, uuid=mine.uuid, at=DECEMBER),
        lambda: evidence.attach(member=ada, by=ada.user, uuid=mine.uuid, year=year.slug, upload=PNG, at=DECEMBER),
    ):
        with pytest.raises(Refused, match="being sampled") as no:
            act()
        assert no.value.refusals[0].clause == "CPD-16d"
    assert "being sampled" in str(save(ada, at=DECEMBER, uuid_=mine.uuid, title="Other").refusal)
    with pytest.raises(IntegrityError, match="being sampled"), transaction.atomic():
        Record.objects.filter(pk=mine.pk).update(title="Other")
    assert records.remove(member=ben, uuid=theirs.uuid, at=DECEMBER).deleted_at == DECEMBER
    read(ada.samples.get(), cleo)
    assert records.remove(member=ada, uuid=mine.uuid, at=DECEMBER).deleted_at == DECEMBER, "until it is decided"


@pytest.mark.clause("CPD-16d")
def test_who_is_accepted_is_told_exactly_what_was_written(closed, year, cleo) -> None:
    closed(1)
    (one,) = drawn(year, cleo)
    mark = Marked(False, "no_change", "What do you do differently <now>?")
    assert read(one, cleo, Reading.ADVICE, mark=mark, words="Write down\nwhat changed.") == Reading.ADVICE
    letter = write(Message.objects.get(kind="cpd.sample_decided"), at=DECEMBER)
    assert "What do you do differently <now>?" in letter.text
    assert "Write down\nwhat changed." in letter.text
    assert "It does not say what changed" in letter.text
    with pytest.raises(Refused, match="decided already"):
        read(one, factories.UserFactory())


@pytest.mark.clause("CPD-16d", "REC-28")
@pytest.mark.parametrize("last_word", list(Reading))
def test_a_first_reading_that_does_not_accept_leaves_the_last_word_to_another(
    closed, year, cleo, rosa, last_word
) -> None:
    closed(1)
    (one,) = drawn(year, cleo)
    assert read(one, cleo, Reading.NOT_ACCEPTED) is None
    assert not Message.objects.filter(kind="cpd.sample_decided").exists()
    with pytest.raises(Refused, match="another person has the last word"):
        read(one, cleo, Reading.NOT_ACCEPTED, second=True)
    assert read(one, rosa, last_word, second=True) == last_word
    one.refresh_from_db()
    assert (one.first_reading, one.outcome) == (Reading.NOT_ACCEPTED, last_word), "both are kept"
    assert Mark.objects.filter(of__sampled=one).count() == 4


@pytest.mark.clause("CPD-16d")
def test_nobody_assesses_their_own_record_nor_twice_says_the_database(closed, year, cleo) -> None:
    (member,) = closed(1)
    (one,) = drawn(year, cleo)
    with pytest.raises(Refused, match="your own record"):
        read(one, member.user)
    first = {"first_by": cleo, "first_at": DECEMBER, "first_reading": Reading.NOT_ACCEPTED}
    second = {"second_by": cleo, "second_at": DECEMBER, "second_reading": Reading.NOT_ACCEPTED}
    decided = {"outcome": Reading.NOT_ACCEPTED, "decided_at": DECEMBER}
    forbidden = [
        ("own record", {**first, "first_by": member.user}),
        ("second_assessor_is_another", {**first, **second, **decided}),
        ("last_word", {**first, **decided}),
        ("last_word", {**first, "first_reading": Reading.ADVICE}),
    ]
    for named, written in forbidden:
        with pytest.raises(IntegrityError, match=named), transaction.atomic():
            Sampled.objects.filter(pk=one.pk).update(**written)


@pytest.mark.clause("CPD-16d")
def test_officers_neither_leave_themselves_out_nor_ask_themselves_for_papers(closed, year, cleo) -> None:
    (member,) = closed(1)
    draw = prepared(year, cleo)
    with pytest.raises(Refused, match="your own number"):
        sampling.leave_out(draw_id=draw.pk, member=member, reason=LeaveOut.LAPSED, words="", by=member.user)
    sampling.draw(draw_id=draw.pk, by=cleo, at=DECEMBER)
    told = {"sampled_id": draw.sampled.get().pk, "at": DECEMBER}
    sampling.ask(**told, why="Please.", items=[Wanted("The certificate", file=True)], by=cleo)
    for act in (
        lambda: sampling.take_back(**told, why="Not needed.", by=member.user),
        lambda: sampling.give_time(**told, until=date(2027, 12, 1), by=member.user),
    ):
        with pytest.raises(Refused, match="your own record"):
            act()


@pytest.mark.clause("CPD-16d", "REC-28")
def test_every_record_is_marked_and_how_long_it_is_decides_nothing(closed, year, cleo) -> None:
    (member,) = closed(1, records=0, outcome=Outcome.NOT_MET)
    YearResult.objects.filter(member=member).update(superseded_at=MAY)
    short, long = counting(member, year, learned="x", evaluation="y"), counting(member, year, learned="x" * 4000)
    result = YearResult.objects.get(member=member)
    result.pk, result.superseded_at = None, None
    result.save(force_insert=True)
    (one,) = drawn(year, cleo)
    assert {record.pk for record in records_of(one)} == {short.pk, long.pk}
    told = {"sampled_id": one.pk, "second": False, "reading": Reading.ACCEPTED, "words": "", "by": cleo, "at": DECEMBER}
    kept = dict(one.records.values_list("record_id", "pk"))
    with pytest.raises(Refused, match="Mark every record"):
        sampling.assess(marks={kept[long.pk]: GOOD}, **told)
    assert sampling.assess(marks=dict.fromkeys(kept.values(), GOOD), **told) == Reading.ACCEPTED


@pytest.mark.clause("CPD-16d")
def test_documents_are_asked_for_with_a_last_day_waited_for_and_taken_back_in_the_end(closed, year, cleo) -> None:
    closed(1)
    (one,) = drawn(year, cleo)
    told = {"sampled_id": one.pk, "by": cleo}
    asked = sampling.ask(items=PAPER, why="It is not on the record.", at=DECEMBER, **told)
    assert (asked.due_on, asked.clause) == (date(2026, 12, 29), "CPD-16d")
    letter = write(Message.objects.get(kind="asking.asked"), at=DECEMBER)
    assert "CPD-16d" in letter.text
    assert "contract" not in letter.text
    with pytest.raises(Refused, match="Documents are asked for until the end of 29 December 2026"):
        read(one, cleo)
    with pytest.raises(Refused, match="after 29 December 2026"):
        sampling.give_time(until=date(2026, 12, 29), at=DECEMBER, **told)
    sampling.give_time(until=date(2027, 1, 15), at=DECEMBER, **told)
    assert Message.objects.filter(kind="asking.longer").count() == 1
    with pytest.raises(Refused, match="15 January"):
        read(one, cleo, at=DECEMBER + timedelta(days=45))
    assert read(one, cleo, at=DECEMBER + timedelta(days=46)) == Reading.ACCEPTED, "silence: the officer goes on"
    assert Asked.objects.get().stage == Stage.WITHDRAWN
    with pytest.raises(Refused, match="decided already"):
        sampling.ask(items=PAPER, why="More.", at=DECEMBER, **told)


@pytest.mark.clause("CPD-16d", "CPD-10")
def test_records_are_refused_by_an_officer_only_and_both_results_stay(ada, year, cleo, rosa) -> None:
    log_nine(ada, year)
    close_all(year)
    (one,) = drawn(year, cleo)
    chosen, *_ = records_of(one)
    told = {"sampled": one, "record_ids": [chosen.pk], "reason": "Nothing shows it.", "by": rosa, "at": DECEMBER}
    read(one, cleo, Reading.NOT_ACCEPTED)
    with pytest.raises(Refused, match="not accepted"):
        sampling.refuse_records(**told)
    marks = {kept.pk: POOR if kept.record_id == chosen.pk else GOOD for kept in one.records.all()}
    last = {"reading": Reading.NOT_ACCEPTED, "marks": marks, "words": "See record 1.", "second": True}
    sampling.assess(sampled_id=one.pk, by=rosa, at=DECEMBER, **last)
    assert outcome(ada, year) == Outcome.MET, "a reading alone changes no result"
    one.refresh_from_db()
    with pytest.raises(Refused, match="marked as not met"):
        sampling.refuse_records(**{**told, "sampled": one, "record_ids": [records_of(one)[1].pk]})
    sampling.refuse_records(**{**told, "sampled": one})
    assert outcome(ada, year) == Outcome.NOT_MET
    reopening = Reopening.objects.get()
    assert (reopening.cause, reopening.before.outcome, reopening.before.outcomes) == (Cause.SAMPLED, Outcome.MET, 9)
    assert (reopening.after.outcomes, reopening.by) == (8, rosa)
    chosen.refresh_from_db()
    assert chosen.refused_at == DECEMBER
    assert Record.objects.get(pk=chosen.pk).complete_at < CLOSES, "it is kept as it was"
