"""The supervisors of a portfolio's work: put on the list, changed, and taken off it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from applications.queries.references import is_applicants
from cilexportal.foundation.audit import because
from cilexportal.foundation.rulebook.refusal import refuse_if_any
from cilexportal.foundation.visitors import services as visitors
from members.models import User
from portfolio.models import Leaving, Portfolio, Sheet, Supervisor
from portfolio.queries.examples import slot_of
from portfolio.queries.leaving import PURPOSE
from portfolio.queries.owner import data_of
from portfolio.queries.supervisors import boxes_of
from portfolio.rules import supervisors as rules
from portfolio.rules.slots import printed
from portfolio.services.holding import held, refuse_unless_seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What is known of a supervisor. `person_kind` is a code of the version's list, or empty."""

    name: str
    email: str
    employer: str
    person_kind: str = ""
    number: str = ""


def add(*, portfolio: Portfolio, details: Details, by: User, at: datetime) -> Supervisor:
    """[HB-46e] Puts somebody on the list. Raises Refused for an address that is there, and for one's own."""
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.supervisor.add"):
        found = held(portfolio=portfolio, at=at)
        is_own = is_applicants(found.case.application, details.email)
        refuse_if_any(rules.may_list(details.email, others=_addresses(found), is_own=is_own))
        return Supervisor.objects.create(portfolio=found, **asdict(details))


def change(
    *, portfolio: Portfolio, uuid: UUID, details: Details, seen: str, by: User, at: datetime
) -> Supervisor:  # fmt: skip
    """[HB-46e] [HB-53b] Changes what is known of somebody; `seen` marks what it was written over. A link sent to
    another address ends. Raises Refused as `add` does, where they have signed and where another page came before; and
    Supervisor.DoesNotExist."""
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.supervisor.change"):
        found = held(portfolio=portfolio, at=at)
        known = _of(found, uuid)
        others = _addresses(found, but=known)
        refuse_if_any([
            *rules.may_change(has_signed=_has_signed(known)),
            *rules.may_list(details.email, others=others, is_own=is_applicants(found.case.application, details.email)),
        ])  # fmt: skip
        refuse_unless_seen(boxes=boxes_of(known), seen=seen)
        if known.email.casefold() != details.email.casefold():
            visitors.end(purpose=PURPOSE, subject=known.uuid, at=at)
        for name, value in asdict(details).items():
            setattr(known, name, value)
        known.save(update_fields=list(asdict(details)))
        return known


def remove(*, portfolio: Portfolio, uuid: UUID, by: User, at: datetime) -> None:
    """[HB-46e] Takes somebody off the list, and ends their link. Raises Refused where examples name them or they have
    signed; and Supervisor.DoesNotExist."""
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.supervisor.remove"):
        found = held(portfolio=portfolio, at=at)
        known = _of(found, uuid)
        refuse_if_any(rules.may_remove(has_signed=_has_signed(known), named=list(_named(found, known))))
        visitors.end(purpose=PURPOSE, subject=known.uuid, at=at)
        known.removed_at = at
        known.save(update_fields=["removed_at"])


def _of(portfolio: Portfolio, uuid: UUID) -> Supervisor:
    return Supervisor.objects.get(portfolio=portfolio, uuid=uuid, removed_at=None)


def _addresses(portfolio: Portfolio, *, but: Supervisor | None = None) -> list[str]:
    rows = Supervisor.objects.filter(portfolio=portfolio, removed_at=None)
    return [one.email for one in rows if but is None or one.pk != but.pk]


def _has_signed(supervisor: Supervisor) -> bool:
    return Leaving.objects.filter(supervisor=supervisor, signed_at__isnull=False, given_up_at=None).exists()


def _named(portfolio: Portfolio, supervisor: Supervisor) -> Iterable[str]:
    """The numbers of the examples that name somebody; a parked one is called so."""
    competencies = data_of(portfolio).competencies
    for sheet in Sheet.objects.filter(portfolio=portfolio, supervisor=supervisor, removed_at=None):
        slot = slot_of(sheet)
        yield printed(slot, competencies) if slot else "a parked example"
