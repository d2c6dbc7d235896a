"""The pages before beginning: what they say, what they keep, and what they refuse with its clause."""

from __future__ import annotations

from html import unescape

import pytest
from django.urls import reverse

from applications.models import Application
from tests import factories as people
from tests.applications import factories
from tests.applications.test_services_beginning import NO

pytestmark = pytest.mark.django_db
BEGIN = "/applications/immigration/begin/"


def send(client, user, **answers):
    return client.post(BEGIN, {**people.once(user), **NO, **answers})


def told(page) -> dict[str, str]:
    return {"seen": page.context["form"].data["seen"]}


@pytest.mark.clause("HB-1", "HB-6", "HB-6a")
def test_the_list_says_who_may_apply_and_what_the_title_covers(user, sign_in, django_assert_max_num_queries) -> None:
    mine = factories.application(user)
    client = sign_in(user)
    client.get(reverse("applications:choose"))
    with django_assert_max_num_queries(12):
        words = client.get(reverse("applications:choose")).content.decode()
    for part in (
        "whether or not you are a member",
        "Claims for asylum",
        "takes civil litigation rights",
        mine.reference,
        "You are on this pathway already",
    ):
        assert part in words
    assert f'href="{BEGIN}"' not in words
    refused = client.get(BEGIN).content.decode()
    assert "You cannot begin now" in refused
    assert 'name="charity"' not in refused, "nothing is asked that leads nowhere"


@pytest.mark.clause("HB-1a", "HB-4", "HB-5", "HB-10")
def test_answers_lead_to_what_they_mean_and_then_to_beginning(user, sign_in) -> None:
    client = sign_in(user)
    yes = {"elsewhere": "yes", "charity": "yes", "charity_ticked": "on", "own_firm": "yes", "employer": "no"}
    page = send(client, user, **yes)
    words = page.content.decode()
    assert page.status_code == 200
    assert "You can begin" in words
    assert not Application.objects.exists()
    for part in ("earlier legal qualifications recognised", "Ask your employer first", "firm needs to be regulated"):
        assert part in words
    assert reverse("applications:brief", args=["immigration"]) in words
    page = send(client, user, **yes, **told(page))
    made = Application.objects.get(user=user)
    assert page["Location"] == reverse("applications:mine", args=[made.uuid])


@pytest.mark.clause("HB-3")
def test_where_one_may_work_later_is_told_before_beginning_and_asked_of_nobody(user, sign_in) -> None:
    client = sign_in(user)
    page = client.get(BEGIN)
    words = page.content.decode()
    assert "Later on you may work in a regulated practice" in words
    assert "an employer that gives no legal services to the public" in words
    assert reverse("rulebook:clause", args=["HB-3"]) in words
    assert set(NO) == {"elsewhere", "charity", "own_firm", "employer"}, "no question is about later work"
    page = send(client, user)
    assert send(client, user, **told(page)).status_code == 302
    assert Application.objects.filter(user=user).exists()


def test_answers_that_changed_are_told_again_before_anything_begins(user, sign_in) -> None:
    client = sign_in(user)
    page = send(client, user)
    again = send(client, user, **told(page), own_firm="yes")
    assert "firm needs to be regulated" in again.content.decode()
    assert not Application.objects.exists()
    send(client, user, own_firm="yes", **told(again))
    assert Application.objects.get().answers["own_firm"] == "yes"


@pytest.mark.clause("HB-4")
def test_what_misses_is_said_at_its_question_and_the_rest_is_kept(user, sign_in) -> None:
    page = send(sign_in(user), user, charity="yes", employer="")
    form = page.context["form"]
    assert page.status_code == 422
    assert set(form.errors) == {"charity_ticked", "employer"}
    assert "HB-4" in str(form.errors["charity_ticked"])
    assert "HB-10" in str(form.errors["employer"])
    assert form["charity"].value() == "yes"
    assert form["own_firm"].value() == "no"


@pytest.mark.clause("HB-1")
def test_a_refusal_is_one_answer_with_its_clause_and_keeps_the_answers(sign_in) -> None:
    user = people.UserFactory()
    factories.application(user)
    client = sign_in(user)
    assert "You cannot begin now" in client.get(BEGIN).content.decode()
    page = send(client, user, own_firm="yes")
    words = page.content.decode()
    assert page.status_code == 422
    assert words.count("You have an application on this pathway already.") == 1
    assert "/rules/HB-1/" in words
    assert page.context["form"]["own_firm"].value() == "yes"
    assert Application.objects.count() == 1


def test_the_same_form_sent_twice_begins_once(user, sign_in) -> None:
    client = sign_in(user)
    seen = told(send(client, user))
    sent = {**people.once(user), **NO, **seen}
    first, second = client.post(BEGIN, sent), client.post(BEGIN, sent)
    assert first["Location"] == second["Location"]
    assert Application.objects.count() == 1


def test_an_unknown_pathway_is_not_found(user, sign_in) -> None:
    client = sign_in(user)
    assert client.get("/applications/nowhere/begin/").status_code == 404
    assert client.get("/applications/nowhere/brief/").status_code == 404


@pytest.mark.clause("HB-10", "HB-10a")
def test_the_page_for_the_employer_names_people_heads_and_outcomes(user, sign_in, immigration) -> None:
    words = unescape(sign_in(user).get(reverse("applications:brief", args=["immigration"])).content.decode())
    assert all(one.words in words for one in immigration.heads)
    assert all(one.title in words for one in immigration.persons if one.accepted)
    assert not any(one.title in words for one in immigration.persons if not one.accepted)
    assert all(outcome.number in words for one in immigration.competencies for outcome in one.outcomes)
    assert "2,300 hours" in words
    assert "need not be the employer" in words
