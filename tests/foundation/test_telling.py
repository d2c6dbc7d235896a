"""Who listens to an app's events."""

from __future__ import annotations

from cilexportal.foundation.telling import Teller


def test_each_listener_hears_its_kind_once() -> None:
    teller, heard = Teller(), []
    teller.listen(int, heard.append)
    teller.listen(int, heard.append)
    teller.tell(3)
    teller.tell("three")
    assert heard == [3]
