"""Reads about people, their grades and what those grades are called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Q

from cilexportal.foundation.prepared import Prepared
from members.models import GradeHeld, GradeName, Member, User
from members.rules import plain, sort_name

# Asked on every page of a member.
COLUMNS = [field.column for field in Member._meta.concrete_fields]
MEMBER_OF = Prepared(
    "members_member_of",
    f"SELECT {', '.join(COLUMNS)} FROM members_member WHERE user_id = %(user)s",  # noqa: S608 - names of columns
    user="bigint",
)


@dataclass(frozen=True)
class GradeTitle:
    """What a grade is called and which letters it brings, on one day."""

    code: str
    name: str
    letters: str


@dataclass(frozen=True)
class MyDetails:
    """What the portal holds about a person, as they see it. Non-members have an account and no more."""

    full_name: str
    email: str
    number: str = ""
    title: GradeTitle | None = None
    since: date | None = None
    specialism: str = ""


def grade_titles(*, on: date) -> dict[str, GradeTitle]:
    """Grade code -> its name and letters on the London date `on`."""
    names = GradeName.objects.filter(_running(on), is_alias=False).values_list("grade_id", "name", "letters")
    return {code: GradeTitle(code, name, letters) for code, name, letters in names}


def grade_title(*, code: str, on: date) -> GradeTitle:
    """The name and letters of one grade on the London date `on`; its code where it had no name then."""
    return grade_titles(on=on).get(code) or GradeTitle(code, code.replace("_", " ").capitalize(), "")


def grade_on(*, member_id: int, on: date) -> GradeHeld | None:
    """The grade held on the London date `on`, or None."""
    return GradeHeld.objects.filter(_running(on), member_id=member_id).select_related("grade").first()


def grades_by_any_name() -> dict[str, str]:
    """Every name, old name and alias of every grade, in small letters -> its code. Codes answer for themselves."""
    names = {name.casefold(): code for name, code in GradeName.objects.values_list("name", "grade_id")}
    return names | {code: code for code in set(names.values())}


def member_of(*, user_id: int) -> Member | None:
    """The membership of an account, or None."""
    rows = MEMBER_OF.rows(user=user_id)
    return Member.from_db(None, COLUMNS, rows[0]) if rows else None


def my_details(*, user_id: int, today: date) -> MyDetails:
    """The person's own page. Raises User.DoesNotExist."""
    user = User.objects.get(pk=user_id)
    member = Member.objects.filter(user_id=user_id).select_related("specialism").first()
    if member is None:
        return MyDetails(full_name=user.full_name, email=user.email)
    held = grade_on(member_id=member.pk, on=today)
    return MyDetails(
        full_name=member.full_name,
        email=user.email,
        number=member.number,
        title=grade_title(code=held.grade_id, on=today) if held else None,
        since=held.from_date if held else None,
        specialism=member.specialism.name if member.specialism else "",
    )


def listed_as(full_name: str) -> str:
    """What a member of this name is listed by."""
    return sort_name(full_name)


def searched(text: str) -> list[str]:
    """The words of a search as sorted names have them: small letters without accents."""
    return plain(text).replace(",", " ").split()


def lacks_recovery_codes(*, user_id: int) -> bool:
    """Whether the person has a second sign-in step and no codes on paper for the day it is lost."""
    kinds = set(Authenticator.objects.filter(user_id=user_id).values_list("type", flat=True))
    return bool(kinds) and Authenticator.Type.RECOVERY_CODES not in kinds


def _running(on: date) -> Q:
    """Rows whose period contains the London date `on`."""
    return Q(from_date__lte=on) & (Q(until_date=None) | Q(until_date__gt=on))
