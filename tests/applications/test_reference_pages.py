"""What applicants see and do about their references, and what officers ask."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from applications.enums import AskedStage, Stage
from applications.models import CaseFee, ReferenceAsked
from applications.queries import references as queries
from applications.services import references
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.rulebook.refusal import Refused
from tests import factories as people
from tests.applications import factories
from tests.applications.referring import NOW, SUPERVISOR, ask, enter, fill, link_of, sign
from tests.shop import factories as shop

TODAY = NOW.date()
LATER = NOW + timedelta(minutes=11)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(at) -> None:
    at(NOW)


def entered(asked: ReferenceAsked) -> Client:
    return enter(link_of(asked))


@pytest.mark.clause("HB-21")
def test_an_applicant_asks_sees_and_ends(sign_in) -> None:
    case = factories.case()
    role = factories.role(case)
    client, user = sign_in(case.application.user), case.application.user
    address = f"/applications/{case.application.uuid}/experience/references/"
    case.refresh_from_db()
    said = {"name": "Mary Somerville", "email": SUPERVISOR, "roles": [str(role.uuid)], "revision": case.revision}
    answer = client.post(f"{address}ask/", {**said, **people.once(user)})
    assert (answer.status_code, answer["Location"]) == (302, address)
    asked = case.references.get()
    browser = entered(asked)
    fill(browser)
    page = client.get(address).content.decode()
    assert "Waiting for the supervisor" in page
    assert link_of(asked) not in page, "the applicant never sees the link"
    sign(browser)
    page = client.get(address).content.decode()
    assert "Received" in page
    assert "About knowledge." not in page
    other = ask(case, email="other@firm.example", name="Other Person")
    ended = client.post(f"/applications/references/{other.uuid}/end/", {"why": "", **people.once(user)})
    assert ended.status_code == 302
    other.refresh_from_db()
    assert other.stage == AskedStage.ENDED


@pytest.mark.clause("HB-24")
def test_a_refused_address_keeps_what_was_typed(sign_in) -> None:
    case = factories.case(people.UserFactory(email="ada@x.example"))
    role = factories.role(case)
    case.refresh_from_db()
    said = {"name": "Mary Somerville", "email": "ada+1@x.example", "roles": [str(role.uuid)], "revision": case.revision}
    client = sign_in(case.application.user)
    address = f"/applications/{case.application.uuid}/experience/references/ask/"
    answer = client.post(address, {**said, **people.once(case.application.user)})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "HB-24" in html
    assert 'value="Mary Somerville"' in html


@pytest.mark.clause("HB-24", "HB-25")
def test_a_supervisor_is_asked_in_the_same_words_before_and_inside() -> None:
    path = link_of(ask())
    landing = Client().get(path).content.decode()
    assert "<li>What you are authorised as, with your regulator and number" in landing
    assert "<li>When you started supervising them</li>" in landing
    browser = enter(path)
    fill(browser)
    assert "What you are authorised as</dt>" in browser.get("/reference/r/check/").content.decode()


def test_a_stranger_sees_and_does_nothing(sign_in) -> None:
    asked = ask()
    stranger = people.UserFactory()
    client = sign_in(stranger)
    page = f"/applications/{asked.case.application.uuid}/experience/references/"
    addresses = (page, f"{page}ask/", *(f"/applications/references/{asked.uuid}/{verb}/" for verb in ("again", "end")))
    assert [client.get(one).status_code for one in addresses] == [404] * 4
    assert [client.post(one, people.once(stranger)).status_code for one in addresses[1:]] == [404] * 3


def test_the_page_takes_the_same_number_of_queries_however_many_were_asked(sign_in) -> None:
    asked = ask()
    client = sign_in(asked.case.application.user)
    page = f"/applications/{asked.case.application.uuid}/experience/references/"
    client.get(page)

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            client.get(page)
        return len(caught)

    before = count()
    for number in range(6):
        ask(asked.case, email=f"s{number}@firm.example", name=f"Supervisor {number}")
    assert count() == before


@pytest.mark.clause("HB-21")
@pytest.mark.parametrize("stage", [Stage.ASSESSMENT, Stage.COMMITTEE, Stage.MET])
def test_an_applicant_asks_nobody_once_it_is_being_decided(stage: Stage) -> None:
    case = factories.case()
    factories.role(case)
    factories.placed(case, stage)
    with pytest.raises(Refused, match="No reference can be asked for now"):
        ask(case)


@pytest.mark.clause("HB-21")
def test_an_officers_request_makes_it_the_supervisors_move() -> None:
    officer = people.UserFactory(granted=["regulation_officer"])
    case = factories.case()
    factories.role(case)
    factories.placed(case, Stage.ASSESSMENT, whose="officer", clock_since=None)
    CaseFee.objects.create(
        case=case, order=shop.order(case.application.user, [(shop.product(), 1)]), billed_at=NOW, paid_at=NOW
    )
    factories.submission(case)
    asked = ask(case, by=officer, as_officer=True)
    case.refresh_from_db()
    assert (asked.asked_by, case.whose) == (officer, "supervisor")
    browser = entered(asked)
    fill(browser)
    sign(browser)
    case.refresh_from_db()
    assert case.whose == "officer"


def test_a_work_that_is_not_of_the_case_is_none() -> None:
    case, other = factories.case(), factories.role(factories.case())
    with pytest.raises(Refused, match="Choose the work"):
        references.ask(
            case_id=case.pk, revision=None, name="Mary", email=SUPERVISOR, roles=[other.uuid],
            by=case.application.user, at=NOW,
        )  # fmt: skip


def test_gaps_in_supervision_are_the_days_nobody_speaks_to() -> None:
    asked = ask()
    browser = entered(asked)
    fill(browser)
    sign(browser)
    (gap,) = queries.gaps(asked.case, today=TODAY)
    assert (gap.first.isoformat(), gap.last.isoformat()) == ("2025-01-06", "2025-02-28")


def test_news_to_the_applicant_is_told_once_a_stage() -> None:
    asked = ask()
    browser = entered(asked)
    fill(browser)
    sign(browser)
    assert not references.tell(asked=asked, news="received", at=LATER)
    assert Message.objects.filter(kind=references.NEWS).count() == 1
