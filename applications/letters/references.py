"""The letters about references: with a link or a receipt to supervisors, with news to applicants."""

from __future__ import annotations

from typing import Any

from applications.models import ReferenceAsked, ReferenceLink
from applications.queries import references as queries
from applications.services import links, references, supervisor
from cilexportal.foundation import london
from cilexportal.foundation.correspondence.kinds import Kind

SUBJECTS = {
    "received": "{name} has given your reference",
    "declined": "{name} has declined to give a reference",
    "handed_over": "{name} has handed your reference to another supervisor",
    "over": "The link for {name}’s reference has ended",
}
NEXT = {
    "received": "It was given in confidence, so you do not see what it says. Your request can be submitted once your "
    "ledger is ready too.",
    "declined": "Ask another supervisor on your page of references.",
    "handed_over": "The other supervisor has a link of their own. You see on your page whom it went to.",
    "over": "Nothing that was written is lost. Send a new link from your page of references, or ask somebody else.",
}


def invitation(context: dict[str, Any]) -> dict[str, Any]:
    """[HB-21] [HB-25] Who asks, what for, until when, and the link: made as the letter is written, kept nowhere."""
    link = ReferenceLink.objects.select_related("asked__case__application__user").get(pk=context["link"])
    application = link.asked.case.application
    data = queries.data_of_asked(link.asked)
    return {
        "applicant": str(application.user), "title": data.title,
        "roles": [str(role) for role in link.asked.roles.all()],
        "heads": [head.words for head in data.heads], "headed_paper": link.asked.headed_paper,
        "last_day": london.in_words(link.asked.due_on),
        "path": f"/reference/{links.token_of(asked=link.asked, sent_at=link.sent_at)}/",
    }  # fmt: skip


def settled(context: dict[str, Any]) -> dict[str, Any]:
    """Whose reference it was, what for, and when it was settled."""
    asked = ReferenceAsked.objects.select_related("case__application__user").get(pk=context["asked"])
    ended = london.at_in_words(asked.ended_at) if asked.ended_at else ""
    return {
        "applicant": str(asked.case.application.user), "title": queries.data_of_asked(asked).title, "ended": ended
    }  # fmt: skip


def news(context: dict[str, Any]) -> dict[str, Any]:
    """[HB-21] How far a request is, for the applicant: never what was written."""
    asked = ReferenceAsked.objects.select_related("case__application").get(pk=context["asked"])
    return {
        "said": SUBJECTS[context["news"]].format(name=asked.name), "next": NEXT[context["news"]],
        "path": f"/applications/{asked.case.application.uuid}/{asked.case.step}/references/",
    }  # fmt: skip


KINDS = (
    Kind(code=links.ASKED, keeps_words=False, build=invitation, still_needed=links.is_wanted),
    Kind(code=links.REMINDER, keeps_words=False, build=invitation, still_needed=links.is_wanted),
    Kind(code=supervisor.SIGNED, build=settled),
    Kind(code=references.ENDED, build=settled),
    Kind(code=references.NEWS, build=news),
)
