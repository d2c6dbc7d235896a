"""Each verb of the logbook says in the trail who did it and what it was."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest

from cpd.models import CpdYear, Record
from cpd.services import records
from members.models import Member, RoleGrant
from members.services import grant_role, revoke_role
from tests import factories
from tests.cpd.conftest import CLOSES, MAY


def why(model: type) -> dict[str, object]:
    """What the newest event of a table says of its cause."""
    return model.pgh_event_model.objects.latest("pgh_id").pgh_context.metadata  # type: ignore[attr-defined]


def test_the_verbs_of_the_logbook(ada: Member, save: Callable, year: CpdYear) -> None:
    name = uuid.uuid4()
    save(ada, uuid_=name)
    assert why(Record) == {"user": ada.user_id, "why": "cpd.record.save"}
    records.remove(member=ada, uuid=name, at=MAY)
    assert why(Record) == {"user": ada.user_id, "why": "cpd.record.remove"}
    records.restore(member=ada, uuid=name, at=MAY)
    assert why(Record) == {"user": ada.user_id, "why": "cpd.record.restore"}
    late = Record.objects.create(member=ada, year=year)
    records.carry_over(member=ada, uuid=late.uuid, new_uuid=uuid.uuid4(), at=CLOSES + timedelta(days=1))
    assert why(Record) == {"user": ada.user_id, "why": "cpd.record.carry_over"}


@pytest.mark.django_db
def test_roles_given_and_taken() -> None:
    officer, keeper = factories.UserFactory(), factories.UserFactory()
    grant = grant_role(user_id=officer.pk, role="finance", by=keeper.pk, at=MAY)
    assert why(RoleGrant) == {"user": keeper.pk, "why": "members.grant_role"}
    revoke_role(grant_id=grant.pk, by=keeper.pk, at=MAY)
    assert why(RoleGrant) == {"user": keeper.pk, "why": "members.revoke_role"}
    grant_role(user_id=officer.pk, role="finance", by=None, at=MAY)
    assert why(RoleGrant) == {"why": "members.grant_role"}
