"""Makes `.venv` from the hash-locked files in requirements/ and goes on inside it. Standard library only.

Where the libraries are importable already (an activated virtual environment, a container) it does nothing.
"""

from __future__ import annotations

import ast
import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LEAST_PYTHON = (3, 11)
TEST_COMMANDS = {"test", "check_all", "bench"}
MARK = "PORTAL_BOOTSTRAPPED"


def ensure(argv: Sequence[str]) -> None:
    """Returns when the libraries of the command in `argv` can be imported; otherwise installs them in `.venv`
    and replaces this process by the same command there. Ends with one sentence where that is not possible."""
    if sys.version_info < LEAST_PYTHON:
        sys.exit(f"cilexportal needs Python 3.11 or newer; this is Python {sys.version.split()[0]}.")
    command = argv[1] if len(argv) > 1 else ""
    if importable(modules_for(command)):
        return
    if os.environ.get(MARK) == str(ROOT):
        sys.exit("The libraries in .venv cannot be imported: remove the folder .venv and run the command again.")
    venv = ROOT / ".venv"
    with one_at_a_time(ROOT / ".venv.lock"):
        install(venv, locks_for(command))
    os.environ[MARK] = str(ROOT)
    python = str(python_of(venv))
    os.execv(python, [python, *argv])  # noqa: S606


def modules_for(command: str) -> list[str]:
    """What has to be importable for a command to run."""
    return ["django", "pghistory", *(["pytest", "playwright"] if command in TEST_COMMANDS else [])]


def importable(modules: Sequence[str]) -> bool:
    """Whether all of these modules can be found by this Python."""
    return all(importlib.util.find_spec(module) for module in modules)


def locks_for(command: str) -> list[str]:
    """The names of the locks in requirements/ that a command stands on."""
    return ["portal", "demo", *(["tests", "browser"] if command in TEST_COMMANDS else [])]


def lock_file(name: str) -> Path:
    return ROOT / "requirements" / f"{name}.txt"


def python_of(venv: Path) -> Path:
    return venv / "bin" / "python"


def read_stamp(venv: Path) -> dict[str, str]:
    """Lock name -> SHA-256 of the lock as it was installed in `venv`; empty where nothing is known."""
    try:
        stamp: dict[str, str] = json.loads((venv / "locks.json").read_text())
    except (OSError, ValueError):
        return {}
    return stamp


def outdated(stamp: Mapping[str, str], hashes: Mapping[str, str]) -> bool:
    """Whether a lock is missing from the stamp or has changed since."""
    return any(stamp.get(name) != value for name, value in hashes.items())


def install(venv: Path, locks: Sequence[str]) -> None:
    """Brings `venv` to what the locks (and those installed before) say; a new one is built aside."""
    stamp = read_stamp(venv)
    names = [*locks, *(name for name in stamp if name not in locks and lock_file(name).exists())]
    hashes = {name: hashlib.sha256(lock_file(name).read_bytes()).hexdigest() for name in names}
    usable = has_pip(venv) if outdated(stamp, hashes) else python_of(venv).exists()
    if usable and not outdated(stamp, hashes):
        return
    if usable:
        new = [name for name in names if stamp.get(name) != hashes[name]]
        say(f"Installing libraries in .venv ({', '.join(new)}) ...")
        fill(venv, names, hashes)
        return
    fresh = venv.with_name(".venv.new")
    shutil.rmtree(fresh, ignore_errors=True)
    say("Making .venv ...")
    create(fresh)
    say("Installing the libraries (once; up to a few minutes with a slow network) ...")
    fill(fresh, names, hashes)
    rename(fresh, venv)


def create(venv: Path) -> None:
    """Makes an empty virtual environment with pip in it."""
    made = subprocess.run([sys.executable, "-m", "venv", str(venv)], capture_output=True, text=True)
    if made.returncode != 0:
        shutil.rmtree(venv, ignore_errors=True)
        sys.exit(
            "Python cannot make a virtual environment. On Debian or Ubuntu: apt-get install python3-venv\n"
            + made.stdout
        )


