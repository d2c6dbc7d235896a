"""Blackened files, badly and well done: all made here, with an invented name in each."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
import weasyprint
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image, ImageDraw

from tests.foundation.documents import corpus

LINE = b"BT /F1 12 Tf 0 g 72 700 Td (Our client Pemberwick was seen on Monday) Tj ET "
# Pemberwick stands at about 125 to 190 points from the left.
OVER = b"120 695 75 16 re f "
NAME = (120, 695, 195, 711)


def page(content: bytes, change: Callable[[Pdf], None] | None = None) -> bytes:
    """One page with a font /F1 and whatever `change` adds to it."""
    return corpus.pdf(change, content=content)


def with_resource(group: str, name: str, make: Callable[[Pdf], pikepdf.Object]) -> Callable[[Pdf], None]:
    """Gives the page a resource."""

    def change(made: Pdf) -> None:
        resources = made.pages[0].Resources
        if f"/{group}" not in resources:
            resources[f"/{group}"] = Dictionary()
        resources[f"/{group}"][f"/{name}"] = made.make_indirect(make(made))

    return change


def picture(made: Pdf, colour: tuple[int, int, int] = (90, 120, 60), words: str = "", bar: bool = False) -> Stream:
    """A picture of one colour, with words and a bar burnt into it where they are asked for."""
    drawn = Image.new("RGB", (600, 200), colour)
    pen = ImageDraw.Draw(drawn)
    if words:
        pen.text((20, 60), words, fill=(0, 0, 0), font_size=60)
    if bar:
        pen.rectangle((20, 60, 300, 130), fill=(0, 0, 0))
    return Stream(
        made, drawn.tobytes(), Type=Name.XObject, Subtype=Name.Image, Width=600, Height=200,
        ColorSpace=Name.DeviceRGB, BitsPerComponent=8,
    )  # fmt: skip


def form(content: bytes) -> Callable[[Pdf], Stream]:
    """A form object with the page's font."""

    def make(made: Pdf) -> Stream:
        return Stream(
            made, content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842]),
            Resources=Dictionary(Font=made.pages[0].Resources.Font),
        )  # fmt: skip

    return make


def remark(kind: Name, *, looks: bytes = b"0 g 0 0 75 16 re f", **more: object) -> Callable[[Pdf], None]:
    """A remark over the name."""

    def change(made: Pdf) -> None:
        appearance = Stream(made, looks, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 75, 16]))
        entry = Dictionary(
            Type=Name.Annot, Subtype=kind, Rect=Array(NAME), F=4, AP=Dictionary(N=made.make_indirect(appearance)),
            **more,
        )  # fmt: skip
        made.pages[0].Annots = Array([made.make_indirect(entry)])

    return change


def squares(made: Pdf) -> None:
    """A font of signs as /F2, whose n is a black square."""
    made.pages[0].Resources.Font.F2 = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.ZapfDingbats)


def layered(made: Pdf) -> None:
    """A layer that is switched off, as /Off of the page."""
    layer = made.make_indirect(Dictionary(Type=Name.OCG, Name="Names"))
    made.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer])))
    made.pages[0].Resources.Properties = Dictionary(Off=layer)


def shaded(made: Pdf) -> Dictionary:
    """A run of colours from left to right."""
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 0, 0]), C1=Array([0, 0, 1]), N=1)
    return Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([120, 0, 195, 0]), Function=function,
        Extend=Array([True, True]),
    )  # fmt: skip


def hatched(made: Pdf) -> Stream:
    """A pattern of two colours that leaves nothing free."""
    return Stream(
        made, b"0.2 g 0 0 4 4 re f 0.7 g 0 0 2 2 re f", Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1,
        BBox=Array([0, 0, 4, 4]), XStep=4, YStep=4, Resources=Dictionary(),
    )  # fmt: skip


def state(**entries: object) -> Callable[[Pdf], Dictionary]:
    """A state of drawing, as /S1."""
    return lambda made: Dictionary(Type=Name.ExtGState, **entries)


def sized(**boxes: list[int]) -> Callable[[Pdf], None]:
    """Other boxes or turns of the page."""

    def change(made: Pdf) -> None:
        for key, value in boxes.items():
            made.pages[0][f"/{key}"] = value if isinstance(value, int) else Array(value)

    return change


def text(words: bytes, *, at: bytes = b"72 650", before: bytes = b"", size: bytes = b"12") -> bytes:
    """A line of words in the font of the page."""
    return b"BT /F1 " + size + b" Tf " + before + b" " + at + b" Td (" + words + b") Tj ET "


SEEN = text(b"A letter about a visa", at=b"72 750")
PICTURE = with_resource("XObject", "Im", lambda made: picture(made))
PLACED = b"q 75 0 0 16 120 695 cm /Im Do Q "


