"""The rules of members in their versions: which count, and from when for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cilexportal.foundation import london
from cilexportal.foundation.correspondence.models import ARRIVED, Message
from members.models import Member
from standing.models import MemberRule, Renewal

FIRST = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """A version of rules for one member: `told_on` is the day of their own notice, `since` from when it counts."""

    rule: MemberRule
    told_on: date | None
    since: date | None


def newest(*, today: date) -> list[MemberRule]:
    """[TC-4.1] The newest version of each text that has begun and was announced: what somebody undertakes to keep."""
    begun = MemberRule.objects.filter(from_date__lte=today).order_by("code", "version")
    return list({rule.code: rule for rule in begun if rule.version == FIRST or rule.announced_at}.values())


def notice_key(rule_id: int, member_id: int) -> str:
    """The name under which the notice of a version to a member is queued, once."""
    return f"standing.rule_changed:{rule_id}:{member_id}"


def bindings(member: Member, *, today: date) -> list[Binding]:
    """[TC-4.1a] For each text the newest version and since when it counts for this member: from its first day, and not
    before they were told of it by their own notice or undertook to keep it. None: it does not count yet."""
    rules = newest(today=today)
    told = _told(member, [rule for rule in rules if rule.version > FIRST])
    return [_binding(rule, told.get(rule.pk), member) for rule in rules]


def _binding(rule: MemberRule, told_on: date | None, member: Member) -> Binding:
    if rule.version == FIRST:
        return Binding(rule=rule, told_on=None, since=max(rule.from_date, member.joined_on))
    return Binding(rule=rule, told_on=told_on, since=max(rule.from_date, told_on) if told_on else None)


def _told(member: Member, rules: Iterable[MemberRule]) -> dict[int, date]:
    """Rule -> the first London date on which the member was told of it."""
    by_key = {notice_key(rule.pk, member.pk): rule.pk for rule in rules}
    if not by_key:
        return {}
    sent = Message.objects.filter(dedupe_key__in=by_key, state__in=ARRIVED, sent_at__isnull=False)
    told = [(by_key[key], at) for key, at in sent.values_list("dedupe_key", "sent_at")]
    undertaken = Renewal.objects.filter(member=member, undertaken_at__isnull=False, rules__in=by_key.values())
    told += undertaken.values_list("rules", "undertaken_at")
    days: dict[int, date] = {}
    for rule_id, at in told:
        if rule_id in by_key.values():
            days[rule_id] = min(days.get(rule_id, date.max), london.date_of(at))
    return days
