"""The archive of a case: one ZIP with all that belongs to it, a list of contents with hashes, and the seal under it."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.core.files.storage import default_storage
from django.db import transaction

from admission.queries import archive as queries
from admission.queries.archive import Entry
from admission.rules.keeping import Kept
from applications.models import Case
from cilexportal.foundation import london, sealing
from members.models import User
from portfolio.models import Portfolio

PIECE = 1 << 16
IN_MEMORY = 4 << 20
MANIFEST, SEAL, CERTIFICATE, READ_ME = "manifest.json", "manifest.sig", "certificate.pem", "read-me.txt"
HOW = """This archive holds all that belongs to application {reference}, as it stood on {made}.

manifest.json lists every other file with its SHA-256. manifest.sig is the seal of {organisation} under
manifest.json. To check both without the portal:

  openssl x509 -in certificate.pem -pubkey -noout > key.pem
  openssl dgst -sha256 -verify key.pem -signature manifest.sig manifest.json

and compare the SHA-256 of each file with the list. A file that is listed with "as_checked": false was not, when this
archive was made, what it had been when it was received and checked, submitted, signed or decided: somebody changed it.

What is named "in-confidence" is for those who decide. It is not given to the applicant without asking who wrote it.
Notes that officers made for each other alone, and what was thrown away without ever being submitted, are not here.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A line of the list of contents. `as_checked`: whether it is what was checked or kept; None for text that the
    portal wrote itself."""

    name: str
    size: int
    sha256: str
    as_checked: bool | None

    def told(self) -> dict[str, Any]:
        """The line as plain values."""
        return {"name": self.name, "size": self.size, "sha256": self.sha256, "as_checked": self.as_checked}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """An archive as it was written: how many files are listed in it, its bytes, the hash of its list, and how many
    files are not as they were when they were checked."""

    files: int
    size: int
    manifest_sha256: str
    faults: int


def export(into: IO[bytes], *, case: Case, organisation: str, by: User, at: datetime) -> Exported:
    """[HB-28b] Writes the archive of a case. Files whose bytes are not those that were checked go in as they are, and
    are named."""
    found, keeping = _read(case)
    words = {"reference": case.application.reference, "made": london.at_in_words(at), "organisation": organisation}
    with ZipFile(into, "w", ZIP_DEFLATED) as zipped:
        listed = list(_written(zipped, found, at=at))
        manifest = _manifest(case, listed, keeping, made_at=at.astimezone(UTC).isoformat(), by=by)
        for name, content in (
            (MANIFEST, manifest), (SEAL, sealing.sign(manifest)), (CERTIFICATE, sealing.certificate_pem().encode()),
            (READ_ME, HOW.format(**words).encode()),
        ):  # fmt: skip
            zipped.writestr(_info(name, at), content)
    return Exported(
        files=len(listed), size=into.tell(), manifest_sha256=hashlib.sha256(manifest).hexdigest(),
        faults=sum(one.as_checked is False for one in listed),
    )  # fmt: skip


def working_file() -> IO[bytes]:
    """Where an archive is written before it is stored: small ones never touch the disk."""
    return tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)


def _read(case: Case) -> tuple[list[Entry], list[Kept]]:
    """Every row of it at one moment: steps and portfolio are held meanwhile, so that nothing is decided, submitted or
    changed in between. The files are read afterwards, nothing being held: each is known by its hash."""
    with transaction.atomic():
        steps = Case.objects.select_for_update(no_key=True).filter(application=case.application_id)
        list(steps.order_by("pk"))
        portfolios = Portfolio.objects.select_for_update(no_key=True)
        list(portfolios.filter(case__application=case.application_id))
        now = Case.objects.select_related("application__user", "application__version").get(pk=case.pk)
        return list(queries.entries(now)), queries.keeping_of(now)


def _written(zipped: ZipFile, found: Iterable[Entry], *, at: datetime) -> Iterator[Listed]:
    for one in found:
        if one.stored:
            yield _stored(zipped, one, at=at)
        else:
            content = one.text.encode()
            zipped.writestr(_info(one.name, at), content)
            sha256 = hashlib.sha256(content).hexdigest()
            yield Listed(name=one.name, size=len(content), sha256=sha256, as_checked=one.as_kept)


def _stored(zipped: ZipFile, one: Entry, *, at: datetime) -> Listed:
    """A stored file, copied in pieces as it is: most are packed already. One that is gone is listed all the same."""
    if not default_storage.exists(one.stored):
        return Listed(name=one.name, size=0, sha256="", as_checked=False)
    info = _info(one.name, at)
    info.compress_type = ZIP_STORED
    with default_storage.open(one.stored, "rb") as file, zipped.open(info, "w", force_zip64=True) as out:
        hashed = _Hashed(out)
        shutil.copyfileobj(file, hashed, PIECE)
    sha256 = hashed.digest.hexdigest()
    return Listed(name=one.name, size=hashed.size, sha256=sha256, as_checked=sha256 == one.sha256)


class _Hashed:
    """Passes what is written on, and hashes it on the way."""

    def __init__(self, out: IO[bytes]) -> None:
        self.out, self.digest, self.size = out, hashlib.sha256(), 0

    def write(self, piece: bytes) -> int:
        self.digest.update(piece)
        self.size += len(piece)
        return self.out.write(piece)


def _manifest(case: Case, listed: list[Listed], keeping: list[Kept], *, made_at: str, by: User) -> bytes:
    told = {
        "application": case.application.reference, "case": str(case.uuid), "made_at": made_at, "made_by": str(by),
        "files": [one.told() for one in listed],
        "kept": [
            {"class": one.of.code, "what": one.of.what, "until": one.until.isoformat() if one.until else "for good"}
            for one in keeping
        ],
    }  # fmt: skip
    return json.dumps(told, sort_keys=True, ensure_ascii=False, indent=1).encode()


def _info(name: str, at: datetime) -> ZipInfo:
    made = at.astimezone(UTC)
    info = ZipInfo(name, (made.year, made.month, made.day, made.hour, made.minute, made.second))
    info.compress_type = ZIP_DEFLATED
    return info
