"""The letters of CPD and what each is built from. Declared to correspondence by cilexportal/wiring.py."""

from __future__ import annotations

from datetime import date
from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.correspondence.kinds import CPD, Kind
from cpd.enums import Answer, Ask
from cpd.models import CpdYear, Sampled, YearResult
from cpd.queries.asking import RELIEFS, REQUESTS, ground_of
from cpd.queries.reminders import step_called
from cpd.queries.results import decision_of, following, recorded
from cpd.queries.sampled import Mine, records_of
from cpd.queries.year_facts import MemberYear, facts_for
from cpd.rules.requirement import Decision, decide
from cpd.rules.signing import loss_begins
from cpd.services.reminders import still_needed


def year_closed(context: dict[str, Any]) -> dict[str, Any]:
    """What a closed year came to, from the result's own figures: the letter says the same whenever it is written."""
    related = YearResult.objects.select_related("member", "year", "requirement", "run")
    result = related.get(pk=context["result"])
    year = result.year
    loss = loss_begins(loss_on=year.loss_on, ends_on=year.ends_on, closes_at=year.closes_at)
    return {
        "outcome": result.outcome,
        "year": year.label,
        "next_year": following(year),
        "closed": london.in_words(london.last_day_before(result.closed_at)),
        "recorded": recorded(result),
        "missing": decision_of(result).missing,
        "again": hasattr(result, "reopened"),
        "extended_until": london.in_words(result.extended_until) if result.extended_until else "",
        "loss_from": london.in_words(london.date_of(loss)),
    }


def reminder(context: dict[str, Any]) -> dict[str, Any]:
    """What is still to do in a year, as it stands when the reminder is written."""
    year = CpdYear.objects.get(pk=context["year"])
    facts = facts_for(member_id=context["member"], year_id=year.pk)
    step = step_called(context["step"])
    last_day = date.fromisoformat(context["last_day"])
    return {
        "year": year.label,
        "last_day": london.in_words(last_day),
        "is_extended": last_day != year.ends_on,
        "nothing_recorded": facts.outcomes == 0,
        "on_the_day": step is not None and step.day is None and step.days_before == 0,
        "missing": _still_to_do(facts).missing,
    }


def request_answered(context: dict[str, Any]) -> dict[str, Any]:
    """What an officer said to a request, with the clause where it was refused."""
    request = REQUESTS[Ask(context["kind"])].objects.select_related("year", "granted").get(pk=context["request"])
    ground = ground_of(request)
    until = request.granted.until if request.kind == Ask.EXTENSION and request.answer == Answer.GRANTED else None
    return {
        "kind": str(request.kind),
        "is_granted": request.answer == Answer.GRANTED,
        "year": request.year.label,
        "asked": london.in_words(london.date_of(request.asked_at)),
        "until": london.in_words(until) if until else "",
        "ends": london.in_words(request.year.ends_on),
        "ground": ground.sentence if ground else "",
        "clause": ground.clause if ground else "",
        "why": request.decided_why,
    }


def grant_taken_back(context: dict[str, Any]) -> dict[str, Any]:
    """What was granted and is taken back, with the reason."""
    kind = Ask(context["kind"])
    relief = RELIEFS[kind].objects.select_related("year").get(pk=context["relief"])
    granted = london.in_words(london.date_of(relief.granted_at))
    return {"kind": str(kind), "year": relief.year.label, "granted": granted, "why": context["reason"]}


def sampled(context: dict[str, Any]) -> dict[str, Any]:
    """That somebody's year was drawn, with the records that are read."""
    found = Sampled.objects.select_related("year").get(pk=context["sampled"])
    kept = found.records.select_related("record").order_by("record__completed_on", "record_id")
    return {
        "year": found.year.label,
        "again": found.get_again_display().lower(),
        "records": [str(one.record) for one in kept],
        "path": f"/cpd/sampled/{found.uuid}/",
    }


def sample_decided(context: dict[str, Any]) -> dict[str, Any]:
    """What a sample came to, with the words and marks of the assessor who had the last word, as they were written."""
    found = Sampled.objects.select_related("year", "member").get(pk=context["sampled"])
    return {
        "year": found.year.label,
        "outcome": found.outcome,
        "words": Mine(found, london.date_of(found.decided_at)).words,
        "marks": [
            {"title": str(one.record), "met": one.last.met, "reason": one.sentence, "words": one.last.words}
            for one in records_of(found)
            if one.last
        ],
        "two": found.second_by_id is not None,
        "path": f"/cpd/sampled/{found.uuid}/",
    }


def _still_to_do(facts: MemberYear) -> Decision:
    return decide(facts.facts, at=facts.closed_at - london.A_SECOND)


KINDS = (
    Kind(code="cpd.year_closed", category=CPD, build=year_closed),
    Kind(code="cpd.request_answered", category=CPD, build=request_answered),
    Kind(code="cpd.grant_taken_back", category=CPD, build=grant_taken_back),
    Kind(code="cpd.sampled", category=CPD, build=sampled),
    Kind(code="cpd.sample_decided", category=CPD, build=sample_decided),
    Kind(code="cpd.reminder", category=CPD, build=reminder, still_needed=still_needed),
)
