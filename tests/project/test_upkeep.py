"""The checks about the repository find what they are for."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from cilexportal.upkeep import checks, locks, texts

GOOD = "django==5.2.1 \\\n    --hash=sha256:aa\nuv==1 ; sys_platform == 'linux' \\\n    --hash=sha256:bb\n"


@pytest.mark.parametrize(
    ("lock", "fault"),
    [
        (GOOD, None),
        ("django>=5.2 \\\n    --hash=sha256:aa\n", "not pinned"),
        ("django==5.2.1\n", "has no hash"),
        ("--extra-index-url https://mirror.example.org/\n", "an address or an option"),
        ("django @ https://mirror.example.org/django.whl --hash=sha256:aa\n", "an address or an option"),
    ],
)
def test_locks(lock, fault):
    found = locks.python_faults("portal.txt", lock)
    assert (found == []) if fault is None else (fault in found[0])


def test_names_are_compared_as_package_indexes_do():
    assert locks.pinned("Django_Allauth==1 --hash=sha256:aa\n") == ["django-allauth"]


@pytest.mark.parametrize(
    "text",
    [
        "open('/" + "work/main/x')",
        "see /" + "home/somebody/x",
        "https://" + "pypi." + "org/simple",
        "# TO" + "DO later",
        "<" * 7 + " HEAD",
    ],
)
def test_forbidden_words_are_found(text):
    assert [what for what, pattern in texts.FORBIDDEN.items() if pattern.search(text)]


@pytest.mark.parametrize("text", ["the /homework/ page", "a network/path", "TODAY", "src/root/x", "/var/tmp/x"])
def test_ordinary_words_are_not(text):
    assert not [what for what, pattern in texts.FORBIDDEN.items() if pattern.search(text)]


def run(monkeypatch: pytest.MonkeyPatch, *chosen: checks.Check, **options: str) -> str:
    monkeypatch.setattr(checks, "CHECKS", chosen)
    output = io.StringIO()
    call_command("check_all", stdout=output, **options)
    return output.getvalue()


def test_each_check_says_ok(monkeypatch):
    said = run(monkeypatch, checks.Check("one", list), checks.Check("two", list))
    assert [line.split()[:2] for line in said.splitlines()[:2]] == [["one", "ok"], ["two", "ok"]]


def test_all_run_though_one_fails(monkeypatch, capsys):
    ran: list[str] = []
    fine = checks.Check("three", lambda: ran.append("three") or [])
    with pytest.raises(CommandError, match="1 of 2 checks failed: two") as failure:
        run(monkeypatch, checks.Check("two", lambda: ["line 1", "line 2"]), fine)
    assert failure.value.returncode == 1
    assert ran == ["three"]


def test_a_program_that_fails_is_quoted():
    assert checks.program("-c", "print('why'); raise SystemExit(3)")() == ["why"]
    assert checks.program("-c", "raise SystemExit(3)")() == ["exit code 3"]
    assert checks.program("-c", "print('fine')")() == []


def test_some_checks_can_be_chosen(monkeypatch):
    said = run(monkeypatch, checks.Check("one", list), checks.Check("two", list), only="tw")
    assert "one" not in said


def test_an_unknown_choice_lists_the_names(monkeypatch):
    with pytest.raises(CommandError, match="They are: one"):
        run(monkeypatch, checks.Check("one", list), only="zzz")
