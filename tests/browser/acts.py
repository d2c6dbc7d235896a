"""What people do in journeys, in the words on the page."""

from __future__ import annotations

from datetime import date, datetime
from urllib.parse import urlsplit

from django.test import override_settings
from playwright.sync_api import Page

from cilexportal.demo import loading
from cilexportal.demo.people import PASSWORD, PEOPLE, Persona
from cilexportal.foundation import london
from members.models import Member, User

# Accounts are read by the site's processes, which know no fast hasher.
STRONG = ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def persona(key: str) -> Persona:
    """One of the demo's invented people."""
    return next(one for one in PEOPLE if one.key == key)


def given(key: str) -> User:
    """The account of a demo persona, with its membership and second factor, and nothing recorded."""
    with override_settings(PASSWORD_HASHERS=STRONG):
        loading.load_persona(persona(key))
    return User.objects.get(email=persona(key).email)


def member(key: str) -> Member:
    """The membership of a demo persona."""
    return Member.objects.get(user__email=persona(key).email)


def it_is(moment: datetime) -> None:
    """Moves the clock of every process to a London moment."""
    at = moment.replace(tzinfo=london.LONDON)
    london.move_clock(at.astimezone(london.UTC) - datetime.now(london.UTC))


def sign_in(page: Page, key: str) -> None:
    """Signs in with email address and password, as a member does."""
    page.goto("/account/login/")
    fill_sign_in(page, key)


def fill_sign_in(page: Page, key: str) -> None:
    """Fills in the sign-in page that is open."""
    page.get_by_label("Email").fill(persona(key).email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/account/login" not in url)


def become(page: Page, key: str) -> None:
    """Signs in by the demo's own page, which spares staff their second factor."""
    page.goto("/demo/")
    page.get_by_role("button", name=f"Sign in as {persona(key).name}").click()
    page.wait_for_load_state()


def open_new_record(page: Page) -> None:
    """From the CPD page to an empty form."""
    page.goto("/cpd/")
    page.get_by_role("link", name="Record CPD").first.click()
    page.wait_for_url("**/edit/**")


def fill_record(
    page: Page,
    title: str,
    day: date,
    *,
    planned: bool,
    professionalism: bool = False,
    hours: str = "",
    in_specialism: bool | None = None,
) -> None:
    """Answers every mandatory question of the form that is open."""
    page.get_by_label("Title").fill(title)
    page.get_by_label("Day", exact=True).fill(str(day.day))
    page.get_by_label("Month", exact=True).fill(str(day.month))
    page.get_by_label("Year", exact=True).fill(str(day.year))
    page.get_by_label("Planned" if planned else "Unplanned", exact=True).check()
    page.get_by_label("What did you learn?").fill(f"What {title} taught me, word for word.")
    page.get_by_label("How do you evaluate it?").fill("It gave me what I wanted.")
    if professionalism:
        page.get_by_label("It was about professionalism").check()
    if hours:
        page.get_by_label("Hours").fill(hours)
    if in_specialism is not None:
        group = page.get_by_role("group", name="Was it in your specialism")
        group.get_by_label("Yes" if in_specialism else "No", exact=True).check()


def save_record(page: Page) -> None:
    """Presses the one main button of the form."""
    page.get_by_role("button", name="Save this record").click()
    page.wait_for_url(lambda url: not on_form(url))


def on_form(url: str) -> bool:
    """Whether an address is that of a record's form."""
    return urlsplit(url).path.endswith("/edit/")
