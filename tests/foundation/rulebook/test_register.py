"""The register: every clause there, every field sound, every mistake named."""

import re
from datetime import date
from pathlib import Path

import pytest

from cilexportal.foundation.rulebook import register

CPD_NUMBERS = {*map(str, range(1, 17)), "5a", "7a", "11a", "13a", "15a", "15b", *(f"16{letter}" for letter in "abcdef")}
GOOD = """
[[clause]]
id = "CPD-9"
title = "The year ends"
source = "CILEX CPD page"
kind = "code"
area = "cpd"
says = "It ends."
decision = "At the end of the day."
effective_from = 2025-10-01
changed = 2026-11-21
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "clauses.toml"
    path.write_text(text)
    return path


def test_every_clause_of_both_cpd_pages_is_there() -> None:
    ids = register.load().keys()
    assert {f"CPD-{number}" for number in CPD_NUMBERS} <= ids
    assert {f"REC-{number}" for number in range(1, 34)} <= ids
    assert {"LAW-MONTHS", "LAW-PECR", "LAW-EQA", "LAW-ART10", "LAW-SAR", "LAW-DPCOMP"} <= ids


def test_the_register_is_read_once() -> None:
    assert register.load() is register.load()


def test_every_clause_of_code_has_an_edge_to_test() -> None:
    without = [clause.id for clause in register.load().values() if clause.kind == "code" and not clause.boundary]
    assert without == []


def test_every_clause_named_in_a_text_exists() -> None:
    clauses = register.load()
    for clause in clauses.values():
        named = re.findall(register.CLAUSE_ID, f"{clause.says} {clause.boundary} {clause.decision}")
        assert set(named) <= clauses.keys(), clause.id


def test_no_source_is_a_file_name() -> None:
    assert not [clause.id for clause in register.load().values() if re.search(r"\.[a-z]\w{1,3}\b", clause.source)]


def test_a_clause_knows_its_document_and_says_its_kind_in_words(tmp_path: Path) -> None:
    clause = register.read(written(tmp_path, GOOD + 'waits_for = "standing"'))["CPD-9"]
    assert clause.document == "CILEX CPD page"
    assert clause.kind_in_words == "The portal decides"
    assert clause.comes_with == "membership standing"
    assert clause.effective_from == date(2025, 10, 1)


def test_a_clause_that_waits_for_nothing_comes_with_nothing(tmp_path: Path) -> None:
    assert register.read(written(tmp_path, GOOD))["CPD-9"].comes_with == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (GOOD + GOOD, "CPD-9: entered twice"),
        (GOOD.replace('kind = "code"', 'kind = "rule"'), "CPD-9: rule is no kind"),
        (GOOD.replace('area = "cpd"', 'area = "money"'), "CPD-9: money is no area"),
        (GOOD + 'waits_for = "later"', "CPD-9: later is no capability"),
        (GOOD + 'colour = "red"', "CPD-9: colour is no field of a clause"),
        (GOOD.replace('says = "It ends."\n', ""), "CPD-9: without says"),
        (GOOD.replace('"It ends."', '""'), "CPD-9: says has to be a text"),
        (GOOD.replace("2026-11-21", '"2026-11-21"'), "CPD-9: changed has to be a date"),
        (GOOD.replace("2026-11-21", "2026-11-21T10:00:00"), "CPD-9: changed has to be a date"),
        (GOOD.replace("CPD-9", "CDP-9"), "CDP-9: not a clause id"),
        (GOOD.replace('id = "CPD-9"\n', ""), "an entry without id: without id"),
    ],
)
def test_a_wrong_entry_is_refused_by_name(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(register.RegisterFault, match=re.escape(sentence)):
        register.read(written(tmp_path, text))


@pytest.mark.parametrize(
    "clause", ["CPD-5a", "CPD-11a", "TC-4.1", "TC-9.1.3", "HB-S4.1a", "HB-FRAMEWORK-2.4", "LAW-CCR29"]
)
def test_ids_of_every_document_fit(clause: str) -> None:
    assert re.fullmatch(register.CLAUSE_ID, clause)


@pytest.mark.parametrize("clause", ["CPD", "CPD-", "cpd-9", "CPD-9.", "ABC-1"])
def test_other_words_do_not(clause: str) -> None:
    assert not re.fullmatch(register.CLAUSE_ID, clause)
