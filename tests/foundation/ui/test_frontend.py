"""The built style sheet, fonts and scripts keep their promises."""

import gzip
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
FRONTEND, STATIC = ROOT / "frontend", ROOT / "static"
SCRIPTS = sorted((STATIC / "js").glob("*.js"))
CSS = STATIC / "css" / "portal.css"
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", re.IGNORECASE)


def zipped(*paths):
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def test_css_and_all_scripts_together_stay_under_40_kb():
    assert zipped(CSS, *SCRIPTS) <= 40_000


def fonts():
    """The font files a page may ask for."""
    return re.findall(r"url\(\"?\.\./fonts/([^\")]+)", CSS.read_text())


def test_fonts_of_a_page_stay_under_70_kb():
    assert sum((STATIC / "fonts" / name).stat().st_size for name in fonts()) <= 70_000


@pytest.mark.parametrize(
    "path", [p for p in (FRONTEND / "scss").glob("*.scss") if p.name != "_tokens.scss"], ids=lambda p: p.name
)
def test_colours_live_in_one_file(path):
    text = re.sub(r"#\{[^}]*\}", "", path.read_text())
    assert COLOUR.findall(text) == []


@pytest.mark.parametrize("word", ["gds transport", "crown", "gov.uk", "crest"])
def test_nothing_of_a_government_site_is_in_the_result(word):
    built = [CSS, *SCRIPTS, STATIC / "img" / "favicon.svg"]
    assert [path.name for path in built if word in path.read_text().lower()] == []


def test_every_font_the_style_sheet_names_is_there():
    assert len(fonts()) == 3
    assert [name for name in fonts() if not (STATIC / "fonts" / name).exists()] == []


def test_the_result_was_built_from_the_locked_packages():
    packages = json.loads((FRONTEND / "package-lock.json").read_text())["packages"]
    built = (STATIC / "BUILT.txt").read_text().splitlines()[1:]
    assert len(built) == 5
    for name, version in (line.rsplit(" ", 1) for line in built):
        assert packages[f"node_modules/{name}"]["version"] == version, name


def test_the_lock_names_no_registry():
    assert "resolved" not in (FRONTEND / "package-lock.json").read_text()


def test_scripts_keep_nothing_typed_in_the_browser():
    """All that may stay, until the tab closes, is the id of the field that had the focus."""
    field_in_use = (
        "sessionStorage.setItem(location.pathname, event.target.id)",
        "sessionStorage.getItem(location.pathname)",
    )
    for script in SCRIPTS:
        text = script.read_text()
        for use in field_in_use:
            text = text.replace(use, "")
        assert not re.search(r"localStorage|sessionStorage|indexedDB", text), script.name
