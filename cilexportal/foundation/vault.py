"""Files that are kept shut: encrypted piece by piece with AES-256-GCM, so that one of any size passes through little
memory, and opened by nobody without a key of FIELD_KEYS.

A file has a key of its own, derived from the first of FIELD_KEYS by HKDF with a salt that is written before it and the
name of what it is about: under another name it does not open. Each piece is numbered and the last one is marked, so
that a byte that is changed, a piece that is moved and an end that is cut off are all noticed.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

MARK = b"cilexportal-1\n"
SALT, TAG = 16, 16
PIECE = 1024 * 1024


class Shut(Exception):
    """No key of FIELD_KEYS opens the file, or it is not as it was written."""


def shut(plain: IO[bytes], sealed: IO[bytes], *, about: str) -> None:
    """Writes what `plain` holds to `sealed`, encrypted with the newest key and bound to `about`."""
    salt = os.urandom(SALT)
    box = _box(settings.FIELD_KEYS[0], salt, about)
    sealed.write(MARK + salt)
    for number, piece, is_last in _pieces(plain, PIECE):
        sealed.write(box.encrypt(_nonce(number, is_last=is_last), piece, None))


def opened(sealed: IO[bytes], *, about: str) -> Iterator[bytes]:
    """What was shut up, in pieces; only when the last has come is it certain to be whole. Raises Shut."""
    if sealed.read(len(MARK)) != MARK or len(salt := sealed.read(SALT)) != SALT:
        raise Shut("It is no file that was shut here.")
    boxes = [_box(key, salt, about) for key in settings.FIELD_KEYS]
    for number, piece, is_last in _pieces(sealed, PIECE + TAG):
        boxes, plain = _tried(boxes, _nonce(number, is_last=is_last), piece)
        yield plain


def _tried(boxes: list[AESGCM], nonce: bytes, piece: bytes) -> tuple[list[AESGCM], bytes]:
    """The box that opens this piece, alone, and what is in the piece."""
    for box in boxes:
        try:
            return [box], box.decrypt(nonce, piece, None)
        except InvalidTag:
            continue
    raise Shut("No key opens it, or it was changed.")


def _pieces(file: IO[bytes], size: int) -> Iterator[tuple[int, bytes, bool]]:
    """Number, bytes and whether it is the last, of each piece of this size; an empty file is one empty piece."""
    number, piece = 0, file.read(size)
    while following := file.read(size):
        yield number, piece, False
        number, piece = number + 1, following
    yield number, piece, True


def _nonce(number: int, *, is_last: bool) -> bytes:
    """Never twice under one key, as each file has a key of its own."""
    return number.to_bytes(11, "big") + bytes([is_last])


def _box(key: str, salt: bytes, about: str) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=salt, info=MARK + about.encode())
    return AESGCM(derived.derive(base64.urlsafe_b64decode(key)))
