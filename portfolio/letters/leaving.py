"""The letters about leaving a job: with a link or a receipt to supervisors, with news to applicants."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.correspondence.kinds import Kind
from cilexportal.foundation.visitors import services as visiting
from cilexportal.foundation.visitors.models import Link
from portfolio.models import Leaving, Supervisor
from portfolio.queries import leaving as queries
from portfolio.queries import supervised
from portfolio.queries.owner import data_of
from portfolio.rules import leaving as rules
from portfolio.rules.slots import from_code, printed
from portfolio.services import leaving as services
from portfolio.services import supervised as acting

SAID = {
    "signed": "{name} has signed your examples",
    "consented": "{name} agrees to be written to later",
    "withdrawn": "{name} no longer agrees to be written to later",
}


def invitation(context: dict[str, Any]) -> dict[str, Any]:
    """[HB-46e] [HB-53] Whose examples, what is asked, until when, and the link: made as the letter is written."""
    link = Link.objects.get(pk=context["link"])
    supervisor = supervised.of_link(link)
    leaving = supervised.leaving_of(supervisor)
    return {
        "applicant": str(supervisor.portfolio.case.application.user), "title": data_of(supervisor.portfolio).title,
        "examples": [called for _, called in supervised.choices_of(supervisor)],
        "last_day": london.in_words(leaving.last_day) if leaving else "",
        "to_sign": _numbers(supervisor, leaving.listed) if leaving and leaving.signed_at is None else [],
        "wants_consent": leaving is not None and not queries.consents(leaving),
        "until": london.in_words(london.last_day_before(link.expires_at)),
        "path": f"/portfolio-link/{visiting.token_of(link)}/",
    }  # fmt: skip


def is_wanted(context: dict[str, Any], at: datetime) -> bool:
    """Whether a letter with a link is still wanted when it is about to go: neither replaced nor over."""
    link = Link.objects.filter(pk=context["link"]).first()
    return link is not None and queries.why_dead(link, supervised.of_link(link), at=at) is None


def is_still_missing(context: dict[str, Any], at: datetime) -> bool:
    """Whether a reminder to the applicant is still wanted: the pack is neither whole nor given up."""
    leaving = _leaving(context)
    return leaving.given_up_at is None and bool(list(rules.missing(queries.as_rule(leaving))))


def due(context: dict[str, Any]) -> dict[str, Any]:
    """[HB-53] What a pack still lacks before the last day, for the applicant."""
    leaving = _leaving(context)
    return {
        "name": leaving.supervisor.name, "last_day": london.in_words(leaving.last_day),
        "missing": [refusal.sentence for refusal in rules.missing(queries.as_rule(leaving))], "path": _page(leaving),
    }  # fmt: skip


def news(context: dict[str, Any]) -> dict[str, Any]:
    """[HB-53a] [HB-53b] What a supervisor did, for the applicant."""
    leaving = _leaving(context)
    return {
        "said": SAID[context["news"]].format(name=leaving.supervisor.name), "news": context["news"],
        "at": london.at_in_words(datetime.fromisoformat(context["at"])), "path": _page(leaving),
        "missing": [refusal.sentence for refusal in rules.missing(queries.as_rule(leaving))],
    }  # fmt: skip


def receipt(context: dict[str, Any]) -> dict[str, Any]:
    """[HB-53a] [HB-53b] What a supervisor did and when, for themselves."""
    leaving = _leaving(context)
    return {
        "news": context["news"], "at": london.at_in_words(datetime.fromisoformat(context["at"])),
        "applicant": str(leaving.supervisor.portfolio.case.application.user), "statement": leaving.statement,
        "examples": _numbers(leaving.supervisor, leaving.sealed), "sha256": leaving.sha256,
    }  # fmt: skip


def _leaving(context: dict[str, Any]) -> Leaving:
    found = Leaving.objects.select_related("supervisor__portfolio__case__application__user", queries.REFERENCE)
    return found.get(pk=context["leaving"])


def _page(leaving: Leaving) -> str:
    return f"/applications/{leaving.supervisor.portfolio.case.application.uuid}/portfolio/leaving/"


def _numbers(supervisor: Supervisor, codes: Any) -> list[str]:
    competencies = data_of(supervisor.portfolio).competencies
    return [printed(slot, competencies) for slot in sorted(from_code(code) for code in codes)]


KINDS = (
    Kind(code=services.LINK, secret=True, build=invitation, still_needed=is_wanted),
    Kind(code=services.REMINDER, secret=True, build=invitation, still_needed=is_wanted),
    Kind(code=services.DUE, build=due, still_needed=is_still_missing),
    Kind(code=acting.NEWS, build=news),
    Kind(code=acting.RECEIPT, build=receipt),
)
