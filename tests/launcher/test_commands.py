"""What each command of manage.py asks of the machine, and what it says where it cannot have it."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from cilexportal.launcher import demo, door, modes, packages, places, prepare, suite
from cilexportal.launcher.places import LauncherError, Places


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "portal.example.org", "::"])
def test_the_demo_listens_on_loopback_only(host: str) -> None:
    with pytest.raises(LauncherError, match="listens on loopback only"):
        demo.refuse_unusable(demo.parse(["--host", host]))


def test_a_port_in_use_is_one_clear_line(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(
            LauncherError, match=rf"^Port {port} cannot be used \([^\n]*\): choose another with --port.$"
        ):
            demo.refuse_unusable(demo.parse(["--port", str(port)]))


def test_the_address_of_the_demo_can_be_typed_into_a_browser() -> None:
    assert demo.parse(["--port", "8123"]).address == "http://127.0.0.1:8123"
    assert demo.parse(["--host", "::1"]).address == "http://[::1]:8000"


def test_a_second_demo_of_a_checkout_is_refused(tmp_path: Path) -> None:
    lock = tmp_path / "demo.lock"
    with places.only_one(lock, "no"), pytest.raises(LauncherError, match="already"), places.only_one(lock, "already"):
        pass


def test_a_shared_folder_of_somebody_else_is_not_used(tmp_path: Path) -> None:
    open_to_all = tmp_path / "open"
    open_to_all.mkdir()
    open_to_all.chmod(0o777)
    link = tmp_path / "link"
    link.symlink_to(tmp_path)
    for folder in (open_to_all, link):
        with pytest.raises(LauncherError, match="remove it first"):
            places.private_folder(folder)


def test_a_socket_path_stays_short_however_deep_the_checkout() -> None:
    deep = Places("demo", Path("/home/" + "a" * 200))
    assert len(str(deep.shared / "demo" / ".s.PGSQL.5432.lock")) < 80
    assert deep.shared != Places("demo", Path("/home/b")).shared


@pytest.fixture
def developer(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A developer's surroundings, and a diary of what the door asked for."""
    diary: list[str] = []
    for variable in ("DATABASE_URL", "PORTAL_MODE"):
        monkeypatch.delenv(variable, raising=False)

    @contextlib.contextmanager
    def running(place: Places) -> Iterator[list[str]]:
        diary.append(f"servers for {place.mode}")
        yield []

    monkeypatch.setattr(modes, "running", running)
    monkeypatch.setattr(modes, "set_environment", lambda place: diary.append("environment"))
    monkeypatch.setattr(Places, "make", lambda place: None)
    monkeypatch.setattr(door, "build_tables", lambda: diary.append("tables"))
    monkeypatch.setattr("django.core.management.execute_from_command_line", lambda argv: diary.append("django"))
    return diary


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("shell", ["servers for demo", "tables", "django"]),
        ("close_cpd_year", ["servers for demo", "tables", "django"]),
        ("migrate", ["servers for demo", "django"]),
        ("check_all", ["servers for test", "django"]),
        ("rulebook", ["environment", "django"]),
        ("help", ["environment", "django"]),
    ],
)
def test_a_command_on_a_checkout_gets_what_it_needs(developer: list[str], command: str, expected: list[str]) -> None:
    assert door.main(["manage.py", command]) == 0
    assert developer == expected


def test_with_a_database_url_manage_py_is_plain_django(developer: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres:///elsewhere")
    door.main(["manage.py", "migrate"])
    assert developer == ["django"]


def test_addresses_that_are_set_win(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres:///elsewhere")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere")
    place = Places("test", tmp_path)
    monkeypatch.setattr(Places, "shared", tmp_path / "shared")
    with modes.running(place) as own:
        assert own == []
    assert os.environ["DATABASE_URL"] == "postgres:///elsewhere"


def test_a_refusal_is_one_line_and_a_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert door.main(["manage.py", "demo", "--host", "0.0.0.0"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_the_secret_key_is_kept_and_private(tmp_path: Path) -> None:
    place = Places("demo", tmp_path)
    place.var.mkdir(parents=True)
    key = modes.secret_key(place)
    assert len(key) >= 50
    assert modes.secret_key(place) == key
    assert (place.var / "secret_key").stat().st_mode & 0o077 == 0


NOT_THERE = packages.Need(purpose="flying", packages=("wings",), programs=("no-such-program",))


def test_a_missing_package_is_told_with_the_line_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(packages.os, "getuid", lambda: 1000)
    assert packages.provide([NOT_THERE], log=tmp_path / "log") == [NOT_THERE]
    assert capsys.readouterr().out == "No flying: run  sudo apt-get install -y wings\n"


def test_root_installs_a_missing_package_saying_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(packages.os, "getuid", lambda: 0)
    monkeypatch.setattr(packages.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    installed: list[str] = []
    monkeypatch.setattr(packages, "apt_install", lambda names, log: installed.extend(names) or True)
    packages.provide([NOT_THERE], log=tmp_path / "log")
    assert installed == ["wings"]
    assert capsys.readouterr().out.startswith("Installing wings with apt-get ...\n")


@pytest.mark.parametrize("variable", ["CI", "PORTAL_REQUIRE_ALL"])
def test_nothing_is_skipped_in_continuous_integration(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CI", "PORTAL_REQUIRE_ALL"):
        monkeypatch.delenv(name, raising=False)
    packages.require([NOT_THERE])
    monkeypatch.setenv(variable, "1")
    packages.require([])
    with pytest.raises(LauncherError, match="what flying need is missing"):
        packages.require([NOT_THERE])


def test_pytest_gets_the_arguments_and_its_exit_code_is_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    (tmp_path / "test_two.py").write_text("def test_good(): pass\ndef test_bad(): assert False\n")
    common = ["-q", "-p", "no:cacheprovider", "-c", "/dev/null", str(tmp_path)]
    assert suite.pytest([*common, "-k", "good"]) == 0
    assert suite.pytest(common) == 1


def test_a_fingerprint_sees_every_change(tmp_path: Path) -> None:
    style = tmp_path / "portal.css"
    style.write_text("a {}")
    before = prepare.fingerprint([style])
    assert prepare.fingerprint([style]) == before
    style.write_text("b { }")
    changed = prepare.fingerprint([style])
    assert len({before, changed, prepare.fingerprint([])}) == 3


def test_a_terminal_that_is_gone_does_not_stop_the_stopping(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "w", buffering=1) as gone:
        monkeypatch.setattr("sys.stdout", gone)
        prepare.say("Stopping ...")
        monkeypatch.undo()
        with contextlib.suppress(BrokenPipeError):
            gone.close()
