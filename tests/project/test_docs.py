"""What the documentation says about commands, files, links and settings is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LAUNCHER = {"demo", "test"}
COMMAND = re.compile(r"manage\.py ([a-z_]+)")
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)(?:#[^)]*)?\)")
FILE = re.compile(r"`((?:cilexportal|cpd|members|deploy|docs|tests|templates|static|frontend|requirements)/[\w./*-]+)`")
SETTING = re.compile(r"^\| `(\w+)` \| (.+) \| (?:`(.*)`)? ?\| (needed)? ?\|$", re.MULTILINE)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_exist(page):
    known = get_commands().keys() | LAUNCHER
    assert set(COMMAND.findall(page.read_text())) - known == set()


def test_the_launcher_knows_its_two_commands():
    door = (ROOT / "cilexportal/launcher/door.py").read_text()
    for command in LAUNCHER:
        assert f'command == "{command}"' in door


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page):
    targets = LINK.findall(page.read_text())
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_files_that_are_named_exist(page):
    named = FILE.findall(page.read_text())
    assert [name for name in named if not list(ROOT.glob(name.rstrip("/")))] == []


def test_the_table_of_settings_is_what_the_portal_reads(read_settings, good):
    read = read_settings(good)["env"].read
    table = {
        name: (default, bool(needed))
        for name, _, default, needed in SETTING.findall((ROOT / "docs/deploy.md").read_text())
    }
    expected = {name: (setting.default.removeprefix(f"{ROOT}/"), setting.needed) for name, setting in read.items()}
    assert table == expected


def test_every_decision_is_in_the_index_and_says_its_three_things():
    folder = ROOT / "docs/decisions"
    decisions = sorted(folder.glob("[0-9]*.md"))
    index = (folder / "README.md").read_text()
    assert [path.name[:4] for path in decisions] == [f"{number:04d}" for number in range(1, len(decisions) + 1)]
    for path in decisions:
        text = path.read_text()
        title = text.splitlines()[0].removeprefix(f"# {int(path.name[:4])}. ")
        assert f"[{title}]({path.name})" in index, path.name
        for part in ("Context", "Decision", "Consequence"):
            assert f"**{part}.**" in text, path.name


def test_the_people_of_the_readme_are_those_of_the_demo():
    from cilexportal.demo.people import PEOPLE

    names = {person.name for person in PEOPLE}
    section = (ROOT / "README.md").read_text().partition("| who |")[2].partition("\n\n")[0]
    told = set(re.findall(r"^\| (\w+ \w+) \|", section, re.MULTILINE))
    assert len(told) > 5
    assert told - names == set()


def test_architecture_is_one_page():
    assert len((ROOT / "docs/architecture.md").read_text().split()) < 1200
