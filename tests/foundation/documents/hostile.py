"""What hostile files are told by: a case, what is to come of it, and pieces they are made of."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from tests.foundation.documents.corpus import SECRET

SIDE = 120
WORDS = b"BT /F1 12 Tf 10 60 Td (A seminar) Tj ET"
PLAIN = pikepdf.ObjectStreamMode.disable
PACKED = pikepdf.ObjectStreamMode.generate


@dataclass(frozen=True)
class Case:
    """A file under the name it is sent by. It is refused with this sentence; else its owner is told these ones."""

    build: Callable[[], bytes]
    refused: str = ""
    told: tuple[str, ...] = ()
    name: str = "a.pdf"


def pdf(*changes: Callable[[Pdf], object], pages: int = 1, words: bytes = WORDS, **save: object) -> bytes:
    """A small PDF, changed; its objects are hidden in object streams unless told otherwise."""
    made = Pdf.new()
    font = made.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for _ in range(pages):
        page = made.add_blank_page(page_size=(SIDE, SIDE))
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Contents = Stream(made, words)
    for change in changes:
        change(made)
    out = io.BytesIO()
    made.save(out, **{"object_stream_mode": PACKED, **save})
    made.close()
    return out.getvalue()


def note(kind: str, **more: object) -> Dictionary:
    """A remark, link or the like on a page."""
    return Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=Array([10, 10, 60, 30]), **more)


def on_page(*notes: Dictionary) -> Callable[[Pdf], object]:
    """Puts remarks on the first page."""

    def change(made: Pdf) -> None:
        made.pages[0].Annots = made.make_indirect(Array([made.make_indirect(one) for one in notes]))

    return change


def root(**entries: object) -> Callable[[Pdf], object]:
    """Writes entries into the root of the file; what is to be made in it is given as a function."""

    def change(made: Pdf) -> None:
        for key, value in entries.items():
            made.Root["/" + key] = value(made) if callable(value) else value

    return change


def page(**entries: object) -> Callable[[Pdf], object]:
    """Writes entries into the first page."""

    def change(made: Pdf) -> None:
        for key, value in entries.items():
            made.pages[0].obj["/" + key] = value(made) if callable(value) else value

    return change


def resource(kind: str, name: str, value: Callable[[Pdf], object], *, uses: bytes = b"") -> Callable[[Pdf], object]:
    """Adds something to what the first page may draw with, and draws with it."""

    def change(made: Pdf) -> None:
        resources = made.pages[0].Resources
        if "/" + kind not in resources:
            resources["/" + kind] = Dictionary()
        resources["/" + kind]["/" + name] = value(made)
        made.pages[0].Contents = Stream(made, WORDS + b"\n" + uses)

    return change


def stream(data: bytes, **entries: object) -> Callable[[Pdf], object]:
    """A stream of its own, kept as it is."""

    def build(made: Pdf) -> object:
        return made.make_indirect(Stream(made, data, **entries))

    return build


def raw(objects: Iterable[bytes], *, trailer: bytes = b"/Root 1 0 R", head: bytes = b"%PDF-1.7\n") -> bytes:
    """A PDF written by hand: its objects in their order, a table of where they are, and a trailer."""
    parts = [head, *(b"%d 0 obj\n%s\nendobj\n" % numbered for numbered in enumerate(objects, start=1))]
    places = [*accumulate(map(len, parts))]
    table = b"".join(b"%010d 00000 n \n" % place for place in places[:-1])
    size = b"" if b"/Size" in trailer else b"/Size %d" % len(parts)
    return b"%sxref\n0 %d\n0000000000 65535 f \n%strailer\n<< %s %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        b"".join(parts), len(parts), table, size, trailer, places[-1],
    )  # fmt: skip


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 120 120] /Resources << >> /Contents 4 0 R >>"
CONTENT = b"<< /Length 11 >>\nstream\n0 0 9 9 re f\nendstream".replace(b"11", b"12")


def packed(data: bytes, **entries: bytes) -> bytes:
    """A packed stream for a file written by hand."""
    squeezed = zlib.compress(data, 9)
    more = b"".join(b"/%s %s " % (key.encode(), value) for key, value in entries.items())
    return b"<< /Filter /FlateDecode %s/Length %d >>\nstream\n%s\nendstream" % (more, len(squeezed), squeezed)


def zeros(count: int) -> bytes:
    """So many zeros, packed, without ever being in memory at once."""
    machine, out = zlib.compressobj(9), []
    piece = bytes(1 << 20)
    for begin in range(0, count, len(piece)):
        out.append(machine.compress(piece[: min(len(piece), count - begin)]))
    return b"".join([*out, machine.flush()])


def updated(before: bytes, number: int, content: bytes) -> bytes:
    """The file with a later version of one object behind it, as editors write it."""
    start = int(before.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    place = len(before)
    body = before + b"%d 0 obj\n%s\nendobj\n" % (number, content)
    trailer = b"trailer\n<< /Size 20 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (start, len(body))
    return body + b"xref\n%d 1\n%010d 00000 n \n" % (number, place) + trailer


SECRET_TEXT = String(SECRET)
SECRET_BYTES = SECRET.encode()
