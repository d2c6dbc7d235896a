"""The public pages of the register."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from cilexportal.foundation.rulebook import queries, register
from cilexportal.foundation.rulebook.templatetags.clauses import with_clause_links


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.django_db
def test_the_index_lists_every_clause_by_document(client: Client) -> None:
    html = page(client, reverse("rulebook:index"))
    for clause in register.load():
        assert f'href="/rules/{clause}/"' in html
    assert (
        html.index(">CILEX CPD page</h2>")
        < html.index(">Record CPD page</h2>")
        < html.index(">Statute and case law</h2>")
    )


@pytest.mark.django_db
def test_the_search_keeps_clauses_that_hold_every_word(client: Client) -> None:
    html = page(client, reverse("rulebook:index") + "?q=31+august+extension")
    assert "/rules/CPD-11/" in html
    assert "/rules/CPD-9/" not in html
    assert "with “31 august extension”" in html


@pytest.mark.django_db
def test_a_search_that_finds_nothing_offers_the_way_back(client: Client) -> None:
    html = page(client, reverse("rulebook:index") + "?q=%3Cscript%3E")
    assert "No clause holds these words" in html
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.django_db
def test_a_clause_says_all_there_is_to_say(client: Client) -> None:
    html = page(client, queries.address("CPD-9"))
    clause = register.load()["CPD-9"]
    assert clause.title in html
    assert "30 September 2025 23:00 UTC" in html
    assert "cpd.rules.closing.spans_of" in html
    assert "1 October 2025" in html
    assert "21 November 2026" in html
    assert 'href="/rules/#cpd"' in html


@pytest.mark.django_db
def test_a_clause_that_waits_says_for_what(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    clauses = register.load()
    monkeypatch.setitem(clauses, "CPD-9", replace(clauses["CPD-9"], waits_for="portfolio"))
    assert "Comes with the portfolio" in page(client, queries.address("CPD-9"))
    assert "comes with the portfolio" in page(client, reverse("rulebook:index"))


@pytest.mark.django_db
def test_an_id_in_other_letters_leads_to_the_page(client: Client) -> None:
    response = client.get("/rules/cpd-5A/")
    assert response.status_code == 301
    assert response["Location"] == "/rules/CPD-5a/"


@pytest.mark.django_db
def test_a_clause_that_is_not_there_is_not_found(client: Client) -> None:
    assert client.get("/rules/CPD-99/").status_code == 404


@pytest.mark.parametrize("name", list(register.load()))
def test_every_clause_can_be_found_by_its_id(name: str) -> None:
    assert queries.find(name.lower()) is register.load()[name]


def test_clause_ids_in_a_text_become_links_and_nothing_else_does() -> None:
    html = with_clause_links("See CPD-9 & CPD-99 <b> (REC-12).")
    assert html == (
        'See <a class="govuk-link" href="/rules/CPD-9/">CPD-9</a> &amp; CPD-99 &lt;b&gt; '
        '(<a class="govuk-link" href="/rules/REC-12/">REC-12</a>).'
    )
