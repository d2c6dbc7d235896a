"""How `.venv` comes about: what is asked for, when it is made anew, and what is said where it cannot be."""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

import pytest

import bootstrap


@pytest.mark.parametrize("command", ["demo", "shell", "close_cpd_year", ""])
def test_most_commands_need_no_test_libraries(command: str) -> None:
    assert bootstrap.locks_for(command) == ["portal", "demo"]


@pytest.mark.parametrize("command", ["test", "check_all", "bench"])
def test_checking_commands_need_every_lock(command: str) -> None:
    assert bootstrap.locks_for(command) == ["portal", "demo", "tests", "browser"]


def test_a_stamp_is_outdated_by_a_missing_or_changed_lock_only() -> None:
    stamp = {"portal": "a", "demo": "b"}
    assert not bootstrap.outdated(stamp, {"portal": "a"})
    assert bootstrap.outdated(stamp, {"portal": "changed"})
    assert bootstrap.outdated(stamp, {"portal": "a", "tests": "c"})


def test_an_old_python_is_refused_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 10, 12))
    with pytest.raises(SystemExit, match=r"^cilexportal needs Python 3\.11 or newer; this is Python [^\n]*$"):
        bootstrap.ensure(["manage.py", "demo"])


def test_nothing_happens_where_the_libraries_are_importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "install", lambda *_: pytest.fail("installed"))
    bootstrap.ensure(["manage.py", "test"])


def test_a_broken_environment_is_told_and_not_entered_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "importable", lambda _: False)
    monkeypatch.setenv(bootstrap.MARK, str(bootstrap.ROOT))
    with pytest.raises(SystemExit, match=r"remove the folder \.venv"):
        bootstrap.ensure(["manage.py", "demo"])


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with locks, whose installers only write down what they were asked for."""
    (tmp_path / "requirements").mkdir()
    for name in ("installer", "portal", "demo", "tests", "browser"):
        (tmp_path / "requirements" / f"{name}.txt").write_text(name)
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "has_pip", lambda venv: (venv / "bin" / "python").exists())
    return tmp_path


@pytest.fixture
def asked(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The lists of locks that uv was asked to install."""
    lists: list[list[str]] = []

    def create(venv: Path) -> None:
        (venv / "bin").mkdir(parents=True)
        (venv / "bin" / "python").write_text("")

    monkeypatch.setattr(bootstrap, "create", create)
    monkeypatch.setattr(bootstrap, "with_uv", lambda venv, names: lists.append(list(names)) or True)
    return lists


def test_an_environment_is_made_once(checkout: Path, asked: list[list[str]]) -> None:
    venv = checkout / ".venv"
    bootstrap.install(venv, ["portal", "demo"])
    bootstrap.install(venv, ["portal", "demo"])
    assert asked == [["portal", "demo"]]
    assert bootstrap.read_stamp(venv)["portal"] == hashlib.sha256(b"portal").hexdigest()
    assert not (checkout / ".venv.new").exists()


def test_test_libraries_are_added_later_and_then_kept_up_to_date(checkout: Path, asked: list[list[str]]) -> None:
    venv = checkout / ".venv"
    bootstrap.install(venv, ["portal", "demo"])
    bootstrap.install(venv, ["portal", "demo", "tests", "browser"])
    (checkout / "requirements" / "tests.txt").write_text("changed")
    bootstrap.install(venv, ["portal", "demo"])
    assert asked == [["portal", "demo"], *[["portal", "demo", "tests", "browser"]] * 2]


def test_pip_installs_where_uv_cannot(checkout: Path, monkeypatch: pytest.MonkeyPatch, asked: list[list[str]]) -> None:
    by_pip: list[list[str]] = []
    monkeypatch.setattr(bootstrap, "with_uv", lambda venv, names: False)
    monkeypatch.setattr(bootstrap, "with_pip", lambda venv, names: by_pip.append(list(names)) or True)
    bootstrap.install(checkout / ".venv", ["portal", "demo"])
    assert by_pip == [["portal", "demo"]]


def test_servers_of_the_machine_replace_wheels_that_cannot_be_had(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, asked: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "with_uv", lambda venv, names: "demo" not in names)
    monkeypatch.setattr(bootstrap, "with_pip", lambda venv, names: "demo" not in names)
    monkeypatch.setattr(bootstrap, "machine_servers", lambda: True)
    bootstrap.install(checkout / ".venv", ["portal", "demo"])
    assert "of this machine serve instead" in capsys.readouterr().out
    monkeypatch.setattr(bootstrap, "machine_servers", lambda: False)
    with pytest.raises(SystemExit, match="could not be installed"):
        bootstrap.install(checkout / ".venv", ["portal", "demo", "tests"])


def test_a_finished_environment_knows_its_own_path(tmp_path: Path) -> None:
    fresh, venv = tmp_path / ".venv.new", tmp_path / ".venv"
    for folder, text in ((fresh, f"#!{fresh}/bin/python\n"), (venv, "the old one")):
        (folder / "bin").mkdir(parents=True)
        (folder / "bin" / "celery").write_text(text)
    bootstrap.rename(fresh, venv)
    assert (venv / "bin" / "celery").read_text() == f"#!{venv}/bin/python\n"
    assert [path.name for path in tmp_path.iterdir()] == [".venv"]


def test_uv_gets_what_pip_was_told() -> None:
    pip = {"index-url": "https://mirror.test/simple", "find-links": "/a\n/b", "cert": "/ca.pem"}
    assert bootstrap.uv_settings(pip) == {
        "UV_DEFAULT_INDEX": "https://mirror.test/simple",
        "UV_FIND_LINKS": "/a,/b",
        "SSL_CERT_FILE": "/ca.pem",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "UV_SYSTEM_CERTS": "true",
    }


def test_the_environment_overrules_the_files_of_pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "pip.conf"
    file.write_text("[global]\nindex-url = https://file.test/simple\ncert = /ca.pem\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(file))
    monkeypatch.setenv("PIP_INDEX_URL", "https://environment.test/simple")
    settings = bootstrap.pip_settings(Path(sys.prefix))
    assert settings["index-url"] == "https://environment.test/simple"


@pytest.mark.parametrize("name", ["installer", "portal", "demo", "tests", "browser"])
def test_locks_hold_versions_and_hashes_and_no_address(name: str) -> None:
    text = bootstrap.lock_file(name).read_text()
    assert "://" not in text
    assert "--hash=sha256:" in text
    assert not re.search(r"^\S+(?!.*==)\S*$", text, re.MULTILINE)
