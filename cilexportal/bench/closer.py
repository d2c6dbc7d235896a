"""One worker that closes the measured year: says when it is ready, begins when told, and says what it took.

Run as a process of its own by cilexportal.bench.closing, so that its memory is that of a closing process and no other;
it reads the settings that its parent's environment names.
"""

from __future__ import annotations

import resource
import sys

import django


def main() -> None:
    """Waits for a line on standard input, takes part in the close until it is done, prints its largest memory."""
    django.setup()

    from django.db import connection

    from cilexportal.bench import world
    from cpd.services import close

    connection.settings_dict["NAME"] = world.NAME
    connection.ensure_connection()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    close.close_in_process(year=world.year(), by=None, at=world.after_the_close())
    sys.stdout.write(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}\n")


if __name__ == "__main__":
    main()
