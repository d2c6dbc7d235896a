"""A postman that is killed at any moment loses no letter, and sends at most one of them a second time."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from cilexportal.foundation import london
from cilexportal.foundation.correspondence import services
from cilexportal.foundation.correspondence.models import Message, MessageState
from members.letters import ACCOUNT_MAIL

LETTERS = 300
KILLS = 8
POSTMAN = """
import django
django.setup()
from cilexportal.foundation import london
from cilexportal.foundation.correspondence import sending
print("at work", flush=True)
while sending.send_due(at=london.now(), limit=20):
    pass
"""


def postman(mail: Path) -> subprocess.Popen[str]:
    """A process that sends what is due into files below `mail`."""
    place = connection.settings_dict
    host = f"?host={quote(place['HOST'])}" if place["HOST"] else ""
    credentials = f"{quote(place['USER'])}:{quote(place['PASSWORD'])}@"
    surroundings = {
        **os.environ,
        "DATABASE_URL": f"postgres://{credentials}/{place['NAME']}{host}{'&' if host else '?'}port={place['PORT']}",
        "DJANGO_SETTINGS_MODULE": "cilexportal.settings",
        "EMAIL_URL": f"file://{mail}",
        "PYTHONPATH": str(settings.BASE_DIR),
    }
    return subprocess.Popen([sys.executable, "-c", POSTMAN], env=surroundings, stdout=subprocess.PIPE, text=True)


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
        with postman(mail) as process:
            process.stdout.readline()
            time.sleep(chance.uniform(0.01, 0.15))
            process.kill()
        end_leases()
    killed_with_work_left = Message.objects.filter(state=MessageState.QUEUED).count()
    with postman(mail) as process:
        assert process.wait(60) == 0
    copies = sent(mail)
    assert set(copies) == {str(uuid) for uuid in Message.objects.values_list("uuid", flat=True)}
    assert sum(copies.values()) <= LETTERS + KILLS
    assert not Message.objects.exclude(state=MessageState.SENT).exists()
    assert killed_with_work_left, "the kills came while there was work"
