"""The message box: what an applicant writes reaches the officers, waits in the queue, and is answered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from applications.enums import Actor, EventKind, SeenBy
from applications.models import Case, CaseNote, Happening, Typed
from applications.queries.mine import mine
from applications.queries.queue import Wanted, found
from applications.rules.noting import LONGEST, MOST_A_DAY, faults_of_message
from applications.services import noting, writing
from cilexportal.foundation.correspondence.models import Message
from tests import factories as people
from tests.applications import case_steps, factories
from tests.applications.factories import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.clause("HB-8")]
TODAY = date(2026, 11, 20)
WORDS = "May a role abroad count?"


@pytest.mark.parametrize(
    ("words", "over", "lately", "sentence"),
    [
        (WORDS, False, MOST_A_DAY - 1, ""),
        ("x" * LONGEST, False, 0, ""),
        (" ", False, 0, "Write your message."),
        ("x" * (LONGEST + 1), False, 0, "Use 4,000 characters or fewer."),
        (WORDS, False, MOST_A_DAY, "You have written 10 messages in the last 24 hours. We read them: wait a day."),
        (WORDS, True, 0, "This application has ended, so that nobody reads a message about it here."),
    ],
)
def test_a_message_says_something_while_the_application_goes_on(words, over, lately, sentence) -> None:
    refusals = faults_of_message(words, is_over=over, lately=lately)
    assert [one.sentence for one in refusals] == ([sentence] if sentence else [])


def test_a_message_reaches_the_officer_and_the_answer_the_applicant(at, sign_in) -> None:
    at(NOON)
    case, officer = case_steps.assessed(), case_steps.officer()
    Case.objects.filter(pk=case.pk).update(officer=officer, officer_since=NOON)
    user = case.application.user
    client = sign_in(user)
    mine = reverse("applications:mine", args=[case.application.uuid])
    url = reverse("applications:write", args=[case.application.uuid])
    assert f'href="{url}"' in client.get(mine).content.decode()
    assert f"/applications/{case.application.uuid}/typed/message/" in client.get(url).content.decode()
    empty = client.post(url, {"step": "experience", "words": "", **people.once(user)})
    assert (empty.status_code, "Write your message." in empty.content.decode()) == (422, True)
    form = {"step": "experience", "words": WORDS, **people.once(user)}
    for _ in range(2):
        assert client.post(url, form).url == f"{mine}#messages"
    message = CaseNote.objects.get()
    assert (message.by, message.seen_by, message.case) == (user, SeenBy.APPLICANT, case)
    happened = Happening.objects.get(kind=EventKind.MESSAGE)
    assert (happened.who, happened.shown) == (Actor.APPLICANT, True)
    assert Message.objects.get(kind=noting.TOLD).to_user == officer
    assert WORDS in client.get(mine).content.decode()
    before = Case.objects.get(pk=case.pk)
    assert (before.written_at, before.revision) == (NOON, case.revision)

    desk = sign_in(officer)
    page = desk.get(reverse("applications_desk:case", args=[case.uuid])).content.decode()
    assert "The applicant wrote, and waits for an answer" in page
    assert "From the applicant" in page
    assert "Message waits" in desk.get(reverse("applications_desk:queue")).content.decode()
    assert WORDS in desk.get(reverse("applications_desk:note", args=[case.uuid])).content.decode()
    answer = {"words": "It does.", "seen_by": "applicant", **people.once(officer)}
    assert desk.post(reverse("applications_desk:note", args=[case.uuid]), answer).status_code == 302
    assert Case.objects.get(pk=case.pk).written_at is None
    assert Message.objects.get(kind=noting.SHOWN).to_user == user
    shown = sign_in(user).get(mine).content.decode()
    assert "It does." in shown
    assert "An officer, 20 November 2026" in shown


def test_only_a_note_that_the_applicant_reads_answers_them() -> None:
    case, officer = case_steps.assessed(), case_steps.officer()
    for minutes in range(2):
        writing.write(case_id=case.pk, words=WORDS, by=case.application.user, at=NOON + timedelta(minutes=minutes))
    assert Case.objects.get(pk=case.pk).written_at == NOON, "since the first that waits"
    noting.note(case_id=case.pk, words="Ask Ann.", seen_by=SeenBy.OFFICERS, to=[], by=officer, at=NOON)
    assert Case.objects.get(pk=case.pk).written_at == NOON
    assert not Message.objects.filter(kind=noting.SHOWN).exists()


def test_the_queue_finds_messages_at_any_stage_and_nobody_writes_about_anothers_case() -> None:
    draft, other = factories.case(), case_steps.assessed()
    writing.write(case_id=draft.pk, words=WORDS, by=draft.application.user, at=NOON)
    cases = found(Wanted(message=True), but_of=case_steps.officer().pk, today=TODAY).cases
    assert [one.pk for one in cases] == [draft.pk]
    with pytest.raises(Case.DoesNotExist):
        writing.write(case_id=other.pk, words=WORDS, by=draft.application.user, at=NOON)


def test_a_message_that_is_being_written_begins_no_step() -> None:
    application = factories.application()
    told = {"application": application, "fields": {"words": "x"}, "page_key": "k", "saved_at": NOON}
    for page, begun in (("message", False), ("plan", False), (f"role:{application.uuid}", True)):
        Typed.objects.create(page=page, **told)
        now = mine(user_id=application.user_id, uuid=application.uuid, today=TODAY)
        assert now is not None
        assert next(one.case.begun for one in now.steps if one.step.code == "experience") is begun


def test_the_page_is_its_owners_only(sign_in) -> None:
    url = reverse("applications:write", args=[factories.case().application.uuid])
    assert sign_in(people.UserFactory()).get(url).status_code == 404
