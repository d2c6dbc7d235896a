"""The letters about declarations: who is asked, receipts, news, and that assessment starts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from admission.enums import DeclarationStage, Signer
from admission.models import Declaration
from admission.queries.declared import why_not_ready
from admission.queries.declared_page import called, numbers_of
from admission.queries.owner import data_of
from admission.services import declaring, signing
from applications.enums import Stage
from applications.models import Case, Submission
from applications.queries.clocks import words_of
from cilexportal.foundation import london
from cilexportal.foundation.correspondence.kinds import Kind
from cilexportal.foundation.visitors import rules as links
from cilexportal.foundation.visitors import services as visiting
from cilexportal.foundation.visitors.models import Link

SAID = {
    "signed": "{name} has signed the declaration about your work",
    "declined": "{name} has declined to sign the declaration about your work",
    "handed_over": "{name} has handed the declaration about your work to somebody else",
}


def own(context: dict[str, Any]) -> dict[str, Any]:
    """[HB-47] [HB-S4.1] What the applicant signs for, and until when."""
    row = _row(context)
    application = row.case.application
    return {
        "number": application.reference, "count": len(row.slots), "again": context["again"],
        "until": london.in_words(row.due_on), "path": f"/applications/{application.uuid}/admission/declarations/sign/",
    }  # fmt: skip


def invitation(context: dict[str, Any]) -> dict[str, Any]:
    """[HB-47] [HB-52] Whose examples, until when, and the link: made as the letter is written, kept nowhere."""
    row, link = _row(context), Link.objects.get(pk=context["link"])
    return {
        "applicant": str(row.case.application.user), "title": data_of(row.case).title, "again": context["again"],
        "in_place": row.follows_id is not None, "examples": [name for _, name in called(row.case, row.slots)],
        "until": london.in_words(london.last_day_before(link.expires_at)),
        "path": f"/admission-link/{visiting.token_of(link)}/",
    }  # fmt: skip


def is_wanted(context: dict[str, Any], at: datetime) -> bool:
    """Whether somebody is still waited for when the letter is about to go, and its link opens."""
    row = _row(context)
    if row.stage != DeclarationStage.OPEN:
        return False
    link = Link.objects.filter(pk=context["link"]).first()
    return link is None or not links.why_shut(ended_at=link.ended_at, expires_at=link.expires_at, at=at)


def news(context: dict[str, Any]) -> dict[str, Any]:
    """[HB-47] What a supervisor did, for the applicant."""
    row = _row(context)
    return {
        "said": SAID[context["news"]].format(name=row.name), "news": context["news"], "at": _at(context),
        "left_out": _left_out(row), "path": f"/applications/{row.case.application.uuid}/admission/declarations/",
    }  # fmt: skip


def receipt(context: dict[str, Any]) -> dict[str, Any]:
    """[HB-47] What somebody did and when, for themselves."""
    row = _row(context)
    signature = getattr(row, "signature", None)
    return {
        "news": context["news"], "at": _at(context), "applicant": str(row.case.application.user),
        "name": signature.name if signature else "", "statement": signature.statement if signature else "",
        "examples": numbers_of(row.case, signature.seals) if signature else [], "left_out": _left_out(row),
        "sha256": signature.sha256 if signature else "", "own": row.signer == Signer.APPLICANT,
    }  # fmt: skip


def all_signed(context: dict[str, Any]) -> dict[str, Any]:
    """[HB-S4.1b] What happens now, and how long it took others."""
    found = Submission.objects.select_related("case__application__user").get(pk=context["submission"])
    case, today = found.case, london.date_of(datetime.fromisoformat(context["at"]))
    return {
        "number": case.application.reference, "expected": words_of([case], today=today).get(case.pk, []),
        "path": f"/applications/{case.application.uuid}/",
    }  # fmt: skip


def is_ready(context: dict[str, Any], at: datetime) -> bool:
    """[HB-S4.1a] Whether the case is still being assessed with everything in, as the letter is about to go."""
    case = Case.objects.select_related("application__user").get(pk=context["case"])
    return case.stage == Stage.ASSESSMENT and why_not_ready(case) is None


def _row(context: dict[str, Any]) -> Declaration:
    found = Declaration.objects.select_related("signature", "supervisor", "case__application__user")
    return found.prefetch_related("exclusions").get(pk=context["declaration"])


def _left_out(row: Declaration) -> list[str]:
    if row.signer == Signer.APPLICANT:
        return []
    return numbers_of(row.case, [one.slot for one in row.exclusions.all()])


def _at(context: dict[str, Any]) -> str:
    return london.at_in_words(datetime.fromisoformat(context["at"]))


KINDS = (
    Kind(code=declaring.OWN, build=own, still_needed=is_wanted),
    Kind(code=declaring.LINK, secret=True, build=invitation, still_needed=is_wanted),
    Kind(code=declaring.READY, build=all_signed, still_needed=is_ready),
    Kind(code=signing.NEWS, build=news),
    Kind(code=signing.RECEIPT, build=receipt),
)
