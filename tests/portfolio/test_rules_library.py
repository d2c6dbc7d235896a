"""What the library takes and what it does not, without a database."""

from __future__ import annotations

import pytest

from portfolio.rules import library as rules
from tests.portfolio.examples import pathway

MAIL = {
    "plain": b"Return-Path: <a@example.org>\r\nReceived: from x\r\n\r\nDear",
    "from-line": b"From a@example.org Mon Mar 2\r\nReceived: x\r\n",
    "headers": b"MIME-Version: 1.0\nDate: Mon\nFrom: a\n\nHello",
}
KINDS = {
    "policy": "HB-40", "blank": "HB-40", "file_note": "HB-40a", "statute": "", "letter": "", "": "",
}  # fmt: skip


@pytest.mark.clause("HB-38b")
@pytest.mark.parametrize("head", MAIL, ids=str)
@pytest.mark.parametrize("name", ["letter.pdf", "mail.txt"])
def test_mail_is_refused_by_its_content_whatever_its_name(name, head):
    assert [one.clause for one in rules.faults_of_file(name, MAIL[head])] == ["HB-38b"]


@pytest.mark.clause("HB-38b")
@pytest.mark.parametrize("name", ["a.eml", "A.MSG", "box.mbox", "x.url", "page.webloc", "c:\\mail\\a.eml"])
def test_mail_and_links_are_refused_by_their_names(name):
    assert [one.clause for one in rules.faults_of_file(name, b"")] == ["HB-38b"]


@pytest.mark.clause("HB-38b")
@pytest.mark.parametrize(
    "head", [b"[InternetShortcut]\r\nURL=", b"https://example.org/a\n", b"<!DOCTYPE html>"], ids=range(3)
)
def test_what_leads_elsewhere_is_refused(head):
    assert [one.clause for one in rules.faults_of_file("a.pdf", head)] == ["HB-38b"]


@pytest.mark.parametrize(
    "head", [b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"From here on we say"], ids=range(4)
)
def test_other_files_are_left_to_the_check(head):
    assert not [*rules.faults_of_file("letter.pdf", head)]


@pytest.mark.clause("HB-38a", "HB-38b")
def test_a_pasted_link_is_no_email():
    assert [one.clause for one in rules.faults_of_pasted(" https://example.org/mail \n www.example.org ")] == ["HB-38b"]
    assert not [*rules.faults_of_pasted("Dear client, see https://example.org")]


@pytest.mark.clause("HB-40", "HB-40a", "HB-40b")
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_barred_kind_cannot_be_chosen_unless_an_outcome_takes_it(kind):
    found = [one.clause for one in rules.faults_of_choice(kind, pathway().evidence)]
    assert found == ([KINDS[kind]] if KINDS[kind] else [])


@pytest.mark.clause("HB-37")
def test_a_library_and_its_ways_have_an_end():
    assert not [*rules.no_room(rules.MOST_PIECES - 1)]
    assert [*rules.no_room(rules.MOST_PIECES)]
    assert not [*rules.no_way_free(rules.MOST_ON_WAY - 1)]
    assert [*rules.no_way_free(rules.MOST_ON_WAY)]


@pytest.mark.clause("HB-38")
def test_names_are_read_line_by_line_each_once():
    assert rules.read_names(" Ada  Lovelace\n\nMary\r\nAda Lovelace ") == ["Ada Lovelace", "Mary"]


@pytest.mark.clause("HB-38")
def test_names_that_cannot_be_looked_for_are_refused():
    assert not [*rules.faults_of_names(["Li", "A" * rules.LONGEST_NAME])]
    for wrong in (["A"], ["--"], ["A" * (rules.LONGEST_NAME + 1)], [f"Name {n}" for n in range(rules.MOST_NAMES + 1)]):
        assert len([*rules.faults_of_names(wrong)]) == 1
