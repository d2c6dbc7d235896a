"""A checked copy walked object by object. Written apart from what rebuilds it, so that the one can judge the other."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf, Stream

from tests.foundation.documents.corpus import SECRET


def _keys(words: str) -> frozenset[str]:
    return frozenset(f"/{word}" for word in words.split())


# Keys under which things are named freely: a font may be called /A or /JS.
NAMING = _keys("ExtGState ColorSpace Pattern Shading XObject Font Properties CharProcs Colorants")
ACTING = _keys(
    "A AA PA JS JavaScript OpenAction Next URI Launch Win SubmitForm Annots Annot AcroForm XFA Fields "
    "Names Dests EmbeddedFiles EF AF FS UF Ref Collection RichMediaContent Rendition Movie Sound 3DD "
    "ByteRange Perms Sig Encrypt Outlines Threads Metadata PieceInfo LastModified Thumb StructTreeRoot "
    "StructParents StructParent ActualText Alt Lang Info Author Creator Producer Contact OPI Alternates "
    "SpiderInfo PageLabels ViewerPreferences OutputIntents Legal Extensions B PresSteps Trans Usage"
)
KINDS = _keys(
    "JavaScript Launch URI GoToR GoToE GoTo SubmitForm ImportData ResetForm Hide Named Thread Rendition "
    "Movie Sound RichMedia 3D Screen FileAttachment Widget Link Popup Redact PS XML EmbeddedFile"
)
IN_TRAILER = _keys("Root Size ID Type W Index Filter Length DecodeParms")
IN_ROOT = _keys("Type Pages OCProperties")
IN_PAGE = _keys("Type Parent MediaBox CropBox Rotate UserUnit Resources Contents Group")
TOLD = re.compile(rb"\b(?:BDC|DP)\b")
CODED = (SECRET.encode(), SECRET.encode("utf-16-be"), SECRET.encode("utf-16-le"), SECRET.encode().hex().encode())


def faults(copy: bytes) -> list[str]:
    """Everything in a copy that should not be there; empty for one that holds only its pages."""
    found = [*_of_bytes(copy)]
    with pikepdf.open(io.BytesIO(copy), attempt_recovery=False, suppress_warnings=True) as pdf:
        found += ["encrypted"] * pdf.is_encrypted
        found += [f"trailer: {key}" for key in set(pdf.trailer.keys()) - IN_TRAILER]
        found += [f"root: {key}" for key in set(pdf.Root.keys()) - IN_ROOT]
        found += [f"page: {key}" for page in pdf.pages for key in set(page.obj.keys()) - IN_PAGE]
        found += _of_objects(pdf)
        found += [f"warning: {warning}" for warning in pdf.get_warnings()]
    return found


def _of_bytes(copy: bytes) -> Iterator[str]:
    if not copy.startswith(b"%PDF-"):
        yield "something before the head"
    if copy.count(b"%%EOF") != 1 or copy.rstrip().rpartition(b"%%EOF")[2]:
        yield "something behind the end, or an earlier version"
    if copy.count(b"startxref") != 1:
        yield "more than one table"
    yield from ("the secret in the bytes" for code in CODED if code in copy)


def _of_objects(pdf: Pdf) -> Iterator[str]:
    reached = {thing.objgen for thing in _reached(pdf)}
    for thing in pdf.objects:
        if thing.objgen not in reached and not _is_frame(thing):
            yield f"nothing leads to {thing.objgen}"
        yield from _of_thing(thing, free=False)


def _is_frame(thing: Object) -> bool:
    """A stream that holds other objects, or the table of them."""
    return thing is None or (isinstance(thing, Stream) and str(thing.get("/Type")) in ("/ObjStm", "/XRef"))


def _reached(pdf: Pdf) -> Iterator[Object]:
    todo, seen = [pdf.Root], set()
    while todo:
        thing = todo.pop()
        if thing.is_indirect:
            if thing.objgen in seen:
                continue
            seen.add(thing.objgen)
            yield thing
        todo += [part for part in _parts(thing) if isinstance(part, Array | Dictionary | Stream)]


def _parts(thing: Object) -> list[object]:
    if isinstance(thing, Array):
        return list(thing)
    if isinstance(thing, Dictionary | Stream):
        return [thing.get(key) for key in thing.keys()]  # noqa: SIM118 - a stream is no mapping
    return []


def _of_thing(thing: object, *, free: bool) -> Iterator[str]:
    """`free`: its keys are names that somebody gave."""
    if isinstance(thing, pikepdf.String | pikepdf.Name):
        if any(code in bytes(thing) for code in CODED) or SECRET in str(thing):
            yield "the secret in a word"
    elif isinstance(thing, Array):
        for part in thing:
            if not getattr(part, "is_indirect", False):
                yield from _of_thing(part, free=False)
    elif isinstance(thing, Dictionary | Stream):
        yield from _of_keys(thing, free=free)
        if isinstance(thing, Stream):
            yield from _of_stream(thing)


def _of_keys(thing: Object, *, free: bool) -> Iterator[str]:
    for key in thing.keys():  # noqa: SIM118 - a stream is no mapping
        value = thing.get(key)
        if not free:
            if key in ACTING:
                yield f"the key {key}"
            if key in ("/S", "/Subtype", "/Type") and str(value) in KINDS:
                yield f"{key} {value}"
        if SECRET in key:
            yield "the secret in a key"
        if not getattr(value, "is_indirect", False):
            yield from _of_thing(value, free=not free and key in NAMING)


def _of_stream(thing: Stream) -> Iterator[str]:
    if "/F" in thing or "/FFilter" in thing:
        yield "a stream that is kept elsewhere"
    packed = thing.read_raw_bytes()
    try:
        data = thing.read_bytes()
    except pikepdf.PdfError:
        data = packed
    if any(code in data or code in packed for code in CODED):
        yield "the secret in a stream"
    if thing.get("/Subtype") == pikepdf.Name.Form and (b"%" in data or (TOLD.search(data) and b"<<" in data)):
        yield "words beside the drawing"
