from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cilexportal.bench import admission, cases, closing, importing, pages, portfolio, register, shop, weight, world
from cilexportal.bench.figures import Figure, as_json

SIZES = [100_000, 1_000_000]
PARTS = (
    "close",
    "page",
    "autosave",
    "import",
    "weight",
    "shop",
    "register",
    "queue",
    "clocks",
    "portfolio",
    "admission",
)


class Command(BaseCommand):
    help = (
        "Measures the portal against floors taken in the same run, in a database of its own that is dropped at the end."
        " Needs a database role that is a superuser. With a million members it takes some minutes and 15 GB of disk."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the figures as JSON and nothing else")
        parser.add_argument("--only", choices=PARTS, action="append", help="one part; may be given more than once")
        parser.add_argument("--members", type=int, nargs="+", default=SIZES, help="numbers of members to close")

    def handle(self, *args: Any, **options: Any) -> None:
        parts = options["only"] or list(PARTS)
        quiet = options["json"]
        figures = measured(parts, options["members"], say=(lambda line: None) if quiet else self.stdout.write)
        self.stdout.write(as_json(figures) if quiet else "\n".join(map(str, figures)))
        missed = [figure.name for figure in figures if not figure.met]
        if missed:
            raise CommandError(f"{len(missed)} of {len(figures)} figures missed their bar: {'; '.join(missed)}")


def measured(parts: list[str], sizes: list[int], *, say: Callable[[str], object]) -> list[Figure]:
    """The figures of these parts, the pages first: they want a small database."""
    figures: list[Figure] = []
    with world.tables():
        with world.database():
            figures += pages.measure(page="page" in parts, autosave="autosave" in parts)
            figures += weight.measure() if "weight" in parts else []
        if "import" in parts:
            with world.database():
                figures += importing.measure(importing.ROWS)
        figures += shop.measure(say=say) if "shop" in parts else []
        figures += register.measure(say=say) if "register" in parts else []
        figures += [cases.queue_figure(cases.SIZES, say=say)] if "queue" in parts else []
        figures += [cases.clocks_figure(cases.OPEN_CASES, say=say)] if "clocks" in parts else []
        figures += portfolio.measure(say=say) if "portfolio" in parts else []
        figures += admission.measure(say=say) if "admission" in parts else []
        figures += closing.measure(sizes, say=say) if "close" in parts else []
    return figures
