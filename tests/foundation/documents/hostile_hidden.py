"""PDFs that tell more than they show: earlier versions, remarks of programs, words beside the drawing, fonts."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

from cilexportal.foundation.documents.inspection.finding import DAMAGED
from tests.foundation.documents.hostile import (
    CATALOG,
    CONTENT,
    PAGE,
    PAGES,
    SECRET_BYTES,
    SECRET_TEXT,
    WORDS,
    Case,
    packed,
    page,
    pdf,
    raw,
    resource,
    root,
    stream,
    updated,
    zeros,
)

SAID = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(SECRET_BYTES), SECRET_BYTES)
FORM = {"Subtype": Name.Form, "BBox": Array([0, 0, 9, 9])}


def versions() -> Iterator[tuple[str, Case]]:
    """What was in the file before, and what lies beside and behind it."""
    first = (CATALOG, PAGES, PAGE, CONTENT, SAID)
    yield "an earlier version", Case(lambda: updated(raw(first), 5, b"null"))
    yield "two earlier versions", Case(lambda: updated(updated(raw(first), 5, b"(x)"), 5, b"null"))
    yield "an object nothing leads to", Case(lambda: raw(first))
    held = b"5 0 (%s)" % SECRET_BYTES
    beside = packed(held, Type=b"/ObjStm", N=b"1", First=b"4")
    yield "an object in a stream nothing leads to", Case(lambda: raw((CATALOG, PAGES, PAGE, CONTENT, beside)))
    yield "words behind the end", Case(lambda: pdf() + b"\n" + SECRET_BYTES)
    yield "words in the head", Case(lambda: raw(first[:4], head=b"%PDF-1.7\n%" + SECRET_BYTES + b"\n"))
    yield "words between objects", Case(lambda: raw((CATALOG, PAGES, PAGE, CONTENT + b"\n%" + SECRET_BYTES)))
    yield "an entry of the trailer", Case(lambda: raw(first[:4], trailer=b"/Root 1 0 R /Said (%s)" % SECRET_BYTES))
    yield "a telling identity", Case(lambda: raw(first[:4], trailer=b"/Root 1 0 R /ID [(%s) (x)]" % SECRET_BYTES))
    yield (
        "words behind a packed stream",
        Case(lambda: pdf(resource("XObject", "F", stream(zeros(3) + SECRET_BYTES, Filter=Name.FlateDecode, **FORM)))),
    )


def _author(made: Pdf) -> None:
    for key in ("Author", "Title", "Subject", "Keywords", "Creator", "Producer", "Company"):
        made.docinfo["/" + key] = str(SECRET_TEXT)


def _xmp(made: Pdf) -> None:
    with made.open_metadata() as xmp:
        xmp["dc:creator"] = [str(SECRET_TEXT)]


def _tree(made: Pdf) -> object:
    element = Dictionary(Type=Name.StructElem, S=Name.Figure, Alt=SECRET_TEXT, ActualText=SECRET_TEXT, E=SECRET_TEXT)
    return made.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=made.make_indirect(element)))


def _layered(*, shown: bool) -> Callable[[Pdf], None]:
    def change(made: Pdf) -> None:
        layer = made.make_indirect(
            Dictionary(Type=Name.OCG, Name=SECRET_TEXT, Usage=Dictionary(CreatorInfo=Dictionary(Creator=SECRET_TEXT)))
        )
        state = Array([layer])
        made.Root.OCProperties = Dictionary(
            OCGs=Array([layer]), Configs=Array([Dictionary(Name=SECRET_TEXT)]),
            D=Dictionary(Name=SECRET_TEXT, Order=Array([SECRET_TEXT, layer]), **{"ON" if shown else "OFF": state}),
        )  # fmt: skip
        resource("Properties", "M", lambda _: layer, uses=b"/OC /M BDC 0 0 9 9 re f EMC")(made)

    return change


def remarks_of_programs() -> Iterator[tuple[str, Case]]:
    """Who made the file, when and with what; and names nobody sees."""
    told = Dictionary(LastModified=SECRET_TEXT, Private=SECRET_TEXT)
    entries = {
        "Metadata": stream(SECRET_BYTES, Type=Name.Metadata), "PieceInfo": Dictionary(App=told),
        "SpiderInfo": Dictionary(V=SECRET_TEXT), "Lang": SECRET_TEXT, "Version": Name("/" + str(SECRET_TEXT)),
        "PageLabels": Dictionary(Nums=Array([0, Dictionary(P=SECRET_TEXT)])), "Threads": Array([SECRET_TEXT]),
        "Dests": Dictionary(x=SECRET_TEXT), "URI": Dictionary(Base=SECRET_TEXT), "Legal": Dictionary(A=SECRET_TEXT),
        "OutputIntents": Array([Dictionary(Info=SECRET_TEXT)]), "ViewerPreferences": Dictionary(X=SECRET_TEXT),
        "StructTreeRoot": _tree, "Extensions": Dictionary(X=SECRET_TEXT), "Unknown": SECRET_TEXT,
    }  # fmt: skip
    for key, value in entries.items():
        yield f"the root's {key}", Case(lambda key=key, value=value: pdf(root(**{key: value})))
    for key in ("Metadata", "PieceInfo", "LastModified", "Thumb", "B", "VP", "PZ", "SeparationInfo", "Tabs", "ID"):
        value = stream(SECRET_BYTES) if key in ("Metadata", "Thumb") else Dictionary(App=told)
        yield f"a page's {key}", Case(lambda key=key, value=value: pdf(page(**{key: value})))
    yield "an author", Case(lambda: pdf(_author))
    yield "an author in XMP", Case(lambda: pdf(_xmp))
    for key in ("Metadata", "PieceInfo", "OPI", "Name", "LastModified", "StructParent", "PS", "Measure"):
        drawn = stream(b"0 0 9 9 re f", **FORM, **{key: Dictionary(App=told)})
        yield f"a form's {key}", Case(lambda drawn=drawn: pdf(resource("XObject", "F", drawn, uses=b"/F Do")))
    for shown in (True, False):
        yield f"a layer, {'shown' if shown else 'hidden'}", Case(lambda shown=shown: pdf(_layered(shown=shown)))


def _photo(made: Pdf, data: bytes, **more: object) -> object:
    return made.make_indirect(
        Stream(made, data, Subtype=Name.Image, Width=8, Height=8, BitsPerComponent=8, ColorSpace=Name.DeviceRGB, **more)
    )


def photo(kind: str = "JPEG", **options: object) -> bytes:
    """A small picture as its file."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(out, kind, **options)
    return out.getvalue()


