"""Titles: somebody's own, by number for everybody, and the holders by name as the public register lists them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from admission.models import Title
from admission.rules.granting import as_number
from applications.models import Case, Decision
from members.models import Member
from standing.queries.register import entry_called

A_PAGE = 50
# The question of the form that asks for it.
NAME = "register_name"
RED, GREEN = "red", "green"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A title with the word that says how it stands, and whether its holder administers oaths today."""

    title: Title
    word: str
    colour: str
    oaths: bool

    @property
    def is_live(self) -> bool:
        return self.title.taken_back_at is None


def live_of(case: Case) -> Title | None:
    """[HB-2] The title that a case led to and that was not taken back."""
    return Title.objects.filter(case=case, taken_back_at=None).select_related("printout").first()


def last_of(case: Case) -> Title | None:
    """The title that a case led to, taken back or not, the latest first."""
    return Title.objects.filter(case=case).select_related("printout", "taken_back_by", "granted_by").first()


def holds(*, user_id: int, pathway_id: str) -> bool:
    """[HB-2] Whether somebody holds the title of a pathway."""
    return Title.objects.filter(user=user_id, pathway=pathway_id, taken_back_at=None).exists()


def name_for(decision: Decision) -> str:
    """[HB-59] The name for the register and the certificate: as the form asked for it, else the account's."""
    for section in decision.submission.content.get("form", ()):
        for one in section.get("answers", ()):
            if one.get("code") == NAME and str(one.get("answer", "")).strip():
                return " ".join(str(one["answer"]).split())
    return decision.case.application.user.full_name.strip()


def by_number(typed: str, *, today: date) -> Shown | None:
    """[HB-2] The title of a number as somebody typed it, or None. Nothing but whole numbers finds anything."""
    number = as_number(typed)
    found = Title.objects.filter(number=number).select_related("pathway").first() if number else None
    return shown(found, today=today) if found else None


def shown(title: Title, *, today: date) -> Shown:
    """[HB-2] [HB-7] How a title stands on a London date."""
    if title.taken_back_at is not None:
        return Shown(title=title, word="Taken back", colour=RED, oaths=False)
    return Shown(title=title, word="Admitted", colour=GREEN, oaths=title.oaths and _may_use_oaths(title, today))


def holders(parts: Collection[str]) -> tuple[list[Title], bool]:
    """[HB-2] The holders of titles in whose name every part stands, by name; and whether there are more of them."""
    asked = Q(taken_back_at=None)
    for part in parts:
        asked &= Q(folded__contains=part)
    found = list(Title.objects.filter(asked).order_by("folded", "id")[: A_PAGE + 1])
    return found[:A_PAGE], len(found) > A_PAGE


def _may_use_oaths(title: Title, today: date) -> bool:
    """[HB-7] A member by their standing, which reduced fees, arrears and CPD bear upon; anybody else by the title."""
    member = Member.objects.filter(user=title.user_id).first()
    if member is None:
        return True
    entry = entry_called(member.uuid, today=today)
    return entry is not None and entry.oaths
