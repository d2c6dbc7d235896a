"""A pathway's document as frozen figures and lists: what every rule below is asked with. reading.py makes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question before beginning, and what is said to an answer of yes or no. None of them is a bar."""

    code: str
    clause: str
    words: str
    yes: str = ""
    no: str = ""
    ticks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: the steps it needs before it is submitted, its product in the shop, and the decisions on it."""

    code: str
    kind: str
    title: str
    about: str
    clause: str
    sections: tuple[str, ...]
    officer: tuple[str, ...]
    committee: tuple[str, ...]
    needs: tuple[str, ...] = ()
    fee: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accredited:
    """A qualification that shows the knowledge, for awards made in [from_date, until_date)."""

    code: str
    title: str
    awarded_by: str
    from_date: date | None = None
    until_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursFigures:
    """Hours that are asked for and credited; weekly ones above `flag_weekly` are put before the officer.

    `specialist` is 0: a document that asks for hours of one kind of work alone is refused when it is read.
    """

    required: int
    specialist: int
    course: int
    course_most: int
    flag_weekly: int
    most_weekly: int
    least_description: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A code with its words: a course, a kind of work, a heading, a section."""

    code: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonKind:
    """A kind of supervisor, and whether it is one of the authorised persons."""

    code: str
    title: str
    regulator: str
    accepted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceFigures:
    """Days that a link lives, days before its last for reminders, hours of a visit, months for using it again."""

    link_days: int
    reminders: tuple[int, ...]
    visit_hours: int
    reuse_months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """Working days to decide, to ask again and for the post; a draft's months and warnings; the honest date's.

    No `appeal_days`: no limit is set for an appeal to the panel.
    """

    target_days: int
    reconsider_days: int
    posted_days: int
    draft_months: int
    draft_warnings: tuple[int, ...]
    honest_days: int
    honest_least: int
    appeal_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """How many members make the committee or the panel able to decide, of which kinds, and when papers are out."""

    quorum: int
    professional: int
    lay: int
    papers_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a section fails. A mendable one becomes a question to the applicant; `short` says that hours are missing."""

    code: str
    section: str
    words: str
    mendable: bool
    paragraph: str
    file: bool = False
    short: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Concession:
    """A wider age of evidence for applications made in [from_date, until_date)."""

    code: str
    from_date: date
    until_date: date
    age_months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceKind:
    """A kind of document. A barred one is evidence for the outcomes in `but_for` only."""

    code: str
    words: str
    clause: str = ""
    barred: bool = False
    but_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFigures:
    """Months of age of evidence, the exception with reasons, how many statements, dated concessions, kinds of document
    and of matter, days of warnings and reminders before the last one, and the bytes of one file to download."""

    age_months: int
    exception_months: int
    most_statements: int
    concessions: tuple[Concession, ...]
    kinds: tuple[EvidenceKind, ...]
    sources: tuple[str, ...]
    stale_warnings: tuple[int, ...]
    leaving_reminders: tuple[int, ...]
    most_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What an example of an outcome should cover; `points` say more of it."""

    letter: str
    words: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningOutcome:
    """An outcome of a competency, how many examples of it are asked for, and what they should cover."""

    number: str
    title: str
    examples: int
    optional: bool = False
    criteria: tuple[Criterion, ...] = ()
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Competency:
    """A competency with its outcomes, and whether the examples of one come from different matters and types."""

    number: int
    title: str
    outcomes: tuple[LearningOutcome, ...]
    note: str = ""
    distinct_matters: bool = False
    distinct_types: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormQuestion:
    """A question of the form of the final application. `kind` is line, text, yes_no, choice or tick; `choices` are the
    answers of a choice, in words."""

    code: str
    kind: str
    words: str
    required: bool = True
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSection:
    """A page of that form."""

    code: str
    title: str
    questions: tuple[FormQuestion, ...]
    intro: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkingFigures:
    """How the final application is marked: how many examples in a hundred by a second assessor too, in how many cases
    a criterion's marks are counted, and from which share of common words two files are shown as alike."""

    second_percent: int = 0
    lately_cases: int = 50
    alike_percent: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """What admission grants. `grade` is the grade that a member of a lower one rises to; empty for none."""

    title: str
    authorised: bool
    oaths: bool
    activities: tuple[str, ...]
    limits: tuple[str, ...]
    grade: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathwayData:
    """A whole document."""

    code: str
    version: int
    from_date: date
    title: str
    reference_letters: str
    questions: tuple[Question, ...]
    steps: tuple[Step, ...]
    qualifications: tuple[Accredited, ...]
    hours: HoursFigures
    courses: tuple[Named, ...]
    tasks: tuple[Named, ...]
    reference: ReferenceFigures
    persons: tuple[PersonKind, ...]
    heads: tuple[Named, ...]
    clocks: Clocks
    committee: Sitting
    panel: Sitting
    sections: tuple[Named, ...]
    reasons: tuple[Reason, ...]
    form: tuple[FormSection, ...]
    evidence: EvidenceFigures
    competencies: tuple[Competency, ...]
    marking: MarkingFigures
    shortfalls: tuple[Named, ...]
    granted: Granted

    def step(self, code: str) -> Step:
        """The step of this code. Raises KeyError."""
        return {one.code: one for one in self.steps}[code]

    def reason(self, code: str) -> Reason:
        """The reason of this code. Raises KeyError."""
        return {one.code: one for one in self.reasons}[code]

    def person(self, code: str) -> PersonKind | None:
        """The kind of supervisor of this code, or None."""
        return {one.code: one for one in self.persons}.get(code)
