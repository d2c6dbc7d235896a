"""Every save of a sheet is kept as a version, and any of them can be taken up again."""

from __future__ import annotations

from datetime import datetime

from portfolio.models import Sheet, SheetVersion
from portfolio.queries.versions import content_of, newest_of
from portfolio.rules.versions import fingerprint, signing_hash


def note(*, sheet: Sheet, at: datetime) -> None:
    """[HB-53b] Keeps what the sheet holds now as its next version, and the hash that a supervisor signs.

    Where nothing has changed since the last version, none is made. The caller holds the portfolio and has written the
    sheet and its pieces; the sheet is saved here.
    """
    content = content_of(sheet)
    sha256, last = fingerprint(content), newest_of(sheet)
    sheet.signing_hash, sheet.saved_at = signing_hash(content), at
    if last is None or last.sha256 != sha256:
        sheet.version = last.number + 1 if last else 1
        SheetVersion.objects.create(sheet=sheet, number=sheet.version, content=content, sha256=sha256, at=at)
    sheet.save()
