"""The membership desk page by page: finding, the wall, notes, duplicates and the merge by its form."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import InternalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cilexportal.foundation.correspondence.models import Message, MessageState
from cpd.enums import Outcome
from members.models import Member, User
from members.rules import sort_name
from people.models import Contact, Crossing, Merge, NotDuplicate, Note
from people.queries.duplicates import pairs
from people.rules.duplicates import Likeness
from people.services import notes, wall
from standing.enums import Body, ReferredFor, Statement, Verdict
from standing.models import Practice, Referral
from standing.particulars import seal
from tests import factories
from tests.standing import factories as paid
from tests.standing.people import closed

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FIND = "/desk/people/"


@pytest.fixture
def officer(db: None) -> User:
    return factories.staff("membership_officer")


@pytest.fixture
def desk(officer: User, at: Any) -> Client:
    at(AT)
    return factories.signed_in(officer)


def member(name: str, **fields: Any) -> Member:
    user = fields.pop("user", ...)
    account = factories.UserFactory(full_name=name) if user is ... else user
    return factories.MemberFactory(user=account, full_name=name, sort_name=sort_name(name), **fields)


def names(client: Client, **asked: str) -> list[str]:
    return [one.member.full_name for one in client.get(FIND, asked).context["found"].rows]


def test_people_are_found_by_any_part_of_a_name_by_number_address_and_facts(desk: Client):
    zoe, ann = member("Zoë O'Núñez", grade="fellow"), member("Ann Lee", grade="paralegal", user=None)
    factories.UserFactory(full_name="Zoë Applicant", email="zoe@new.example")
    paid.term(zoe, number=2026)
    for asked in ({"q": "nunez ZOE"}, {"q": zoe.number}, {"q": zoe.user.email.upper()}, {"standing": "paid"}):
        assert names(desk, **asked) == ["Zoë O'Núñez"], asked
    for asked in ({"grade": "paralegal"}, {"account": "none"}, {"q": "lee", "joined": "2015"}):
        assert names(desk, **asked) == ["Ann Lee"], asked
    assert names(desk, q="lee", joined="2016") == names(desk, q="nobody") == []
    assert [one.full_name for one in desk.get(FIND, {"q": "zoe"}).context["accounts"]] == ["Zoë Applicant"]
    assert ann.user is None


def test_the_list_goes_on_by_name_both_ways_with_the_same_questions_however_long(desk: Client):
    counts = []
    for number in (1, 3, 30, 65):
        while Member.objects.count() < number:
            member(f"Person {Member.objects.count() // 2:03}")
        desk.get(FIND)
        with CaptureQueriesContext(connection) as asked:
            desk.get(FIND)
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts
    seen, after = [], ""
    while True:
        found = desk.get(FIND, {"after": after}).context["found"]
        seen += [one.member.number for one in found.rows]
        if not found.after:
            break
        after = found.after
    assert seen == list(Member.objects.order_by("sort_name", "number").values_list("number", flat=True))
    back = desk.get(FIND, {"before": found.before}).context["found"]
    assert [one.member.number for one in back.rows] == seen[30:60]
    assert (back.before, back.after) == (seen[30], seen[59])


@pytest.fixture
def known(officer: User) -> Member:
    """A member of whom both bodies know something that the other may not read."""
    found = member("Mara Quill", grade="fellow")
    closed(found, Outcome.DISPENSED)
    paid.declaration(found, statement=Statement.ANSWERS, discloses=True, verdict=Verdict.REFERRED, decided_by=officer)
    Referral.objects.create(about=found.user, reason=ReferredFor.ABUSE, sealed=seal("Shouted."), sent_at=AT)
    paid.term(found, number=2026)
    Contact.objects.create(user=found.user, phone="020 7946 0000")
    for kind in ("standing.conduct_referred", "cpd.request_answered", "shop.invoice"):
        factories.MessageFactory(to_user=found.user, kind=kind, subject=f"About {kind}", state=MessageState.SENT,
                                 sent_at=AT)  # fmt: skip
    notes.write(member=found, user=None, body="Inside only.", visibility="membership", by=officer, at=AT)
    notes.write(member=found, user=None, body="For the two.", visibility="both", by=officer, at=AT)
    return found


@pytest.mark.clause("LAW-ART10")
def test_the_page_of_cilex_holds_no_word_of_the_regulators_matters(desk: Client, known: Member):
    page = desk.get(f"{FIND}{known.uuid}/").content.decode()
    for theirs in (
        "Shouted",
        "referr",
        "dispens",
        "conduct_referred",
        "request_answered",
        "Extended",
        "sampl",
        "health",
    ):
        assert theirs not in page.lower(), theirs
    for own in ("Inside only.", "For the two.", "020 7946 0000", "About shop.invoice", "Paid term 2026",
                "Something is in progress since 20 November 2026", "CPD year 2025/26: in order"):  # fmt: skip
        assert own in page, own
    row = Crossing.objects.get()
    assert (row.by.email, row.member, row.body, row.why) == (known_officer(desk), known, Body.CILEX, wall.BY_DUTY)


def known_officer(client: Client) -> str:
    return User.objects.get(pk=client.session["_auth_user_id"]).email


@pytest.mark.clause("LAW-ART10")
def test_the_regulator_says_why_and_reads_standing_and_nothing_of_cilex(known: Member, at: Any):
    at(AT)
    officer = factories.staff("regulation_officer")
    client, url = factories.signed_in(officer), f"{FIND}{known.uuid}/"
    asked = client.get(url).content.decode()
    assert "Why do you look?" in asked
    assert "For the two." not in asked
    assert not Crossing.objects.exists()
    assert client.post(url, {"why": " ", **factories.once(officer)}).status_code == 200
    client.post(url, {"why": "A call from a court.", **factories.once(officer)})
    page = client.get(url).content.decode()
    for theirs in ("Inside only.", "020 7946 0000", known.user.email, "invoice", "Order ", "Something is in progress"):
        assert theirs not in page, theirs
    assert "For the two." in page
    assert "dispensed with" in page
    assert {row.why for row in Crossing.objects.all()} == {"A call from a court."}
    assert Crossing.objects.filter(by=officer, body=Body.REGULATOR).count() == 2, "given, and each opening"
    assert known.user.email not in client.get(FIND, {"q": "quill"}).content.decode()
    log = factories.signed_in(factories.staff("administrator")).get(f"{FIND}wall/").content.decode()
    assert "A call from a court." in log
    with pytest.raises(InternalError), transaction.atomic():
        Crossing.objects.all().delete()


def test_a_note_is_corrected_by_another_and_withdrawn_with_a_reason(desk: Client, officer: User):
    found = member("Nora Note")
    url = f"{FIND}{found.uuid}/note/"
    said = {"body": "Rang on Monday.", "visibility": "both"}
    desk.post(url, {**said, **(key := factories.once(officer))})
    desk.post(url, {**said, **key})
    note = Note.objects.get()
    desk.post(f"{FIND}notes/{note.uuid}/correct/",
              {"body": "It was Tuesday.", "visibility": "both", **factories.once(officer)})  # fmt: skip
    assert Note.objects.get(corrects=note).body == "It was Tuesday."
    desk.post(f"{FIND}notes/{note.uuid}/withdraw/", {"reason": "Wrong member.", **factories.once(officer)})
    page = desk.get(f"{FIND}{found.uuid}/").content.decode()
    assert "Wrong member." in page
    assert "Rang on Monday." not in page
    for change in ({"body": "x"}, {"visibility": "membership"}, {"at": AT + timedelta(days=1)}):
        with pytest.raises(InternalError), transaction.atomic():
            Note.objects.update(**change)


def test_pairs_are_found_by_each_likeness_and_not_again_once_told_apart(desk: Client, officer: User):
    one = member("Jo Marsh", user=factories.UserFactory(full_name="Jo Marsh", email="j.o.marsh+a@gmail.com"))
    other = member("J Marsh", user=factories.UserFactory(full_name="J Marsh", email="jomarsh@googlemail.com"))
    twins = [member("Ben Twin"), member("Ben Twin")]
    for twin in twins:
        Contact.objects.create(
            user=twin.user, phone="+44 20 7946 0001", line_1="1 Row", town="Bath", postcode="BA1 1AA"
        )
        Practice.objects.create(member=twin, employer="Firm LLP")
    old = [member("Una Old", user=None), member("Una Old"), member("Una Older")]
    found = {(pair.one, pair.other): pair.why for pair in pairs()}
    assert found == {
        (one, other): [Likeness.EMAIL],
        tuple(twins): [Likeness.PHONE, Likeness.POSTCODE, Likeness.EMPLOYER],
        (old[0], old[1]): [Likeness.ACCOUNT],
    }
    url = f"{FIND}duplicates/{twins[1].uuid}/{twins[0].uuid}/apart/"
    desk.post(url, {"reason": "Twins, both rang.", **factories.once(officer)})
    assert (NotDuplicate.objects.get().one, NotDuplicate.objects.get().by) == (twins[0], officer)
    assert "are two people" in desk.get(f"{FIND}duplicates/").content.decode()
    page = desk.get(f"{FIND}duplicates/").content.decode()
    assert "Ben Twin" not in page
    assert Likeness.EMAIL.words in page


def test_a_merge_by_its_form_happens_once_and_the_old_page_leads_on(desk: Client, officer: User):
    kept, gone = member("Kim Twice"), member("Kim Twice")
    url = f"{FIND}duplicates/{kept.uuid}/{gone.uuid}/"
    assert f"Give up {gone.number} and keep {kept.number}" in desk.get(url).content.decode()
    typed = {"reason": "One person.", **factories.once(officer)}
    assert [desk.post(url, typed).url for _ in range(2)] == [f"{FIND}{kept.uuid}/"] * 2
    made = Merge.objects.get()
    old = desk.get(f"{FIND}{gone.uuid}/").content.decode()
    assert f'was merged into <a class="govuk-link" href="{FIND}{kept.uuid}/"' in old
    assert gone.number in desk.get(f"{FIND}{kept.uuid}/").content.decode()
    undo = f"{FIND}merges/{made.uuid}/"
    assert "20 December 2026" in desk.get(undo).content.decode()
    desk.post(undo, {"reason": "Two people.", **factories.once(officer)})
    made.refresh_from_db()
    assert made.undone_by == officer
    assert "It cannot be undone" not in desk.get(undo).content.decode()


@pytest.mark.clause("LAW-ART10")
def test_the_desk_of_letters_keeps_the_letters_of_each_body_from_the_other(desk: Client, known: Member):
    officers = {"cilex": desk, "cpd": factories.signed_in(factories.staff("cpd_officer"))}
    answers = {
        (who, message.kind): client.get(f"/desk/letters/{message.uuid}/").status_code
        for who, client in officers.items()
        for message in Message.objects.filter(to_user=known.user)
    }
    hidden = {("cilex", "standing.conduct_referred"), ("cilex", "cpd.request_answered"), ("cpd", "shop.invoice")}
    assert {place for place, status in answers.items() if status == 404} == hidden
    assert len(answers) == 6
    listed = desk.get("/desk/letters/", {"show": "sent"}).content.decode()
    assert "About shop.invoice" in listed
    assert "About standing.conduct_referred" not in listed
