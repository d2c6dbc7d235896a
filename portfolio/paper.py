"""What is printed of a portfolio, as HTML: sheets and statements, and what stands before them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from portfolio.rules.assembly import Content, Example

COVER = "cover"


def framed(parts: Iterable[str]) -> str:
    """The whole page that is printed, with these parts in it."""
    # Each part was rendered by a template, which escaped what people typed.
    text = mark_safe("\n".join(parts))  # noqa: S308
    return render_to_string("print/portfolio.parts.html", {"parts": text, "title": "Portfolio"})


def frame() -> str:
    """The page without any part: how all of them look."""
    return framed([])


def anchor(name: str, part: str = "") -> str:
    """The id of a part: of a sheet by its place's code, of the front by its file and its name."""
    return f"part-{name}-{part}" if part else f"part-{name}"


def sheet(example: Example, content: Content) -> SafeString:
    """[HB-46] [HB-46b] [HB-51] One logbook sheet or statement, with its owner's name and number."""
    context = {"example": example, "content": content, "anchor": anchor(example.slot.code)}
    return render_to_string("print/portfolio.sheet.html", context)


def front(content: Content, competency: int | None, *, numbers: Mapping[str, int]) -> SafeString:
    """[HB-46] [HB-53b] [HB-57b] Cover, contents and declarations of one file. `numbers` are the pages at which parts
    begin, by their names."""
    examples = content.of(competency)
    mine = {one.number for one in examples}
    chapters = [
        _chapter(number, content, numbers) for number, _ in content.competencies if competency in (None, number)
    ]
    context = {
        "content": content, "site": settings.SITE, "count": len(examples), "name": file_name(competency),
        "competency": next((one for one in content.competencies if one[0] == competency), None),
        "chapters": [chapter for chapter in chapters if chapter["rows"]],
        "empty": content.empty if competency is None else [],
        "declarations": [one for one in content.declarations if mine & set(one.examples)],
    }  # fmt: skip
    return render_to_string("print/portfolio.front.html", context)


def front_titles(content: Content, competency: int | None) -> list[str]:
    """What stands before the examples of one file: a title for each of its headings."""
    mine = {one.number for one in content.of(competency)}
    signed = any(mine & set(one.examples) for one in content.declarations)
    return ["Cover", "Contents", *(["Declarations"] if signed else [])]


def file_name(competency: int | None) -> str:
    """How a file is told apart from the others of its portfolio."""
    return "whole" if competency is None else f"competency-{competency}"


def title(content: Content, competency: int | None) -> str:
    """The title of one file."""
    of = f", competency {competency}" if competency else ""
    return f"Portfolio of {content.holder}, {content.reference}{of}"


def reason() -> str:
    """Why the seal is under a portfolio."""
    return f"Put together by the portal of {settings.SITE['organisation']}"


def evidence_name(example: Example, number: int) -> str:
    """What a link to the evidence of this number, from 1, names."""
    return f"{example.slot.code}-evidence-{number}"


def _chapter(competency: int, content: Content, numbers: Mapping[str, int]) -> dict[str, Any]:
    called = dict(content.competencies)[competency]
    rows = [_row(one, numbers) for one in content.of(competency)]
    return {"number": competency, "title": called, "rows": rows}


def _row(example: Example, numbers: Mapping[str, int]) -> dict[str, Any]:
    return {
        "name": example.slot.code, "number": example.number, "title": example.outcome,
        "page": numbers.get(example.slot.code, ""), "evidence": list(_evidence(example, numbers)),
    }  # fmt: skip


def _evidence(example: Example, numbers: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for number, piece in enumerate(example.evidence, start=1):
        name = evidence_name(example, number)
        yield {"name": name, "title": piece.title, "page": numbers.get(name, "")}
