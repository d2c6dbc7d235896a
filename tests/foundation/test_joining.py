"""PDFs in one: order, bookmarks, labels, numbers, tags, links, and the same bytes each time."""

from __future__ import annotations

import gc
import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from cilexportal.foundation import joining, printing
from cilexportal.foundation.joining import Part

FRONT = """<html lang="en-GB"><body><section id="front"><h1>Contents</h1>
<p><a href="part:first">First</a></p><p><a href="part:gone">Gone</a></p></section></body></html>"""
OURS = """<html lang="en-GB"><style>section + section { break-before: page }</style><body>
<section id="one"><h1>First</h1><p>Words</p><p style="break-before: page">More words</p></section>
<section id="two"><h1>Second</h1><ul><li>Point</li></ul></section></body></html>"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A front, two parts of ours that were printed at once, and a file of somebody else with tags of its own."""
    place = tmp_path_factory.mktemp("parts")
    for name, one in zip(["one", "two"], printing.pdfs(OURS, parts=["one", "two"]), strict=True):
        (place / name).write_bytes(one.pdf)
    (place / "front").write_bytes(printing.pdf(FRONT, title="Front"))
    (place / "theirs").write_bytes(printing.pdf(OURS, title="Theirs"))
    return place


def parts(folder: Path) -> list[Part]:
    """A front, ours, theirs, ours and theirs again."""
    return [
        Part(file=folder / "front", name="front", marks=((0, "Contents"),), ours=True, front=True),
        Part(file=folder / "one", name="first", marks=((0, "Chapter"), (1, "First")), ours=True),
        Part(file=folder / "theirs", name="letter", marks=((2, "Letter"),)),
        Part(file=folder / "two", name="second", marks=((1, "Second"),), ours=True),
        Part(file=folder / "theirs", name="again", marks=((2, "The letter again"),)),
    ]


@pytest.fixture(scope="module")
def whole(folder: Path) -> Path:
    """All of them in one."""
    target = folder / "whole.pdf"
    assert joining.join(parts(folder), target, title="Portfolio", identifier="whole") == 10
    return target


pytestmark = pytest.mark.pango


def test_pages_stand_in_order_and_carry_the_numbers_that_the_labels_say(whole: Path) -> None:
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(whole)]
    first = [text.split()[0] for text in pages]
    assert first == ["Contents", "First", "More", "First", "More", "Second", "Second", "First", "More", "Second"]
    numbers = [text.split()[-1] for text in pages]
    assert [number for number in numbers if number.isdecimal()] == ["1", "2", "6"]
    with pikepdf.open(whole) as pdf:
        assert [page.label for page in pdf.pages] == ["i", *map(str, range(1, 10))]
        assert str(pdf.docinfo["/Title"]) == "Portfolio"


def test_bookmarks_follow_their_depths(whole: Path) -> None:
    with pikepdf.open(whole) as pdf, pdf.open_outline() as outline:
        contents, chapter = outline.root
        assert (contents.title, chapter.title) == ("Contents", "Chapter")
        assert [one.title for one in chapter.children] == ["First", "Second"]
        assert [[leaf.title for leaf in one.children] for one in chapter.children] == [["Letter"], ["The letter again"]]
        letter = chapter.children[0].children[0]
        assert letter.destination[0].objgen == pdf.pages[3].obj.objgen


def test_a_part_of_several_headings_has_a_bookmark_for_each_by_the_name_it_is_given(folder: Path) -> None:
    front = Part(file=folder / "theirs", name="front", chapters=("Cover", "Contents"), ours=True, front=True)
    joining.join([front, parts(folder)[1]], folder / "chapters.pdf", title="x", identifier="x")
    with pikepdf.open(folder / "chapters.pdf") as pdf, pdf.open_outline() as outline:
        assert [one.title for one in outline.root] == ["Cover", "Contents", "Chapter"]
        assert [pdf.pages.index(one.destination[0]) for one in outline.root] == [0, 2, 3]
        assert [len(branch.K) for branch in pdf.Root.StructTreeRoot.K[0].K] == [3, 2]


def test_links_lead_to_the_parts_that_they_name(whole: Path) -> None:
    with pikepdf.open(whole) as pdf:
        first, gone = pdf.pages[0].Annots
        assert first.Dest[0].objgen == pdf.pages[1].obj.objgen
        assert "/A" not in first
        assert str(gone.A.URI) == "part:gone"


def test_each_tag_of_ours_belongs_to_the_page_that_it_stands_on_and_theirs_bring_none(whole: Path) -> None:
    with pikepdf.open(whole) as pdf:
        tree = pdf.Root.StructTreeRoot
        [document] = tree.K
        assert [str(branch.S) for branch in document.K] == ["/Part"] * 3
        tied = dict(zip(map(int, list(tree.ParentTree.Nums)[::2]), list(tree.ParentTree.Nums)[1::2], strict=True))
        ours = [number for number, page in enumerate(pdf.pages) if "/StructParents" in page.obj]
        assert ours == [0, 1, 2, 6]
        for number in ours:
            page = pdf.pages[number].obj
            assert all(tag.Pg.objgen == page.objgen for tag in tied.pop(int(page.StructParents)))
        links = [int(link.StructParent) for link in pdf.pages[0].Annots]
        assert [str(tied.pop(key).S) for key in links] == ["/Link", "/Link"]
        assert not tied


def test_the_same_parts_give_the_same_bytes_and_a_file_that_comes_twice_is_in_it_once(folder: Path) -> None:
    sizes = []
    for count in (1, 1, 2):
        target = folder / f"again{len(sizes)}.pdf"
        joining.join([parts(folder)[1], *[parts(folder)[2]] * count], target, title="x", identifier="x")
        sizes.append(target.stat().st_size)
    assert (folder / "again0.pdf").read_bytes() == (folder / "again1.pdf").read_bytes()
    assert sizes[2] - sizes[1] < (folder / "theirs").stat().st_size / 4
    with pikepdf.open(folder / "again0.pdf") as pdf:
        assert str(pdf.trailer.ID[0]) == "x"


def test_parts_are_packed_when_they_are_joined_and_not_before(folder: Path, whole: Path) -> None:
    for file, packed in ((folder / "one", False), (whole, True)):
        with pikepdf.open(file) as pdf:
            fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and "/FontFile2" not in one]
            assert all(("/Filter" in one) == packed for one in fonts)


def test_parts_are_printed_together_as_they_are_alone() -> None:
    alone = "<html lang='en-GB'><body><section id='two'><h1>Second</h1><ul><li>Point</li></ul></section></body></html>"
    together = list(printing.pdfs(OURS, parts=["one", "two"]))[1]
    [one] = printing.pdfs(alone, parts=["two"])
    assert (one.pages, together.pages) == (1, 1)
    with pikepdf.open(io.BytesIO(one.pdf)) as left, pikepdf.open(io.BytesIO(together.pdf)) as right:
        assert left.pages[0].Contents.read_bytes() == right.pages[0].Contents.read_bytes()


def test_python_tidies_up_again_once_parts_are_printed_or_given_up() -> None:
    printed = printing.pdfs(OURS, parts=["one", "two"])
    next(printed)
    assert not gc.isenabled()
    printed.close()
    assert gc.isenabled()
    with pytest.raises(printing.CannotPrint):
        list(printing.pdfs('<body id="one"><img src="https://example.org/x.png"></body>', parts=["one"]))
    assert gc.isenabled()