def photos() -> Iterator[tuple[str, Case]]:
    """Pictures in a PDF with remarks of the camera, words behind their end, or nothing in them."""
    tags = Image.Exif()
    tags[0x010E], tags[0x013B] = str(SECRET_TEXT), str(SECRET_TEXT)
    for called, data in {
        "the camera's remarks": photo(exif=tags), "a comment": photo(comment=SECRET_BYTES),
        "words behind the picture": photo() + SECRET_BYTES, "a second picture behind it": photo() + photo(exif=tags),
        "a profile": photo(icc_profile=SECRET_BYTES), "progressive, with remarks": photo(progressive=True, exif=tags),
    }.items():  # fmt: skip
        drawn = resource(
            "XObject", "I", lambda made, data=data: _photo(made, data, Filter=Name.DCTDecode), uses=b"/I Do"
        )
        yield f"a photograph with {called}", Case(lambda drawn=drawn: pdf(drawn))
    for called, data in {
        "no picture": b"GIF89a",
        "half a picture": photo()[:200],
        "a mark and no more": b"\xff\xd8",
    }.items():
        drawn = resource(
            "XObject", "I", lambda made, data=data: _photo(made, data, Filter=Name.DCTDecode), uses=b"/I Do"
        )
        yield f"a photograph that is {called}", Case(lambda drawn=drawn: pdf(drawn), refused=DAMAGED)


