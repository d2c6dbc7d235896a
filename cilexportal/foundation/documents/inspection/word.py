"""Word files: a zip that is counted while it is unpacked, and written anew without its author."""

from __future__ import annotations

import re
import stat
import zipfile
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser, fromstring

from cilexportal.foundation.documents.inspection.finding import (
    DAMAGED,
    EMBEDDED,
    LOCKED,
    TANGLED,
    TEXT_KEPT,
    TOO_MUCH,
    Finding,
    Unwelcome,
)

MOST_FILES = 3_000
MOST_BYTES = 150_000_000
MOST_XML_BYTES = 30_000_000
MOST_RATIO = 200
RATIO_FROM_BYTES = 5_000_000

MACROS = "The file carries macros (programs). Save it as a plain Word document (.docx) or a PDF and send that."
ELSEWHERE = "The file fetches parts of itself from elsewhere. Save it as a PDF and send that."
NOT_WORD = "The file has the name of a Word document, but is none. Save it as a PDF and send that."
COMMENTS = "The file carries comments. Take them out if they are not meant for the reader."
CHANGES = "The file carries tracked changes, so words that were struck out can still be read."

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
BODY = "word/document.xml"
RELATIONS = "_rels/.rels"
TYPES = "[Content_Types].xml"
HARMLESS_ELSEWHERE = ("/hyperlink",)
CARRIED_KINDS = ("/afchunk", "/oleobject", "/package", "/control")
CARRIED = re.compile(r"(^|/)(embeddings|activeX|afchunk)[^/]*/", re.I)
MACRO_FILES = re.compile(r"vba(project|data)", re.I)
# Parts that are read here, parts that only show something, and the relations that may lead to the latter.
READ = (".xml", ".rels", ".svg")
SHOWN = (".png", ".jpg", ".jpeg", ".jpe", ".gif", ".tif", ".tiff", ".bmp", ".emf", ".wmf", ".wdp", ".odttf", ".ttf")
SHOWING_KINDS = ("/image", "/font", "/thumbnail", "/hdphoto", "/hyperlink")
COMMANDS = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT)\b", re.I)
# By their names in small letters.
EMPTY = {
    "docprops/core.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp='
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docprops/app.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docprops/custom.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
}
# Marks of encodings other than UTF-8, in which a forbidden word would not be seen.
OTHER_CODES = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def inspect(source: Path, target: Path) -> Finding:
    """Refuses macros, embedded and foreign parts, and bombs; writes a copy without author and dates."""
    finding = Finding()
    try:
        with zipfile.ZipFile(source) as word, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
            _check_entries(word.infolist())
            for entry in word.infolist():
                content = _read(word, entry)
                _check_part(entry.filename, content, finding)
                copy.writestr(zipfile.ZipInfo(entry.filename, LONG_AGO), EMPTY.get(entry.filename.lower(), content))
    except (zipfile.BadZipFile, ParseError, EOFError, OSError, NotImplementedError, UnicodeError, RuntimeError):
        raise Unwelcome(DAMAGED) from None
    return finding


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    """What the zip's own list says, before anything is unpacked."""
    names = [entry.filename for entry in entries]
    if not {BODY, RELATIONS, TYPES} <= set(names):
        raise Unwelcome(NOT_WORD)
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise Unwelcome(TOO_MUCH)
    if len({name.lower() for name in names}) < len(names) or any(_strays(entry) for entry in entries):
        raise Unwelcome(DAMAGED)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unwelcome(LOCKED)
    for name in names:
        if MACRO_FILES.search(name):
            raise Unwelcome(MACROS)
        if CARRIED.search(name) or not name.lower().endswith((*READ, *SHOWN, "/")):
            raise Unwelcome(EMBEDDED)


def _strays(entry: zipfile.ZipInfo) -> bool:
    """Whether the entry is a link, or would be unpacked outside its folder."""
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or stat.S_ISLNK(entry.external_attr >> 16)


def _read(word: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Unpacks one part, and never more than it said it would be."""
    if entry.file_size > max(RATIO_FROM_BYTES, MOST_RATIO * entry.compress_size):
        raise Unwelcome(TOO_MUCH)
    if entry.filename.lower().endswith(READ) and entry.file_size > MOST_XML_BYTES:
        raise Unwelcome(TOO_MUCH)
    with word.open(entry) as part:
        return part.read(entry.file_size + 1)[: entry.file_size]


class _Tree(TreeBuilder):
    """Builds the tree of a part that declares no types and entities of its own."""

    def doctype(self, *_: str | None) -> None:
        raise Unwelcome(TANGLED)


def _check_part(name: str, content: bytes, finding: Finding) -> None:
    if not name.lower().endswith(READ):
        return
    if content.startswith(OTHER_CODES):
        raise Unwelcome(TANGLED)
    part = fromstring(content, XMLParser(target=_Tree()))  # noqa: S314 - entities are refused
    if name == TYPES:
        _check_types(part)
    elif name.lower().endswith(".rels"):
        _check_relations(part, root=name == RELATIONS)
    else:
        _check_words(name, part, finding)


def _check_types(part: Element) -> None:
    types = {node.get("ContentType", "") for node in part}
    if any("macroenabled" in kind.lower() or "vba" in kind.lower() for kind in types):
        raise Unwelcome(MACROS)
    if MAIN not in types:
        raise Unwelcome(NOT_WORD)


def _check_relations(part: Element, *, root: bool) -> None:
    """Raises Unwelcome for a relation that leads out, or to what is not read; the root leads to the body alone."""
    mains = []
    for relation in part.iter():
        kind, target = relation.get("Type", "").lower(), relation.get("Target", "")
        if relation.get("TargetMode", "").lower() != "external":
            _check_inner(kind, target.lower())
        elif not kind.endswith(HARMLESS_ELSEWHERE):
            raise Unwelcome(ELSEWHERE)
        if kind.endswith("/officedocument"):
            mains.append(target.removeprefix("/"))
    if mains != ([BODY] if root else []):
        raise Unwelcome(NOT_WORD)


def _check_inner(kind: str, target: str) -> None:
    """Raises Unwelcome for a relation to a part that acts, or that could be read by Word and is not read here."""
    if "vbaproject" in kind:
        raise Unwelcome(MACROS)
    if kind.endswith(CARRIED_KINDS):
        raise Unwelcome(EMBEDDED)
    if target and not target.endswith(READ) and not kind.endswith(SHOWING_KINDS):
        raise Unwelcome(EMBEDDED)


def _check_words(name: str, part: Element, finding: Finding) -> None:
    if COMMANDS.search(_instructions(part)):
        raise Unwelcome(ELSEWHERE)
    words = [node.text or "" for node in part.iter() if _plain(node.tag) == "t"]
    finding.text = (finding.text + " ".join(words) + "\n")[:TEXT_KEPT]
    if name.lower() == "word/comments.xml" and words:
        finding.warnings.append(COMMENTS)
    if name == BODY and any(_plain(node.tag) in ("del", "ins") for node in part.iter()):
        finding.warnings.append(CHANGES)


def _instructions(part: Element) -> str:
    """The instructions of all fields, one field a line, each joined from the pieces it is kept in."""
    pieces: list[str] = []
    for node in part.iter():
        if _plain(node.tag) in ("instrText", "delInstrText"):
            pieces.extend(node.itertext())
        elif _plain(node.tag) == "fldChar":
            pieces.append("\n")
        pieces.extend(f"\n{value}\n" for key, value in node.items() if _plain(key) == "instr")
    return "".join(pieces)


def _plain(name: str) -> str:
    """The name of an element or attribute without its namespace."""
    return name.rpartition("}")[2]
