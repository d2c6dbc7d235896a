"""Word files: a zip that is counted while it is unpacked, and written anew without its author."""

from __future__ import annotations

import re
import stat
import zipfile
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import ParseError, fromstring

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
HARMLESS_ELSEWHERE = ("/hyperlink",)
CARRIED = re.compile(r"(^|/)(embeddings|activeX|afchunk)[^/]*/|\.(bin|exe|dll|js|vbs|html?|mht|ole)$", re.I)
MACRO_FILES = re.compile(r"vba(project|data)", re.I)
COMMANDS = re.compile(rb"<w:instrText[^>]*>[^<]*\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT)\b", re.I)
EMPTY = {
    "docProps/core.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp='
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns='
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
                copy.writestr(zipfile.ZipInfo(entry.filename, LONG_AGO), EMPTY.get(entry.filename, content))
    except (zipfile.BadZipFile, ParseError, EOFError, OSError, NotImplementedError, UnicodeError, RuntimeError):
        raise Unwelcome(DAMAGED) from None
    return finding


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    """What the zip's own list says, before anything is unpacked."""
    names = [entry.filename for entry in entries]
    if BODY not in names or "[Content_Types].xml" not in names:
        raise Unwelcome(NOT_WORD)
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise Unwelcome(TOO_MUCH)
    if len(set(names)) < len(names) or any(_strays(entry) for entry in entries):
        raise Unwelcome(DAMAGED)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unwelcome(LOCKED)
    for name in names:
        if MACRO_FILES.search(name):
            raise Unwelcome(MACROS)
        if CARRIED.search(name):
            raise Unwelcome(EMBEDDED)


def _strays(entry: zipfile.ZipInfo) -> bool:
    """Whether the entry is a link, or would be unpacked outside its folder."""
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or stat.S_ISLNK(entry.external_attr >> 16)


def _read(word: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Unpacks one part, and never more than it said it would be."""
    if entry.file_size > max(RATIO_FROM_BYTES, MOST_RATIO * entry.compress_size):
        raise Unwelcome(TOO_MUCH)
    if entry.filename.endswith((".xml", ".rels")) and entry.file_size > MOST_XML_BYTES:
        raise Unwelcome(TOO_MUCH)
    with word.open(entry) as part:
        return part.read(entry.file_size + 1)[: entry.file_size]


def _check_part(name: str, content: bytes, finding: Finding) -> None:
    if not name.endswith((".xml", ".rels")):
        return
    if content.startswith(OTHER_CODES) or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Unwelcome(TANGLED)
    if name == "[Content_Types].xml":
        _check_types(content)
    elif name.endswith(".rels"):
        _check_relations(content)
    elif name.startswith("word/"):
        _check_words(name, content, finding)


def _check_types(content: bytes) -> None:
    types = {node.get("ContentType", "") for node in fromstring(content)}  # noqa: S314
    if any("macroEnabled" in kind or "vba" in kind.lower() for kind in types):
        raise Unwelcome(MACROS)
    if MAIN not in types:
        raise Unwelcome(NOT_WORD)


def _check_relations(content: bytes) -> None:
    for relation in fromstring(content):  # noqa: S314
        kind = relation.get("Type", "")
        if relation.get("TargetMode") == "External" and not kind.endswith(HARMLESS_ELSEWHERE):
            raise Unwelcome(ELSEWHERE)
        if kind.endswith(("/aFChunk", "/oleObject", "/package", "/control")):
            raise Unwelcome(EMBEDDED)
        if "vbaProject" in kind:
            raise Unwelcome(MACROS)


def _check_words(name: str, content: bytes, finding: Finding) -> None:
    if COMMANDS.search(content):
        raise Unwelcome(ELSEWHERE)
    words = [node.text or "" for node in fromstring(content).iter() if node.tag.endswith("}t")]  # noqa: S314
    finding.text = (finding.text + " ".join(words) + "\n")[:TEXT_KEPT]
    if name == "word/comments.xml" and words:
        finding.warnings.append(COMMENTS)
    if name == BODY and (b"<w:del " in content or b"<w:ins " in content):
        finding.warnings.append(CHANGES)