def beside_the_drawing() -> Iterator[tuple[str, Case]]:
    """Words in what a page is drawn by, which no page shows."""
    for called, words in {
        "a remark in the drawing": b"% " + SECRET_BYTES + b"\n" + WORDS,
        "other words for the words": b"/Span << /ActualText (" + SECRET_BYTES + b") >> BDC " + WORDS + b" EMC",
        "words for a mark": b"/X << /T (" + SECRET_BYTES + b") >> DP " + WORDS,
        "words in codes": b"/Span << /Actual#54ext <" + SECRET_BYTES.hex().encode() + b"> >> BDC " + WORDS + b" EMC",
    }.items():
        yield called, Case(lambda words=words: pdf(words=words))
        drawn = stream(words, **FORM)
        yield f"{called}, in a form", Case(lambda drawn=drawn: pdf(resource("XObject", "F", drawn, uses=b"/F Do")))
    named = resource(
        "Properties", "M", lambda _: Dictionary(ActualText=SECRET_TEXT), uses=b"/Span /M BDC 0 0 9 9 re f EMC"
    )
    yield "other words by name", Case(lambda: pdf(named))


def fonts() -> Iterator[tuple[str, Case]]:
    """Fonts that are broken, go round in circles, or carry more than letters."""
    base = {"Type": Name.Font, "Subtype": Name.TrueType, "BaseFont": Name.X, "FirstChar": 65, "LastChar": 65}
    described = {"Type": Name.FontDescriptor, "FontName": Name.X, "Flags": 4, "FontFamily": SECRET_TEXT}
    for called, data in {
        "no font": b"x" * 99,
        "nothing": b"",
        "zeros": bytes(4096),
        "a program": b"MZ" + bytes(99),
    }.items():
        for key in ("FontFile", "FontFile2", "FontFile3"):

            def build(made: Pdf, data: bytes = data, key: str = key) -> object:
                descriptor = Dictionary(**described, **{key: made.make_indirect(Stream(made, data))})
                return made.make_indirect(Dictionary(**base, Widths=Array([500]), FontDescriptor=descriptor))

            yield f"{called} as {key}", Case(lambda build=build: pdf(resource("Font", "B", build, uses=_shown("B"))))
    for called, more in {
        "widths that are words": {"Widths": Array([SECRET_TEXT])},
        "widths without end": {"Widths": Array([1] * 70_000)},
        "a coding that is a word": {"Encoding": String("x")},
        "a coding of its own": {"Encoding": stream(b"x begincmap")},
        "a list of codes broken off": {"ToUnicode": stream(b"1 beginbfchar <")},
        "a last letter before the first": {"FirstChar": 9, "LastChar": -9},
    }.items():  # fmt: skip

        def other(made: Pdf, more: dict[str, object] = more) -> object:
            values = {key: value(made) if callable(value) else value for key, value in more.items()}
            return made.make_indirect(Dictionary(**{**base, **values}))

        yield called, Case(lambda other=other: pdf(resource("Font", "B", other, uses=_shown("B"))))
    yield "a drawn font that draws itself", Case(lambda: pdf(resource("Font", "B", _own_letters, uses=_shown("B"))))
    yield "a font that descends from itself", Case(lambda: pdf(resource("Font", "B", _own_child, uses=_shown("B"))))


def _shown(font: str) -> bytes:
    return b"BT /%s 12 Tf 10 10 Td (A) Tj ET" % font.encode()


def _own_letters(made: Pdf) -> object:
    font = made.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 9, 9]), FontMatrix=Array([1, 0, 0, 1, 0, 0]),
            FirstChar=65, LastChar=65, Widths=Array([9]), Encoding=Dictionary(Differences=Array([65, Name.a])),
            CharProcs=Dictionary(a=made.make_indirect(Stream(made, b"9 0 d0 % " + SECRET_BYTES + b"\n" + _shown("B")))),
        )
    )  # fmt: skip
    font.Resources = Dictionary(Font=Dictionary(B=font))
    return font


def _own_child(made: Pdf) -> object:
    font = made.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.X, Encoding=Name("/Identity-H"))
    )
    font.DescendantFonts = Array([font])
    return font
