"""A postman that is killed at any moment loses no letter, and sends at most one of them a second time."""

from __future__ import annotations

import os
import random
import re
import signal
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import NoReturn

import pytest
from django.db import connection, connections
from django.test import override_settings

from cilexportal import addresses
from cilexportal.foundation import london
from cilexportal.foundation.correspondence import sending, services
from cilexportal.foundation.correspondence.models import Message, MessageState
from members.letters import ACCOUNT_MAIL

LETTERS = 300
KILLS = 8


def postman(mail: Path) -> int:
    """A process that sends what is due into files below `mail`; it begins where this one is, and shares nothing."""
    connections.close_all()
    process = os.fork()
    if not process:
        send_all(mail)
    return process


def send_all(mail: Path) -> NoReturn:
    """In the new process: never returns into the test."""
    code = 1
    try:
        with override_settings(**addresses.email(f"file://{mail}")):
            while sending.send_due(at=london.now(), limit=20):
                pass
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def delivered() -> int:
    """How many letters are known to be sent."""
    return Message.objects.filter(state=MessageState.SENT).count()


def ended(process: int) -> int:
    """How a process ended: its exit code, or what killed it as a negative number."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def sent(mail: Path) -> Counter[str]:
    """How often each Message-ID stands in the files."""
    words = "".join(path.read_text() for path in mail.iterdir()) if mail.exists() else ""
    return Counter(re.findall(r"^Message-ID: <([0-9a-f-]+)@", words, re.M))


def end_leases() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE correspondence_message SET claimed_at = claimed_at - interval '3 minutes'")


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_a_killed_postman_loses_nothing(tmp_path):
    mail = tmp_path / "mail"
    chance = random.Random(20260930)
    for number in range(LETTERS):
        services.queue(
            kind=ACCOUNT_MAIL.code,
            to_user_id=None,
            to_name="",
            to_email=f"person{number}@example.org",
            context={"subject": "A code", "text": f"Letter {number}"},
            at=london.now(),
        )
    for _ in range(KILLS):
        process, goal, began = postman(mail), delivered() + chance.randint(1, 25), time.monotonic()
        while delivered() < goal:
            assert time.monotonic() - began < 60, "the postman sends nothing"
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.02))
        os.kill(process, signal.SIGKILL)
        assert ended(process) == -signal.SIGKILL
        end_leases()
    killed_with_work_left = Message.objects.filter(state=MessageState.QUEUED).count()
    assert ended(postman(mail)) == 0
    copies = sent(mail)
    assert set(copies) == {str(uuid) for uuid in Message.objects.values_list("uuid", flat=True)}
    assert sum(copies.values()) <= LETTERS + KILLS
    assert not Message.objects.exclude(state=MessageState.SENT).exists()
    assert killed_with_work_left, "the kills came while there was work"
