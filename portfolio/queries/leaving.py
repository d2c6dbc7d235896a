"""Leaving a job: each supervisor's pack, what it lacks, what it covers now, and whether its link opens."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from applications.enums import AskedStage
from applications.models import ReferenceAsked
from cilexportal.foundation.rulebook.refusal import Refusal
from cilexportal.foundation.visitors import queries as visitors
from cilexportal.foundation.visitors import rules as links
from cilexportal.foundation.visitors.models import Link
from portfolio.models import Leaving, Portfolio, Sheet, Supervisor
from portfolio.queries.examples import slot_of
from portfolio.queries.owner import data_of
from portfolio.rules import leaving as rules
from portfolio.rules.leaving import LeaversPack
from portfolio.rules.slots import Slot, from_code, printed

PURPOSE = "portfolio.supervisor"
CLAUSE = "HB-53"
# One who hands a reference on is followed by another, at most three times.
REFERENCE = "reference__followed_by__followed_by__followed_by"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A supervisor with their pack, if one was begun: what it lacks, and where its examples stand, as numbers; those
    that it covers with their codes."""

    supervisor: Supervisor
    supervised: list[str]
    leaving: Leaving | None
    reference: ReferenceAsked | None
    missing: list[Refusal]
    listed: list[str]
    covered: list[tuple[str, str]]
    dropped: list[str]
    left_out: list[str]
    link: Link | None
    dead: str


def live_of(portfolio_id: int) -> list[Leaving]:
    """The packs of a portfolio that were not given up, of supervisors on its list, with their references."""
    found = Leaving.objects.filter(
        supervisor__portfolio=portfolio_id, supervisor__removed_at=None, given_up_at=None
    )  # fmt: skip
    return list(found.select_related("supervisor", REFERENCE))


def signers() -> QuerySet[Any, dict[str, Any]]:
    """[HB-26] [HB-53b] Applications and the addresses of supervisors who signed before they were left. Registered by
    cilexportal/wiring.py."""
    signed = Leaving.objects.filter(signed_at__isnull=False).order_by()
    return signed.values(whole=F("supervisor__portfolio__case__application"), box=F("supervisor__email"))


def placed(portfolio_id: int) -> dict[Slot, Sheet]:
    """The sheets that stand in a place, without their words' pieces."""
    found = Sheet.objects.filter(portfolio=portfolio_id, removed_at=None, competency__isnull=False)
    rows = ((slot_of(one), one) for one in found.order_by("competency", "outcome", "example"))
    return {slot: one for slot, one in rows if slot is not None}


def unsigned_of(portfolio_id: int) -> set[Slot]:
    """[HB-53b] [HB-54] The places that a supervisor who is left is asked to sign and has not, or not as they stand
    now: two statements however many there are."""
    asked = live_of(portfolio_id)
    if not asked:
        return set()
    sheets = placed(portfolio_id)
    seals = {slot: sheet.signing_hash for slot, sheet in sheets.items()}
    return {
        slot
        for one in asked
        for slot in {from_code(code) for code in one.listed} - rules.covered(as_rule(one), seals=seals)
        if slot in sheets and _names(sheets[slot], one.supervisor)
    }


def why_sealed(sheet: Sheet) -> Refusal | None:
    """[HB-54] Why nothing of a sheet is changed, or None while its owner may."""
    slot = slot_of(sheet)
    if slot is None or sheet.supervisor_id is None:
        return None
    signed = Leaving.objects.filter(supervisor=sheet.supervisor_id, given_up_at=None, signed_at__isnull=False).first()
    return rules.why_sealed(slot, sealed=_sealed(signed), seal=sheet.signing_hash) if signed else None


def as_rule(leaving: Leaving) -> LeaversPack:
    """A pack as its rules read it; what its owner took out of the seal is not in it."""
    return LeaversPack(
        supervisor=str(leaving.supervisor_id), has_reference=_came(standing(leaving)), consents=consents(leaving),
        sealed=_sealed(leaving),
    )  # fmt: skip


