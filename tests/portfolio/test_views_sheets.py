"""The pages of an example without a script: begun, saved, refused, sent too late, changed elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from applications.models import Typed
from cilexportal.foundation.idempotency.models import HeldForm
from cpd.models import Record
from portfolio.models import Sheet, SheetVersion
from tests import factories as people
from tests.applications.factories import NOON
from tests.portfolio import factories

pytestmark = pytest.mark.django_db
WORDS = {"how_met": "I wrote to the client.", "how_shown": "Page 2.", "learned": "Much.", "listing": ""}
HIDDEN = re.compile(r'<input type="hidden" name="(version|once)" value="([^"]*)"')


class Pages:
    """A person's portfolio, and their browser in it."""

    def __init__(self, sign_in: Callable[..., Client]) -> None:
        self.member = people.MemberFactory()
        self.portfolio = factories.portfolio(self.member.user)
        self.sign_in = sign_in
        self.client = sign_in(self.member.user)
        self.root = f"/applications/{self.portfolio.case.application.uuid}/portfolio/"
        self.url = ""

    def open(self, url: str) -> str:
        answer = self.client.get(url, follow=True)
        assert answer.status_code == 200
        self.url = answer.request["PATH_INFO"]
        return unescape(answer.content.decode())

    def post(self, url: str, **fields: Any) -> str:
        """Presses a button of a page that asks once more, and reads where it leads."""
        answer = self.client.post(url, {**people.once(self.member.user), **fields}, follow=True)
        assert answer.status_code == 200
        self.url = answer.request["PATH_INFO"]
        return unescape(answer.content.decode())

    def begin(self, code: str = "1.1-1", kind: str = "sheet") -> str:
        return self.post(f"{self.root}places/{code}/", do=kind)

    def send(self, page: str, **fields: Any) -> Any:
        return self.client.post(self.url, {**dict(HIDDEN.findall(page)), **fields})

    def put(self, page: str, version: int, **fields: str) -> int:
        """The script of a page keeps what is typed in it."""
        sheet = Sheet.objects.get(uuid=self.url.rstrip("/").rpartition("/")[2])
        url = self.root.replace("portfolio/", f"typed/sheet:{sheet.uuid}/")
        body = json.dumps({"version": version, "fields": fields})
        headers = {"X-Once": dict(HIDDEN.findall(page))["once"]}
        status: int = self.client.put(url, body, content_type="application/json", headers=headers).status_code
        return status


@pytest.fixture
def pages(sign_in: Callable[..., Client], at: Callable[..., None]) -> Pages:
    at(NOON)
    return Pages(sign_in)


@pytest.mark.clause("HB-57c")
def test_a_refused_file_is_offered_for_no_place_and_says_where_another_is_sent(pages: Pages) -> None:
    refused = factories.document(pages.portfolio, state="refused", filename="locked.pdf")
    sheet = factories.sheet(pages.portfolio, upload=refused)
    assert "Put it here" not in pages.open(f"{pages.root}places/1.1-1/")
    assert f'Add the mended file under <a class="govuk-link" href="{pages.root}import/"' in pages.open(
        f"{pages.root}sheets/{sheet.uuid}/"
    )


@pytest.mark.clause("HB-35a", "HB-46", "HB-46a", "HB-46c")
def test_a_sheet_is_begun_in_its_place_and_says_what_is_still_to_do(pages: Pages) -> None:
    assert "1.1(1) Legal research" in pages.open(f"{pages.root}places/1.1-1/")
    page = pages.begin()
    assert "Say how you saw that research was called for." in page
    assert f"membership number {pages.member.number}" in page
    answer = pages.send(page, do="save", **{**WORDS, "how_shown": "", "ticked": ["a", "z"]})
    assert (answer.status_code, answer.url) == (302, pages.url)
    page = pages.open(pages.url)
    assert "Started" in page
    assert "Explain how the evidence shows it." in page
    assert "Add at least one piece of evidence." in page
    assert Sheet.objects.get().ticked == ["a"]
    assert "I wrote to the client." in pages.open(f"{pages.root}places/1.1-1/")
    assert pages.client.get(f"{pages.root}places/1.1-9/").status_code == 404


@pytest.mark.clause("REC-17")
def test_a_form_that_cannot_be_read_is_kept_as_it_was_typed(pages: Pages) -> None:
    page = pages.begin(kind="statement")
    answer = pages.send(page, do="save", how_met="Kept words", worked_on_day="31", worked_on_month="2",
                        worked_on_year="2026", worked_until_day="1")  # fmt: skip
    assert answer.status_code == 422
    assert "February 2026 has 28 days" in answer.content.decode()
    assert Typed.objects.get().fields["worked_on_day"] == "31"
    again = pages.open(pages.url)
    assert "Kept words" in again
    assert not SheetVersion.objects.exists()
    days = {"worked_on_day": "2", "worked_on_month": "3", "worked_on_year": "2026"}
    assert pages.send(again, do="save", how_met="Kept words", **days).status_code == 302
    assert str(Sheet.objects.get().worked_on) == "2026-03-02"


