"""Letters about membership years: what is due, what was paid, what lapsed, who joins, and rules that changed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.correspondence.kinds import GOVERNANCE, Kind
from members import queries as people
from shop.models import OrderLine
from shop.templatetags.shop import pounds
from standing.enums import NotAdmitted
from standing.models import Joining, Lapse, MemberRule, MembershipYear, Renewal
from standing.services import lapsing


def renewal_due(context: dict[str, Any]) -> dict[str, Any]:
    """[TC-4.4a] The year that is not paid, until when it can be, and what happens otherwise."""
    year = MembershipYear.objects.get(pk=context["year"])
    return {
        "notice": context["notice"],
        "year": year.year,
        "pay_by": london.in_words(year.pay_by),
        "grace": year.lapses_on > year.pay_by + timedelta(days=1),
        "last_day": london.in_words(year.lapses_on - timedelta(days=1)),
        "lapses_on": london.in_words(year.lapses_on),
    }


def lapsed(context: dict[str, Any]) -> dict[str, Any]:
    """[TC-4.4a] [TC-4.4b] Since when somebody is no member, and how to come back."""
    found = Lapse.objects.select_related("year").get(pk=context["lapse"])
    grade = people.grade_title(code=found.grade_code, on=found.on - timedelta(days=1))
    return {"year": found.year_id, "on": london.in_words(found.on), "grade": grade.name}


def renewal_paid(context: dict[str, Any]) -> dict[str, Any]:
    """[TC-4.1] The term that was paid for, and which steps are still open where an employer paid first."""
    found = Renewal.objects.select_related("term", "employer").get(pk=context["renewal"])
    term = found.term
    return {
        "year": found.year_id,
        "from": london.in_words(term.from_date),
        "until": london.in_words(term.until_date - timedelta(days=1)),
        "certificate": found.wants_certificate,
        "employer": str(found.employer) if found.employer else "",
        "to_undertake": found.undertaken_at is None,
        "returning": found.kind == "returning",
    }


def renewal_late(context: dict[str, Any]) -> dict[str, Any]:
    """[TC-4.4a] [TC-4.4b] Money that came once membership had lapsed."""
    found = Renewal.objects.select_related("year").get(pk=context["renewal"])
    assert found.cleared_at is not None, "it was paid"
    return {
        "year": found.year_id,
        "paid": london.at_in_words(found.cleared_at),
        "lapses_on": london.in_words(found.year.lapses_on),
    }


def employer_pays(context: dict[str, Any]) -> dict[str, Any]:
    """[TC-5.5] [TC-5.5a] Who pays for the member, and the steps that are theirs."""
    found = Renewal.objects.select_related("employer", "year").get(pk=context["renewal"])
    return {
        "employer": str(found.employer),
        "year": found.year_id,
        "to_undertake": found.undertaken_at is None,
        "pay_by": london.in_words(found.year.pay_by),
        "lapses_on": london.in_words(found.year.lapses_on),
    }


def joining(context: dict[str, Any]) -> dict[str, Any]:
    """[TC-4.1b] A request to join: received, admitted, or not, with what goes back and what stays."""
    found = Joining.objects.select_related("renewal__member", "renewal__term").get(pk=context["joining"])
    asked_on = london.date_of(found.asked_at)
    paid = {} if found.cleared_at is None else _paid(found)
    member = found.renewal.member if found.renewal else None
    return {
        "grade": people.grade_title(code=found.grade_id, on=asked_on).name,
        "asked": london.in_words(asked_on),
        "number": member.number if member else "",
        "until": f"31 December {found.year_id}",
        "reason": found.get_reason_display(),
        "why": found.why,
        "returns": found.reason == NotAdmitted.HELD,
        **paid,
    }


def _paid(found: Joining) -> dict[str, str]:
    """What was paid for registration, and for the subscription."""
    lines = OrderLine.objects.filter(purpose__startswith=f"joining:{found.pk}:").values_list("purpose", "pence")
    return {purpose.rpartition(":")[2]: pounds(pence) for purpose, pence in lines}


def rule_changed(context: dict[str, Any]) -> dict[str, Any]:
    """[TC-4.1a] Which rules have a new version, from when it counts, and where it can be read."""
    found = MemberRule.objects.get(pk=context["rule"])
    return {
        "title": found.title,
        "version": found.version,
        "from": london.in_words(found.from_date),
        "address": found.address,
    }


KINDS = (
    Kind(code=lapsing.NOTICE, build=renewal_due, still_needed=lapsing.still_needed),
    Kind(code=lapsing.LAPSED, build=lapsed, still_needed=lapsing.lapse_stands),
    Kind(code="standing.renewal_paid", build=renewal_paid),
    Kind(code="standing.renewal_late", build=renewal_late),
    Kind(code="standing.employer_pays", build=employer_pays),
    Kind(code="standing.joining_received", build=joining),
    Kind(code="standing.admitted", build=joining),
    Kind(code="standing.not_admitted", build=joining),
    Kind(code="standing.rule_changed", category=GOVERNANCE, build=rule_changed),
)
