"""From any page of a step to its others, by links: nobody has to know an address."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.urls import reverse

from applications.enums import Outcome, Stage, Whose
from applications.models import Case
from tests.applications import factories
from tests.applications.factories import NOON
from tests.applications.paying_steps import priced, ready, submitted

pytestmark = pytest.mark.django_db
HOURS, REFERENCES = "Your hours", "References"
LINK = re.compile(r'<a class="chip" href="([^"]+)"( aria-current="page")?>([^<]+)</a>')


def address(case: Case, name: str) -> str:
    steps = [] if name in ("ledger", "knowledge", "mine") else [case.step]
    return reverse(f"applications:{name}", args=[case.application.uuid, *steps])


def beside(page: str) -> tuple[dict[str, str], list[str]]:
    """Words -> address of the links beside each other, and which of them says that it is open."""
    nav = page.partition('aria-label="Pages of this step"')[2].partition("</nav>")[0]
    found = LINK.findall(nav)
    return {words: url for url, _, words in found}, [words for _, here, words in found if here]


@pytest.fixture
def read(sign_in: Callable, at: Callable) -> Callable[[Case, str], str]:
    at(NOON)

    def page(case: Case, name: str) -> str:
        answer = sign_in(case.application.user).get(address(case, name))
        assert answer.status_code == 200
        return answer.content.decode()

    return page


@pytest.mark.clause("HB-8")
@pytest.mark.parametrize(("name", "here"), [("ledger", HOURS), ("references", REFERENCES), ("submit", "Submit")])
def test_hours_references_and_submitting_lead_to_each_other(name: str, here: str, read) -> None:
    case = factories.case()
    links, current = beside(read(case, name))
    pages = {HOURS: "ledger", REFERENCES: "references", "Submit": "submit"}
    assert links == {words: address(case, page) for words, page in pages.items()}
    assert current == [here]


@pytest.mark.clause("HB-8")
@pytest.mark.parametrize(
    ("stage", "last"),
    [
        (Stage.NOT_YET, "Submit again"), (Stage.FEE, "Fee"), (Stage.ASSESSMENT, "What you submitted"),
        (Stage.INFORMATION, "What you submitted"), (Stage.MET, "What you submitted"), (Stage.WITHDRAWN, REFERENCES),
    ],
)  # fmt: skip
def test_the_link_to_submitting_is_called_by_what_is_there(stage: Stage, last: str, read) -> None:
    links, _ = beside(read(factories.case(stage=stage), "ledger"))
    assert list(links) == list(dict.fromkeys([HOURS, REFERENCES, last]))


@pytest.mark.clause("HB-8")
def test_the_fee_leads_back_to_hours_and_references_and_they_to_it(read) -> None:
    priced()
    case = ready()
    submitted(case, organisation="Example Law", by_transfer=True)
    links, current = beside(read(case, "submit"))
    assert (list(links), current) == ([HOURS, REFERENCES, "Fee"], ["Fee"])
    assert f'href="{address(case, "submit")}">Go to the fee</a>' in read(case, "ledger")
    assert f'govuk-task-list__link" href="{address(case, "submit")}"' in read(case, "mine")


@pytest.mark.clause("HB-8")
def test_knowledge_leads_to_submitting_and_back(read) -> None:
    case = factories.case(step="knowledge")
    for name, here in (("knowledge", "Your qualification"), ("submit", "Submit")):
        links, current = beside(read(case, name))
        assert links == {"Your qualification": address(case, "knowledge"), "Submit": address(case, "submit")}
        assert current == [here]


@pytest.mark.clause("HB-26")
def test_a_ledger_that_is_closed_for_an_answer_leads_to_what_is_asked(read) -> None:
    case = factories.case(stage=Stage.INFORMATION, whose=Whose.APPLICANT)
    assert f'href="{reverse("asking:mine")}">What we ask you for</a>' in read(case, "ledger")


@pytest.mark.clause("HB-27")
def test_after_not_yet_one_reads_the_decision_and_goes_on_from_it(read) -> None:
    case = factories.case()
    factories.decision(case, outcome=Outcome.NOT_YET)
    factories.placed(case, Stage.NOT_YET, whose=Whose.APPLICANT)
    page = read(case, "mine")
    assert f'href="{address(case, "mine")}#decided-experience">Read the decision and go on</a>' in page
    decided = page.partition('id="decided-experience"')[2].partition("</section>")[0]
    assert f'href="{address(case, "ledger")}">add what is missing' in decided
    assert f'href="{address(case, "submit")}">submit the step again' in decided
    factories.placed(case, Stage.COMMITTEE, whose=Whose.COMMITTEE)
    assert "submit the step again" not in read(case, "mine")
