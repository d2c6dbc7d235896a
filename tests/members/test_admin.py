"""The figures and lists of administrators."""

from __future__ import annotations

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from members import services
from members.adminsite import site
from members.enums import STAFF_ROLES, Role
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


COMMITTEES = {"AgendaItem", "CommitteeMember", "Meeting", "Reconsideration", "Referral"}


def listed(model: type[Model]) -> str:
    """Where the list of a model is."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def is_committees(model: type[Model]) -> bool:
    """Whether a list is the committee's and not the administrators'."""
    return model._meta.app_label == "applications" and model._meta.object_name in COMMITTEES


def test_every_list_and_its_form_for_one_more_opens(client: Client) -> None:
    assert client.get("/admin/").status_code == 200
    secretary = factories.signed_in(factories.staff(Role.ALC_SECRETARY), recently=True)
    for model in site._registry:
        at, others = (secretary, client) if is_committees(model) else (client, secretary)
        assert at.get(listed(model)).status_code == 200, model
        assert at.get(f"{listed(model)}add/").status_code in (200, 404), model
        assert others.get(listed(model)).status_code == 404, "others see none of it"


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.ALC_SECRETARY, COMMITTEES),
        (Role.ALC_MEMBER, {"Meeting"}),
        (Role.ADMINISTRATOR, {model._meta.object_name for model in site._registry if not is_committees(model)}),
    ],
)
def test_the_first_page_shows_each_role_their_lists_and_no_others(role: str, seen: set[str]) -> None:
    answer = factories.signed_in(factories.staff(role), recently=True).get("/admin/")
    apps = answer.context["app_list"]
    assert {model["object_name"] for app in apps for model in app["models"]} == seen


@pytest.mark.parametrize("role", sorted(STAFF_ROLES - {Role.ADMINISTRATOR, Role.ALC_SECRETARY, Role.ALC_MEMBER}))
def test_no_other_staff_find_the_administration(role: str) -> None:
    answer = factories.signed_in(factories.staff(role), recently=True)
    assert answer.get("/admin/").status_code == 404
    assert answer.get("/admin/applications/meeting/").status_code == 404


def test_only_what_the_portal_registers_is_there() -> None:
    assert {model._meta.label for model in site._registry} == {
        "members.Grade",
        "members.PracticeArea",
        "members.RoleGrant",
        "members.User",
        "applications.AgendaItem",
        "applications.Closure",
        "applications.CommitteeMember",
        "applications.Meeting",
        "applications.PathwayVersion",
        "applications.Reconsideration",
        "applications.Referral",
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
