"""Print-outs: asked for once, made by the worker, parked when they cannot be made."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.http import Http404
from django.template import TemplateDoesNotExist

from cilexportal.foundation import printing
from cilexportal.foundation.documents import making, printouts, queries, services, tasks
from cilexportal.foundation.documents.models import Printout, PrintoutState
from cilexportal.foundation.documents.printouts import Kind, Page
from cilexportal.foundation.documents.views import printed
from cilexportal.foundation.rulebook.refusal import Refused
from tests import factories
from tests.foundation.documents.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kind(monkeypatch) -> Kind:
    """A kind whose page greets the name it is given; without a name it cannot be built."""
    monkeypatch.setattr(printouts, "_kinds", {})
    made = Kind("test", lambda params: Page("print/base.html", {}, f"Hello {params['name']}"))
    printouts.register(made)
    return made


def ask(user, *, key: str = "1", **fields) -> Printout:
    given = {"kind": "test", "params": {"name": "<Ada>"}, "filename": "hello.pdf", "at": NOW}
    return services.request_printout(owner=user, key=key, **{**given, **fields})


@pytest.mark.pango
def test_a_printout_is_made_by_the_worker(user, stored):
    printout = ask(user)
    assert printout.state == PrintoutState.WAITING
    assert tasks.print_waiting() == 1
    printout.refresh_from_db()
    assert printout.state == PrintoutState.READY
    content = stored(printout)
    assert content.startswith(b"%PDF-")
    assert printout.sha256 == hashlib.sha256(content).hexdigest()


def test_the_words_of_a_page_are_escaped(user, monkeypatch):
    pages = []
    monkeypatch.setattr(printing, "pdf", lambda html, *, title: pages.append(html) or b"%PDF-")
    ask(user)
    making.print_waiting(at=NOW, limit=1)
    assert "Hello &lt;Ada&gt;" in pages[0]


def test_the_same_key_gives_the_same_printout(user):
    first = ask(user)
    assert ask(user) == first
    assert ask(user, key="2") != first
    assert ask(factories.UserFactory()) != first


def test_only_so_many_are_made_for_a_person_in_an_hour(user):
    first, *_ = [ask(user, key=str(number)) for number in range(services.MOST_PRINTOUTS_AN_HOUR)]
    with pytest.raises(Refused, match="Try again in an hour"):
        ask(user, key="more")
    assert ask(user, key="0") == first
    assert ask(factories.UserFactory(), key="more")
    assert ask(user, key="more", at=NOW + timedelta(hours=1))


def test_an_undeclared_kind_is_refused_at_once(user):
    with pytest.raises(printouts.UnknownKind):
        ask(user, kind="nobody.knows")


def test_a_code_belongs_to_one_kind(kind):
    printouts.register(kind)
    with pytest.raises(ValueError, match="called test"):
        printouts.register(Kind("test", lambda params: Page("x", {}, "x")))


def test_one_that_cannot_be_made_is_parked_after_three_attempts_and_may_be_asked_for_again(user):
    printout = ask(user, params={})
    for attempt in range(1, queries.ATTEMPTS + 1):
        assert making.print_waiting(at=NOW, limit=1) == 1
        printout.refresh_from_db()
        assert printout.attempts == attempt
        Printout.objects.update(claimed_at=None)
    assert printout.state == PrintoutState.FAILED
    assert making.print_waiting(at=NOW, limit=1) == 0
    assert ask(user, params={}).state == PrintoutState.WAITING


def test_one_that_fails_does_not_hold_up_the_rest(user, monkeypatch):
    monkeypatch.setattr(printing, "pdf", lambda html, *, title: b"%PDF-")
    ask(user, params={}, key="bad")
    good = ask(user)
    assert making.print_waiting(at=NOW, limit=5) == 2
    good.refresh_from_db()
    assert good.state == PrintoutState.READY


def test_only_a_ready_printout_is_given_out(user, monkeypatch):
    monkeypatch.setattr(printing, "pdf", lambda html, *, title: b"%PDF-")
    printout = ask(user)
    with pytest.raises(Http404):
        printed(printout)
    making.print_waiting(at=NOW, limit=1)
    printout.refresh_from_db()
    answer = printed(printout)
    assert b"".join(answer.streaming_content) == b"%PDF-"
    assert answer["Content-Disposition"] == 'attachment; filename="hello.pdf"'
    answer.close()


def test_a_missing_template_is_a_failure_like_any_other(user, monkeypatch, kind):
    monkeypatch.setitem(printouts._kinds, "test", Kind("test", lambda params: Page("print/none.html", {}, "x")))
    printout = ask(user)
    with pytest.raises(TemplateDoesNotExist):
        making._make(printout)
    assert making.print_waiting(at=NOW, limit=1) == 1


def test_one_that_is_forgotten_goes_with_its_file(user, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(printing, "pdf", lambda html, *, title: b"%PDF-")
    printout = ask(user)
    making.print_waiting(at=NOW, limit=1)
    printout.refresh_from_db()
    assert default_storage.exists(printout.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        services.forget_printout(printout=printout)
    assert not Printout.objects.exists()
    assert not default_storage.exists(printout.file.name)


def test_one_that_is_forgotten_while_it_is_made_leaves_no_file(user, monkeypatch):
    printout = ask(user)
    monkeypatch.setattr(printing, "pdf", lambda html, *, title: Printout.objects.all().delete() and b"%PDF-")
    making.print_waiting(at=NOW, limit=1)
    assert not default_storage.exists(f"printouts/{printout.uuid.hex[:2]}/{printout.uuid}.pdf")


def test_kinds_that_only_a_page_of_their_own_gives_out_are_named(kind):
    printouts.register(Kind("kept", kind.build, guarded=True))
    assert printouts.guarded() == ["kept"]
