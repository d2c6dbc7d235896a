"""PDFs that are locked, broken, endless or larger than they look."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pikepdf import Array, Encryption, Name, Pdf, Permissions, Stream

from cilexportal.foundation.documents.inspection import pdf as plain
from cilexportal.foundation.documents.inspection.finding import DAMAGED, LOCKED, TANGLED, TOO_MUCH
from cilexportal.foundation.documents.inspection.rebuilding import WIDE
from cilexportal.foundation.documents.inspection.unpacking import LARGE, MOST_BYTES
from tests.foundation.documents.hostile import (
    CATALOG,
    CONTENT,
    PAGE,
    PAGES,
    PLAIN,
    Case,
    packed,
    page,
    pdf,
    raw,
    resource,
    stream,
    zeros,
)


def locked() -> Iterator[tuple[str, Case]]:
    """Every kind of encryption, with a password and with rights only."""
    kinds = {
        "40 bits": {"R": 2, "aes": False, "metadata": False}, "128 bits": {"R": 3, "aes": False, "metadata": False},
        "crypt filters": {"R": 4, "aes": False, "metadata": False}, "AES": {"R": 4, "aes": True},
        "AES without metadata": {"R": 4, "aes": True, "metadata": False},
        "AES of 256 bits": {"R": 6, "aes": True},
    }  # fmt: skip
    for called, kind in kinds.items():
        yield (
            f"{called}, a password",
            Case(lambda kind=kind: pdf(encryption=Encryption(user="x", owner="y", **kind)), refused=LOCKED),
        )
        rights = Permissions(extract=False) if kind["R"] > 2 else Permissions()
        yield (
            f"{called}, rights",
            Case(
                lambda kind=kind, rights=rights: pdf(encryption=Encryption(user="", owner="y", allow=rights, **kind)),
                refused=plain.RESTRICTED,
            ),
        )
    for handler in (b"Adobe.PubSec", b"FOPN_foweb"):
        entries = b"/Root 1 0 R /Encrypt << /Filter /%s /V 1 /R 2 >> /ID [<00> <00>]" % handler
        yield (
            f"the handler {handler.decode()}",
            Case(lambda entries=entries: raw([CATALOG, PAGES, PAGE, CONTENT], trailer=entries), refused=LOCKED),
        )


def _swapped(old: bytes, new: bytes) -> bytes:
    """A sound file in which one thing is another, with a table that is right about it."""
    objects = (CATALOG, PAGES, PAGE, CONTENT)
    assert sum(old in content for content in objects) == 1
    return raw([content.replace(old, new, 1) for content in objects])


def _ended(trailer: bytes) -> bytes:
    """A sound file with another trailer; TABLE in it is the place of the table."""
    made = raw([CATALOG, PAGES, PAGE, CONTENT], trailer=trailer)
    return made.replace(b"TABLE", b"%05d" % made.index(b"xref\n"))


def _classic() -> bytes:
    return pdf(object_stream_mode=PLAIN)


TREES = (
    ("no pages", b"[3 0 R] /Count 1", b"[] /Count 0"),
    ("pages that are not there", b"/Pages 2 0 R", b"/Pages 8 0 R"),
    ("pages that are the root", b"/Pages 2 0 R", b"/Pages 1 0 R"),
    ("pages that are text", b"/Pages 2 0 R", b"/Pages (xx)"),
    ("pages that are their own", b"/Kids [3 0 R]", b"/Kids [2 0 R]"),
    ("a page that is a word", b"/Kids [3 0 R]", b"/Kids [/xyz]"),
    ("a page that is a stream", b"/Kids [3 0 R]", b"/Kids [4 0 R]"),
    ("children that are no list", b"/Kids [3 0 R]", b"/Kids 3 0 R"),
    ("a count that is a word", b"/Count 1", b"/Count /a"),
)
# What the library mends in a way that nothing is lost by.
MENDED = (
    ("a negative count", b"/Count 1", b"/Count -9"),
    ("a count of nothing", b"/Count 1", b"/Count 0"),
    ("a page with two sides", b"[0 0 120 120]", b"[120 120]"),
    ("a page with sides that are words", b"[0 0 120 120]", b"[0 0 /a (b)]"),
    ("contents without end", b"endstream", b"endstrxxm"),
    ("a length that is a loop", b"/Length 12", b"/Length 4 0 R"),
    ("a length that is too short", b"/Length 12", b"/Length 3"),
    ("a length that is too long", b"/Length 12", b"/Length 9999"),
    ("a negative length", b"/Length 12", b"/Length -1"),
)


def broken() -> Iterator[tuple[str, Case]]:
    """Files cut short, and tables and trees that lie."""
    for tenth in range(1, 10):
        yield f"{tenth} tenths of it", Case(lambda tenth=tenth: pdf()[: len(pdf()) * tenth // 10], refused=DAMAGED)
        yield (
            f"{tenth} tenths of it, unpacked",
            Case(lambda tenth=tenth: _classic()[: len(_classic()) * tenth // 10], refused=DAMAGED),
        )
    yield "nothing but a head", Case(lambda: b"%PDF-1.7\n", refused=DAMAGED)
    yield "zeros after a head", Case(lambda: b"%PDF-1.7\n" + bytes(5000), refused=DAMAGED)
    for called, place in {"zero": b"0", "far out": b"99999999", "negative": b"-5", "a word": b"abc"}.items():
        yield (
            f"a table at {called}",
            Case(lambda place=place: re.sub(rb"startxref\n\d+", b"startxref\n" + place, _classic()), refused=DAMAGED),
        )
    for called, trailer in {
        "no root": b"", "a root that is a page tree": b"/Root 2 0 R", "a root that is not there": b"/Root 9 0 R",
        "a root that is a number": b"/Root 12345", "a table that leads to itself": b"/Root 1 0 R /Prev TABLE",
        "a table before zero": b"/Root 1 0 R /Prev -1", "a size that is a word": b"/Root 1 0 R /Size /x",
    }.items():  # fmt: skip
        yield called, Case(lambda trailer=trailer: _ended(trailer), refused=DAMAGED)
    for called, old, new in TREES:
        yield called, Case(lambda old=old, new=new: _swapped(old, new), refused=DAMAGED)
    for called, old, new in MENDED:
        yield called, Case(lambda old=old, new=new: _swapped(old, new))
    yield "no trailer", Case(lambda: _ended(b"/Root 1 0 R").replace(b"trailer", b"tr____r"), refused=DAMAGED)
    yield "a count of a million", Case(lambda: _swapped(b"/Count 1", b"/Count 1000000"), refused=plain.LONG)
    packed_loop = packed(
        b"1 0 << /Type /Catalog /Pages 2 0 R >>", Type=b"/ObjStm", N=b"1", First=b"4", Extends=b"5 0 R"
    )
    yield "an object stream that extends itself", Case(lambda: raw([CATALOG, PAGES, PAGE, CONTENT, packed_loop]))


def _square(side: int, *, filters: str, data: bytes = b"x") -> Callable[[], bytes]:
    more = {"Width": side, "Height": side, "BitsPerComponent": 1, "ColorSpace": Name.DeviceGray}
    kind = stream(data, Subtype=Name.Image, Filter=Name("/" + filters), **more)
    return lambda: pdf(resource("XObject", "I", kind, uses=b"/I Do"))


def _laughs(made: Pdf) -> None:
    """Forms that draw ten of the next one, ten times over."""
    inner = made.make_indirect(Stream(made, b"0 0 1 1 re f", Subtype=Name.Form, BBox=Array([0, 0, 9, 9])))
    for _ in range(10):
        outer = made.make_indirect(Stream(made, b"/F Do " * 10, Subtype=Name.Form, BBox=Array([0, 0, 9, 9])))
        outer.Resources = {"/XObject": {"/F": inner}}
        inner = outer
    resource("XObject", "F", lambda _: inner, uses=b"/F Do")(made)


def _circle(length: int, kind: str, use: bytes) -> Callable[[Pdf], None]:
    """Forms or patterns of which each draws the next, and the last the first."""

    def change(made: Pdf) -> None:
        shape = {"BBox": Array([0, 0, 9, 9]), "XStep": 9, "YStep": 9, "PaintType": 1, "TilingType": 1}
        of_kind = {"Subtype": Name.Form} if kind == "XObject" else {"PatternType": 1}
        parts = [made.make_indirect(Stream(made, use, **shape, **of_kind)) for _ in range(length)]
        for one, following in zip(parts, [*parts[1:], parts[0]], strict=True):
            one.Resources = {f"/{kind}": {"/F": following}}
        resource(kind, "F", lambda _: parts[0], uses=use)(made)

    return change


def _deep(made: Pdf) -> None:
    """Forms within forms within forms, a hundred times, each drawn once."""
    inner = made.make_indirect(Stream(made, b"0 0 1 1 re f", Subtype=Name.Form, BBox=Array([0, 0, 9, 9])))
    for _ in range(100):
        outer = made.make_indirect(Stream(made, b"/F Do", Subtype=Name.Form, BBox=Array([0, 0, 9, 9])))
        outer.Resources = {"/XObject": {"/F": inner}}
        inner = outer
    resource("XObject", "F", lambda _: inner, uses=b"/F Do")(made)


def _boxed(*sides: float, **more: object) -> Callable[[], bytes]:
    return lambda: pdf(page(MediaBox=Array(list(sides)), **more))


def bombs() -> Iterator[tuple[str, Case]]:
    """Small files that become large: refused before they do."""
    drawn, tiled = b"/F Do", b"/Pattern cs /F scn 0 0 9 9 re f"
    yield "one page too many", Case(lambda: pdf(pages=plain.MOST_PAGES + 1), refused=plain.LONG)
    yield (
        "one page five hundred times and once",
        Case(lambda: _swapped(b"[3 0 R] /Count 1", b"[%s] /Count 1" % (b"3 0 R " * 501)), refused=plain.LONG),
    )
    yield (
        "more objects than anybody needs",
        Case(lambda: raw([CATALOG, PAGES, PAGE, CONTENT, *[b"null"] * plain.MOST_OBJECTS]), refused=plain.LONG),
    )
    yield (
        "lists within lists",
        Case(lambda: raw([CATALOG, PAGES, PAGE, CONTENT, b"[" * 400 + b"]" * 400]), refused=TANGLED),
    )
    yield "lists within lists without end", Case(lambda: raw([CATALOG, PAGES, PAGE, CONTENT, b"[" * 90_000]))
    yield "forms that multiply", Case(lambda: pdf(_laughs), refused=TOO_MUCH)
    for length in (1, 2, 5):
        yield f"a circle of {length} forms", Case(lambda n=length: pdf(_circle(n, "XObject", drawn)), refused=TANGLED)
        yield (
            f"a circle of {length} patterns",
            Case(lambda n=length: pdf(_circle(n, "Pattern", tiled)), refused=TANGLED),
        )
    yield "forms a hundred deep", Case(lambda: pdf(_deep), refused=TANGLED)
    for kind in ("FlateDecode", "JBIG2Decode", "JPXDecode", "CCITTFaxDecode", "DCTDecode", "RunLengthDecode"):
        yield f"a huge picture by {kind}", Case(_square(100_000, filters=kind, data=zeros(9)), refused=LARGE)
    yield "a wall as a page", Case(_boxed(0, 0, 20_000, 100), refused=WIDE)
    yield "a dot as a page", Case(_boxed(0, 0, 1, 1), refused=WIDE)
    yield "a page of no width", Case(_boxed(50, 0, 50, 100), refused=WIDE)
    yield "a page in large units", Case(_boxed(0, 0, 500, 500, UserUnit=75_000), refused=WIDE)
    yield "numbers beyond numbers", Case(lambda: _swapped(b"0 0 120 120", b"0 0 9%s 9" % (b"0" * 400)), refused=DAMAGED)
    yield (
        "one filter too many",
        Case(lambda: pdf(page(Hidden=stream(b"x", Filter=Array([Name.ASCIIHexDecode] * 5)))), refused=TANGLED),
    )


def unpacked() -> Iterator[tuple[str, Case]]:
    """What unpacks to more than it may: one step, several steps, and many streams that are too much together."""
    over = zeros(MOST_BYTES + 1)
    for called, data, steps in (
        ("one step", over, 1), ("two steps", _again(over, 1), 2), ("four steps", _again(over, 3), 4),
    ):  # fmt: skip
        filters = Array([Name.FlateDecode] * steps)
        yield (
            f"zeros in {called}",
            Case(lambda data=data, filters=filters: pdf(page(Hidden=stream(data, Filter=filters))), refused=TOO_MUCH),
        )
    yield "zeros to draw by", Case(lambda: pdf(page(Contents=stream(over, Filter=Name.FlateDecode))), refused=TOO_MUCH)
    many = stream(zeros(MOST_BYTES // 3), Filter=Name.FlateDecode)
    yield (
        "many that are too much together",
        Case(lambda: pdf(page(Hidden=lambda made: Array([many(made) for _ in range(11)]))), refused=TOO_MUCH),
    )


def _again(data: bytes, times: int) -> bytes:
    import zlib

    for _ in range(times):
        data = zlib.compress(data, 9)
    return data
