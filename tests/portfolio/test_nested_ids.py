"""Things of another portfolio asked for under one's own application: every address with two ids, whatever is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.forms.models import model_to_dict
from django.test import Client
from django.urls import reverse

from tests import factories as people
from tests.project import leaving_objects, portfolio_objects

pytestmark = pytest.mark.django_db
ALL = {**portfolio_objects.OBJECTS, **leaving_objects.OBJECTS}
# A place is no id, and what a supervisor's link opens is asked for without an application.
NESTED = {
    name: make
    for name, make in ALL.items()
    if name.startswith("portfolio:") and make is not portfolio_objects.of and name != "portfolio:place"
}
# Forgetting what is not there any more is no fault, and does nothing.
FORGIVING = {"portfolio:upload_drop"}
METHODS = ("get", "head", "post", "put", "delete", "patch")


def rows() -> list[dict[str, Any]]:
    """Every row of every portfolio, as it stands."""
    models = [one for one in apps.get_app_config("portfolio").get_models() if not one.__name__.endswith("Event")]
    return [model_to_dict(row) for model in models for row in model._default_manager.order_by("pk")]


@pytest.mark.parametrize("name", NESTED)
def test_nothing_of_another_portfolio_is_found_under_ones_own(name: str, sign_in: Callable[..., Client]) -> None:
    me, stranger = people.MemberFactory().user, people.MemberFactory().user
    mine, theirs = NESTED[name](me), NESTED[name](stranger)
    client = sign_in(me)
    assert client.get(reverse(name, kwargs=mine)).status_code in (200, 302, 405), "the control: one's own is there"
    before = rows()
    for mixed in ({**theirs, "uuid": mine["uuid"]}, {**mine, "uuid": theirs["uuid"]}):
        for method in METHODS:
            sent = people.once(me) if method == "post" else {}
            answer = getattr(client, method)(reverse(name, kwargs=mixed), sent)
            is_no = answer.status_code in (404, 405)
            assert is_no or (name in FORGIVING and answer.status_code == 302), (method, answer.status_code)
    assert rows() == before
