"""Loads a small draw of last year, in every state that a reading can be in; Ada is asked for a document."""

from __future__ import annotations

from datetime import datetime
from itertools import count

from django.db import transaction

from cilexportal.demo.shop import person
from cilexportal.foundation import london
from cilexportal.foundation.asking.services import Wanted
from cpd.enums import Reading
from cpd.models import CloseRun, Draw, Sampled
from cpd.queries.sampling import preview
from cpd.services import sampling
from members.models import Member, User

SIZE = 6
GOOD = sampling.Marked(met=True, reason="changed")
POOR = sampling.Marked(met=False, reason="no_change", words="What do you do differently since?")
ADVICE = "Your year stands. Next time, write down what changed in your work, even where it is a small thing."
NOT_ACCEPTED = "Two of your records do not say what came of them, and no document shows that you were there."


@transaction.atomic
def load(*, at: datetime) -> bool:
    """Draws six members, one of them Ada, and reads four; False where that was done, or the year is not closed."""
    run = (
        CloseRun.objects.filter(rehearsal=False, member=None, year__closes_at__lte=at)
        .order_by("-year__ends_on")
        .first()
    )
    if run is None or run.finished_at is None or Draw.objects.exists():
        return False
    cleo, rosa, ada = person("cleo"), person("rosa"), Member.objects.get(user=person("ada"))
    draw = draw_with(ada, run, cleo, at=at)
    sampling.draw(draw_id=draw.pk, by=cleo, at=at)
    asked = draw.sampled.get(member=ada)
    paper = Wanted("The programme of a course that you attended", file=True)
    sampling.ask(sampled_id=asked.pk, why="It is not on your record.", items=[paper], by=cleo, at=at)
    others = list(draw.sampled.filter(records__isnull=False).exclude(member=ada).distinct().order_by("pk"))
    readings = zip(others, (Reading.ACCEPTED, Reading.ADVICE, Reading.NOT_ACCEPTED, Reading.NOT_ACCEPTED), strict=False)
    for number, (one, reading) in enumerate(readings):
        read(one, reading, by=cleo, second=False, at=at)
        if number == SIZE - 3:
            read(one, reading, by=rosa, second=True, at=at)
    return True


def draw_with(member: Member, run: CloseRun, by: User, *, at: datetime) -> Draw:
    """A draw whose lot falls on this member: the demo wants somebody to sign in as."""
    for number in count(1):
        seed = f"demo-{number}"
        draw = sampling.prepare(year=run.year, number=SIZE, percent=None, seed=seed, by=by, at=at)
        if member.pk in preview(draw, by=by.pk, today=london.date_of(at)).drawn.by_lot:
            return draw
        sampling.discard(draw_id=draw.pk, by=by)
    raise AssertionError("some seed draws everybody")


def read(one: Sampled, reading: Reading, *, by: User, second: bool, at: datetime) -> None:
    """An assessment whose first record is not met, unless the year is accepted as it is."""
    kept = list(one.records.order_by("pk").values_list("pk", flat=True))
    marks = dict.fromkeys(kept, GOOD)
    if reading != Reading.ACCEPTED:
        marks[kept[0]] = POOR
    words = {Reading.ACCEPTED: "", Reading.ADVICE: ADVICE, Reading.NOT_ACCEPTED: NOT_ACCEPTED}[reading]
    sampling.assess(sampled_id=one.pk, reading=reading, marks=marks, words=words, second=second, by=by, at=at)
