"""Every rule as if the final application were submitted today: what would fail, what may be asked, what is fine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from admission.enums import Finding
from admission.queries.gathered import Found, found_of
from admission.rules.gathering import Checked, checked, wanting
from admission.rules.references import is_old
from applications.enums import StepKind
from applications.models import Case
from applications.queries.pathways import data_by_id
from applications.rules.pathway import PathwayData
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal
from portfolio.enums import SheetKind
from portfolio.models import Portfolio, Sheet
from portfolio.queries.ages import is_to_explain
from portfolio.queries.board import board_now
from portfolio.queries.examples import rows_of, slot_of
from portfolio.queries.placed import asked_of
from standing.enums import Verdict

# Which part of the page a refusal of the rules belongs to, by its clause.
OF_REFERENCE, OF_STEPS = frozenset({"HB-59a", "HB-62", "HB-63"}), frozenset({"HB-58", "HB-59b"})
STATEMENT = Refusal("HB-50", "A personal statement stands here. Whether it is accepted is for an officer.")
CONDUCT = Refusal("HB-59", "What you declared is not accepted yet. An officer decides on it first.")
HEADED = Refusal("HB-62a", "No letter on headed paper came with the reference. An officer may ask for one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that was checked. `part` says where it is put right: "form", "reference", "letter", "conduct", "steps"
    or the code of a place of the portfolio."""

    part: str
    checked: Checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All lines of a day, and the names of supervisors who will be asked to sign."""

    lines: tuple[Line, ...]
    fine_examples: int
    supervisors: tuple[str, ...]

    def of(self, finding: Finding) -> tuple[Line, ...]:
        """The lines of one finding."""
        return tuple(one for one in self.lines if one.checked.finding == finding)

    @property
    def may_submit(self) -> bool:
        """Whether nothing would be refused."""
        return not self.of(Finding.FAILS)


def report_of(case: Case, *, today: date) -> Report:
    """[HB-57] [HB-58] [HB-62] [HB-63] Every rule for an application of this day; a constant number of statements."""
    found = found_of(case, today=today)
    refusals = list(wanting(found.gathered, applied_on=today))
    rows = [row for row in rows_of(found.portfolio.pk) if slot_of(row)] if found.portfolio else []
    examples = list(_examples(found.portfolio, rows, today=today)) if found.portfolio else []
    shown = [one for one in examples if one.checked.finding != Finding.FINE]
    lines = (*_parts(found, refusals, today=today), *_whole(found, today=today), *shown)
    return Report(lines=lines, fine_examples=len(examples) - len(shown), supervisors=_supervisors(found, rows))


def _parts(found: Found, refusals: Sequence[Refusal], *, today: date) -> Iterator[Line]:
    """Everything but the examples."""
    form = set(found.gathered.form_wanting)
    sorted_out: dict[str, list[Refusal]] = {"steps": [], "form": [], "letter": [], "reference": [], "conduct": []}
    for one in refusals:
        sorted_out[_part_of(one, form)].append(one)
    asked = {"reference": list(_asks_of_reference(found, today=today)), "conduct": list(_asks_of_conduct(found))}
    for part, what in (
        ("steps", "The steps before"), ("form", "Application form"), ("letter", "Letter that confirms your hours"),
        ("reference", "Supervisor’s reference"), ("conduct", "Prior conduct"),
    ):  # fmt: skip
        yield Line(part=part, checked=checked(what, refusals=sorted_out[part], questions=asked.get(part, ())))


def _part_of(refusal: Refusal, form: set[str]) -> str:
    if refusal.clause in OF_STEPS:
        return "steps"
    if refusal.clause in OF_REFERENCE:
        return "reference"
    if refusal.clause == "HB-59c":
        return "letter"
    return "form" if refusal.sentence in form else "conduct"


def _asks_of_reference(found: Found, *, today: date) -> Iterator[Refusal]:
    """[HB-62] [HB-62a] What may be asked of a new reference: its age, and the letter on headed paper."""
    if not found.given:
        return
    one = found.given[0]
    months = found.data.reference.reuse_months
    signed_on = london.date_of(one.signed_at) if one.signed_at else today
    if is_old(signed_on, kind=StepKind.ADMISSION, applied_on=today, months=months):
        yield Refusal("HB-62", f"The new reference is of {london.in_words(signed_on)}, more than {months} months ago.")
    if one.asked.headed_paper and one.letter_id is None:
        yield HEADED


def _asks_of_conduct(found: Found) -> Iterator[Refusal]:
    if found.conduct and found.conduct.verdict != Verdict.ACCEPTED:
        yield CONDUCT


def _whole(found: Found, *, today: date) -> Iterator[Line]:
    """[HB-49] What is wrong with the portfolio as a whole."""
    if found.portfolio is None:
        return
    faults = board_now(found.portfolio, applied_on=today).faults
    if faults:
        yield Line(part="portfolio", checked=checked("Portfolio", refusals=faults))


def _examples(portfolio: Portfolio, rows: Sequence[Sheet], *, today: date) -> Iterator[Line]:
    """[HB-57] Every place of the board for this day: its faults, and what an officer may ask of it."""
    asks, empty = _asks_by_slot(portfolio, rows, today=today), []
    for place in board_now(portfolio, applied_on=today).places:
        asked = asked_of(portfolio, place.slot)
        if asked is None or (place.optional and place.slot.code not in asks):
            continue
        refusals = [
            *(fault.refusal for fault in place.faults),
            *(one.refusal for one in place.clashes if not one.warning),
        ]
        if not refusals and not place.is_ready:
            empty.append(asked.number)
            continue
        questions = [*asks.get(place.slot.code, ()), *(one.refusal for one in place.clashes if one.warning)]
        what = f"Example {asked.number}: {asked.outcome.title}"
        yield Line(part=place.slot.code, checked=checked(what, refusals=refusals, questions=questions))
    if empty:
        nothing = Refusal("HB-57", f"Nothing stands yet at {', '.join(empty)}.")
        yield Line(part="portfolio", checked=checked("Places of your portfolio that are empty", refusals=[nothing]))


def _asks_by_slot(portfolio: Portfolio, rows: Sequence[Sheet], *, today: date) -> Mapping[str, list[Refusal]]:
    """[HB-41c] [HB-42a] [HB-50] What an officer judges of each example that stands somewhere."""
    data = data_by_id(portfolio.case.application.version_id)
    return {slot.code: list(_asks(row, data, today=today)) for row in rows if (slot := slot_of(row))}


def _asks(row: Sheet, data: PathwayData, *, today: date) -> Iterator[Refusal]:
    if row.kind == SheetKind.STATEMENT:
        yield STATEMENT
        if row.worked_on and is_to_explain(row.worked_on, applied_on=today, data=data):
            yield Refusal("HB-41c", "An officer judges why this work is older.")
    for piece in (on.piece for on in row.on_it.all()):
        if piece.worked_on and is_to_explain(piece.worked_on, applied_on=today, data=data):
            yield Refusal("HB-41c", f"An officer judges why “{piece.title}” is older.")
        if piece.why_missing.strip():
            yield Refusal("HB-42a", f"An officer reads what you explained about “{piece.title}”.")


def _supervisors(found: Found, rows: Sequence[Sheet]) -> tuple[str, ...]:
    """[HB-47] Whom the examples name: they are asked to sign once the fee has been received."""
    if found.portfolio is None:
        return ()
    named = {row.supervisor_id for row in rows}
    return tuple(one.name for one in found.portfolio.supervisors.all() if one.pk in named)
