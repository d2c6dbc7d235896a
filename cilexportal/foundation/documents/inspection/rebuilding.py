"""A PDF as evidence: written anew from nothing but its pages [HB-57c].

What acts, opens, plays, sends or carries something is left out, and the owner is told. What could not be shown without
it, or was signed, locked or broken, is refused with a sentence of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Object, Pdf

from cilexportal.foundation.documents.inspection import contents, redaction, shapes, unpacking
from cilexportal.foundation.documents.inspection.finding import DAMAGED, EMBEDDED, LOCKED, Finding, Unwelcome
from cilexportal.foundation.documents.inspection.pdf import (
    ELSEWHERE,
    FORM,
    MEDIA,
    RESTRICTED,
    check_pages,
    dictionaries,
)

SIGNED = (
    "The file carries a digital signature, which would be lost in the copy that is kept. Print it to a new PDF and "
    "send that."
)
WIDE = "A page of the file is not of a size that can be shown. Print it to a new PDF and send that."
WITHOUT_SCRIPT = "The file carried a program (JavaScript). The copy that is kept is without it."
WITHOUT_ACTIONS = (
    "The file tried to start, open, fetch or send something. The copy that is kept does nothing of the kind."
)
WITHOUT_FILES = (
    "The file carried other files inside it. The copy that is kept is without them: add each as evidence of its own."
)
WITHOUT_FORM = "The file was a form. The copy that is kept shows what was filled in, and can no longer be changed."
WITHOUT_REMARKS = "The file carried remarks. The copy that is kept has what they show on the page and not their words."

REFUSED_KINDS = dict.fromkeys(
    ("/Rendition", "/Movie", "/Sound", "/RichMedia", "/RichMediaExecute", "/3D", "/Screen", "/PRC", "/U3D"), MEDIA
)
REFUSED_KEYS = {"/XFA": FORM, "/RichMediaContent": MEDIA, "/Collection": EMBEDDED, "/ByteRange": SIGNED}
LEFT_OUT_KINDS = {
    "/JavaScript": WITHOUT_SCRIPT,
    **dict.fromkeys(("/Launch", "/ImportData", "/SubmitForm", "/GoToR", "/GoToE", "/GoToDp"), WITHOUT_ACTIONS),
    **dict.fromkeys(("/ResetForm", "/Hide", "/SetOCGState", "/Trans", "/Thread"), WITHOUT_ACTIONS),
    **dict.fromkeys(("/FileAttachment", "/EmbeddedFile"), WITHOUT_FILES),
    "/Widget": WITHOUT_FORM,
    **dict.fromkeys(("/Text", "/FreeText", "/Popup", "/Highlight", "/Underline", "/Squiggly"), WITHOUT_REMARKS),
    **dict.fromkeys(("/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Redact", "/Polygon", "/PolyLine"), WITHOUT_REMARKS),
}
LEFT_OUT_KEYS = {
    "/JS": WITHOUT_SCRIPT,
    "/JavaScript": WITHOUT_SCRIPT,
    **dict.fromkeys(("/EmbeddedFiles", "/EF", "/AF"), WITHOUT_FILES),
}
# In the order in which they are told.
TOLD = (WITHOUT_SCRIPT, WITHOUT_ACTIONS, WITHOUT_FILES, WITHOUT_FORM, WITHOUT_REMARKS)
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
LONGEST_SIDE, LEAST_SIDE = 14_400, 3  # points: five metres, a millimetre
FAULTS = (
    pikepdf.PdfError, pikepdf.ForeignObjectError, pypdfium2.PdfiumError, ValueError, TypeError, AttributeError,
    LookupError, ArithmeticError, RuntimeError, NotImplementedError,
)  # fmt: skip


def inspect(source: Path, target: Path) -> Finding:
    """Writes the pages of the file anew and looks for what was meant to be hidden on them. Raises Unwelcome."""
    unpacking.limit_library()
    finding = Finding()
    try:
        with pikepdf.open(source, suppress_warnings=True, attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise Unwelcome(RESTRICTED)
            check_pages(pdf)
            unpacking.check(pdf)
            finding.warnings += _left_out(pdf)
            _rebuild(pdf, target, finding)
    except pikepdf.PasswordError:
        raise Unwelcome(LOCKED) from None
    except FAULTS as fault:
        raise Unwelcome(LOCKED if "encryption" in str(fault) else DAMAGED) from None
    return finding


def _rebuild(pdf: Pdf, target: Path, finding: Finding) -> None:
    """Remarks are looked at as such, before they become a part of the page."""
    _take_over_what_is_inherited(pdf)
    _check_sides(pdf)
    remarks = any("/Annots" in page for page in pdf.pages)
    if remarks:
        _flatten(pdf, target.with_name("remarks.pdf"), finding)
    shapes.keep_only_what_shows(pdf)
    contents.clean(pdf)
    unpacking.strip_pictures(pdf)
    pages = len(pdf.pages)
    pdf.save(target, linearize=False, deterministic_id=True)
    if not remarks:
        redaction.look(target, finding)
    with pypdfium2.PdfDocument(target) as seen:
        if len(seen) != pages:
            raise Unwelcome(DAMAGED)


def _left_out(pdf: Pdf) -> list[str]:
    """What the owner is told of. Raises Unwelcome for what cannot be left out."""
    told = {sentence for thing in (pdf.trailer, *pdf.objects) for one in dictionaries(thing) for sentence in _of(one)}
    opening = pdf.Root.get("/OpenAction")
    if isinstance(opening, Dictionary) and opening.get("/S") not in (Name.GoTo, Name.JavaScript, None):
        told.add(WITHOUT_ACTIONS)
    return [sentence for sentence in TOLD if sentence in told]


def _of(entry: Object) -> Iterable[str]:
    """The sentences about one dictionary. Raises Unwelcome."""
    if entry.get("/FS") == Name.URL or (isinstance(entry, pikepdf.Stream) and ("/F" in entry or "/Ref" in entry)):
        raise Unwelcome(ELSEWHERE)
    kinds = [str(kind) for key in ("/S", "/Subtype", "/Type") if isinstance(kind := entry.get(key), Name)]
    for refused in (*(REFUSED_KEYS.get(key) for key in list(entry.keys())), *map(REFUSED_KINDS.get, kinds)):
        if refused:
            raise Unwelcome(refused)
    told = (*(LEFT_OUT_KEYS.get(key) for key in list(entry.keys())), *map(LEFT_OUT_KINDS.get, kinds))
    return [sentence for sentence in told if sentence]


def _take_over_what_is_inherited(pdf: Pdf) -> None:
    for page in pdf.pages:
        node, climbed = page.obj.get("/Parent"), 0
        while isinstance(node, Dictionary) and climbed < shapes.DEEPEST_TREE:
            for key in INHERITED:
                if key not in page.obj and key in node:
                    page.obj[key] = node[key]
            node, climbed = node.get("/Parent"), climbed + 1


def _check_sides(pdf: Pdf) -> None:
    """Raises Unwelcome for a page that is a dot or a hall."""
    for page in pdf.pages:
        unit = page.obj.get("/UserUnit", 1)
        for box in (page.obj.get("/MediaBox"), page.obj.get("/CropBox")):
            if box is None:
                continue
            left, lower, right, upper = (float(side) for side in box)
            sides = (abs(right - left) * float(unit), abs(upper - lower) * float(unit))
            if not all(LEAST_SIDE <= side <= LONGEST_SIDE for side in sides):
                raise Unwelcome(WIDE)


def _flatten(pdf: Pdf, path: Path, finding: Finding) -> None:
    """Looks at the file with its remarks, and makes what these show a part of the pages."""
    for key in set(pdf.Root.keys()) - {"/Type", "/Pages", "/AcroForm", "/OCProperties"}:
        del pdf.Root[key]
    pdf.save(path, linearize=False, deterministic_id=True)
    redaction.look(path, finding)
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and form.get("/NeedAppearances") is True:
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("all")
    for page in pdf.pages:
        if not isinstance(page.obj.get("/Annots"), Array | None):
            del page.obj["/Annots"]
