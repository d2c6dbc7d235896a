"""The figures and lists of administrators."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from members import services
from members.adminsite import site
from members.enums import Role
from members.models import RoleGrant, User
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> User:
    return factories.staff(Role.ADMINISTRATOR)


@pytest.fixture
def client(administrator: User) -> Client:
    """An administrator who has just proved who they are."""
    return factories.signed_in(administrator, recently=True)


def test_every_list_and_its_form_for_one_more_opens(client: Client) -> None:
    assert client.get("/admin/").status_code == 200
    for model, admin in site._registry.items():
        listed = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        assert client.get(reverse(listed)).status_code == 200, listed
        assert client.get(f"{reverse(listed)}add/").status_code in (200, 404), admin


def test_only_what_the_portal_registers_is_there() -> None:
    assert {model._meta.label for model in site._registry} == {
        "members.Grade",
        "members.PracticeArea",
        "members.RoleGrant",
        "members.User",
        "applications.Closure",
        "applications.PathwayVersion",
        "cpd.CpdYear",
        "cpd.Requirement",
        "cpd.ProfessionalismArea",
        "cpd.ActivityType",
        "people.DataFigures",
        "standing.Fee",
        "standing.MemberRule",
        "standing.MembershipYear",
        "standing.ReducedFee",
        "shop.DeliveryRate",
        "shop.Price",
        "shop.Product",
        "shop.ProductFile",
        "shop.ShopPolicy",
        "shop.TermsVersion",
        "shop.VatCode",
        "shop.VatRate",
        "shop.Wording",
    }


def test_a_role_is_given_by_somebody_and_taken_back_by_somebody(
    client: Client, administrator: User, user: User
) -> None:
    client.post(reverse("admin:members_rolegrant_add"), {"user": user.pk, "role": Role.FINANCE})
    grant = RoleGrant.objects.get(user=user)
    assert (grant.role, grant.granted_by) == (Role.FINANCE, administrator)
    chosen = {"action": "take_back", "_selected_action": [grant.pk]}
    client.post(reverse("admin:members_rolegrant_changelist"), chosen)
    grant.refresh_from_db()
    assert grant.revoked_by == administrator
    assert Role.FINANCE not in User.objects.get(pk=user.pk).roles


def test_giving_a_role_twice_leaves_one_grant(client: Client, user: User) -> None:
    for _ in range(2):
        client.post(reverse("admin:members_rolegrant_add"), {"user": user.pk, "role": Role.FINANCE})
    assert RoleGrant.objects.filter(user=user).count() == 1


def test_taking_back_twice_changes_nothing(administrator: User, user: User, at) -> None:
    moment = factories.RECEIVED
    grant = services.grant_role(user_id=user.pk, role=Role.FINANCE, by=administrator.pk, at=moment)
    assert services.revoke_role(grant_id=grant.pk, by=administrator.pk, at=moment)
    assert not services.revoke_role(grant_id=grant.pk, by=administrator.pk, at=moment)


def test_signing_in_to_the_figures_is_the_portals_own(client: Client) -> None:
    assert Client().get("/admin/")["Location"] == "/account/login/?next=/admin/"
    assert client.get("/admin/login/")["Location"] == "/admin/"


@pytest.mark.parametrize(
    ("model", "lookup"), [("user", "password__startswith"), ("user", "password"), ("rolegrant", "user__password")]
)
def test_nobody_feels_their_way_along_a_hash(client: Client, model: str, lookup: str) -> None:
    people = reverse(f"admin:members_{model}_changelist")
    assert client.get(people, {"is_active__exact" if model == "user" else "role__exact": "1"}).status_code == 200
    assert client.get(people, {lookup: "md5$"}).status_code == 400
