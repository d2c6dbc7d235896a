from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from admission.services import purging
from cilexportal.foundation import london
from cilexportal.foundation.audit import because


class Command(BaseCommand):
    help = (
        "Says what of decided applications would be deleted because its time is over, and what stays because something"
        " is open. Nothing is changed without --apply, which does what the next night would do."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--apply", action="store_true", help="delete it now")

    def handle(self, *args: Any, **options: Any) -> None:
        now = london.now()
        for code in purging.CLASSES:
            for one in purging.due(code, today=london.date_of(now)):
                held = f"stays: {'; '.join(one.open)}" if one.open else "goes"
                self.stdout.write(f"{code:12} {one.case.application.reference}  {held}")
        if options["apply"]:
            with because(why="admission.purge"):
                self.stdout.write(f"{purging.run(at=now)} rows were deleted or emptied.")
