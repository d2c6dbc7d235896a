"""What the letter says in which the committee or the panel tells an applicant what it decided."""

from __future__ import annotations

from datetime import date

from applications.enums import Body, Outcome
from applications.rules.meetings import AGAINST
from applications.rules.wording import HoursSaid, hours_paragraphs
from cilexportal.foundation import london

SAYS = {
    Outcome.MET: "It decided that you have met “{step}”.",
    Outcome.NOT_YET: "It decided that “{step}” is not met yet. You can add what is missing and submit it again.",
    Outcome.NOT_MET: "It decided that “{step}” is not met.",
    Outcome.RETURN: "It gave “{step}” back to an officer, who goes on with it. There is nothing for you to do now.",
}


def subject(*, outcome: Outcome, step: str) -> str:
    """[HB-28a] The subject of the letter: the step, and what was decided."""
    return f"{step}: {outcome.label.lower()}"


def paragraphs(
    *, outcome: Outcome, body: Body, step: str, reasons: str, met_on: date, days: int, last_day: date | None,
    hours: HoursSaid | None = None,
) -> list[str]:  # fmt: skip
    """[HB-27] [HB-27a] [HB-28a] [HB-28b] The paragraphs of the letter: the decision, its reasons, where it is not met
    yet the `hours` there are and by when the rest is likely, and what can be done about it.

    `days` are working days from receipt and `last_day` the last of them, as the letter goes out.
    """
    name = f"The {body.label}"
    found = [f"{name} met on {london.in_words(met_on)}. {SAYS[outcome].format(step=step)}", reasons.strip()]
    if outcome == Outcome.NOT_YET and hours is not None and hours.are_short:
        found += hours_paragraphs(hours)
    if outcome not in AGAINST:
        return found
    if body == Body.PANEL:
        return [*found, "This decision on your appeal is the last one that the portal can take you to."]
    return [
        *found,
        "If you are not satisfied, you can ask us to review this. "
        f"You have {days} working days from the day you receive this letter, which is not counted: "
        f"until the end of {london.in_words(last_day)}." if last_day else "",
    ]  # fmt: skip
