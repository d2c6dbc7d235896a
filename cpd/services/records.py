"""The verbs of the logbook: save a record, delete it, restore it, take it into the new year.

Each takes the shared lock of the member's year first and asks whether the year is open after it, so that a save and
the close never pass each other.
"""

from __future__ import annotations

import uuid as uuids
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.rulebook.refusal import Refusal, Refused
from cpd.enums import Mode
from cpd.locks import lock_shared
from cpd.models import ActivityType, CpdYear, Evidence, ProfessionalismArea, Record, Typing
from cpd.queries.owed import answers_of, asked_of, findings
from cpd.queries.sampling import why_held
from cpd.queries.typed import form_of
from cpd.queries.years import MemberYears, YearOfMember, years_of
from cpd.rules import closing
from cpd.rules.record import TEXTS, Finding, Identifier, identifiers, may_restore
from cpd.rules.typed import Fields, Read, read, tidy
from cpd.services.typing import NotYours, refuse_too_many_drafts, stale, where_to_begin
from members.models import Member

NEXT = 1


@dataclass(frozen=True)
class Saved:
    """What a save came to.

    With a `refusal` the text is kept as typing. Else the record is saved: `findings` says why it does not count yet,
    `identifiers` what could name somebody.
    """

    record: Record
    findings: tuple[Finding, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    refusal: Refusal | None = None

    @property
    def counts(self) -> bool:
        """Whether the record counts as it was saved now."""
        return self.refusal is None and not self.findings


def save(
    *, member: Member, uuid: uuids.UUID, version: int, page: str, fields: Mapping[str, object], at: datetime
) -> Saved:
    """[CPD-8] [REC-12] Saves the answers of a form; the record counts at once when none is missing, else is a draft.

    `version` is the one the form was opened at and `page` its key. Boxes that cannot be read stay as typing.
    Raises Stale, NotYours, TooMuch, and Refused where there is no year at all.
    """
    typed = tidy(fields)
    with transaction.atomic(), because(user_id=member.user_id, why="cpd.record.save"):
        known = _year_of(uuid)
        years = _locked_years(member, at=at, also=known)
        record = _own(uuid, member) if known else _new(uuid, member, into=_begins_in(typed, years), at=at)
        _refuse_stale(record, version=version, page=page)
        if refusal := _closed(record, years) or (None if known else _too_late(read(typed), years)):
            return _kept(record, typed, version=version, page=page, refusal=refusal, years=years)
        return _saved(record, member, read(typed), typed, page=page, years=years)


def remove(*, member: Member, uuid: uuids.UUID, at: datetime) -> Record:
    """[REC-10] Deletes a record of an open year; it can be restored for thirty days or until the close.

    Raises NotYours, and Refused where the year is closed. A record deleted already stays as it is.
    """
    with transaction.atomic(), because(user_id=member.user_id, why="cpd.record.remove"):
        record = _changeable(member, uuid, at=at)
        if record.deleted_at is None:
            record.deleted_at = at
            record.version = form_of(record).version + NEXT
            record.save(update_fields=["deleted_at", "version"])
        return record


def restore(*, member: Member, uuid: uuids.UUID, at: datetime) -> Record:
    """[REC-10] Brings a deleted record back as it was, counting again where it was complete.

    Raises NotYours, and Refused where thirty days have passed or the year is closed.
    """
    with transaction.atomic(), because(user_id=member.user_id, why="cpd.record.restore"):
        record = _changeable(member, uuid, at=at)
        if record.deleted_at is not None:
            if refusal := may_restore(record.deleted_at, at=at):
                raise Refused(refusal)
            record.deleted_at = None
            record.save(update_fields=["deleted_at"])
        return record


def carry_over(*, member: Member, uuid: uuids.UUID, new_uuid: uuids.UUID, at: datetime) -> Record:
    """[CPD-10] Begins a draft in the open year with text and files of a record that its closed year could not take.

    A record that counted is not carried over: it counts for one year only. Raises NotYours and Refused.
    """
    with transaction.atomic(), because(user_id=member.user_id, why="cpd.record.carry_over"):
        years = _locked_years(member, at=at, also=_year_of(uuid))
        old = _own(uuid, member)
        offer = offer_for(old, years)
        if offer is None:
            raise Refused.because("CPD-10", "The day you completed it is in no open CPD year, so it cannot be moved.")
        refuse_too_many_drafts(member_id=member.pk, year_id=offer.pk)
        new = Record.objects.create(uuid=new_uuid, member=member, year=offer, mode=old.mode, created_at=at)
        fields = {name: value for name, value in form_of(old).fields.items() if name != "year"}
        Typing.objects.create(record=new, fields=fields, version=new.version + NEXT, saved_at=at)
        Typing.objects.filter(record=old).delete()
        Evidence.objects.filter(record=old, removed_at=None).update(record=new)
        return new


def offer_for(record: Record, years: MemberYears) -> CpdYear | None:
    """[CPD-10] The open year that what a closed one did not take may be recorded in: the one its date fits, or the
    newest where it has no date yet. None for a record that counted, or is deleted."""
    if _counted(record, years) or record.deleted_at is not None or not years.open:
        return None
    day = read(form_of(record).fields).answers.completed_on
    fitting = years.taking(day) if day else years.open[-1:]
    return fitting[0].year if fitting else None


def _counted(record: Record, years: MemberYears) -> bool:
    """Whether the record was complete as its year closed for this member. What an extension let in counts no more
    once the extension has been withdrawn [CPD-11a]."""
    here = years.by_id(record.year_id)
    if record.complete_at is None or here is None:
        return record.complete_at is not None
    return record.complete_at < here.span.closes_at or record.entered_by_id is not None


def _begins_in(typed: Fields, years: MemberYears) -> int:
    """The id of the year that a form begins its record in. Raises Refused."""
    boxes = read(typed)
    return where_to_begin(years, boxes.year, day=boxes.answers.completed_on)


def _too_late(boxes: Read, years: MemberYears) -> Refusal | None:
    """[CPD-10] Why the year that a form was opened for does not take it, where its day fits no open year either."""
    asked, day = years.by_slug(boxes.year), boxes.answers.completed_on
    if asked is None or (day and years.taking(day)):
        return None
    return closing.may_change(asked.span, at=years.at)


def _year_of(uuid: uuids.UUID) -> int | None:
    """The year a record is in, asked before anything is locked: the lock on the year comes first."""
    return Record.objects.filter(uuid=uuid).values_list("year_id", flat=True).first()


def _locked_years(member: Member, *, at: datetime, also: int | None) -> MemberYears:
    """The member's years as they stand once the open ones, and the year `also`, can no longer close under us."""
    open_now = {year.year.pk for year in years_of(member.pk, at=at).open}
    for year_id in sorted(open_now | ({also} if also else set())):
        lock_shared(year_id=year_id, member_id=member.pk)
    return years_of(member.pk, at=at)


def _own(uuid: uuids.UUID, member: Member) -> Record:
    """The member's record, locked. Raises NotYours."""
    record = Record.objects.select_for_update(of=("self",)).filter(uuid=uuid, member=member).first()
    if record is None:
        raise NotYours
    return record


def _new(uuid: uuids.UUID, member: Member, *, into: int, at: datetime) -> Record:
    """A record for a form that was never kept before; the same one where another request was quicker."""
    Record.objects.bulk_create([Record(uuid=uuid, member=member, year_id=into, created_at=at)], ignore_conflicts=True)
    return _own(uuid, member)


def _changeable(member: Member, uuid: uuids.UUID, *, at: datetime) -> Record:
    """The member's record in a year that is open. Raises NotYours and Refused."""
    years = _locked_years(member, at=at, also=_year_of(uuid))
    record = _own(uuid, member)
    if refusal := _year_closed(record, years):
        raise Refused(refusal)
    return record


def _refuse_stale(record: Record, *, version: int, page: str) -> None:
    """Raises Stale where another page has written; what this page itself kept while typing is no other text.

    A deleted record is no newer text either: only what is being typed into it elsewhere is.
    """
    typing = getattr(record, "typing", None)
    if record.deleted_at is not None and (typing is None or not typing.fields or typing.page == page != ""):
        return
    own_typing = typing is not None and typing.page == page != "" and record.version <= version
    if not own_typing and form_of(record).version != version:
        raise stale(record)


def _year_closed(record: Record, years: MemberYears) -> Refusal | None:
    year = years.by_id(record.year_id)
    closed = closing.may_change(year.span, at=years.at, complete_at=record.complete_at) if year else None
    return closed or why_held(record, year)


def _closed(record: Record, years: MemberYears) -> Refusal | None:
    """Why this record cannot be saved: it is deleted, or its year is closed."""
    if record.deleted_at is not None:
        day = london.in_words(london.date_of(record.deleted_at))
        return Refusal("REC-10", f"You deleted this record on {day}. Your text is kept: restore the record to use it.")
    return _year_closed(record, years)


def _kept(record: Record, typed: Fields, *, version: int, page: str, refusal: Refusal, years: MemberYears) -> Saved:
    """The text of a save that came too late, kept where the form shows it again."""
    form = form_of(record)
    Typing.objects.update_or_create(
        record=record,
        defaults={"fields": typed, "version": form.version + NEXT, "page": page, "saved_at": years.at},
    )
    return Saved(record, refusal=refusal)


def _saved(record: Record, member: Member, boxes: Read, typed: Fields, *, page: str, years: MemberYears) -> Saved:
    """Writes the answers into the record and its year, and says what is wrong with them."""
    year = _year_for(record, boxes, years)
    asked = asked_of(member, year.year)
    version = form_of(record).version + NEXT
    _apply(record, boxes, hours=asked.hours)
    record.year = year.year
    found = _merged(boxes.unreadable, findings(answers_of(record), asked=asked, spans=years.spans, at=years.at))
    record.complete_at = None if found else record.complete_at or years.at
    record.saved_at = years.at
    record.version = version
    record.save()
    Typing.objects.filter(record=record).delete()
    if boxes.unreadable:
        Typing.objects.create(record=record, fields=typed, version=version + NEXT, page=page, saved_at=years.at)
    named = () if boxes.anonymised else identifiers(boxes.answers)
    return Saved(record, found, named)


def _year_for(record: Record, boxes: Read, years: MemberYears) -> YearOfMember:
    """[CPD-9] The year the date decides; where two are open for it, the one chosen, else the older."""
    here = years.by_id(record.year_id)
    assert here is not None, "a record that may change is in a year that has begun"
    fitting = years.taking(boxes.answers.completed_on) if boxes.answers.completed_on else []
    chosen = years.by_slug(boxes.year)
    if chosen in (fitting or years.open):
        return chosen
    return fitting[0] if fitting else here


def _apply(record: Record, boxes: Read, *, hours: bool) -> None:
    """The answers onto the record. Questions the form did not ask keep what was there [CPD-5]."""
    for name in (*TEXTS, "completed_on", "planned", "professionalism", "kept_elsewhere"):
        setattr(record, name, getattr(boxes.answers, name))
    if hours:
        record.hours = boxes.answers.hours
        record.in_specialism = boxes.answers.in_specialism
    record.mode = boxes.mode if boxes.mode in Mode.values else record.mode
    record.activity_type = ActivityType.objects.filter(code=boxes.activity_type).first()
    known = set(ProfessionalismArea.objects.filter(code__in=boxes.areas).values_list("code", flat=True))
    record.areas = [area for area in dict.fromkeys(boxes.areas) if area in known]
    record.anonymised = boxes.anonymised


def _merged(first: Iterable[Finding], more: Iterable[Finding]) -> tuple[Finding, ...]:
    """One finding a field, the earlier one where a field has two."""
    found: dict[str, Finding] = {}
    for finding in (*first, *more):
        found.setdefault(finding.field, finding)
    return tuple(found.values())
