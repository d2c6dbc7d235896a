"""Supervisors: who may be asked for a reference, who is an authorised person, and what a reference has to say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from applications.enums import StepKind
from applications.rules.hours import Days
from applications.rules.pathway import Named, PersonKind
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal

A_DAY = timedelta(days=1)
# The steps that rest on what a supervisor says.
WITH_REFERENCES = frozenset({StepKind.EXPERIENCE, StepKind.ADMISSION})
# Mail to these goes to one box however many dots are written.
DOTLESS = frozenset({"gmail.com", "googlemail.com"})
OWN = "A reference comes from somebody else: this address is one of your own."


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Who asks: their name, and every address of every account that is known to be theirs."""

    name: str
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A reference as it would be signed."""

    person_kind: str
    regulator: str
    number: str
    first: date | None
    last: date | None
    heads: Mapping[str, str]
    has_letter: bool
    wants_letter: bool
    signed_name: str


def mailbox(address: str) -> str:
    """[HB-24] The box that an address leads to: in small letters, without what follows a plus sign, and without dots
    where they make no difference."""
    name, _, domain = unicodedata.normalize("NFKC", address).strip().casefold().rpartition("@")
    name = name.partition("+")[0]
    if domain in DOTLESS:
        return f"{name.replace('.', '')}@gmail.com"
    return f"{name}@{domain}"


def spellings(box: str) -> str:
    """[HB-24] A regular expression of the addresses, in small letters, that can lead to a box as `mailbox` gives it."""
    name, _, domain = box.rpartition("@")
    if domain in DOTLESS:
        dotted = r"\.*".join(re.escape(sign) for sign in name)
        return rf"^{dotted}\.*(\+[^@]*)?@(gmail|googlemail)\.com$"
    return rf"^{re.escape(name)}(\+[^@]*)?@{re.escape(domain)}$"


def is_own(address: str, *, own: Collection[str]) -> bool:
    """[HB-24] Whether an address leads to the applicant: written in another way or with a plus sign too."""
    return mailbox(address) in {mailbox(one) for one in own}


def may_ask(
    *, name: str, email: str, applicant: Applicant, same_name: Collection[str], open_to: Collection[str]
) -> list[Refusal]:
    """[HB-24] Whom an applicant may ask: not themselves, in whatever account or spelling, and nobody twice at once.

    `same_name`: addresses of other accounts in the applicant's name; `open_to`: addresses that are asked already.
    """
    refusals = []
    if is_own(email, own=applicant.addresses):
        refusals.append(Refusal("HB-24", OWN))
    elif is_own(email, own=same_name):
        refusals.append(Refusal("HB-24", "This address belongs to another account in your own name."))
    elif bare(name) == bare(applicant.name):
        refusals.append(Refusal("HB-24", "This is your own name. Write to us if your supervisor has the same one."))
    if is_own(email, own=open_to):
        refusals.append(Refusal("HB-21", "This supervisor has been asked already. Send the link again instead."))
    return refusals


def may_hand_over(*, name: str, email: str, own: str, applicant: Applicant, open_to: Collection[str]) -> list[Refusal]:
    """[HB-24] To whom a supervisor may hand a request over: neither to the applicant nor to themselves (`own`), and to
    nobody who is asked already."""
    refusals = []
    if is_own(email, own=applicant.addresses) or bare(name) == bare(applicant.name):
        refusals.append(Refusal("HB-24", "This is the applicant. Name somebody else."))
    elif is_own(email, own=[own]):
        refusals.append(Refusal("HB-24", "This is your own address. Go on yourself, or name somebody else."))
    elif is_own(email, own=open_to):
        refusals.append(Refusal("HB-21", "This supervisor has been asked already."))
    return refusals


def may_sign(*, signed_name: str, asked_at: str, applicant: Applicant) -> list[Refusal]:
    """[HB-24] Nobody signs in the applicant's name, or by a link that went to a box of the applicant's (`asked_at`)."""
    refusals = []
    if bare(signed_name) == bare(applicant.name):
        refusals.append(Refusal("HB-24", "This is the applicant's name. The supervisor signs with their own."))
    if is_own(asked_at, own=applicant.addresses):
        refusals.append(Refusal("HB-24", "The link was sent to an address of the applicant's. Ask somebody else."))
    return refusals


def may_answer(*, signed_in_as: str, applicant: Applicant) -> Refusal | None:
    """[HB-24] A link that the applicant opens while signed in is not answered by them; signed out it is anybody's."""
    if signed_in_as and is_own(signed_in_as, own=applicant.addresses):
        return Refusal("HB-24", "You are signed in as the applicant. Only the supervisor can answer this.")
    return None


