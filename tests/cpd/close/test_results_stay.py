"""What the database itself refuses to do with the result of a closed year."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from cpd.enums import Outcome
from cpd.models import Signature, YearResult
from tests.cpd.close.conftest import log_nine
from tests.cpd.conftest import CLOSES, MAY


def tell(statement: str, *given: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, given)


@pytest.mark.clause("CPD-10")
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM cpd_yearresult",
        "UPDATE cpd_yearresult SET outcome = 'met'",
        "UPDATE cpd_yearresult SET outcomes = 9",
        "UPDATE cpd_yearresult SET hours = hours + 0.01",
        "UPDATE cpd_yearresult SET requirement_id = NULL",
        "UPDATE cpd_yearresult SET closed_at = closed_at + interval '1 second'",
        "UPDATE cpd_yearresult SET decided_at = now() - interval '1 day'",
        "UPDATE cpd_yearresult SET superseded_at = now(), outcome = 'met'",
        "UPDATE cpd_yearresult SET id = -id",
    ],
)
def test_a_result_is_neither_rewritten_nor_deleted(year, ada, run_close, statement) -> None:
    run_close()
    before = YearResult.objects.values().get()
    with pytest.raises(IntegrityError, match="the result of a closed CPD year stays as it is"):
        tell(statement)
    assert YearResult.objects.values().get() == before
    assert before["outcome"] == Outcome.NOT_MET


@pytest.mark.clause("CPD-13")
def test_a_result_is_signed_once_and_the_signature_stays(year, ada, run_close) -> None:
    run_close()
    first, second = (Signature.objects.create(year=year, at=CLOSES, by=ada.user) for _ in range(2))
    tell("UPDATE cpd_yearresult SET signature_id = %s", first.pk)
    for other in (None, second.pk):
        with pytest.raises(IntegrityError, match="stays as it is"):
            tell("UPDATE cpd_yearresult SET signature_id = %s", other)
    assert YearResult.objects.get().signature == first


@pytest.mark.clause("CPD-13")
def test_only_a_not_met_result_is_signed(year, ada, run_close) -> None:
    log_nine(ada, year)
    run_close()
    signature = Signature.objects.create(year=year, at=CLOSES, by=ada.user)
    with pytest.raises(IntegrityError, match="only_not_met_results_are_signed"):
        tell("UPDATE cpd_yearresult SET signature_id = %s", signature.pk)


@pytest.mark.clause("CPD-10")
def test_a_result_is_superseded_once_and_never_brought_back(year, ada, run_close) -> None:
    run_close()
    tell("UPDATE cpd_yearresult SET superseded_at = %s", CLOSES)
    for at in (None, MAY):
        with pytest.raises(IntegrityError, match="stays as it is"):
            tell("UPDATE cpd_yearresult SET superseded_at = %s", at)
    assert YearResult.objects.get().superseded_at == CLOSES
