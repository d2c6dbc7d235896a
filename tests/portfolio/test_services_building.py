"""A portfolio's files: what stands in them and where, what is made again, kills, splits, and who may have them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage

from cilexportal.foundation import joining, printing, sealing
from cilexportal.foundation.rulebook.refusal import Refused
from portfolio.models import Build, BuiltFile, MadePart, Portfolio, Sheet
from portfolio.queries.builds import standing
from portfolio.queries.content import gathered
from portfolio.services import building, made, workshop
from tests.applications.factories import NOON
from tests.foundation.test_sealing import checked
from tests.portfolio import factories
from tests.portfolio.building_world import built, document, files_in_rows, files_on_disk, filled, pdf, piece

HEADING = re.compile(r"(?:Logbook sheet|Letter for|Shared|Made elsewhere)(?: [\d.()-]+)?")
pytestmark = [pytest.mark.django_db, pytest.mark.pango]


@pytest.fixture
def limit(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets how many bytes one file may have."""

    def to(most: int) -> None:
        usual = building.data_of

        class Data:
            class evidence:
                most_bytes = most

        monkeypatch.setattr(building, "data_of", lambda portfolio: Data if usual(portfolio) else None)

    return to


def content_of(build: Build, number: int | None = None) -> bytes:
    [file] = BuiltFile.objects.select_related("made").filter(build=build, competency=number)
    with default_storage.open(file.made.file.name or "", "rb") as stored:
        return stored.read()


def texts(content: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]


def headings(pages: list[str]) -> list[str]:
    """What stands at the top of each page after cover and contents."""
    return [found[0] for text in pages[2:] if (found := HEADING.search(text))]


