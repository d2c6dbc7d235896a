"""Where files are stored while something is measured."""

from __future__ import annotations

from typing import Any

from django.conf import settings


def in_folder(folder: str) -> dict[str, Any]:
    """The storages of the settings, with people's files in this folder of the disk."""
    files = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": folder, "base_url": None, "file_permissions_mode": 0o600},
    }
    return {**settings.STORAGES, "default": files}
