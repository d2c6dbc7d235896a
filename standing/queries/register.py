"""Entries of the register: what they say of many members at once, one as it stands, and all for the open data."""

from __future__ import annotations

import uuid as uuids
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields
from datetime import date

from django.db.models import Q, QuerySet

from members.models import GradeHeld, GradeName, Member, PracticeArea
from members.queries import grade_titles
from standing.models import GradeRights, Practice, RegisterChange, RegisterEntry
from standing.queries.standing import facts_of
from standing.rules.register import Line, Person, fold, line, parts_of

A_PIECE = 1000
NAMES = tuple(one.name for one in fields(Line))


def lines_of(member_ids: Collection[int], *, today: date) -> dict[int, Line]:
    """[CPD-14] Member id -> what the register says of them on a London date; as many statements for many as for one."""
    facts = facts_of(member_ids, today)
    people = _people(facts)
    days, own = _days_of_all(today), _days_of_grades(facts, today)
    return {pk: line(people[pk], one, today=today, days=days + own[pk]) for pk, one in facts.items()}


def _people(member_ids: Iterable[int]) -> dict[int, Person]:
    """Member id -> what their entry says besides their standing."""
    asked = ("full_name", "sort_name", "specialism__name", "practice__employer", "practice__place")
    rows = Member.objects.filter(pk__in=list(member_ids)).values_list("pk", *asked)
    return {pk: Person(*(text or "" for text in texts)) for pk, *texts in rows}


def _days_of_all(today: date) -> list[date]:
    """Days to come on which what a grade is called or brings changes."""
    rows = [
        *GradeRights.objects.filter(_to_come(today)).values_list("from_date", "until_date"),
        *GradeName.objects.filter(_to_come(today), is_alias=False).values_list("from_date", "until_date"),
    ]
    return [day for row in rows for day in row if day]


def _days_of_grades(member_ids: Iterable[int], today: date) -> dict[int, list[date]]:
    """Member id -> days to come on which another grade begins or theirs ends."""
    found: dict[int, list[date]] = defaultdict(list)
    held = GradeHeld.objects.filter(_to_come(today), member__in=list(member_ids))
    for pk, *days in held.values_list("member_id", "from_date", "until_date"):
        found[pk] += [day for day in days if day]
    return found


def _to_come(today: date) -> Q:
    return Q(from_date__gt=today) | Q(until_date__gt=today)


def as_they_stand(entries: Iterable[RegisterEntry], *, today: date) -> list[RegisterEntry]:
    """[CPD-14] These entries, without those that the public no longer sees.

    One that a change or the calendar has overtaken, and that nobody has refreshed yet, is worked out here and now.
    """
    found = list(entries)
    if overtaken := _overtaken(found, today=today):
        lines = lines_of(overtaken, today=today)
        for entry in found:
            if entry.pk in lines:
                put(lines[entry.pk], entry)
    return [entry for entry in found if entry.shown]


def _overtaken(entries: Collection[RegisterEntry], *, today: date) -> set[int]:
    ids = {entry.pk for entry in entries}
    changes = RegisterChange.objects.filter(Q(member_id__in=ids) | Q(member_id=None))
    changed = set(changes.values_list("member_id", flat=True).distinct()) if ids else set()
    if None in changed:
        return ids
    return {entry.pk for entry in entries if entry.pk in changed or (entry.next_on and entry.next_on <= today)}


def put(made: Line, entry: RegisterEntry) -> RegisterEntry:
    """Writes a line on an entry; nothing is saved."""
    for name in NAMES:
        setattr(entry, name, getattr(made, name))
    return entry


def entry_called(uuid: uuids.UUID, *, today: date) -> RegisterEntry | None:
    """One member's entry, worked out anew; None for nobody and for who is hidden."""
    member = Member.objects.filter(uuid=uuid).first()
    if member is None:
        return None
    entry = put(lines_of([member.pk], today=today)[member.pk], RegisterEntry(member=member))
    return entry if entry.shown else None


def all_entries(*, today: date) -> Iterator[RegisterEntry]:
    """[CPD-14] Everybody who is shown, a thousand in memory at a time."""
    after = 0
    while piece := list(_shown().filter(pk__gt=after).select_related("member").order_by("pk")[:A_PIECE]):
        after = piece[-1].pk
        yield from as_they_stand(piece, today=today)


def _shown() -> QuerySet[RegisterEntry]:
    return RegisterEntry.objects.filter(shown=True)


def folded(text: str) -> str:
    """A name as lists of holders sort and search it: small plain letters."""
    return fold(text)


def searched(text: str) -> tuple[str, ...]:
    """What has to stand in a folded name for it to be found; nothing where the text is too short to look for."""
    return parts_of(text)


def practice_of(member_id: int) -> dict[str, str]:
    """Where a member works, as they last said; nothing where they never did."""
    return Practice.objects.filter(pk=member_id).values("employer", "place").first() or {}


def listed_grades(*, today: date) -> list[tuple[str, str]]:
    """(code, title) of the grades that stand in the register on a London date."""
    running = Q(from_date__lte=today) & (Q(until_date=None) | Q(until_date__gt=today))
    codes = GradeRights.objects.filter(running, listed=True).values_list("grade_id", flat=True)
    titles = grade_titles(on=today)
    return sorted(((code, titles[code].name) for code in codes if code in titles), key=lambda pair: pair[1])


def specialisms() -> list[str]:
    """The areas of law that a member may name."""
    return list(PracticeArea.objects.values_list("name", flat=True))