def printings(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What is printed from now on, as the ids of parts."""
    seen: list[list[str]] = []
    usual = printing.pdfs

    def watched(html: str, *, parts: list[str]) -> Any:
        seen.append(list(parts))
        return usual(html, parts=parts)

    monkeypatch.setattr(printing, "pdfs", watched)
    return seen


@pytest.mark.clause("HB-57b", "HB-46", "HB-57d")
def test_one_sealed_file_has_every_sheet_followed_by_its_evidence_in_order() -> None:
    of = filled()
    whole = content_of(built(of))
    pages = texts(whole)
    assert headings(pages) == [
        "Logbook sheet 1.1(1)", "Letter for 1.1-1", "Letter for 1.1-1",
        "Logbook sheet 1.1(2)", "Letter for 1.1-2", "Letter for 1.1-2",
        "Logbook sheet 2.1", "Letter for 2.1-1", "Letter for 2.1-1",
    ]  # fmt: skip
    application = of.case.application
    assert application.reference in pages[0]
    assert sum(application.user.full_name in text for text in pages) == 2 + 3
    assert checked(whole).bottom_line
    with pikepdf.open(io.BytesIO(whole)) as made_pdf, made_pdf.open_outline() as outline:
        assert [one.title.split(".")[0] for one in outline.root] == ["Cover", "Contents", "1", "2"]
        assert [one.title.split(" ")[0] for one in outline.root[2].children] == ["1.1(1)", "1.1(2)"]


@pytest.mark.clause("HB-57b")
def test_the_contents_say_on_which_page_everything_begins() -> None:
    pages = texts(content_of(built(filled())))
    lines = [line.split() for line in pages[1].split("\r\n") if line[:1].isdecimal() and line[1] == " "]
    assert [(line[0], line[1]) for line in lines] == [
        ("1", "1.1(1)"), ("2", "Letter"), ("4", "1.1(2)"), ("5", "Letter"), ("7", "2.1"), ("8", "Letter"),
    ]  # fmt: skip


@pytest.mark.clause("HB-57b")
def test_the_same_content_gives_the_same_hash_and_is_not_built_again() -> None:
    of = filled()
    first = built(of)
    assert first.content_sha256 == gathered(of).content.sha256
    Portfolio.objects.filter(pk=of.pk).update(revision=90)
    again = building.ask(portfolio=of, shrink=False, at=NOON)
    assert (again.pk, again.state) == (first.pk, "ready")
    assert not building.build_waiting(at=NOON)


def test_after_one_sheet_is_changed_only_that_one_is_printed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    of = filled()
    before = built(of)
    seen = printings(monkeypatch)
    Sheet.objects.filter(portfolio=of, example=2).update(learned="Something else.")
    after = built(of)
    assert seen == [["part-1.1-2"]]
    assert after.content_sha256 != before.content_sha256
    assert any("Something else." in text for text in texts(content_of(after)))
    assert list(Build.objects.filter(portfolio=of)) == [after]
    assert files_on_disk(of) == files_in_rows(of)
    assert MadePart.objects.filter(portfolio=of).count() == 3 + 1 + 1


@pytest.mark.clause("HB-57d", "HB-57e")
def test_ten_million_bytes_are_one_file_and_a_byte_more_is_one_for_each_competency(
    limit: Callable[[int], None],
) -> None:
    of = filled()
    size = len(content_of(built(of)))
    limit(size)
    Build.objects.update(state="waiting", made_at=None)
    again = built(of)
    assert [one.competency for one in again.files.all()] == [None]
    limit(size - 1)
    Build.objects.update(state="waiting", made_at=None)
    split = built(of)
    assert [(one.competency, one.too_large) for one in split.files.order_by("competency")] == [(1, False), (2, False)]
    second = texts(content_of(split, 2))
    assert headings(second) == ["Logbook sheet 2.1", "Letter for 2.1-1", "Letter for 2.1-1"]
    assert "competency 2" in second[0]
    assert checked(content_of(split, 1)).bottom_line
    assert files_on_disk(of) == files_in_rows(of)


@pytest.mark.clause("HB-57e")
def test_a_competency_over_the_limit_stays_whole_with_a_note_and_the_others_are_left_as_they_are(
    limit: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(120_000)
    of = filled(c2=150_000)
    first = built(of)
    assert [(one.competency, one.too_large) for one in first.files.order_by("competency")] == [(1, False), (2, True)]
    joined: list[str] = []
    usual = joining.join
    monkeypatch.setattr(joining, "join", lambda *a, title, **k: joined.append(title) or usual(*a, title=title, **k))
    Sheet.objects.filter(portfolio=of, competency=2).update(learned="Something else.")
    second = built(of)
    assert [title.rsplit(" ", 1)[1] for title in joined] == ["2"]
    kept = [BuiltFile.objects.get(build=one, competency=1) for one in (second,)]
    assert kept[0].made.in_builds.count() == 1


@pytest.mark.parametrize("where", ["print", "join", "seal", "store"])
def test_a_killed_build_is_taken_up_again_and_leaves_no_stray_file(monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    """The kill comes as an exception that nothing catches, in the middle of each part of the work."""
    of = filled()
    asked = building.ask(portfolio=of, shrink=False, at=NOON)

    class Killed(BaseException):
        pass

    def kill(*args: Any, **kwargs: Any) -> Any:
        raise Killed

    place: Any = {
        "print": (printing, "pdfs"), "join": (joining, "join"), "seal": (sealing, "seal_file"), "store": (made, "_put"),
    }[where]  # fmt: skip
    with monkeypatch.context() as patch:
        patch.setattr(*place, kill)
        with pytest.raises(Killed):
            building.build_waiting(at=NOON)
    assert files_on_disk(of) <= files_in_rows(of)
    assert not building.build_waiting(at=NOON), "nobody takes what somebody works on"
    Build.objects.filter(pk=asked.pk).update(claimed_at="2020-01-01T00:00:00Z")
    assert building.build_waiting(at=NOON)
    asked.refresh_from_db()
    assert asked.state == "ready"
    assert files_on_disk(of) == files_in_rows(of)


def test_what_ends_its_worker_three_times_is_left_alone_until_it_is_asked_for_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of = filled(("1.1-1",))
    with monkeypatch.context() as patch:
        patch.setattr(joining, "join", lambda *a, **k: 1 / 0)
        build = built(of)
    assert (build.state, build.why, build.attempts) == ("failed", building.UNFINISHED, 3)
    assert files_on_disk(of) == files_in_rows(of)
    assert built(of).state == "ready"


def test_a_file_that_cannot_be_read_is_named() -> None:
    of = filled(("1.1-1",))
    sheet = of.sheets.get()
    factories.piece(of, sheet, title="The torn letter", document=document(of, b"%PDF-1.7 torn"))
    build = built(of)
    assert build.state == "failed"
    assert "“The torn letter” cannot be read" in build.why


@pytest.mark.clause("HB-57c")
def test_files_that_are_not_checked_stay_out_and_are_named() -> None:
    of = filled(("1.1-1",))
    factories.piece(
        of, of.sheets.get(), title="On its way", document=factories.document(of, state="waiting", clean_sha256="")
    )
    assert not any("On its way" in text for text in texts(content_of(built(of)))[2:])
    assert standing(of).held_back == ("On its way",)


@pytest.mark.clause("HB-57b")
def test_a_sheet_made_elsewhere_stands_in_its_place_as_it_is() -> None:
    of = filled(("1.1-1", "2.1-1"))
    Sheet.objects.filter(portfolio=of, competency=1).update(upload=document(of, pdf("Made elsewhere")))
    pages = texts(content_of(built(of)))
    assert headings(pages)[:3] == ["Made elsewhere", "Letter for 1.1-1", "Letter for 1.1-1"]


def test_a_piece_on_two_sheets_follows_each_and_is_stored_once() -> None:
    of = filled(("1.1-1", "2.1-1"))
    alone = len(content_of(built(of)))
    shared = piece(of, of.sheets.get(competency=1), title="Shared", weight=50_000)
    once = len(content_of(built(of)))
    factories.SheetPiece.objects.create(sheet=of.sheets.get(competency=2), piece=shared, position=2)
    twice = content_of(built(of))
    assert headings(texts(twice)).count("Shared") == 2
    assert once - alone > 50_000
    assert len(twice) - once < 5_000


def test_what_changes_while_it_waits_goes_in_and_an_older_wish_gives_way() -> None:
    of = filled(("1.1-1",))
    first = building.ask(portfolio=of, shrink=False, at=NOON)
    Sheet.objects.filter(portfolio=of).update(learned="Changed meanwhile.")
    second = building.ask(portfolio=of, shrink=False, at=NOON)
    assert list(Build.objects.filter(portfolio=of)) == [second]
    Sheet.objects.filter(portfolio=of).update(learned="And again.")
    building.build_waiting(at=NOON)
    second.refresh_from_db()
    assert first.pk != second.pk
    assert second.content_sha256 == gathered(of).content.sha256
    assert any("And again." in text for text in texts(content_of(second)))


def test_nothing_is_put_together_where_there_is_nothing() -> None:
    with pytest.raises(Refused, match="nothing to put together"):
        building.ask(portfolio=factories.portfolio(), shrink=False, at=NOON)


def test_two_workers_take_one_build_each_and_one_portfolio_is_never_in_two_hands() -> None:
    of = filled(("1.1-1",))
    building.ask(portfolio=of, shrink=False, at=NOON)
    assert building._claim() is not None
    Sheet.objects.filter(portfolio=of).update(learned="Changed.")
    building.ask(portfolio=of, shrink=False, at=NOON)
    assert building._claim() is None


def test_smaller_copies_are_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    of = filled(("1.1-1",))
    asked: list[str] = []
    monkeypatch.setattr(workshop.shrinking, "shrink", lambda source, target: asked.append(source.name) or False)
    built(of, shrink=True)
    Sheet.objects.filter(portfolio=of).update(learned="Changed.")
    build = built(of, shrink=True)
    assert len(asked) == 1
    assert build.state == "ready"
    assert files_on_disk(of) == files_in_rows(of)


@pytest.mark.parametrize("ends", ["ready", "failed"])
def test_a_worker_that_was_too_slow_says_nothing_of_what_another_has_taken_up(
    monkeypatch: pytest.MonkeyPatch, ends: str
) -> None:
    of = filled(("1.1-1",))
    asked = building.ask(portfolio=of, shrink=False, at=NOON)
    usual = building.assemble

    def overtaken(**known: Any) -> Any:
        monkeypatch.setattr(building, "assemble", usual)
        Build.objects.filter(pk=asked.pk).update(claimed_at="2020-01-01T00:00:00Z")
        Sheet.objects.filter(portfolio=of).update(learned="Written meanwhile.")
        assert building.build_waiting(at=NOON)
        if ends == "failed":
            raise workshop.CannotBuild("Too late.")
        return usual(**known)

    monkeypatch.setattr(building, "assemble", overtaken)
    building.build_waiting(at=NOON)
    asked.refresh_from_db()
    assert (asked.state, asked.why, asked.content_sha256) == ("ready", "", gathered(of).content.sha256)
    assert any("Written meanwhile." in text for text in texts(content_of(asked)))
    assert files_on_disk(of) == files_in_rows(of)


def test_a_file_goes_by_the_name_that_the_store_gave_it(monkeypatch: pytest.MonkeyPatch) -> None:
    of = filled(("1.1-1",))
    usual = made.private_files.put
    monkeypatch.setattr(made.private_files, "put", lambda name, content: usual(f"{name}.other", content))
    build = built(of)
    assert checked(content_of(build)).bottom_line
    assert files_on_disk(of) == files_in_rows(of)


def test_a_file_is_read_where_it_lies_and_copied_once_from_a_store_that_is_no_disk(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    name = default_storage.save("portfolios/here.pdf", ContentFile(b"here"))
    assert made.fetch(name=name, into=tmp_path) == Path(default_storage.path(name)).resolve()
    with pytest.raises(FileNotFoundError):
        made.fetch(name="portfolios/gone.pdf", into=tmp_path)
    opened: list[str] = []

    class Far(Storage):
        def _open(self, name: str, mode: str = "rb") -> Any:
            opened.append(name)
            return ContentFile(b"far")

    monkeypatch.setattr(made, "default_storage", Far())
    copies = [made.fetch(name="portfolios/far.pdf", into=tmp_path) for _ in range(2)]
    assert [(copy.parent, copy.read_bytes()) for copy in copies] == [(tmp_path, b"far")] * 2
    assert opened == ["portfolios/far.pdf"]
