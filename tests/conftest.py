"""What every test may ask for: a clean database, people to sign in as, a clock, and no network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import pytest
import time_machine
from django.http import FileResponse
from django.test import Client, TransactionTestCase, override_settings
from hypothesis import settings as drawing

from cilexportal.celery import app as celery_app
from members.models import Member, User
from tests import factories, seed
from tests.together import Together, turn_of

# Drawn examples are judged by what comes out, never by how long a busy machine takes.
drawing.register_profile("house", deadline=None)
drawing.load_profile("house")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    """How tests are dealt out to the processes of a run."""
    return Together(config, log)


@pytest.fixture(scope="session", autouse=True)
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Private files and the moved clock live in a folder of this run; static files need no build."""
    place = tmp_path_factory.mktemp("house")
    files = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": place / "files", "base_url": None, "file_permissions_mode": 0o600},
    }
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    (place / "static").mkdir()
    with override_settings(
        STORAGES={"default": files, "staticfiles": static},
        STATIC_ROOT=place / "static",
        PORTAL_CLOCK_FILE=str(place / "clock"),
        DEMO_GATEWAY_FOLDER=str(place / "gateway"),
        SEAL_FOLDER=str(place / "seal"),
    ):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """The database as the migrations leave it, which tests that commit are cleaned up to."""
    with django_db_blocker.unblock():
        seed.keep()
    TransactionTestCase._fixture_teardown = lambda case: seed.restore()


@pytest.fixture(autouse=True)
def closed_files(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A file that a test asked for and left unread is closed after it, as a server closes it with the answer."""
    files: list[IO[bytes]] = []
    begin = FileResponse.__init__

    def kept(answer: FileResponse, *args: Any, **kwargs: Any) -> None:
        begin(answer, *args, **kwargs)
        if answer.file_to_stream is not None:  # kept now: the answer to a HEAD forgets its file before it closes it
            files.append(answer.file_to_stream)

    monkeypatch.setattr(FileResponse, "__init__", kept)
    yield
    for file in files:
        file.close()


@pytest.fixture(autouse=True)
def unmoved_clock(settings) -> Iterator[None]:
    """A test that moves the portal's clock leaves it as it was."""
    clock = Path(settings.PORTAL_CLOCK_FILE)
    yield
    clock.unlink(missing_ok=True)


@pytest.fixture
def at() -> Iterator[Callable[[datetime], None]]:
    """`at(moment)` stops this process's clock at an aware instant; the database's own clock goes on."""
    travels: list[time_machine.travel] = []

    def stop(moment: datetime) -> None:
        assert moment.tzinfo is not None, "an instant needs a time zone"
        travel = time_machine.travel(moment, tick=False)
        travel.start()
        travels.append(travel)

    yield stop
    for travel in reversed(travels):
        travel.stop()


@pytest.fixture
def eager() -> Iterator[None]:
    """Tasks run at once, in this process, when they are nudged."""
    before = celery_app.conf.task_always_eager
    celery_app.conf.task_always_eager = True
    yield
    celery_app.conf.task_always_eager = before


@pytest.fixture
def user(db: None) -> User:
    """A person with an account and a verified address, and nothing else."""
    return factories.UserFactory()


@pytest.fixture
def member(db: None) -> Member:
    """A Fellow with an account."""
    return factories.MemberFactory()


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    """`sign_in(user)` gives a client of that person; staff come with their second factor."""
    return factories.signed_in


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what takes minutes, unless it is asked for with `-m long`; groups that take long come first."""
    if "long" not in str(config.getoption("markexpr")):
        left_out = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    items.sort(key=lambda item: turn_of(item.nodeid))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Figures that tests told by `record_property("figure", ...)` are printed before the closing line."""
    reports = terminalreporter.getreports("passed")
    for figure in [text for report in reports for name, text in report.user_properties if name == "figure"]:
        terminalreporter.write_line(figure)
