"""The ticks of a check-out: which are asked for, which are missing, and how each is kept with its words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cilexportal.foundation.rulebook.refusal import Refusal
from members.models import User
from shop.enums import ConsentTo
from shop.models import Consent, Order, OrderLine, Wording
from shop.queries.baskets import Line
from shop.queries.checkout import Law
from shop.rules import ordering

# A box that may stay empty: the order goes on without, and the right is then not lost by completion.
MAY_STAY_EMPTY = frozenset({ConsentTo.LOSE_WHEN_DONE})
CLAUSES = {
    ConsentTo.TERMS: "TC-1.2",
    ConsentTo.EXTRA_TERMS: "TC-5.6",
    ConsentTo.START_EARLY: "LAW-CCR36",
    ConsentTo.LOSE_WHEN_DONE: "LAW-CCR36",
}
MISSING = {
    ConsentTo.TERMS: "Read the terms and tick that you agree to them.",
    ConsentTo.EXTRA_TERMS: "Tick that you agree to the terms of {titles}.",
    ConsentTo.START_EARLY: "{titles} starts before your 14 days are over. Tick that it may, or take it out.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One box: what it is about, the words beside it, and the products (id -> title) it is for; none for all."""

    to: ConsentTo
    wording: Wording
    products: Mapping[int, str]

    @property
    def key(self) -> str:
        """The name of the box in the form; extra terms have one for each product."""
        return self.wording.code

    @property
    def clause(self) -> str:
        return CLAUSES[self.to]

    @property
    def required(self) -> bool:
        return self.to not in MAY_STAY_EMPTY

    @property
    def titles(self) -> str:
        return ", ".join(self.products.values())

    @property
    def missing(self) -> Refusal:
        """What is said where it was left empty."""
        return Refusal(self.clause, MISSING[self.to].format(titles=self.titles))


def asks(lines: Sequence[Line], *, law: Law, confirmed_on: date) -> tuple[Ask, ...]:
    """[LAW-CCR36] [TC-5.6] [TC-1.2] The boxes for these lines, all to be shown empty."""
    wanted = {line.product.pk: _consents(line, law, confirmed_on) for line in lines}
    own = [
        Ask(to=ConsentTo.EXTRA_TERMS, wording=line.terms, products={line.product.pk: line.product.title})
        for line in lines
        if line.terms and ConsentTo.EXTRA_TERMS in wanted[line.product.pk]
    ]
    shared = []
    for to in (ConsentTo.START_EARLY, ConsentTo.LOSE_WHEN_DONE):
        about = {line.product.pk: line.product.title for line in lines if to in wanted[line.product.pk]}
        if about:
            shared.append(Ask(to=to, wording=law.words[to], products=about))
    terms = Ask(to=ConsentTo.TERMS, wording=law.words[ConsentTo.TERMS], products={})
    return (*shared, *own, terms)


def _consents(line: Line, law: Law, confirmed_on: date) -> tuple[ConsentTo, ...]:
    return ordering.consents(
        supply=line.supply, first_day=line.first_day, confirmed_on=confirmed_on,
        has_extra_terms=line.terms is not None, policy=law.figures,
    )  # fmt: skip


def missing(wanted: Iterable[Ask], *, ticks: Collection[str]) -> list[Refusal]:
    """A sentence for each box that has to be ticked and is not."""
    return [ask.missing for ask in wanted if ask.required and ask.key not in ticks]


def keep(
    *, order: Order, wanted: Iterable[Ask], lines: Mapping[int, OrderLine], ticks: Collection[str], by: User,
    at: datetime,
) -> None:  # fmt: skip
    """Keeps every tick with the version of its words, the instant and the person; one query.

    `lines` are those of the order by product. What is about no product is about the order.
    """
    Consent.objects.bulk_create(
        Consent(order=order, line=line, to=ask.to, wording=ask.wording, given_at=at, given_by=by)
        for ask in wanted
        if ask.key in ticks
        for line in _about(ask, lines)
    )


def _about(ask: Ask, lines: Mapping[int, OrderLine]) -> list[OrderLine | None]:
    """The lines that a box is about; one None for the order as a whole."""
    return [lines[pk] for pk in ask.products] or [None]
