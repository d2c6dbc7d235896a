"""Files that are not what they are called, are two things at once, or are pictures and Word files with a sting."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from PIL import Image, PngImagePlugin

from cilexportal.foundation.documents import services
from cilexportal.foundation.documents.inspection import image, word
from cilexportal.foundation.documents.inspection.finding import DAMAGED, EMBEDDED, LOCKED, TANGLED, TOO_MUCH
from tests.foundation.documents import corpus
from tests.foundation.documents.corpus import SECRET
from tests.foundation.documents.hostile import SECRET_BYTES, Case, pdf
from tests.foundation.documents.hostile_hidden import photo

OLE = services.OLD_OFFICE + bytes(600)
MESSAGE = OLE + "__substg1.0_0037001F".encode("utf-16-le")
ZIP = b"PK\x03\x04" + bytes(60)
# What each is by its content, and what is said of it whatever it is called.
FOREIGN: dict[str, tuple[bytes, str]] = {
    "drawing": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", services.NOT_TAKEN),
    "page": (b"<!DOCTYPE html><script>x()</script>", services.NOT_TAKEN),
    "program": (b"MZ" + bytes(200), services.NOT_TAKEN),
    "program of Linux": (b"\x7fELF" + bytes(99), services.NOT_TAKEN),
    "script": (b"#!/bin/sh\nrm -rf ~\n", services.NOT_TAKEN),
    "script of Windows": (b"@echo off\r\n", services.NOT_TAKEN),
    "shortcut": (b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(90), services.NOT_TAKEN),
    "animation": (b"GIF89a" + bytes(60), services.NOT_TAKEN),
    "icon": (b"\x00\x00\x01\x00" + bytes(60), services.NOT_TAKEN),
    "fax": (b"II*\x00" + bytes(60), services.NOT_TAKEN), "rich text": (b"{\\rtf1\\object}", services.NOT_TAKEN),
    "drawing program": (b"%!PS-Adobe-3.0\n", services.NOT_TAKEN), "archive": (b"Rar!\x1a\x07\x00", services.NOT_TAKEN),
    "squeezed": (b"\x1f\x8b\x08" + bytes(60), services.NOT_TAKEN), "words": (b"plain words", services.NOT_TAKEN),
    "film": (b"\x00\x00\x00\x18ftypmp42" + bytes(60), services.NOT_TAKEN), "nothing": (b"", services.EMPTY),
    "old document": (OLE, services.OLD_WORD), "message of Outlook": (MESSAGE, services.MAIL),
    "message": (b"From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\n\r\nHello", services.MAIL),
    "message on its way": (b"Received: from x\nReturn-Path: <a>\nX-Spam: no\n\nHello", services.MAIL),
    "box of messages": (b"From a@example.org Mon Jan 1\nFrom: a@example.org\n\nHello", services.MAIL),
    "head further down": (bytes(64) + pdf(), services.NOT_TAKEN),
    "head after words": (b"<html>" + pdf(), services.NOT_TAKEN),
}  # fmt: skip
# How far from its end the table of a PDF is still found.
MOST_BEHIND = 1000
NAMES = ("a.pdf", "a.png", "a.jpg", "a.docx")
TAKEN = {
    "a.pdf": ("a PDF", ".pdf"), "a.png": ("a PNG picture", ".png"), "a.jpg": ("a JPEG picture", ".jpg or .jpeg"),
    "a.docx": ("a Word document", ".docx"),
}  # fmt: skip


def confused() -> Iterator[tuple[str, Case]]:
    """Everything foreign under every name that is taken, and everything that is taken under another's name."""
    for called, (content, sentence) in FOREIGN.items():
        for name in NAMES:
            yield f"a {called} as {name}", Case(lambda content=content: content, refused=sentence, name=name)
    made = {"a.pdf": pdf, "a.png": corpus.picture, "a.jpg": photo, "a.docx": corpus.word}
    for own, build in made.items():
        kind, endings = TAKEN[own]
        sentence = f"The file is {kind}, but its name does not end in {endings}."
        for name in (
            *(other for other in NAMES if other != own),
            f"{own}.exe",
            f"{own}.html",
            "a",
            f"a.exe\u202e{own[1:]} x",
        ):
            yield f"{kind} as {name!r}", Case(build, refused=sentence, name=name)


