"""What the addresses of data rights name in the test of the access matrix."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from cilexportal.foundation import london
from members.models import User
from people.enums import Channel, PackState
from people.models import AccessRequest, Complaint, DataPack
from tests import factories

Arguments = dict[str, Any]
Store = Callable[[], str]


def request(owner: User) -> Arguments:
    """A request of somebody who is not the one that looks."""
    today = london.today()
    made = AccessRequest.objects.create(
        person=factories.UserFactory(), name="A person", channel=Channel.LETTER, words="All of it.",
        received_on=today, entered_at=london.now(), due_on=today + timedelta(days=30),
    )  # fmt: skip
    return {"uuid": made.uuid, "do": "answer"}


def complaint(owner: User) -> Arguments:
    """A complaint of somebody without an account."""
    made = Complaint.objects.create(
        form_key=uuid.uuid4(), name="A person", email="person@example.org", words="Words.", received_at=london.now(),
        received_on=london.today(), due_on=london.today() + timedelta(days=29),
    )  # fmt: skip
    return {"uuid": made.uuid, "do": "inquiry"}


def objects(stored: Store) -> dict[str, Callable[[User], Arguments]]:
    """Route -> what its address names."""

    def pack(owner: User) -> Arguments:
        now = london.now()
        made = DataPack.objects.create(
            person=owner, state=PackState.READY, made_at=now, expires_at=now + timedelta(days=7), file=stored()
        )
        return {"uuid": made.uuid}

    return {
        "me:pack": pack,
        "me:pack_file": pack,
        "people:access_one": request,
        "people:access_act": request,
        "people:complaint": complaint,
        "people:complaint_act": complaint,
    }
