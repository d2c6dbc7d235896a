"""The letters about requests, grants taken back, and years held or judged again, as they are written."""

from __future__ import annotations

from datetime import date

import pytest

from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.correspondence.rendering import write
from cpd.models import Extension
from cpd.services import answering, close
from tests.cpd.asking.conftest import IN_TIME, OCTOBER, asked, asked_for_less, asked_for_nothing
from tests.cpd.close.conftest import run_close

__all__ = ["run_close"]


@pytest.mark.pango
@pytest.mark.clause("CPD-11", "CPD-11a", "CPD-16a", "CPD-16b", "CPD-10")
def test_every_answer_is_a_letter_with_its_clause(ada, ben, year, run_close, cleo) -> None:
    told = {"by": cleo, "at": IN_TIME, "why": "We have looked at it."}
    answering.grant_time(request=asked(ada, year), until=date(2026, 12, 31), **told)
    answering.refuse(request=asked_for_nothing(ada, year), ground="no_evidence", **told)
    answering.grant_less(request=asked_for_less(ada, year), portfolio_seen=True, **told)
    asked(ben, year)
    run_close()
    back = {"reason": "In error.", "by": cleo, "at": OCTOBER}
    answering.take_back_grant(ask="extension", relief_id=Extension.objects.get().pk, **back)
    close.judge_again(member=ada, year=year, reason="Asked.", by=cleo, at=OCTOBER)
    texts = {message.pk: write(message, at=OCTOBER) for message in Message.objects.order_by("pk")}
    together = "\n".join(one.subject + one.text + one.html for one in texts.values())
    for words in (
        "Granted: more time for your CPD year 2025/26",
        "Not granted: owing no CPD in your CPD year 2025/26",
        "stays open until the end of 31 December 2026",
        "The dates you gave are not shown by any document. (rule CPD-16a)",
        "Granted: five outcomes in your CPD year 2025/26",
        "stays open until your request is answered",
        "Taken back: the extra time",
        "We have looked at your CPD year 2025/26 again",
    ):
        assert words in together, words