def failed() -> dict[str, bytes]:
    """Kind of mistake -> a file with it: the name is still there."""
    return {
        "a black box": page(LINE + b"0 g " + OVER),
        "a white box": page(LINE + b"1 g " + OVER),
        "a red box": page(LINE + b"1 0 0 rg " + OVER),
        "a box with a run of colours": page(
            LINE + b"q 120 695 75 16 re W n /Sh sh Q", with_resource("Shading", "Sh", shaded)
        ),
        "a hatched box": page(LINE + b"/Pattern cs /P1 scn " + OVER, with_resource("Pattern", "P1", hatched)),
        "a box of nearly full strength": page(
            LINE + b"/S1 gs 0 g " + OVER, with_resource("ExtGState", "S1", state(ca=0.95))
        ),
        "a black highlighter": page(
            LINE + b"/S1 gs 0 g " + OVER, with_resource("ExtGState", "S1", state(BM=Name.Multiply))
        ),
        "a thick line": page(LINE + b"0 G 16 w 120 703 m 195 703 l S"),
        "a box over a part of the name": page(LINE + b"0 g 150 695 45 16 re f"),
        "a picture": page(LINE + PLACED, PICTURE),
        "a picture within the page's words": page(
            LINE + b"q 75 0 0 16 120 695 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"
        ),
        "a box in a form object": page(LINE + b"/Fx Do", with_resource("XObject", "Fx", form(b"0 g " + OVER))),
        "words in a form object": page(b"/Fx Do 0 g " + OVER, with_resource("XObject", "Fx", form(LINE))),
        "a square remark": page(LINE, remark(Name.Square)),
        "a stamp": page(LINE, remark(Name.Stamp)),
        "a mark that was never carried out": page(LINE, remark(Name.Redact, looks=b"1 0 0 RG 0 0 75 16 re S")),
        "white words": page(SEEN + text(b"Pemberwick", before=b"1 g")),
        "black words on a black box": page(SEEN + b"0 g 60 640 200 30 re f " + text(b"Pemberwick")),
        "invisible words": page(SEEN + text(b"Pemberwick", before=b"3 Tr")),
        "words without strength": page(
            SEEN + b"/S1 gs " + text(b"Pemberwick"), with_resource("ExtGState", "S1", state(ca=0))
        ),
        "blocks written over the name": page(
            SEEN + text(b"Pemberwick") + text(b"nnnnnnnn", before=b"/F2 12 Tf 0 g"), squares
        ),
        "tiny words": page(SEEN + text(b"Pemberwick", size=b"0.8")),
        "words made tiny": page(SEEN + b"q 0.05 0 0 0.05 72 650 cm " + text(b"Pemberwick", at=b"0 0") + b"Q"),
        "words cut off": page(SEEN + b"q 0 0 5 5 re W n " + text(b"Pemberwick") + b"Q"),
        "words beside the page": page(SEEN + text(b"Pemberwick", at=b"700 650")),
        "words outside what is shown": page(SEEN + text(b"Pemberwick", at=b"72 60"), sized(CropBox=[0, 400, 595, 842])),
        "a hidden layer": page(SEEN + b"/OC /Off BDC " + text(b"Pemberwick") + b"EMC", layered),
        "a bar over a scan": page(
            b"q 400 0 0 130 72 600 cm /Im Do Q 0 g 80 620 200 60 re f",
            with_resource("XObject", "Im", lambda made: picture(made, (255, 255, 255), "Pemberwick")),
        ),
        "a scan that was read before it was blackened": page(
            b"q 400 0 0 130 72 600 cm /Im Do Q " + text(b"Pemberwick", at=b"100 660", before=b"3 Tr", size=b"30"),
            with_resource("XObject", "Im", lambda made: picture(made, (255, 255, 255), bar=True)),
        ),
        "a box on a page that is turned": page(LINE + b"0 g " + OVER, sized(Rotate=90)),
    }


def printed(body: str, style: str = "") -> bytes:
    """A page as a word processor prints it."""
    return weasyprint.HTML(string=f"<style>@page {{ size: A4 }} {style}</style>{body}").write_pdf()


LETTER = "<h1>Advice</h1>" + "<p>We looked at the rules on leave to remain and wrote to the other side.</p>" * 12


def clean() -> dict[str, bytes]:
    """Kind of file -> one in which nothing is hidden."""
    return {
        "a letter": printed(LETTER),
        "a letter well blackened": page(b"0 g " + OVER + text(b"was seen on Monday", at=b"200 700")),
        "a scan with its words read": page(
            b"q 400 0 0 130 72 600 cm /Im Do Q " + text(b"Granted", at=b"85 655", before=b"3 Tr", size=b"32"),
            with_resource("XObject", "Im", lambda made: picture(made, (255, 255, 255), "Granted")),
        ),
        "a scan with bars burnt in": page(
            b"q 400 0 0 130 72 600 cm /Im Do Q",
            with_resource("XObject", "Im", lambda made: picture(made, (255, 255, 255), bar=True)),
        ),
        "white words on a dark band": printed(
            "<h1 class=b>Skeleton argument</h1>", ".b { background: #123; color: #fff }"
        ),
        "a table in stripes": printed(
            "<table>" + "<tr><td>2 May 2026<td>Bundle sent</tr>" * 20 + "</table>",
            "tr:nth-child(odd) { background: #ddd }",
        ),
        "a yellow highlighter": page(
            LINE + b"/S1 gs 1 1 0 rg " + OVER, with_resource("ExtGState", "S1", state(BM=Name.Multiply))
        ),
        "a light word across the page": printed(
            "<p class=w>DRAFT</p>" + LETTER, ".w { position: fixed; font-size: 120pt; color: #ddd; top: 6cm }"
        ),
        "small print": printed(
            LETTER + "<p class=s>Authorised and regulated, company 1234567</p>", ".s { font-size: 5pt; color: #888 }"
        ),
        "accents, ligatures and other scripts": printed(
            "<p>Offizielle Flüchtlinge, première affirmation, Łódź, Ελλάδα, Москва, office&shy;holders</p>" * 10,
            "p { font-family: 'DejaVu Serif'; text-align: justify; width: 6cm; hyphens: auto }",
        ),
        "a page that lies on its side": page(LINE, sized(Rotate=270)),
        "links and a frame around a picture": page(
            LINE + b"q 400 0 0 130 72 500 cm /Im Do Q 0 G 2 w 72 500 400 130 re S",
            with_resource("XObject", "Im", lambda made: picture(made, (200, 220, 240), "Chart")),
        ),
        "words on a page painted white": page(b"1 g 0 0 595 842 re f " + LINE),
    }
