"""Servers run while somebody uses them, and no longer, whatever becomes of those who do."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg2
import pytest

from cilexportal.launcher import places, servers
from cilexportal.launcher.places import LauncherError, Places
from cilexportal.launcher.postgres import Postgres

pytestmark = pytest.mark.services
BOTH = ["postgres", "valkey"]
USER = """
import sys, time
from pathlib import Path
from cilexportal.launcher import servers
from cilexportal.launcher.places import Places
with servers.in_use(["postgres", "valkey"], Places("test", Path(sys.argv[1]))):
    print("up", flush=True)
    time.sleep(60)
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    """A checkout of its own, so that servers of the real one are left alone."""
    place = Places("test", tmp_path_factory.mktemp("checkout"))
    yield place
    shutil.rmtree(place.shared, ignore_errors=True)


def query(place: Places, statement: str) -> str:
    connection = psycopg2.connect(dbname="portal", user="portal", host=str(place.shared / place.mode))
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return str(cursor.fetchone()[0]) if cursor.description else ""
    finally:
        connection.close()


def notes(place: Places) -> list[servers.Notes]:
    return [servers.Notes(name, place) for name in BOTH]


def wait_until(condition: Callable[[], bool], seconds: float = 15) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def other_user(place: Places) -> subprocess.Popen[bytes]:
    """Another process that uses the servers."""
    process = subprocess.Popen([sys.executable, "-c", USER, str(place.root)], stdout=subprocess.PIPE, cwd=places.ROOT)
    assert process.stdout
    with process.stdout:
        assert process.stdout.readline() == b"up\n"
    return process


def test_servers_start_are_adopted_and_stop_and_data_survive(place: Places) -> None:
    with servers.in_use(BOTH, place) as first:
        query(place, "CREATE TABLE IF NOT EXISTS kept AS SELECT 'still here' AS word")
        with servers.in_use(BOTH, place) as second:
            assert second == first
        assert query(place, "SELECT word FROM kept") == "still here"
        assert all(note.kept() for note in notes(place))
    assert not any(note.kept() or note.served() for note in notes(place))
    with servers.in_use(["postgres"], place):
        assert query(place, "SELECT word FROM kept") == "still here"


def test_servers_outlive_the_one_who_started_them_while_another_uses_them(place: Places) -> None:
    starter = other_user(place)
    with servers.in_use(BOTH, place) as urls:
        starter.kill()
        starter.wait()
        time.sleep(0.3)
        assert query(place, "SELECT 1") == "1"
        assert all(note.served() == urls[name] for name, note in zip(BOTH, notes(place), strict=True))


def test_a_killed_user_leaves_no_server_behind(place: Places) -> None:
    user = other_user(place)
    user.kill()
    user.wait()
    assert wait_until(lambda: not any(note.kept() for note in notes(place)))


def server_process(place: Places) -> int:
    """The operating system's id of the running PostgreSQL."""
    pid_file = Postgres(place).data / "postmaster.pid"
    return int(pid_file.read_text().split()[0])


def state_of(process: int) -> list[str]:
    """What the kernel says of a process after its name: state, parent, and more."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except FileNotFoundError:
        return ["X"]


def ended(process: int) -> bool:
    """Whether a process is gone, or dead and only waits to be counted by its parent."""
    return state_of(process)[0] in "XZ"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_a_killed_keeper_takes_its_server_along_and_the_next_user_starts_a_new_one(place: Places) -> None:
    with servers.in_use(["postgres"], place):
        server = server_process(place)
        os.kill(int(state_of(server)[1]), signal.SIGKILL)
        assert wait_until(lambda: not notes(place)[0].kept())
        with servers.in_use(["postgres"], place):
            assert server_process(place) != server
            assert query(place, "SELECT word FROM kept") == "still here"
        assert wait_until(lambda: ended(server))


def test_a_server_that_still_shuts_down_does_not_answer_for_the_one_that_follows_it(place: Places) -> None:
    with servers.in_use(["postgres"], place), subprocess.Popen(["sleep", "60"]) as follower:
        after = Postgres(place)
        after.child = follower
        assert not after.ready()
        follower.kill()


def test_data_are_not_wiped_under_a_user(place: Places) -> None:
    with (
        servers.in_use(["valkey"], place),
        pytest.raises(LauncherError, match="in use by another command of this checkout"),
    ):
        servers.wipe(place)
    servers.wipe(place)
    with servers.in_use(["postgres"], place):
        assert query(place, "SELECT count(*) FROM pg_tables WHERE tablename = 'kept'") == "0"


def test_the_database_knows_letters_of_every_language_and_what_the_portal_needs(place: Places) -> None:
    with servers.in_use(["postgres"], place):
        assert query(place, "SELECT lower('ÉŁŻ')") == "éłż"
        names = "'pg_trgm', 'btree_gist', 'unaccent', 'citext'"
        assert query(place, f"SELECT count(*) FROM pg_available_extensions WHERE name IN ({names})") == "4"
        assert query(place, "SELECT timestamptz '2026-07-01 00:00Z' AT TIME ZONE 'Europe/London'").endswith("01:00:00")


def test_valkey_answers_nobody_without_the_password(place: Places) -> None:
    import redis

    with servers.in_use(["valkey"], place) as urls:
        assert redis.Redis.from_url(urls["valkey"]).ping()
        bare = "redis://" + urls["valkey"].split("@")[1]
        with pytest.raises(redis.AuthenticationError):
            redis.Redis.from_url(bare).ping()
