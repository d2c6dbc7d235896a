"""Every check that a change has to pass besides the tests, by name."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.core.management import CommandError, call_command

from cilexportal.upkeep import locks, migrations, production, texts
from cilexportal.upkeep.texts import ROOT

TYPED = (
    "cilexportal", "members", "cpd", "shop", "standing", "people", "applications", "portfolio", "admission",
    "bootstrap.py", "manage.py",
)  # fmt: skip


@dataclass(frozen=True)
class Check:
    """A name, and a function that gives one line for each fault: none means well."""

    name: str
    faults: Callable[[], list[str]]


def program(*command: str, environment: Mapping[str, str] | None = None) -> Callable[[], list[str]]:
    """A check that runs a Python program in the checkout: where it fails, what it printed are the faults."""

    def faults() -> list[str]:
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env={**os.environ, "NO_COLOR": "1"} if environment is None else dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return (done.stdout.splitlines() or [f"exit code {done.returncode}"]) if done.returncode else []

    return faults


def management(*command: str) -> Callable[[], list[str]]:
    """A check that is a management command of this process and raises CommandError where it fails."""

    def faults() -> list[str]:
        output = io.StringIO()
        try:
            call_command(*command, stdout=output, stderr=output)
        except CommandError as error:
            return [*output.getvalue().splitlines(), str(error)]
        return []

    return faults


def production_settings() -> list[str]:
    """`check --deploy` in an environment that holds good production settings and nothing else."""
    surroundings = {**production.environment(), "PATH": os.environ.get("PATH", ""), "NO_COLOR": "1"}
    surroundings["DJANGO_SETTINGS_MODULE"] = "cilexportal.settings"
    return program(
        *("-m", "django", "check", "--deploy", "--fail-level", "WARNING"),
        environment=surroundings,
    )()


CHECKS = (
    Check("ruff check", program("-m", "ruff", "check", ".")),
    Check("ruff format", program("-m", "ruff", "format", "--check", "--quiet", ".")),
    Check("layers", program("-c", "from importlinter.cli import lint_imports_command as run; run()")),
    # From nothing: what mypy keeps between runs misses modules that were added.
    Check("types", program("-m", "mypy", "--cache-dir=/dev/null", "--no-error-summary", *TYPED)),
    Check("templates", program("-m", "djlint", "--lint", "--quiet", "templates")),
    Check("migrations match the models", management("makemigrations", "--check", "--dry-run")),
    Check("migrations are one line", migrations.faults),
    Check("production settings", production_settings),
    Check("rulebook", management("rulebook", "--check")),
    Check("locks", locks.faults),
    Check("forbidden words", texts.faults),
)