@pytest.mark.clause("REC-17")
def test_two_tabs_never_overwrite_each_other_in_silence(pages: Pages) -> None:
    first, second = pages.begin(), pages.open(f"{pages.root}places/1.1-1/")
    assert pages.put(first, 0, how_met="The first tab types") == 200
    assert pages.put(second, 0, how_met="The second tab types") == 409
    answer = pages.send(second, do="save", **WORDS)
    page = unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "The first tab types" in page
    assert "I wrote to the client." in page
    assert not SheetVersion.objects.exists()
    assert pages.send(page, do="save", **WORDS).status_code == 302
    answer = pages.send(first, do="later", **{**WORDS, "how_met": "The first tab again"})
    assert answer.status_code == 409
    assert "The first tab again" in answer.content.decode()
    assert Sheet.objects.get().how_met == "I wrote to the client."


@pytest.mark.clause("REC-17", "REC-16")
def test_a_form_sent_after_the_session_ended_is_in_its_boxes_again_and_kept(pages: Pages) -> None:
    page = pages.begin()
    pages.client.session.flush()
    answer = pages.send(page, do="save", **WORDS)
    assert answer.url.startswith("/account/login/")
    pages.client = pages.sign_in(pages.member.user)
    again = pages.open(pages.url)
    assert "I wrote to the client." in again
    assert "You were signed out before this was saved." in again
    assert Typed.objects.get().fields["how_met"] == "I wrote to the client."
    assert not HeldForm.objects.exists()
    assert pages.send(again, do="save", **WORDS).status_code == 302
    assert Sheet.objects.get().how_shown == "Page 2."


@pytest.mark.clause("REC-17", "REC-16")
def test_a_held_form_that_was_overtaken_stays_held_until_its_person_chooses(pages: Pages) -> None:
    page = pages.begin()
    pages.client.session.flush()
    pages.send(page, do="save", **{**WORDS, "how_met": "Held before"})
    pages.client = pages.sign_in(pages.member.user)
    sheet = Sheet.objects.get()
    Typed.objects.create(
        application=pages.portfolio.case.application, page=f"sheet:{sheet.uuid}", fields={"how_met": "Typed since"},
        page_key="other", saved_at=NOON,
    )  # fmt: skip
    for _ in range(2):
        both = pages.client.get(pages.url)
        assert both.status_code == 409
        assert "Held before" in both.content.decode()
        assert "Typed since" in both.content.decode()
    pages.send(both.content.decode(), do="save", **{**WORDS, "how_met": "Both in one"})
    assert Sheet.objects.get().how_met == "Both in one"
    assert not HeldForm.objects.exists()


@pytest.mark.clause("REC-17")
def test_what_is_kept_for_later_is_there_again_and_listed_as_not_saved(pages: Pages) -> None:
    page = pages.begin()
    assert pages.send(page, do="later", **WORDS).status_code == 302
    assert "Typed and not saved" in pages.open(f"{pages.root}parked/")
    page = pages.open(f"{pages.root}places/1.1-1/")
    assert "Showing what you typed on" in page
    assert "I wrote to the client." in page


@pytest.mark.clause("HB-43", "HB-46b", "HB-57b")
def test_evidence_is_added_arranged_and_taken_off_with_the_words_saved(pages: Pages) -> None:
    one, other = factories.piece(pages.portfolio), factories.piece(pages.portfolio)
    page = pages.begin()
    for piece in (one, other):
        pages.send(page, do="add", add_piece=str(piece.uuid), **WORDS)
        page = pages.open(pages.url)
    pages.send(page, do=f"up:{other.uuid}", **WORDS)
    page = pages.open(pages.url)
    assert page.index("Letter 2, Letter or email written for the matter, 2 March 2026") < page.index("Letter 1, L")
    pages.send(page, do=f"off:{one.uuid}", **{**WORDS, "how_met": "Words beside"})
    assert [on.piece for on in Sheet.objects.get().on_it.all()] == [other]
    assert Sheet.objects.get().how_met == "Words beside"
    page = pages.open(pages.url)
    pages.send(page, do="off:nothing", **WORDS)
    assert pages.send(pages.open(pages.url), do="add", add_piece="", **WORDS).url == f"{pages.url}#pieces"


