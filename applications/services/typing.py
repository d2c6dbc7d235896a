"""What an applicant types and has not saved: kept at each pause, told apart from other pages, let go once saved."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F

from applications.models import Typed
from applications.rules.typed import MOST_PAGES, Fields, TooMuch, tidy
from applications.services.moving import touch
from cilexportal.foundation.rulebook.refusal import Refused

LARGEST_VERSION = 2**31 - 2
ENDED = "Not kept: this application has ended. Copy your text if you need it."

# One statement for the many times that a page saves what it holds. It writes only where the version that the page
# started from is still the newest, so that two pages never overwrite each other in silence; the lock on the
# application makes it wait for whatever ends it. It is not shared: two that both write there afterwards, in their own
# transactions, would wait for each other.
KEEP_SQL = """
WITH mine AS (
    SELECT id FROM applications_application WHERE uuid = %(uuid)s AND user_id = %(user)s AND ended_at IS NULL
    FOR NO KEY UPDATE
), kept AS (
    INSERT INTO applications_typed AS typed (application_id, page, fields, version, page_key, saved_at)
    SELECT mine.id, %(page)s, %(fields)s, %(version)s + 1, %(page_key)s, %(at)s
    FROM mine LEFT JOIN applications_typed old ON old.application_id = mine.id AND old.page = %(page)s
    WHERE coalesce(old.version, 0) = %(version)s
    ON CONFLICT (application_id, page) DO UPDATE
        SET fields = excluded.fields, version = excluded.version, page_key = excluded.page_key,
            saved_at = excluded.saved_at
        WHERE typed.version = %(version)s
    RETURNING application_id, version
)
SELECT (SELECT id FROM mine), (SELECT version FROM kept)
"""


class NotYours(Exception):
    """The application belongs to somebody else, or has ended."""


@dataclass
class Stale(Exception):
    """Another page or device has written since this one was opened; here is what it wrote, and when."""

    version: int
    fields: Fields
    saved_at: datetime
    page_key: str = ""


def keep(*, uuid: UUID, user_id: int, page: str, version: int, page_key: str, fields: Fields, at: datetime) -> int:
    """[REC-17] [HB-8] Keeps what is typed on a page of an application; returns the new version.

    `version` is the one the page holds, 0 where nothing was kept of it before, and `page_key` its form key. Raises
    Stale, NotYours, TooMuch, and Refused where too many pages were begun.
    """
    values: dict[str, Any] = {
        "uuid": uuid, "user": user_id, "page": page, "fields": json.dumps(tidy(fields)), "page_key": page_key,
        "version": min(max(version, 0), LARGEST_VERSION), "at": at,
    }  # fmt: skip
    if version <= 0:
        _refuse_too_many(uuid, page)
    with connection.cursor() as cursor:
        cursor.execute(KEEP_SQL, values)
        application_id, kept = cursor.fetchone()
    if application_id is None:
        raise NotYours
    if kept is None:
        raise _stale(application_id, page, at=at)
    touch(application_id=application_id, at=at)
    return int(kept)


def keep_form(*, uuid: UUID, user_id: int, page: str, version: int, page_key: str, fields: Fields, at: datetime) -> int:
    """[REC-17] [HB-8] Keeps a whole form that its person sends to come back to; what the same page autosaved gives way
    to it.

    Raises Stale, and Refused for too much text, for too many pages begun, and where the application has ended: its page
    is shown again with what was typed.
    """
    sent: dict[str, Any] = {"uuid": uuid, "user_id": user_id, "page": page, "page_key": page_key, "fields": fields}
    try:
        return keep(version=version, at=at, **sent)
    except Stale as other:
        if not page_key or other.page_key != page_key:
            raise
        return keep(version=other.version, at=at, **sent)
    except TooMuch as no:
        raise Refused(no.refusal) from no
    except NotYours as no:
        raise Refused.because("HB-8", ENDED) from no


def saved(*, application_id: int, page: str, fields: Fields, at: datetime) -> None:
    """[REC-17] The page was saved with these answers, inside its service's transaction: what was typed over them goes.

    The row stays, one version on, so that another page that holds older text is told and shown what was saved.
    """
    row, made = Typed.objects.get_or_create(
        application_id=application_id, page=page, defaults={"fields": dict(fields), "saved_at": at}
    )
    if not made:
        Typed.objects.filter(pk=row.pk).update(
            fields=dict(fields), page_key="", version=F("version") + 1, saved_at=at
        )  # fmt: skip


def let_go(*, application_id: int, page: str) -> None:
    """[REC-17] Lets go of what was typed on a page; what was saved stays. A page that holds the text still is told."""
    Typed.objects.filter(application=application_id, page=page).update(
        fields={}, page_key="", version=F("version") + 1
    )  # fmt: skip


def _refuse_too_many(uuid: UUID, page: str) -> None:
    """Raises Refused where as many pages of the application were begun as are kept."""
    begun = Typed.objects.filter(application__uuid=uuid)
    if begun.exclude(page=page).count() >= MOST_PAGES:
        raise Refused.because("REC-17", f"You have begun {MOST_PAGES} pages and saved none. Save one of them first.")


def _stale(application_id: int, page: str, *, at: datetime) -> Stale:
    """What the other page wrote; nothing where all that was kept went with an end that was taken back."""
    row = Typed.objects.filter(application=application_id, page=page).first()
    return Stale(row.version, row.fields, row.saved_at, row.page_key) if row else Stale(0, {}, at)
