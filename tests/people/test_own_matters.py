"""Officers who are members, too: nobody decides about themselves, nor clears an open matter by a merge."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cilexportal.foundation.correspondence.models import MessageState
from cilexportal.foundation.rulebook.refusal import Refused
from cpd.enums import Outcome
from members.enums import Role
from members.models import Member, User
from people.models import GradeChange, Merge, Note, Restriction
from people.queries.merging import side_of
from people.rules.saying import Declined
from people.services import grades, merging, notes, restrictions
from standing.enums import ReferredFor, Verdict
from standing.models import Referral
from standing.particulars import seal
from tests import factories
from tests.people.test_services_merging import judged
from tests.standing import factories as paid
from tests.standing.people import closed

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> User:
    return factories.staff(Role.MEMBERSHIP_OFFICER)


@pytest.fixture
def own(officer: User) -> Member:
    """The officer's own membership."""
    return factories.MemberFactory(user=officer, grade="paralegal")


def merge(kept: Member, gone: Member, by: User) -> Merge:
    return merging.merge(
        kept_id=kept.pk, gone_id=gone.pk, facts=lambda one: side_of(one, at=AT), why="One person.", by=by, at=AT
    )  # fmt: skip


@pytest.mark.clause("CPD-16c")
def test_nobody_changes_their_own_grade(officer: User, own: Member) -> None:
    factories.GradeFactory(code="fellow")
    with pytest.raises(Refused, match="your own membership"):
        grades.change(member_id=own.pk, to="fellow", on=date(2026, 11, 20), why="Admitted.", by=officer, at=AT)
    assert not GradeChange.objects.exists()


def test_nobody_takes_over_anothers_number_or_parts_their_own(officer: User, own: Member) -> None:
    other = factories.MemberFactory()
    for pair in ((own, other), (other, own)):
        with pytest.raises(Declined, match="your own number"):
            merge(*pair, by=officer)
    made = merge(own, other, by=factories.staff(Role.MEMBERSHIP_OFFICER))
    with pytest.raises(Declined, match="your own number"):
        merging.undo(merge_id=made.pk, why="Two people.", by=officer, at=AT)


def test_nobody_writes_or_withdraws_a_note_about_themselves(officer: User, own: Member) -> None:
    told = {"body": "Rang.", "visibility": "both", "at": AT}
    for about in ({"member": own, "user": None}, {"member": None, "user": officer}):
        with pytest.raises(Declined, match="about you"):
            notes.write(**about, **told, by=officer)
    made = notes.write(member=own, user=None, **told, by=factories.staff(Role.MEMBERSHIP_OFFICER))
    with pytest.raises(Declined, match="about you"):
        notes.withdraw(note_id=made.pk, why="Wrong.", by=officer, at=AT)
    assert Note.objects.get().withdrawn_at is None


@pytest.mark.clause("TC-4.3")
def test_nobody_lifts_what_ends_correspondence_with_themselves(officer: User) -> None:
    first, second = factories.staff(Role.MEMBERSHIP_OFFICER), factories.staff(Role.MEMBERSHIP_OFFICER)
    told = {"matter": "your fee", "why": "Threats.", "review_on": date(2027, 1, 31)}
    found = restrictions.propose(user=officer, **told, by=first, at=AT)
    with pytest.raises(Refused, match="about you"):
        restrictions.agree(restriction_id=found.pk, by=officer, at=AT)
    restrictions.agree(restriction_id=found.pk, by=second, at=AT)
    with pytest.raises(Refused, match="about you"):
        restrictions.lift(restriction_id=found.pk, why="It was calm.", by=officer, at=AT)
    assert Restriction.objects.get().is_in_force


@pytest.mark.clause("CPD-14")
def test_a_year_that_was_not_met_is_not_left_behind_with_the_old_number(officer: User) -> None:
    kept, gone = factories.MemberFactory(), factories.MemberFactory()
    closed(gone, Outcome.NOT_MET, signed=AT)
    # A later result, so that the latest one is not what forbids it.
    judged(kept, "2026/27")
    with pytest.raises(Declined, match=r"2025/26 of .* was not met"):
        merge(kept, gone, by=officer)


@pytest.mark.clause("CPD-15b")
def test_a_declaration_that_waits_is_not_brushed_aside_by_one_of_a_second_account(officer: User) -> None:
    kept, gone = factories.MemberFactory(), factories.MemberFactory()
    paid.declaration(kept)
    waiting = paid.declaration(gone, verdict=Verdict.REFERRED, decided_by=officer)
    with pytest.raises(Declined, match="waits, for 2027"):
        merge(kept, gone, by=officer)
    waiting.verdict = Verdict.ACCEPTED
    waiting.save()
    assert merge(kept, gone, by=officer)


@pytest.mark.clause("TC-4.2")
def test_officers_find_no_referral_about_themselves_in_a_list(officer: User, own: Member) -> None:
    Referral.objects.create(about=officer, reason=ReferredFor.ABUSE, sealed=seal("Shouted."), sent_at=AT)
    for reader, words in ((officer, "Nothing yet"), (factories.staff(Role.MEMBERSHIP_OFFICER), str(officer.full_name))):
        assert words in factories.signed_in(reader).get("/desk/standing/renewals/referring/").content.decode()


@pytest.mark.clause("LAW-ART10")
@pytest.mark.parametrize(
    ("kind", "readers"),
    [
        ("asking.asked", {Role.CPD_OFFICER}),
        ("standing.certificate_revoked", {Role.CPD_OFFICER}),
        ("standing.benefits_lost", {Role.CPD_OFFICER}),
        ("cpd.year_closed", {Role.CPD_OFFICER}),
        ("standing.not_admitted", {Role.MEMBERSHIP_OFFICER}),
        ("shop.invoice", {Role.MEMBERSHIP_OFFICER}),
        ("people.access_answered", {Role.MEMBERSHIP_OFFICER}),
        ("standing.renewal_due", {Role.CPD_OFFICER, Role.MEMBERSHIP_OFFICER}),
    ],
)
def test_the_desk_of_letters_has_two_sides(kind: str, readers: set[Role]) -> None:
    sent = factories.MessageFactory(kind=kind, subject="Sent.", state=MessageState.SENT, sent_at=AT)
    read = {
        role
        for role in (Role.CPD_OFFICER, Role.MEMBERSHIP_OFFICER)
        if factories.signed_in(factories.staff(role)).get(f"/desk/letters/{sent.uuid}/").status_code == 200
    }
    assert read == readers
