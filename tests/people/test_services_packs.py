"""The download as the worker makes it: whole, without other people, little of it in memory, gone after its days."""

from __future__ import annotations

import io
import json
import tracemalloc
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence.models import Message, MessageState
from cilexportal.foundation.documents.models import DocumentState
from cilexportal.foundation.rulebook.refusal import Refused
from cpd.models import Evidence
from members.models import Member, User
from people.enums import PackState
from people.exporters import reading, sections
from people.models import DataPack
from people.services import packs
from shop.models import Order
from standing.enums import Verdict
from standing.models import DisclosureRead, EmployerPays
from standing.services import reading as sealed
from tests import factories
from tests.shop import factories as shop
from tests.standing.factories import NOON
from tests.standing.test_services_conduct import SECRET, decided, disclosed

pytestmark = pytest.mark.django_db
OFFICER, OTHER = "Olga Officer", "Nobody Elseperson"


def made(person: User) -> DataPack:
    pack = packs.ask(person=person, at=NOON)
    assert packs.make_waiting(at=NOON)
    pack.refresh_from_db()
    assert pack.state == PackState.READY
    return pack


def opened(pack: DataPack) -> tuple[ZipFile, dict[str, Any], str]:
    with default_storage.open(pack.file.name, "rb") as file:
        archive = ZipFile(io.BytesIO(file.read()))
    text = archive.read("data.json").decode()
    return archive, json.loads(text), text


def document(owner: User, content: bytes) -> Any:
    stored = default_storage.save("documents/aa/test", ContentFile(content))
    clean = {"state": DocumentState.CLEAN, "checked_at": NOON, "clean_size": len(content), "clean_sha256": "0" * 64}
    return factories.DocumentFactory(owner=owner, file=stored, filename="proof.pdf", **clean)


@pytest.fixture
def lived_in(member: Member) -> Member:
    """A member with a bit of everything, and an officer and another member near it."""
    officer = factories.staff("regulation_officer", full_name=OFFICER)
    record = factories.RecordFactory(member=member, title="A morning on leases", entered_by=officer, entered_why="late")
    Evidence.objects.create(record=record, document=document(member.user, b"%PDF the proof itself"))
    with because(user_id=officer.pk):
        record.title = "A day on leases"
        record.save()
    declaration = disclosed(member.user)
    decided(declaration, Verdict.QUESTIONED, by=officer, words="Send the court's letter.")
    order = shop.order(member.user)
    line = shop.order_line(order, shop.product())
    line.beneficiary = factories.MemberFactory(user__full_name=OTHER).user
    line.save()
    sent = {"kind": "cpd.reminder", "state": MessageState.SENT, "sent_at": NOON, "text": "You have two weeks."}
    factories.MessageFactory(to_user=member.user, **sent)
    factories.RecordFactory(title="A stranger's record")
    return member


def test_it_holds_what_is_ones_own_and_nothing_of_others(lived_in: Member) -> None:
    archive, data, text = opened(made(lived_in.user))
    assert set(data) == {"about", "history", *(one.code for one in sections())}
    assert data["account"]["Account"][0]["email"] == lived_in.user.email
    (record,) = data["cpd"]["Records"]
    assert (record["title"], record["entered_by"]) == ("A day on leases", "an officer")
    assert {line["beneficiary"] for line in data["orders"]["What you ordered"]} == {"you", "another person"}
    assert "You have two weeks." in text
    for nobody in (OFFICER, OTHER, "A stranger's record", lived_in.user.password):
        assert nobody not in text
    (proof,) = [name for name in archive.namelist() if name.endswith("proof.pdf")]
    assert archive.read(proof) == b"%PDF the proof itself"
    assert lived_in.full_name in archive.read("read-me.txt").decode()


def test_what_an_officer_sent_for_a_member_is_the_members_alone(member: Member) -> None:
    officer = factories.staff("cpd_officer")
    record = factories.RecordFactory(member=member, entered_by=officer, entered_why="late")
    Evidence.objects.create(record=record, document=document(officer, b"%PDF about the member"))
    archive, data, _ = opened(made(officer))
    assert not [name for name in archive.namelist() if name.startswith("documents/")]
    assert "Files you sent" not in data["documents"]
    assert [name for name in opened(made(member.user))[0].namelist() if name.startswith("documents/")]


