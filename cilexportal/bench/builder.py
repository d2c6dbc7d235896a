"""One worker that puts the measured portfolio together and says how much memory it took.

Run as a process of its own by cilexportal.bench.portfolio; it reads the settings that its parent's environment names,
and the name of the database from its argument.
"""

from __future__ import annotations

import resource
import sys

import django


def main(database: str) -> None:
    """Makes what waits, and prints the largest memory in KB."""
    django.setup()

    from django.db import connection

    from cilexportal.foundation import london
    from portfolio.services import building

    connection.settings_dict["NAME"] = database
    building.build_waiting(at=london.now())
    sys.stdout.write(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}\n")


if __name__ == "__main__":
    main(sys.argv[1])
