"""Decides what a command line of `manage.py` needs before Django gets it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from cilexportal.launcher import demo, modes, prepare, suite
from cilexportal.launcher.places import LauncherError, Places

# Commands that touch no database, and so start no server.
WITHOUT_DATABASE = {
    *("", "help", "--help", "-h", "version", "--version", "check", "collectstatic", "findstatic", "rulebook"),
    *("diffsettings", "makemessages", "compilemessages", "startapp"),
}
# Commands that work on the tables themselves, and so find the database as it is.
ON_TABLES = {
    "migrate",
    "makemigrations",
    "showmigrations",
    "sqlmigrate",
    "squashmigrations",
    "dbshell",
    "flush",
    "check_all",
}
IN_TEST_MODE = {"check_all"}


def main(argv: Sequence[str]) -> int:
    """Runs a command line, program name first, and gives its exit code."""
    command = argv[1] if len(argv) > 1 else ""
    try:
        if command == "demo":
            return demo.run(argv[2:])
        if command == "test":
            return suite.run(argv[2:])
        return django(argv, command)
    except LauncherError as error:
        print(error, file=sys.stderr)
        return 1


def plain() -> bool:
    """Whether somebody set up the surroundings already, so that manage.py has nothing to add."""
    return bool(os.environ.get("DATABASE_URL") or os.environ.get("PORTAL_MODE"))


def django(argv: Sequence[str], command: str) -> int:
    """Runs a Django command, on a developer's checkout with the servers and tables it needs."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cilexportal.settings")
    places = Places("test" if command in IN_TEST_MODE else "demo")
    if plain():
        execute_from_command_line(list(argv))
    elif command in WITHOUT_DATABASE or {"-h", "--help"}.intersection(argv):
        places.make()
        modes.set_environment(places)
        execute_from_command_line(list(argv))
    else:
        with modes.running(places):
            if command not in ON_TABLES:
                build_tables()
            execute_from_command_line(list(argv))
    return 0


def build_tables() -> None:
    import django as framework

    framework.setup()
    prepare.database()