def hash_of(leaving: Leaving, *, application: str) -> str:
    """[HB-53b] The hash of what was signed, as one text that is the same for the same words; `application` is the
    number of the application."""
    supervisor = leaving.supervisor
    signed = {
        "pack": str(leaving.uuid), "application": application, "supervisor": str(supervisor.uuid),
        "name": supervisor.name, "address": supervisor.email, "last_day": leaving.last_day.isoformat(),
        "examples": leaving.sealed, "statement": leaving.statement, "signed_name": leaving.signed_name,
        "signed_at": leaving.signed_at.astimezone(UTC).isoformat() if leaving.signed_at else "",
    }  # fmt: skip
    text = json.dumps(signed, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def consents(leaving: Leaving) -> bool:
    """[HB-53a] Whether the supervisor's consent stands."""
    return leaving.consented_at is not None and leaving.consent_withdrawn_at is None


def standing(leaving: Leaving) -> ReferenceAsked | None:
    """[HB-53] The reference of a pack; where it was handed on, that of whoever has it now."""
    asked = leaving.reference
    while asked is not None and asked.stage == AskedStage.HANDED_OVER:
        asked = getattr(asked, "followed_by", None)
    return asked


def packs(portfolio: Portfolio, *, at: datetime) -> list[Pack]:
    """[HB-53] [HB-54] Every supervisor on the list with their pack: four statements however many there are."""
    supervisors = list(Supervisor.objects.filter(portfolio=portfolio, removed_at=None))
    leavings = {one.supervisor_id: one for one in live_of(portfolio.pk)}
    sheets = placed(portfolio.pk)
    sent = visitors.newest(purpose=PURPOSE, subjects=[one.uuid for one in supervisors])
    return [
        _pack(portfolio, one, leavings.get(one.pk), sheets=sheets, link=sent.get(one.uuid), at=at)
        for one in supervisors
    ]


def pack_of(portfolio: Portfolio, supervisor: Supervisor, *, at: datetime) -> Pack:
    """[HB-53] One supervisor's pack."""
    leaving = next((one for one in live_of(portfolio.pk) if one.supervisor_id == supervisor.pk), None)
    link = visitors.newest(purpose=PURPOSE, subjects=[supervisor.uuid]).get(supervisor.uuid)
    return _pack(portfolio, supervisor, leaving, sheets=placed(portfolio.pk), link=link, at=at)


def boxes_of(leaving: Leaving | None) -> dict[str, Any]:
    """[HB-53] The plan of a pack, as the boxes of its form hold it; empty where none was begun."""
    if leaving is None:
        return {"last_day": None, "why_late": "", "listed": []}
    return {"last_day": leaving.last_day, "why_late": leaving.asked_late_why, "listed": list(leaving.listed)}


def supervisor_of(portfolio: Portfolio, uuid: UUID) -> Supervisor | None:
    """[HB-46e] A supervisor on the portfolio's list; None for any other."""
    return Supervisor.objects.filter(portfolio=portfolio, uuid=uuid, removed_at=None).first()


# --- Shared --------------------------------------------------------------------------------------------------------


def why_dead(link: Link, supervisor: Supervisor, *, at: datetime) -> Refusal | None:
    """[HB-53] Why a supervisor's link does not open at `at`, or None."""
    if supervisor.portfolio.case.application.ended_at is not None:
        return Refusal(CLAUSE, rules.ENDED)
    if supervisor.removed_at is not None:
        return Refusal(CLAUSE, rules.NOT_LISTED)
    why = links.why_shut(ended_at=link.ended_at, expires_at=link.expires_at, at=at)
    return Refusal(CLAUSE, why) if why else None


def _pack(
    portfolio: Portfolio, supervisor: Supervisor, leaving: Leaving | None, *, sheets: dict[Slot, Sheet],
    link: Link | None, at: datetime,
) -> Pack:  # fmt: skip
    competencies = data_of(portfolio).competencies

    def numbers(slots: Iterable[Slot]) -> list[str]:
        return [printed(slot, competencies) for slot in sorted(slots)]

    supervisor.portfolio = portfolio
    pack = as_rule(leaving) if leaving else None
    seals = {slot: sheet.signing_hash for slot, sheet in sheets.items()}
    covered = rules.covered(pack, seals=seals) if pack else set()
    signed = {from_code(code) for code in leaving.sealed} if leaving else set()
    listed = {from_code(code) for code in leaving.listed} if leaving else set()
    dead = why_dead(link, supervisor, at=at) if link else None
    return Pack(
        supervisor=supervisor, supervised=numbers(s for s, sheet in sheets.items() if _names(sheet, supervisor)),
        leaving=leaving, reference=standing(leaving) if leaving else None,
        missing=list(rules.missing(pack)) if pack else [],
        listed=numbers(listed),
        covered=[(slot.code, printed(slot, competencies)) for slot in sorted(covered)],
        dropped=numbers(signed - covered), left_out=numbers(listed - signed if signed else ()),
        link=link, dead=dead.sentence if dead else "",
    )  # fmt: skip


def _names(sheet: Sheet, supervisor: Supervisor) -> bool:
    return sheet.supervisor_id == supervisor.pk


def _sealed(leaving: Leaving) -> dict[Slot, str]:
    return {from_code(code): seal for code, seal in leaving.sealed.items() if code not in leaving.released}


def _came(asked: ReferenceAsked | None) -> bool:
    return asked is not None and asked.stage == AskedStage.RECEIVED
