#!/usr/bin/env python3
"""The one way in: `python3 manage.py demo`, `python3 manage.py test`, and every Django command."""

import sys

import bootstrap


def main() -> int:
    """Makes sure the libraries are there, then hands the command line on; gives the exit code."""
    bootstrap.ensure(sys.argv)
    from cilexportal.launcher import door

    return door.main(sys.argv)


if __name__ == "__main__":
    sys.exit(main())
