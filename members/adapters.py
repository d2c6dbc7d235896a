"""What the portal decides where allauth leaves a choice: how account mail leaves, and how secrets rest."""

from __future__ import annotations

from functools import cache
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string

from cilexportal.foundation import london
from cilexportal.foundation.correspondence import services as correspondence
from members import sentences
from members.doors import has_second_factor, signed_in_recently
from members.letters import ACCOUNT_MAIL
from members.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Account mail goes through the outbox; a sign-in of the last ten minutes counts as proof of who one is."""

    error_messages = DefaultAccountAdapter.error_messages | sentences.ACCOUNT

    def clean_password(self, password: str, user: User | None = None) -> str:
        """The password. Raises ValidationError with one sentence: who mends it need not read what else it broke."""
        try:
            return super().clean_password(password, user=user)
        except ValidationError as broken:
            raise broken.error_list[0] from None

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queues one account mail, rendered from `<template_prefix>_subject.txt` and `_message.txt`."""
        facts = {**context, "email": email, "site": settings.SITE, "base_url": settings.BASE_URL}
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", facts).split())
        text = render_to_string(f"{template_prefix}_message.txt", facts).strip()
        owner = context.get("user") or User.objects.filter(email__iexact=email).first()
        # The name on an unverified address is whatever a stranger typed: nobody is greeted by it.
        verified = EmailAddress.objects.filter(user=owner, email__iexact=email, verified=True).exists()
        with transaction.atomic():
            correspondence.queue(
                kind=ACCOUNT_MAIL.code,
                to_user_id=owner.pk if owner else None,
                to_name=str(owner) if verified else email,
                to_email=email,
                context={"subject": subject, "text": text},
                at=london.now(),
            )

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether an act inside the account area needs the person to prove who they are again."""
        needed = super().is_reauthentication_required(app=app, **kwargs)
        return needed and not signed_in_recently(allauth_context.request)

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        """The ways to prove who one is again: with a second factor where there is one, else with the password."""
        methods = super().get_reauthentication_methods(user)
        if isinstance(user, User) and has_second_factor(user):
            return [method for method in methods if method["id"] != "reauthenticate"]
        return methods


class MFAAdapter(DefaultMFAAdapter):
    """One-time-password secrets and the seeds of recovery codes are encrypted with FIELD_KEYS."""

    error_messages = DefaultMFAAdapter.error_messages | sentences.SECOND_STEP

    def encrypt(self, text: str) -> str:
        """The text encrypted with the newest key."""
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text; any key of FIELD_KEYS opens it. Raises InvalidToken where none does."""
        return _keys().decrypt(encrypted_text.encode()).decode()

    def _get_site_name(self) -> str:
        return settings.SITE["name"]


@cache
def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])