def two_things() -> Iterator[tuple[str, Case]]:
    """Files that are also something else: what is else is gone from the copy, or the file is not taken."""
    also = {
        "an archive": corpus.word(), "a page": b"<html><script>alert('" + SECRET_BYTES + b"')</script>",
        "a program": b"MZ" + SECRET_BYTES, "a script": b"\n*/alert('" + SECRET_BYTES + b"')//",
    }  # fmt: skip
    for called, more in also.items():
        far = DAMAGED if len(more) > MOST_BEHIND else ""
        yield f"a PDF and {called}", Case(lambda more=more: pdf() + more, refused=far)
        yield f"a JPEG and {called}", Case(lambda more=more: photo() + more, name="a.jpg")
        yield f"a JPEG with {called} as its comment", Case(lambda more=more: photo(comment=more), name="a.jpg")
        yield f"a PNG and {called}", Case(lambda more=more: corpus.picture() + more, name="a.png")
        yield f"a PNG with {called} as its words", Case(lambda more=more: _worded(b"tEXt", b"x\0" + more), name="a.png")
    yield "a PDF in an archive's place", Case(lambda: ZIP + pdf(), refused=_name_says("a Word document", ".docx"))
    yield "a JPEG and a PDF", Case(lambda: photo() + pdf(), name="a.jpg")
    yield (
        "a PDF as a Word document's part",
        Case(lambda: corpus.word(parts={"word/media/x.pdf": pdf()}), refused=EMBEDDED, name="a.docx"),
    )


def _name_says(kind: str, endings: str) -> str:
    return f"The file is {kind}, but its name does not end in {endings}."


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _worded(kind: bytes, data: bytes) -> bytes:
    """A PNG picture with a further chunk behind its head."""
    made = corpus.picture()
    return made[:33] + _chunk(kind, data) + made[33:]


