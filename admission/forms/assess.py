"""The forms of an assessor: the criteria of one example, a judgement, and who marks a competency. Shape only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crispy_forms.layout import Layout
from django import forms

from admission.enums import Mark
from admission.queries.lately import Lately
from admission.queries.sheet_of_marks import Line
from admission.rules.marking import Marked
from applications.rules.pathway import Named
from cilexportal.foundation.ui.fields import CountedField, RadiosField
from cilexportal.foundation.ui.forms import Patient, Plain
from cilexportal.foundation.ui.layout import Buttons, Link, Primary, Template
from members.models import User

# Each goes whole into a question of 500 characters, beside the words that say what is asked about.
NOTE_LIMIT, WHY_LIMIT = 400, 350
KEPT = "Kept {ago}, not counting until you save"
# Three boxes of each of at most ten criteria, their notes as long as they may be.
MOST_TYPED = 20_000
ACCEPTED, REFUSED = "accepted", "refused"
NEXT = "next"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A criterion with its three boxes, and how it was decided lately."""

    line: Line
    mark: forms.BoundField
    reason: forms.BoundField
    note: forms.BoundField
    lately: Lately | None


class Seeing(Plain):
    """A form that holds what its page showed, so that nobody goes over what somebody else said since."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class MarksForm(Patient, Seeing):
    """Every criterion of an example: met, or not met with a reason and words. What is left open stays open."""

    def __init__(
        self, *args: Any, slot: str, lines: Sequence[Line], shortfalls: Sequence[Named], back: str,
        autosave: Mapping[str, str], lately: Mapping[str, Lately], **kwargs: Any,
    ) -> None:  # fmt: skip
        """`autosave` are the attributes that autosave.js reads; `lately` goes by the letters of the criteria."""
        self.slot, self.lines, self.back, self.lately = slot, lines, back, lately
        super().__init__(*args, **kwargs)
        reasons = [("", "Choose a reason"), *((one.code, one.words) for one in shortfalls)]
        for line in lines:
            one = line.criterion
            self.fields[f"mark_{one.letter}"] = RadiosField(label=f"({one.letter}) {one.words}", choices=Mark.choices)
            self.fields[f"reason_{one.letter}"] = forms.ChoiceField(
                label=f"Why ({one.letter}) is not met", choices=reasons
            )
            self.fields[f"note_{one.letter}"] = CountedField(
                limit=NOTE_LIMIT, rows=2, label=f"What is missing for ({one.letter})",
                help_text="The applicant is asked this.",
            )  # fmt: skip
        self.helper.attrs = {"data-assess": "", **autosave}
        self.helper.layout = Layout(*self.laid_out())

    def laid_out(self) -> tuple[object, ...]:
        save = Primary("Save and go on", name="do", value=NEXT)
        return "seen", Template("admission/assess_criteria.html"), Buttons(save, Link("All examples", self.back))

    def may_wait(self) -> Iterator[str]:
        """All but what the page showed."""
        return (name for name in self.fields if name != "seen")

    def clean(self) -> dict[str, Any]:
        """A criterion that is not met has a reason and words, said at their boxes."""
        said: dict[str, Any] = self.cleaned_data
        for letter in (line.criterion.letter for line in self.lines):
            if said.get(f"mark_{letter}") != Mark.NOT_MET:
                continue
            for name, sentence in (
                (f"reason_{letter}", f"Choose why ({letter}) is not met."),
                (f"note_{letter}", f"Say what is missing for ({letter}): the applicant reads it."),
            ):  # fmt: skip
                if name in said and not said[name].strip():
                    self.add_error(name, sentence)
        return said

    @property
    def rows(self) -> Iterator[Row]:
        """[HB-31] The criteria in their order."""
        for line in self.lines:
            letter = line.criterion.letter
            yield Row(
                line=line, mark=self[f"mark_{letter}"], reason=self[f"reason_{letter}"], note=self[f"note_{letter}"],
                lately=self.lately.get(letter),
            )  # fmt: skip

    def marks(self) -> list[Marked]:
        """The criteria that were marked. A reason left beside “met” goes."""
        found = []
        for line in self.lines:
            letter, said = line.criterion.letter, self.cleaned_data
            if mark := said.get(f"mark_{letter}"):
                why = (said[f"reason_{letter}"], said[f"note_{letter}"]) if mark == Mark.NOT_MET else ("", "")
                found.append(Marked(slot=self.slot, letter=letter, mark=Mark(mark), reason=why[0], note=why[1]))
        return found


class JudgeForm(Seeing):
    """Whether a statement, or an explanation of older work, is accepted."""

    verdict = RadiosField(
        label="Is it accepted?", choices=[(ACCEPTED, "Accepted"), (REFUSED, "Not accepted")],
        missing="Say whether it is accepted.",
    )  # fmt: skip
    why = CountedField(
        limit=WHY_LIMIT, rows=3, label="Why?", missing="Say why.",
        help_text="Where it is not accepted, the applicant reads it.",
    )  # fmt: skip

    def __init__(self, *args: Any, back: str, **kwargs: Any) -> None:
        self.back = back
        super().__init__(*args, **kwargs)

    def laid_out(self) -> tuple[object, ...]:
        return "seen", "verdict", "why", Buttons(Primary("Save your judgement"), Link("Back to the example", self.back))


class ShareForm(Seeing):
    """Which assessor marks a competency."""

    assessor = forms.ModelChoiceField(
        label="Who marks this competency?", queryset=User.objects.none(), empty_label="Choose an assessor",
        error_messages={"required": "Choose an assessor."},
    )  # fmt: skip

    def __init__(self, *args: Any, assessors: Any, back: str, **kwargs: Any) -> None:
        self.back = back
        super().__init__(*args, **kwargs)
        self.fields["assessor"].queryset = assessors

    def laid_out(self) -> tuple[object, ...]:
        return "seen", "assessor", Buttons(Primary("Choose this assessor"), Link("All examples", self.back))


def boxes_of(lines: Sequence[Line], *, is_second: bool) -> dict[str, str]:
    """The marks that stand, as the boxes of the form."""
    boxes: dict[str, str] = {}
    for line in lines:
        row = line.second if is_second else line.first
        if row is not None:
            letter = line.criterion.letter
            boxes |= {f"mark_{letter}": row.mark, f"reason_{letter}": row.reason, f"note_{letter}": row.note}
    return boxes
