import io

import pytest
from django.core.management import CommandError, call_command

from members.models import RoleGrant, User


@pytest.mark.django_db
def test_the_first_administrator_is_made_on_the_command_line(user: User) -> None:
    for _ in range(2):
        call_command("grant_role", user.email.upper(), "administrator", stdout=io.StringIO())
    assert RoleGrant.objects.get(user=user).role == "administrator"


@pytest.mark.django_db
def test_an_address_without_account_is_named() -> None:
    with pytest.raises(CommandError, match="No account has this e-mail address"):
        call_command("grant_role", "nobody@example.org", "finance")
