"""The applicant's pages of leaving a job, and a supervisor's behind a link: what each sees, and what neither does."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from cilexportal.foundation import london
from cilexportal.foundation.guidance.cookies import portfolio_cookie
from cilexportal.foundation.visitors.keys import hashed
from cilexportal.foundation.visitors.models import Link, Visit
from portfolio.models import Leaving, Portfolio, Supervisor
from portfolio.services import leaving as services
from tests import factories as people
from tests.portfolio import factories
from tests.portfolio import leaving_steps as steps
from tests.portfolio.leaving_steps import LAST_DAY, NOW, PLACES

SECOND = timedelta(seconds=1)
DAY = {"last_day_day": "31", "last_day_month": "12", "last_day_year": "2026"}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(at) -> None:
    at(NOW)


def page_of(portfolio: Portfolio, *more: object) -> str:
    name = "leaving_release" if len(more) == 3 else ("leaving", "leaving_plan", "leaving_act")[len(more)]
    parts = [one for one in more if one != "release"]
    return reverse(f"portfolio:{name}", args=[portfolio.case.application.uuid, *parts])


# --- The applicant -------------------------------------------------------------------------------------------------


@pytest.mark.clause("HB-53", "HB-53a", "HB-53b", "HB-54")
def test_an_applicant_begins_a_pack_and_follows_it(sign_in) -> None:
    supervisor = steps.mary()
    user = supervisor.portfolio.case.application.user
    client = sign_in(user)
    board = page_of(supervisor.portfolio)
    assert "Begin a pack" in client.get(board).content.decode()
    plan = page_of(supervisor.portfolio, supervisor.uuid)
    form = client.get(plan).content.decode()
    assert form.count("checked") == len(PLACES), "all that names them is offered"
    refused = client.post(
        plan, {**people.once(user), **DAY, "last_day_year": "2025", "listed": PLACES, "version": mark_in(form)}
    )
    assert refused.status_code == 422
    assert "Say why you ask for the pack only now" in refused.content.decode()
    done = client.post(plan, {**people.once(user), **DAY, "listed": PLACES, "version": mark_in(form)})
    assert (done.status_code, done["Location"]) == (302, board)
    steps.sign(supervisor)
    html = client.get(board).content.decode()
    assert "signed on 22 November 2026 at 9:00am" in html
    assert "not answered yet" in html
    release = page_of(supervisor.portfolio, supervisor.uuid, "release", "2.1-1")
    assert client.post(release, people.once(user)).status_code == 302
    assert "Changed or given up since, and not covered any more: 2.1." in client.get(board).content.decode()
    told = steps.enter(supervisor).get("/portfolio-link/v/").content.decode()
    assert (told.count("Given up by the applicant"), told.count('">Signed</strong>')) == (1, len(PLACES) - 1)
    assert client.get(release).status_code == 404
    give_up = page_of(supervisor.portfolio, supervisor.uuid, "give-up")
    assert client.post(give_up, people.once(user)).status_code == 302
    assert "Begin a pack" in client.get(board).content.decode()


@pytest.mark.clause("HB-53", "HB-53b")
def test_two_pages_do_not_overwrite_each_others_plan(sign_in) -> None:
    supervisor = steps.mary()
    user = supervisor.portfolio.case.application.user
    client, plan = sign_in(user), page_of(supervisor.portfolio, supervisor.uuid)
    steps.begin(supervisor, listed=PLACES)
    first = client.get(plan).content.decode()
    steps.begin(supervisor, listed=PLACES[:1])
    typed = {**DAY, "last_day_day": "30", "listed": PLACES, "version": mark_in(first)}
    stale = client.post(plan, {**people.once(user), **typed})
    html = stale.content.decode()
    assert stale.status_code == 422
    assert "The other page says “31 December 2026”" in html
    assert html.count("checked") == len(PLACES), "what was ticked here is ticked still"
    assert client.post(plan, {**people.once(user), **typed, "version": mark_in(html)}).status_code == 302
    assert Leaving.objects.get().listed == list(PLACES)


@pytest.mark.clause("HB-46e")
def test_two_pages_do_not_overwrite_what_is_known_of_a_supervisor(sign_in) -> None:
    supervisor = factories.supervisor(factories.portfolio())
    user = supervisor.portfolio.case.application.user
    client = sign_in(user)
    address = reverse("portfolio:supervisor", args=[supervisor.portfolio.case.application.uuid, supervisor.uuid])
    first = client.get(address).content.decode()
    supervisor.employer = "Another Law"
    supervisor.save()
    typed = {"name": "Mary", "email": supervisor.email, "employer": "Third Law", "version": mark_in(first)}
    html = client.post(address, {**people.once(user), **typed}).content.decode()
    assert "The other page says “Another Law”" in html
    assert 'value="Third Law"' in html
    assert client.post(address, {**people.once(user), **typed, "version": mark_in(html)}).status_code == 302
    supervisor.refresh_from_db()
    assert supervisor.employer == "Third Law"


def mark_in(html: str) -> str:
    return html.split('name="version" value="')[1].split('"')[0]


@pytest.mark.clause("HB-53")
def test_a_link_is_sent_again_after_ten_minutes(sign_in, at) -> None:
    supervisor = steps.mary()
    steps.begin(supervisor)
    user = supervisor.portfolio.case.application.user
    client = sign_in(user)
    again = page_of(supervisor.portfolio, supervisor.uuid, "link")
    assert "Wait ten minutes" in client.post(again, people.once(user)).content.decode()
    old = steps.path_of(supervisor)
    at(NOW + timedelta(minutes=10))
    assert client.post(again, people.once(user)).status_code == 302
    dead = Client().get(old)
    assert dead.status_code == 410
    assert "newer link" in dead.content.decode()
    assert client.get(page_of(supervisor.portfolio, supervisor.uuid, "no-such-deed")).status_code == 404


def test_nobody_else_reaches_a_pack(sign_in) -> None:
    supervisor = steps.mary()
    other = factories.supervisor(factories.portfolio())
    stranger = sign_in(other.portfolio.case.application.user)
    for address in (page_of(supervisor.portfolio), page_of(supervisor.portfolio, supervisor.uuid)):
        assert stranger.get(address).status_code == 404
    for address in (page_of(other.portfolio, supervisor.uuid), page_of(other.portfolio, uuid4(), "link")):
        assert stranger.get(address).status_code == 404, "nor by their own portfolio"


# --- The link ------------------------------------------------------------------------------------------------------


@pytest.mark.clause("HB-46e", "HB-53")
def test_scanners_read_the_page_and_open_nothing_and_no_table_holds_the_secret(client: Client) -> None:
    supervisor = steps.mary()
    steps.begin(supervisor)
    path = steps.posted(supervisor)
    for _ in range(3):
        page, head = client.get(path), client.head(path)
        assert (page.status_code, head.status_code) == (200, 200)
    assert client.get(f"{path}open/").status_code == 405
    assert not Visit.objects.exists()
    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("private, no-store", "noindex, nofollow")
    link = Link.objects.get()
    assert (link.opened_at, link.token_hash) == (None, hashed(path.split("/")[2]))
    steps.enter(supervisor, client)
    key = client.cookies[portfolio_cookie()]
    assert (key["path"], key["httponly"], key["samesite"]) == ("/portfolio-link/", True, "Strict")
    assert key["secure"] == (settings.SESSION_COOKIE_SECURE or "")
    assert Visit.objects.get().key_hash == hashed(key.value)
    assert client.get("/portfolio-link/never-was/").status_code == 404
    assert client.post("/portfolio-link/never-was/open/").status_code == 404


@pytest.mark.clause("HB-53")
def test_a_link_ends_with_the_last_day_to_the_second_and_with_the_application(client: Client, at) -> None:
    supervisor = steps.mary()
    steps.begin(supervisor)
    path, ends = steps.path_of(supervisor), london.end_of_day(LAST_DAY)
    at(ends - SECOND)
    steps.enter(supervisor, client)
    assert client.get("/portfolio-link/v/").status_code == 200
    at(ends)
    late = client.get(path)
    assert (late.status_code, client.get("/portfolio-link/v/").status_code) == (410, 410)
    assert "This link ended on 31 December 2026" in late.content.decode()
    at(NOW)
    application = supervisor.portfolio.case.application
    type(application).objects.filter(pk=application.pk).update(ended_at=NOW, end="withdrawn")
    assert "The application has ended" in client.get(path).content.decode()


@pytest.mark.clause("HB-46e")
def test_a_supervisor_sees_what_names_them_and_nothing_else(client: Client) -> None:
    supervisor = steps.mary()
    other = factories.supervisor(supervisor.portfolio, name="Other Person")
    (theirs,) = steps.supervised_by(other, "3.1-1")
    steps.begin(supervisor)
    steps.enter(supervisor, client)
    mine = supervisor.sheets.get(competency=2)
    piece, hidden = mine.on_it.get().piece, theirs.on_it.get().piece
    piece.on_sheets.update(why_old="My illness.")
    home = client.get("/portfolio-link/v/").content.decode()
    assert "2.1 " in home
    assert "3.1(1)" not in home
    sheet = client.get(f"/portfolio-link/v/sheet/{mine.uuid}/").content.decode()
    assert piece.title in sheet
    assert "My illness." not in sheet
    assert client.get(f"/portfolio-link/v/file/{piece.uuid}/").status_code == 200
    for address in (f"sheet/{theirs.uuid}", f"file/{hidden.uuid}", f"file/{uuid4()}", f"sheet/{uuid4()}"):
        assert client.get(f"/portfolio-link/v/{address}/").status_code == 404
    mine.supervisor = other
    mine.save()
    assert client.get(f"/portfolio-link/v/file/{piece.uuid}/").status_code == 404, "once it names somebody else"


@pytest.mark.clause("HB-46e")
@pytest.mark.parametrize("many", [1, 3, 30])
def test_the_list_of_sheets_asks_as_much_however_long(many: int, client: Client, django_assert_max_num_queries) -> None:
    supervisor = factories.supervisor(factories.portfolio())
    places = [f"1.{outcome}-{example}" for outcome in range(1, 6) for example in range(1, 4)]
    places += [f"{competency}.{outcome}-1" for competency in range(2, 6) for outcome in range(1, 5)]
    for place in places[:many]:
        factories.sheet(supervisor.portfolio, place, supervisor=supervisor)
    by = supervisor.portfolio.case.application.user
    services.send(supervisor=supervisor, by=by, at=NOW)
    steps.enter(supervisor, client)
    client.get("/portfolio-link/v/")
    with django_assert_max_num_queries(8):
        client.get("/portfolio-link/v/")


def test_nobody_comes_in_without_the_cookie_and_the_applicant_not_with_it(client: Client, sign_in) -> None:
    supervisor = steps.mary(factories.portfolio(people.UserFactory(full_name="Ada Byron")))
    steps.begin(supervisor)
    for address in ("", "sign/", "consent/", f"sheet/{supervisor.sheets.all()[0].uuid}/"):
        assert client.get(f"/portfolio-link/v/{address}").status_code == 410
    typed = client.post("/portfolio-link/v/consent/", {"later_email": "mary@home.example"})
    assert typed.status_code == 410
    assert "mary@home.example" in typed.content.decode(), "what was typed can be copied"
    path = steps.path_of(supervisor)
    for applicant in (supervisor.portfolio.case.application.user, people.UserFactory(full_name="ada  byron")):
        browser = sign_in(applicant)
        assert (browser.get(path).status_code, browser.post(f"{path}open/").status_code) == (403, 403)
        browser.cookies[portfolio_cookie()] = steps.enter(supervisor).cookies[portfolio_cookie()].value
        assert browser.get("/portfolio-link/v/").status_code == 403, "nor with the cookie of a supervisor"


# --- Consent and signature -----------------------------------------------------------------------------------------


@pytest.mark.clause("HB-53a", "HB-53b")
def test_a_supervisor_consents_and_signs(client: Client) -> None:
    supervisor = steps.mary()
    steps.begin(supervisor)
    steps.enter(supervisor, client)
    refused = client.post("/portfolio-link/v/consent/", {"later_email": "x@example.org"})
    assert refused.status_code == 422
    assert client.post("/portfolio-link/v/consent/", {"later_email": "mary@home.example"}).status_code == 302
    assert "at mary@home.example too" in client.get("/portfolio-link/v/").content.decode()
    assert client.post("/portfolio-link/v/consent/", {"withdraw": "yes"}).status_code == 302
    assert "Taken back on 22 November 2026" in client.get("/portfolio-link/v/").content.decode()
    told = {"seen": seen_on(client), "codes": PLACES, "signed_name": "Mary Somerville", "agreed": "on"}
    assert client.post("/portfolio-link/v/sign/", {**told, "agreed": ""}).status_code == 422
    assert client.post("/portfolio-link/v/sign/", told).status_code == 302
    leaving = Leaving.objects.get()
    assert (leaving.signed_name, set(leaving.sealed), len(leaving.sha256)) == ("Mary Somerville", set(PLACES), 64)
    assert client.get("/portfolio-link/v/").content.decode().count("Signed</strong>") == len(PLACES)
    assert client.post("/portfolio-link/v/sign/", told).status_code == 302, "pressed twice, it is signed once"
    assert client.post("/portfolio-link/v/leave/").status_code == 302
    assert client.get("/portfolio-link/v/").status_code == 410


@pytest.mark.clause("HB-53b")
def test_a_sheet_changed_while_the_page_was_open_is_looked_at_again(client: Client) -> None:
    supervisor = steps.mary()
    steps.begin(supervisor)
    steps.enter(supervisor, client)
    told = {"seen": seen_on(client), "codes": PLACES, "signed_name": "Mary Somerville", "agreed": "on"}
    changed(supervisor)
    stale = client.post("/portfolio-link/v/sign/", told)
    assert stale.status_code == 409
    assert "Changed while your page was open: 2.1 Clear speech and writing. Read" in stale.content.decode()
    assert Leaving.objects.get().signed_at is None
    assert client.post("/portfolio-link/v/sign/", {**told, "seen": seen_on(client)}).status_code == 302


@pytest.mark.clause("HB-53b")
def test_a_change_is_told_of_even_where_another_box_was_wrong_too(client: Client) -> None:
    supervisor = steps.mary()
    steps.begin(supervisor)
    steps.enter(supervisor, client)
    told = {"seen": seen_on(client), "codes": PLACES, "signed_name": "Mary Somerville"}
    changed(supervisor)
    answer = client.post("/portfolio-link/v/sign/", told)
    assert answer.status_code == 409
    assert "Changed while your page was open: 2.1 Clear speech and writing. Read" in answer.content.decode()


@pytest.mark.clause("HB-53b")
def test_an_example_that_came_off_the_list_is_told_of(client: Client) -> None:
    supervisor = steps.mary()
    steps.begin(supervisor)
    steps.enter(supervisor, client)
    told = {"seen": seen_on(client), "codes": PLACES[:2], "signed_name": "Mary Somerville", "agreed": "on"}
    steps.begin(supervisor, listed=PLACES[:2])
    answer = client.post("/portfolio-link/v/sign/", told)
    assert answer.status_code == 409
    assert "The list was changed while your page was open." in answer.content.decode()
    assert client.post("/portfolio-link/v/sign/", {**told, "seen": "x"}).status_code == 409
    assert client.post("/portfolio-link/v/sign/", {**told, "seen": seen_on(client)}).status_code == 302


def seen_on(client: Client) -> str:
    html = client.get("/portfolio-link/v/sign/").content.decode()
    return html.split('name="seen" value="')[1].split('"')[0]


def changed(supervisor: Supervisor) -> None:
    sheet = supervisor.sheets.get(competency=2)
    sheet.how_met = "Otherwise."
    steps.note(sheet=sheet, at=NOW)
