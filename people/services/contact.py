"""The verbs of one's own details: say how one is reached, correct the name of an account."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from cilexportal.foundation.audit import because
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import Member, User
from people.models import Contact
from standing.queries.terms import live_joining


def keep(*, user_id: int, said: Mapping[str, str], by: int) -> bool:
    """Keeps telephone and address as given; whether anything changed."""
    with transaction.atomic(), because(user_id=by, why="people.contact"):
        User.objects.select_for_update().get(pk=user_id)
        found = Contact.objects.filter(user=user_id).first() or Contact(user_id=user_id)
        if not found._state.adding and all(getattr(found, name) == value for name, value in said.items()):
            return False
        for name, value in said.items():
            setattr(found, name, value)
        found.save()
    return True


def rename(*, user_id: int, full_name: str, by: int) -> bool:
    """Corrects the name of an account; whether it changed. Raises Refused for a member, whose name is on the register
    and on certificates: an officer corrects that against a paper; and while an officer decides about joining."""
    with transaction.atomic(), because(user_id=by, why="people.rename"):
        user = User.objects.select_for_update().get(pk=user_id)
        if Member.objects.filter(user=user_id).exists():
            raise Refused.because("TC-4.1", "Your name is on the register. Write to us, and an officer corrects it.")
        if user.full_name == full_name:
            return False
        if live_joining(user_id) is not None:
            raise Refused.because("TC-4.1b", "You have asked to join under this name. Write to us to correct it.")
        user.full_name = full_name
        user.save(update_fields=["full_name"])
    return True
