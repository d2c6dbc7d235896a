"""Sending and checking one file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from cilexportal.foundation.documents import checking, services
from cilexportal.foundation.documents.models import Document
from members.models import User

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture
def receive(user: User) -> Callable[..., Document]:
    """`receive(name, content)` sends a file."""

    def send(name: str, content: bytes) -> Document:
        return services.receive(owner=user, upload=SimpleUploadedFile(name, content), at=NOW)

    return send


@pytest.fixture
def checked(receive) -> Callable[..., Document]:
    """`checked(name, content)` sends a file and has it checked."""

    def send(name: str, content: bytes) -> Document:
        document = receive(name, content)
        assert checking.check_waiting(at=NOW, limit=10) == 1
        document.refresh_from_db()
        return document

    return send


@pytest.fixture
def stored() -> Callable[[Document], bytes]:
    """`stored(document)` is what the storage holds for it."""

    def read(document: Document) -> bytes:
        with default_storage.open(document.file.name) as file:
            return file.read()

    return read
