"""Warnings before evidence needs an explanation, and who is on the list of supervisors."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from applications.enums import Stage
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.rulebook.refusal import Refused
from portfolio.letters.stale import stale, still_written
from portfolio.models import Leaving, Portfolio, Supervisor
from portfolio.queries.supervisors import boxes_of
from portfolio.rules.marks import mark_of
from portfolio.services import stale as services
from portfolio.services import supervisors
from portfolio.services.supervisors import Details
from tests.applications import factories as applications
from tests.portfolio import factories

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LAST = date(2027, 2, 18)
ADA = Details(name="Ada Lovelace", email="ada@example.org", employer="Engines")


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def portfolio() -> Portfolio:
    found = factories.portfolio()
    factories.piece(found, factories.sheet(found, "2.1-1"), title="Advice", worked_on=date(2025, 2, 18))
    return found


@pytest.mark.clause("HB-55")
def test_a_letter_goes_ninety_sixty_and_thirty_days_before_and_never_twice(portfolio) -> None:
    written = []
    for days in (91, 90, 89, 61, 60, 31, 30, 29, 0):
        at = on(LAST - timedelta(days=days))
        written += [days] * services.warn(at=at)
        assert services.warn(at=at) == 0
    assert written == [90, 60, 30]
    assert Message.objects.filter(kind=services.STALE).count() == 3
    said = stale(Message.objects.filter(kind=services.STALE).first().context)
    assert said["pieces"] == [("Advice", "18 February 2027")]


@pytest.mark.clause("HB-55")
def test_days_without_a_worker_are_made_up_for_until_it_is_too_late(portfolio) -> None:
    Portfolio.objects.update(warned_on=LAST - timedelta(days=91))
    assert services.warn(at=on(LAST - timedelta(days=80))) == 1
    assert services.warn(at=on(LAST + timedelta(days=1))) == 0


@pytest.mark.clause("HB-55")
def test_a_statement_is_warned_of_and_what_is_parked_is_not(portfolio) -> None:
    other = factories.portfolio()
    factories.sheet(other, "2.1-1", kind="statement", worked_on=date(2025, 2, 18))
    factories.piece(other, factories.sheet(other), title="Parked", worked_on=date(2025, 2, 18))
    assert services.warn(at=on(LAST - timedelta(days=90))) == 2
    contexts = {one.context["portfolio"]: one.context["pieces"] for one in Message.objects.all()}
    assert contexts[other.pk] == [["Personal statement 2.1", "2027-02-18"]]


@pytest.mark.clause("HB-55")
def test_nobody_is_warned_of_what_can_no_longer_be_changed(portfolio) -> None:
    services.warn(at=on(LAST - timedelta(days=90)))
    context = Message.objects.get(kind=services.STALE).context
    assert still_written(context, NOON)
    applications.placed(portfolio.case, Stage.ASSESSMENT)
    assert not still_written(context, NOON)
    assert services.warn(at=on(LAST - timedelta(days=60))) == 0


@pytest.mark.clause("HB-55")
def test_what_came_due_while_the_application_was_made_is_told_where_it_comes_back(portfolio) -> None:
    services.warn(at=on(LAST - timedelta(days=90)))
    context = Message.objects.get(kind=services.STALE).context
    final = portfolio.case.application.cases.get(kind="admission")
    for stage in (Stage.ASSESSMENT, Stage.INFORMATION):
        applications.placed(final, stage, submitted_at=NOON)
        assert not still_written(context, NOON)
        assert services.warn(at=on(LAST - timedelta(days=60))) == 0
    applications.placed(final, Stage.NOT_YET, submitted_at=NOON)
    assert still_written(context, NOON)
    assert services.warn(at=on(LAST - timedelta(days=50))) == 1, "the sixty days, made up for"


@pytest.mark.clause("HB-46e")
def test_supervisors_are_added_changed_and_taken_off(portfolio) -> None:
    told = {"portfolio": portfolio, "by": portfolio.case.application.user, "at": NOON}
    ada = supervisors.add(details=ADA, **told)
    with pytest.raises(Refused, match="on your list already"):
        supervisors.add(details=Details(name="Ada", email="ADA@example.org", employer="Engines"), **told)
    name, _, domain = told["by"].email.partition("@")
    for own in (told["by"].email, f"{name}+boss@{domain.upper()}"):
        with pytest.raises(Refused, match="Nobody supervises their own work"):
            supervisors.add(details=Details(name="Me", email=own, employer="Engines"), **told)
    seen, king = mark_of(boxes_of(ada)), Details(name="Ada King", email="ada@example.org", employer="E")
    supervisors.change(uuid=ada.uuid, details=king, seen=seen, **told)
    with pytest.raises(Refused, match="changed while your page was open"):
        supervisors.change(uuid=ada.uuid, details=ADA, seen=seen, **told)
    factories.sheet(portfolio, "3.1-1", supervisor=ada)
    with pytest.raises(Refused, match="They are named by"):
        supervisors.remove(uuid=ada.uuid, **told)
    portfolio.sheets.update(supervisor=None)
    supervisors.remove(uuid=ada.uuid, **told)
    assert Supervisor.objects.get(pk=ada.pk).removed_at == NOON
    supervisors.add(details=ADA, **told)


@pytest.mark.clause("HB-53b")
def test_a_supervisor_who_has_signed_stays_as_they_were(portfolio) -> None:
    told = {"portfolio": portfolio, "by": portfolio.case.application.user, "at": NOON}
    ada = supervisors.add(details=ADA, **told)
    Leaving.objects.create(
        supervisor=ada, last_day=date(2026, 12, 1), begun_at=NOON, sealed={"2.1-1": "0" * 64}, statement="Mine.",
        signed_name="Ada", signed_at=NOON, sha256="0" * 64,
    )  # fmt: skip
    with pytest.raises(Refused, match="signed examples of yours"):
        supervisors.change(uuid=ada.uuid, details=ADA, seen=mark_of(boxes_of(ada)), **told)
    with pytest.raises(Refused, match="signed examples of yours"):
        supervisors.remove(uuid=ada.uuid, **told)


def test_the_list_says_who_is_named_and_where(portfolio, sign_in) -> None:
    client = sign_in(portfolio.case.application.user)
    path = f"/applications/{portfolio.case.application.uuid}/portfolio/supervisors/"
    assert "Nobody is on your list yet." in client.get(path).content.decode()
    mary = factories.supervisor(portfolio, person_kind="solicitor")
    factories.sheet(portfolio, "1.2-3", supervisor=mary)
    words = client.get(path).content.decode()
    assert "Named by 1.2(3)." in words
    assert client.get(f"{path}{mary.uuid}/").status_code == 200
    assert client.get(f"{path}add/").status_code == 200
