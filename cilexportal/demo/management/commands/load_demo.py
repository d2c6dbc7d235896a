"""`python manage.py load_demo`: the invented people and their records, once."""

from typing import Any

from django.core.management.base import BaseCommand

from cilexportal.demo import loading
from cilexportal.foundation import london


class Command(BaseCommand):
    help = "Loads the demo's people and records, unless they are there already."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = loading.load(at=london.now())
        if options["verbosity"]:
            self.stdout.write("The demo is loaded." if loaded else "The demo was loaded before.")