def _sized(width: int, height: int) -> bytes:
    """A PNG picture that only claims its size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(b"x")) + _chunk(b"IEND", b"")


def _wide_jpeg(side: int) -> bytes:
    made = photo()
    place = made.index(b"\xff\xc0") + 5
    return made[:place] + struct.pack(">HH", side, side) + made[place + 4 :]


def _info() -> bytes:
    told, out = PngImagePlugin.PngInfo(), io.BytesIO()
    told.add_text("Author", SECRET)
    told.add_itxt("Comment", SECRET)
    Image.new("RGB", (8, 8)).save(out, "PNG", pnginfo=told, icc_profile=SECRET_BYTES)
    return out.getvalue()


def _placed() -> bytes:
    """A photograph that says where it was taken, and by whom."""
    tags, place = Image.Exif(), {1: "N", 2: (51.0, 30.0, 0.0), 29: SECRET}
    tags[0x013B], tags[0x9286] = SECRET, SECRET
    tags.get_ifd(0x8825).update(place)
    return photo(exif=tags, icc_profile=SECRET_BYTES, comment=SECRET_BYTES)


def _moving() -> bytes:
    out = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    return out.getvalue()


def pictures() -> Iterator[tuple[str, Case]]:
    """Pictures cut short, blown up, moving, and telling where they were taken."""
    for tenth in range(1, 10):
        for name, build in {
            "a.png": lambda: corpus.picture("PNG", (60, 60)),
            "a.jpg": lambda: photo(quality=95),
        }.items():
            yield (
                f"{tenth} tenths of {name}",
                Case(
                    lambda tenth=tenth, build=build: build()[: len(build()) * tenth // 10],
                    # The end of a PNG says nothing but that it ends.
                    refused="" if (tenth, name) == (9, "a.png") else DAMAGED,
                    name=name,
                ),
            )
    for width, height in ((100_000, 100_000), (2**31 - 1, 1), (1, 2**31 - 1), (8001, 5000)):
        sentence = image.LARGE if width * height > image.MOST_PIXELS else DAMAGED
        yield (
            f"a PNG of {width} by {height}",
            Case(lambda size=(width, height): _sized(*size), refused=sentence, name="a.png"),
        )
    for width, height in ((0, 0), (0, 9), (9, 0)):
        yield (
            f"a PNG of {width} by {height}",
            Case(lambda size=(width, height): _sized(*size), refused=DAMAGED, name="a.png"),
        )
    yield "a JPEG of the largest side", Case(lambda: _wide_jpeg(65_500), refused=image.LARGE, name="a.jpg")
    yield (
        "a wrong sum",
        Case(lambda: corpus.picture()[:29] + b"xxxx" + corpus.picture()[33:], refused=DAMAGED, name="a.png"),
    )
    yield (
        "words that unpack to much",
        Case(lambda: _worded(b"zTXt", b"x\0\0" + zlib.compress(bytes(90_000_000))), refused=DAMAGED, name="a.png"),
    )
    yield (
        "a profile that unpacks to much",
        Case(lambda: _worded(b"iCCP", b"x\0\0" + zlib.compress(bytes(90_000_000))), refused=DAMAGED, name="a.png"),
    )
    yield (
        "a chunk longer than the file",
        Case(lambda: corpus.picture()[:33] + b"\x7f\xff\xff\xfftEXt", refused=DAMAGED, name="a.png"),
    )
    yield "a PNG with an author", Case(_info, name="a.png")
    yield "a PNG that moves", Case(_moving, refused=services.NOT_TAKEN, name="a.png")
    yield "a photograph of a place", Case(_placed, name="a.jpg")
    yield "a photograph in inks", Case(lambda: _inks("CMYK"), name="a.jpg")
    for mode in ("1", "L", "LA", "P", "I;16", "RGBA"):
        yield f"a PNG of the kind {mode}", Case(lambda mode=mode: _inks(mode, "PNG"), name="a.png")


def _inks(mode: str, kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (9, 9)).save(out, kind)
    return out.getvalue()


PARTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "the macro part": (
        word.MACROS,
        ("word/vbaProject.bin", "word/vbaData.xml", "VBAPROJECT.BIN", "word/x/vbaproject.bin"),
    ),
    "the part": (
        EMBEDDED,
        ("word/embeddings/x.bin", "word/activeX/activeX1.xml", "word/afchunk.mht", "word/x.hta", "evil.lnk", "x.js"),
    ),
    "the path": (DAMAGED, ("../x.xml", "/etc/x.xml", "word/../../x.xml", "..\\..\\x.xml", "WORD/document.xml")),
}
READ = ("word/x.xml", "word/styles.xml", "customXml/item1.xml", "docProps/custom.xml", "word/_rels/x.xml.rels")
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><x>&c;</x>'
FETCHES = b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'
COMMANDS = ("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "ddeauto", "Dde")
OUTWARD = (
    "attachedTemplate",
    "oleObject",
    "image",
    "frame",
    "subDocument",
    "video",
    "audio",
    "footnotes",
    "settings",
    "theme",
)


def parts() -> Iterator[tuple[str, Case]]:
    """Word files with entities, programs, foreign parts and commands."""
    for part in READ:
        for called, content in {"entities that multiply": LAUGHS, "an entity from elsewhere": FETCHES}.items():
            yield _word(f"{called} in {part}", TANGLED, parts={part: content})
    for kind in OUTWARD:
        yield _word(f"a {kind} from elsewhere", word.ELSEWHERE, relations=corpus.relation(kind, "http://host/x"))
    for command in COMMANDS:
        yield _word(f"the command {command!a}", word.ELSEWHERE, body=f"<w:instrText> {command} x y</w:instrText>")
    for called, (sentence, names) in PARTS.items():
        for part in names:
            yield _word(f"{called} {part!a}", sentence, parts={part: b"<x/>"})


def words() -> Iterator[tuple[str, Case]]:
    """Word files that are bombs, locked, lying or cut short."""
    for name, content in {"word/x.xml": b" " * 31_000_000, "word/media/x.png": bytes(20_000_000)}.items():
        yield _word(f"a bomb as {name}", TOO_MUCH, parts={name: content})
    yield (
        "three thousand parts",
        Case(
            lambda: corpus.word(parts={f"word/{n}.xml": b"<x/>" for n in range(3001)}), refused=TOO_MUCH, name="a.docx"
        ),
    )
    yield "a locked part", Case(lambda: _locked(corpus.word()), refused=LOCKED, name="a.docx")
    yield "a part that lies about its size", Case(lambda: _lying(corpus.word()), refused=DAMAGED, name="a.docx")
    yield "a sheet of figures", Case(lambda: _renamed("xl/workbook.xml"), refused=services.NOT_TAKEN, name="a.docx")
    for tenth in range(1, 10):
        yield (
            f"{tenth} tenths of a Word file",
            Case(lambda tenth=tenth: corpus.word()[: len(corpus.word()) * tenth // 10], refused=DAMAGED, name="a.docx"),
        )


def _word(called: str, sentence: str, **more: object) -> tuple[str, Case]:
    build: Callable[[], bytes] = lambda: corpus.word(**more)  # noqa: E731 - built when it is asked for
    return called, Case(build, refused=sentence, name="a.docx")


def _renamed(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(name, b"<x/>")
    return out.getvalue()


def _locked(made: bytes) -> bytes:
    """The same with the mark of encryption on every part in the list at the end."""
    place = -1
    changed = bytearray(made)
    while (place := made.find(b"PK\x01\x02", place + 1)) >= 0:
        changed[place + 8] |= 1
    return bytes(changed)


def _lying(made: bytes) -> bytes:
    """The same with one part said to be smaller than it is."""
    place = made.index(b"PK\x01\x02")
    return made[: place + 24] + struct.pack("<I", 5) + made[place + 28 :]
