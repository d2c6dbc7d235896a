"""What people type wrongly on the pages of a final application is said at its box, and stays there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from admission.models import Signature
from applications.models import Case
from cilexportal.foundation.idempotency import services as held
from shop.gateways.demo import DemoGateway
from tests import factories as people
from tests.admission import signing_steps as steps
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