@pytest.mark.clause("LAW-ART10")
def test_ones_own_declared_words_are_opened_and_the_opening_is_logged(lived_in: Member) -> None:
    _, data, _ = opened(made(lived_in.user))
    (told,) = data["conduct"]["In your own words"]
    assert told["you_told"][0]["words"] == SECRET
    assert told["you_were_asked"][0]["words"] == "Send the court's letter."
    assert DisclosureRead.objects.filter(by=lived_in.user, why=sealed.OWN).count() == 1
    _, _, stranger = opened(made(factories.MemberFactory().user))
    assert SECRET not in stranger


def test_the_history_says_what_changed_and_by_whom_without_a_name(lived_in: Member) -> None:
    _, data, _ = opened(made(lived_in.user))
    changes = data["history"]["Your CPD: Records"]
    assert [one["what"] for one in changes][:1] == ["insert"]
    (titled,) = [one for one in changes if one["what"] == "update" and "title" in one["changed"]]
    assert titled["changed"]["title"] == ["A morning on leases", "A day on leases"]
    assert titled["by"] == "an officer"


def test_an_officer_who_entered_an_employers_order_does_not_take_it_along() -> None:
    officer = factories.staff("membership_officer")
    order = shop.order(officer)
    line = shop.order_line(order, shop.product(title="Somebody: fee"))
    line.beneficiary = factories.UserFactory()
    line.save()
    EmployerPays.objects.create(organisation="A firm", order=order, made_at=NOON, made_by=officer)
    _, data, text = opened(made(officer))
    assert "Orders" not in data["orders"]
    assert "Somebody: fee" not in text
    assert Order.objects.filter(buyer=officer).count() == 1, "positive control: it is theirs by name"


def test_little_of_it_is_in_memory_at_once(lived_in: Member) -> None:
    size = 12_000_000
    document(lived_in.user, b"x" * size)
    packs.ask(person=lived_in.user, at=NOON)
    tracemalloc.start()
    packs.make_waiting(at=NOON)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    pack = DataPack.objects.get()
    assert pack.state == PackState.READY
    assert pack.size > size
    assert peak < size / 2


def test_it_is_kept_for_seven_days_and_deleted_then(lived_in: Member) -> None:
    pack = made(lived_in.user)
    name = pack.file.name
    end = NOON + timedelta(days=7)
    assert pack.expires_at == end
    assert packs.forget_old(at=end - timedelta(seconds=1)) == 0
    assert default_storage.exists(name)
    assert packs.forget_old(at=end) == 1
    assert not default_storage.exists(name)
    pack.refresh_from_db()
    assert (pack.state, pack.file.name) == (PackState.GONE, "")
    assert Message.objects.filter(kind=packs.READY, to_user=lived_in.user).count() == 1


def test_asked_for_twice_it_is_made_once_and_a_few_a_day_are_enough(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packs, "MOST_A_DAY", 2)
    assert packs.ask(person=user, at=NOON) == packs.ask(person=user, at=NOON)
    for _ in range(packs.MOST_A_DAY - 1):
        packs.make_waiting(at=NOON)
        packs.ask(person=user, at=NOON)
    packs.make_waiting(at=NOON)
    with pytest.raises(Refused):
        packs.ask(person=user, at=NOON)
    assert packs.ask(person=user, at=NOON + timedelta(days=1, seconds=1))


def test_the_third_failure_parks_it(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(reading, "eyes_of", broken)
    pack = packs.ask(person=user, at=NOON)
    for attempt in range(3):
        assert DataPack.objects.get().state == PackState.WAITING, attempt
        packs.make_waiting(at=NOON)
        DataPack.objects.update(claimed_at=None)
    pack.refresh_from_db()
    assert pack.state == PackState.FAILED
