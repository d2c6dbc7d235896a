"""`python -m …inspection MEDIA_TYPE SOURCE TARGET [evidence]`: looks at one file and prints what was found as JSON."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from cilexportal.foundation.documents.inspection import evidence, image, pdf, recording, word
from cilexportal.foundation.documents.inspection.finding import TOO_MUCH, Unwelcome

INSPECTORS = {
    "application/pdf": pdf.inspect,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": word.inspect,
    "image/jpeg": image.inspect,
    "image/png": image.inspect,
    "audio/mpeg": recording.inspect,
    "audio/mp4": recording.inspect_boxes,
    "video/mp4": recording.inspect_boxes,
}
# What becomes a PDF of nothing but pages.
EVIDENCE = {
    "application/pdf": evidence.inspect,
    "image/jpeg": evidence.inspect_picture,
    "image/png": evidence.inspect_picture,
}


def main(media_type: str, source: str, target: str, kept_as: str = "") -> None:
    """Prints {"warnings": […], "spots": […], "text": "…"}, or {"refused": "sentence"}."""
    try:
        inspectors = EVIDENCE if kept_as == "evidence" else INSPECTORS
        answer = asdict(inspectors[media_type](Path(source), Path(target)))
    except Unwelcome as no:
        answer = {"refused": str(no)}
    except (MemoryError, RecursionError):
        answer = {"refused": TOO_MUCH}
    sys.stdout.write(json.dumps(answer))


main(*sys.argv[1:])
