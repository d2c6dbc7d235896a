"""Two membership numbers of one person become one, row by row and so that it can be undone.

What moves is said by movers, which apps add from the roof. Rows that no trigger lets anybody change (invoices, results,
what is sealed) have no mover: they stay with the number that is given up, and its page leads to the one that is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Model, QuerySet

from cilexportal.foundation.audit import because
from cpd import locks
from cpd.models import CpdYear
from members.models import Member, User
from people.models import Merge, MergedRow
from people.rules import merging as rules
from people.rules.saying import Declined, decline_if_any, reason
from people.services.rows import changed_since, hanging_now, kept_as, put_back, read_as

Changes = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """The member who remains, the one who is given up, and when."""

    kept: Member
    gone: Member
    at: datetime

    @property
    def account(self) -> int | None:
        """The account that the person goes on with: that of the number which is kept, unless nobody can sign in to it
        and somebody can to the other."""
        kept, gone = self.kept.user, self.gone.user
        brings = gone is not None and (kept is None or (gone.is_active and not kept.is_active))
        return self.gone.user_id if brings else self.kept.user_id

    @property
    def brings_account(self) -> bool:
        """Whether that is the account of the number which is given up."""
        return self.account != self.kept.user_id

    @property
    def account_left(self) -> int | None:
        """The second account, where both numbers have one."""
        if self.kept.user_id is None or self.gone.user_id is None:
            return None
        return self.kept.user_id if self.brings_account else self.gone.user_id


@dataclass(frozen=True, slots=True)
class Mover:
    """Rows of one kind that go over. `become` gives a row's new columns, or None: it is taken away.

    `unseen`: the other body's matter, which no preview counts. `ends`: the rows do not go over, they end. `hangs`:
    whether what leads to the rows is watched.
    """

    kind: str
    find: Callable[[Pair], QuerySet[Any]]
    become: Callable[[Pair, Any], Changes | None]
    unseen: bool = False
    ends: bool = False
    hangs: bool = True


Facts = Callable[[Member], rules.Side]
_movers: list[Mover] = []


def register(*movers: Mover) -> None:
    """Adds kinds of rows that move with a merge; called from the roof, in the order in which they move."""
    _movers.extend(one for one in movers if one not in _movers)


def movers() -> tuple[Mover, ...]:
    """Every kind of row that moves."""
    return tuple(_movers)


def merge(*, kept_id: int, gone_id: int, facts: Facts, why: str, by: User, at: datetime) -> Merge:
    """Gives up the number of one member for that of the other. Raises Declined with every reason against it."""
    words = reason(why)
    with transaction.atomic(), because(user_id=by.pk, why="people.merge"):
        kept, gone = _locked(kept_id, gone_id)
        decline_if_any(_own(by, kept, gone))
        decline_if_any(rules.may_merge(facts(kept), facts(gone)))
        pair = Pair(kept, gone, at)
        made = Merge.objects.create(kept=kept, gone=gone, reason=words, by=by, at=at)
        for mover in _movers:
            _move(made, mover, pair)
    return made


def undo(*, merge_id: int, why: str, by: User, at: datetime) -> None:
    """Puts every row back as it was, the last moved first. Raises Declined where that can no longer be done."""
    words = reason(why)
    with transaction.atomic(), because(user_id=by.pk, why="people.undo_merge"):
        found = Merge.objects.get(pk=merge_id)
        decline_if_any(_own(by, *_locked(found.kept_id, found.gone_id)))
        found = Merge.objects.select_for_update().get(pk=merge_id)
        decline_if_any(why_not_undone(found, at=at))
        try:
            with transaction.atomic():
                for row in found.rows.order_by("-pk"):
                    put_back(row)
        except DatabaseError as no:
            raise Declined("What moved cannot be put back beside what has come since.") from no
        found.undone_at, found.undone_by, found.undone_why = at, by, words
        found.save(update_fields=["undone_at", "undone_by", "undone_why"])


def why_not_undone(found: Merge, *, at: datetime) -> list[str]:
    """Every reason why a merge cannot be undone at `at`; none where it can."""
    rows = list(found.rows.all()) if found.undone_at is None else []
    return rules.may_undo(
        merged_at=found.at,
        undone=found.undone_at is not None,
        kept_is_gone=Merge.objects.filter(gone=found.kept_id, undone_at=None).exists(),
        changed=changed_since(rows),
        hanging=_grown(rows),
        at=at,
    )


def _locked(*ids: int) -> tuple[Member, ...]:
    """The members in this order, each alone in our hands: no close, no save and no other merge comes between."""
    for year in CpdYear.objects.order_by("pk").values_list("pk", flat=True):
        for member in sorted(set(ids)):
            locks.lock_shared(year_id=year, member_id=member)
    found = {one.pk: one for one in Member.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    users = [one.user_id for one in found.values() if one.user_id]
    list(User.objects.select_for_update().filter(pk__in=users).order_by("pk"))
    return tuple(found[one] for one in ids)


def _own(by: User, *members: Member) -> list[str]:
    """Nobody merges or parts a number of their own: rights and years go over with it."""
    mine = any(one.user_id == by.pk for one in members)
    return ["One of these is your own number: another officer decides."] if mine else []


def _move(made: Merge, mover: Mover, pair: Pair) -> None:
    """Moves the rows of one kind and writes down what each held. Raises Declined where the tables refuse it."""
    rows = list(mover.find(pair).select_for_update(of=("self",)).order_by("pk"))
    if not rows:
        return
    becoming = [(row, mover.become(pair, row)) for row in rows]
    written = [_note(made, mover, row, changes) for row, changes in becoming]
    try:
        with transaction.atomic():
            _write(becoming)
    except DatabaseError as no:
        raise Declined(f"Both have a {mover.kind} for the same time: settle that first.") from no
    if mover.hangs:
        counts = hanging_now(model=type(rows[0]), ids=[one.row for one in written if one.after is not None])
        for one in written:
            one.hanging = counts.get(one.row, 0)
    MergedRow.objects.bulk_create(written)


def _note(made: Merge, mover: Mover, row: Model, changes: Changes | None) -> MergedRow:
    """What a row held and will hold. A row that is taken away is written down whole."""
    columns = [field.attname for field in row._meta.concrete_fields] if changes is None else list(changes)
    return MergedRow(
        merge=made, kind=mover.kind, table=row._meta.label, row=row.pk, before=read_as(row=row, columns=columns),
        after=None if changes is None else kept_as(model=type(row), changes=changes),
    )  # fmt: skip


def _write(becoming: list[tuple[Any, Changes | None]]) -> None:
    """Writes the rows, those that become the same together."""
    together: dict[str, tuple[Changes | None, list[int]]] = defaultdict(lambda: (None, []))
    model = type(becoming[0][0])
    for row, changes in becoming:
        key = repr(changes)
        together[key] = (changes, [*together[key][1], row.pk])
    for changes, ids in together.values():
        rows = model._base_manager.filter(pk__in=ids)
        if changes is None:
            rows.delete()
        else:
            rows.update(**changes)


def _grown(rows: list[MergedRow]) -> int:
    """On how many moved rows more depends than when they moved."""
    watched = {mover.kind for mover in _movers if mover.hangs}
    by_table: dict[str, list[MergedRow]] = defaultdict(list)
    for row in rows:
        if row.after is not None and row.kind in watched:
            by_table[row.table].append(row)
    return sum(
        hanging_now(model=table, ids=[one.row for one in some]).get(one.row, 0) > one.hanging
        for table, some in by_table.items()
        for one in some
    )
