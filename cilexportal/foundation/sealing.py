"""The seal under what we issue: an electronic signature of the organisation (PAdES-B-B) that any PDF reader checks.

It is put on last: whatever is changed after it, be it one byte, breaks it.
"""

from __future__ import annotations

import io
import os
import tempfile
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID
from django.conf import settings

FIELD = "Seal"
KEY_BITS, MORE_ROOM = 3072, 4096
# What demo and test make up holds under any day that the demo's clock is moved to.
MADE_UP_FROM, MADE_UP_UNTIL = datetime(2018, 1, 1, tzinfo=UTC), datetime(2050, 1, 1, tzinfo=UTC)


def seal(pdf: bytes) -> bytes:
    """The same PDF with the organisation's seal, after which nothing in it may change."""
    whole = io.BytesIO(pdf)
    _seal(whole, reason=f"Issued by {settings.SITE['organisation']}")
    return whole.getvalue()


def seal_file(path: Path, *, reason: str) -> None:
    """Puts the seal under the PDF in this file, which is read and written in pieces: it may be large."""
    with path.open("r+b") as whole:
        _seal(whole, reason=reason)


def _seal(whole: IO[bytes], *, reason: str) -> None:
    # Loaded where it is used: only the worker seals, and loading takes a while.
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    meta = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        name=settings.SITE["organisation"],
        reason=reason,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    key, certificates = _pair()
    # Room for the certificates and the signature, so that nothing is signed merely to be measured.
    room = 2 * (len(certificates) + MORE_ROOM)
    signer = _signer(key, certificates)
    signers.sign_pdf(IncrementalPdfFileWriter(whole), meta, signer=signer, bytes_reserved=room, in_place=True)


def sign(content: bytes) -> bytes:
    """A detached signature of the organisation under these bytes: PKCS #1 v1.5 with SHA-256 for a key of RSA, else
    ECDSA with SHA-256. Any tool checks it with the key of `certificate_pem`."""
    key = load_pem_private_key(_pair()[0].encode(), password=None)
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(content, padding.PKCS1v15(), hashes.SHA256())
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return key.sign(content, ec.ECDSA(hashes.SHA256()))
    raise TypeError(f"the seal has a key that signs no plain bytes: {type(key).__name__}")


def certificate_pem() -> str:
    """The certificate that the seal is checked against, in PEM, with those above it where there are any."""
    return _pair()[1]


@lru_cache(maxsize=1)
def _signer(key: str, certificates: str) -> Any:
    """Who signs: the key with its certificate. Kept with the key as it is used: reading and checking one takes ten
    times as long as signing, and pyHanko would do it for each seal."""
    from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    private = load_pem_private_key(key.encode(), password=None)

    class Kept(SimpleSigner):
        def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
            how = self.get_signature_mechanism_for_digest(digest_algorithm)["algorithm"].native
            if not isinstance(private, rsa.RSAPrivateKey) or how != "sha256_rsa":
                return super().sign_raw(data, digest_algorithm)
            return private.sign(data, padding.PKCS1v15(), hashes.SHA256())

    own, *above = load_certs_from_pemder_data(certificates.encode())
    store = SimpleCertificateStore()
    store.register_multiple(above)
    return Kept(
        signing_cert=own,
        signing_key=load_private_key_from_pemder_data(key.encode(), passphrase=None),
        cert_registry=store,
    )


def _pair() -> tuple[str, str]:
    """The key and its certificates in PEM: those of the settings; in demo and test made up once and kept."""
    if settings.SEAL_KEY and settings.SEAL_CERTIFICATE:
        return settings.SEAL_KEY, settings.SEAL_CERTIFICATE
    kept = Path(settings.SEAL_FOLDER) / "seal.pem"
    if not kept.exists():
        _keep(kept, "".join(make_pair(settings.SITE["organisation"])))
    text = kept.read_text()
    begins = text.index("-----BEGIN CERTIFICATE-----")
    return text[:begins], text[begins:]


def _keep(place: Path, text: str) -> None:
    """Writes both into one file that appears whole; where another process was quicker, its file stays."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=place.parent) as half:
        half.write(text)
        half.flush()
        try:
            os.link(half.name, place)
        except FileExistsError:
            return


def make_pair(name: str) -> tuple[str, str]:
    """A new key and a certificate that it signed itself, in PEM: they show that a file is whole, not whose it is."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{name} (made up for trying the portal out)"[:64])])
    usage = dict.fromkeys(
        (
            "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only",
            "decipher_only",
        ),
        False,
    )  # fmt: skip
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(MADE_UP_FROM)
        .not_valid_after(MADE_UP_UNTIL)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **usage), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    return private, certificate.public_bytes(Encoding.PEM).decode()
