"""The pages of renewing and joining, and the membership officer's desk."""

from __future__ import annotations

import pytest
from django.urls import reverse

from shop.models import Order
from standing.models import ConductForm, Declaration, EmployerPays, Joining, MemberRule, Renewal
from tests import factories as people
from tests.shop import factories as shop
from tests.standing import factories
from tests.standing.factories import NOON
from tests.standing.people import closed

pytestmark = pytest.mark.usefixtures("on_the_day")
ADDRESS = {"line_1": "1 Example Lane", "town": "Bedford", "postcode": "MK42 7AB"}
EMPLOYER = {
    "organisation": "Example LLP",
    "contact": "Accounts",
    "employer_email": "pay@example.com",
    "how": "transfer",
}


def page(client, name, *args, **data):
    answer = client.get(reverse(name, args=args), data)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.clause("TC-4.1")
def test_a_member_goes_from_the_steps_to_the_payment(member, sign_in):
    factories.term(member)
    factories.declaration(member)
    client = sign_in(member.user)
    shown = page(client, "standing:renewal")
    assert "£387.00" in shown
    assert "31 January 2027" in shown
    assert reverse("standing:undertake") in shown
    assert reverse("standing:pay") not in shown
    undertake = reverse("standing:undertake")
    assert "Tick that you undertake" in client.post(undertake, people.once(member.user)).content.decode()
    answer = client.post(undertake, {"undertake": "on", **people.once(member.user)})
    assert answer.url == reverse("standing:renewal")
    assert reverse("standing:pay") in page(client, "standing:renewal")
    sent = {"payer": "buyer", "full_name": "Ada", "seen_pence": "38700", **ADDRESS, **people.once(member.user)}
    answer = client.post(reverse("standing:pay"), sent)
    order = Order.objects.get()
    assert answer.url == reverse("shop:pay", args=[order.uuid])
    # The same form again leads to the same order.
    assert client.post(reverse("standing:pay"), sent).url == answer.url
    assert "Go to your payment of £387.00" in page(client, "standing:renewal")
    assert client.post(reverse("standing:give_up"), people.once(member.user)).status_code == 302
    assert Renewal.objects.get().given_up_at is not None


def test_the_employer_is_billed_and_the_page_says_so(member, sign_in):
    factories.term(member)
    factories.declaration(member)
    client = sign_in(member.user)
    client.post(reverse("standing:undertake"), {"undertake": "on", **people.once(member.user)})
    sent = {"payer": "employer", "seen_pence": "38700", **EMPLOYER, **ADDRESS, **people.once(member.user)}
    client.post(reverse("standing:pay") + "?certificate=yes", sent)
    assert "Example LLP has the invoice" in page(client, "standing:renewal")


@pytest.mark.clause("CPD-15", "TC-5.5")
def test_the_certificate_asked_for_is_on_the_page_that_comes_back_and_on_the_bill(member, sign_in):
    factories.term(member)
    factories.declaration(member)
    factories.fee("certificate", 12050, grade="fellow")
    client = sign_in(member.user)
    client.post(reverse("standing:undertake"), {"undertake": "on", **people.once(member.user)})
    to = reverse("standing:pay") + "?certificate=yes"
    sent = {"payer": "buyer", "full_name": "Ada", "seen_pence": "50750", **ADDRESS}
    shown = client.post(to, {**sent, "postcode": "", **people.once(member.user)}).content.decode()
    assert "With a practising certificate for 2027" in shown
    client.post(to, {**sent, **people.once(member.user)})
    assert Order.objects.get().total_pence == 50750
    assert Renewal.objects.get().wants_certificate


@pytest.mark.clause("TC-9.6")
def test_a_sum_that_changed_is_agreed_to_by_pressing_again(member, sign_in):
    factories.term(member)
    factories.declaration(member)
    client = sign_in(member.user)
    client.post(reverse("standing:undertake"), {"undertake": "on", **people.once(member.user)})
    sent = {"payer": "buyer", "full_name": "Ada", "seen_pence": "100", **ADDRESS, **people.once(member.user)}
    shown = client.post(reverse("standing:pay"), sent).content.decode()
    assert not Order.objects.exists()
    assert '<input type="hidden" name="seen_pence" value="38700"' in shown


def test_the_payment_cannot_be_reached_before_its_turn(member, sign_in):
    factories.term(member)
    client = sign_in(member.user)
    assert client.get(reverse("standing:pay")).url == reverse("standing:renewal")
    assert "Make your declaration of conduct first" in page(client, "standing:renewal")


@pytest.mark.clause("TC-4.1b")
def test_somebody_without_membership_sees_what_joining_costs_and_asks(user, sign_in):
    client = sign_in(user)
    shown = page(client, "standing:join")
    assert "First make your declaration" in shown
    assert "£78.33" in shown
    form = ConductForm.objects.get()
    Declaration.objects.create(
        user=user, year=2026, form=form, statement="A", spent=False, discloses=False, signed_name="A", made_at=NOON,
        verdict="accepted", decided_at=NOON,
    )  # fmt: skip
    assert "2 of 12 months, from November" in page(client, "standing:join", grade="paralegal")
    sent = {
        "grade": "paralegal", "undertake": "on", "payer": "buyer", "full_name": "A", "seen_pence": "7833", **ADDRESS,
        **people.once(user),
    }  # fmt: skip
    assert client.post(reverse("standing:join"), sent).url == reverse("shop:pay", args=[Order.objects.get().uuid])
    assert "Go to your payment of £78.33" in page(client, "standing:join")
    client.post(reverse("standing:join_give_up"), people.once(user))
    assert Joining.objects.get().given_up_at is not None


