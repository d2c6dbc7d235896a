"""Pages of declarations: the applicant's, a supervisor's behind a link, and the officers'; and their letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pypdfium2
import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from admission.models import Declaration, Signature
from admission.queries import declared
from admission.services import signing
from admission.services.declaring import LINK
from applications.enums import Stage
from applications.models import Case
from cilexportal.foundation.correspondence import sending
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.documents import making
from cilexportal.foundation.guidance.cookies import declaration_cookie
from portfolio.services.supervised import shown_of
from shop.gateways.demo import DemoGateway
from tests import factories as people
from tests.admission import signing_steps as steps
from tests.admission import tampering
from tests.admission.signing_steps import ANN, BEN, NOW
from tests.foundation.test_sealing import checked
from tests.shop.conftest import demo_gateway

__all__ = ["demo_gateway"]
pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


@pytest.fixture
def case(demo_gateway: DemoGateway, at: Callable[[datetime], None]) -> Case:
    at(NOW)
    return steps.cleared(demo_gateway)


def posted(email: str) -> str:
    """The address in the last letter that went to somebody, once everything due was sent."""
    while sending.send_due(at=NOW, limit=50):
        pass
    bodies = [one.body for one in mail.outbox if one.to == [email] and "/admission-link/" in one.body]
    return re.findall(r"/admission-link/[\w-]+/", bodies[-1])[-1]


def entered(email: str) -> Client:
    """A browser in which the button of the letter was pressed."""
    client, path = Client(), posted(email)
    assert client.get(path).status_code == 200
    assert client.post(f"{path}open/").status_code == 302
    assert declaration_cookie() in client.cookies
    return client


def answers(row: Declaration, **more: object) -> dict[str, object]:
    return {"seen": shown_of(signing.to_sign(row)), "signed_name": row.name, "agreed": "on", **more}


@pytest.mark.clause("HB-47", "HB-52")
def test_the_applicant_signs_after_signing_in_anew(
    case: Case, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = case.application.user
    client, row = sign_in(user), steps.row_of(case)
    page = reverse("admission:sign", args=[case.application.uuid])
    assert "3 examples" in client.get(page).content.decode()
    monkeypatch.setattr("members.doors.signed_in_recently", lambda request: False)
    client.post(page, {**people.once(user), **answers(row)})
    assert not Signature.objects.exists(), "an old sign-in is renewed first"
    monkeypatch.setattr("members.doors.signed_in_recently", lambda request: True)
    one, *others = answers(row)["seen"].split()
    stale = client.post(page, {**people.once(user), **answers(row, seen=" ".join([f"{one[:-1]}x", *others]))})
    assert (stale.status_code, "Changed while your page was open: 1.1(1) " in stale.text) == (409, True)
    assert "open: 1.1(1) " in stale.text
    assert "1.1(2)" not in stale.text.partition("Read what changed again")[0].rpartition("Changed while")[2]
    assert client.post(page, {**people.once(user), **answers(row)}).status_code == 302
    board = client.get(reverse("admission:declarations", args=[case.application.uuid])).content.decode()
    assert "Record of the signature" in board
    record = client.get(reverse("admission:declaration_record", args=[case.application.uuid, row.uuid]))
    assert record.json()["sha256"] == Signature.objects.get().sha256


@pytest.mark.clause("HB-46e", "HB-47")
def test_a_supervisor_reads_only_their_examples_and_signs_them(case: Case) -> None:
    client, row = entered("ben@example.org"), steps.row_of(case, BEN)
    html = client.get("/admission-link/v/").content.decode()
    assert "/v/example/1.1-2/" in html
    assert "/v/example/1.1-1/" not in html
    assert client.get("/admission-link/v/example/1.1-2/").status_code == 200
    assert client.get("/admission-link/v/example/1.1-1/").status_code == 404
    ann, ben = (
        next(iter(declared.sheets_of(case, [code]).values())).on_it.get().piece.uuid for code in ("1.1-1", "1.1-2")
    )
    assert client.get(f"/admission-link/v/file/{ben}/").status_code == 200
    assert client.get(f"/admission-link/v/file/{ann}/").status_code == 404
    with tampering.done(tampering.a_byte):
        assert client.get(f"/admission-link/v/file/{ben}/").status_code == 409, "these are not the bytes any more"
    refused = client.post("/admission-link/v/", answers(row, left_out=["2.1-1"]))
    assert refused.status_code == 422, "a reason is wanting"
    [kept] = [one for one in answers(row)["seen"].split() if one.startswith("2.1-1:")]
    stale = client.post("/admission-link/v/", answers(row, seen=kept, signed_name=""))
    assert stale.status_code == 409, "a name is wanting too"
    told = stale.text.partition("Changed while your page was open: ")[2].partition("Read what changed again")[0]
    assert ("1.1(2) " in told, "2.1 " in told) == (True, False)
    done = client.post("/admission-link/v/", answers(row, left_out=["2.1-1"], why="I was on leave."))
    assert done.status_code == 302
    html = client.get("/admission-link/v/").content.decode()
    assert "You left out" in html
    assert "/v/example/2.1-1/" not in html, "what was left out was not signed"
    again = client.post("/admission-link/v/", answers(row))
    assert (again.status_code, Signature.objects.count()) == (200, 1)
    whole = client.get("/admission-link/v/record/").json()
    assert whole["record"]["excluded"] == {"2.1-1": "I was on leave."}
    page = reverse("admission:declaration_record", args=[case.application.uuid, row.uuid])
    copy = people.signed_in(case.application.user).get(page).json()
    assert copy["sha256"] == whole["sha256"]
    assert {*whole["record"]} - {*copy["record"]} == {"signed_from", "signed_in_as"}, "that is the supervisor's own"


@pytest.mark.clause("HB-47")
def test_the_record_of_a_signature_is_a_sealed_pdf_too(case: Case, sign_in: SignIn) -> None:
    signature = steps.sign(case, BEN, excluded={"2.1-1": "I was on leave."})
    row, user = steps.row_of(case, BEN), case.application.user
    page, client = reverse("admission:declaration_record", args=[case.application.uuid, row.uuid]), sign_in(user)
    assert client.get(f"{page}?as=pdf").status_code == 404, "it is not made yet"
    assert making.print_waiting(at=NOW, limit=5)
    assert f"{page}?as=pdf" in client.get(reverse("admission:declarations", args=[case.application.uuid])).text
    pdf = b"".join(client.get(f"{page}?as=pdf").streaming_content)
    words = "".join(one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(pdf))
    assert "I was on leave." in words
    assert signature.sha256 in "".join(words.split())
    assert checked(pdf).bottom_line
    assert not checked(pdf.replace(b"/Title", b"/Titel", 1)).bottom_line
    officer = sign_in(people.staff("regulation_officer"))
    assert officer.get(reverse("admission_desk:record", args=[case.uuid, row.uuid]) + "?as=pdf").status_code == 200
    assert sign_in(people.UserFactory()).get(f"{page}?as=pdf").status_code == 404


@pytest.mark.clause("HB-47")
def test_declining_and_handing_over_end_the_link(case: Case) -> None:
    ann = entered("ann@example.org")
    assert ann.post("/admission-link/v/decline/", {"why": ""}).status_code == 422
    assert "Thank you" in ann.post("/admission-link/v/decline/", {"why": "Not known to me."}).content.decode()
    assert ann.get("/admission-link/v/").status_code == 410
    ben = entered("ben@example.org")
    other = {"name": "Cleo Solicitor", "email": "cleo@example.org", "kind": "solicitor"}
    assert "Thank you" in ben.post("/admission-link/v/hand-over/", other).content.decode()
    assert entered("cleo@example.org").get("/admission-link/v/").status_code == 200


@pytest.mark.clause("HB-S4.1a")
def test_an_officer_sees_every_declaration_and_decides_how_to_go_on(case: Case, sign_in: SignIn) -> None:
    officer = people.staff("regulation_officer")
    client = sign_in(officer)
    steps.sign(case, BEN, excluded={"2.1-1": "I was on leave."})
    page = reverse("admission_desk:declarations", args=[case.uuid])
    html = client.get(page).content.decode()
    assert "I was on leave." in html
    assert 'govuk-tag--amber">Signed, but for 1 example<' in html
    assert "decide here how to go on" in html
    assert "An officer decides how to go on." not in html
    row = steps.row_of(case, ANN)
    replace = reverse("admission_desk:replace", args=[case.uuid, row.uuid])
    person = {"name": "Cleo Solicitor", "email": "cleo@example.org", "kind": "solicitor", "why": "Ann is away."}
    assert client.post(replace, {**people.once(officer), **person}).status_code == 302
    exclusion = steps.row_of(case, BEN).exclusions.get()
    let_pass = reverse("admission_desk:let_pass", args=[case.uuid, exclusion.pk])
    assert client.post(let_pass, {**people.once(officer), "why": "The file shows it."}).status_code == 302
    html = client.get(page).content.decode()
    assert "Another person is asked instead" in html
    assert "The file shows it." in html
    assert 'govuk-tag--green">Signed, but for 1 example<' in html
    own = people.signed_in(case.application.user).get(reverse("admission:declarations", args=[case.application.uuid]))
    assert 'govuk-tag--green">Signed, but for 1 example<' in own.text


@pytest.mark.clause("HB-26", "HB-31")
def test_the_page_of_a_case_leads_officers_to_its_portfolio_while_it_is_assessed(case: Case, sign_in: SignIn) -> None:
    client, page = sign_in(people.staff("regulation_officer")), reverse("applications_desk:case", args=[case.uuid])
    link = f'href="{reverse("admission_desk:assess", args=[case.uuid])}">Assess the portfolio</a>'
    assert link in client.get(page).text
    Case.objects.filter(pk=case.pk).update(stage=Stage.INFORMATION)
    assert link not in client.get(page).text


@pytest.mark.clause("HB-S4.1b")
def test_every_letter_is_written_and_no_table_holds_a_link(case: Case) -> None:
    steps.sign_all(case)
    while sending.send_due(at=NOW, limit=50):
        pass
    kinds = set(Message.objects.filter(kind__startswith="admission.", state="sent").values_list("kind", flat=True))
    assert {"admission.all_signed", "admission.declared_news", "admission.declared_receipt"} <= kinds
    assert not Message.objects.filter(kind=LINK, text__contains="/admission-link/").exists()
