from datetime import UTC, datetime

import pytest
from django.contrib.sessions.models import Session

from members.tasks import forget_sessions


@pytest.mark.django_db
def test_sessions_that_have_ended_are_forgotten() -> None:
    for key, year in (("ended", 2020), ("lasting", 2120)):
        Session.objects.create(session_key=key, session_data="", expire_date=datetime(year, 1, 1, tzinfo=UTC))
    forget_sessions()
    assert [session.session_key for session in Session.objects.all()] == ["lasting"]
