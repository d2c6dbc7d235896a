"""Links for whatever purpose: secrets that no table holds, one that opens, visits of hours."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from cilexportal.foundation.visitors import keys, queries, rules, services
from cilexportal.foundation.visitors.models import Link, Visit

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ENDS = NOW + timedelta(days=28)
SECOND = timedelta(seconds=1)
SUBJECT = uuid.UUID(int=7)


def send(purpose: str = "one", *, at: datetime = NOW) -> Link:
    return services.send(purpose=purpose, subject=SUBJECT, expires_at=ENDS, at=at)


def test_a_secret_is_of_its_purpose_subject_and_instant_alone() -> None:
    told = {"purpose": "one", "subject": SUBJECT, "sent_at": NOW}
    token = keys.token_of(**told)
    assert token == keys.token_of(**{**told, "sent_at": NOW.astimezone()}), "whatever zone the instant is written in"
    others = ({"purpose": "two"}, {"subject": uuid.UUID(int=8)}, {"sent_at": NOW + SECOND})
    assert token not in {keys.token_of(**told | other) for other in others}
    assert len(token) >= 43


@pytest.mark.parametrize(("after", "opens"), [(ENDS - SECOND, True), (ENDS, False)])
def test_a_link_opens_until_its_end_to_the_second(after: datetime, opens: bool) -> None:
    assert (rules.why_shut(ended_at=None, expires_at=ENDS, at=after) == "") == opens


def test_links_follow_each_other_at_ten_minutes() -> None:
    assert rules.why_not_yet(sent_at=None, at=NOW) == ""
    assert rules.why_not_yet(sent_at=NOW, at=NOW + rules.APART - SECOND) == rules.TOO_SOON
    assert rules.why_not_yet(sent_at=NOW, at=NOW + rules.APART) == ""


@pytest.mark.django_db
def test_a_new_link_ends_the_one_before_with_its_visits_and_no_other_purpose() -> None:
    first, other = send(), send("two")
    opened, elsewhere = (services.enter(link=link, hours=8, at=NOW) for link in (first, other))
    assert not Link.objects.filter(token_hash=services.token_of(first)).exists(), "only the hash is kept"
    assert queries.by_token(purpose="one", token=services.token_of(first)) == first
    assert queries.by_token(purpose="two", token=services.token_of(first)) is None
    second = send(at=NOW + SECOND)
    first.refresh_from_db()
    assert rules.why_shut(ended_at=first.ended_at, expires_at=ENDS, at=NOW + SECOND) == rules.REPLACED
    assert queries.newest(purpose="one", subjects=[SUBJECT]) == {SUBJECT: second}
    told = {"at": NOW + 2 * SECOND}
    visit = queries.visit_of(purpose="one", key=opened.key, **told)
    assert visit is not None
    assert visit.ended_at == NOW + SECOND
    other_visit = queries.visit_of(purpose="two", key=elsewhere.key, **told)
    assert other_visit is not None
    assert other_visit.ended_at is None
    assert queries.visit_of(purpose="one", key=elsewhere.key, **told) is None, "a key opens its own purpose"


@pytest.mark.django_db
def test_a_visit_lasts_its_hours_and_is_left() -> None:
    link = send()
    opened = services.enter(link=link, hours=8, at=NOW)
    last = NOW + timedelta(hours=8)
    visit = queries.visit_of(purpose="one", key=opened.key, at=last - SECOND)
    assert visit is not None
    assert queries.visit_of(purpose="one", key=opened.key, at=last) is None
    assert queries.visit_of(purpose="one", key="", at=NOW) is None
    services.leave(visit_id=visit.pk, at=NOW)
    visit.refresh_from_db()
    assert (visit.ended_at, visit.key_hash) == (NOW, keys.hashed(opened.key))
    link.refresh_from_db()
    assert (link.opened_at, link.ended_at) == (NOW, None), "the link opens another"


@pytest.mark.django_db
def test_the_tables_keep_links_as_they_were_sent_and_one_alive() -> None:
    link = send()
    for act in (
        lambda: Link.objects.filter(pk=link.pk).update(expires_at=ENDS + SECOND),
        lambda: Link.objects.filter(pk=link.pk).update(token_hash="b" * 64),
        link.delete,
        lambda: Visit.objects.create(link=link, key_hash="c" * 64, began_at=NOW, expires_at=NOW),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(purpose="one", subject=SUBJECT, token_hash="d" * 64, sent_at=NOW, expires_at=ENDS)
