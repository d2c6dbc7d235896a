"""The wall between the two bodies: which words about a person each of them reads [LAW-ART10]."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from cilexportal.foundation.rulebook.refusal import Refusal
from members.enums import Role
from standing.enums import Body, Light

LONGEST_WHY = 200
WORDS = {Light.GREEN: "In order", Light.AMBER: "Waits", Light.TO_DO: "To do", Light.RED: "Not in order"}
# What CILEX writes itself. A kind of letter that is not named here is the regulator's, whatever it is about.
LETTERS_OF_MEMBERSHIP = ("shop.", "people.grade_", "standing.renewal", "standing.joining", "standing.admitted",
                         "standing.not_admitted", "standing.lapsed", "standing.rule_", "standing.employer")  # fmt: skip


# What tells of conduct, of requests with their reasons, of sampling and the papers asked for in it, and why a
# certificate was revoked: the desk of letters keeps it to these roles.
LETTERS_OF_REGULATOR = (
    "standing.conduct_", "standing.certificate_revoked", "cpd.request_", "cpd.grant_", "cpd.sampl", "asking.",
    "applications.",
)  # fmt: skip
READERS_OF_REGULATOR = frozenset[str]({Role.CPD_OFFICER, Role.REGULATION_OFFICER, Role.ADMINISTRATOR})
# Orders with their addresses, and what people ask of their data, are CILEX's.
LETTERS_OF_CILEX = ("shop.", "people.")
READERS_OF_CILEX = frozenset[str]({Role.MEMBERSHIP_OFFICER, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Seen:
    """A light as one body sees it: its name, a word, its colour, and why where that is the body's own matter."""

    name: str
    word: str
    colour: str
    why: str = ""
    clause: str = ""


def body_of(roles: Collection[str]) -> Body:
    """The body for which somebody with these roles looks at a person; CILEX, for who works for both."""
    return Body.CILEX if Role.MEMBERSHIP_OFFICER in roles else Body.REGULATOR


def seen(name: str, colour: Light, *, why: str, clause: str, body: Body, is_fee: bool) -> Seen:
    """[LAW-ART10] A light: the regulator reads why; CILEX only how it stands, and why where it is its own fee."""
    if body == Body.REGULATOR:
        return Seen(name, colour.label, colour, why, clause)
    return Seen(name, WORDS[colour], colour, *((why, clause) if is_fee else ()))


def is_letter_of_membership(kind: str) -> bool:
    """[LAW-ART10] Whether a letter of this kind may be read by officers of CILEX."""
    return kind.startswith(LETTERS_OF_MEMBERSHIP)


def bad_reason(why: str) -> Refusal | None:
    """[LAW-ART10] Nobody looks across the wall without saying why."""
    if 0 < len(why) <= LONGEST_WHY:
        return None
    return Refusal("LAW-ART10", f"Say why you look, in {LONGEST_WHY} characters at most.")
