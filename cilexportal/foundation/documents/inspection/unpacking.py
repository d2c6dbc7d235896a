"""What the streams of a PDF unpack to, counted before anybody unpacks them; pictures without what a camera wrote."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Name, Object, Pdf

from cilexportal.foundation.documents.inspection.finding import DAMAGED, TANGLED, TOO_MUCH, Unwelcome

MOST_BYTES = 150_000_000
MOST_BYTES_IN_ALL = 500_000_000
MOST_PIXELS = 100_000_000
MOST_FILTERS = 4
PIECE = 1 << 20
LARGE = "A picture in the file has more than 100 million pixels. Save the file with smaller pictures and send it again."
FLATE = (Name.FlateDecode, Name.Fl)
ASCII = (Name.ASCII85Decode, Name.A85)
JPEG = (Name.DCTDecode, Name.DCT)

# The parts of a JPEG picture that are remarks: of the camera, the place, the program. The 14th says how colours are.
REMARKS = frozenset({0xFE, *range(0xE0, 0xF0)} - {0xEE})
LONGEST_KEPT = 16
BEGIN, END, SCAN = 0xD8, 0xD9, 0xDA
NEXT_MARK = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])")


def limit_library() -> None:
    """Tells the library what it may unpack by itself, such as the streams that hold other objects."""
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=MOST_BYTES, run_length_max_memory=MOST_BYTES, png_max_memory=MOST_BYTES,
        tiff_max_memory=MOST_BYTES, dct_max_memory=MOST_BYTES, max_stream_filters=MOST_FILTERS,
    )  # fmt: skip


def check(pdf: Pdf) -> None:
    """Raises Unwelcome for a stream, or a file, that unpacks to too much; cuts off what follows the end of a stream."""
    total = 0
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Stream):
            continue
        filters = filters_of(thing)
        if len(filters) > MOST_FILTERS:
            raise Unwelcome(TANGLED)
        _check_pixels(thing)
        if filters and filters[0] in FLATE:
            total += _check_flate(thing, filters)
        if total > MOST_BYTES_IN_ALL:
            raise Unwelcome(TOO_MUCH)


def filters_of(stream: Object) -> list[object]:
    """How the stream is packed, the outermost first."""
    value = stream.get("/Filter")
    if isinstance(value, Array):
        return list(value)
    return [] if value is None else [value]


def strip_pictures(pdf: Pdf) -> None:
    """Takes the remarks out of JPEG pictures. Raises Unwelcome for one that does not hold together."""
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and (filters := filters_of(thing)) and filters[-1] in JPEG:
            parameters: Any = thing.get("/DecodeParms")
            last: Any = parameters[-1] if isinstance(parameters, Array) and len(parameters) else parameters
            thing.write(without_remarks(_packed(thing, filters[:-1])), filter=Name.DCTDecode, decode_parms=last)


def without_remarks(picture: bytes) -> bytes:
    """A JPEG picture up to its end and without what is no part of it. Raises Unwelcome for no such picture."""
    if not picture.startswith(bytes((0xFF, BEGIN))):
        raise Unwelcome(DAMAGED)
    return bytes((0xFF, BEGIN)) + b"".join(_segments(picture))


def _segments(picture: bytes) -> Iterator[bytes]:
    """What is kept of a picture after its first mark, part by part."""
    place = 2
    while mark := NEXT_MARK.match(picture, place):
        code, place = mark[1][0], mark.end()
        if code == END:
            yield bytes((0xFF, END))
            return
        length = int.from_bytes(picture[place : place + 2])
        end = place + length
        if length < 2 or end > len(picture):
            break
        if code == SCAN:
            following = NEXT_MARK.search(picture, end)
            end = following.start() if following else len(picture)
        if code not in REMARKS and not (code == 0xEE and length > LONGEST_KEPT):
            yield bytes((0xFF, code)) + picture[place:end]
        place = end
    raise Unwelcome(DAMAGED)


def _packed(stream: Object, outer: list[object]) -> bytes:
    """The picture as its last filter takes it."""
    data = stream.read_raw_bytes()
    for kind in outer:
        if kind in FLATE:
            data, _, _ = _inflated(data, keep=True)
        elif kind in ASCII:
            data = base64.a85decode(data.strip().removeprefix(b"<~").removesuffix(b"~>"))
        else:
            raise Unwelcome(TANGLED)
    return data


def _check_pixels(stream: Object) -> None:
    width, height = stream.get("/Width", 0), stream.get("/Height", 0)
    if isinstance(width, int) and isinstance(height, int) and width * height > MOST_PIXELS:
        raise Unwelcome(LARGE)


def _check_flate(stream: Object, filters: list[object]) -> int:
    """How many bytes the stream unpacks to, through all filters of this kind."""
    data, total = stream.read_raw_bytes(), 0
    for number, kind in enumerate(filters):
        if kind not in FLATE:
            break
        more = number + 1 < len(filters) and filters[number + 1] in FLATE
        unpacked, size, used = _inflated(data, keep=more)
        if number == 0 and data[used:].strip():
            packing: dict[str, Any] = {"filter": stream.get("/Filter"), "decode_parms": stream.get("/DecodeParms")}
            stream.write(data[:used], **packing)
        data, total = unpacked, total + size
    return total


def _inflated(data: bytes, *, keep: bool) -> tuple[bytes, int, int]:
    """The unpacked bytes where they are to be kept, their number, and how many packed ones they came from. Raises
    Unwelcome for too many. A stream that breaks off is left to whoever reads it."""
    machine, kept, size, place = zlib.decompressobj(), [], 0, 0
    pending = b""
    try:
        while not machine.eof and (pending or place < len(data)):
            if not pending:
                pending, place = data[place : place + PIECE], place + PIECE
            piece = machine.decompress(pending, PIECE * 4)
            pending = machine.unconsumed_tail
            size += len(piece)
            if size > MOST_BYTES:
                raise Unwelcome(TOO_MUCH)
            if keep:
                kept.append(piece)
    except zlib.error:
        return b"".join(kept), size, len(data)
    used = min(place, len(data)) - len(machine.unused_data) if machine.eof else len(data)
    return b"".join(kept), size, used
