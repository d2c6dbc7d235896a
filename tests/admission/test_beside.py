"""What is submitted beside the examples: what its hashes are made of, and what is not compared."""

from __future__ import annotations

from uuid import uuid4

import pytest

from admission.queries.beside import CONDUCT, LETTER, REFERENCE, compared, conduct_hash, documents_of
from admission.queries.submitted import parts_of
from applications.models import Decision
from standing.models import ConductQuestion, Declaration, Disclosure
from tests import factories as people
from tests.admission import final_steps as steps
from tests.admission.tampering import asleep, undone
from tests.applications import factories as applications
from tests.applications.factories import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.clause("HB-59b")]


def test_reference_letter_and_conduct_are_submitted_under_hashes() -> None:
    content = parts_of(steps.whole())
    assert compared(content) == {REFERENCE: True, LETTER: True, CONDUCT: True}
    assert documents_of(content) == []


@pytest.mark.clause("HB-59c")
def test_an_older_letter_is_compared_by_both_hashes_of_its_file() -> None:
    case = steps.whole()
    Decision.objects.filter(case__kind="experience").update(
        reversed_at=NOON, reversed_by=people.UserFactory(), reversed_why="A slip."
    )
    sent = applications.paper(case, kind="other").document
    content = parts_of(case)
    assert documents_of(content) == [sent]
    assert compared(content)[LETTER]
    for way in (its_hash, its_checked_hash):
        with undone(way):
            assert not compared(content)[LETTER], way


def its_hash() -> None:
    asleep("UPDATE documents_document SET sha256 = %s", "c" * 64)


def its_checked_hash() -> None:
    asleep("UPDATE documents_document SET clean_sha256 = %s", "c" * 64)


@pytest.mark.clause("HB-59a")
def test_the_letter_on_headed_paper_is_one_of_the_files() -> None:
    case = steps.whole()
    content = parts_of(case)
    letter = applications.paper(case).document
    with undone(lambda: asleep("UPDATE applications_reference SET letter_id = %s", letter.pk)):
        assert documents_of(content) == [letter]
        assert not compared(content)[REFERENCE], "it was signed without it"


@pytest.mark.clause("HB-59", "LAW-ART10")
def test_the_hash_of_a_declaration_takes_what_was_disclosed_as_it_is_sealed_and_nothing_decided_later() -> None:
    user = people.UserFactory()
    made = steps.declared(user)
    before = conduct_hash(made)
    question = ConductQuestion.objects.order_by("pk")[0]
    Disclosure.objects.create(declaration=made, question=question, sealed=b"sealed")
    disclosed = conduct_hash(made)
    Disclosure.objects.update(sealed=b"otherwise")
    assert len({before, disclosed, conduct_hash(made)}) == 3
    Disclosure.objects.all().delete()
    Declaration.objects.update(verdict="referred", decided_by=user, superseded_at=NOON)
    made.refresh_from_db()
    assert conduct_hash(made) == before


def test_what_is_gone_with_its_history_and_what_had_no_hash_is_not_compared() -> None:
    gone, own = str(uuid4()), "0" * 64
    assert compared({}) == {}
    assert compared({
        "reference_given": {"uuid": gone, "sha256": own}, "hours_letter": {"letter": gone, "sha256": own},
        "conduct": {"declaration": gone, "sha256": own},
    }) == {}  # fmt: skip
    assert compared({"hours_letter": {"letter": gone}, "conduct": {"declaration": gone}}) == {}
