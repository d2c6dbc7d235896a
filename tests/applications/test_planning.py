"""The plan: for each outcome how it will be shown, with which supervisor, and since when that is agreed."""

from __future__ import annotations

import json
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.models import Application, PlannedOutcome
from applications.rules.planning import Planned, agreed_on, faults_of
from applications.services import planning, writing
from cilexportal.foundation.idempotency import keys
from cilexportal.foundation.rulebook.refusal import Refused
from tests import factories as people
from tests.applications import factories
from tests.applications.factories import NOON, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.clause("HB-10a")]
WHOLE = Planned(how="The Ahmed appeal.", supervisor="Mary Somerville", agreed=True)
BOXES = {"how_1_1": WHOLE.how, "supervisor_1_1": WHOLE.supervisor, "agreed_1_1": "on"}
EARLIER = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("planned", "wrong"),
    [
        (WHOLE, []),
        (Planned(how="An idea."), []),
        (Planned(how=" ", supervisor="Mary", agreed=True), ["how"]),
        (Planned(how="The appeal.", supervisor=" ", agreed=True), ["supervisor"]),
        (Planned(agreed=True), ["how", "supervisor"]),
    ],
)
def test_only_what_is_said_is_agreed_with_somebody_who_is_named(planned: Planned, wrong: list[str]) -> None:
    assert [box for box, _ in faults_of(planned)] == wrong


@pytest.mark.parametrize(
    ("planned", "before", "day"),
    [
        (WHOLE, WHOLE, EARLIER),
        (WHOLE, None, TODAY),
        (WHOLE, Planned(how="Another.", supervisor="Mary Somerville", agreed=True), TODAY),
        (Planned(how="An idea."), WHOLE, None),
    ],
)
def test_the_day_of_agreement_stays_while_what_is_agreed_stays(planned, before, day) -> None:
    assert agreed_on(planned, before=before, since=EARLIER if before else None, today=TODAY) == day


def seen(client: Client, url: str) -> str:
    """What the page says it saw of the plan."""
    return str(client.get(url).context["form"]["seen"].value())


def test_the_page_keeps_what_is_agreed_outcome_by_outcome(at, sign_in) -> None:
    at(NOON)
    application = factories.application()
    user, url = application.user, reverse("applications:plan", args=[application.uuid])
    client = sign_in(user)
    shown = client.get(url).content.decode()
    assert shown.count("My supervisor has agreed ") == 26
    assert 'href="#competency-6"' in shown
    assert 'id="competency-6"' in shown
    assert f"/applications/{application.uuid}/typed/plan/" in shown
    wrong = client.post(
        url, {"how_1_1": "The appeal.", "agreed_1_1": "on", "seen": seen(client, url), **people.once(user)}
    )
    assert wrong.status_code == 422
    assert "Name the supervisor with whom it is agreed. (HB-10a)" in wrong.content.decode()
    boxes = {**BOXES, "how_6_5": "An idea.", "seen": seen(client, url)}
    assert client.post(url, {**boxes, **people.once(user)}).url == url
    kept = {one.outcome: one.agreed_on for one in PlannedOutcome.objects.filter(application=application)}
    assert kept == {"1.1": TODAY, "6.5": None}
    at(NOON + timedelta(days=3))
    again = sign_in(user)
    assert "Agreed since 20 November 2026." in again.get(url).content.decode()
    boxes |= {"how_6_5": "", "seen": seen(again, url)}
    again.post(url, {**boxes, **people.once(user)})
    assert PlannedOutcome.objects.get().agreed_on == TODAY
    assert sign_in(people.UserFactory()).get(url).status_code == 404


def test_nothing_is_planned_in_an_application_that_has_ended_or_for_outcomes_that_are_not_there() -> None:
    application = factories.application()
    plan = {"1.1": WHOLE, "9.9": WHOLE}
    assert planning.keep(application_id=application.pk, plan=plan, seen=None, by=application.user, at=NOON) == 1
    over = factories.application(end="withdrawn", ended_at=NOON)
    with pytest.raises(Refused, match="has ended"):
        planning.keep(application_id=over.pk, plan=plan, seen=None, by=over.user, at=NOON)


@pytest.mark.parametrize("count", [1, 26])
def test_the_page_takes_as_many_statements_however_much_is_planned(count: int, sign_in) -> None:
    made = {}
    for size in (1, count):
        application = factories.application()
        PlannedOutcome.objects.bulk_create(
            PlannedOutcome(application=application, outcome=f"{n % 6 + 1}.{n // 6 + 1}", how="x", saved_at=NOON)
            for n in range(size)
        )
        client = sign_in(application.user)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("applications:plan", args=[application.uuid]))
        made[size] = len(asked)
    assert made[count] == made[1]


