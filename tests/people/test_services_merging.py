"""Two numbers become one and two again: what moves, what stays, what is refused, and every row put back."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import InternalError, connection, transaction
from django.test import Client

from cilexportal.foundation.correspondence import preferences
from cilexportal.foundation.correspondence.models import MessageState, Preference
from cpd.enums import Outcome
from cpd.models import CloseRun, CpdYear, Record, YearResult
from members.models import GradeHeld, Member, User
from people.models import Merge, MergedRow
from people.queries.merging import merge_of, side_of
from people.rules.saying import Declined
from people.services import merging, notes
from people.services.previewing import moved, preview
from shop.models import Order
from standing.models import Declaration, Renewal, Term
from tests import factories
from tests.shop import factories as shop
from tests.standing import factories as paid
from tests.standing.people import closed

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
WHY = "The same person joined twice."
# What a merge and its undoing leave behind by their nature: themselves, and whom the register is to look at again.
OF_ITS_OWN = {"people.Merge", "people.MergedRow", "standing.RegisterChange"}


@pytest.fixture
def officer(db: None) -> User:
    return factories.staff("membership_officer")


@pytest.fixture
def twice(officer: User) -> tuple[Member, Member]:
    """One person with two numbers and two accounts; the second has something of nearly every kind."""
    kept = factories.MemberFactory(full_name="Ada Byron")
    gone = factories.MemberFactory(full_name="Ada Byron")
    closed(kept)
    judged(gone, "2024/25")
    year = CpdYear.objects.get(label="2026/27")
    factories.RecordFactory(member=gone, year=year)
    document = factories.DocumentFactory(owner=gone.user)
    assert document.owner_id == gone.user_id
    made = paid.declaration(gone)
    paid.renewal(gone, declaration=made)
    paid.term(gone, number=2026)
    factories.MessageFactory(to_user=gone.user, state=MessageState.SENT, sent_at=AT)
    notes.write(member=gone, user=None, body="Rang about the number.", visibility="both", by=officer, at=AT)
    return kept, gone


def judged(member: Member, label: str) -> None:
    """The member met an earlier year."""
    year = CpdYear.objects.get(label=label)
    run = CloseRun.objects.create(year=year, at=year.closes_at, started_at=year.closes_at, finished_at=AT)
    figures: dict[str, Any] = dict.fromkeys(("outcomes", "professionalism", "planned"), 9)
    hours: dict[str, Any] = dict.fromkeys(("hours", "specialism_hours", "outside_study_hours"), 0)
    YearResult.objects.create(
        member=member, year=year, run=run, outcome=Outcome.MET, reduced=False, closed_at=year.closes_at, **figures,
        **hours,
    )  # fmt: skip


def merge(kept: Member, gone: Member, by: User, at: datetime = AT) -> Merge:
    return merging.merge(
        kept_id=kept.pk, gone_id=gone.pk, facts=lambda one: side_of(one, at=at), why=WHY, by=by, at=at
    )  # fmt: skip


def every_row() -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables but the histories, column by column."""
    models = [one for one in apps.get_models() if not one.__name__.endswith("Event") and one._meta.managed]
    return {
        one._meta.label: list(one._base_manager.order_by("pk").values())
        for one in models
        if one._meta.label not in OF_ITS_OWN and one._meta.app_label not in ("pghistory", "contenttypes", "sessions")
    }


def test_undoing_puts_every_row_of_every_table_back_as_it_was(officer: User, twice: tuple[Member, Member]):
    kept, gone = twice
    before = every_row()
    seen = preview(kept=kept, gone=gone, at=AT)
    foreseen = dict([*seen.moves, *seen.ends])
    made = merge(kept, gone, officer)
    between = every_row()
    assert {table for table in before if before[table] != between[table]} == {
        "cpd.Record", "members.GradeHeld", "members.User", "people.Note", "standing.Renewal", "standing.Term",
        "standing.Declaration", "correspondence.Message", "documents.Document",
    }  # fmt: skip
    assert foreseen == dict(moved(made))
    assert foreseen["CPD record"] == 1
    merging.undo(merge_id=made.pk, why="They are two people after all.", by=officer, at=AT + timedelta(days=3))
    assert every_row() == before
    assert merge_of(gone.pk) is None


def test_a_merged_number_owes_nothing_more_and_its_account_is_closed(officer: User, twice: tuple[Member, Member]):
    kept, gone = twice
    client = factories.signed_in(gone.user)
    assert client.get("/me/").status_code == 200
    made = merge(kept, gone, officer)
    assert merge_of(gone.pk) == made
    assert client.get("/me/").status_code == 302
    (held,) = GradeHeld.objects.filter(member=gone)
    assert held.until_date == date(2025, 10, 1), "the judged year keeps its grade, the open one asks nothing"
    for model in (Record, Renewal, Term):
        assert list(model.objects.values_list("member", flat=True)) == [kept.pk]
    assert Declaration.objects.get().user == kept.user


def test_results_and_orders_stay_and_the_preview_says_so(officer: User, twice: tuple[Member, Member]):
    kept, gone = twice
    order = shop.order(buyer=gone.user)
    assert dict(preview(kept=kept, gone=gone, at=AT).stays) == {"CPD result": 1, "order with its papers": 1}
    merge(kept, gone, officer)
    assert Order.objects.get(pk=order.pk).buyer == gone.user
    assert side_of(gone, at=AT).results == {"2024/25"}