def is_acceptable(kind: PersonKind | None, *, has_exception: bool) -> bool:
    """[HB-24] Whether a supervisor of this kind is an authorised person, or an officer has taken them by exception."""
    return (kind is not None and kind.accepted) or has_exception


def may_except(kind: PersonKind | None, *, is_signed: bool, has_exception: bool, why: str) -> list[Refusal]:
    """[HB-24] Whether an officer can take a supervisor by exception: a signed reference that needs it, and a reason."""
    if not is_signed:
        return [Refusal("HB-24", "This reference is not signed yet.")]
    if is_acceptable(kind, has_exception=has_exception):
        return [Refusal("HB-24", "This reference is accepted as it is.")]
    return [] if why.strip() else [Refusal("HB-24", "Say why you take this supervisor all the same.")]


def is_whole(written: Written, *, persons: Sequence[PersonKind], heads: Sequence[Named], today: date) -> list[Refusal]:
    """[HB-24] [HB-25] What a reference has to say before it is signed: the person with regulator and number, since when
    they supervise, and every heading. A kind that is not on the list can be signed: it is received, not accepted."""
    refusals = []
    if written.person_kind not in {person.code for person in persons}:
        refusals.append(Refusal("HB-24", "Say what you are authorised as."))
    if not (written.regulator.strip() and written.number.strip()):
        refusals.append(Refusal("HB-24", "Enter your regulator and your number with it."))
    refusals += [
        Refusal("HB-25", f"Answer the question: {head.words}")
        for head in heads
        if not written.heads.get(head.code, "").strip()
    ]
    refusals += faults_of_days(written.first, written.last, today=today)
    if written.wants_letter and not written.has_letter:
        refusals.append(Refusal("HB-25", "Add the letter on headed paper."))
    if not written.signed_name.strip():
        refusals.append(Refusal("HB-25", "Type your name to sign."))
    return refusals


def faults_of_days(first: date | None, last: date | None, *, today: date) -> list[Refusal]:
    """[HB-25] What is wrong with the days on which somebody says they supervised."""
    if first is None:
        return [Refusal("HB-25", "Enter since when you have supervised this person.")]
    if first > today or (last is not None and last > today):
        return [Refusal("HB-25", "Days of supervision cannot lie in the future.")]
    if last is not None and last < first:
        return [Refusal("HB-25", "The last day of supervision is before the first.")]
    return []


def months_supervised(first: date, last: date | None, *, today: date) -> int:
    """[HB-25] Whole months of supervision, the first day counted: 1 March to 31 March is one, to 30 March none."""
    end = min(last or today, today) + A_DAY
    months = (end.year - first.year) * 12 + end.month - first.month
    return max(0, months if london.add_months(first, months) <= end else months - 1)


def unsupervised(roles: Sequence[Days], supervised: Sequence[Days]) -> list[Days]:
    """[HB-25] The days of roles that no reference speaks to: put before the officer, never held against anybody."""
    gaps = []
    for role in roles:
        first = role.first
        for span in sorted(supervised, key=lambda days: days.first):
            if span.last < first or span.first > role.last:
                continue
            if span.first > first:
                gaps.append(Days(first=first, last=span.first - A_DAY))
            first = max(first, span.last + A_DAY)
        if first <= role.last:
            gaps.append(Days(first=first, last=role.last))
    return gaps


def bare(name: str) -> str:
    """A name for comparing: without accents, case and extra spaces."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return " ".join(plain.casefold().split())
