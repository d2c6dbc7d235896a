"""One worker that checks hostile files as they come, for as long as it lives.

Run as a process of its own by cilexportal.bench.portfolio_hostile; its arguments are the name of the database, the
folder of the portal's files, that of the hostile ones, and whose they are.
"""

from __future__ import annotations

import hashlib
import sys
import uuid
from itertools import cycle
from pathlib import Path

import django


def main(database: str, folder: str, bombs: str, owner: str) -> None:
    """Says when it is ready; then receives and checks one file after the other."""
    django.setup()

    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage
    from django.db import connection
    from django.test import override_settings

    from cilexportal.bench.files import in_folder
    from cilexportal.foundation import london
    from cilexportal.foundation.documents import checking
    from cilexportal.foundation.documents.models import Document

    connection.settings_dict["NAME"] = database
    with override_settings(STORAGES=in_folder(folder)):
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        for bomb in cycle(sorted(Path(bombs).iterdir())):
            content = bomb.read_bytes()
            Document.objects.create(
                owner_id=int(owner), filename=f"{bomb.name}.pdf", media_type="application/pdf", size=len(content),
                sha256=hashlib.sha256(content).hexdigest(), as_evidence=True, received_at=london.now(),
                file=default_storage.save(f"documents/bench/{uuid.uuid4().hex}", ContentFile(content)),
            )  # fmt: skip
            checking.check_waiting(at=london.now(), limit=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
