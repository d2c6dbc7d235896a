"""Declaring, deciding, reading and referring: what is stored, in which words, and who is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.db import connection

from cilexportal.foundation.correspondence import sending
from cilexportal.foundation.correspondence.models import Message, MessageState
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from standing import particulars
from standing.enums import ReferredFor, Statement, Verdict
from standing.models import Declaration, Disclosure, DisclosureRead, GradeRights, ReferralEntry
from standing.queries import conduct as queries
from standing.queries.standing import facts_of_one
from standing.rules.lights import lights
from standing.services import conduct, reading, referring
from tests import factories
from tests.standing.factories import NOON

pytestmark = pytest.mark.django_db
SECRET = "Fined in Leeds for fare dodging"
TODAY = NOON.date()
ALL_NO: dict[int, str | None] = dict.fromkeys(range(1, 9))


def declare(user: User, **changed: Any) -> Declaration:
    said = {"year": 2027, "statement": Statement.ANSWERS, "answers": ALL_NO, "signed_name": user.full_name, "at": NOON}
    return conduct.declare(user=user, **(said | changed))


def disclosed(user: User, **changed: Any) -> Declaration:
    return declare(user, answers=ALL_NO | {1: SECRET}, **changed)


def decided(made: Declaration, verdict: Verdict, *, by: User, words: str = "Seen.") -> Declaration:
    reading.open_for(declaration_id=made.pk, by=by, why="To decide", at=NOON)
    return conduct.decide(declaration_id=made.pk, verdict=verdict, words=words, by=by, at=NOON)


def letters() -> list[Message]:
    """What has been sent once everything that is due has left."""
    while sending.send_due(at=NOON + timedelta(minutes=1), limit=10):
        pass
    return list(Message.objects.filter(state=MessageState.SENT))


@pytest.mark.clause("CPD-15b")
@pytest.mark.parametrize(
    ("grade", "spent"),
    [("fellow", True), ("practitioner", True), ("paralegal", False), ("associate_prosecutor", False)],
)
def test_the_grade_says_who_is_asked_about_spent_convictions(grade: str, spent: bool) -> None:
    member = factories.MemberFactory(grade=grade)
    sheet = queries.sheet(user_id=member.user_id, year=2027, today=TODAY)
    assert sheet.spent == spent
    assert any("spent or not" in one.words for one in sheet.questions) == spent
    assert declare(member.user).spent == spent


@pytest.mark.clause("CPD-15b")
def test_whom_nobody_asks_is_not_asked_whatever_grade_they_name(user) -> None:
    assert not queries.asks_spent(user_id=user.pk, today=TODAY)
    assert queries.asks_spent(user_id=user.pk, today=TODAY, grade="fellow"), "who joins as a Fellow is asked"
    paralegal = factories.MemberFactory(grade="paralegal")
    assert not queries.asks_spent(user_id=paralegal.user_id, today=TODAY, grade="fellow")
    made = declare(user)
    assert not queries.covers(made, grade="fellow", today=TODAY)
    assert queries.covers(made, grade="paralegal", today=TODAY)
    assert queries.covers(declare(user, grade="fellow"), grade="fellow", today=TODAY)
    GradeRights.objects.filter(grade="fellow").update(until_date=TODAY)
    assert not queries.asks_spent(user_id=user.pk, today=TODAY, grade="fellow")


@pytest.mark.clause("CPD-15b")
def test_nothing_disclosed_is_accepted_and_counts_for_its_year_alone(member) -> None:
    made = declare(member.user)
    assert (made.verdict, made.decided_by, made.discloses) == (Verdict.ACCEPTED, None, False)
    facts = facts_of_one(member.pk, TODAY)
    assert lights(facts, year=2027, today=TODAY).conduct.is_green
    assert not lights(facts, year=2026, today=TODAY).conduct.is_green
    assert not lights(facts, year=2028, today=TODAY).conduct.is_green


@pytest.mark.clause("LAW-ART10")
def test_what_is_disclosed_rests_sealed_and_in_no_history(member) -> None:
    officer = factories.staff("regulation_officer")
    decided(disclosed(member.user), Verdict.QUESTIONED, by=officer, words=f"{SECRET}: when?")
    row = Disclosure.objects.get()
    assert SECRET.encode() not in bytes(row.sealed)
    assert particulars.unseal(row.sealed) == SECRET
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
            " AND (table_name LIKE 'standing_%%' OR table_name LIKE 'correspondence_%%' OR table_name LIKE"
            " 'pghistory_%%' OR table_name LIKE 'idempotency_%%')"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", [f"%{SECRET}%"])
            assert cursor.fetchone() == (0,), table


@pytest.mark.clause("LAW-ART10")
def test_older_keys_still_open_what_they_sealed(settings) -> None:
    sealed = particulars.seal(SECRET)
    settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]
    particulars._keys.cache_clear()
    try:
        assert particulars.unseal(sealed) == SECRET
        assert particulars.unseal(particulars.seal("new")) == "new"
    finally:
        particulars._keys.cache_clear()


@pytest.mark.clause("LAW-ART10")
def test_each_reading_is_a_row_with_its_reason_and_there_is_none_without(member) -> None:
    made, officer = disclosed(member.user), factories.staff("regulation_officer")
    for why in (" ", "x" * 201):
        with pytest.raises(Refused, match="Say why you read it"):
            reading.open_for(declaration_id=made.pk, by=officer, why=why, at=NOON)
    assert not DisclosureRead.objects.exists()
    for why in ("To decide", "Asked by the panel"):
        opened = reading.open_for(declaration_id=made.pk, by=officer, why=why, at=NOON)
        assert [(one.number, one.words) for one in opened.told] == [(1, SECRET)]
    assert list(made.readings.values_list("by", "why").order_by("pk")) == [
        (officer.pk, "To decide"), (officer.pk, "Asked by the panel"),
    ]  # fmt: skip
    with pytest.raises(Declaration.DoesNotExist):
        reading.open_own(declaration_id=made.pk, by=officer, at=NOON)
    assert reading.open_own(declaration_id=made.pk, by=member.user, at=NOON).told[0].words == SECRET
    with pytest.raises(Refused, match="your own"):
        reading.open_for(declaration_id=made.pk, by=member.user, why="Curious", at=NOON)


@pytest.mark.clause("CPD-15b")
def test_a_newer_declaration_takes_the_place_of_the_one_before(member) -> None:
    first = disclosed(member.user)
    second = declare(member.user, at=NOON + timedelta(hours=1))
    first.refresh_from_db()
    assert first.superseded_at == NOON + timedelta(hours=1)
    assert second.verdict == "", "an open matter is not brushed aside by a form that says nothing"
    assert list(queries.to_decide()) == [second]
    with pytest.raises(Refused, match="newer declaration"):
        decided(first, Verdict.ACCEPTED, by=factories.staff("regulation_officer"))


@pytest.mark.clause("CPD-15b")
def test_nothing_new_is_taken_after_an_earlier_year_and_not_before(member) -> None:
    with pytest.raises(Refused, match="first declaration"):
        declare(member.user, statement=Statement.NOTHING_NEW, answers={})
    declare(member.user, year=2026)
    made = declare(member.user, statement=Statement.NOTHING_NEW, answers={})
    assert (made.statement, made.verdict) == (Statement.NOTHING_NEW, Verdict.ACCEPTED)
    with pytest.raises(Refused, match="already"):
        declare(member.user, statement=Statement.NOTHING_NEW, answers={})


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_stored(member) -> None:
    with pytest.raises(Refused) as no:
        declare(member.user, year=2030, signed_name="X", answers={1: ""})
    assert len(no.value.refusals) == 3
    assert not Declaration.objects.exists()


@pytest.mark.clause("CPD-15b")
@pytest.mark.parametrize(
    ("verdict", "colour"), [(Verdict.ACCEPTED, "green"), (Verdict.QUESTIONED, "amber"), (Verdict.REFERRED, "amber")]
)
def test_an_officer_decides_and_the_person_is_written_to_without_a_word_of_it(member, verdict, colour) -> None:
    made, officer = disclosed(member.user), factories.staff("regulation_officer")
    assert lights(facts_of_one(member.pk, TODAY), year=2027, today=TODAY).conduct.colour == "amber"
    with pytest.raises(Refused, match="Read what was disclosed"):
        conduct.decide(declaration_id=made.pk, verdict=verdict, words="Seen.", by=officer, at=NOON)
    decided(made, verdict, by=officer, words=SECRET)
    made.refresh_from_db()
    assert (made.verdict, made.decided_by, made.decided_at) == (verdict, officer, NOON)
    assert lights(facts_of_one(member.pk, TODAY), year=2027, today=TODAY).conduct.colour == colour
    (letter,) = letters()
    assert letter.kind == f"standing.conduct_{verdict.value}"
    assert "2027" in letter.subject
    assert SECRET not in letter.text + letter.html


def test_no_decision_without_a_reason_nor_on_ones_own(member) -> None:
    made = disclosed(member.user)
    officer = factories.staff("regulation_officer")
    with pytest.raises(Refused, match="Say why"):
        decided(made, Verdict.ACCEPTED, by=officer, words="  ")
    own = disclosed(officer)
    with pytest.raises(Refused, match="your own declaration"):
        conduct.decide(declaration_id=own.pk, verdict=Verdict.ACCEPTED, words="Me.", by=officer, at=NOON)


def test_the_letter_of_a_verdict_that_is_past_is_not_sent(member) -> None:
    made, officer = disclosed(member.user), factories.staff("regulation_officer")
    decided(made, Verdict.QUESTIONED, by=officer)
    decided(made, Verdict.ACCEPTED, by=officer)
    assert [one.kind for one in letters()] == ["standing.conduct_accepted"]
    assert Message.objects.count() == 2


@pytest.mark.clause("TC-4.2", "LAW-ART10")
def test_a_referral_is_logged_by_both_bodies_and_opened_with_a_reason(member) -> None:
    sender, reader = factories.staff("membership_officer"), factories.staff("regulation_officer")
    with pytest.raises(Refused) as no:
        referring.refer(number="nobody", reason=ReferredFor.ABUSE, words=" ", by=sender, at=NOON)
    assert len(no.value.refusals) == 2
    made = referring.refer(number=member.number, reason=ReferredFor.ABUSE, words=SECRET, by=sender, at=NOON)
    assert SECRET.encode() not in bytes(made.sealed)
    with pytest.raises(Refused, match="Say why"):
        referring.read_pack(referral_id=made.pk, by=reader, why="", at=NOON)
    assert not queries.referrals(but_of=reader.pk).get().is_read
    assert referring.read_pack(referral_id=made.pk, by=reader, why="New", at=NOON) == SECRET
    assert queries.referrals(but_of=reader.pk).get().is_read
    assert list(ReferralEntry.objects.values_list("body", "step", "by", "why")) == [
        ("cilex", "sent", sender.pk, ""), ("regulator", "read", reader.pk, "New"),
    ]  # fmt: skip
    with pytest.raises(Refused, match="about you"):
        referring.read_pack(referral_id=made.pk, by=member.user, why="Mine", at=NOON)
