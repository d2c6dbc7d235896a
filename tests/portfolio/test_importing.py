"""Finished sheets made elsewhere: many at once, matched by the numbers in their names, and nothing counts unseen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cilexportal.foundation.documents import checking
from cilexportal.foundation.documents.models import Document, DocumentState
from cilexportal.foundation.rulebook.refusal import Refused
from portfolio.models import Portfolio, Sheet
from portfolio.queries import importing as queries
from portfolio.queries.examples import examples_of, slot_of
from portfolio.rules import importing as rules
from portfolio.rules.placing import TAKEN
from portfolio.rules.slots import Slot
from portfolio.services import importing
from tests import factories as people
from tests.applications.factories import NOON
from tests.foundation.documents import corpus, hostile
from tests.portfolio import factories

pytestmark = pytest.mark.django_db
FIRST, SECOND = Slot(1, 1, 1), Slot(1, 1, 2)


@pytest.fixture
def mine() -> Portfolio:
    return factories.portfolio()


def bring(mine: Portfolio, name: str, content: bytes | None = None) -> Sheet:
    file = SimpleUploadedFile(name, hostile.pdf(words=b"% " + name.encode()) if content is None else content)
    told = {"portfolio": mine, "by": mine.case.application.user, "at": NOON}
    return importing.take(document=importing.receive(upload=file, **told), **told)


def waits(mine: Portfolio, name: str, state: str = DocumentState.CLEAN) -> Sheet:
    return factories.sheet(mine, upload=factories.document(mine, state=state, filename=name), how_met="")


def place(mine: Portfolio, chosen: dict[Sheet, str]) -> int:
    choices = {sheet.uuid: code for sheet, code in chosen.items()}
    return importing.place(portfolio=mine, choices=choices, by=mine.case.application.user, at=NOON)


@pytest.mark.clause("HB-46")
def test_a_finished_sheet_counts_once_it_is_checked_and_has_been_given_its_place(mine) -> None:
    sheet = bring(mine, "Sheet 1.1 (2).pdf")
    with pytest.raises(importing.NotPlaced) as early:
        place(mine, {sheet: "1.1-2"})
    assert early.value.why[str(sheet.uuid)].sentence == rules.UNCHECKED
    assert checking.check_waiting(at=NOON, limit=5) == 1
    assert examples_of(mine.pk) == {}
    (one,) = queries.brought(mine)
    assert (one.code, one.why, one.taken) == ("1.1-2", None, False)
    assert place(mine, {sheet: one.code}) == 1
    assert examples_of(mine.pk)[SECOND].finished
    assert queries.brought(mine) == []


@pytest.mark.clause("HB-46a")
@pytest.mark.parametrize(
    ("name", "code"),
    [("1.1(3).pdf", "1.1-3"), (" 1.1 ( 2 ) .pdf", "1.1-2"), ("6.3.pdf", "6.3-1"), ("6.3(1) final.pdf", "6.3-1"),
     ("1.1.pdf", ""), ("1.1(4).pdf", ""), ("7.1.pdf", ""), ("34.pdf", ""), ("1.1(1) and 1.1(2).pdf", "")],
)  # fmt: skip
def test_the_place_is_read_from_the_name(mine, name, code) -> None:
    waits(mine, name)
    (one,) = queries.brought(mine)
    assert (one.code, one.why is None) == (code, bool(code))


@pytest.mark.clause("HB-57a")
def test_the_same_file_from_two_pages_at_once_is_one_sheet(mine) -> None:
    told = {"portfolio": mine, "by": mine.case.application.user, "at": NOON}
    content = hostile.pdf()
    both = [SimpleUploadedFile("1.1(1).pdf", content) for _ in range(2)]
    first, second = [importing.receive(upload=one, **told) for one in both]
    importing.take(document=first, **told)
    with pytest.raises(Refused, match=r"with your examples already"):
        importing.take(document=second, **told)


@pytest.mark.clause("HB-57a")
def test_two_in_one_place_are_refused_and_nothing_is_placed(mine) -> None:
    first, second, third = (waits(mine, f"{number}.pdf") for number in range(3))
    factories.sheet(mine, "2.1-1")
    with pytest.raises(importing.NotPlaced) as no:
        place(mine, {first: "1.1-1", second: "1.1-1", third: "2.1-1"})
    sentences = {code: refusal.sentence for code, refusal in no.value.why.items()}
    assert sentences == {str(first.uuid): rules.TWICE, str(second.uuid): rules.TWICE, str(third.uuid): TAKEN}
    first.refresh_from_db()
    assert slot_of(first) is None
    with pytest.raises(importing.NotPlaced):
        place(mine, {first: "9.9-9"})
    assert place(mine, {first: "1.1-1", second: ""}) == 1


@pytest.mark.clause("HB-57c")
@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("1.1(1).docx", corpus.word(), rules.NO_PDF),
        ("1.1(1).png", corpus.picture(), rules.NO_PDF),
        ("1.1(1).docx", b"PK", rules.NO_PDF),
        ("1.1(1).txt", corpus.pdf(), "The file is a PDF, but its name does not end in .pdf."),
        ("1.1(1).pdf", b"", "The file is empty. Choose another one."),
    ],
    ids=["word", "picture", "neither", "other name", "empty"],
)
def test_nothing_but_a_pdf_is_a_finished_sheet(mine, name, content, sentence) -> None:
    with pytest.raises(Refused) as no:
        bring(mine, name, content)
    assert no.value.refusals[0].sentence == sentence
    assert not Document.objects.exists()


def test_the_same_file_is_taken_once(mine) -> None:
    content = hostile.pdf()
    bring(mine, "a.pdf", content)
    with pytest.raises(Refused) as no:
        bring(mine, "b.pdf", content)
    assert no.value.refusals[0].sentence == rules.KNOWN


def test_somebody_elses_files_are_neither_placed_nor_seen(mine) -> None:
    other, own = waits(factories.portfolio(people.UserFactory()), "1.1(1).pdf"), waits(mine, "1.1(2).pdf")
    with pytest.raises(Refused, match="Look at the places again"):
        place(mine, {other: "1.1-1", own: "1.1-2"})
    assert not examples_of(mine.pk)
    assert not examples_of(other.portfolio_id)
    assert queries.file_of(mine, other.uuid) is None


@pytest.mark.clause("HB-57a")
def test_what_was_placed_in_another_tab_is_not_passed_over(mine) -> None:
    sheet = waits(mine, "1.1(1).pdf")
    assert place(mine, {sheet: "1.1-1"}) == 1
    with pytest.raises(Refused, match="in another tab"):
        place(mine, {sheet: "1.1-2"})
    assert set(examples_of(mine.pk)) == {FIRST}


@pytest.fixture
def client(mine, sign_in) -> Client:
    return sign_in(mine.case.application.user)


def url(mine: Portfolio, name: str, *more: object) -> str:
    return reverse(f"portfolio:{name}", args=[mine.case.application.uuid, *more])


@pytest.fixture
def post(client, mine) -> Callable[..., object]:
    """`post(name, data)` sends a form of the page with its key."""

    def send(name: str, **data: object):
        page = client.get(url(mine, "imports")).content.decode()
        key = page.partition('name="once" value="')[2].partition('"')[0]
        return client.post(url(mine, name), {"once": key, **data}, follow=True)

    return send


def test_files_are_brought_looked_at_and_placed(mine, client, post) -> None:
    files = [SimpleUploadedFile(name, hostile.pdf(words=name.encode())) for name in ("1.1(1).pdf", "no number.pdf")]
    page = post("import_bring", files=[*files, SimpleUploadedFile("c.exe", b"MZ")]).content.decode()
    assert "2 files are here, and being checked." in page, "one line, however many they are"
    assert "c.exe was not taken." in page
    state, page = (client.get(url(mine, name)).text for name in ("import_state", "imports"))
    assert ("2 files of 2 being checked" in state, state.count("Being checked"), page.count("Being checked")) == (
        True, 2, 2,
    )  # fmt: skip
    checking.check_waiting(at=NOON, limit=1)
    state, page = (client.get(url(mine, name)).text for name in ("import_state", "imports"))
    assert ("1 file of 2 being checked" in state, state.count("Being checked")) == (True, 1)
    assert state.strip() in page, "what is fetched anew is all that says so"
    assert page.count("Being checked") == 1
    checking.check_waiting(at=NOON, limit=5)
    state = client.get(url(mine, "import_state")).text
    assert ("Every file is checked." in state, "Being checked" in state) == (True, False)
    page = client.get(url(mine, "imports")).content.decode()
    assert '<option value="1.1-1" selected>1.1(1)</option>' in page
    assert "has no number of an example" in page
    assert "Logbook sheet: no number.pdf" in client.get(url(mine, "parked")).content.decode(), "it has no words to show"
    sheet = Sheet.objects.get(upload__filename="1.1(1).pdf")
    assert client.get(url(mine, "import_file", sheet.uuid))["Content-Disposition"].startswith("attachment")
    other = Sheet.objects.get(upload__filename="no number.pdf")
    both = {f"place-{sheet.uuid}": "1.1-1", f"place-{other.uuid}": "1.1-1"}
    again = post("import_place", **both)
    assert again.status_code == 422
    assert again.content.decode().count(rules.TWICE) == 4
    said = post("import_place", **{f"place-{sheet.uuid}": "1.1-1", f"place-{other.uuid}": ""}).content.decode()
    assert "One finished sheet has its place now." in said
    assert set(examples_of(mine.pk)) == {FIRST}


def test_the_page_asks_the_same_of_the_database_however_many_files_wait(mine, client) -> None:
    asked = []
    for number in (1, 3, 12):
        for _ in range(number):
            waits(mine, f"{number}.pdf")
        with CaptureQueriesContext(
            connection,
        ) as queries_made:
            client.get(url(mine, "imports"))
        asked.append(len(queries_made))
    assert asked[1] == asked[2] <= asked[0]
