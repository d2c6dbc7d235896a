"""When does a record count, and what is wrong with an answer?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal
from cilexportal.foundation.ui.words import characters
from cpd.enums import Scheme

MOST_HOURS = Decimal(24)
MOST_FILES = 10
RESTORE_DAYS = 30
# Every answer in words, by field, and what a sentence calls it.
TEXTS = {
    "title": "the title",
    "need": "what you wanted to learn",
    "learned": "what you learned",
    "evaluation": "the evaluation",
    "change": "what has changed",
    "explanation": "the explanation",
}


@dataclass(frozen=True)
class Limits:
    """The most characters of a title and of a long answer."""

    title: int
    text: int


@dataclass(frozen=True)
class Answers:
    """One record as it stands on the form, long texts as typed."""

    title: str = ""
    completed_on: date | None = None
    planned: bool | None = None
    professionalism: bool = False
    hours: Decimal | None = None
    in_specialism: bool | None = None
    need: str = ""
    learned: str = ""
    evaluation: str = ""
    change: str = ""
    kept_elsewhere: bool = False
    explanation: str = ""

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Every answer in words, by field."""
        return tuple((name, getattr(self, name)) for name in TEXTS)


@dataclass(frozen=True)
class Finding:
    """A reason why a record does not count yet, at the field that cures it."""

    field: str
    refusal: Refusal


def asks_hours(scheme: Scheme) -> bool:
    """[CPD-5] [CPD-7] Only the mixed scheme asks for hours and the specialism; the outcomes scheme never does."""
    return scheme == Scheme.MIXED


def missing_answers(answers: Answers, *, scheme: Scheme, has_specialism: bool) -> tuple[Finding, ...]:
    """[REC-11] [REC-12] The mandatory answers that are blank; with none missing the record counts at once [CPD-8]."""
    return tuple(
        Finding(name, Refusal("REC-11", sentence))
        for name, sentence, given in _mandatory(answers, scheme, has_specialism)
        if not given
    )


def _mandatory(answers: Answers, scheme: Scheme, has_specialism: bool) -> Iterator[tuple[str, str, bool]]:
    """Each mandatory question: its field, the sentence for a blank answer, and whether it is answered."""
    yield "title", "Give the activity a title.", _said(answers.title)
    yield "completed_on", "Say on which day you completed it.", answers.completed_on is not None
    yield "planned", "Say whether you planned it.", answers.planned is not None
    yield "learned", "Say what you learned.", _said(answers.learned)
    yield "evaluation", "Evaluate the activity: did it do what you wanted?", _said(answers.evaluation)
    if answers.kept_elsewhere:
        yield "explanation", "Explain how the attached record meets the requirement.", _said(answers.explanation)
    # A professionalism outcome counts as an outcome on the mixed scheme and needs no hours [CPD-7a].
    if asks_hours(scheme) and not answers.professionalism:
        yield "hours", "Say how many hours it took.", answers.hours is not None
        if has_specialism:
            yield "in_specialism", "Say whether it was in your specialism.", answers.in_specialism is not None


def _said(text: str) -> bool:
    """Whether a text says anything: spaces, line breaks and invisible characters do not."""
    return any(character.isprintable() and not character.isspace() for character in text)


def over_limit(answers: Answers, limits: Limits) -> tuple[Finding, ...]:
    """[REC-13] [REC-15] The answers that are too long, each with its excess as a number; the text itself is kept.

    A line break counts as one character, and so does an emoji of one code point.
    """
    findings = []
    for name, text in answers.texts:
        limit = limits.title if name == "title" else limits.text
        excess = characters(text) - limit
        if excess > 0:
            some = "1 character" if excess == 1 else f"{excess:,} characters"
            sentence = f"Shorten {TEXTS[name]} by {some}: the limit is {limit:,}."
            findings.append(Finding(name, Refusal("REC-15", sentence)))
    return tuple(findings)


def bad_hours(hours: Decimal) -> Refusal | None:
    """[CPD-7a] The hours of one activity are more than none and at most a day's, in hundredths."""
    if not 0 < hours <= MOST_HOURS:
        return Refusal("CPD-7a", "Give more than 0 and at most 24 hours. Record an activity of several days in parts.")
    if hours != hours.quantize(Decimal("0.01")):
        return Refusal("CPD-7a", "Give the hours with at most two decimals, such as 1.25.")
    return None


def bad_file_count(files: int) -> Refusal | None:
    """[REC-19] A record takes ten supporting documents."""
    if files <= MOST_FILES:
        return None
    return Refusal("REC-19", f"A record takes {MOST_FILES} files. Remove one, or join several into one PDF.")


def restore_until(deleted_at: datetime) -> datetime:
    """[REC-10] The first instant at which a deleted record can no longer be restored: thirty days after its day."""
    return london.end_of_day(london.date_of(deleted_at) + timedelta(days=RESTORE_DAYS))


def may_restore(deleted_at: datetime, *, at: datetime) -> Refusal | None:
    """[REC-10] A deleted record comes back within thirty days; that its year is open is asked beside this."""
    if at < restore_until(deleted_at):
        return None
    return Refusal("REC-10", f"This record was deleted more than {RESTORE_DAYS} days ago and cannot be restored.")


# What a person could be recognised by. Each is a shape to look at again, never a reason to refuse.
IDENTIFIERS = {
    "an email address": re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]+"),
    "a National Insurance number": re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", re.I),
    "a phone number": re.compile(r"(?<![\d/])(?:\+44[\s()-]*(?:0\)?[\s-]*)?|\(?0)(?:\d[\s()-]?){8,9}\d(?!\d)"),
    "a postcode": re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b", re.I),
    "a case reference": re.compile(
        r"\b(?:[A-Z]{2}[/-])?[A-Z]{2}[/-]\d{4,6}[/-]\d{4,6}\b|\b[A-Z]{1,2}\d{2}[A-Z]{2}\d{3,5}\b"
    ),
}


@dataclass(frozen=True)
class Identifier:
    """Words in an answer that look as if they name somebody."""

    field: str
    looks_like: str
    words: str


def identifiers(answers: Answers) -> tuple[Identifier, ...]:
    """[REC-21] What in the answers a person could be recognised by; the member looks again, nothing is refused."""
    return tuple(
        Identifier(name, looks_like, match.group())
        for name, text in answers.texts
        for looks_like, shape in IDENTIFIERS.items()
        for match in shape.finditer(text)
    )


def identifiers_in_file(text: str) -> list[str]:
    """[REC-22] The sentences that warn the owner of a file in whose words a person could be recognised."""
    return [
        f"The words of the file seem to hold {looks_like}. Take out what a person could be recognised by."
        for looks_like, shape in IDENTIFIERS.items()
        if shape.search(text)
    ]
