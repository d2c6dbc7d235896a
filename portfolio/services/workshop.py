"""The parts that a portfolio's files are joined from: printed, fetched or made smaller, and kept for the next time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf

from cilexportal.foundation import joining, printing, shrinking
from portfolio import paper
from portfolio.models import MadePart, Portfolio
from portfolio.queries.content import Gathered
from portfolio.rules.assembly import Content, Example, bytes_of, sha256_of
from portfolio.services import made
from portfolio.services.made import Fresh

# Counted up where what is printed, joined, sealed or made smaller from the same becomes another.
FORMAT = 3
# So many sheets are laid out at once: memory stays small, and hardly anything is gained by more.
AT_ONCE = 40
Tell = Callable[[int, int], None]


class CannotBuild(Exception):
    """A file stands in the way; the message is the sentence that its owner reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A PDF on the disk and how many pages it has."""

    file: Path
    pages: int


@dataclass(kw_only=True)
class Workshop:
    """One putting together. `folder` is on the disk and goes away with all that is in it; `tell` hears of progress, as
    parts done and parts in all. `used` are the keys of what is kept and goes in."""

    portfolio: Portfolio
    gathered: Gathered
    shrink: bool
    folder: Path
    tell: Tell
    done: int = 0
    total: int = 0
    used: set[str] = field(default_factory=set)
    sheets: dict[str, MadePart] = field(default_factory=dict)
    leaves: dict[str, Leaf] = field(default_factory=dict)

    @property
    def content(self) -> Content:
        return self.gathered.content

    def came(self, done: int) -> None:
        """So many parts more are done."""
        self.done += done
        self.tell(self.done, self.total)

    def print_sheets(self) -> None:
        """[HB-46] Prints the sheets that are not kept already, many at once."""
        html = {one.slot.code: paper.sheet(one, self.content) for one in self.content.examples if not one.finished}
        frame = paper.frame()
        keys = {code: sha256_of([FORMAT, frame, text]) for code, text in html.items()}
        kept = made.stored(portfolio=self.portfolio, keys=keys.values())
        missing = [code for code, key in keys.items() if key not in kept]
        self.used.update(keys.values())
        self.total += len(keys)
        self.came(len(keys) - len(missing))
        for first in range(0, len(missing), AT_ONCE):
            codes = missing[first : first + AT_ONCE]
            kept |= self._print({keys[code]: html[code] for code in codes}, codes)
            self.came(len(codes))
        self.sheets = {code: kept[key] for code, key in keys.items()}

    def _print(self, html: dict[str, str], codes: list[str]) -> dict[str, MadePart]:
        printed = printing.pdfs(paper.framed(html.values()), parts=[paper.anchor(code) for code in codes])
        fresh = {key: Fresh(content=one.pdf, pages=one.pages) for key, one in zip(html, printed, strict=True)}
        return made.store(portfolio=self.portfolio, fresh=fresh)

    def bytes_in(self) -> int:
        """How many bytes all files come to that go in, as they go in."""
        if not self.shrink:
            return bytes_of(self.content.examples)
        files = {part.file for example in self.content.examples for part, _ in self.parts(example)}
        return sum(file.stat().st_size for file in files)

    def parts(self, example: Example) -> Iterator[tuple[joining.Part, int]]:
        """[HB-57b] A sheet and its evidence in the order in which it is listed, each with its number of pages."""
        code = example.slot.code
        own = self._evidence(example.finished, example.number) if example.finished else self._sheet(code)
        mark = f"{example.number} {example.outcome}"
        yield joining.Part(file=own.file, name=code, marks=((1, mark),), ours=not example.finished), own.pages
        for number, piece in enumerate(example.evidence, start=1):
            leaf = self._evidence(piece.sha256, piece.title)
            name = paper.evidence_name(example, number)
            yield joining.Part(file=leaf.file, name=name, marks=((2, piece.title),)), leaf.pages

    def _sheet(self, code: str) -> Leaf:
        row = self.sheets[code]
        return Leaf(file=made.fetch(name=row.file.name or "", into=self.folder), pages=row.pages)

    def _evidence(self, sha256: str, title: str) -> Leaf:
        """A checked file, smaller where that is wanted. Raises CannotBuild for one that cannot be read."""
        if sha256 not in self.leaves:
            try:
                file = made.fetch(name=self.gathered.stored[sha256], into=self.folder)
                if self.shrink:
                    file = self._smaller(file, sha256)
                self.leaves[sha256] = Leaf(file=file, pages=joining.pages_in(file))
                self.came(0)
            except (pikepdf.PdfError, FileNotFoundError) as broken:
                sentence = f"The file of “{title}” cannot be read. Put another one in its place, and try again."
                raise CannotBuild(sentence) from broken
        return self.leaves[sha256]

    def _smaller(self, file: Path, sha256: str) -> Path:
        """A smaller copy, kept for the next time; the file itself where there is nothing to gain."""
        key = sha256_of([FORMAT, "smaller", sha256])
        self.used.add(key)
        row = made.stored(portfolio=self.portfolio, keys=[key]).get(key)
        if row is None:
            small = self.folder / f"{key}.pdf"
            gained = shrinking.shrink(file, small)
            fresh = {key: Fresh(content=small if gained else None)}
            made.store(portfolio=self.portfolio, fresh=fresh)
            return small if gained else file
        return made.fetch(name=row.file.name, into=self.folder) if row.file.name else file
