"""The desk's pages of sections, decisions, letters and references, and what an applicant reads of a decision."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.enums import Outcome, Stage
from applications.models import Decision, Letter, ReferenceAsked, SectionVerdict
from tests import factories as people
from tests.applications import factories
from tests.applications.deciding_steps import HARD, LATER, WORK, decide, fresh, in_assessment, judge, judge_all, officer
from tests.applications.deciding_steps import signed as reference

pytestmark = pytest.mark.django_db
SHORT = {"from_date": date(2026, 6, 1)}
TYPED = "Mind the gap in March."


@pytest.fixture
def ada(at):
    at(LATER)
    return people.staff("regulation_officer", full_name="Ada Officer")


def address(name: str, case, *more) -> str:
    return reverse(f"applications_desk:{name}", args=[case.uuid, *more])


def posted(case, user, **fields) -> dict[str, str]:
    return {"revision": str(fresh(case).revision), **people.once(user), **fields}


def html(answer) -> str:
    return answer.content.decode()


@pytest.mark.clause("HB-26")
def test_a_section_is_failed_with_its_reasons_and_a_refused_form_keeps_what_was_typed(ada, sign_in) -> None:
    case, client = in_assessment("experience"), sign_in(ada)
    page = address("section", case, "work")
    shown = html(client.get(page))
    assert "What can be mended" in shown
    assert "What cannot be mended" in shown
    wrong = {"verdict": "passed", "reason_work_unclear": "on", "note_work_unclear": TYPED}
    refused = client.post(page, posted(case, ada, **wrong))
    assert refused.status_code == 422
    assert TYPED in html(refused)
    assert "A section that is passed has no reasons" in html(refused)
    form = posted(case, ada, **{**wrong, "verdict": "failed"})
    assert client.post(page, form).status_code == 302
    assert client.post(page, form).status_code == 302
    assert SectionVerdict.objects.get().reasons == [{"code": "work_unclear", "note": TYPED}]
    assert TYPED in html(client.get(page))
    assert client.get(address("section", case, "conduct")).status_code == 404


@pytest.mark.clause("HB-26", "HB-28")
def test_only_the_decisions_that_the_facts_allow_are_offered_and_why_not_the_others(ada, sign_in) -> None:
    case, client = in_assessment(), sign_in(ada)
    judge_all(case, HARD)
    shown = html(client.get(address("decide", case)))
    assert 'value="refer"' in shown
    assert 'value="met"' not in shown
    assert "A section has failed." in shown
    assert "A reason cannot be mended. Refer the case to the committee." in shown


@pytest.mark.clause("HB-26a", "HB-27", "HB-27a")
def test_the_letter_is_previewed_edited_sent_and_read_by_the_applicant(ada, sign_in) -> None:
    case, client = in_assessment("experience", **SHORT), sign_in(ada)
    judge_all(case, WORK)
    page = address("decide", case)
    preview = client.post(page, posted(case, ada, outcome="not_yet", why=TYPED, do="preview"))
    assert preview.status_code == 200
    form = preview.context["form"]
    assert "865.00 hours of the 2,300" in form["letter"].value()
    assert WORK.note in form["letter"].value()
    assert not Decision.objects.exists()
    edited = form["letter"].value() + "\r\n\r\nGood luck."
    told = {"outcome": "not_yet", "why": TYPED, "subject": form["subject"].value(), "letter": edited}
    sent = posted(case, ada, **told, written_for=form["written_for"].value(), do="send")
    assert client.post(page, sent).url == address("case", case)
    letter = Letter.objects.get()
    assert letter.paragraphs[-1] == "Good luck."
    assert "Good luck." in html(client.get(address("letter", case, letter.number)))
    owner = sign_in(case.application.user)
    own = html(owner.get(reverse("applications:mine", args=[case.application.uuid])))
    assert "What to mend" in own
    assert "865.00 hours are accepted of the 2,300" in own
    assert "3 September 2027" in own
    read = reverse("applications:letter", args=[case.application.uuid, letter.number])
    assert read in own
    assert "Good luck." in html(owner.get(read))
    assert sign_in(people.UserFactory()).get(read).status_code == 404


@pytest.mark.clause("HB-26a")
def test_a_letter_written_for_another_decision_is_written_anew_and_not_sent(ada, sign_in) -> None:
    case, client = in_assessment("experience", **SHORT), sign_in(ada)
    judge_all(case, WORK)
    told = {"outcome": "refer", "why": "Is it legal work?", "subject": "Old", "letter": "Old.", "do": "send"}
    answer = client.post(address("decide", case), posted(case, ada, **told, written_for="not_yet||"))
    assert answer.status_code == 200
    assert "Committee will decide it" in answer.context["form"]["letter"].value()
    assert "nothing is sent yet" in html(answer)
    assert not Decision.objects.exists()


@pytest.mark.clause("HB-26")
def test_a_decision_on_a_case_that_moved_has_its_sentence_and_keeps_the_reason(ada, sign_in) -> None:
    case, client = in_assessment(), sign_in(ada)
    judge_all(case)
    told = {"outcome": "met", "why": TYPED, "subject": "S", "letter": "My own letter.", "written_for": "met||"}
    mine = posted(case, ada, **told, do="send")
    judge(case, "qualification", by=officer(full_name="Grace Hopper"))
    changed = client.post(address("decide", case), mine)
    assert changed.status_code == 422
    assert "was changed while your page was open (Section assessed by Grace Hopper" in html(changed)
    assert TYPED in html(changed)
    assert "My own letter." in html(changed)
    assert changed.context["form"]["revision"].value() == str(fresh(case).revision)
    mine = posted(case, ada, **told, do="send")
    decide(case, Outcome.MET, by=officer(full_name="Grace Hopper"))
    moved = client.post(address("decide", case), mine)
    assert moved.status_code == 422
    assert "it is “Met” now (Decided by Grace Hopper" in html(moved)
    assert TYPED in html(moved)
    assert "My own letter." in html(moved)
    assert Decision.objects.count() == 1


@pytest.mark.clause("HB-26")
def test_a_decision_is_taken_back_on_its_page_by_a_colleague(ada, sign_in) -> None:
    case, client = in_assessment(), sign_in(ada)
    judge_all(case)
    assert "No decision stands" in html(client.get(address("reverse", case)))
    decide(case, Outcome.MET)
    refused = client.post(address("reverse", case), posted(case, ada, why=""))
    assert refused.status_code == 422
    assert "Say why it is taken back" in html(refused)
    assert client.post(address("reverse", case), posted(case, ada, why=TYPED)).status_code == 302
    assert fresh(case).stage == Stage.ASSESSMENT
    assert "what was decided" not in html(
        sign_in(case.application.user).get(reverse("applications:mine", args=[case.application.uuid]))
    )


@pytest.mark.clause("HB-26")
def test_what_is_asked_is_shown_given_more_time_and_taken_back(ada, sign_in) -> None:
    case, client = in_assessment("experience", **SHORT), sign_in(ada)
    judge_all(case, WORK)
    assert "Nothing is asked" in html(client.get(address("request_end", case)))
    decide(case, Outcome.ASK)
    assert WORK.note in html(client.get(address("request_time", case)))
    own = html(sign_in(case.application.user).get(reverse("applications:mine", args=[case.application.uuid])))
    assert "18 December 2026" in own
    day = {"until_day": "31", "until_month": "12", "until_year": "2026"}
    assert client.post(address("request_time", case), posted(case, ada, **day)).status_code == 302
    early = client.post(address("request_time", case), posted(case, ada, **{**day, "until_day": "30"}))
    assert early.status_code == 422
    assert client.post(address("request_end", case), posted(case, ada, why=TYPED)).status_code == 302
    assert fresh(case).stage == Stage.ASSESSMENT


@pytest.mark.clause("HB-21", "HB-24")
def test_officers_ask_supervisors_send_links_again_end_and_accept_by_exception(ada, sign_in, at) -> None:
    case, client = in_assessment("experience", reference=False), sign_in(ada)
    told = {"name": "Joan Clarke", "email": "joan@example.org", "roles": [str(case.roles.get().uuid)]}
    assert client.post(address("reference_ask", case), posted(case, ada, **told)).status_code == 302
    asked = ReferenceAsked.objects.get(case=case)
    assert (asked.asked_by, fresh(case).whose) == (ada, "supervisor")
    twice = client.post(address("reference_ask", case), posted(case, ada, **told))
    assert twice.status_code == 422
    assert "asked already" in html(twice)
    again, end = (reverse(f"applications_desk:reference_{verb}", args=[asked.uuid]) for verb in ("again", "end"))
    assert "A link was sent a moment ago" in html(client.post(again, people.once(ada)))
    at(LATER + timedelta(minutes=10))
    assert client.post(again, people.once(ada)).status_code == 302
    assert client.post(end, {**people.once(ada), "why": TYPED}).status_code == 302
    assert fresh(case).whose == "officer"
    adviser = reference(case, kind="adviser")
    page = reverse("applications_desk:reference_exception", args=[adviser.uuid])
    refused = client.post(page, posted(case, ada, why=""))
    assert "Say why you take this supervisor" in html(refused)
    assert client.post(page, posted(case, ada, why=TYPED)).status_code == 302
    assert "accepted as it is" in html(client.get(page))


@pytest.mark.clause("HB-26")
def test_the_pages_are_the_regulators_officers_alone_and_never_of_their_own_case(ada, sign_in) -> None:
    case = in_assessment("experience", user=ada)
    own, other = sign_in(ada), sign_in(people.staff("membership_officer"))
    for name in ("decide", "reverse", "reference_ask", "request_end", "request_time"):
        assert own.get(address(name, case)).status_code == 404
        assert other.get(address(name, case)).status_code in (403, 404)
        assert sign_in(case.application.user).post(address(name, case)).status_code in (403, 404)


@pytest.mark.clause("HB-26")
def test_pages_ask_as_many_questions_however_long_the_case(ada, sign_in) -> None:
    counts = []
    for many in (1, 3, 30):
        case, client = in_assessment("experience", **SHORT), sign_in(ada)
        for number in range(many):
            factories.role(case, title=f"Role {number}")
        judge_all(case, WORK)
        decide(case, Outcome.NOT_YET)
        factories.placed(case, Stage.ASSESSMENT, whose="officer", decided_at=None)
        for number in range(2, many + 2):
            factories.submission(case, number=number)
        counts.append([_queries(client, address(name, case, *more)) for name, *more in PAGES])
    assert counts[0] == counts[1] == counts[2]


PAGES = (("decide",), ("section", "work"), ("reverse",))


def _queries(client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as found:
        assert client.get(page).status_code == 200
    return len(found)
