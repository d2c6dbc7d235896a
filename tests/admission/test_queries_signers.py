"""Whoever signs for the work in an application neither assesses nor decides it, and the other way round."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, connection, transaction

from admission.models import Judgement, Signature
from admission.queries import signers
from admission.services import declaring, signing
from applications.models import Case, SectionVerdict
from applications.queries import case as cases
from applications.queries import deciding, sitting, vouching
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from portfolio.models import Leaving, Supervisor
from shop.gateways.demo import DemoGateway
from tests import factories as people
from tests.admission import signing_steps as steps
from tests.admission.signing_steps import ANN, BEN, NOW
from tests.applications import factories
from tests.shop.conftest import demo_gateway

__all__ = ["demo_gateway"]
pytestmark = [pytest.mark.django_db, pytest.mark.clause("HB-26", "HB-47")]


@pytest.fixture
def case(demo_gateway: DemoGateway, at: Callable[[datetime], None]) -> Case:
    at(NOW)
    return steps.cleared(demo_gateway)


def judged(case: Case, by: User) -> Judgement:
    """Something of a case judged by an officer, past every service."""
    return Judgement.objects.create(
        case=case, submission=case.submissions.get(), kind="statement", about="sheet:1.1-1", slot="1.1-1",
        seal="a" * 64, accepted=True, why="So.", by=by, at=NOW,
    )  # fmt: skip


def is_shut_out(case: Case, user: User) -> bool:
    """Neither opened, listed, moved nor written by somebody: all four, or none of them."""
    listed = deciding.part_in(user.pk)
    ways = {
        cases.opened(case.uuid, by=user) is None, case.application_id in listed,
        deciding.may_judge(case, user) is not None, not _may_write(case, user),
    }  # fmt: skip
    assert len(ways) == 1, "every door says the same"
    return ways.pop()


def _may_write(case: Case, user: User) -> bool:
    try:
        with transaction.atomic():
            factories.decision(case, by=user)
            judged(case, user)
            transaction.set_rollback(True)
    except IntegrityError:
        return False
    return True


def test_whoever_is_asked_to_sign_judges_nothing_of_it(case: Case) -> None:
    ann = people.staff("regulation_officer", email="Ann@example.org")
    assert is_shut_out(case, ann)
    row = steps.row_of(case, ANN)
    person = declaring.Person(name="Cleo Solicitor", email="other@example.org", kind="solicitor", number="")
    signing.hand_over(visit_id=steps.visit(row).pk, person=person, visitor=None, at=NOW)
    assert is_shut_out(case, ann), "what becomes of it changes nothing"
    assert is_shut_out(case, people.staff("regulation_officer", email="other@example.org"))


def test_nobody_who_has_the_link_closes_the_case_to_an_officer(case: Case) -> None:
    officer = people.staff("regulation_officer", email="farid@example.org")
    EmailAddress.objects.create(user=officer, email="private@example.org")
    visit = steps.visit(steps.row_of(case, ANN))
    for email in ("Farid+me@example.org", "private@example.org"):
        person = declaring.Person(name="Cleo Solicitor", email=email, kind="solicitor", number="")
        with pytest.raises(Refused, match="somebody else"):
            signing.hand_over(visit_id=visit.pk, person=person, visitor=None, at=NOW)
    assert not is_shut_out(case, officer)


def test_whoever_signs_in_an_account_of_another_address_judges_nothing_of_it(case: Case) -> None:
    officer = people.staff("regulation_officer", email="private@example.org")
    assert not is_shut_out(case, officer)
    steps.sign(case, BEN, visitor=officer)
    assert is_shut_out(case, officer)


def test_a_supervisor_who_only_stands_in_the_portfolio_is_nobody_until_asked_and_a_leaver_once_they_signed() -> None:
    portfolio = steps.portfolio_of_two()
    case = Case.objects.get(application=portfolio.case.application_id, kind="admission")
    factories.submission(case)
    ann = people.staff("regulation_officer", email="ann@example.org")
    supervisor = Supervisor.objects.get(name=ANN)
    leaving = Leaving.objects.create(supervisor=supervisor, last_day=NOW.date(), begun_at=NOW, listed=["1.1-1"])
    assert not is_shut_out(case, ann)
    Leaving.objects.filter(pk=leaving.pk).update(
        sealed={"1.1-1": "a" * 64}, signed_at=NOW, signed_name=ANN, statement="So.", sha256="a" * 64
    )
    assert is_shut_out(case, ann)


def test_whoever_judges_signs_nothing_of_it(case: Case) -> None:
    officer = people.staff("regulation_officer")
    judged(case, officer)
    with pytest.raises(Refused, match="assessed or decided"):
        steps.sign(case, BEN, visitor=officer)
    assert signers.may_sign(case, officer)
    assert signers.may_sign(case, None) is None
    signature = steps.sign(case, BEN)
    row = steps.row_of(case, ANN)
    copy = Signature(**{**{one.attname: getattr(signature, one.attname) for one in Signature._meta.fields}, "id": None})
    copy.declaration_id, copy.user_id, copy.sha256 = row.pk, officer.pk, "b" * 64
    with pytest.raises(IntegrityError, match="what they judge"), transaction.atomic():
        copy.save()
    copy.user_id = None
    copy.save()


def test_an_officer_names_neither_themselves_nor_a_judge(case: Case) -> None:
    officer, judge = people.staff("regulation_officer"), people.staff("regulation_officer")
    judged(case, judge)
    row = steps.row_of(case, ANN)
    for user in (officer, judge):
        person = declaring.Person(name="Cleo Solicitor", email=user.email.upper(), kind="solicitor", number="")
        with pytest.raises(Refused, match="somebody else"):
            declaring.replace(declaration_id=row.pk, person=person, why="Away.", by=officer, at=NOW)
    with pytest.raises(Refused, match="somebody else"):
        signing.hand_over(visit_id=steps.visit(row).pk, person=person, visitor=None, at=NOW)


def test_a_member_of_the_committee_who_signed_is_apart_from_it(case: Case) -> None:
    ann = people.UserFactory(email="ann@example.org")
    factories.referral(case)
    assert sitting.closed_to(ann) == {case.pk}
    assert vouching.addresses([case.application_id]) == {case.application_id: {*_addresses(case)}}


def _addresses(case: Case) -> list[str]:
    return [case.application.user.email, "ann@example.org", "ben@example.org"]


def test_verdicts_of_sections_are_guarded_too(case: Case) -> None:
    ann = people.staff("regulation_officer", email="ann@example.org")
    row = {"case": case, "submission": case.submissions.get(), "section": "portfolio", "passed": True, "at": NOW}
    with pytest.raises(IntegrityError, match="sign for"), transaction.atomic():
        SectionVerdict.objects.create(**row, by=ann)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE applications_sectionverdict DISABLE TRIGGER signers_judge_nothing")
        SectionVerdict.objects.create(**row, by=ann)
        transaction.set_rollback(True)
