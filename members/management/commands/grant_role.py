from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cilexportal.foundation import london
from members import services
from members.enums import GRANTED_ROLES
from members.models import User


class Command(BaseCommand):
    help = "Gives an account a staff role: the way to the first administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("role", choices=[role for role, _ in GRANTED_ROLES])

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError("No account has this e-mail address: create it on the sign-up page first.")
        grant = services.grant_role(user_id=user.pk, role=options["role"], by=None, at=london.now())
        self.stdout.write(f"{user} is {grant.get_role_display()}. At the next sign-in a second step is set up.")
