"""What the pages of a PDF are drawn by: nothing said beside the drawing, and nothing drawn without end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name, Object, Operator, Pdf

from cilexportal.foundation.documents.inspection.finding import TANGLED, TOO_MUCH, Unwelcome

MOST_DRAWN = 100_000
DEEPEST = 40
NAME = rb"/([^\s/<>\[\](){}%]*)"
DRAWS = re.compile(NAME + rb"\s+Do\b")
PAINTS = re.compile(NAME + rb"\s+(?:scn|SCN)\b")
# Marks that say nothing but a number, or a name the page's resources know.
BARE_MARKS = re.compile(NAME + rb"\s*(?:<<\s*/MCID\s+\d+\s*>>|/[^\s/<>\[\](){}%]*)\s*BDC\b")
OTHER_MARKS = re.compile(rb"\b(?:BDC|DP)\b")
WITHOUT_WORDS = {"BDC": Operator("BMC"), "DP": Operator("MP")}
Step = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def clean(pdf: Pdf) -> None:
    """Takes remarks and words beside the drawing out of all that draws. Raises Unwelcome for drawing without end."""
    for page in pdf.pages:
        if "/Contents" in page:
            page.contents_coalesce()
    for stream in _drawing(pdf):
        _clean(stream)
    weights = _Weights()
    for page in pdf.pages:
        contents = page.obj.get("/Contents")
        if isinstance(contents, pikepdf.Stream):
            weights.of(contents, page.obj.get("/Resources"), depth=0)


def _drawing(pdf: Pdf) -> Iterator[Object]:
    """Every stream that draws: pages, forms, patterns and the letters of drawn fonts."""
    seen: set[tuple[int, int]] = set()
    for thing in (*_pages(pdf), *_parts(pdf)):
        if isinstance(thing, pikepdf.Stream) and thing.objgen not in seen:
            seen.add(thing.objgen)
            yield thing


def _pages(pdf: Pdf) -> Iterator[object]:
    for page in pdf.pages:
        yield page.obj.get("/Contents")


def _parts(pdf: Pdf) -> Iterator[object]:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            if thing.get("/Subtype") == Name.Form or "/PatternType" in thing:
                yield thing
        elif isinstance(thing, Dictionary) and isinstance(letters := thing.get("/CharProcs"), Dictionary):
            yield from (letters.get(key) for key in letters.keys())  # noqa: SIM118 - no mapping


def _clean(stream: Object) -> None:
    data = stream.read_bytes()
    if b"%" not in data and not OTHER_MARKS.search(BARE_MARKS.sub(b"", data)):
        return
    kept = [_without_words(step) for step in pikepdf.parse_content_stream(stream)]
    stream.write(pikepdf.unparse_content_stream(kept))


def _without_words(step: Step) -> Step:
    """A step that marks something, without what it says of it: that may be words that nobody sees."""
    if isinstance(step, pikepdf.ContentStreamInlineImage):
        return step
    plain = WITHOUT_WORDS.get(str(step.operator))
    if plain and len(step.operands) > 1 and isinstance(step.operands[1], Dictionary):
        return pikepdf.ContentStreamInstruction([step.operands[0]], plain)
    return step


class _Weights:
    """How often something is drawn when one thing draws another that draws another."""

    def __init__(self) -> None:
        self.known: dict[tuple[int, int], int] = {}
        self.open: set[tuple[int, int]] = set()

    def of(self, stream: Object, resources: object, *, depth: int) -> int:
        """The drawings that drawing this one comes to. Raises Unwelcome for too many, and for a circle."""
        key = stream.objgen
        if key in self.open or depth > DEEPEST:
            raise Unwelcome(TANGLED)
        if key not in self.known:
            self.open.add(key)
            own = stream.get("/Resources", resources)
            data = stream.read_bytes()
            weight = 1
            for part, times in (*_drawn(data, own, DRAWS, "/XObject"), *_drawn(data, own, PAINTS, "/Pattern")):
                weight += times * self.of(part, own, depth=depth + 1)
                if weight > MOST_DRAWN:
                    raise Unwelcome(TOO_MUCH)
            self.known[key] = weight
            self.open.remove(key)
        return self.known[key]


def _drawn(data: bytes, resources: object, by: re.Pattern[bytes], kind: str) -> Iterator[tuple[Object, int]]:
    """The forms or patterns that the drawing steps name, and how often."""
    named = resources.get(kind) if isinstance(resources, Dictionary) else None
    if not isinstance(named, Dictionary):
        return
    for name, times in Counter(by.findall(data)).items():
        plain = ESCAPED.sub(lambda code: bytes((int(code[1], 16),)), name)
        part = named.get("/" + plain.decode("utf-8", "surrogateescape"))
        if isinstance(part, pikepdf.Stream) and part.get("/Subtype") != Name.Image:
            yield part, times
