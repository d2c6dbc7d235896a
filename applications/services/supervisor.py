"""What a supervisor writes, page by page, and signs [HB-24] [HB-25]."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F

from applications.models import Case, Reference, ReferenceAsked, ReferenceTyped
from applications.queries import reference_words
from applications.queries import references as queries
from applications.rules import supervisors
from applications.rules.pathway import PathwayData
from applications.rules.typed import boxes_of, tidy
from applications.services import links, references, typing
from cilexportal.foundation import london
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.documents import services as documents
from cilexportal.foundation.documents.models import DocumentState
from cilexportal.foundation.guidance.pages import privacy_version
from cilexportal.foundation.rulebook.refusal import Refusal, refuse_if_any
from members.models import User

SIGNED = "applications.reference_signed"
STATEMENT = (
    "I am the supervisor named here and not the applicant. What I have written is true as far as I know, and is my own "
    "view. I know that officers and the committee rely on it and may ask my regulator about me."
)
PAGES = reference_words.PAGES
Values = Mapping[str, Any]


class Stale(Exception):
    """Another window has written since this page was opened; `version` is what stands now."""

    def __init__(self, version: int) -> None:
        super().__init__(str(version))
        self.version = version


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signs: the name as typed, the account in which the browser is signed in, if any, and its address."""

    name: str
    visitor: User | None
    address: str


def keep(
    *, visit_id: int, page: str, values: Values, version: int, visitor: User | None, at: datetime
) -> Reference:  # fmt: skip
    """[HB-25] Keeps one page: a column's values, or the `words` and `doubt` of a heading.

    The same again changes nothing. Raises Refused where the link is over, and Stale where another window wrote since.
    """
    with transaction.atomic():
        _, asked = references.in_visit(visit_id, visitor=visitor, at=at)
        found = Reference.objects.select_for_update().get(asked=asked)
        before = reference_words.values_of(found)
        _put(found, page, values)
        if reference_words.values_of(found) == before:
            _let_go(asked, page, values)
            return found
        if found.version != version:
            raise Stale(found.version)
        found.version, found.saved_at = version + 1, at
        found.save()
        _let_go(asked, page, values)
        return found


def keep_typed(
    *, visit_id: int, page: str, version: int, fields: Mapping[str, object], visitor: User | None, at: datetime
) -> int:  # fmt: skip
    """[REC-17] [HB-21] Keeps what is typed on a page and not saved, so that the link opened again shows it; returns
    the new version. `version` is the one the page holds, 0 where nothing was kept of it before.

    Raises Refused where the link is over, TooMuch, and Stale of typing where another window wrote since.
    """
    with transaction.atomic():
        _, asked = references.in_visit(visit_id, visitor=visitor, at=at)
        # The request is held, so that two windows never make the row at once.
        row = ReferenceTyped.objects.filter(asked=asked, page=page).first()
        row = row or ReferenceTyped(asked=asked, page=page, version=0)
        if row.version != version:
            raise typing.Stale(row.version, row.fields, row.saved_at or at, row.page_key)
        row.fields, row.page_key, row.version, row.saved_at = tidy(fields), str(visit_id), version + 1, at
        row.save()
        return row.version


def keep_letter(*, visit_id: int, upload: UploadedFile, visitor: User | None, at: datetime) -> Reference:
    """[HB-25] Keeps the letter on headed paper, in place of one sent before; it is held back until it is checked.

    It stands in the applicant's account, for a file needs one, and is kept from them: it is given in confidence. One
    that no reference takes up, because the link was over meanwhile, leaves no row behind.
    Raises Refused for a file that is not taken, and where the link is over.
    """
    with transaction.atomic():
        case, _ = references.in_visit(visit_id, visitor=visitor, at=at)
    with transaction.atomic():
        document = documents.receive(owner=case.application.user, upload=upload, at=at)
        _, asked = references.in_visit(visit_id, visitor=visitor, at=at)
        found = Reference.objects.select_for_update().get(asked=asked)
        found.letter, found.version, found.saved_at = document, found.version + 1, at
        found.save()
        return found


def missing(found: Reference, *, asked: ReferenceAsked, today: date, signed_name: str = "-") -> list[Refusal]:
    """[HB-24] [HB-25] What a reference still has to say before it is signed."""
    data = queries.data_of_asked(asked)
    letter = found.letter
    written = supervisors.Written(
        person_kind=found.person_kind, regulator=found.regulator, number=found.number, first=found.from_date,
        last=found.until_date, heads=found.heads, wants_letter=asked.headed_paper, signed_name=signed_name,
        has_letter=letter is not None and letter.state != DocumentState.REFUSED,
    )  # fmt: skip
    return supervisors.is_whole(written, persons=data.persons, heads=data.heads, today=today)


def sign(*, visit_id: int, version: int, signer: Signer, at: datetime) -> Reference:
    """[HB-24] [HB-25] Signs what stands, which never changes again, and ends link and visits.

    A person who is none of the authorised ones may sign: the reference is received and marked as not acceptable.
    Raises Refused where something is missing, where the applicant signs in whatever way, and where the link is over;
    Stale where another window wrote since the answers were shown.
    """
    with transaction.atomic():
        case, asked = references.in_visit(visit_id, visitor=signer.visitor, at=at)
        found = Reference.objects.select_for_update().get(asked=asked)
        if found.version != version:
            raise Stale(found.version)
        refuse_if_any(missing(found, asked=asked, today=london.date_of(at), signed_name=signer.name))
        links.refuse_their_signature(case.application, signed_name=signer.name, asked_at=asked.email)
        found.signed_name, found.signed_at, found.signed_from = signer.name, at, signer.address or None
        found.statement, found.privacy_version = STATEMENT, privacy_version()
        found.asked = asked
        found.sha256 = reference_words.hash_of(found)
        found.save()
        _close(found, case, asked, queries.data_of_asked(asked), at=at)
        return found


def _close(found: Reference, case: Case, asked: ReferenceAsked, data: PathwayData, *, at: datetime) -> None:
    kind = data.person(found.person_kind)
    taken = supervisors.is_acceptable(kind, has_exception=asked.exception_at is not None)
    references.received(case=case, asked=asked, is_acceptable=taken, at=at)
    correspondence.queue(
        kind=SIGNED, to_user_id=None, to_name=asked.name, to_email=asked.email, context={"asked": asked.pk}, at=at,
        dedupe_key=f"reference-signed:{asked.pk}",
    )  # fmt: skip


def _let_go(asked: ReferenceAsked, page: str, values: Values) -> None:
    """Lets go of what was typed on a page that is saved; another window that holds it still is told, and shown what was
    saved."""
    typed = ReferenceTyped.objects.filter(asked=asked, page=page)
    typed.update(fields=boxes_of(values), page_key="", version=F("version") + 1)


def _put(found: Reference, page: str, values: Values) -> None:
    """Writes the values of one page onto the row. Raises KeyError for a page that is not asked for."""
    if page in PAGES:
        for name in PAGES[page]:
            setattr(found, name, values[name])
        return
    if page not in {head.code for head in queries.data_of_asked(found.asked).heads}:
        raise KeyError(page)
    found.heads = {**found.heads, page: values["words"]}
    others = [code for code in found.doubts if code != page]
    found.doubts = [*others, page] if values["doubt"] else others
