"""Finance finds orders by whatever it has in hand, page by page, and reads one order in full."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cilexportal.foundation import london
from cilexportal.foundation.correspondence.models import Message, MessageState
from members.enums import Role
from members.models import User
from shop.enums import CancellationStage, Ground, PaymentState, Supply
from shop.models import Cancellation, Order, Payment, Product
from shop.queries import desk
from shop.queries.desk import Wanted
from tests import factories as people
from tests.shop import factories
from tests.shop.refund_steps import give_up, invoiced, line_of, send

pytestmark = pytest.mark.django_db
LIST = reverse("shop_desk:orders")


@pytest.fixture
def finance() -> Client:
    return people.signed_in(people.staff(Role.FINANCE))


def found(**wanted: object) -> set[int]:
    return set(desk.found(Wanted(**wanted)).values_list("pk", flat=True))


@pytest.mark.clause("TC-3.3")
def test_an_order_is_found_by_any_part_of_its_number_names_and_addresses(buyer: User, book: Product) -> None:
    mine = factories.order(buyer, [(book, 1)], employer=True)
    factories.order(people.UserFactory(full_name="Ben Other"), [(book, 1)])
    words = [mine.number, mine.number.lower()[2:], "ADA example", "example ada", buyer.email, "accounts@", "po 7"]
    assert [found(words=text) for text in words] == [{mine.pk}] * len(words)
    assert found(words="nobody") == set()
    assert found(words="100%") == set(), "a percent sign is no wildcard"


def test_the_words_follow_the_number_and_the_address(buyer: User, book: Product) -> None:
    order = factories.order(buyer, [(book, 1)], accepted_at=None)
    assert found(words="test-0") == set()
    factories.accept(order, at=factories.NOON)
    assert found(words="test-0") == {order.pk}
    Order.objects.filter(pk=order.pk).update(email="elsewhere@example.org")
    assert found(words="elsewhere") == {order.pk}


def test_a_state_is_derived_from_what_happened(buyer: User, webinar: Product) -> None:
    waiting = factories.order(buyer, [(webinar, 1)], accepted_at=None)
    paid = factories.order(buyer, [(webinar, 1)])
    unpaid = factories.order(buyer, [(webinar, 1)], paid=False, employer=True, by_transfer=True)
    checking = factories.order(buyer, [(webinar, 1)], accepted_at=None)
    declined = factories.order(buyer, [(webinar, 1)], accepted_at=None)
    withdrawn = factories.order(buyer, [(webinar, 1)], accepted_at=None)
    attempt = Payment.objects.create(
        order=checking, payer=checking.payer, method="demo", pence=4500, started_at=factories.NOON
    )
    Payment.objects.filter(pk=attempt.pk).update(state=PaymentState.UNKNOWN)
    over = {"declined_at": factories.NOON, "decline_reason": "full"}
    Order.objects.filter(pk=declined.pk).update(stage="declined", **over)
    Order.objects.filter(pk=withdrawn.pk).update(stage="withdrawn", withdrawn_at=factories.NOON)
    given_up = invoiced(factories.order(buyer, [(webinar, 2)], employer=True))
    give_up(line_of(given_up), quantity=2)
    wanted = {
        "waiting": waiting, "paid": paid, "unpaid": unpaid, "checking": checking, "declined": declined,
        "withdrawn": withdrawn, "given_up": given_up,
    }  # fmt: skip
    assert {state: found(state=state) for state in desk.STATES} == {state: {o.pk} for state, o in wanted.items()}
    assert {desk.state_of(order): order.pk for order in desk.found(Wanted())} == {s: o.pk for s, o in wanted.items()}
    assert found(payer="employer") == {unpaid.pk, given_up.pk}


@pytest.mark.clause("TC-9.6")
def test_lists_and_tables_say_given_up_once_nothing_of_an_order_is_left(
    finance: Client, buyer: User, book: Product, webinar: Product
) -> None:
    order = invoiced(factories.order(buyer, [(book, 2), (webinar, 1)], delivery_pence=395))
    give_up(line_of(order, 0), quantity=2)
    refused = give_up(line_of(order, 1), ground=Ground.FAULTY, words="No sound.")
    Cancellation.objects.filter(pk=refused.pk).update(stage=CancellationStage.REFUSED)

    def said() -> list[str]:
        """The word for the order in the buyer's list, on finance's, and in its table for sheets."""
        table = b"".join(finance.get(reverse("shop_desk:orders_csv")).streaming_content)
        lists = people.signed_in(buyer).get(reverse("shop:orders")).content, finance.get(LIST, {"words": "ada"}).content
        states = "Accepted and paid", "Given up"
        return [next(word for word in states if f"{word}</strong>" in page.decode()) for page in lists] + [
            next(word for word in states if word in table.decode())
        ]

    assert said() == ["Accepted and paid"] * 3
    give_up(line_of(order, 1))
    assert said() == ["Given up"] * 3


def test_days_are_london_days_with_both_ends(buyer: User, webinar: Product) -> None:
    late = factories.NOON.replace(month=6, day=30, hour=22, minute=59)  # 23:59 in London
    last = factories.order(buyer, [(webinar, 1)], placed_at=late)
    factories.order(buyer, [(webinar, 1)], placed_at=late + timedelta(minutes=1))
    day = late.date()
    assert found(from_day=day, to_day=day) == {last.pk}


def test_the_number_of_a_paper_finds_its_order(buyer: User, webinar: Product) -> None:
    assert found(words="INV-000001") == set()
    assert found(words="crn-000001") == set()


def test_pages_meet_without_a_gap_in_both_directions(buyer: User, webinar: Product) -> None:
    orders = [factories.order(buyer, [(webinar, 1)], accepted_at=None) for _ in range(7)]
    newest_first = [order.pk for order in reversed(orders)]
    every = desk.found(Wanted())
    first = desk.sliced(every, size=3)
    second = desk.sliced(every, older=first.older, size=3)
    third = desk.sliced(every, older=second.older, size=3)
    pages = [[order.pk for order in page.orders] for page in (first, second, third)]
    assert [*pages[0], *pages[1], *pages[2]] == newest_first
    assert (first.newer, third.older) == ("", "")
    back = desk.sliced(every, newer=third.newer, size=3)
    assert [order.pk for order in back.orders] == pages[1]
    assert [order.pk for order in desk.sliced(every, newer=back.newer, size=3).orders] == pages[0]


@pytest.mark.parametrize("place", ["x", "1-", "99999999999999999-1", "-1-1", "\x00", "0-999999999999999999"])
def test_a_place_that_is_none_breaks_nothing(finance: Client, place: str) -> None:
    assert finance.get(LIST, {"older": place}).status_code == 200
    assert finance.get(LIST, {"newer": place}).status_code == 200


def test_counting_stops(monkeypatch, buyer: User, webinar: Product, finance: Client) -> None:
    monkeypatch.setattr(desk, "MOST_COUNTED", 2)
    for _ in range(3):
        factories.order(buyer, [(webinar, 1)])
    assert "More than 2 orders" in finance.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"words": "ab"}, "three letters"),
        ({"from_day_day": "31", "from_day_month": "2", "from_day_year": "2026"}, "28 days"),
        ({"state": "lost"}, "lost"),
    ],
)
def test_what_cannot_be_looked_for_is_said(finance: Client, query: dict[str, str], said: str) -> None:
    page = finance.get(LIST, query)
    assert page.status_code == 200
    assert said in page.content.decode()


def test_a_filter_that_is_on_can_be_taken_off(finance: Client, buyer: User, webinar: Product) -> None:
    factories.order(buyer, [(webinar, 1)])
    page = finance.get(LIST, {"words": "ada", "state": "paid"}).content.decode()
    assert 'href="?state=paid"' in page
    assert 'href="?words=ada"' in page
    assert "No order is like that." in finance.get(LIST, {"words": "zebra"}).content.decode()


def queries_of(client: Client, address: str) -> int:
    """How many statements on the shop's tables a page needs; the session is looked after by another clock."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
        assert answer.status_code == 200
        assert b"".join(answer) != b""
    return sum("shop_" in query["sql"] for query in captured)


