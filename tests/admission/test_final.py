"""Putting the final application together, what is said before the fee, and what submitting freezes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from admission.enums import Finding
from admission.models import Final, WordsTrace
from admission.queries.before import report_of
from admission.queries.submitted import parts_of, why_not_whole
from admission.services import gathering
from applications.enums import Stage
from applications.models import Case, Decision, Reference
from applications.queries.submitted import fingerprint
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import Member
from portfolio.models import Build, Sheet
from portfolio.queries.owner import why_frozen
from portfolio.services.holding import held
from tests import factories as people
from tests.admission import final_steps as steps
from tests.applications import factories as applications
from tests.applications.factories import NOON, TODAY
from tests.applications.paying_steps import PENCE, priced, submitted

pytestmark = pytest.mark.django_db
SECTION = {"employer": "Example Law", "position": "Caseworker", "duties": "Asylum.", "employer_kind": "Anything"}


@pytest.mark.clause("HB-58")
def test_it_opens_with_hours_met_and_a_whole_portfolio() -> None:
    case = steps.opened()
    answer(case)
    experience = Case.objects.get(application=case.application, kind="experience")
    applications.placed(experience, Stage.ASSESSMENT)
    with pytest.raises(Refused) as no:
        answer(case)
    assert [one.clause for one in no.value.refusals] == ["HB-58"]


@pytest.mark.clause("HB-59")
def test_answers_are_kept_and_what_is_no_answer_is_left_out() -> None:
    case = steps.opened()
    answer(case)
    kept = Final.objects.get(case=case).answers["work"]
    assert kept == {"employer": "Example Law", "position": "Caseworker", "duties": "Asylum."}
    assert [one.clause for one in why_not_whole(case, TODAY)] == ["HB-59a", "HB-59", "HB-59"]


@pytest.mark.clause("HB-59a", "HB-62")
def test_the_reference_for_experience_is_used_again_while_it_is_young_enough() -> None:
    case = steps.opened()
    reference = Reference.objects.get(asked__case__application=case.application)
    last = london.add_months(TODAY, 6) - timedelta(days=1)
    at = london.start_of_day(last) + timedelta(hours=12)
    use = {"case_id": case.pk, "reference_id": reference.pk, "by": case.application.user}
    assert gathering.use_again(**use, at=at).reference == reference
    with pytest.raises(Refused) as no:
        gathering.use_again(**use, at=at + timedelta(days=1))
    assert [one.clause for one in no.value.refusals] == ["HB-62"]
    assert "HB-62" in [one.clause for one in why_not_whole(steps.fresh(case), last + timedelta(days=1))]
    assert gathering.use_again(**{**use, "reference_id": None}, at=NOON).reference is None


def test_nobody_uses_a_reference_of_another_application() -> None:
    case, other = steps.opened(), steps.opened()
    reference = Reference.objects.get(asked__case__application=other.application)
    with pytest.raises(Refused):
        gathering.use_again(case_id=case.pk, reference_id=reference.pk, by=case.application.user, at=NOON)


def test_a_whole_application_wants_nothing_and_every_rule_is_fine() -> None:
    case = steps.whole()
    report = report_of(case, today=TODAY)
    assert why_not_whole(case, TODAY) == []
    assert report.may_submit
    assert report.fine_examples == 35
    assert report.supervisors == ("Mary Somerville",)


@pytest.mark.clause("HB-59c", "HB-60")
def test_before_paying_each_thing_is_told_with_its_clause() -> None:
    case = steps.whole(answers={})
    Sheet.objects.filter(portfolio__case__application=case.application, competency=2, outcome=1).update(how_met="")
    piece = Sheet.objects.get(portfolio__case__application=case.application, competency=3, outcome=1, example=1)
    old = piece.on_it.get()
    old.why_old, old.piece.worked_on = "Nothing newer was mine.", london.add_months(TODAY, -30)
    old.save()
    old.piece.save()
    report = report_of(case, today=TODAY)
    assert {one.part for one in report.of(Finding.FAILS)} >= {"form", "steps", "2.1-1"}
    [asked] = report.of(Finding.QUESTION)
    assert asked.part == "3.1-1"
    assert [one.clause for one in asked.checked.refusals] == ["HB-41c"]


@pytest.mark.clause("HB-59c")
def test_the_letter_of_the_hours_is_a_checked_one_and_no_other_paper() -> None:
    case = steps.whole()
    met = {"case__application": case.application, "case__kind": "experience"}
    Decision.objects.filter(**met).update(reversed_at=NOON, reversed_by=people.UserFactory(), reversed_why="A slip.")
    applications.paper(case, kind="recognition")
    assert [one.sentence for one in why_not_whole(case, TODAY)] == ["Add the letter that confirms your hours."]
    sent = applications.paper(case, kind="other", state="waiting").document
    [wanting] = why_not_whole(case, TODAY)
    assert "being checked" in wanting.sentence
    assert parts_of(case)["hours_letter"] == {}
    sent.state, sent.checked_at, sent.clean_size, sent.clean_sha256 = "clean", NOON, 15, "0" * 64
    sent.save()
    applications.paper(case, kind="other", state="waiting")
    assert why_not_whole(case, TODAY) == []
    assert parts_of(case)["hours_letter"]["document"] == str(sent.uuid)


@pytest.mark.clause("HB-57")
def test_empty_places_are_told_in_one_line() -> None:
    case = steps.whole()
    gone = Sheet.objects.filter(portfolio__case__application=case.application, competency=1, outcome=1)
    gone.update(removed_at=NOON)
    [line] = [one for one in report_of(case, today=TODAY).of(Finding.FAILS) if one.part == "portfolio"]
    assert [one.sentence for one in line.checked.refusals] == ["Nothing stands yet at 1.1(1), 1.1(2), 1.1(3)."]


@pytest.mark.clause("HB-59b", "HB-60")
def test_submitting_freezes_the_portfolio_with_its_hashes_and_keeps_the_file() -> None:
    priced("assessment-admission")
    case = steps.whole()
    submitted(case, pence=PENCE)
    [sent] = case.submissions.all()
    sheets = Sheet.objects.filter(portfolio__case__application=case.application).order_by("pk")
    assert sent.sha256 == fingerprint(sent.content)
    assert [one["seal"] for one in sent.content["examples"]] == [one.signing_hash for one in sheets]
    assert all(one["sha256"] and one["supervisor"] for one in sent.content["examples"])
    assert sent.content["reference_given"]["reused"]
    build = Build.objects.get()
    assert build.kept
    assert build.content_sha256 == sent.content["portfolio"]["sha256"]
    assert WordsTrace.objects.filter(version__sheet__in=sheets, runs=None).count() == len(sheets), "to be compared"
    portfolio = build.portfolio
    assert why_frozen(portfolio) is not None
    with pytest.raises(Refused):
        held(portfolio=portfolio, at=NOON)


@pytest.mark.clause("HB-59b")
def test_what_is_typed_after_submitting_is_refused_with_why_and_stays_on_the_page(sign_in: Any) -> None:
    priced("assessment-admission")
    case = steps.whole()
    submitted(case, pence=PENCE)
    for act in (
        lambda: answer(case),
        lambda: gathering.use_again(case_id=case.pk, reference_id=None, by=case.application.user, at=NOON),
    ):
        with pytest.raises(Refused, match="not change it"):
            act()
    client, user = sign_in(case.application.user), case.application.user
    page = reverse("admission:form", args=[case.application.uuid, "work"])
    late = client.post(page, {**people.once(user), **SECTION, "employer": "Typed too late"})
    html = late.content.decode()
    assert (late.status_code, "not change it" in html, "Typed too late" in html) == (422, True, True)
    assert Final.objects.get(case=case).answers == steps.ANSWERS
    assert "I run asylum matters." in client.get(page).content.decode(), "it can be read"
    final, before = (reverse(f"admission:{name}", args=[case.application.uuid]) for name in ("final", "before"))
    shown = client.get(final).text
    assert ("frozen as it was" in shown, "It went with your" in shown) == (True, True)
    assert (before in shown, "can be used again until" in shown) == (False, False)
    assert "before you submit" in client.get(before).text


@pytest.mark.clause("HB-60")
def test_nothing_leads_on_to_submit_before_the_fee_is_set(sign_in: Any, at: Any) -> None:
    at(NOON)
    case = steps.whole()
    client, page = sign_in(case.application.user), reverse("admission:before", args=[case.application.uuid])
    submit = reverse("applications:submit", args=[case.application.uuid, case.step])
    assert submit not in client.get(page).text
    priced("assessment-admission")
    assert submit in client.get(page).text


@pytest.mark.clause("HB-59")
def test_conduct_is_declared_by_whoever_is_no_member_too(sign_in: Any) -> None:
    case = steps.opened()
    user = case.application.user
    assert not Member.objects.filter(user=user).exists()
    client, page = sign_in(user), reverse("admission:final", args=[case.application.uuid])
    declare = reverse("standing:declare", args=[london.today().year])
    assert declare in client.get(page).content.decode()
    assert client.get(declare).status_code == 200
    steps.declared(user, year=london.today().year)
    assert declare not in client.get(page).content.decode()


@pytest.mark.clause("HB-59b")
def test_a_portfolio_is_open_again_once_more_is_asked_for() -> None:
    case = steps.opened()
    portfolio = Sheet.objects.filter(portfolio__case__application=case.application).first().portfolio
    for stage, is_frozen in (
        (Stage.FEE, True), (Stage.ASSESSMENT, True), (Stage.COMMITTEE, True), (Stage.INFORMATION, False),
        (Stage.MET, True),
    ):  # fmt: skip
        applications.placed(case, stage)
        assert (why_frozen(portfolio) is not None) == is_frozen, stage


@pytest.mark.parametrize("name", ["final", "before"])
def test_pages_take_as_many_statements_however_full_the_portfolio_is(
    name: str, sign_in: Any, django_assert_max_num_queries: Any
) -> None:
    case = steps.whole()
    client = sign_in(case.application.user)
    url = reverse(f"admission:{name}", args=[case.application.uuid])
    client.get(url)
    with django_assert_max_num_queries(50):
        assert client.get(url).status_code == 200


def test_a_page_of_the_form_is_saved_and_the_reference_chosen_in_the_browser(sign_in: Any) -> None:
    case = steps.opened()
    client = sign_in(case.application.user)
    page = client.get(reverse("admission:form", args=[case.application.uuid, "work"]))
    assert page.status_code == 200
    assert "Who regulates it" in page.content.decode()
    assert client.get(reverse("admission:form", args=[case.application.uuid, "nothing"])).status_code == 404
    assert client.get(reverse("admission:letter", args=[case.application.uuid])).status_code == 200


def answer(case: Case) -> Final:
    return gathering.answer(case_id=case.pk, section="work", sent=SECTION, by=case.application.user, at=NOON)
