"""`python -m …inspection MEDIA_TYPE SOURCE TARGET`: looks at one file and prints what was found as JSON."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
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
    """Prints {"warnings": […], "spots": […], "text": "…"}, or {"refused": "sentence"}."""
    try:
        answer = asdict(INSPECTORS[media_type](Path(source), Path(target)))
    except Unwelcome as no:
        answer = {"refused": str(no)}
    except (MemoryError, RecursionError):
        answer = {"refused": TOO_MUCH}
    sys.stdout.write(json.dumps(answer))


main(*sys.argv[1:])
