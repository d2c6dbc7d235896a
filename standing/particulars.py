"""How what people disclose rests: encrypted with the portal's field keys, and opened only to be read [LAW-ART10]."""

from __future__ import annotations

from functools import cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def seal(words: str) -> bytes:
    """The words encrypted with the newest key."""
    return _keys().encrypt(words.encode())


def unseal(sealed: bytes | memoryview) -> str:
    """The words; any key of FIELD_KEYS opens them. Raises InvalidToken where none does."""
    return _keys().decrypt(bytes(sealed)).decode()


@cache
def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])
