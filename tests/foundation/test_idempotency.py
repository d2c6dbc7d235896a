"""One effect a click: keys belong to a person and a form, and a key tells a repetition from another form."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import Context, Template
from django.test import RequestFactory

from cilexportal.foundation.idempotency import keys, services, tasks
from cilexportal.foundation.idempotency.middleware import FormConflictMiddleware
from cilexportal.foundation.idempotency.models import HeldForm, OnceKey
from cilexportal.foundation.idempotency.web import FormConflict, body_hash, once
from members.models import PracticeArea, User
from tests import factories

pytestmark = pytest.mark.django_db
post = RequestFactory().post


def request(user: User, **fields) -> HttpRequest:
    made = post("/areas/", fields)
    made.user, made.session = user, SessionStore("a-session")
    return made


def view(request: HttpRequest) -> HttpResponse:
    """A form with an effect that can be counted: it adds an area of law."""
    with once(request, scope="test.add") as turn:
        if turn.first:
            area = PracticeArea.objects.create(code=f"area-{PracticeArea.objects.count()}", name=request.POST["name"])
            turn.answer(f"/areas/{area.code}/")
    return redirect(turn.url)


@pytest.fixture
def added() -> Callable[[], int]:
    """How many areas have been added since."""
    before = PracticeArea.objects.count()
    return lambda: PracticeArea.objects.count() - before


def test_a_form_sent_twice_takes_effect_once_and_is_answered_alike(user, added):
    token = keys.new(user.pk)
    answers = [view(request(user, once=token, name="Sea")).url for _ in range(3)]
    assert len(set(answers)) == 1
    assert added() == 1


def test_the_next_form_takes_effect_again(user, added):
    for _ in range(2):
        view(request(user, once=keys.new(user.pk), name="Sea"))
    assert added() == 2


def test_the_same_key_with_other_words_is_a_conflict(user, added):
    token = keys.new(user.pk)
    view(request(user, once=token, name="Sea"))
    with pytest.raises(FormConflict):
        view(request(user, once=token, name="Air"))
    assert added() == 1


def test_a_form_that_failed_may_be_sent_again(user, added):
    token = keys.new(user.pk)
    with pytest.raises(KeyError):
        view(request(user, once=token))
    assert not OnceKey.objects.exists()
    view(request(user, once=token, name="Sea"))
    assert added() == 1


@pytest.mark.parametrize("token", ["", "x", "abc:def:ghi"])
def test_a_form_without_a_good_key_is_refused(user, added, token):
    with pytest.raises(SuspiciousOperation):
        view(request(user, once=token, name="Sea"))
    assert added() == 0


def test_another_persons_key_is_refused(user, added):
    with pytest.raises(SuspiciousOperation):
        view(request(user, once=keys.new(factories.UserFactory().pk), name="Sea"))
    assert added() == 0


def test_a_forged_key_is_no_key(user):
    token = keys.new(user.pk)
    body, _, signature = token.rpartition(":")
    assert keys.read(token) == keys.FormKey(user.pk, keys.read(token).key)
    assert keys.read(f"{body}:{signature[::-1]}") is None
    assert keys.read(f"x{token}") is None


def test_a_key_is_good_for_thirty_days(user, at):
    at(datetime(2026, 1, 1, tzinfo=UTC))
    token = keys.new(user.pk)
    at(datetime(2026, 1, 31, tzinfo=UTC))
    assert keys.read(token)
    at(datetime(2026, 1, 31, 0, 0, 1, tzinfo=UTC))
    assert keys.read(token) is None


def test_each_form_shown_has_a_key_of_its_own_for_its_person(user):
    page = request(user)
    template = Template("{% load once %}{% once %}{% once %}")
    tokens = re.findall(r'name="once" value="([^"]+)"', template.render(Context({"request": page})))
    assert len(set(tokens)) == 2
    assert all(keys.read(token).user_id == user.pk for token in tokens)


def test_two_people_may_use_one_key_in_one_scope_each(user):
    other = factories.UserFactory()
    for person in (user, other):
        assert services.take(user_id=person.pk, scope="a", key="k", body_hash="x")
    assert services.take(user_id=user.pk, scope="b", key="k", body_hash="x")
    assert services.take(user_id=user.pk, scope="a", key="k", body_hash="x") is None


class TestFingerprint:
    """What makes two forms the same form."""

    def test_keys_tokens_and_order_make_no_difference(self, user):
        one = request(user, a="1", b="2", once="x", csrfmiddlewaretoken="y")
        assert body_hash(one) == body_hash(request(user, b="2", a="1", once="z"))

    @pytest.mark.parametrize("other", [{"a": "2"}, {"a": ["1", "1"]}, {"a": "1", "b": ""}, {"c": "1"}])
    def test_every_word_makes_one(self, user, other):
        assert body_hash(request(user, a="1")) != body_hash(request(user, **other))

    def test_so_does_every_file(self, user):
        def sent(*sizes: int) -> str:
            made = request(user, files=[SimpleUploadedFile("a.pdf", b"x" * size) for size in sizes])
            try:
                return body_hash(made)
            finally:
                made.close()

        assert sent(1, 2) == sent(1, 2)
        assert len({sent(2), sent(1, 2), sent(2, 2), sent(1, 3)}) == 4

    def test_a_file_counts_by_its_content_and_stays_to_be_read(self, user):
        def sent(content: bytes) -> tuple[str, bytes]:
            made = request(user, files=[SimpleUploadedFile("a.pdf", content)])
            try:
                return body_hash(made), made.FILES["files"].read()
            finally:
                made.close()

        (one, read), (other, _) = sent(b"one"), sent(b"two")
        assert one != other
        assert read == b"one"

    def test_a_postcode_is_no_secret_code(self, user):
        assert body_hash(request(user, postcode="A")) != body_hash(request(user, postcode="B"))


def side_by_side(work: Callable[[], object], workers: int = 2) -> list[object]:
    """Runs `work` in threads with connections of their own; returns what each returned or raised."""
    results: list[object] = []
    start = threading.Barrier(workers, timeout=10)

    def run() -> None:
        start.wait()
        try:
            results.append(work())
        except Exception as raised:
            results.append(raised)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_a_double_click_takes_effect_once(user, added):
    for _ in range(10):
        token = keys.new(user.pk)
        answers = side_by_side(lambda token=token: view(request(user, once=token, name="Sea")).url)
        assert len(set(answers)) == 1, answers
    assert added() == 10


@pytest.mark.django_db(transaction=True)
def test_a_double_click_without_the_key_takes_effect_twice(user, added, monkeypatch):
    """The control: the unique row in the database protects, nothing else."""
    both = threading.Barrier(2, timeout=10)

    def unguarded(*, user_id, scope, key, body_hash):
        both.wait()
        return OnceKey(user_id=user_id, scope=scope, key=key, body_hash=body_hash)

    monkeypatch.setattr(services, "take", unguarded)
    monkeypatch.setattr(OnceKey, "save", lambda row, **options: None)
    token = keys.new(user.pk)
    side_by_side(lambda: _add_with_random_code(request(user, once=token, name="Sea")))
    assert added() == 2


def _add_with_random_code(request: HttpRequest) -> None:
    with once(request, scope="test.add") as turn:
        if turn.first:
            PracticeArea.objects.create(code=threading.current_thread().name, name=request.POST["name"])
            turn.answer("/")


@pytest.mark.django_db(transaction=True)
def test_the_second_click_waits_for_the_first_and_goes_ahead_where_that_failed(user):
    first_is_in, second_done = threading.Event(), []
    name = {"user_id": user.pk, "scope": "a", "key": "k", "body_hash": "x"}

    def second() -> None:
        first_is_in.wait(10)
        try:
            with transaction.atomic():
                second_done.append(services.take(**name))
        finally:
            connection.close()

    thread = threading.Thread(target=second)
    thread.start()
    with transaction.atomic():
        assert services.take(**name)
        first_is_in.set()
        thread.join(0.5)
        assert thread.is_alive(), "the second waits"
        transaction.set_rollback(True)
    thread.join(10)
    assert second_done[0] is not None, "the second took effect"


def test_old_keys_and_forms_are_forgotten(user):
    services.take(user_id=user.pk, scope="a", key="k", body_hash="x")
    services.hold(user_id=user.pk, path="/a/", fields={"a": ["1"]})
    used_at = OnceKey.objects.get().used_at
    assert services.forget_old(at=used_at + services.KEEP) == 0
    assert tasks.forget() == 0
    OnceKey.objects.update(used_at=F("used_at") - services.KEEP - timedelta(minutes=1))
    HeldForm.objects.update(held_at=F("held_at") - services.KEEP - timedelta(minutes=1))
    assert tasks.forget() == 2


def test_a_conflict_is_a_page_that_keeps_what_was_typed(user):
    page = request(user, once="x", name="Law of <the> sea", password="river", csrfmiddlewaretoken="y")
    answer = FormConflictMiddleware(lambda request: HttpResponse()).process_exception(page, FormConflict())
    assert answer.status_code == 409
    assert b"Law of &lt;the&gt; sea" in answer.content
    assert b"river" not in answer.content


def test_other_failures_are_left_to_others(user):
    middleware = FormConflictMiddleware(lambda request: HttpResponse())
    assert middleware.process_exception(request(user), ValueError()) is None
