from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cpd.services.years import NotAYear, open_year


class Command(BaseCommand):
    help = "Adds a CPD year to the list of years: open_cpd_year 2028/29. A year that is there is left as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            year, made = open_year(label=options["year"])
        except NotAYear as wrong:
            raise CommandError(str(wrong)) from wrong
        self.stdout.write(f"The CPD year {year} {'has been added' if made else 'is there already'}.")
