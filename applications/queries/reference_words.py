"""What a supervisor signed of a reference, as one text that is the same for the same words, and its hash."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import Any

from applications.models import Reference

# The columns that each page asks for; every other page is a heading.
PAGES = {
    "person": ("person_kind",),
    "body": ("regulator", "number", "position"),
    "since": ("from_date", "until_date"),
}


def values_of(found: Reference) -> dict[str, Any]:
    """What was written, ready to be compared."""
    columns = {name: getattr(found, name) for names in PAGES.values() for name in names}
    return {**columns, "heads": dict(found.heads), "doubts": sorted(found.doubts)}


def canonical(found: Reference) -> str:
    """[HB-25] What is signed. The reference comes with its asking, case and application, and its letter."""
    asked, letter = found.asked, found.letter.sha256 if found.letter else ""
    said = {
        "request": str(asked.uuid), "application": asked.case.application.reference, "step": asked.case.step,
        "asked": asked.name, "address": asked.email, **values_of(found), "letter": letter,
        "statement": found.statement, "signed_name": found.signed_name,
        "signed_at": found.signed_at.astimezone(UTC).isoformat() if found.signed_at else "",
        "privacy_version": found.privacy_version,
    }  # fmt: skip
    return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)


def hash_of(found: Reference) -> str:
    """[HB-25] The SHA-256 of what is signed."""
    return hashlib.sha256(canonical(found).encode()).hexdigest()
