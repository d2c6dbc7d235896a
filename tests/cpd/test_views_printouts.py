"""Print-outs: asked for, made by the worker, and for their own person only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client

from cilexportal.foundation.documents.models import Printout, PrintoutState
from cilexportal.foundation.documents.services import MOST_PRINTOUTS_AN_HOUR
from cpd import printouts
from cpd.enums import Outcome
from cpd.models import CpdYear, Record
from members.models import Member
from tests import factories
from tests.cpd.conftest import MAY, counting


@pytest.fixture
def client(ada: Member, sign_in: Callable, at: Callable) -> Client:
    at(MAY)
    return sign_in(ada.user)


def ask(client: Client, member: Member, url: str, **fields: str) -> Printout:
    answer = client.post(url, {**factories.once(member.user), **fields})
    assert answer.status_code == 302
    printout = Printout.objects.latest("id")
    assert answer["Location"] == f"/cpd/printouts/{printout.uuid}/"
    return printout


def written(kind: printouts.Kind, printout: Printout) -> str:
    page = kind.build(printout.params)
    return " ".join(render_to_string(page.template, {**page.context, "title": page.title}).split())


@pytest.mark.clause("CPD-16e")
def test_a_year_of_records_is_printed_in_full_drafts_apart(client: Client, ada: Member, year: CpdYear) -> None:
    counting(ada, year, title="Counted <b>one</b>", need="Because.")
    Record.objects.create(member=ada, year=year, title="Half")
    counting(ada, year, title="Gone", deleted_at=MAY)
    printout = ask(client, ada, "/cpd/years/2025-26/print/")
    assert printout.filename == "cpd-2025-26.pdf"
    page = written(printouts.YEAR, printout)
    assert "1 record that counts" in page
    assert "Counted &lt;b&gt;one&lt;/b&gt;" in page
    assert "1 draft that does not count" in page
    assert "14 May 2026 at 12:00pm" in page
    assert "Gone" not in page


@pytest.mark.clause("CPD-12")
@pytest.mark.parametrize(
    ("sheet", "words"), [("planned", "Did it reach what you planned?"), ("unplanned", "Was it of use?")]
)
def test_sheets_come_blank_and_filled(client: Client, ada: Member, year: CpdYear, sheet: str, words: str) -> None:
    blank = written(printouts.SHEET, ask(client, ada, "/cpd/sheets/", sheet=sheet))
    assert words in blank
    assert "for your own notes" in blank
    record = counting(ada, year, title="Filled in", evaluation="It was good.")
    filled = written(printouts.SHEET, ask(client, ada, "/cpd/sheets/", sheet=sheet, record=str(record.uuid)))
    assert "Filled in" in filled
    assert "It was good." in filled


@pytest.mark.clause("REC-10")
def test_nobody_prints_somebody_elses_record_or_an_unknown_sheet(
    client: Client, ada: Member, ben: Member, year: CpdYear
) -> None:
    theirs = counting(ben, year)
    for sent in ({"sheet": "planned", "record": str(theirs.uuid)}, {"sheet": "planned", "record": "x"}, {"sheet": "x"}):
        assert client.post("/cpd/sheets/", {**factories.once(ada.user), **sent}).status_code == 404
    assert not Printout.objects.exists()


def test_a_certificate_is_for_a_year_that_was_met(client: Client, ada: Member, year: CpdYear, close: Callable) -> None:
    url = "/cpd/years/2025-26/certificate/"
    assert client.post(url, factories.once(ada.user)).status_code == 404
    close(ada, year, Outcome.MET)
    page = written(printouts.CERTIFICATE, ask(client, ada, url))
    assert ada.full_name in page
    assert "1 October 2025 to 30 September 2026" in page
    assert "30 September 2026" in page
    again = ask(client, ada, url)
    assert Printout.objects.get() == again


def test_a_year_that_has_not_begun_is_not_printed(client: Client, ada: Member) -> None:
    assert client.post("/cpd/years/2026-27/print/", factories.once(ada.user)).status_code == 404


def test_the_page_waits_offers_the_file_or_says_that_it_failed(client: Client, ada: Member) -> None:
    printout = ask(client, ada, "/cpd/sheets/", sheet="planned")
    url = f"/cpd/printouts/{printout.uuid}/"
    assert "is being made" in client.get(url).content.decode()
    assert client.get(f"{url}file/").status_code == 404
    part = client.get(url, headers={"X-Requested-With": "fetch"}).content.decode()
    assert "is being made" in part
    assert "<html" not in part
    Printout.objects.update(state=PrintoutState.FAILED)
    assert "could not be made" in client.get(url).content.decode()
    Printout.objects.update(state=PrintoutState.READY, file="printouts/x", made_at=MAY)
    assert "Download the PDF" in client.get(url).content.decode()


def test_a_print_out_is_for_whoever_asked(client: Client, ada: Member, ben: Member, sign_in: Callable) -> None:
    printout = ask(client, ada, "/cpd/sheets/", sheet="planned")
    other = sign_in(ben.user)
    assert other.get(f"/cpd/printouts/{printout.uuid}/").status_code == 404
    assert other.get(f"/cpd/printouts/{printout.uuid}/file/").status_code == 404


@pytest.mark.clause("CPD-16e")
def test_one_print_out_too_many_in_an_hour_is_not_made_and_the_logbook_says_why(client: Client, ada: Member) -> None:
    Printout.objects.bulk_create(
        Printout(owner=ada.user, kind="cpd.sheet", key=f"old {number}", asked_at=MAY)
        for number in range(MOST_PRINTOUTS_AN_HOUR)
    )
    sent = {**factories.once(ada.user), "sheet": "planned"}
    refused = client.post("/cpd/sheets/", sent, follow=True)
    assert refused.redirect_chain == [("/cpd/", 302)]
    assert "asked for 20 PDFs in the last hour" in refused.content.decode()
    assert Printout.objects.count() == MOST_PRINTOUTS_AN_HOUR
    Printout.objects.update(asked_at=MAY - timedelta(hours=1))
    assert client.post("/cpd/sheets/", sent)["Location"].startswith("/cpd/printouts/")
