"""What is shut up opens whole with its key and under its name, or not at all."""

from __future__ import annotations

import io
import tracemalloc

import pytest
from cryptography.fernet import Fernet

from cilexportal.foundation import vault

ABOUT = "a document"
SMALL = 1_000


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch) -> None:
    monkeypatch.setattr(vault, "PIECE", SMALL)


def shut(content: bytes, about: str = ABOUT) -> bytes:
    sealed = io.BytesIO()
    vault.shut(io.BytesIO(content), sealed, about=about)
    return sealed.getvalue()


def opened(sealed: bytes, about: str = ABOUT) -> bytes:
    return b"".join(vault.opened(io.BytesIO(sealed), about=about))


@pytest.mark.parametrize("size", [0, 1, SMALL - 1, SMALL, SMALL + 1, 3 * SMALL, 3 * SMALL + 7])
def test_what_is_shut_up_comes_out_as_it_was_and_cannot_be_read_before(size) -> None:
    content = b"%PDF-1.7 words" * size
    sealed = shut(content[:size])
    assert opened(sealed) == content[:size]
    assert b"words" not in sealed
    assert shut(content[:size]) != sealed


def test_every_byte_counts() -> None:
    sealed = shut(b"x" * (SMALL + 5))
    assert opened(sealed), "the control"
    for place in range(0, len(sealed), 7):
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(vault.Shut):
            opened(changed)


def test_pieces_may_not_be_cut_off_moved_or_put_after() -> None:
    head, piece = len(vault.MARK) + vault.SALT, SMALL + vault.TAG
    sealed = shut(b"".join(bytes([65 + number]) * SMALL for number in range(3)))
    first, second = sealed[head : head + piece], sealed[head + piece : head + 2 * piece]
    for changed in (sealed[:-piece], sealed + first, sealed[:head] + second + first + sealed[head + 2 * piece :], b""):
        with pytest.raises(vault.Shut):
            opened(changed)


def test_without_its_key_or_under_another_name_nothing_opens(settings) -> None:
    sealed, theirs = shut(b"words"), settings.FIELD_KEYS
    with pytest.raises(vault.Shut):
        opened(sealed, about="another document")
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(vault.Shut):
        opened(sealed)
    settings.FIELD_KEYS = [*settings.FIELD_KEYS, *theirs]
    assert opened(sealed) == b"words"


def test_a_large_file_passes_through_little_memory(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(vault, "PIECE", 64 * 1024)
    large, sealed = tmp_path / "large", tmp_path / "sealed"
    large.write_bytes(b"0123456789abcdef" * 512 * 1024)
    tracemalloc.start()
    with large.open("rb") as plain, sealed.open("wb") as box:
        vault.shut(plain, box, about=ABOUT)
    with sealed.open("rb") as box:
        assert sum(map(len, vault.opened(box, about=ABOUT))) == large.stat().st_size
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < large.stat().st_size / 8
