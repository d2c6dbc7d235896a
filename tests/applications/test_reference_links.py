"""Links to references: scanners use nothing up, a link ends to the second, and no applicant answers their own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from applications.enums import AskedStage, Body, EventKind, Outcome, Stage
from applications.models import Happening, ReferenceLink, ReferenceVisit
from applications.queries import references as queries
from applications.rules.supervisors import mailbox, spellings
from applications.services import deciding, links, moving, references, submitting
from cilexportal.foundation.correspondence import sending
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.guidance.cookies import supervisors_cookie
from cilexportal.foundation.rulebook.refusal import Refused
from cilexportal.foundation.visitors import rules as visitors
from tests import factories as people
from tests.applications import deciding_steps as steps
from tests.applications import factories
from tests.applications.factories import NOON
from tests.applications.referring import NOW, SUPERVISOR, ask, enter, fill, link_of, sign

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
LATER = NOW + 11 * MINUTE
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(at) -> None:
    at(NOW)


# --- Reading and entering ------------------------------------------------------------------------------------------


@pytest.mark.clause("HB-21")
def test_scanners_read_the_page_as_often_as_they_like_and_open_nothing(client: Client) -> None:
    asked = ask()
    path = link_of(asked)
    for _ in range(3):
        page, head = client.get(path), client.head(path)
        assert (page.status_code, head.status_code) == (200, 200)
    assert client.get(f"{path}open/").status_code == 405, "following every link on the page opens nothing either"
    assert client.head(f"{path}open/").status_code == 405
    assert not ReferenceVisit.objects.exists()
    assert supervisors_cookie() not in client.cookies
    assert ReferenceLink.objects.get().opened_at is None
    assert page["Cache-Control"] == "private, no-store"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    enter(path, client)
    assert ReferenceLink.objects.get().opened_at == NOW


@pytest.mark.clause("HB-21")
def test_no_table_and_no_queue_holds_the_secret(client: Client) -> None:
    asked = ask()
    (message,) = Message.objects.filter(kind=links.ASKED)
    assert message.context == {"link": asked.links.get().pk}
    token = link_of(asked).split("/")[2]
    message.refresh_from_db()
    assert token not in (message.text or "") + (message.html or "") + str(message.context)
    link = asked.links.get()
    assert link.token_hash == queries.hashed(token) != token
    enter(f"/reference/{token}/", client)
    key = client.cookies[supervisors_cookie()]
    assert (key["path"], key["httponly"], key["samesite"]) == ("/reference/", True, "Strict")
    assert key["secure"] == (settings.SESSION_COOKIE_SECURE or "")
    visit = ReferenceVisit.objects.get()
    assert visit.key_hash == queries.hashed(key.value) != key.value
    assert visit.expires_at == NOW + timedelta(hours=8)


@pytest.mark.clause("HB-21", "HB-26a")
def test_an_officer_reads_that_the_link_was_sent_to_whom_and_when_and_never_the_link(sign_in) -> None:
    asked = ask()
    token = link_of(asked).split("/")[2]
    client = sign_in(people.staff("regulation_officer"))
    case = client.get(f"/desk/applications/{asked.case.uuid}/").content.decode()
    (message,) = Message.objects.filter(kind=links.ASKED)
    assert f"To {asked.name}, " in case
    read = client.get(f"/desk/applications/{asked.case.uuid}/messages/{message.uuid}/").content.decode()
    assert asked.email in read
    assert "does not keep its words" in read
    assert token not in case + read


def test_a_link_that_never_was_is_not_found(client: Client) -> None:
    assert client.get("/reference/never-was/").status_code == 404
    assert client.post("/reference/never-was/open/").status_code == 404


@pytest.mark.clause("HB-21")
def test_the_link_opens_again_and_again_until_it_is_settled() -> None:
    asked = ask()
    path = link_of(asked)
    first, second = enter(path), enter(path)
    fill(first)
    assert "About competence." in second.get("/reference/r/check/").content.decode(), "saved, and come back to"
    assert sign(first).status_code == 302
    dead = Client().post(f"{path}open/")
    assert dead.status_code == 410
    assert "signed already" in dead.content.decode()
    assert "About competence." not in second.get("/reference/r/check/", follow=True).content.decode()


# --- Ends ----------------------------------------------------------------------------------------------------------


@pytest.mark.clause("HB-21")
@pytest.mark.parametrize(
    ("sent", "ends"),
    [
        (datetime(2026, 11, 22, 9, tzinfo=UTC), datetime(2026, 12, 21, 0, tzinfo=UTC)),
        # The clocks go back on 25 October: the last day ends at midnight in London all the same.
        (datetime(2026, 10, 1, 9, tzinfo=UTC), datetime(2026, 10, 30, 0, tzinfo=UTC)),
        # They go forward on 29 March 2026, and the last midnight is an hour earlier in UTC.
        (datetime(2026, 3, 2, 9, tzinfo=UTC), datetime(2026, 3, 30, 23, tzinfo=UTC)),
    ],
)
def test_a_link_ends_with_its_last_london_day_to_the_second(sent: datetime, ends: datetime, client: Client, at) -> None:
    at(sent)
    asked = ask(at=sent)
    path = link_of(asked, at=sent)
    assert asked.links.get().expires_at == ends
    at(ends - SECOND)
    assert client.get(path).status_code == 200
    enter(path, client)
    at(ends)
    late = client.get(path)
    assert (late.status_code, client.post(f"{path}open/").status_code) == (410, 410)
    assert "This link ended on" in late.content.decode()
    typed = client.post("/reference/r/knowledge/", {"words": "Typed late.", "version": "1"})
    assert typed.status_code == 410
    assert "Typed late." in typed.content.decode(), "what was typed can be copied"


@pytest.mark.clause("HB-21")
def test_a_second_link_kills_the_first_and_its_visits_and_keeps_what_was_written(at) -> None:
    asked = ask()
    old = link_of(asked)
    browser = enter(old)
    fill(browser)
    at(LATER)
    references.again(asked_id=asked.pk, by=asked.asked_by, at=LATER)
    new = link_of(asked, at=LATER)
    assert new != old
    answer = Client().get(old)
    assert answer.status_code == 410
    assert "newer link" in answer.content.decode()
    assert browser.get("/reference/r/check/").status_code == 410
    assert "About knowledge." in enter(new).get("/reference/r/check/").content.decode()


@pytest.mark.clause("HB-21")
def test_links_are_sent_ten_minutes_apart_at_least() -> None:
    asked = ask()
    with pytest.raises(Refused, match="Wait ten minutes"):
        references.again(asked_id=asked.pk, by=asked.asked_by, at=NOW + visitors.APART - SECOND)
    assert references.again(asked_id=asked.pk, by=asked.asked_by, at=NOW + visitors.APART)


@pytest.mark.clause("HB-21")
@pytest.mark.parametrize("stage", [Stage.MET, Stage.NOT_MET, Stage.NOT_YET, Stage.WITHDRAWN, Stage.LAPSED])
def test_a_link_is_dead_once_the_matter_is_decided(stage: Stage, client: Client) -> None:
    asked = ask()
    path = link_of(asked)
    enter(path, client)
    factories.placed(asked.case, stage, **({"decided_at": NOW} if stage != Stage.LAPSED else {}))
    dead = client.get(path)
    assert dead.status_code == 410
    assert "decided or has ended" in dead.content.decode()
    kept = client.post("/reference/r/person/", {"person_kind": "solicitor", "version": "1"})
    assert kept.status_code == 410
    assert references.remind_due(at=NOW + timedelta(days=20)) == 0


@pytest.mark.clause("HB-21")
@pytest.mark.parametrize("outcome", [Outcome.MET, Outcome.NOT_YET, Outcome.NOT_MET])
def test_a_decision_ends_a_link_for_good_and_a_referral_does_not(outcome: Outcome, client: Client) -> None:
    case = steps.in_assessment("experience")
    asked = factories.asked(case, email=SUPERVISOR)
    links.send(asked=asked, by=None, at=NOON)
    path = link_of(asked, at=NOON)
    steps.judge_all(case, *([steps.WORK] if outcome == Outcome.NOT_YET else []))
    if outcome == Outcome.NOT_MET:
        steps.decide(case, Outcome.REFER)
        assert client.get(path).status_code == 200
        held = moving.held(case=case.pk, revision=None)
        deciding.record(case=held, body=Body.COMMITTEE, outcome=outcome, why="No.", by=steps.officer(), at=steps.LATER)
    else:
        steps.decide(case, outcome)
    if outcome == Outcome.NOT_YET:
        submitting.submit(
            case_id=case.pk, revision=steps.fresh(case).revision, by=case.application.user, payer=None,
            seen_pence=None, at=NOW - SECOND,
        )  # fmt: skip
        assert steps.fresh(case).stage == Stage.ASSESSMENT
    asked.refresh_from_db()
    assert (asked.stage, asked.ended_at) == (AskedStage.ENDED, steps.LATER)
    dead = client.get(path)
    assert dead.status_code == 410
    assert "asked for no longer" in dead.content.decode()


@pytest.mark.clause("HB-21")
def test_a_letter_whose_request_was_ended_before_it_went_is_not_sent() -> None:
    asked = ask()
    references.end(asked_id=asked.pk, why="", by=asked.asked_by, at=NOW)
    sending.send_due(at=NOW, limit=50)
    assert not [one for one in mail.outbox if "/reference/" in one.body]
    with pytest.raises(Refused, match="settled"):
        references.again(asked_id=asked.pk, by=asked.asked_by, at=LATER)


# --- Reminders -----------------------------------------------------------------------------------------------------


@pytest.mark.clause("HB-21")
def test_reminders_go_on_their_days_once_and_stop_once_settled() -> None:
    asked = ask()
    assert asked.due_on == date(2026, 12, 20)
    link = link_of(asked)
    gone = [references.remind_due(at=NOW + timedelta(days=days)) for days in (13, 14, 14, 15, 21, 22)]
    assert gone == [0, 1, 0, 0, 1, 0]
    assert link_of(asked, at=NOW + timedelta(days=22)) == link, "a reminder carries the same link"
    assert Happening.objects.filter(case=asked.case, kind=EventKind.REFERENCE_REMINDED).count() == 2
    other = ask(asked.case, email="other@firm.example", name="Other Person")
    references.end(asked_id=other.pk, why="", by=asked.asked_by, at=NOW)
    assert references.remind_due(at=NOW + timedelta(days=14)) == 0


@pytest.mark.clause("HB-21")
def test_a_reminder_that_waits_is_let_go_once_it_is_signed() -> None:
    asked = ask()
    browser = enter(link_of(asked))
    references.remind_due(at=NOW + timedelta(days=14))
    fill(browser)
    sign(browser)
    mail.outbox.clear()
    sending.send_due(at=NOW + timedelta(days=14), limit=50)
    assert not [one for one in mail.outbox if "/reference/" in one.body]


def test_the_applicant_is_told_once_that_a_link_ran_out() -> None:
    asked = ask()
    late = datetime(2026, 12, 21, 9, tzinfo=UTC)
    assert [references.remind_due(at=late), references.remind_due(at=late + timedelta(days=1))] == [1, 0]
    message = Message.objects.get(kind=references.NEWS)
    assert message.to_user_id == asked.case.application.user_id


# --- The applicant as attacker -------------------------------------------------------------------------------------


@pytest.mark.clause("HB-24")
@pytest.mark.parametrize("written", ["ada@x.example", "ADA@X.example", "ada+boss@x.example", " Ada+1@x.example "])
def test_an_applicant_asks_no_address_of_their_own(written: str) -> None:
    case = factories.case(people.UserFactory(email="ada@x.example", full_name="Ada Byron"))
    with pytest.raises(Refused, match="HB-24"):
        ask(case, email=written)
    assert not case.references.exists()
    assert not Message.objects.filter(kind=links.ASKED).exists()


@pytest.mark.clause("HB-24")
@pytest.mark.parametrize("written", ["a.d.a@gmail.com", "ada+x@googlemail.com", "second+z@y.example"])
def test_nor_another_account_in_their_name(written: str) -> None:
    case = factories.case(people.UserFactory(email="ada@x.example", full_name="Ada Byron"))
    people.UserFactory(email="ada@gmail.com", full_name="ADA  Byron")
    people.UserFactory(email="second@y.example", full_name="Adà Byron")
    with pytest.raises(Refused, match="HB-24"):
        ask(case, email=written)


@pytest.mark.clause("HB-24")
def test_another_persons_account_may_be_asked() -> None:
    people.UserFactory(email=SUPERVISOR, full_name="Mary Somerville")
    assert ask().stage == AskedStage.OPEN


@pytest.mark.parametrize(
    "written", ["ada@gmail.com", "a.d.a@gmail.com", "ada.+x.y@googlemail.com", "mo.w+a@x.example", "mo.w@x.example"]
)
def test_every_spelling_of_a_box_is_found_by_its_pattern(written: str) -> None:
    import re

    assert re.search(spellings(mailbox(written)), written)
    assert not re.search(spellings(mailbox(written)), f"x{written}")


@pytest.mark.clause("HB-24")
def test_the_applicant_cannot_open_the_link_while_signed_in(sign_in) -> None:
    asked = ask()
    path = link_of(asked)
    applicant = sign_in(asked.case.application.user)
    page = applicant.get(path)
    assert page.status_code == 403
    assert "HB-24" in page.content.decode()
    assert applicant.post(f"{path}open/").status_code == 403
    browser = enter(path)
    applicant.cookies[supervisors_cookie()] = browser.cookies[supervisors_cookie()].value
    stolen = applicant.post("/reference/r/person/", {"person_kind": "solicitor", "version": "1"})
    assert stolen.status_code == 403, "nor with the cookie of a supervisor"
    assert ReferenceVisit.objects.count() == 1


@pytest.mark.clause("HB-24")
def test_nor_in_another_account_of_the_same_name(sign_in) -> None:
    asked = ask(factories.case(people.UserFactory(full_name="Ada Byron")))
    path = link_of(asked)
    assert sign_in(people.UserFactory(full_name="ada  byron")).post(f"{path}open/").status_code == 403
    assert sign_in(people.UserFactory(full_name="Mary Somerville")).post(f"{path}open/").status_code == 302


@pytest.mark.clause("HB-24")
def test_an_address_that_became_the_applicants_later_signs_nothing() -> None:
    asked = ask()
    browser = enter(link_of(asked))
    fill(browser)
    user = asked.case.application.user
    user.email = "Mary+1@firm.example"
    user.save(update_fields=["email"])
    answer = sign(browser)
    assert answer.status_code == 422
    assert "HB-24" in answer.content.decode()


@pytest.mark.clause("HB-24")
def test_nobody_signs_in_the_applicants_name() -> None:
    asked = ask(factories.case(people.UserFactory(full_name="Ada Byron")))
    browser = enter(link_of(asked))
    fill(browser)
    answer = sign(browser, "ADA BYRON")
    assert answer.status_code == 422
    assert "The supervisor signs with their own" in answer.content.decode()
    asked.refresh_from_db()
    assert asked.stage == AskedStage.OPEN


# --- Others as attackers -------------------------------------------------------------------------------------------


def test_a_visit_shows_its_own_reference_only_and_no_cookie_nothing(client: Client) -> None:
    one, two = ask(), ask(email="other@firm.example", name="Other Person")
    first, second = enter(link_of(one)), enter(link_of(two))
    fill(first)
    assert "About knowledge." not in second.get("/reference/r/knowledge/").content.decode()
    for address in ("check", "person", "done", "decline", "hand-over", "letter"):
        assert client.get(f"/reference/r/{address}/").status_code == 410
    client.cookies[supervisors_cookie()] = "guessed"
    typed = client.post("/reference/r/sign/", {"signed_name": "Mary Somerville", "agreed": "on"})
    assert typed.status_code == 410
    assert "Mary Somerville" in typed.content.decode(), "what was typed is not lost"


def test_a_visit_is_over_after_its_hours(at) -> None:
    browser = enter(link_of(ask()))
    at(NOW + timedelta(hours=8) - SECOND)
    assert browser.get("/reference/r/person/").status_code == 200
    at(NOW + timedelta(hours=8))
    assert browser.get("/reference/r/person/").status_code == 410


def test_another_site_presses_no_button() -> None:
    path = link_of(ask())
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"{path}open/").status_code == 403
    assert not ReferenceVisit.objects.exists()
