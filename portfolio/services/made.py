"""Files made for portfolios, kept under the hash of what they were made from. A row stands before its file is stored
and goes after it: whatever is killed in between leaves a row to take up again, and never a file without one."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import default_storage

from cilexportal.foundation import private_files
from portfolio.models import MadePart, Portfolio

PIECE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """A file that was just made and how many pages it has; no file where there was nothing to make smaller."""

    content: bytes | Path | None
    pages: int = 0


def stored(*, portfolio: Portfolio, keys: Collection[str]) -> dict[str, MadePart]:
    """Those of the files that are there already, by their keys."""
    return {one.key: one for one in MadePart.objects.filter(portfolio=portfolio, key__in=keys, is_stored=True)}


def store(*, portfolio: Portfolio, fresh: Mapping[str, Fresh]) -> dict[str, MadePart]:
    """Stores files under their keys; their rows are committed first."""
    rows = {
        key: MadePart(portfolio=portfolio, key=key, pages=one.pages, file=_name(portfolio, key) if one.content else "")
        for key, one in fresh.items()
    }
    MadePart.objects.bulk_create(
        rows.values(), update_conflicts=True, unique_fields=["portfolio", "key"], update_fields=["file", "pages"]
    )
    for key, one in fresh.items():
        if one.content:
            rows[key].file, rows[key].size, rows[key].sha256 = _put(rows[key].file.name or "", one.content)
        rows[key].is_stored = True
    MadePart.objects.bulk_update(rows.values(), ["file", "size", "sha256", "is_stored"])
    return rows


def fetch(*, name: str, into: Path) -> Path:
    """The path of a stored file, to be read alone: its own where the store is a disk, else that of a copy in the folder
    `into`, fetched once. Raises FileNotFoundError."""
    with suppress(NotImplementedError):
        return Path(default_storage.path(name)).resolve(strict=True)
    path = into / name.replace("/", "-")
    if not path.exists():
        with default_storage.open(name, "rb") as source, path.open("wb") as target:
            shutil.copyfileobj(source, target, PIECE)
    return path


def prune(*, portfolio: Portfolio, keep: Collection[str]) -> int:
    """Deletes every file of the portfolio that is not to be kept and in no build; returns how many."""
    old = MadePart.objects.filter(portfolio=portfolio, in_builds=None).exclude(key__in=keep)
    keys = list(old.values_list("pk", "file"))
    rows = MadePart.objects.filter(pk__in=[key for key, _ in keys])
    rows.update(is_stored=False)
    for _, name in keys:
        private_files.take_away(name)
    rows.delete()
    return len(keys)


def _name(portfolio: Portfolio, key: str) -> str:
    return f"portfolios/{portfolio.uuid}/{key}.pdf"


def _put(name: str, content: bytes | Path) -> tuple[str, int, str]:
    """Stores the file; returns its name as the store has it, its bytes and their hash."""
    if isinstance(content, bytes):
        return private_files.put(name, content), len(content), hashlib.sha256(content).hexdigest()
    with content.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
        source.seek(0)
        return private_files.put(name, File(source)), content.stat().st_size, digest
