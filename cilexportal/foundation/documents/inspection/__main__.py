"""`python -m …inspection MEDIA_TYPE SOURCE TARGET`: looks at one file and prints what was found as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from cilexportal.foundation.documents.inspection import image, pdf, recording, word
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


def main(media_type: str, source: str, target: str) -> None:
    """Prints {"warnings": […], "text": "…"}, or {"refused": "sentence"}."""
    try:
        finding = INSPECTORS[media_type](Path(source), Path(target))
        answer = {"warnings": finding.warnings, "text": finding.text}
    except Unwelcome as no:
        answer = {"refused": str(no)}
    except (MemoryError, RecursionError):
        answer = {"refused": TOO_MUCH}
    sys.stdout.write(json.dumps(answer))


main(*sys.argv[1:])
