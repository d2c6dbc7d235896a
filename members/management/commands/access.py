from typing import Any

from django.core.management.base import BaseCommand

from members.access_page import page


class Command(BaseCommand):
    help = "Prints docs/access.md: who may use which route, from authz.toml."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(page(), ending="")
