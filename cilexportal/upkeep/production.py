"""An environment with which production starts, made up anew each time: for checks, never for use."""

from __future__ import annotations

import base64
import secrets
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat


def environment() -> dict[str, str]:
    """Every setting that production needs, with a value of the right shape."""
    key, certificate = seal()
    return {
        "PORTAL_MODE": "production",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "FIELD_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "PORTAL_BASE_URL": "https://portal.example.org",
        "ALLOWED_HOSTS": "portal.example.org",
        "TRUSTED_PROXIES": "1",
        "DATABASE_URL": f"postgres://portal_app:{secrets.token_hex(16)}@database.example.org:5432/portal",
        "REDIS_URL": "rediss://queue.example.org:6379/0",
        "STORAGE_URL": "s3://portal?region=eu-west-2",
        "CLAMAV_ADDRESS": "scanner.example.org:3310",
        "EMAIL_URL": "smtp://portal:made-up@mail.example.org:587/?tls=true",
        "DEFAULT_FROM_EMAIL": "CILEX <no-reply@example.org>",
        "PORTAL_ORGANISATION_ADDRESS": "1 Example Street, Bedford, MK40 1AA",
        "PORTAL_ORGANISATION_EMAIL": "membership@example.org",
        "PORTAL_ORGANISATION_VAT_NUMBER": "GB123456782",
        "PORTAL_REGULATOR_EMAIL": "cpd@example.org",
        "PORTAL_SEAL_KEY": key,
        "PORTAL_SEAL_CERTIFICATE": certificate,
    }


@cache
def seal() -> tuple[str, str]:
    """A key and its certificate in PEM on one line each, as a file of settings has them."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Made up")])
    begins = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return _one_line(private), _one_line(certificate.public_bytes(Encoding.PEM))


def _one_line(pem: bytes) -> str:
    return pem.decode().replace("\n", "\\n")