@pytest.mark.parametrize("name", ["orders", "unpaid", "totals", "reconciliation", "orders_csv"])
def test_lists_ask_as_much_for_thirty_orders_as_for_one(
    finance: Client, buyer: User, webinar: Product, name: str
) -> None:
    counts = []
    made = 0
    for wanted in (1, 3, 30):
        while made < wanted:
            factories.order(buyer, [(webinar, 1)], employer=True, paid=name != "unpaid")
            made += 1
        counts.append(queries_of(finance, reverse(f"shop_desk:{name}")))
    assert counts[0] == counts[1] == counts[2] <= 24, counts


@pytest.mark.clause("TC-6.5", "TC-6.6")
def test_one_order_says_who_owns_and_risks_what(finance: Client, buyer: User, book: Product, webinar: Product) -> None:
    order = factories.order(buyer, [(book, 2), (webinar, 1)], delivery_pence=395)
    page = finance.get(reverse("shop_desk:order", args=[order.uuid])).content.decode()
    words = ("Conveyancing in practice", "£49.98", "The buyer: nothing is owed.", "a loss is CILEX", "ch_")
    for said in (order.number, *words):
        assert said in page, said
    assert "You can change your mind" in page


@pytest.mark.clause("TC-6.6", "TC-9.6")
def test_an_order_of_which_nothing_is_left_says_so_and_lists_every_letter_about_it(
    finance: Client, buyer: User, book: Product
) -> None:
    order = invoiced(factories.order(buyer, [(book, 1)]))
    parcel = send(order, people.staff(Role.FINANCE), delivered=factories.NOON)
    line = line_of(order)
    notice = give_up(line)
    other = factories.order(buyer, [(book, 1)])
    for subject, context in (
        ("Notice", {"cancellation": notice.pk}), ("Parcel", {"parcel": parcel.pk}), ("Gate", {"line": line.pk}),
        ("Ended", {"cancellations": [0, notice.pk], "order": 0}), ("Another order", {"line": line_of(other).pk}),
    ):  # fmt: skip
        Message.objects.create(
            kind="shop.ended" if subject == "Ended" else "shop.about", to_user=buyer, to_name="Ada", subject=subject,
            context=context, state=MessageState.SENT, sent_at=factories.NOON,
        )  # fmt: skip
    page = finance.get(reverse("shop_desk:order", args=[order.uuid])).content.decode()
    listed = page[page.index("Messages</h2>") :]
    assert [subject in listed for subject in ("Notice,", "Parcel,", "Gate,", "Ended,")] == [True] * 4
    assert "Another order" not in listed
    assert "Accepted and paid" not in page
    assert "Given up" in page
    assert "Nothing is left: all goods were given up." in page