def test_another_window_that_holds_an_older_plan_is_told_and_shown_the_one_that_was_saved(at, sign_in) -> None:
    at(NOON)
    application = factories.application()
    user, client = application.user, sign_in(application.user)
    kept = reverse("applications:keep", args=[application.uuid, planning.PAGE])

    def put(fields: dict[str, object]) -> object:
        body = json.dumps({"version": 0, "fields": fields})
        return client.put(kept, body, content_type="application/json", headers={"X-Once": keys.new(user.pk)})

    planning.keep(application_id=application.pk, plan={"1.1": WHOLE}, seen=None, by=user, at=NOON)
    older = put({"how_1_1": "Another.", "supervisor_1_1": "", "agreed_1_1": [], "how_1_2": ""})
    saved = {"how_1_1": WHOLE.how, "supervisor_1_1": WHOLE.supervisor, "agreed_1_1": ["on"], "how_1_2": ""}
    assert (older.status_code, older.json()["fields"]) == (409, saved)


def test_of_two_windows_without_script_the_later_is_shown_what_the_other_saved_and_loses_nothing(sign_in) -> None:
    application = factories.application()
    user, url = application.user, reverse("applications:plan", args=[application.uuid])
    client = sign_in(user)
    one, other = seen(client, url), seen(client, url)
    assert client.post(url, {**BOXES, "how_1_2": "Same.", "seen": one, **people.once(user)}).url == url
    typed = {"how_1_1": "The Begum appeal.", "how_1_2": "Same.", "how_1_3": "Mine."}
    told = client.post(url, {**typed, "seen": other, **people.once(user)})
    shown = unescape(told.content.decode())
    assert told.status_code == 422
    assert "What you typed is still here" in shown
    for said in ("“The Ahmed appeal.”", "“Mary Somerville”", "agreed.", "nothing."):
        assert f"Saved on another page: {said}" in shown
    assert shown.count('class="govuk-error-message"') == 4, "nothing is said where both are the same"
    assert "The Begum appeal.</textarea>" in shown
    assert {one.outcome: one.how for one in planned(application)} == {"1.1": WHOLE.how, "1.2": "Same."}
    again = told.context["form"]["seen"].value()
    assert client.post(url, {**typed, "seen": again, **people.once(user)}).url == url
    assert {one.outcome: one.how for one in planned(application)} == {
        "1.1": "The Begum appeal.", "1.2": "Same.", "1.3": "Mine.",
    }  # fmt: skip


@pytest.mark.parametrize("sends", ["the same", "what is wrong too"])
def test_a_window_that_holds_the_same_is_saved_and_one_with_a_fault_is_told_of_the_other_first(sends, sign_in) -> None:
    application = factories.application()
    user, url = application.user, reverse("applications:plan", args=[application.uuid])
    client = sign_in(user)
    before = seen(client, url)
    client.post(url, {**BOXES, "seen": before, **people.once(user)})
    if sends == "the same":
        assert client.post(url, {**BOXES, "seen": before, **people.once(user)}).url == url
    else:
        told = client.post(url, {**BOXES, "supervisor_1_1": "", "seen": before, **people.once(user)})
        assert "Saved on another page: “Mary Somerville”" in unescape(told.content.decode())
    assert planned(application)[0].supervisor == WHOLE.supervisor


def planned(application: Application) -> list[PlannedOutcome]:
    """What is planned, in its order."""
    return list(PlannedOutcome.objects.filter(application=application).order_by("outcome"))


def test_an_optional_outcome_is_not_missing_from_what_is_agreed(sign_in) -> None:
    application = factories.application()
    client, url = sign_in(application.user), reverse("applications:plan", args=[application.uuid])
    numbers = [one.number for one in client.get(url).context["form"].outcomes() if one.number != "6.5"]
    for number in numbers:
        assert "All agreed" not in client.get(url).content.decode()
        row = PlannedOutcome(application=application, outcome=number, how="x", supervisor="M", saved_at=NOON)
        row.agreed_on = TODAY
        row.save()
    assert "All agreed" in client.get(url).content.decode()


@pytest.mark.clause("HB-8")
@pytest.mark.parametrize("does", ["plans", "writes"])
def test_whoever_plans_or_writes_to_us_keeps_the_draft_alive(does: str) -> None:
    application = factories.application()
    Application.objects.filter(pk=application.pk).update(warned=1)
    by, later = application.user, NOON + timedelta(days=600)
    if does == "plans":
        planning.keep(application_id=application.pk, plan={"1.1": WHOLE}, seen=None, by=by, at=later)
    else:
        writing.write(case_id=application.cases.earliest("pk").pk, words="May it count?", by=by, at=later)
    application.refresh_from_db()
    assert (application.touched_at, application.warned) == (later, 0)