def fill(venv: Path, names: Sequence[str], hashes: Mapping[str, str]) -> None:
    """Installs the locks, with uv where it can be had and with pip otherwise, and leaves the stamp."""
    attempts = [list(names)]
    if machine_servers():
        attempts.append([name for name in names if name != "demo"])
    for attempt in attempts:
        if with_uv(venv, attempt) or with_pip(venv, attempt):
            if "demo" not in attempt:
                say("The embedded servers cannot be had; PostgreSQL and Redis of this machine serve instead.")
            (venv / "locks.json").write_text(json.dumps(dict(hashes), indent=1))
            return
    sys.exit("The libraries could not be installed; the lines above say why. Run the command again to retry.")


def machine_servers() -> bool:
    """Whether this machine has PostgreSQL and Valkey or Redis of its own."""
    postgres = shutil.which("postgres") or any(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    return bool(postgres and (shutil.which("valkey-server") or shutil.which("redis-server")))


def has_pip(venv: Path) -> bool:
    command = [str(python_of(venv)), "-m", "pip", "--version"]
    return python_of(venv).exists() and subprocess.run(command, capture_output=True).returncode == 0


def with_pip(venv: Path, names: Sequence[str]) -> bool:
    """Installs locks by pip; True where it succeeded."""
    files = [part for name in names for part in ("-r", str(lock_file(name)))]
    command = [
        str(python_of(venv)),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
    ]
    return subprocess.run([*command, "--require-hashes", *files], stdin=subprocess.DEVNULL).returncode == 0


def with_uv(venv: Path, names: Sequence[str]) -> bool:
    """Installs locks by uv, itself installed in the same environment by pip; True where it succeeded."""
    uv = venv / "bin" / "uv"
    if not uv.exists() and not with_pip(venv, ["installer"]):
        return False
    files = [part for name in names for part in ("-r", str(lock_file(name)))]
    command = [str(uv), "pip", "install", "--quiet", "--compile-bytecode", "--python", str(python_of(venv))]
    settings = {**uv_settings(pip_settings(venv)), **os.environ}
    done = subprocess.run([*command, "--require-hashes", *files], stdin=subprocess.DEVNULL, env=settings)
    return done.returncode == 0


def pip_settings(venv: Path) -> dict[str, str]:
    """What pip was told by its files and its environment: option name -> value; the environment wins."""
    command = [str(python_of(venv)), "-m", "pip", "config", "list"]
    listed = subprocess.run(command, capture_output=True, text=True).stdout
    found = re.findall(r"^(\S+)\.([a-z-]+)=(.*)$", listed, re.MULTILINE)
    in_order = sorted(found, key=lambda row: row[0] == ":env:")
    return {option: str(ast.literal_eval(value)) for _, option, value in in_order}


def uv_settings(pip: Mapping[str, str]) -> dict[str, str]:
    """pip's settings as uv's environment, for uv does not read them; hashes make all indexes equal."""
    wanted = {
        "UV_DEFAULT_INDEX": pip.get("index-url", ""),
        "UV_INDEX": " ".join(pip.get("extra-index-url", "").split()),
        "UV_FIND_LINKS": ",".join(pip.get("find-links", "").split()),
        "UV_INSECURE_HOST": " ".join(pip.get("trusted-host", "").split()),
        "SSL_CERT_FILE": pip.get("cert", ""),
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "UV_SYSTEM_CERTS": "true",
    }
    return {name: value for name, value in wanted.items() if value}


def rename(fresh: Path, venv: Path) -> None:
    """Puts a finished environment in its place, with the scripts in it told their new path."""
    for script in (fresh / "bin").iterdir():
        if not script.is_symlink() and script.stat().st_size < 100_000:
            text = script.read_bytes()
            script.write_bytes(text.replace(bytes(fresh), bytes(venv)))
    old = venv.with_name(".venv.old")
    shutil.rmtree(old, ignore_errors=True)
    if venv.exists():
        venv.rename(old)
    fresh.rename(venv)
    shutil.rmtree(old, ignore_errors=True)


@contextlib.contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Keeps a second launch waiting until the first one is done installing."""
    with path.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another launch to finish installing ...")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def say(line: str) -> None:
    print(line, flush=True)