@pytest.mark.clause("HB-35", "HB-48")
def test_an_example_is_moved_turned_removed_and_brought_back_each_after_being_asked(pages: Pages) -> None:
    page = pages.begin()
    sheet = Sheet.objects.get()
    at = f"{pages.root}sheets/{sheet.uuid}/"
    assert pages.send(page, do="go:move", **WORDS).url == f"{at}move/"
    assert "2.1" in pages.open(f"{at}move/")
    assert "Parked example" in pages.post(f"{at}move/", to="park")
    assert "I wrote to the client." in pages.open(f"{pages.root}parked/")
    assert "3.1" in pages.post(f"{pages.root}places/3.1-1/", do=str(sheet.uuid))
    assert "personal statement" in pages.open(f"{at}turn/")
    assert "Why is there no evidence?" in pages.post(f"{at}turn/")
    assert "Bring it back" in pages.post(f"{at}remove/")
    assert "Why is there no evidence?" in pages.post(f"{at}back/")
    assert "There is an example in this place already" in pages.post(f"{pages.root}places/3.1-1/", do="sheet")


@pytest.mark.clause("HB-49")
def test_before_another_statement_it_is_said_how_many_there_are(pages: Pages) -> None:
    for number in (1, 2, 3):
        factories.sheet(pages.portfolio, f"1.1-{number}", kind="statement")
    assert "You use 3 of 4." in pages.open(f"{pages.root}places/2.1-1/")


@pytest.mark.clause("HB-46d")
def test_what_was_learned_becomes_one_cpd_draft(pages: Pages) -> None:
    page = pages.begin()
    for _ in range(2):
        assert pages.send(page, do="cpd", **WORDS).url == f"{pages.url}#cpd"
        page = pages.open(pages.url)
    assert "Your CPD draft from this example" in page
    record = Record.objects.get()
    assert (record.typing.fields["learned"], record.member) == ("Much.", pages.member)
    Record.objects.update(deleted_at=NOON)
    pages.send(page, do="cpd", **WORDS)
    assert "You deleted the draft of this example" in pages.open(pages.url)


@pytest.mark.clause("HB-48", "REC-17")
def test_an_example_that_was_turned_in_another_tab_gives_back_what_has_no_box_now(pages: Pages) -> None:
    page, url = pages.begin(), pages.url
    pages.post(f"{url}turn/")
    pages.url = url
    answer = pages.send(page, do="save", **WORDS)
    assert answer.status_code == 409
    shown = unescape(answer.content.decode())
    assert "What you wrote for “How does the evidence show it?” has no box now, so copy it: Page 2." in shown
    assert "I wrote to the client.</textarea>" in shown


def test_versions_are_listed_compared_and_taken_up(pages: Pages) -> None:
    page = pages.begin()
    sheet = Sheet.objects.get()
    at = f"{pages.root}sheets/{sheet.uuid}/"
    assert "Nothing was saved yet" in pages.open(f"{at}versions/")
    pages.url = at
    for words in ("First.", "Second."):
        pages.send(page, do="save", **{**WORDS, "how_met": words})
        page = pages.open(at)
    found = pages.open(f"{at}versions/?first=1&second=2")
    assert re.search(r"<del>.*First\..*</del>", found)
    assert re.search(r"<ins>.*Second\..*</ins>", found)
    pages.open(f"{at}versions/?first=%00&second={'9' * 30}")
    assert "First." in pages.post(f"{at}versions/", number="1")
    assert Sheet.objects.get().how_met == "Second."


def test_nobody_elses_example_is_found_under_any_address(pages: Pages) -> None:
    stranger = factories.sheet(factories.portfolio(), "1.1-1")
    for tail in ("", "move/", "turn/", "remove/", "versions/"):
        assert pages.client.get(f"{pages.root}sheets/{stranger.uuid}/{tail}").status_code == 404
    answer = pages.client.post(
        f"{pages.root}places/2.1-1/", {"do": str(stranger.uuid), **people.once(pages.member.user)}
    )
    assert answer.status_code == 404


def test_the_page_asks_as_much_with_thirty_pieces_as_with_one(pages: Pages) -> None:
    counts = []
    for number in (1, 3, 30):
        sheet = factories.sheet(pages.portfolio, f"1.1-{len(counts) + 1}")
        for _ in range(number):
            factories.piece(pages.portfolio, sheet)
        pages.client.get(f"{pages.root}sheets/{sheet.uuid}/")
        with CaptureQueriesContext(connection) as asked:
            pages.client.get(f"{pages.root}sheets/{sheet.uuid}/")
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts
