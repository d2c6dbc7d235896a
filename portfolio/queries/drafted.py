"""The CPD draft that was made of what an example taught."""

from __future__ import annotations

import uuid as uuids

from cpd.models import Record
from portfolio.models import Sheet

# The draft of one sheet is named by it, so that pressing twice makes one.
NAMES = uuids.UUID("8d6d0c3c-6b0f-5d7a-8a51-3f0f3d1f5e42")


def draft_name(sheet: Sheet) -> uuids.UUID:
    """[HB-46d] The name of the CPD record that is drafted from a sheet."""
    return uuids.uuid5(NAMES, str(sheet.uuid))


def was_deleted(sheet: Sheet) -> bool:
    """[HB-46d] Whether the CPD record that was drafted from a sheet was deleted by its owner."""
    return Record.objects.filter(uuid=draft_name(sheet), deleted_at__isnull=False).exists()


def drafted(sheet: Sheet) -> uuids.UUID | None:
    """[HB-46d] The CPD record that was drafted from a sheet; None where there is none, or it was deleted."""
    name = draft_name(sheet)
    return name if Record.objects.filter(uuid=name, deleted_at=None).exists() else None
