"""The trace, on small trees written for the purpose."""

from pathlib import Path

import pytest

from cilexportal.foundation.rulebook import trace
from cilexportal.foundation.rulebook.trace import Place, scan


def write(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_a_rule_is_found_by_the_opening_of_its_docstring(tmp_path: Path) -> None:
    write(
        tmp_path, "cpd/rules/year.py", 'class Year:\n    def end(self):\n        """[CPD-9] [CPD-10] The last day."""\n'
    )
    found = scan(tmp_path)
    assert found["CPD-9"].code == [Place("cpd/rules/year.py", "Year.end", 2)]
    assert found["CPD-10"].code == found["CPD-9"].code


def test_a_clause_further_on_in_a_docstring_is_no_rule(tmp_path: Path) -> None:
    write(tmp_path, "cpd/rules.py", 'def end():\n    """The last day [CPD-9]."""\n')
    assert scan(tmp_path) == {}


def test_a_comment_or_another_string_is_no_rule(tmp_path: Path) -> None:
    write(tmp_path, "cpd/rules.py", 'def end():\n    # [CPD-9]\n    x = "[CPD-9] words"\n    return x\n')
    assert scan(tmp_path) == {}


def test_code_outside_the_rooms_called_rules_counts(tmp_path: Path) -> None:
    write(tmp_path, "members/doors.py", 'class Idle:\n    """[REC-16] Signs out."""\n')
    write(tmp_path, "cilexportal/foundation/london.py", 'async def add():\n    """[LAW-MONTHS] Adds."""\n')
    found = scan(tmp_path)
    assert found["REC-16"].code[0].name == "Idle"
    assert found["LAW-MONTHS"].code[0].dotted == "cilexportal.foundation.london.add"


@pytest.mark.parametrize(
    "mark",
    [
        '@pytest.mark.clause("CPD-9", "CPD-10")\ndef test_end(): ...\n',
        '@mark.clause("CPD-9", "CPD-10")\ndef test_end(): ...\n',
        'def test_end():\n    pass\npytestmark = [pytest.mark.clause("CPD-9", "CPD-10")]\n',
        '@pytest.mark.parametrize("x", [param(1, marks=mark.clause("CPD-9", "CPD-10"))])\ndef test_end(x): ...\n',
    ],
)
def test_tests_are_found_by_their_marks(tmp_path: Path, mark: str) -> None:
    write(tmp_path, "tests/cpd/test_year.py", f"import pytest\nfrom pytest import mark\n{mark}")
    found = scan(tmp_path)
    assert len(found["CPD-9"].tests) == len(found["CPD-10"].tests) == 1
    assert found["CPD-9"].tests[0].path == "tests/cpd/test_year.py"


def test_another_mark_or_a_mark_outside_tests_is_no_test(tmp_path: Path) -> None:
    write(tmp_path, "tests/test_a.py", 'import pytest\n@pytest.mark.slow("CPD-9")\ndef test_a(): ...\n')
    write(tmp_path, "cpd/rules.py", 'import pytest\n@pytest.mark.clause(f"{1}")\ndef rule(): ...\n')
    assert scan(tmp_path) == {}


@pytest.mark.parametrize(
    "text",
    [
        '<p>\n{% clause "CPD-9" %}',
        "<p>\n{% clause 'CPD-9' %}",
        "<p>\n{# clause: CPD-9 #}",
        "<p>\n{# clause: CPD-9, CPD-10 #}",
    ],
)
def test_a_template_names_its_clauses(tmp_path: Path, text: str) -> None:
    write(tmp_path, "templates/cpd/home.html", text)
    assert scan(tmp_path)["CPD-9"].screens == [Place("templates/cpd/home.html", "", 2)]


def test_templates_inside_an_app_and_letters_count_too(tmp_path: Path) -> None:
    write(tmp_path, "cilexportal/foundation/ui/templates/ui/frame.html", "{# clause: REC-2 #}")
    write(tmp_path, "templates/letters/reminder.txt", "{# clause: REC-23 #}")
    found = scan(tmp_path)
    assert found["REC-2"].screens[0].dotted == "ui/frame.html"
    assert found["REC-23"].screens[0].dotted == "letters/reminder.txt"


def test_the_gallery_of_components_is_no_screen(tmp_path: Path) -> None:
    write(tmp_path, trace.GALLERY, '{% clause "CPD-9" %}')
    assert scan(tmp_path) == {}


def test_a_variable_or_a_plain_mention_in_a_template_is_no_screen(tmp_path: Path) -> None:
    write(tmp_path, "templates/a.html", "{% clause refusal.clause %} CPD-9 {# see CPD-9 #}")
    assert scan(tmp_path) == {}


def test_a_picture_among_the_templates_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/a.png").write_bytes(b"\x89PNG\xff\xfe")
    assert scan(tmp_path) == {}


def test_the_clause_of_a_refusal_is_a_mention(tmp_path: Path) -> None:
    write(tmp_path, "cpd/rules.py", 'def end():\n    return Refusal("CPD-99", "No.")\n')
    uses = scan(tmp_path)["CPD-99"]
    assert uses.cited == [Place("cpd/rules.py", "end", 2)]
    assert not uses.code


def test_migrations_and_other_folders_are_left_alone(tmp_path: Path) -> None:
    rule = 'def end():\n    """[CPD-9] The last day."""\n'
    for path in ("cpd/migrations/0001_a.py", ".venv/lib/a.py", "frontend/a.py"):
        write(tmp_path, path, rule)
    assert scan(tmp_path) == {}


def test_the_portals_own_rules_are_found() -> None:
    found = trace.of_project()
    assert "cilexportal.foundation.london.add_months" in [place.dotted for place in found["LAW-MONTHS"].code]
    assert any(place.dotted == "guidance/help.html" for place in found["REC-5"].screens)
