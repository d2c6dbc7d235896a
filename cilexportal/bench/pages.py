"""The CPD page and autosave against bare Django, each called in this process as gunicorn calls it, turn by turn."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from time import perf_counter

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import override_settings

from cilexportal.bench import bare
from cilexportal.bench.browser import Browser
from cilexportal.bench.figures import Figure, middle
from cilexportal.foundation import london
from cilexportal.foundation.idempotency import keys
from cpd.models import CpdYear, Record
from members.models import GradeHeld, Member, User

RECORDS = 60
ROUNDS, A_ROUND, WARM_UP = 15, 20, 10
PLAIN_STATIC = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
TEXT = "What I learned about the new rules and how they change my work. " * 6


def measure(*, page: bool = True, autosave: bool = True) -> list[Figure]:
    """The page figures asked for, of one Fellow with sixty records in the year that is open now."""
    user = somebody()
    with connection.cursor() as cursor:
        # As autovacuum keeps any database that has lived for a minute.
        cursor.execute("ANALYZE")
    wanted = [page_figure] * page + [autosave_figure] * autosave
    with plain_static():
        return [figure(user) for figure in wanted]


def somebody(records: int = RECORDS) -> User:
    """A Fellow who has recorded much."""
    user = User.objects.create_user(f"{uuid.uuid4().hex}@example.org", full_name="Ada Okafor")
    member = Member.objects.create(user=user, number=uuid.uuid4().hex, full_name="Ada Okafor", joined_on="2019-01-01")
    GradeHeld.objects.create(member=member, grade_id="fellow", from_date="2019-01-01")
    at = london.now()
    year = CpdYear.objects.get(starts_on__lte=london.date_of(at), ends_on__gte=london.date_of(at))
    Record.objects.bulk_create(
        Record(
            member=member, year=year, title=f"Seminar number {number}", completed_on=year.starts_on, planned=True,
            professionalism=number == 1, learned=TEXT, evaluation=TEXT, complete_at=at - timedelta(seconds=number),
            saved_at=at,
        )
        for number in range(records)
    )  # fmt: skip
    return user


@contextmanager
def plain_static() -> Iterator[None]:
    """Static addresses without a manifest, so that nothing has to be collected first."""
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": PLAIN_STATIC}):
        yield


def page_figure(user: User) -> Figure:
    """The CPD page with sixty records."""
    ours, floor = Browser(user, WSGIHandler()), Browser(user, bare.handler())
    ratio, mine, theirs = against(lambda: ours.get("/cpd/"), lambda: floor.get("/page/"))
    detail = f"{mine * 1000:.1f} ms against {theirs * 1000:.1f} ms of a bare page with session, auth and one query"
    return Figure("CPD page with 60 records, share of a bare page's speed", ratio, 0.3, at_most=False, detail=detail)


def autosave_figure(user: User) -> Figure:
    """Autosave of one long record."""
    ours, floor = Browser(user, WSGIHandler()), Browser(user, bare.handler())
    address, key = f"/cpd/records/{uuid.uuid4()}/typing/", keys.new(user.pk)
    fields = {"title": "Seminar", "learned": TEXT, "evaluation": TEXT}
    version = 0

    def autosave() -> None:
        nonlocal version
        body = json.dumps({"version": version, "fields": fields}).encode()
        version = json.loads(ours.send("PUT", address, body, HTTP_X_ONCE=key))["version"]

    def note() -> None:
        json.loads(floor.send("POST", "/note/", json.dumps({"version": version, "fields": fields}).encode()))

    ratio, mine, theirs = against(autosave, note)
    detail = f"{mine * 1000:.1f} ms against {theirs * 1000:.1f} ms of a bare POST with one insert"
    return Figure("autosave, share of a bare POST's speed", ratio, 0.5, at_most=False, detail=detail)


def against(ours: Callable[[], object], floor: Callable[[], object]) -> tuple[float, float, float]:
    """(speed of ours as a share of the floor's, seconds of ours, seconds of the floor): medians of rounds in turn."""
    mine, theirs = [], []
    for number in range(ROUNDS + 1):
        times = WARM_UP if number == 0 else A_ROUND
        took = repeated(ours, times)
        floor_took = repeated(floor, times)
        if number:
            mine.append(took)
            theirs.append(floor_took)
    return middle(theirs) / middle(mine), middle(mine), middle(theirs)


def repeated(work: Callable[[], object], times: int) -> float:
    """Seconds of one `work()`, out of many in a row."""
    began = perf_counter()
    for _ in range(times):
        work()
    return (perf_counter() - began) / times
