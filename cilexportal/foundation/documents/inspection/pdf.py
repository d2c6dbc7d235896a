"""PDF files: every object is visited, because byte search finds nothing inside compressed object streams."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from cilexportal.foundation.documents.inspection import redaction
from cilexportal.foundation.documents.inspection.finding import DAMAGED, EMBEDDED, LOCKED, TANGLED, Finding, Unwelcome

MOST_PAGES = 500
MOST_OBJECTS = 200_000
DEEPEST = 60

SCRIPT = "The file carries a program (JavaScript). Print it to a new PDF and send that."
STARTS = "The file starts something by itself when it is opened. Print it to a new PDF and send that."
LAUNCHES = "The file tries to start another program or to send data elsewhere. Print it to a new PDF and send that."
FORM = "The file is a form of a kind (XFA) that cannot be checked. Print it to a new PDF and send that."
MEDIA = "The file carries film, sound or 3D content. Save it without and send it again."
LONG = f"The file has more than {MOST_PAGES} pages. Send the pages that matter."
ELSEWHERE = "The file fetches or opens other files. Print it to a new PDF and send that."
RESTRICTED = (
    "The file restricts what may be done with it, so it cannot be checked. Print it to a new PDF and send that."
)

# What an object's /S (an action) or /Subtype (an annotation) may not be.
UNWELCOME_KINDS = {
    "/JavaScript": SCRIPT,
    "/Launch": LAUNCHES,
    "/ImportData": LAUNCHES,
    "/SubmitForm": LAUNCHES,
    "/GoToE": EMBEDDED,
    "/GoToR": ELSEWHERE,
    "/Rendition": MEDIA,
    "/Movie": MEDIA,
    "/Sound": MEDIA,
    "/RichMedia": MEDIA,
    "/RichMediaExecute": MEDIA,
    "/3D": MEDIA,
    "/Screen": MEDIA,
    "/FileAttachment": EMBEDDED,
}
UNWELCOME_KEYS = {
    "/JS": SCRIPT,
    "/JavaScript": SCRIPT,
    "/EmbeddedFiles": EMBEDDED,
    "/EF": EMBEDDED,
    "/Collection": EMBEDDED,
    "/XFA": FORM,
    "/RichMediaContent": MEDIA,
}
# What may set off an action in an /AA. Fonts and pictures may be called /AA too, and have none of these.
PAGE_TRIGGERS = ("/O", "/C", "/E", "/X", "/D", "/U", "/Fo", "/Bl", "/PO", "/PC", "/PV", "/PI")
TRIGGERS = (*PAGE_TRIGGERS, "/K", "/F", "/V", "/WC", "/WS", "/DS", "/WP", "/DP")
REMARKS = (Name.Text, Name.FreeText, Name.Highlight, Name.Underline, Name.StrikeOut, Name.Ink, Name.Stamp, Name.Popup)
PERSONAL_KEYS = ("/Metadata", "/PieceInfo", "/LastModified")
SIGNED = "The file carries a digital signature, which does not prove the copy that is kept here."


def inspect(source: Path, target: Path) -> Finding:
    """Refuses what acts by itself; writes a copy without metadata and earlier versions."""
    try:
        with pikepdf.open(source, suppress_warnings=True, attempt_recovery=True) as pdf:
            if pdf.is_encrypted:
                raise Unwelcome(RESTRICTED)
            check_pages(pdf)
            finding = Finding(warnings=_walk(pdf))
            _strip(pdf)
            pdf.save(target, linearize=False, deterministic_id=True)
    except pikepdf.PasswordError:
        raise Unwelcome(LOCKED) from None
    except (pikepdf.PdfError, ValueError, RuntimeError):
        raise Unwelcome(DAMAGED) from None
    redaction.look(target, finding)
    return finding


def check_pages(pdf: Pdf) -> None:
    """Asks the page tree what it claims before it is unfolded, and counts afterwards."""
    claimed = pdf.Root.get("/Pages", Dictionary()).get("/Count", 0)
    if int(claimed) > MOST_PAGES or len(pdf.objects) > MOST_OBJECTS:
        raise Unwelcome(LONG)
    if not 0 < len(pdf.pages) <= MOST_PAGES:
        raise Unwelcome(LONG if len(pdf.pages) else DAMAGED)


def _walk(pdf: Pdf) -> list[str]:
    """Visits every object. Returns warnings; raises Unwelcome."""
    signed = False
    opening = pdf.Root.get("/OpenAction")
    if isinstance(opening, Dictionary) and opening.get("/S") not in (Name.GoTo, None, Name.JavaScript, Name.Launch):
        raise Unwelcome(STARTS)
    for thing in (pdf.trailer, *pdf.objects):
        for entry in dictionaries(thing):
            _check(entry)
            signed = signed or "/ByteRange" in entry
    return [SIGNED] if signed else []


def dictionaries(thing: Object, depth: int = 0) -> Iterator[Object]:
    """Every dictionary within an object, without following references: those are objects of their own."""
    if depth > DEEPEST:
        raise Unwelcome(TANGLED)
    if isinstance(thing, Array):
        for part in thing:
            if isinstance(part, Object) and not part.is_indirect:
                yield from dictionaries(part, depth + 1)
    elif isinstance(thing, Dictionary | pikepdf.Stream):
        yield thing
        for key in thing.keys():  # noqa: SIM118 - a stream is no mapping
            inner = thing.get(key)
            if isinstance(inner, Object) and not inner.is_indirect:
                yield from dictionaries(inner, depth + 1)


def _check(entry: Object) -> None:
    """Raises Unwelcome for a dictionary that acts, embeds or plays something."""
    for key in ("/S", "/Subtype"):
        value = entry.get(key)
        if isinstance(value, Name) and str(value) in UNWELCOME_KINDS:
            raise Unwelcome(UNWELCOME_KINDS[str(value)])
    if entry.get("/Type") == Name.EmbeddedFile:
        raise Unwelcome(EMBEDDED)
    for key, sentence in UNWELCOME_KEYS.items():
        if key in entry:
            raise Unwelcome(sentence)
    if entry.get("/FS") == Name.URL or (isinstance(entry, pikepdf.Stream) and ("/F" in entry or "/Ref" in entry)):
        raise Unwelcome(ELSEWHERE)


def _strip(pdf: Pdf) -> None:
    """Takes out who made the file, when and with what, who wrote its remarks, and what acts unasked."""
    for holder, key in ((pdf.trailer, "/Info"), (pdf.Root, "/OpenAction")):
        if key in holder:
            del holder[key]
    for thing in (pdf.trailer, *pdf.objects):
        for entry in dictionaries(thing):
            for key in _personal(entry):
                del entry[key]
            if _acts(entry):
                del entry["/AA"]


def _personal(entry: Object) -> list[str]:
    """The keys of a dictionary that tell of people; `/T` is a field's name in a form, and an author's in a remark."""
    keys = [key for key in PERSONAL_KEYS if key in entry]
    if entry.get("/Subtype") in REMARKS and "/T" in entry:
        keys.append("/T")
    return keys


def _acts(entry: Object) -> bool:
    """Whether the dictionary does something when it is opened, entered, printed and the like."""
    actions = entry.get("/AA")
    return isinstance(actions, Dictionary | pikepdf.Stream) and any(
        isinstance(actions.get(key), Dictionary | pikepdf.Stream) for key in TRIGGERS
    )
