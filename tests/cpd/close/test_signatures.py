"""An officer's signatures under the not-met results of a year: each covers what was there to be signed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cilexportal.foundation.rulebook.refusal import Refused
from cpd.enums import Outcome
from cpd.models import Signature, YearResult
from cpd.queries import close as queries
from cpd.queries.desk import state_of
from cpd.services import close
from members.enums import Role
from members.models import Grade
from tests import factories
from tests.cpd.close.conftest import log_nine, outcome
from tests.cpd.conftest import CLOSES

SIGNED = CLOSES + timedelta(days=1)
EXTENDED_TO = date(2026, 12, 31)
ENDED = CLOSES + timedelta(days=92, hours=1)


@pytest.mark.clause("CPD-13", "CPD-11a")
def test_a_member_whose_extension_ends_after_the_signature_is_signed_by_another(
    year, ada, ben, extend, run_close
) -> None:
    extend(ben, year, EXTENDED_TO)
    run_close()
    close.sign(year=year, by=ada.user, at=SIGNED)
    first = Signature.objects.get()
    assert state_of(year, at=SIGNED).word == "Closed and signed"
    with pytest.raises(Refused, match="waits for a signature"):
        close.sign(year=year, by=ada.user, at=SIGNED)

    run_close(at=ENDED, extensions_only=True)
    assert outcome(ben, year) == Outcome.NOT_MET
    assert (state_of(year, at=ENDED).word, state_of(year, at=ENDED).unsigned) == ("Closed", 1)
    assert queries.signatures(year) == [(first, 1)]
    close.sign(year=year, by=ben.user, at=ENDED)
    second = Signature.objects.get(at=ENDED)
    live = dict(YearResult.objects.filter(superseded_at=None).values_list("member", "signature"))
    assert live == {ada.pk: first.pk, ben.pk: second.pk}
    assert queries.signatures(year) == [(first, 1), (second, 1)]
    assert (second.by, state_of(year, at=ENDED).word) == (ben.user, "Closed and signed")


@pytest.mark.clause("CPD-13")
def test_only_live_not_met_results_of_the_year_are_signed(year, next_year, ada, extend, run_close) -> None:
    met, extended = factories.MemberFactory(), factories.MemberFactory()
    log_nine(met, year)
    extend(extended, year, EXTENDED_TO)
    run_close()
    run_close(of=next_year, at=next_year.closes_at)
    close.sign(year=year, by=ada.user, at=SIGNED)
    assert list(YearResult.objects.exclude(signature=None).values_list("member", "year")) == [(ada.pk, year.pk)]


@pytest.mark.clause("CPD-13")
def test_nothing_is_signed_before_everybody_due_is_judged(year, ada, run_close) -> None:
    close.start(year=year, by=None, at=CLOSES)
    with pytest.raises(Refused, match="once the year has been closed"):
        close.sign(year=year, by=ada.user, at=CLOSES)
    Grade.objects.create(code="unheard_of", rank=500)
    factories.MemberFactory(grade="unheard_of")
    run_close()
    with pytest.raises(Refused, match="could not be judged yet"):
        close.sign(year=year, by=ada.user, at=SIGNED)
    assert not Signature.objects.exists()


@pytest.mark.clause("CPD-13")
def test_the_desk_counts_what_waits_and_lists_who_signed(year, ada, ben, extend, run_close, sign_in, at) -> None:
    cleo = factories.staff(Role.CPD_OFFICER, full_name="Cleo Hart")
    extend(ben, year, EXTENDED_TO)
    run_close()
    close.sign(year=year, by=cleo, at=SIGNED)
    run_close(at=ENDED, extensions_only=True)
    at(ENDED)
    desk = sign_in(cleo)
    words = desk.get(f"/cpd/desk/{year.slug}/").content.decode()
    assert "Cleo Hart signed on 2 October 2026 at 12:00am: 1 not-met result of that list stands today" in words
    assert "1 not-met result is not signed yet" in words
    assert "2 October 2026; 1 not yet" in desk.get("/cpd/desk/").content.decode()
    listed = desk.get(f"/cpd/desk/{year.slug}/not-met/").content.decode()
    assert (listed.count(">2 October 2026<"), listed.count(">Not yet<")) == (1, 1)
    assert "1 not-met result is not signed yet" in desk.get(f"/cpd/desk/{year.slug}/sign/").content.decode()
