"""What pages of a final application say: of what is typed wrongly at its box, where it stays, and whose move it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from admission.models import CriterionMark, Signature
from applications.models import Case
from cilexportal.foundation.idempotency import services as held
from shop.gateways.demo import DemoGateway
from tests import factories as people
from tests.admission import signing_steps as steps
from tests.admission.marking_steps import LATER, case_with
from tests.admission.signing_steps import BEN, NOW
from tests.admission.test_views_signing import answers, entered
from tests.shop.conftest import demo_gateway

__all__ = ["demo_gateway"]
pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


@pytest.fixture
def case(demo_gateway: DemoGateway, at: Callable[[datetime], None]) -> Case:
    at(NOW)
    return steps.cleared(demo_gateway)


@pytest.mark.clause("HB-47")
@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"left_out": ["2.1-1"]}, "Say why you do not sign these."),
        ({"why": "I was on leave."}, "Tick the examples that you do not sign, or empty the box under them."),
        ({"left_out": ["1.1-2", "2.1-1"], "why": "Never seen."}, "Nothing is left to sign. Decline instead"),
    ],
    ids=["no reason", "no example", "all of them"],
)
def test_what_is_left_out_is_asked_for_whole(case: Case, said: dict[str, Any], sentence: str) -> None:
    ben, row = entered("ben@example.org"), steps.row_of(case, BEN)
    assert '<details class="govuk-details">' in ben.get("/admission-link/v/").text, (
        "folded away, as most leave none out"
    )
    page = ben.post("/admission-link/v/", answers(row, **said))
    assert page.status_code == 422
    assert sentence in page.text
    assert '<details class="govuk-details" open>' in page.text
    assert said.get("why", "") in page.text
    assert not Signature.objects.exists()


@pytest.mark.clause("HB-S4.1a")
def test_an_officers_words_are_there_again_after_signing_in(case: Case, sign_in: SignIn) -> None:
    steps.sign(case, BEN, excluded={"2.1-1": "I was on leave."})
    row = steps.row_of(case, BEN)
    officer = people.staff("regulation_officer")
    client = sign_in(officer)
    for page in (
        reverse("admission_desk:replace", args=[case.uuid, row.uuid]),
        reverse("admission_desk:let_pass", args=[case.uuid, row.exclusions.get().pk]),
    ):
        held.hold(user_id=officer.pk, path=page, fields={"why": ["They have left the firm."]})
        shown = unescape(client.get(page).text)
        assert "They have left the firm.</textarea>" in shown
        assert "It is not sent yet." in shown


@pytest.mark.clause("HB-S4.1a", "HB-8")
def test_the_list_of_steps_leads_to_the_declaration_and_says_once_who_has_yet_to_sign(
    case: Case, sign_in: SignIn
) -> None:
    client, uuid = sign_in(case.application.user), case.application.uuid
    steps_page, board = (reverse(name, args=[uuid]) for name in ("applications:mine", "admission:declarations"))
    page = client.get(steps_page).text
    assert "It waits for you to sign that the work is yours." in page
    assert "There is nothing for you to do" not in page
    assert f'<a class="govuk-button" href="{board}">Read and sign</a>' in page
    stands = client.get(reverse("applications:submit", args=[uuid, case.step])).text
    assert f'href="{board}">Read and sign</a>' in stands
    steps.sign_own(case)
    page = client.get(steps_page).text
    assert page.count("It waits for") == page.count("It waits for a supervisor to sign that the work is yours.") == 1
    for name in ("final", "declarations"):
        assert "What you submitted" in client.get(reverse(f"admission:{name}", args=[uuid])).text


@pytest.mark.clause("HB-31")
def test_what_a_mark_lacks_is_said_at_its_boxes(at: Callable[[datetime], None], sign_in: SignIn) -> None:
    at(LATER)
    case, officer = case_with("1.1-1"), people.staff("regulation_officer")
    url = reverse("admission_desk:example", args=[case.uuid, "1.1-1"])
    sent = {**people.once(officer), "seen": "0", "mark_a": "met", "mark_b": "not_met", "note_b": "Send the letter."}
    page = sign_in(officer).post(url, sent)
    assert page.status_code == 422
    assert '<a href="#id_reason_b">Choose why (b) is not met.</a>' in page.text
    assert "Send the letter.</textarea>" in page.text
    assert not CriterionMark.objects.exists()
