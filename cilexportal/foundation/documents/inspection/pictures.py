"""Pictures with a shape or a remark over a part of them: the picture under it is still whole."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as raw

from cilexportal.foundation.documents.inspection.finding import Kind, Spot
from cilexportal.foundation.documents.inspection.letters import DEEPEST, Box, Canvas

LEAST_SIDE = 5.0  # points; thinner shapes are lines
OPAQUE = 200  # of 255
MOST_OF_IT = 0.9  # a shape over more of a picture is no bar over a name
COVERS = (raw.FPDF_ANNOT_SQUARE, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_POLYGON)


def under_shapes(page: pypdfium2.PdfPage, number: int) -> Iterator[Spot]:
    """Where shapes and remarks lie over parts of pictures, and where something is marked and not taken out."""
    width, height = page.get_size()
    canvas = Canvas(page, (max(round(width), 1), max(round(height), 1)))
    shown: list[Box] = []
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH], max_depth=DEEPEST):
        box = on_page(thing)
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            shown.append(box)
        elif _covers(thing.raw, box) and any(_hides(box, picture) for picture in shown):
            yield canvas.spot(Kind.PICTURE, number, [box])
    for kind, box in _remarks(page):
        if kind == raw.FPDF_ANNOT_REDACT:
            yield canvas.spot(Kind.MARKED, number, [box])
        elif kind in COVERS and any(_hides(box, picture) for picture in shown):
            yield canvas.spot(Kind.PICTURE, number, [box])


def on_page(thing: pypdfium2.PdfObject) -> Box:
    """The box of a thing on its page, through all that contains it."""
    box = thing.get_bounds()
    holder = thing.container
    while holder is not None:
        matrix = holder.get_matrix()
        points = [matrix.on_point(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        across, up = zip(*points, strict=True)
        box = (min(across), min(up), max(across), max(up))
        holder = holder.container
    return box


def _covers(shape: raw.FPDF_PAGEOBJECT, box: Box) -> bool:
    """Whether the shape is filled, opaque and more than a line."""
    left, bottom, right, top = box
    if right - left < LEAST_SIDE or top - bottom < LEAST_SIDE:
        return False
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    return bool(
        raw.FPDFPath_GetDrawMode(shape, fill, stroke)
        and fill.value
        and raw.FPDFPageObj_GetFillColor(shape, red, green, blue, alpha)
        and alpha.value >= OPAQUE
    )


def _hides(shape: Box, picture: Box) -> bool:
    """Whether a shape lies over a part of a picture, and not over nearly all of it."""
    width = min(shape[2], picture[2]) - max(shape[0], picture[0])
    height = min(shape[3], picture[3]) - max(shape[1], picture[1])
    if width < LEAST_SIDE or height < LEAST_SIDE:
        return False
    return width * height < MOST_OF_IT * (picture[2] - picture[0]) * (picture[3] - picture[1])


def _remarks(page: pypdfium2.PdfPage) -> Iterator[tuple[int, Box]]:
    """The kind and the box of every remark on a page."""
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        remark = raw.FPDFPage_GetAnnot(page, index)
        edges = raw.FS_RECTF()
        if raw.FPDFAnnot_GetRect(remark, edges):
            box = (edges.left, edges.bottom, edges.right, edges.top)
            yield raw.FPDFAnnot_GetSubtype(remark), box
        raw.FPDFPage_CloseAnnot(remark)