def test_the_only_account_goes_over_to_the_number_that_stays(officer: User):
    kept, gone = factories.MemberFactory(user=None), factories.MemberFactory()
    user = gone.user
    before = every_row()
    made = merge(kept, gone, officer)
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.user, gone.user) == (user, None)
    assert User.objects.get(pk=user.pk).is_active
    merging.undo(merge_id=made.pk, why="Two people.", by=officer, at=AT)
    assert every_row() == before


def test_the_same_number_is_given_up_once(officer: User, twice: tuple[Member, Member]):
    kept, gone = twice
    merge(kept, gone, officer)
    with pytest.raises(Declined, match="merged into another number"):
        merge(kept, gone, officer)
    with pytest.raises(Declined, match="merged into another number"):
        merge(gone, kept, officer)
    assert Merge.objects.count() == 1


def test_what_forbids_it_is_found_in_the_tables(officer: User, twice: tuple[Member, Member]):
    kept, gone = twice
    paid.term(kept, number=2026)
    paid.renewal(kept)
    closed(gone)
    with pytest.raises(Declined) as no:
        merge(kept, gone, officer)
    assert [sentence.split(" for ")[-1] for sentence in no.value.sentences] == ["2025/26.", "2026.", "2027."]
    assert preview(kept=kept, gone=gone, at=AT).refusals == list(no.value.sentences)
    assert not Merge.objects.exists()


@pytest.mark.parametrize("what", ["changed", "hanging", "late", "kept merged"])
def test_it_is_undone_only_while_nothing_new_hangs_on_what_moved(
    officer: User, twice: tuple[Member, Member], what: str
):
    kept, gone = twice
    made, at = merge(kept, gone, officer), AT
    if what == "changed":
        Record.objects.update(member=factories.MemberFactory())
    elif what == "hanging":
        Term.objects.update(renewal=Renewal.objects.get())
    elif what == "late":
        at = AT + timedelta(days=31)
    else:
        third = factories.MemberFactory()
        judged(third, "2026/27")
        merge(third, kept, officer)
    rows = every_row()
    with pytest.raises(Declined):
        merging.undo(merge_id=made.pk, why="Two people.", by=officer, at=at)
    assert every_row() == rows


def test_what_a_merge_wrote_down_is_never_rewritten(officer: User, twice: tuple[Member, Member]):
    merge(*twice, officer)
    for change in (
        lambda: MergedRow.objects.update(kind="x"),
        lambda: MergedRow.objects.all().delete(),
        lambda: Merge.objects.update(reason="x"),
    ):
        with pytest.raises(InternalError), transaction.atomic():
            change()


@pytest.mark.django_db(transaction=True)
def test_two_officers_merging_the_pair_both_ways_at_once_end_with_one_merge():
    kept, gone = factories.MemberFactory(), factories.MemberFactory()
    officers = [factories.UserFactory(), factories.UserFactory()]
    said: list[str] = []
    start = threading.Barrier(2)

    def act(pair: tuple[Member, Member], by: User) -> None:
        try:
            start.wait(5)
            merge(*pair, by)
            said.append("merged")
        except Declined:
            said.append("declined")
        finally:
            connection.close()

    pairs = [(kept, gone), (gone, kept)]
    threads = [threading.Thread(target=act, args=one) for one in zip(pairs, officers, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(said) == ["declined", "merged"]
    assert Merge.objects.count() == 1


@pytest.mark.clause("TC-10")
def test_the_link_in_an_email_to_the_old_account_speaks_for_the_one_that_is_kept(officer: User, client: Client):
    first, second, third = (factories.MemberFactory() for _ in range(3))
    link = f"/letters/stop/{preferences.stop_token(first.user_id, 'policy_research')}/"
    merge(second, first, officer)
    last = merge(third, second, officer)
    assert b"Switched off" not in client.get(link).content
    assert b"Switched off" in client.post(link).content
    assert Preference.objects.get().user == third.user
    merging.undo(merge_id=last.pk, why="Two people.", by=officer, at=AT)
    assert b"Switched off" not in client.get(link).content, "the second account is used again, and said nothing"


def test_where_the_account_of_the_kept_number_is_closed_the_open_one_goes_over(officer: User):
    kept, gone = factories.MemberFactory(), factories.MemberFactory()
    shut, used = kept.user, gone.user
    closed(kept)
    paid.declaration(kept)
    User.objects.filter(pk=shut.pk).update(is_active=False)
    page = factories.signed_in(officer).get(f"/desk/people/duplicates/{kept.uuid}/{gone.uuid}/").content.decode()
    assert f"goes on signing in as {used.email}" in page
    before = every_row()
    made = merge(kept, gone, officer)
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.user, gone.user) == (used, None)
    assert User.objects.get(pk=used.pk).is_active
    assert Declaration.objects.get().user == used
    merging.undo(merge_id=made.pk, why="Two people.", by=officer, at=AT)
    after = every_row()
    assert {table for table in before if before[table] != after[table]} == set()
