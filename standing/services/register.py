"""Keeping the entries of the register as standing makes them. Nobody edits one: a member says where they work."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import connection, transaction

from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from members.models import Member
from standing.models import Practice, RegisterChange, RegisterEntry
from standing.queries.register import NAMES, lines_of, put
from standing.rules.register import Line

AT_A_TIME = 500
# Entries are refreshed by one at a time: what was read first would else be written last.
LOCK = 7_104_733_211
EVERYBODY = """
    WITH note AS (DELETE FROM standing_registerchange WHERE member_id IS NULL RETURNING id)
    INSERT INTO standing_registerchange (member_id)
    SELECT id FROM members_member WHERE EXISTS (SELECT FROM note)
"""


def refresh(*, member_ids: Collection[int], at: datetime) -> int:
    """[CPD-14] Makes the entries of these members what their standing says on the day of `at`; returns how many read
    differently now. For many as many statements as for one."""
    with transaction.atomic():
        _one_at_a_time()
        lines = lines_of(member_ids, today=london.date_of(at))
        there = RegisterEntry.objects.in_bulk(list(lines))
        # One that reads the same is left alone, so that its indexes are.
        new = [
            put(made, RegisterEntry(member_id=pk, refreshed_at=at))
            for pk, made in sorted(lines.items())
            if pk not in there or not _reads(there[pk], made)
        ]
        RegisterEntry.objects.bulk_create(
            new, update_conflicts=True, unique_fields=["member"], update_fields=[*NAMES, "refreshed_at"]
        )
        return len(new)


def follow(*, at: datetime) -> int:
    """[CPD-14] Refreshes everybody whom a change has overtaken since the last time; returns how many that were.

    The notes are taken in the transaction that refreshes: what is changed meanwhile leaves another note.
    """
    done = 0
    while members := _take(at):
        done += members
    return done


def _take(at: datetime) -> int:
    with transaction.atomic():
        _one_at_a_time()
        with connection.cursor() as cursor:
            cursor.execute(EVERYBODY)
        members = list(
            RegisterChange.objects.order_by("member_id").values_list("member_id", flat=True).distinct()[:AT_A_TIME]
        )
        notes = RegisterChange.objects.filter(member_id__in=members)
        ids = list(notes.values_list("pk", flat=True))
        RegisterChange.objects.filter(pk__in=ids).delete()
        refresh(member_ids=members, at=at)
        return len(members)


def turn_day(*, at: datetime) -> int:
    """[CPD-13] [CPD-14] Refreshes everybody for whom the calendar alone changes something by the day of `at`, missed
    days included; returns how many those were."""
    today, done = london.date_of(at), 0
    due = RegisterEntry.objects.filter(next_on__lte=today).order_by("next_on", "pk").values_list("pk", flat=True)
    while members := list(due[:AT_A_TIME]):
        refresh(member_ids=members, at=at)
        done += len(members)
    return done


def make_all(*, at: datetime) -> int:
    """Makes everybody's entry anew; returns how many members that were."""
    RegisterChange.objects.create(member_id=None)
    return follow(at=at)


def say_practice(*, member: Member, employer: str, place: str, at: datetime) -> None:
    """Notes where a member works, as the register shows it, and has the entry say so at once."""
    with transaction.atomic(), because(user_id=member.user_id, why="standing.practice"):
        said = {"employer": " ".join(employer.split()), "place": " ".join(place.split())}
        Practice.objects.update_or_create(member=member, defaults=said)
        refresh(member_ids=[member.pk], at=at)


def _reads(entry: RegisterEntry, made: Line) -> bool:
    return all(getattr(entry, name) == getattr(made, name) for name in NAMES)


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
