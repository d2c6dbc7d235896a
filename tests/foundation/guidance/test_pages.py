"""Help, contact, cookies, privacy and the accessibility statement."""

import hashlib
import re

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from cilexportal.foundation import london
from cilexportal.foundation.guidance.contacts import SUBJECTS, contacts
from cilexportal.foundation.guidance.cookies import necessary
from cilexportal.foundation.guidance.pages import PAGES, PRIVACY_SHA256, privacy_version
from cilexportal.foundation.rulebook.trace import PROJECT
from members.models import User

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.clause("REC-33")
@pytest.mark.parametrize("name", list(PAGES))
def test_every_page_has_its_title_and_its_dates(client: Client, name: str) -> None:
    html = page(client, f"/{name}/")
    assert re.search(rf"<h1[^>]*>{PAGES[name].title}</h1>", html)
    assert f"Holds from 21 November 2026. Last changed {london.in_words(PAGES[name].changed)}." in html


@pytest.mark.clause("TC-2.1")
def test_the_foot_of_every_page_says_where_the_office_is_and_where_to_ask(client: Client, settings: Settings) -> None:
    settings.SITE = {**settings.SITE, "organisation_particulars": "Body by charter, number 1"}
    [foot] = re.findall(r"<footer.*</footer>", page(client, "/help/"), re.S)
    address = settings.SITE["organisation_address"]
    for said in (address, "Body by charter, number 1.", 'href="/contact/">Ask a question'):
        assert said in foot


@pytest.mark.clause("REC-5")
def test_help_names_the_browsers(client: Client) -> None:
    html = page(client, "/help/")
    for word in ("Chrome", "Edge", "Firefox", "Safari", "320 pixels", "last two versions"):
        assert word in html


@pytest.mark.clause("REC-16")
def test_help_says_the_limits_that_are_set(client: Client, settings: Settings) -> None:
    settings.IDLE_SECONDS, settings.STAFF_IDLE_SECONDS = 45 * 60, 20 * 60
    html = page(client, "/help/")
    assert "After 45 minutes" in html
    assert "staff after 20 minutes" in html


@pytest.mark.clause("LAW-EQA")
def test_help_says_how_to_ask_for_an_adjustment(client: Client) -> None:
    assert "ask for an adjustment" in page(client, "/help/")


@pytest.mark.clause("REC-32")
def test_both_bodies_are_listed_with_their_subjects(client: Client, settings: Settings) -> None:
    settings.SITE = settings.SITE | {"regulator": "The Regulator", "regulator_phone": "01234 000000"}
    html = page(client, "/contact/")
    assert "The Regulator" in html
    assert "or phone 01234 000000" in html
    for subject, _body in SUBJECTS:
        assert subject in html


def test_every_subject_has_one_body() -> None:
    listed = [subject for contact in contacts() for subject in contact.subjects]
    assert sorted(listed) == sorted(subject for subject, _body in SUBJECTS)


@pytest.mark.clause("REC-1", "LAW-PECR")
def test_the_cookies_page_lists_what_may_be_set(client: Client) -> None:
    html = page(client, "/cookies/")
    for cookie in necessary():
        assert f">{cookie.name}</th>" in html


@pytest.mark.clause("LAW-PECR")
@pytest.mark.parametrize("address", ["/", "/help/", "/feedback/", "/rules/", "/cookies/"])
def test_a_first_visit_sets_no_other_cookie(client: Client, address: str) -> None:
    client.get(address)
    assert client.cookies.keys() <= {cookie.name for cookie in necessary()}


@pytest.mark.clause("CPD-16e")
@pytest.mark.parametrize("address", ["/help/", "/privacy/"])
def test_how_long_cpd_is_kept_is_said(client: Client, address: str) -> None:
    html = page(client, address)
    assert "six" in html
    assert "two" in html


@pytest.mark.clause("TC-11.1", "TC-11.1a")
def test_the_privacy_page_names_a_ground_for_each_class_of_data_and_takes_nothing_as_consent(client: Client) -> None:
    words = " ".join(re.sub(r"<[^>]+>", " ", page(client, "/privacy/")).split())
    assert "Handing over data is not taken as consent to its use." in words
    grounds = words.partition("On which ground")[2].partition("For how long")[0]
    for named in ("Your account", "Your CPD", "Orders, payments and deliveries", "Health", "Feedback", "Cookies"):
        assert named in grounds
    assert f"version {london.in_words(PAGES['privacy'].changed)} of the statement" in words


def test_new_words_of_the_privacy_page_are_a_new_version() -> None:
    """Change PAGES["privacy"] and PRIVACY_SHA256 with the words: what people were shown is kept by its day."""
    written = (PROJECT / "templates/guidance/privacy.html").read_bytes()
    assert hashlib.sha256(written).hexdigest() == PRIVACY_SHA256


@pytest.mark.clause("TC-11.1")
def test_the_statement_is_linked_where_an_account_is_made_and_the_account_keeps_its_version(client: Client) -> None:
    assert 'href="/privacy/">privacy statement' in page(client, "/account/signup/")
    answers = {"full_name": "Ada New", "email": "new@example.com", "password1": "a long enough phrase 9"}
    client.post("/account/signup/", {**answers, "password2": answers["password1"]})
    assert User.objects.get(email="new@example.com").privacy_version == privacy_version() == "2026-11-22"
