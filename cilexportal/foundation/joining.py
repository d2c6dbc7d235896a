"""Many PDFs in one: pages in their order, bookmarks, page labels, page numbers and tags on those that are ours, and
links that lead from one part to another. What is joined has been checked before; the same parts give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

LINK = "part:"
# What ties a page or a remark of another file to tags that do not come along.
TIES = (Name.StructParents, Name.StructParent)
NUMBER_FONT = Name.PageNumber
RIGHT, FOOT, POINTS = 532, 34, 8.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One PDF in the whole. `name` is what a link `part:name` on a page of ours leads to; `marks` are bookmarks of its
    first page, each with its depth from 0; `chapters` are what its own bookmarks are called in the whole, from the
    first on. A part that is `ours` keeps its tags; `front` pages are numbered i, ii, iii, before all others."""

    file: Path
    name: str
    marks: tuple[tuple[int, str], ...] = ()
    chapters: tuple[str, ...] = ()
    ours: bool = False
    front: bool = False


def join(parts: Iterable[Part], target: Path, *, title: str, identifier: str) -> int:
    """Writes the parts to `target` as one PDF with this title; returns how many pages it has. `identifier` stands for
    what it is made from: it is the lasting one of the file, and spares one to be counted from all its bytes.

    Files are read as they are written, so that memory does not grow with them. Raises pikepdf.PdfError.
    """
    with ExitStack() as open_until_saved:
        whole = open_until_saved.enter_context(pikepdf.new())
        sources: dict[Path, Pdf] = {}
        joined = [(part, _take(part, whole, sources, open_until_saved)) for part in parts]
        front = sum(len(pages) for part, pages in joined if part.front)
        _number(whole, joined, front)
        _tie(whole, [(sources[part.file], pages) for part, pages in joined if part.ours])
        _link(whole, joined)
        _mark(whole, sources, joined)
        _describe(whole, title=title, front=front)
        pages = len(whole.pages)
        whole.trailer.ID = Array([String(identifier), String(identifier)])
        whole.save(
            target, static_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )  # fmt: skip
    return pages


def pages_in(file: Path) -> int:
    """How many pages a PDF has. Raises pikepdf.PdfError."""
    with pikepdf.open(file) as pdf:
        return len(pdf.pages)


Joined = Sequence[tuple[Part, range]]


def _take(part: Part, whole: Pdf, sources: dict[Path, Pdf], until_saved: ExitStack) -> range:
    """Appends the pages of a part; those of one file that comes twice share what they show."""
    if part.file not in sources:
        sources[part.file] = until_saved.enter_context(pikepdf.open(part.file))
    first = len(whole.pages)
    whole.pages.extend(sources[part.file].pages)
    taken = range(first, len(whole.pages))
    if not part.ours:
        for number in taken:
            _untie(whole.pages[number].obj)
    return taken


def _untie(page: Dictionary) -> None:
    for thing in (page, *page.get(Name.Annots, ())):
        for key in TIES:
            if key in thing:
                del thing[key]


def _number(whole: Pdf, joined: Joined, front: int) -> None:
    """Writes its number at the foot of each page of ours, where readers and the contents look for it."""
    font = whole.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    for part, pages in joined:
        for number in pages if part.ours and not part.front else ():
            page = whole.pages[number]
            said = str(number - front + 1)
            left = RIGHT - len(said) * POINTS * 0.556
            # What stands there already may leave the page turned round.
            page.contents_add(b"q", prepend=True)
            page.contents_add(
                f"Q /Artifact BMC q BT 0.29 0.33 0.38 rg {NUMBER_FONT} {POINTS} Tf {left:.1f} {FOOT} Td ({said}) Tj ET"
                " Q EMC".encode()
            )
            page.add_resource(font, Name.Font, NUMBER_FONT)


def _tie(whole: Pdf, ours: Sequence[tuple[Pdf, range]]) -> None:
    """One tree of tags over those that each part of ours brings along: every key is counted on."""
    tree = whole.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = whole.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree, K=Array()))
    nums: list[Any] = []
    for source, pages in ours:
        own = whole.copy_foreign(source.Root.StructTreeRoot)
        start = len(nums) // 2
        for key, value in _pairs(own.ParentTree.Nums):
            nums.extend([start + int(key), value])
        for number in pages:
            page = whole.pages[number].obj
            page.StructParents = start + int(page.StructParents)
            for remark in page.get(Name.Annots, ()):
                if Name.StructParent in remark:
                    remark.StructParent = start + int(remark.StructParent)
        [branch] = own.K
        branch.S, branch.P = Name.Part, document
        document.K.append(branch)
    tree.K, tree.ParentTree = Array([document]), whole.make_indirect(Dictionary(Nums=Array(nums)))
    tree.ParentTreeNextKey = len(nums) // 2
    whole.Root.StructTreeRoot = tree


def _pairs(flat: pikepdf.Object) -> Iterator[tuple[pikepdf.Object, pikepdf.Object]]:
    things = iter(flat)
    return zip(things, things, strict=True)


def _link(whole: Pdf, joined: Joined) -> None:
    """Lets links of the front lead to the first pages of the parts that they name."""
    begins = {f"{LINK}{part.name}": pages[0] for part, pages in joined if pages}
    for part, pages in joined:
        for number in pages if part.front else ():
            for remark in whole.pages[number].obj.get(Name.Annots, ()):
                page = begins.get(str(remark.get(Name.A, Dictionary()).get(Name.URI, "")))
                if page is not None:
                    del remark[Name.A]
                    remark.Dest = Array([whole.pages[page].obj, Name.Fit])


def _mark(whole: Pdf, sources: dict[Path, Pdf], joined: Joined) -> None:
    """The bookmarks as a tree, by their depths."""
    with whole.open_outline() as outline:
        branches = [outline.root]
        for part, pages in joined:
            marks = [(depth, title, 0) for depth, title in part.marks] if pages else []
            begins = _begins(sources[part.file]) if part.chapters else []
            for depth, title, page in [*marks, *((0, *one) for one in zip(part.chapters, begins, strict=False))]:
                item = OutlineItem(title, pages[page], "Fit")
                del branches[depth + 1 :]
                branches[-1].append(item)
                branches.append(item.children)


def _begins(source: Pdf) -> list[int]:
    """The pages, from 0, that the bookmarks of a file lead to, without those beneath others."""
    numbers = {page.obj.objgen: number for number, page in enumerate(source.pages)}
    with source.open_outline() as outline:
        return [numbers[item.destination[0].objgen] for item in outline.root if isinstance(item.destination, Array)]


def _describe(whole: Pdf, *, title: str, front: int) -> None:
    """Title, language, page labels, and how readers open it: with its bookmarks."""
    whole.docinfo[Name.Title] = String(title)
    root = whole.Root
    root.Lang = String("en-GB")
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.PageMode = Name.UseOutlines
    labels = [0, Dictionary(S=Name.r)] if front else []
    if front < len(whole.pages):
        labels += [front, Dictionary(S=Name.D)]
    root.PageLabels = Dictionary(Nums=Array(labels))
