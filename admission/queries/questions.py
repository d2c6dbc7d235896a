"""What an officer judges of a submission beside its criteria: statements, and why work is older."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from admission.models import Judgement
from admission.queries.marked_examples import Example
from applications.models import Case, Submission
from applications.queries.submitted import fingerprint
from applications.rules.pathway import PathwayData
from cilexportal.foundation import london
from portfolio.queries.ages import is_barred, is_to_explain


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to judge. `said` is the applicant's word, `seal` the hash of what is judged with that word in it; work
    that is `barred` is so old that no word of anybody's makes it evidence [HB-41a]."""

    kind: Judgement.Kind
    about: str
    slot: str
    number: str
    title: str
    said: str
    seal: str
    barred: bool
    judged: Judgement | None

    @property
    def seen(self) -> int:
        """The judgement that a page shows, so that it knows whether another one was made since; 0 of none."""
        return self.judged.pk if self.judged else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A question before anybody judged it."""

    kind: Judgement.Kind
    about: str
    title: str
    said: str
    seal: str
    barred: bool = False


def questions_of(
    case: Case, data: PathwayData, submissions: Sequence[Submission], examples: Sequence[Example]
) -> tuple[Question, ...]:
    """[HB-41c] [HB-50] Each statement, and each explanation of older work in its example, with what was judged
    of it: what is as it was judged needs no other word."""
    rows = Judgement.objects.filter(case=case, superseded_at=None).select_related("by").order_by("id")
    last = submissions[-1].pk
    judged = {(one.kind, one.about, one.seal): one for one in rows if one.accepted or one.submission_id == last}
    applied_on = london.date_of(case.submitted_at or submissions[0].at)
    found: dict[tuple[str, str], Question] = {}
    for example in examples:
        if example.outcome.optional:
            continue
        for one in _asked(example, data, applied_on=applied_on):
            found.setdefault((one.kind, one.about), Question(
                kind=one.kind, about=one.about, slot=example.slot, number=example.number, title=one.title,
                said=one.said, seal=one.seal, barred=one.barred, judged=judged.get((one.kind, one.about, one.seal)),
            ))  # fmt: skip
    return tuple(found.values())


def _asked(example: Example, data: PathwayData, *, applied_on: date) -> Iterator[_Asked]:
    """What is to be judged of an example."""
    words, about = example.words, f"sheet:{example.slot}"
    if example.is_statement:
        said = words.get("why_without", "")
        yield _Asked(
            kind=Judgement.Kind.STATEMENT, about=about, title="the personal statement", said=said, seal=example.seal
        )
        worked_on = date.fromisoformat(words["worked_on"]) if words.get("worked_on") else None
        if one := _age(
            worked_on, about, "the work of the statement", words.get("why_old", ""), example.seal, data, applied_on
        ):
            yield one
    for file in example.files:
        about, title = f"{example.slot}:{file.key}", f"“{file.title}”"
        if one := _age(file.worked_on, about, title, file.why_old, file.sha256, data, applied_on):
            yield one


def _age(
    worked_on: date | None, about: str, title: str, said: str, seal: str, data: PathwayData, applied_on: date
) -> _Asked | None:
    """[HB-41a] [HB-41c] The question of older work. Its seal holds the explanation: other words are another one."""
    if worked_on is None:
        return None
    barred = is_barred(worked_on, applied_on=applied_on, data=data)
    if not barred and not is_to_explain(worked_on, applied_on=applied_on, data=data):
        return None
    seal = fingerprint({"what": seal, "why_old": said})
    return _Asked(kind=Judgement.Kind.OLD, about=about, title=title, said=said, seal=seal, barred=barred)
