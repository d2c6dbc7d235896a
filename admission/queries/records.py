"""The record of a signature: one text that is the same for the same words, its hash, and what checks it offline."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from datetime import UTC
from typing import Any

from admission.enums import Signer
from admission.models import Declaration, Signature
from cilexportal.foundation import sealing

HOW = (
    "The seal is a signature (PKCS #1 v1.5 or ECDSA, with SHA-256) under the record as JSON in UTF-8, its names sorted "
    "and without spaces. Check it with the key of the certificate, for instance so: jq -cjS .record FILE > record; "
    "jq -r .seal FILE | base64 -d > seal; jq -r .certificate FILE | openssl x509 -noout -pubkey > key; "
    "openssl dgst -sha256 -verify key -signature seal record. Each example is named by the hash of its words and of "
    "the files that belong to it."
)


# Where a supervisor signed and in which account is theirs: an applicant's copy is without it, as is their data.
PRIVATE = frozenset({"signed_from", "signed_in_as"})
HELD_BACK = (
    " This is the applicant's copy: it does not say from which address and in which account the supervisor signed. Our "
    "own record does, and the number under sha256 is the hash of that one."
)


def canonical(content: object) -> str:
    """A content as the text that is hashed and sealed."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def record_of(declaration: Declaration, signature: Signature, *, excluded: Mapping[str, str]) -> dict[str, Any]:
    """[HB-47] Everything that was signed. `declaration` comes with application and supervisor."""
    return {
        "declaration": str(declaration.uuid), "application": declaration.case.application.reference,
        "signer": str(declaration.signer), "asked": declaration.name, "address": declaration.email,
        "supervisor": str(declaration.supervisor.uuid) if declaration.supervisor else "",
        "submission": signature.submission_sha256, "examples": dict(signature.seals), "excluded": dict(excluded),
        "statement_version": signature.statement_version, "statement": signature.statement,
        "consent": signature.consent, "signed_name": signature.name,
        "signed_at": signature.at.astimezone(UTC).isoformat(), "signed_from": signature.address or "",
        "signed_in_as": signature.user_id or 0, "privacy_version": signature.privacy_version,
    }  # fmt: skip


def hash_of(record: Mapping[str, Any]) -> str:
    """The SHA-256 of a record."""
    return hashlib.sha256(canonical(record).encode()).hexdigest()


def is_as_signed(declaration: Declaration) -> bool:
    """[HB-47] Whether the rows of a signature are there and still say what was hashed when it was signed."""
    if not hasattr(declaration, "signature"):
        return False
    excluded = {one.slot: one.why for one in declaration.exclusions.all()}
    found = record_of(declaration, declaration.signature, excluded=excluded)
    return hash_of(found) == declaration.signature.sha256


def sealed(declaration: Declaration, *, for_applicant: bool = False) -> dict[str, Any] | None:
    """[HB-47] The record with the organisation's seal and what checks both without the portal; None where the rows do
    not say any more what was signed, so that nothing else is ever sealed. An applicant's copy of a supervisor's is
    without what is private to them."""
    if not is_as_signed(declaration):
        return None
    excluded = {one.slot: one.why for one in declaration.exclusions.all()}
    whole = record_of(declaration, declaration.signature, excluded=excluded)
    held_back = PRIVATE if for_applicant and declaration.signer == Signer.SUPERVISOR else frozenset()
    record = {name: value for name, value in whole.items() if name not in held_back}
    seal = sealing.sign(canonical(record).encode())
    return {
        "record": record, "sha256": hash_of(whole), "seal": base64.b64encode(seal).decode(),
        "certificate": sealing.certificate_pem(), "how_to_check": HOW + HELD_BACK if held_back else HOW,
    }  # fmt: skip
