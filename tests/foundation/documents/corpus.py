"""Files that people might send, good and bad, all made here."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

from cilexportal.foundation.documents.inspection.word import BODY, MAIN

SECRET = "Person-Of-Canary"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def pdf(change: Callable[[Pdf], None] | None = None, *, pages: int = 1, content: bytes = b"", **save) -> bytes:
    """A PDF with text on each page, changed by `change`, its objects hidden in object streams."""
    made = Pdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    for _ in range(pages):
        page = made.add_blank_page(page_size=(595, 842))
        page.Resources = Dictionary(Font=Dictionary(F1=made.make_indirect(font)))
        page.Contents = Stream(made, content or b"BT /F1 12 Tf 72 700 Td (A seminar on costs) Tj ET")
    if change:
        change(made)
    out = io.BytesIO()
    made.save(out, **{"object_stream_mode": pikepdf.ObjectStreamMode.generate, **save})
    made.close()
    return out.getvalue()


def spread(content: bytes) -> bytes:
    """The same PDF with nothing in it compressed, so that bytes can be searched for."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as file:
        file.save(out, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def opening(action: Dictionary) -> Callable[[Pdf], None]:
    """An action when the file is opened."""

    def change(made: Pdf) -> None:
        made.Root.OpenAction = made.make_indirect(action)

    return change


def hidden_in_next(made: Pdf) -> None:
    """A launch behind a harmless action."""
    launch = made.make_indirect(Dictionary(S=Name.Launch, F=String("calc.exe")))
    first = Dictionary(S=Name.GoTo, D=Array([made.pages[0].obj, Name.Fit]), Next=launch)
    made.Root.OpenAction = made.make_indirect(first)


def named_script(made: Pdf) -> None:
    names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), made.make_indirect(script())])))
    made.Root.Names = names


def attached(made: Pdf) -> None:
    made.attachments["other.txt"] = b"inside"


def form(made: Pdf) -> None:
    made.Root.AcroForm = Dictionary(XFA=String("<xdp/>"), Fields=Array([]))


def annotation(kind: Name) -> Callable[[Pdf], None]:
    def change(made: Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=kind, Rect=Array([0, 0, 9, 9]), T=String(SECRET))
        made.pages[0].Annots = Array([made.make_indirect(note)])

    return change


def personal(made: Pdf) -> None:
    """An author, and the same again in XMP."""
    made.docinfo["/Author"] = SECRET
    with made.open_metadata() as xmp:
        xmp["dc:creator"] = [SECRET]


def many_pages() -> bytes:
    """A small file that claims a million pages."""
    plain = pdf(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return plain.replace(b"/Count 1", b"/Count 1000000")


def covered(*, before: bool = False, alpha: bool = False) -> bytes:
    """Words and a box at the same place; `before` draws the box first, so that the words are over it."""
    words, box = b"0 g BT /F1 12 Tf 72 700 Td (Client Jane Roe) Tj ET ", b"0 0 0.7 rg 70 695 120 20 re f "
    return pdf(content=box + words if before else words + box)


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), *, exif: bool = False) -> bytes:
    image = Image.new("RGB", size, "white")
    out = io.BytesIO()
    options = {}
    if exif:
        tags = Image.Exif()
        tags[0x013B] = SECRET
        tags[0x0112] = 6
        options["exif"] = tags
    image.save(out, kind, **options)
    return out.getvalue()


def acting(action: Dictionary) -> Callable[[Pdf], None]:
    """The action wherever one can be set off unasked: by the file, a page, and a remark kept within its page."""

    def change(made: Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), AA=Dictionary(E=action))
        made.Root.AA = Dictionary(WC=action)
        made.pages[0].AA = made.make_indirect(Dictionary(O=made.make_indirect(action)))
        made.pages[0].Annots = Array([note])

    return change


def link(action: Dictionary) -> Callable[[Pdf], None]:
    """A link that does something when it is chosen."""

    def change(made: Pdf) -> None:
        made.pages[0].Annots = Array(
            [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)]
        )

    return change


def drawing(**keys: object) -> Callable[[Pdf], None]:
    """A picture in a stream of its own, with further keys."""

    def change(made: Pdf) -> None:
        picture = Stream(made, b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, **keys)
        made.pages[0].Resources.XObject = Dictionary(I1=picture)

    return change


def root_relation(target: str) -> bytes:
    """The relation that says which part of a Word document is the document."""
    return related(relation("officeDocument", target, "Internal"))


def related(relations: str) -> bytes:
    """A part that holds relations."""
    return f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>'.encode()


def word(*, parts: dict[str, bytes] | None = None, body: str = "", relations: str = "", types: str = "") -> bytes:
    """A Word document with the given body, relations and further parts."""
    made = {
        "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{BODY}" ContentType="{MAIN}"/>{types}</Types>'.encode(),
        "_rels/.rels": root_relation(BODY),
        BODY: f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>A seminar</w:t></w:r></w:p>{body}</w:body>'
        "</w:document>".encode(),
        "word/_rels/document.xml.rels": related(relations),
        "docProps/core.xml": f"<x>{SECRET}</x>".encode(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in {**made, **(parts or {})}.items():
            file.writestr(name, content)
    return out.getvalue()


def relation(kind: str, target: str, mode: str = "External") -> str:
    return f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
