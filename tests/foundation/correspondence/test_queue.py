"""A message is written with the fact that causes it, or not at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from cilexportal.foundation.correspondence import kinds, services
from cilexportal.foundation.correspondence.models import Message, MessageState
from cilexportal.foundation.correspondence.setwise import queue_rows
from tests import factories

NOW = datetime(2026, 9, 30, 22, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def queue(**fields) -> Message | None:
    given = {"kind": "test", "to_user_id": None, "to_name": "Ada", "to_email": "ada@example.org", "context": {}}
    return services.queue(**{**given, "at": NOW, **fields})


def test_a_message_waits_from_the_portals_present(kind):
    kind()
    message = queue()
    message.refresh_from_db()
    assert (message.state, message.send_after, message.queued_at) == (MessageState.QUEUED, NOW, NOW)
    assert message.category == "administration"


def test_the_same_key_is_queued_once(kind):
    kind()
    assert queue(dedupe_key="closed:1")
    assert queue(dedupe_key="closed:1") is None
    assert Message.objects.count() == 1


def test_messages_without_a_key_are_all_queued(kind):
    kind()
    assert queue()
    assert queue()


def test_an_undeclared_kind_is_refused_when_it_is_queued():
    with pytest.raises(kinds.UnknownKind):
        queue(kind="nobody.knows")


def test_a_code_belongs_to_one_kind(kind):
    made = kind()
    kinds.register(made)
    with pytest.raises(ValueError, match="called test"):
        kinds.register(kinds.Kind("test", secret=True))


def test_the_message_goes_with_the_transaction_that_fails(kind):
    kind()
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def test_letters_queued_by_one_statement_are_like_those_queued_one_by_one(kind):
    kind()
    person = factories.UserFactory()
    select = """SELECT 'test' AS kind, id AS to_user_id, full_name AS to_name, email AS to_email,
                jsonb_build_object('name', full_name) AS context, 'set:' || id AS dedupe_key FROM members_user"""
    for _ in range(2):
        with connection.cursor() as cursor:
            cursor.execute(queue_rows(select), {"at": NOW})
    one = Message.objects.get()
    other = queue(to_user_id=person.pk, to_name=str(person), to_email=person.email, dedupe_key="x")
    other.refresh_from_db()
    own = {"id", "uuid", "context", "dedupe_key"}
    names = [field.attname for field in Message._meta.fields if field.attname not in own]
    assert {name: getattr(one, name) for name in names} == {name: getattr(other, name) for name in names}
    assert one.uuid != other.uuid


def test_a_failed_message_is_tried_again_once(kind):
    kind()
    message = factories.MessageFactory(state=MessageState.FAILED, attempts=10, error="No.")
    officer = factories.UserFactory()
    services.try_again(message_id=message.pk, by=officer, at=NOW + timedelta(days=1))
    message.refresh_from_db()
    assert (message.again_by, message.again_at) == (officer, NOW + timedelta(days=1))
    assert (message.state, message.attempts, message.error) == (MessageState.QUEUED, 0, "")
    with pytest.raises(services.NotStuck):
        services.try_again(message_id=message.pk, by=officer, at=NOW)


@pytest.mark.parametrize("state", [MessageState.FAILED, MessageState.NO_ADDRESS])
def test_a_letter_is_posted_once(state):
    message = factories.MessageFactory(state=state)
    officer = factories.UserFactory()
    services.mark_posted(message_id=message.pk, by=officer, at=NOW)
    message.refresh_from_db()
    assert (message.state, message.sent_at) == (MessageState.POSTED, NOW)
    assert (message.posted_by, message.posted_at) == (officer, NOW)
    with pytest.raises(services.NotStuck):
        services.mark_posted(message_id=message.pk, by=officer, at=NOW)


def test_what_the_staff_do_with_a_letter_stays_in_the_history(kind):
    """Sent again by one and posted by another: the second act does not cover the first."""
    kind()
    one, other = factories.UserFactory(), factories.UserFactory()
    message = factories.MessageFactory(state=MessageState.FAILED)
    services.try_again(message_id=message.pk, by=one, at=NOW)
    Message.objects.filter(pk=message.pk).update(state=MessageState.FAILED, attempts=10)
    services.mark_posted(message_id=message.pk, by=other, at=NOW)
    events = apps.get_model("correspondence", "MessageEvent").objects.filter(pgh_obj=message).order_by("pgh_id")
    assert list(events.values_list("state", "again_by", "posted_by")) == [
        ("queued", one.pk, None),
        ("posted", one.pk, other.pk),
    ]


@pytest.mark.parametrize("half", [{"posted_at": NOW}, {"again_at": NOW}])
def test_the_database_refuses_an_act_of_nobody(half):
    message = factories.MessageFactory(state=MessageState.POSTED, sent_at=NOW)
    with pytest.raises(IntegrityError, match="by_and_when"), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**half)
