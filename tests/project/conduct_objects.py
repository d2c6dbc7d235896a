"""What the addresses of prior conduct name in the test of the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cilexportal.foundation import london
from members.models import User
from standing.enums import Body, ReferralStep, ReferredFor, Statement
from standing.models import ConductForm, Declaration, Referral, ReferralEntry
from standing.particulars import seal
from tests import factories

Arguments = dict[str, Any]


def declaration(owner: User) -> Arguments:
    """A declaration of the owner's that waits."""
    live = Declaration.objects.filter(user=owner, superseded_at=None).first()
    made = live or Declaration.objects.create(
        user=owner, year=london.today().year, form=ConductForm.objects.get(), statement=Statement.ANSWERS, spent=False,
        discloses=False, signed_name=owner.full_name, made_at=london.now(),
    )  # fmt: skip
    return {"uuid": made.uuid}


def of_somebody(owner: User) -> Arguments:
    """A declaration of somebody who is not the one that looks."""
    return declaration(factories.UserFactory())


def referral(owner: User) -> Arguments:
    """A referral about somebody, sent by somebody else."""
    at, about = london.now(), factories.UserFactory()
    made = Referral.objects.create(about=about, reason=ReferredFor.RULES, sealed=seal("Words."), sent_at=at)
    ReferralEntry.objects.create(referral=made, body=Body.CILEX, step=ReferralStep.SENT, by=owner, at=at)
    return {"uuid": made.uuid}


OBJECTS: dict[str, Callable[[User], Arguments]] = {
    "standing:declare": lambda owner: {"year": london.today().year},
    "standing:declaration": declaration,
    "standing_desk:conduct_one": of_somebody,
    "standing_desk:conduct_decide": of_somebody,
    "standing_desk:referral": referral,
}