@pytest.mark.clause("CPD-15a", "TC-4.4")
def test_who_has_paid_the_year_pays_for_the_certificate_by_itself(member, sign_in):
    factories.term(member)
    factories.fee("certificate", 12050, grade="fellow")
    client, buy = sign_in(member.user), reverse("standing:buy_certificate")
    assert client.get(buy).url == reverse("standing:renewal")
    assert "2027 is not paid yet" in page(client, "standing:renewal")
    factories.term(member, number=2027)
    factories.declaration(member)
    closed(member)
    assert buy in page(client, "standing:renewal")
    to_do = f'Pay the certificate fee for 2027 by 31 January 2027. <a class="govuk-link" href="{buy}"'
    assert to_do in page(client, "standing:home")
    assert "£120.50" in page(client, "standing:buy_certificate")
    sent = {"payer": "buyer", "full_name": "Ada", "seen_pence": "12050", **ADDRESS, **people.once(member.user)}
    assert client.post(buy, sent).url == reverse("shop:pay", args=[Order.objects.get().uuid])
    assert "Go to your payment of £120.50" in page(client, "standing:buy_certificate")
    Renewal.objects.update(certificate_cleared_at=NOON)
    assert client.get(buy).url == reverse("standing:renewal")
    assert buy not in page(client, "standing:renewal")
    assert "An officer issues the certificate for 2027." in page(client, "standing:home")


def test_the_page_of_the_fee_says_what_else_is_missing(member, sign_in):
    factories.term(member, number=2027)
    factories.fee("certificate", 12050, grade="fellow")
    shown = page(sign_in(member.user), "standing:buy_certificate")
    assert "The fee alone brings no certificate" in shown
    assert "No declaration of prior conduct has been made for 2027." in shown


def test_somebody_without_membership_finds_the_way_to_join_on_the_first_page(user, member, sign_in):
    assert reverse("standing:join") in page(sign_in(user), "home")
    assert reverse("standing:join") not in page(sign_in(member.user), "home")


@pytest.fixture
def desk(db, sign_in):
    officer = people.staff("membership_officer")
    return officer, sign_in(officer)


@pytest.mark.clause("TC-5.5")
def test_an_officer_looks_through_an_employers_invoice_and_bills_it(desk):
    officer, client = desk
    one, two = people.MemberFactory(), people.MemberFactory(grade="student")
    for member in (one, two):
        factories.term(member)
    url = reverse("standing_desk:employer")
    sent = {"numbers": f"{one.number}\n{two.number}\nX9", "seen_pence": "0", **EMPLOYER, **ADDRESS}
    assert "Nobody has the number X9." in client.post(url, sent | people.once(officer)).content.decode()
    sent["numbers"] = f"{one.number}, {two.number}"
    review = client.post(url, sent | people.once(officer)).content.decode()
    assert "Bill £532.00" in review
    again = client.post(url, sent | {"change": "yes"} | people.once(officer)).content.decode()
    assert one.number in again
    answer = client.post(url, sent | {"confirm": "yes", "seen_pence": "53200"} | people.once(officer))
    made = EmployerPays.objects.get()
    assert answer.url == reverse("standing_desk:invoice", args=[made.uuid])
    shown = page(client, "standing_desk:invoice", made.uuid)
    assert one.full_name in shown
    assert "£145.00" in shown


@pytest.mark.parametrize("many", [1, 3, 30])
def test_the_desk_takes_as_many_queries_for_many_as_for_one(desk, many, django_assert_max_num_queries):
    _, client = desk
    for _ in range(many):
        factories.term(people.MemberFactory())
    with django_assert_max_num_queries(32):
        shown = page(client, "standing_desk:renewals")
    assert f"{many} member" in shown


@pytest.mark.parametrize("many", [1, 3, 30])
def test_an_invoice_takes_as_many_queries_for_many_as_for_one(desk, many, django_assert_max_num_queries):
    officer, client = desk
    made = EmployerPays.objects.create(organisation="X", order=shop.order(), made_at=NOON, made_by=officer)
    for _ in range(many):
        factories.renewal(employer=made)
    with django_assert_max_num_queries(16):
        page(client, "standing_desk:invoice", made.uuid)


def test_an_officer_decides_on_a_request_and_tells_of_a_rule(desk, demo_gateway):
    officer, client = desk
    asked = {"asked_at": NOON, "undertaken_at": NOON, "cleared_at": NOON, "year": factories.year(2026)}
    made = Joining.objects.create(user=people.UserFactory(), grade=people.GradeFactory(code="student"), **asked)
    assert str(made.user) in page(client, "standing_desk:joinings")
    url = reverse("standing_desk:joining", args=[made.uuid])
    no_reason = client.post(url, {"do": "refuse", "why": "No.", **people.once(officer)})
    assert "Choose a reason" in no_reason.content.decode()
    assert client.post(url, {"do": "admit", **people.once(officer)}).status_code == 302
    assert "Admitted" in page(client, "standing_desk:joining", made.uuid)
    rule = MemberRule.objects.create(
        code="conduct", version=2, title="Code", address="https://example.org/2", from_date=NOON.date()
    )
    rules = reverse("standing_desk:rules")
    assert "Write to every member" in page(client, "standing_desk:rules")
    assert client.post(rules, {"rule": rule.pk, **people.once(officer)}).status_code == 302
    assert "members were written to" in page(client, "standing_desk:rules")
    assert client.post(rules, {"rule": "x", **people.once(officer)})["Location"] == rules, "no such rule, nothing said"
