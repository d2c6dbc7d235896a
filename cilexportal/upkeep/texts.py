"""The texts of this repository, and what must not stand in them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Other people's files, kept as they were published.
VENDORED = ("tests/browser/vendor/", "tests/project/vendor/", "static/fonts/")
# Written so that they do not find themselves.
FORBIDDEN = {
    "a path of somebody's machine": re.compile(r"(?<![\w.<])/(wor[k]|Use[r]s|home/[a-z]+|roo[t])/"),
    "the address of a package index": re.compile(
        r"pypi\.or[g]|pythonhosted\.or[g]|registry\.npmj[s]|registry\.yarnpk[g]|/simple/pi[p]"
    ),
    "an open end": re.compile(r"\b(TOD[O]|FIXM[E]|XX[X])\b"),
    "a mark of a merge": re.compile(r"^(<{7}|>{7}) ", re.MULTILINE),
}


def tracked() -> list[Path]:
    """Files of the repository, without those vendored. Outside a git checkout: nothing that .gitignore would hide."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if listed.returncode == 0:
        names = [name for name in listed.stdout.split("\0") if name]
    else:
        hidden = {".venv", "var", "staticfiles", "node_modules", "__pycache__", ".git"}
        found = (path.relative_to(ROOT) for path in ROOT.rglob("*"))
        names = [str(path) for path in found if not hidden.intersection(path.parts)]
    return [ROOT / name for name in names if not name.startswith(VENDORED) and (ROOT / name).is_file()]


def texts() -> Iterator[tuple[str, str]]:
    """(name, text) of every file that is text."""
    for path in tracked():
        try:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def faults() -> list[str]:
    """`file:line: what` for everything forbidden."""
    return [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {what}: {match.group().strip()}"
        for name, text in texts()
        for what, pattern in FORBIDDEN.items()
        for match in pattern.finditer(text)
    ]
