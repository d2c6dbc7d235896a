"""``manage.py open_original``: evidence as it was received, taken out of its seal for an investigation."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from getpass import getpass
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from cilexportal.foundation import london, vault
from cilexportal.foundation.documents import originals
from cilexportal.foundation.documents.models import Original
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User


class Command(BaseCommand):
    help = "Opens a sealed original before two officers, who each type their password. The trail says who and why."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("document", type=UUID, help="the document's uuid, as in its address")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the officer who asks")
        parser.add_argument("--second", required=True, metavar="EMAIL", help="another officer, who agrees")
        parser.add_argument("--reason", required=True, help="why; it stays in the trail")
        parser.add_argument("--to", required=True, metavar="FILE", help="a new file, which only you may read")

    def handle(self, *args: Any, **options: Any) -> None:
        original = Original.objects.select_related("document").filter(document__uuid=options["document"]).first()
        if original is None:
            raise CommandError("No original of this document is sealed.")
        by, second = _officer(options["by"]), _officer(options["second"])
        try:
            target = os.fdopen(os.open(options["to"], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        except OSError as fault:
            raise CommandError(f"{options['to']}: {fault.strerror}") from None
        try:
            with target:
                originals.note_opening(
                    original=original, by_id=by.pk, second_id=second.pk, reason=options["reason"], at=london.now()
                )
                originals.write_out(original, target)
        except (Refused, vault.Shut, OSError) as fault:
            os.unlink(options["to"])
            raise CommandError(str(fault)) from None
        document = original.document
        self.stdout.write(f"{document.size:,} bytes, SHA-256 {document.sha256}, as received: {options['to']}")


def _officer(email: str) -> User:
    """The active officer with this address, who has typed their password. Raises CommandError."""
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None or not user.is_on_staff:
        raise CommandError(f"{email} is no active officer.")
    if not user.check_password(getpass(f"Password of {user.email}: ")):
        raise CommandError(f"That is not the password of {user.email}.")
    return user