def test_letters_to_the_employer_stand_beside_the_buyers(finance: Client, buyer: User, webinar: Product) -> None:
    order = invoiced(factories.order(buyer, [(webinar, 1)], employer=True))
    give_up(line_of(order))
    other = invoiced(factories.order(lines=[(webinar, 1)], employer=True))
    give_up(line_of(other))
    Message.objects.update(state=MessageState.SENT, sent_at=london.now())
    page = finance.get(reverse("shop_desk:order", args=[order.uuid])).content.decode()
    firm = Message.objects.filter(to_user=None, to_email=order.payer.email).count()
    assert page.count(f"to {buyer.email}") == Message.objects.filter(to_user=buyer).count() > 0
    assert page.count(f"to {order.payer.email}") == firm // 2 > 0, "of this order and not of the firm's other one"


def test_goods_belong_to_cilex_until_they_are_paid(finance: Client, buyer: User, book: Product) -> None:
    order = factories.order(buyer, [(book, 1)], paid=False, employer=True, by_transfer=True)
    page = finance.get(reverse("shop_desk:order", args=[order.uuid])).content.decode()
    assert "CILEX, until nothing is owed." in page
    assert "Example LLP" in page


def test_one_order_asks_as_much_for_thirty_lines_as_for_one(finance: Client, buyer: User) -> None:
    counts = []
    for lines in (1, 3, 30):
        times = factories.weekly(factories.NOON)
        things = [(factories.product(Supply.SESSIONS, 1000, sessions=times), 1) for _ in range(lines)]
        order = factories.order(buyer, things)
        counts.append(queries_of(finance, reverse("shop_desk:order", args=[order.uuid])))
    assert counts[0] == counts[1] == counts[2] <= 11, counts


def test_nobody_but_finance_and_administrators_sees_the_desk(buyer: User, webinar: Product) -> None:
    order = factories.order(buyer, [(webinar, 1)])
    for client in (people.signed_in(buyer), people.signed_in(people.staff(Role.CPD_OFFICER))):
        for address in (LIST, reverse("shop_desk:order", args=[order.uuid]), reverse("shop_desk:orders_csv")):
            assert client.get(address).status_code == 404


def test_the_table_for_sheets_is_streamed_and_runs_no_formula(finance: Client, webinar: Product) -> None:
    factories.order(people.UserFactory(full_name="=HYPERLINK(1)"), [(webinar, 1)])
    answer = finance.get(reverse("shop_desk:orders_csv"))
    assert answer.streaming
    text = b"".join(answer.streaming_content).decode()
    lines = text.removeprefix("\ufeff").splitlines()
    assert len(lines) == 2
    assert "'=HYPERLINK(1)" in lines[1]
    assert lines[1].endswith(",45.00")


def test_the_table_holds_what_the_filters_find(finance: Client, buyer: User, webinar: Product) -> None:
    factories.order(buyer, [(webinar, 1)])
    factories.order(people.UserFactory(full_name="Ben Other"), [(webinar, 1)])
    answer = finance.get(reverse("shop_desk:orders_csv"), {"words": "other"})
    assert b"".join(answer.streaming_content).decode().count("\n") == 2
