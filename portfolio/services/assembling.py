"""The files of a portfolio: one, or one for each competency, joined and sealed. One that stayed the same is kept."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from cilexportal.foundation import joining, printing, sealing
from portfolio import paper
from portfolio.models import MadePart, Portfolio
from portfolio.queries.content import Gathered
from portfolio.rules.assembly import sha256_of
from portfolio.rules.bundling import bundles, noted
from portfolio.services import made
from portfolio.services.made import Fresh
from portfolio.services.workshop import FORMAT, Tell, Workshop

# How far over the limit all that goes in may be for the whole to be tried: shared pages may make it smaller.
PERHAPS = 1.1
Parts = Sequence[tuple[joining.Part, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """One sealed PDF: its competency, or None for the whole, and whether it is larger than is asked for."""

    competency: int | None
    made: MadePart
    too_large: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """The files of a portfolio, and the keys of all that is kept for the next time."""

    files: tuple[Sealed, ...]
    used: frozenset[str]


def assemble(*, portfolio: Portfolio, gathered: Gathered, shrink: bool, most_bytes: int, tell: Tell) -> Assembled:
    """[HB-57b] [HB-57d] [HB-57e] One file up to `most_bytes`, else one for each competency. `tell` hears of progress,
    as parts done and parts in all. Raises CannotBuild."""
    with tempfile.TemporaryDirectory() as folder:
        shop = Workshop(portfolio=portfolio, gathered=gathered, shrink=shrink, folder=Path(folder), tell=tell)
        shop.print_sheets()
        slots = [one.slot for one in gathered.content.examples]
        whole_bytes = shop.bytes_in()
        files: dict[int | None, MadePart] = {}
        if whole_bytes <= most_bytes * PERHAPS:
            files = _files(shop, [None])
            whole_bytes = files[None].size
        plan = list(bundles(slots, whole_bytes=whole_bytes, most_bytes=most_bytes))
        if [one.competency for one in plan] != list(files):
            files = _files(shop, [one.competency for one in plan])
        sizes = {number or 0: file.size for number, file in files.items()}
        plan = [noted(one, sizes=sizes, most_bytes=most_bytes) for one in plan]
        sealed = (
            Sealed(competency=one.competency, made=files[one.competency], too_large=one.too_large) for one in plan
        )
        return Assembled(files=tuple(sealed), used=frozenset(shop.used))


def _files(shop: Workshop, competencies: Sequence[int | None]) -> dict[int | None, MadePart]:
    """These files by their competencies: those kept, and new ones in place of those that changed."""
    keys = {one: _key(shop, one) for one in competencies}
    shop.used.update(keys.values())
    files = made.stored(portfolio=shop.portfolio, keys=keys.values())
    shop.total += len(keys)
    shop.came(len(files))
    parts = {one: list(_parts(shop, one)) for one, key in keys.items() if key not in files}
    fronts = _fronts(shop, parts)
    for one, of in parts.items():
        target = shop.folder / f"{keys[one]}.pdf"
        joined = [fronts[one], *(part for part, _ in of)]
        pages = joining.join(joined, target, title=paper.title(shop.content, one), identifier=keys[one])
        sealing.seal_file(target, reason=paper.reason())
        files |= made.store(portfolio=shop.portfolio, fresh={keys[one]: Fresh(content=target, pages=pages)})
        target.unlink()
        shop.came(1)
    return {one: files[key] for one, key in keys.items()}


def _key(shop: Workshop, competency: int | None) -> str:
    """The hash of all that one file is made from."""
    parts = [
        [one.finished or shop.sheets[one.slot.code].key, *(piece.sha256 for piece in one.evidence)]
        for one in shop.content.of(competency)
    ]
    front = paper.front(shop.content, competency, numbers={})
    return sha256_of([FORMAT, shop.shrink, paper.frame(), front, parts])


def _parts(shop: Workshop, competency: int | None) -> Iterator[tuple[joining.Part, int]]:
    """Sheets and evidence of one file in their order; each competency's first carries its bookmark too."""
    titles = dict(shop.content.competencies)
    reached = 0
    for example in shop.content.of(competency):
        for part, pages in shop.parts(example):
            if example.slot.competency != reached:
                reached = example.slot.competency
                yield replace(part, marks=((0, f"{reached}. {titles[reached]}"), *part.marks)), pages
            else:
                yield part, pages


def _fronts(shop: Workshop, files: Mapping[int | None, Parts]) -> dict[int | None, joining.Part]:
    """What stands before the examples in each of these files; what is not kept already is printed at once."""
    html = {one: paper.front(shop.content, one, numbers=_numbers(of)) for one, of in files.items()}
    frame = paper.frame()
    keys = {one: sha256_of([FORMAT, frame, text]) for one, text in html.items()}
    kept = made.stored(portfolio=shop.portfolio, keys=keys.values())
    shop.used.update(keys.values())
    if missing := [one for one in files if keys[one] not in kept]:
        ids = [paper.anchor(paper.file_name(one), paper.COVER) for one in missing]
        printed = printing.pdfs(paper.framed(html[one] for one in missing), parts=ids)
        fresh = {
            keys[one]: Fresh(content=page.pdf, pages=page.pages) for one, page in zip(missing, printed, strict=True)
        }
        kept |= made.store(portfolio=shop.portfolio, fresh=fresh)
    return {one: _front(shop, one, kept[key]) for one, key in keys.items()}


def _front(shop: Workshop, competency: int | None, row: MadePart) -> joining.Part:
    """Cover, contents and declarations are one part: writing three takes three times as long."""
    file = made.fetch(name=row.file.name or "", into=shop.folder)
    chapters = tuple(paper.front_titles(shop.content, competency))
    return joining.Part(file=file, name=paper.COVER, chapters=chapters, ours=True, front=True)


def _numbers(of: Parts) -> dict[str, int]:
    """The page at which each part begins; the first is page 1."""
    begins = accumulate((pages for _, pages in of), initial=1)
    return {part.name: page for (part, _), page in zip(of, begins, strict=False)}
