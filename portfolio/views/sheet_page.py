"""What the page of an example shows around its form: the place, what is missing, its evidence, and what can be done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from applications.services.typing import Stale
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal
from members import queries as people
from portfolio.enums import SheetKind
from portfolio.forms.sheets import ExampleForm, boxes_sent
from portfolio.models import Portfolio, Sheet, Supervisor
from portfolio.queries.board import board_today
from portfolio.queries.drafted import drafted
from portfolio.queries.examples import slot_of, supervisors_of
from portfolio.queries.leaving import why_sealed
from portfolio.queries.owner import data_of, why_frozen
from portfolio.queries.placed import asked_of, place_on
from portfolio.queries.sheet import Boxes, about, listed, spare_of
from portfolio.queries.versions import newest_of, on_it
from portfolio.rules.board import Place
from portfolio.rules.saying import COLOURS, Trouble
from portfolio.rules.slots import printed
from portfolio.views.cures import anchor_of, cure_of

REMOVED = "This example is removed. Bring it back to change it."


def context_of(portfolio: Portfolio, sheet: Sheet, *, at: datetime) -> dict[str, Any]:
    """[HB-35a] [HB-46] Everything but the form: a constant number of statements, however much there is."""
    slot, data = slot_of(sheet), data_of(portfolio)
    board = board_today(portfolio, today=london.date_of(at))
    place = place_on(board, slot)
    kinds = {one.code: one.words for one in data.evidence.kinds}
    on, asked = on_it(sheet), asked_of(portfolio, slot)
    return {
        "sheet": sheet, "asked": asked, "place": place, "board": board,
        "colour": COLOURS[place.state] if place else "grey",
        "troubles": _troubles(portfolio, place),
        "letters": {one.letter for one in asked.outcome.criteria} if asked else set(),
        "pieces": [(one.piece, about(one.piece, kinds)) for one in on], "spare": spare_of(portfolio, on),
        "listed": listed(sheet, kinds, on), "newest": newest_of(sheet), "sealed": why_sealed(sheet),
        "is_statement": sheet.kind == SheetKind.STATEMENT, "draft": drafted(sheet),
        "applicant": portfolio.case.application.user,
        "member": people.member_of(user_id=portfolio.case.application.user_id),
    }  # fmt: skip


def closed_because(portfolio: Portfolio, sheet: Sheet) -> list[Refusal]:
    """[HB-54] [HB-57] Why an example is shown to be read only; nothing while it can be changed."""
    removed = Refusal("HB-35", REMOVED) if sheet.removed_at else None
    return [one for one in (why_frozen(portfolio), removed, why_sealed(sheet)) if one][:1]


def people_of(sheet: Sheet) -> list[Supervisor]:
    """[HB-46e] Whom the form offers: the supervisors on the list, and the one that is named already."""
    listed_now = list(supervisors_of(sheet.portfolio_id).values())
    named = sheet.supervisor
    return [*listed_now, *([named] if named and named not in listed_now else [])]


def rows_of_other(other: Stale, form: ExampleForm) -> list[dict[str, str]]:
    """What the other page has where it differs from what was sent here: label, and its text."""
    mine, theirs = form.initial, other.fields
    names = [name for name in (*_names(form), "ticked") if (theirs.get(name) or "") != (mine.get(name) or "")]
    return [{"key": _label(name, form), "value": _words(theirs.get(name), name, form)} for name in names]


def first_boxes(sheet: Sheet) -> Boxes:
    """What a form that was never filled in begins with: the only supervisor there is."""
    offered = people_of(sheet)
    return {"supervisor": str(offered[0].uuid)} if len(offered) == 1 else {}


def _troubles(portfolio: Portfolio, place: Place | None) -> list[dict[str, Any]]:
    """[HB-57] What is wrong with this place, where it is put right, and with which other places it clashes."""
    if place is None:
        return []
    uuid, competencies = portfolio.case.application.uuid, data_of(portfolio).competencies
    found: list[dict[str, Any]] = []
    for fault in place.faults:
        one = Trouble(slots=(place.slot,), refusal=fault.refusal, box=fault.place, piece=fault.piece)
        url, words = cure_of(uuid, one)
        url = url if fault.piece else f"#{anchor_of(one.box)}"
        found.append({"refusal": fault.refusal, "url": url, "words": words})
    for clash in place.clashes:
        others = [printed(slot, competencies) for slot in clash.slots if slot != place.slot]
        found.append({"refusal": clash.refusal, "with": others, "warning": clash.warning, "url": "#pieces"})
    return found


def _names(form: ExampleForm) -> list[str]:
    return [name for name in boxes_sent(form.data, form.kind) if name != "ticked"]


def _label(name: str, form: ExampleForm) -> str:
    field, _, part = name.rpartition("_")
    if name in form.fields:
        return str(form.fields[name].label)
    return f"{form.fields[field].label} {part}" if field in form.fields else name


def _words(value: str | list[str] | None, name: str, form: ExampleForm) -> str:
    """A box as people read it: a choice by its words."""
    choices = dict(getattr(form.fields.get(name), "choices", ()))
    values = value if isinstance(value, list) else [value or ""]
    return ", ".join(str(choices.get(one, one)) for one in values) or "(empty)"
