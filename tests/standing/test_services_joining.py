"""Joining: asked for and paid, admitted or not; and an employer who pays for many; and rules that change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template.loader import render_to_string

from cilexportal.foundation.correspondence import sending
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import Member
from people.services import contact
from shop.enums import CancellationStage
from shop.models import Cancellation
from standing.models import ConductForm, Declaration, Joining, MemberRule, Renewal, Term
from standing.queries import member_rules, unpaid
from standing.services import announcing, employers, joining
from tests import factories as people
from tests.standing import factories, paying
from tests.standing.factories import NOON

# November: two twelfths of 230 pounds, and 40 for registration.
SUM = 3833 + 4000

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def applicant(user):
    form = ConductForm.objects.get()
    Declaration.objects.create(
        user=user, year=2026, form=form, statement="A", spent=False, discloses=False, signed_name="A", made_at=NOON,
        verdict="accepted", decided_at=NOON,
    )  # fmt: skip
    return user


@pytest.fixture
def officer(db):
    return people.staff("membership_officer")


def asked(user, *, pence=SUM):
    return joining.ask(user=user, grade="paralegal", payer=paying.bill_to(), seen_pence=pence, at=NOON)


def paid(user, gateway):
    paying.by_card(asked(user), gateway, at=NOON)
    return Joining.objects.get(user=user)


@pytest.mark.clause("TC-4.1b")
def test_an_officer_admits_whoever_has_paid(applicant, officer, demo_gateway):
    order = asked(applicant)
    found = Joining.objects.get()
    assert found.rules.count() == 3
    with pytest.raises(Refused, match="not paid yet"):
        joining.admit(joining_id=found.pk, by=officer, at=NOON)
    paying.by_card(order, demo_gateway, at=NOON)
    assert list(unpaid.joinings()) == [found]
    assert not Member.objects.filter(user=applicant).exists()
    later = NOON + timedelta(days=3)
    member = joining.admit(joining_id=found.pk, by=officer, at=later)
    assert (member.joined_on, member.grades.get().grade_id) == (date(2026, 11, 23), "paralegal")
    term = Term.objects.get(member=member)
    assert (term.from_date, term.until_date) == (date(2026, 11, 20), date(2027, 1, 1))
    assert Renewal.objects.get(member=member).undertaken_at == NOON
    with pytest.raises(Refused, match="decided"):
        joining.admit(joining_id=found.pk, by=officer, at=later)
    kinds = Message.objects.filter(kind__startswith="standing.").order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["standing.joining_received", "standing.admitted"]


@pytest.mark.clause("TC-4.1b")
def test_who_is_not_admitted_has_the_subscription_back_and_not_the_registration(applicant, officer, demo_gateway):
    found = paid(applicant, demo_gateway)
    with pytest.raises(Refused, match="Say why"):
        joining.refuse(joining_id=found.pk, reason="qualification", why=" ", by=officer, at=NOON)
    joining.refuse(joining_id=found.pk, reason="qualification", why="The diploma is missing.", by=officer, at=NOON)
    notice = Cancellation.objects.get()
    assert (notice.line.title, notice.total_pence) == ("CILEX Member-Paralegal: subscription 2026", 3833)
    assert (notice.stage, notice.clause) == (CancellationStage.PAYABLE, "TC-4.1b")
    assert not Member.objects.filter(user=applicant).exists()
    sending.send_due(at=NOON, limit=20)
    letter = Message.objects.get(kind="standing.not_admitted")
    assert "£38.33" in letter.text
    assert "£40.00" in letter.text
    assert "The diploma is missing." in letter.text


def test_joining_needs_a_declaration_and_is_asked_for_once(user, applicant):
    other = people.UserFactory()
    with pytest.raises(Refused, match="CPD-15b"):
        asked(other)
    asked(applicant)
    with pytest.raises(Refused, match="You have asked to join"):
        asked(applicant)
    joining.give_up(joining_id=Joining.objects.get().pk, by=applicant, at=NOON)
    asked(applicant)


def test_a_member_does_not_join_again(member):
    with pytest.raises(Refused, match="You are a member already"):
        asked(member.user)


def entered(members, officer, *, pence, at=NOON, **payer):
    return employers.enter(
        members=members, year=2027, payer=paying.bill_to(organisation="Example LLP", by_transfer=True, **payer),
        certificates=False, seen_pence=pence, by=officer, at=at,
    )  # fmt: skip


@pytest.mark.clause("TC-5.5")
@pytest.mark.clause("TC-5.5a")
def test_one_invoice_pays_for_many_members_and_each_is_told(officer):
    members = [people.MemberFactory(grade=grade) for grade in ("fellow", "paralegal", "student")]
    for member in members:
        factories.term(member)
    made = entered(members, officer, pence=38700 + 23000 + 14500)
    assert made.order.payer.name == "Example LLP"
    assert {line.beneficiary_id for line in made.order.lines.all()} == {member.user_id for member in members}
    assert all(str(line.beneficiary) in line.title for line in made.order.lines.all())
    told = Message.objects.filter(kind="standing.employer_pays")
    assert {message.to_user_id for message in told} == {member.user_id for member in members}
    assert not Term.objects.filter(year=2027).exists()
    paying.by_transfer(made.order, at=NOON)
    assert Term.objects.filter(year=2027, member__in=members).count() == 3
    assert Renewal.objects.filter(undertaken_at=None, cleared_at__isnull=False).count() == 3
    sending.send_due(at=NOON, limit=30)
    letters = Message.objects.filter(kind="standing.renewal_paid")
    assert letters.count() == 3
    assert ["Two steps are still yours" in letter.text for letter in letters] == [True] * 3


@pytest.mark.clause("TC-5.5")
def test_an_invoice_with_somebody_who_has_paid_or_is_on_another_is_refused_as_a_whole(officer, member):
    factories.term(member)
    other = people.MemberFactory()
    factories.term(other)
    factories.term(other, number=2027)
    with pytest.raises(Refused, match=f"{other.full_name}.*has paid for this year"):
        entered([member, other], officer, pence=77400)
    entered([member], officer, pence=38700)
    with pytest.raises(Refused, match="on an employer's invoice already"):
        entered([member], officer, pence=38700)
    assert Renewal.objects.count() == 1


@pytest.mark.clause("TC-4.1a")
def test_a_new_version_counts_for_nobody_before_their_own_notice(member, officer):
    rule = MemberRule.objects.create(
        code="conduct", version=2, title="Code of Conduct", address="https://example.org/2", from_date=date(2026, 12, 1)
    )
    first, sent = date(2026, 12, 1), datetime(2026, 12, 3, 9, 0, tzinfo=UTC)

    def version(today):
        return next(one for one in member_rules.bindings(member, today=today) if one.rule.code == "conduct")

    assert version(first).rule.version == 1
    assert announcing.announce(rule_id=rule.pk, by=officer, at=NOON) == 1
    with pytest.raises(Refused, match=r"TC-4\.1a"):
        announcing.announce(rule_id=rule.pk, by=officer, at=NOON)
    assert version(date(2026, 11, 30)).rule.version == 1
    # It has begun, and the letter has not gone out: it does not count for this member.
    assert version(first).since is None
    sending.send_due(at=sent, limit=10)
    assert version(date(2026, 12, 3)).since == date(2026, 12, 3)
    assert "Version 2" in Message.objects.get(kind="standing.rule_changed").text


@pytest.mark.clause("TC-4.1a")
def test_who_is_told_ahead_is_bound_from_the_first_day_and_not_before(member, officer):
    rule = MemberRule.objects.create(
        code="conduct", version=2, title="Code of Conduct", address="https://example.org/2", from_date=date(2026, 12, 1)
    )
    announcing.announce(rule_id=rule.pk, by=officer, at=NOON)
    sending.send_due(at=NOON, limit=10)
    bound = {one.rule.code: one.since for one in member_rules.bindings(member, today=date(2026, 12, 1))}
    assert bound["conduct"] == date(2026, 12, 1)


@pytest.mark.clause("TC-4.1b")
def test_nobody_decides_about_their_own_request(applicant, officer, demo_gateway):
    found = paid(applicant, demo_gateway)
    with pytest.raises(Refused, match="your own request"):
        joining.admit(joining_id=found.pk, by=applicant, at=NOON)
    with pytest.raises(Refused, match="your own request"):
        joining.refuse(joining_id=found.pk, reason="other", why="No.", by=applicant, at=NOON)
    with pytest.raises(Refused, match="asked to join under this name"):
        contact.rename(user_id=applicant.pk, full_name="Somebody Else", by=applicant.pk)
    assert joining.admit(joining_id=found.pk, by=officer, at=NOON)


@pytest.mark.parametrize("form", ["txt", "html"])
def test_who_is_admitted_while_renewing_is_open_is_not_told_to_wait_for_november(form):
    said = render_to_string(f"letters/standing.admitted.{form}", {"number": "00100300", "base_url": ""})
    assert "00100300" in said
    assert "November" not in said
    assert "we write to you before the last day to pay" in said
