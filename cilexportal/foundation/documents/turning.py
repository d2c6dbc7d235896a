"""Evidence of any kind becomes a PDF before it is kept: pictures, Word files, pasted words [HB-57c] [HB-38a]."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from cilexportal.foundation import printing
from cilexportal.foundation.documents import names, sandbox
from cilexportal.foundation.documents.inspection.finding import Finding, Unwelcome
from cilexportal.foundation.documents.models import Document

SECONDS = 120
CONVERTER_MEMORY = 4 * 1024**3
PASTED_PAGE = "print/pasted.html"
# So many letters without a blank, and more to come.
ENDLESS = re.compile(r"\S{400}(?=\S)")
NOT_TURNED = "The Word file could not be turned into a PDF. Save it as a PDF in Word and send that."


def inspect(document: Document, source: Path, copy: Path) -> Finding:
    """Looks at the received file `source` and writes what is kept of it to `copy`, next to it.

    Raises Unwelcome, and sandbox.Broken.
    """
    if not document.as_evidence:
        return sandbox.inspect(document.media_type, source, copy)
    if document.media_type == names.PASTED.media_type:
        return sandbox.inspect(names.PDF.media_type, _printed(document, source), copy, evidence=True)
    if document.media_type == names.WORD.media_type:
        return _word(source, copy)
    return sandbox.inspect(document.media_type, source, copy, evidence=True)


def lines_of(text: str) -> list[str]:
    """The lines of pasted words. A run without a blank, such as a file that was pasted as letters, goes on in another
    line now and then: to lay such a run out takes four times as long for twice its length."""
    return ENDLESS.sub(r"\g<0>\n", text).splitlines()


def _printed(document: Document, source: Path) -> Path:
    """The pasted words on pages of ours."""
    title = names.as_pdf(document.filename).removesuffix(".pdf")
    lines = lines_of(source.read_text("utf-8"))
    html = render_to_string(PASTED_PAGE, {"title": title, "lines": lines, "site": settings.SITE})
    target = source.with_name("pasted.pdf")
    target.write_bytes(printing.pdf(html, title=title))
    return target


def _word(source: Path, copy: Path) -> Finding:
    """First cleaned as a Word file, then turned, then cleaned as a PDF. What the first look noticed is kept."""
    cleaned = source.with_name("cleaned.docx")
    first = sandbox.inspect(names.WORD.media_type, source, cleaned)
    finding = sandbox.inspect(names.PDF.media_type, _turned(cleaned), copy, evidence=True)
    finding.warnings = [*first.warnings, *finding.warnings]
    return finding


def _turned(cleaned: Path) -> Path:
    """Has the converter write a PDF beside the Word file. Raises Unwelcome where it does not."""
    folder = cleaned.parent
    command = [
        settings.WORD_CONVERTER, "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/converter",
        "--convert-to", "pdf", "--outdir", str(folder), str(cleaned),
    ]  # fmt: skip
    try:
        sandbox.run(command, folder=folder, seconds=SECONDS, memory=CONVERTER_MEMORY)
    except (OSError, subprocess.TimeoutExpired):
        raise Unwelcome(NOT_TURNED) from None
    made = cleaned.with_suffix(".pdf")
    if not made.exists():
        raise Unwelcome(NOT_TURNED)
    return made
