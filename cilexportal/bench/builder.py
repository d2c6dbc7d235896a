"""One worker that puts the measured portfolio together and says how much memory it took.

Run as a process of its own by cilexportal.bench.portfolio; the name of the database and the folder of the files are its
arguments, everything else is as its parent's settings say.
"""

from __future__ import annotations

import resource
import sys

import django


def main(database: str, folder: str) -> None:
    """Makes what waits, and prints the largest memory in KB."""
    django.setup()

    from django.db import connection
    from django.test import override_settings

    from cilexportal.bench.files import in_folder
    from cilexportal.foundation import london
    from portfolio.services import building

    connection.settings_dict["NAME"] = database
    with override_settings(STORAGES=in_folder(folder)):
        building.build_waiting(at=london.now())
    sys.stdout.write(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
