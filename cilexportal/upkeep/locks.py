"""The locks in requirements/: every version with its hashes, no address of an index, nothing left out of date."""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(\[[a-z,]+\])?==\S+")
NAME = re.compile(r"^([A-Za-z0-9._-]+)")


def faults() -> list[str]:
    """One sentence for each fault in the Python locks and in the lock of the style sheets."""
    locks = sorted((ROOT / "requirements").glob("*.txt"))
    found = [] if locks else ["requirements/ holds no lock."]
    for lock in locks:
        found += python_faults(lock.name, lock.read_text())
        found += [
            f"{lock.name}: {name} is wanted by {lock.stem}.in and not locked."
            for name in sorted(wanted(lock.with_suffix(".in")) - set(pinned(lock.read_text())))
        ]
    return found + npm_faults(ROOT / "frontend" / "package-lock.json")


def python_faults(name: str, text: str) -> list[str]:
    """Faults of one lock in pip's format."""
    found = []
    for entry in entries(text):
        if entry.startswith("-") or "://" in entry or " @ " in entry:
            found.append(f"{name}: {entry.split()[0]} names an address or an option; a lock holds versions only.")
        elif not PINNED.match(entry):
            found.append(f"{name}: {entry.split()[0]} is not pinned to a version.")
        elif "--hash=sha256:" not in entry:
            found.append(f"{name}: {entry.split()[0]} has no hash.")
    return found


def entries(text: str) -> list[str]:
    """The entries of a lock, continuation lines joined, comments left out."""
    joined = text.replace("\\\n", " ")
    return [line.strip() for line in joined.splitlines() if line.strip() and not line.strip().startswith("#")]


def pinned(text: str) -> list[str]:
    """The normalised names locked in `text`."""
    return [normal(match.group(1)) for entry in entries(text) if (match := PINNED.match(entry))]


def wanted(source: Path) -> set[str]:
    """The normalised names that a .in file asks for."""
    if not source.exists():
        return set()
    lines = [line.strip() for line in source.read_text().splitlines()]
    return {normal(match.group(1)) for line in lines if not line.startswith("-") and (match := NAME.match(line))}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def npm_faults(lock: Path) -> list[str]:
    """Packages of the npm lock without an integrity hash or with an address."""
    packages = json.loads(lock.read_text())["packages"]
    return [
        f"{lock.name}: {name} {'has no hash' if 'integrity' not in about else 'carries an address'}."
        for name, about in packages.items()
        if name and ("integrity" not in about or "resolved" in about)
    ]
