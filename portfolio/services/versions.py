"""Every save of a sheet is kept as a version, and any of them can be taken up again."""

from __future__ import annotations

from datetime import datetime

from applications.services import typing
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from portfolio.enums import SheetKind
from portfolio.models import Sheet, SheetVersion
from portfolio.queries.sheet import boxes_of_version, form_of_sheet, page_of
from portfolio.queries.versions import content_of, newest_of
from portfolio.rules.versions import fingerprint, signing_hash

NO_VERSION = "There is no such version of this example, or it was of the other kind then."


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


def take_up(*, sheet: Sheet, number: int, by: User, at: datetime) -> None:
    """[REC-17] Puts the words of an older version into the boxes of its form, to be looked at and saved.

    Raises Refused where there is no such version, or it is of the other kind, and typing.Stale where something is being
    typed that it would go over.
    """
    found = SheetVersion.objects.filter(sheet=sheet, number=number).first()
    if found is None or found.content["kind"] != sheet.kind:
        raise Refused.because("HB-46", NO_VERSION)
    application = sheet.portfolio.case.application
    form = form_of_sheet(sheet, application_id=application.pk)
    if form.typed_at is not None:
        raise typing.Stale(form.version, form.fields, form.typed_at, form.page_key)
    typing.keep(
        uuid=application.uuid, user_id=by.pk, page=page_of(sheet), version=form.version, page_key=f"version {number}",
        fields=boxes_of_version(found, SheetKind(sheet.kind)), at=at,
    )  # fmt: skip
