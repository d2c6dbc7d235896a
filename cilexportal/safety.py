"""What is too unsafe for production: each rule gives one sentence that names the setting and never repeats a secret.

A setting that is missing (empty here) has been told already and is not judged again.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509 import load_pem_x509_certificates

DEMO_SECRET_KEY = "demo-and-test-only-" + "0123456789" * 5
DEMO_FIELD_KEY = "ZGVtby1hbmQtdGVzdC1vbmx5LTMyLWJ5dGVzLWtleSE="
DEMO_VAT_NUMBER = "GB999999973"
GATEWAYS = ("stripe", "demo", "none")
LEAST_KEY_LENGTH = 50
LEAST_DIFFERENT_SIGNS = 12
LEAST_DIFFERENT_BYTES = 12
FERNET_KEY_BYTES = 32
VAT_DIGITS = 9
# Nothing for the older numbers, 42 (97 - 55) for those given out since 2010.
VAT_REMAINDERS = frozenset({0, 42})


def of_keys(*, signing: Sequence[str], field: Sequence[str]) -> Iterator[str]:
    """Faults of the keys that sign (newest first) and of those that encrypt fields."""
    if not all(map(is_strong, filter(None, signing))):
        yield "SECRET_KEY or SECRET_KEY_FALLBACKS is too weak: use 50 random characters or more."
    if DEMO_FIELD_KEY in field:
        yield "FIELD_KEYS holds the key of the demo, which everybody knows."
    if not all(map(is_fernet_key, field)):
        yield "FIELD_KEYS holds something that is no Fernet key."
    elif not all(map(is_random, field)):
        yield "FIELD_KEYS holds a key that was not drawn at random."


def of_addresses(*, base_url: str, hosts: Sequence[str], email_url: str) -> Iterator[str]:
    """Faults of the portal's own address, of the host names it answers to and of the way mail goes."""
    if base_url and not base_url.startswith("https://"):
        yield "PORTAL_BASE_URL has to begin with https:// ."
    if any(host.startswith(("*", ".")) for host in hosts):
        yield "ALLOWED_HOSTS has to name every host in full: * and leading dots are not taken."
    elif hosts and (host := urlsplit(base_url).hostname) and host not in hosts:
        yield "ALLOWED_HOSTS has to name the host of PORTAL_BASE_URL."
    if email_url.startswith(("file:", "memory:")):
        yield "EMAIL_URL has to begin with smtp:// or smtps:// ."


def of_payments(*, gateway: str, production: bool, key: str, webhook_secret: str) -> Iterator[str]:
    """Faults of the way cards are taken. The demo's gateway takes no money, so production refuses it."""
    if gateway not in GATEWAYS:
        yield f"SHOP_GATEWAY is one of {', '.join(GATEWAYS)}."
    elif gateway == "demo" and production:
        yield "SHOP_GATEWAY is demo, which takes no money: production has stripe or none."
    elif gateway == "stripe":
        yield from _of_stripe(key, webhook_secret)


def _of_stripe(key: str, webhook_secret: str) -> Iterator[str]:
    if not key.startswith(("sk_", "rk_")):
        yield "STRIPE_KEY is no secret or restricted key: it begins with sk_ or rk_ ."
    if not webhook_secret.startswith("whsec_"):
        yield "STRIPE_WEBHOOK_SECRET is no signing secret of a webhook: it begins with whsec_ ."


def of_seal(*, key: str, certificate: str) -> Iterator[str]:
    """Faults of the key that seals certificates and of the certificate that says whose it is, both PEM."""
    if not (key and certificate):
        return
    try:
        private = load_pem_private_key(key.encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        yield "PORTAL_SEAL_KEY is no private key in PEM without a passphrase."
        return
    try:
        [first, *_] = load_pem_x509_certificates(certificate.encode())
    except ValueError:
        yield "PORTAL_SEAL_CERTIFICATE is no certificate in PEM."
        return
    if first.public_key() != private.public_key():
        yield "PORTAL_SEAL_CERTIFICATE is not the certificate of PORTAL_SEAL_KEY: its own comes first."


def of_vat_number(number: str) -> Iterator[str]:
    """[LAW-VATINV] Faults of the VAT number that stands on every invoice."""
    if number == DEMO_VAT_NUMBER:
        yield "PORTAL_ORGANISATION_VAT_NUMBER is the number of the demo."
    elif number and not is_vat_number(number):
        yield "PORTAL_ORGANISATION_VAT_NUMBER is no VAT number: write GB and nine digits."


def is_vat_number(number: str) -> bool:
    """Whether it is GB and nine digits, of which the last two check the others."""
    digits = number.removeprefix("GB").replace(" ", "")
    if not (number.startswith("GB") and digits.isascii() and digits.isdigit() and len(digits) == VAT_DIGITS):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(range(8, 1, -1), digits, strict=False))
    return (total + int(digits[-2:])) % 97 in VAT_REMAINDERS


def is_strong(key: str) -> bool:
    """Whether a signing key is long, varied and nobody's example."""
    known = key.startswith(("demo-and-test-only", "django-insecure-"))
    return len(key) >= LEAST_KEY_LENGTH and len(set(key)) >= LEAST_DIFFERENT_SIGNS and not known


def is_fernet_key(key: str) -> bool:
    """Whether `key` is 32 bytes in URL-safe base 64."""
    try:
        return len(base64.urlsafe_b64decode(key)) == FERNET_KEY_BYTES
    except (binascii.Error, ValueError):
        return False


def is_random(key: str) -> bool:
    """Whether a Fernet key is varied: 32 bytes drawn at random repeat themselves little."""
    return len(set(base64.urlsafe_b64decode(key))) >= LEAST_DIFFERENT_BYTES
