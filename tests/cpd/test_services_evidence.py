"""Supporting documents, from the service's side."""

from __future__ import annotations

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cilexportal.foundation.documents.models import DocumentState
from cilexportal.foundation.rulebook.refusal import Refused
from cpd.models import CpdYear, Evidence, Record
from cpd.queries import export
from cpd.services import evidence, typing
from members.models import Member
from tests import factories
from tests.cpd.conftest import MAY, counting
from tests.cpd.test_views_evidence import PNG


def upload(name: str = "paper.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PNG, content_type="image/png")


@pytest.mark.clause("REC-19")
def test_the_first_file_of_a_new_form_begins_its_record(ada: Member, year: CpdYear) -> None:
    name = uuid.uuid4()
    added = evidence.attach(member=ada, by=ada.user, uuid=name, year="2025-26", upload=upload(), at=MAY)
    assert (added.record.uuid, added.record.year, added.document.state) == (name, year, "waiting")


@pytest.mark.clause("REC-19", "REC-10")
def test_nobody_adds_to_or_takes_from_somebody_elses_record(ada: Member, ben: Member, year: CpdYear) -> None:
    theirs = counting(ben, year)
    paper = Evidence.objects.create(record=theirs, document=factories.DocumentFactory(owner=ben.user))
    mine = counting(ada, year)
    with pytest.raises(typing.NotYours):
        evidence.attach(member=ada, by=ada.user, uuid=theirs.uuid, year="", upload=upload(), at=MAY)
    for name in (theirs.uuid, mine.uuid):
        with pytest.raises(typing.NotYours):
            evidence.detach(member=ada, uuid=name, evidence_id=paper.pk, at=MAY)
    assert Evidence.objects.get().removed_at is None


@pytest.mark.clause("REC-19")
def test_a_file_that_is_not_taken_leaves_nothing_behind(ada: Member) -> None:
    bad = SimpleUploadedFile("notes.exe", b"MZ")
    with pytest.raises(Refused):
        evidence.attach(member=ada, by=ada.user, uuid=uuid.uuid4(), year="", upload=bad, at=MAY)
    assert not Record.objects.exists()


@pytest.mark.clause("REC-19")
def test_refused_files_take_no_place_and_are_not_listed(ada: Member, year: CpdYear) -> None:
    record = counting(ada, year)
    refused = {"state": DocumentState.REFUSED, "reason": "It is damaged.", "checked_at": MAY, "filename": "bad.pdf"}
    for facts in [refused, *[{}] * 9]:
        document = factories.DocumentFactory(owner=ada.user, **facts)
        Evidence.objects.create(record=record, document=document)
    tenth = {"member": ada, "by": ada.user, "uuid": record.uuid, "year": "", "at": MAY}
    evidence.attach(upload=upload("tenth.png"), **tenth)
    with pytest.raises(Refused):
        evidence.attach(upload=upload("eleventh.png"), **tenth)
    (line,) = export.lines(ada, year.pk)
    assert line[export.HEADINGS.index("Files")] == "; ".join(["certificate.pdf"] * 9 + ["tenth.png"])


@pytest.mark.clause("REC-22")
def test_words_in_a_file_that_could_name_somebody_are_remarked_on() -> None:
    assert evidence.remarks_on("Nothing here") == []
    (remark,) = evidence.remarks_on("Write to jane@firm.co.uk")
    assert "email address" in remark
