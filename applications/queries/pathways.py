"""Pathways as their rules read them: each version's document once a process, for it never changes."""

from __future__ import annotations

from applications.models import PathwayVersion
from applications.rules.pathway import PathwayData
from applications.rules.reading import read

_read: dict[int, PathwayData] = {}


def data_of(version: PathwayVersion) -> PathwayData:
    """[HB-11] What a version asks for. Raises reading.PathwayFault."""
    if version.pk not in _read:
        _read[version.pk] = read(version.document)
    return _read[version.pk]


def data_by_id(version_id: int) -> PathwayData:
    """[HB-11] What the version of this id asks for, whose document need not be loaded. Raises reading.PathwayFault."""
    found = _read.get(version_id)
    return found or data_of(PathwayVersion.objects.get(pk=version_id))
