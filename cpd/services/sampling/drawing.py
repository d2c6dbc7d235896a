"""A draw: prepared with its size and seed, people left out for a reason, and drawn once in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db import connection, transaction

from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from cpd import locks
from cpd.enums import LeaveOut
from cpd.models import CpdYear, Draw, LeftOut, Sampled
from cpd.queries import sampling as queries
from cpd.rules import sampling as rules
from members.models import Member, User

SEED_BYTES = 8
A_BATCH = 1000
# What counted when the year was closed for its member, as in the facts that decided it.
KEEP_RECORDS = """
    INSERT INTO cpd_sampledrecord (sampled_id, record_id)
    SELECT sample.id, record.id
    FROM cpd_sampled sample
    JOIN cpd_yearresult result ON result.id = sample.result_id
    JOIN cpd_record record ON record.member_id = sample.member_id AND record.year_id = sample.year_id
    WHERE sample.draw_id = %(draw)s AND record.deleted_at IS NULL AND record.refused_at IS NULL
        AND record.complete_at IS NOT NULL
        AND (record.complete_at < result.closed_at OR record.entered_by_id IS NOT NULL)
"""


def prepare(*, year: CpdYear, number: int | None, percent: Decimal | None, seed: str, by: User, at: datetime) -> Draw:
    """[CPD-16d] Prepares a draw for a closed year. An empty seed is made here, and kept. Raises Refused."""
    faults = [rules.bad_size(number=number, percent=percent), rules.bad_seed(seed) if seed else None]
    refuse_if_any(filter(None, faults))
    if not queries.years_to_sample().filter(pk=year.pk).exists():
        raise Refused.because(rules.CLAUSE, f"{year.label} has not been closed, so that nobody can be drawn.")
    with because(user_id=by.pk, why="cpd.sampling.prepare"):
        return Draw.objects.create(
            year=year, number=number, percent=percent, seed=seed or secrets.token_hex(SEED_BYTES), prepared_at=at,
            prepared_by=by,
        )  # fmt: skip


def leave_out(*, draw_id: int, member: Member, reason: LeaveOut, words: str, by: User) -> LeftOut:
    """[CPD-16d] Leaves somebody out of a draw that is prepared, for a reason. Raises Refused."""
    if reason == LeaveOut.OTHER and not words:
        raise Refused.because(rules.CLAUSE, "Say in words why this member is left out.")
    if member.user_id == by.pk:
        raise Refused.because(rules.CLAUSE, "This is your own number. Another officer leaves you out, or draws.")
    with transaction.atomic(), because(user_id=by.pk, why="cpd.sampling.leave_out"):
        draw = _preparing(draw_id)
        if member.pk not in queries.population_of(draw.year):
            raise Refused.because(rules.CLAUSE, f"{member} has no result of {draw.year.label} that could be sampled.")
        if draw.left_out.filter(member=member).exists():
            raise Refused.because(rules.CLAUSE, f"{member} is left out already.")
        return LeftOut.objects.create(draw=draw, member=member, reason=reason, words=words, by=by)


def put_back(*, draw_id: int, left_out_id: int, by: User) -> None:
    """[CPD-16d] Takes somebody back into a draw that is prepared. Raises Refused."""
    with transaction.atomic(), because(user_id=by.pk, why="cpd.sampling.put_back"):
        _preparing(draw_id).left_out.filter(pk=left_out_id).delete()


def discard(*, draw_id: int, by: User) -> None:
    """Lets go of a draw that was prepared and not drawn. Raises Refused."""
    with transaction.atomic(), because(user_id=by.pk, why="cpd.sampling.discard"):
        _preparing(draw_id).delete()


def draw(*, draw_id: int, by: User, at: datetime) -> int:
    """[CPD-16d] Draws: the list stands from now on, its records are held, and everybody on it is written to.

    Gives how many were drawn. Raises Refused where it was drawn before, or nobody is left to draw.
    """
    with transaction.atomic(), because(user_id=by.pk, why="cpd.sampling.draw"):
        found = _preparing(draw_id)
        # Two draws of one year come one after the other, and no closed year is judged again meanwhile.
        CpdYear.objects.select_for_update(no_key=True).get(pk=found.year_id)
        _keep_results_still(found.year_id, queries.population_of(found.year))
        seen = queries.preview(found, by=by.pk, today=london.date_of(at))
        if not seen.total:
            raise Refused.because(rules.CLAUSE, "Nobody is left to draw. Look at who is left out, and at the size.")
        _write(found, seen)
        found.population, found.drawn_at, found.drawn_by = list(seen.population), at, by
        found.save(update_fields=["population", "drawn_at", "drawn_by"])
        _tell(found, at=at)
        return seen.total


def _preparing(draw_id: int) -> Draw:
    """The draw, its row held. Raises Refused once it was drawn or let go of."""
    found = Draw.objects.select_for_update(of=("self",)).select_related("year").filter(pk=draw_id).first()
    if found is None or found.drawn_at is not None:
        raise Refused.because(rules.CLAUSE, "This has been drawn already, or is not prepared any more.")
    return found


def _keep_results_still(year_id: int, member_ids: Iterable[int]) -> None:
    """Whoever would judge one of these members again waits for this transaction; one lock for thousands of members."""
    for bucket in sorted({locks.bucket_of(member_id) for member_id in member_ids}):
        locks.lock_shared(year_id=year_id, member_id=bucket * locks.BUCKET)


def _write(draw: Draw, seen: queries.Preview) -> None:
    """Whom the rule left out, who is drawn, and the records that are held: a few statements for any number."""
    by_rule = ((pk, why) for pk, why in seen.by_rule.items() if pk in seen.population and pk not in seen.by_hand)
    LeftOut.objects.bulk_create(
        (LeftOut(draw=draw, member_id=pk, reason=reason) for pk, reason in by_rule), batch_size=A_BATCH
    )
    people = [(pk, seen.before[pk]) for pk in seen.drawn.again] + [(pk, "") for pk in seen.drawn.by_lot]
    Sampled.objects.bulk_create(
        (
            Sampled(draw=draw, year=draw.year, member_id=pk, result_id=seen.population[pk], again=again)
            for pk, again in people
        ),
        batch_size=A_BATCH,
    )
    with connection.cursor() as cursor:
        cursor.execute(KEEP_RECORDS, {"draw": draw.pk})


def _tell(draw: Draw, *, at: datetime) -> None:
    """Queues the letter to everybody drawn, in one statement."""
    correspondence.queue_all(
        letters=(
            correspondence.Letter(
                kind="cpd.sampled", to_user_id=one.member.user_id, to_name=one.member.full_name,
                to_email=one.member.user.email if one.member.user else "", context={"sampled": one.pk},
                dedupe_key=f"cpd.sampled:{one.pk}",
            )
            for one in draw.sampled.select_related("member__user")
        ),
        at=at,
    )  # fmt: skip
