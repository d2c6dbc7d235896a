"""What happens when somebody signs in whose account is to be closed: they are told until when they can keep it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from cilexportal.foundation import london
from members.models import User
from people.queries import closing


def connect() -> None:
    """Connects the receivers; called once, when Django is ready."""
    user_logged_in.connect(tell_of_closing, dispatch_uid="people.tell_of_closing")


def tell_of_closing(sender: type[User], request: HttpRequest, user: User, **kwargs: Any) -> None:
    """A sentence on the first page after signing in, while the closing can be undone."""
    found = closing.live_closing(user.pk)
    if found is None:
        return
    day = london.in_words(closing.last_day(found))
    said = f"Your account is to be closed when {day} is over. To keep it, go to My data, then Close the account."
    messages.warning(request, said, fail_silently=True)
