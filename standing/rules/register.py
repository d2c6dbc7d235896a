"""The public register in plain Python: how names are read, what can be looked for, and what an entry says."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from standing.enums import Benefit, Concession
from standing.rules.facts import Facts, Issued, Reduced, Right
from standing.rules.standing import causes_of, standing

DAY = timedelta(days=1)
FEWEST = 3
TOO_SHORT = "Type at least three letters of a name, an employer or a place."
A_TO_Z = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
OTHER = "#"
# Letters that do not come apart into a plain one and an accent, and marks that do not part a word.
PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "'": "", "’": "", "ʼ": ""}
)
# In bytes: a row of an index has to fit into a third of a page, whatever the writing.
MOST_FOLDED, MOST_SORTED = 1200, 400
AWAY = (Concession.RETIRED, Concession.NON_PRACTISING)


@dataclass(frozen=True)
class Person:
    """What an entry says of somebody besides their standing."""

    name: str
    sort_name: str
    specialism: str = ""
    employer: str = ""
    place: str = ""


@dataclass(frozen=True)
class Line:
    """An entry as it stands on one day; `next_on` is the first day after it on which it can read differently."""

    name: str
    letter: str
    sort_name: str
    employer: str
    place: str
    folded: str
    grade_code: str
    title: str
    letters: str
    specialism: str
    practising: bool
    oaths: bool
    audience: bool
    status: str
    shown: bool
    next_on: date | None


def fold(text: str) -> str:
    """Words in small plain letters and figures, one space between them: "O’Brien-Søby" becomes "obrien soby"."""
    apart = unicodedata.normalize("NFKD", text.casefold()).casefold().translate(PLAIN)
    bare = (letter for letter in apart if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in bare).split())


def letter_of(sort_name: str) -> str:
    """The letter of the A-Z under which a folded name stands; # for every other sign."""
    first = sort_name[:1].upper()
    return first if first in A_TO_Z else OTHER


def parts_of(text: str) -> tuple[str, ...]:
    """What has to stand somewhere in an entry for it to be found; nothing where the text is too short to look for.

    Short words count beside one of three letters or more; by themselves they have to stand together, as in "Jo Li".
    """
    words = tuple(dict.fromkeys(fold(text).split()))
    if any(len(word) >= FEWEST for word in words):
        return words
    return (" ".join(words),) if sum(map(len, words)) >= FEWEST else ()


def leads_of(text: str) -> tuple[str, ...]:
    """The first and the last word that was typed: who has one of them for a surname is listed first."""
    words = fold(text).split()
    return tuple(dict.fromkeys((words[-1], words[0]))) if words else ()


def line(person: Person, facts: Facts, *, today: date, days: Iterable[date] = ()) -> Line:
    """[CPD-14] What the register says of a member on a London date: nothing but what their standing says.

    `days` are days, known from elsewhere, on which something of it changes.
    """
    answers = standing(facts, today=today)
    held = {benefit for benefit, answer in answers.items() if answer.is_held}
    lines = (person.name, person.employer, person.place)
    sort_name = cut(fold(person.sort_name or person.name), MOST_SORTED)
    return Line(
        name=person.name,
        letter=letter_of(sort_name),
        sort_name=sort_name,
        employer=person.employer,
        place=person.place,
        folded=cut("\n".join(map(fold, lines)), MOST_FOLDED),
        grade_code=facts.grade or "",
        title=facts.title,
        letters=facts.letters if Benefit.LETTERS in held else "",
        specialism=person.specialism,
        practising=Benefit.CERTIFICATE in held,
        oaths=Benefit.OATHS in held,
        audience=Benefit.AUDIENCE in held,
        status=_status(facts, practising=Benefit.CERTIFICATE in held, today=today),
        shown=Benefit.REGISTER in held,
        next_on=min((day for day in (*days, *_days_of(facts)) if day > today), default=None),
    )


def _status(facts: Facts, *, practising: bool, today: date) -> str:
    """A word on practice. Parental leave and other qualifications are nobody's business but the member's."""
    if practising:
        return "Practising"
    away = (one for one in facts.concessions if one.concession in AWAY and one.from_date <= today)
    if any(one.until_date is None or today < one.until_date for one in away):
        return "Not practising"
    return "No certificate" if facts.brings.certificate else "Member"


def _days_of(facts: Facts) -> Iterator[date]:
    """Every day on which these facts can come to something else."""
    for cause in causes_of(facts):
        yield cause.since
        if cause.until:
            yield cause.until + DAY
    dated_facts: list[Right | Issued | Reduced] = [*facts.rights, *facts.certificates, *facts.concessions]
    for dated in dated_facts:
        yield dated.from_date
        if dated.until_date:
            yield dated.until_date


def cut(text: str, most: int) -> str:
    """The text, or as much of it as `most` bytes hold."""
    return text.encode()[:most].decode(errors="ignore").strip()
