"""The wall between the two bodies: which words about a person each of them reads [LAW-ART10]."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from cilexportal.foundation.rulebook.refusal import Refusal
from members.enums import Role
from standing.enums import Body, Light

LONGEST_WHY = 200
WORDS = {Light.GREEN: "In order", Light.AMBER: "Waits", Light.TO_DO: "To do", Light.RED: "Not in order"}
# Every kind of letter stands in one of these three, and a test holds each app to it: a new kind has a side or nobody
# ships it. Orders, payments, joining and what people ask of their data are CILEX's.
LETTERS_OF_CILEX = frozenset({
    "people.access_answered", "people.access_extended", "people.access_identity", "people.access_received",
    "people.account_closed", "people.closing_begun", "people.closing_stopped", "people.closing_undone",
    "people.complaint_outcome", "people.complaint_progress", "people.complaint_received",
    "people.correspondence_again", "people.correspondence_ended", "people.data_ready", "people.employer_view",
    "people.grade_changed", "people.marketing", "people.policy_research",
    "shop.accepted", "shop.accepted_payer", "shop.announcement", "shop.change_quoted", "shop.course_goes_on",
    "shop.credit_note", "shop.decision", "shop.declined", "shop.declined_payer", "shop.delivery_failed",
    "shop.dispatched", "shop.download_agreed", "shop.ended", "shop.goods_back", "shop.harm_answer", "shop.harm_claim",
    "shop.invoice", "shop.notice", "shop.paid", "shop.paid_buyer", "shop.pay_link", "shop.payment_reminder",
    "shop.refund_came_back", "shop.refund_paid",
    "standing.employer_pays", "standing.joining_received", "standing.not_admitted", "standing.renewal_late",
    "standing.renewal_paid",
})  # fmt: skip
# What a CPD year came to and what follows from it, conduct, requests with their reasons, sampling and the papers asked
# for, and certificates with why they were revoked, are the regulator's.
LETTERS_OF_REGULATOR = frozenset({
    "asking.asked", "asking.longer", "asking.reminder", "asking.withdrawn",
    "cpd.grant_taken_back", "cpd.reminder", "cpd.request_answered", "cpd.sample_decided", "cpd.sampled",
    "cpd.year_closed",
    "standing.benefits_lost", "standing.benefits_returned", "standing.certificate_issued",
    "standing.certificate_revoked", "standing.conduct_accepted", "standing.conduct_questioned",
    "standing.conduct_referred",
})  # fmt: skip
# Standing itself, which both read, and the machinery of an account.
LETTERS_OF_BOTH = frozenset({
    "members.account_mail", "standing.admitted", "standing.lapsed", "standing.renewal_due", "standing.rule_changed",
})  # fmt: skip
# Applications are the regulator's too, and its committee's secretary writes some of them.
LETTERS_OF_CASES = frozenset({
    "applications.asked_again", "applications.committee_date", "applications.committee_members",
    "applications.committee_off", "applications.decided", "applications.draft_ends", "applications.ended",
    "applications.fee_paid", "applications.fee_unpaid", "applications.note", "applications.note_shown",
    "applications.received",
    "applications.reference_asked", "applications.reference_ended", "applications.reference_news",
    "applications.reference_reminder", "applications.reference_signed",
    "admission.all_signed", "admission.declare_link", "admission.declare_own", "admission.declared_news",
    "admission.declared_receipt", "admission.granted", "admission.taken_back",
    "portfolio.leaving_due", "portfolio.leaving_news", "portfolio.leaving_receipt", "portfolio.leaving_reminder",
    "portfolio.stale", "portfolio.supervisor_link",
})  # fmt: skip
READERS_OF_REGULATOR = frozenset[str]({Role.CPD_OFFICER, Role.REGULATION_OFFICER, Role.ADMINISTRATOR})
READERS_OF_CASES = frozenset[str]({Role.REGULATION_OFFICER, Role.ALC_SECRETARY, Role.ADMINISTRATOR})
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
    """[LAW-ART10] Whether a letter of this kind may be read by officers of CILEX; one that nobody named may not."""
    return kind in LETTERS_OF_CILEX or kind in LETTERS_OF_BOTH


def bad_reason(why: str) -> Refusal | None:
    """[LAW-ART10] Nobody looks across the wall without saying why."""
    if 0 < len(why) <= LONGEST_WHY:
        return None
    return Refusal("LAW-ART10", f"Say why you look, in {LONGEST_WHY} characters at most.")
