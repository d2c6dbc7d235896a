"""The form of the final application: which answers are wanting, and what is kept of those that were sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from applications.rules.pathway import FormQuestion, FormSection

YES, NO, TICKED = "yes", "no", "ticked"
TICK = "tick"
# Section -> question -> answer.
Answers = Mapping[str, Mapping[str, str]]


def wanting_of(form: Sequence[FormSection], answers: Answers) -> Iterator[str]:
    """[HB-59] A sentence for each question that is to be answered and is not, in the order of the pages."""
    for section in form:
        said = answers.get(section.code, {})
        for question in section.questions:
            if question.required and not is_answered(question, said.get(question.code, "")):
                verb = "Tick" if question.kind == TICK else "Answer"
                yield f"{verb} under “{section.title}”: {question.words}"


def is_answered(question: FormQuestion, answer: str) -> bool:
    """[HB-59] Whether something is an answer to a question: one of its own where it has a list of them."""
    choices = {"yes_no": (YES, NO), TICK: (TICKED,), "choice": question.choices}.get(question.kind)
    return answer in choices if choices is not None else bool(answer.strip())


def kept_of(section: FormSection, sent: Mapping[str, str]) -> dict[str, str]:
    """[HB-59] The answers to a section's questions out of whatever was sent; what is no answer is left out."""
    return {
        one.code: sent[one.code].strip() for one in section.questions if is_answered(one, sent.get(one.code, ""))
    }  # fmt: skip


def section_of(form: Sequence[FormSection], code: str) -> FormSection | None:
    """The section of this code; None where the form has none."""
    return next((one for one in form if one.code == code), None)


def in_words(question: FormQuestion, answer: str) -> str:
    """An answer as people read it."""
    return {YES: "Yes", NO: "No", TICKED: "Ticked"}.get(answer, answer) if question.kind in ("yes_no", TICK) else answer
