"""What people wish to be sent: kept by category, asked when a message is about to go, changed by page or link."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse

from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence import rules
from cilexportal.foundation.correspondence.models import Message, MessageState, Preference
from cilexportal.foundation.correspondence.rules import Category, Through, Way
from cilexportal.foundation.rulebook.refusal import Refused

# A signature of its own: a link of another kind is no word about messages.
SALT = "letters.stop"


def ways_of(user_id: int) -> dict[Category, Way]:
    """[TC-10] What holds today for every category that may be switched off."""
    said = dict(Preference.objects.filter(user=user_id).values_list("category", "way"))
    return {category: rules.chosen_way(category, said.get(category)) for category in rules.UNSAID}


def way_for(message: Message, category: str) -> Way:
    """[TC-10] How a message goes to its person now; looked up anew for each message, just before it is sent."""
    said, has_account = None, message.to_user_id is not None
    if rules.is_optional(category) and message.to_user is not None:
        has_account = message.to_user.is_active
        kept = Preference.objects.filter(user=message.to_user_id, category=category)
        said = kept.values_list("way", flat=True).first()
    return rules.way_to(category, said, has_account=has_account, has_email=rules.is_reachable(message.to_email))


def choose(*, user_id: int, category: str, way: Way, by: int | None, through: Through, at: datetime) -> bool:
    """[TC-10] Keeps what a person wishes of a category, for everything that has not gone yet; whether it is a change.

    Letters of it that wait to be posted are posted no more, unless by letter is the wish. Raises Refused for a category
    that always comes [TC-11.2].
    """
    if not rules.is_optional(category):
        raise Refused.because(
            "TC-11.2", f"{Category(category).label} comes with membership and cannot be switched off."
        )
    with transaction.atomic(), because(user_id=by, why="correspondence.choose"):
        kept = Preference.objects.select_for_update().filter(user=user_id, category=category).first()
        if rules.chosen_way(Category(category), kept.way if kept else None) is way:
            return False
        fields = {"way": way, "through": through, "changed_at": at}
        Preference.objects.update_or_create(user_id=user_id, category=category, defaults=fields)
        if way is not Way.LETTER:
            waiting = Message.objects.filter(to_user=user_id, category=category, state=MessageState.NO_ADDRESS)
            waiting.update(state=MessageState.DROPPED)
    return True


def stop_token(user_id: int, category: str) -> str:
    """The signed part of the link by which this person switches this category off."""
    return signing.Signer(salt=SALT).sign_object([user_id, category])


def stop_url(message: Message, category: str) -> str:
    """The whole link for a message that may be switched off; nothing for one that always comes."""
    if not rules.is_optional(category) or message.to_user_id is None:
        return ""
    return settings.BASE_URL + reverse("letters:stop", args=[stop_token(message.to_user_id, category)])


def read_stop(token: str) -> tuple[int, Category] | None:
    """Whose link it is, and about what; None for a link that is not ours."""
    try:
        user_id, category = signing.Signer(salt=SALT).unsign_object(token)
    except signing.BadSignature:
        return None
    return user_id, Category(category)
