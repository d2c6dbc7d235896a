"""The pages of the queue: who may, what they say, filters that are kept, giving, holding, and statements counted."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.models import Case, Hold, SavedFilter
from tests import factories as people
from tests.applications import factories
from tests.applications.deciding_steps import LATER, fresh, in_assessment

pytestmark = pytest.mark.django_db
QUEUE = "/desk/applications/"


@pytest.fixture
def ada(at):
    at(LATER)
    return people.staff("regulation_officer", full_name="Ada Officer")


def html(answer) -> str:
    return answer.content.decode()


def giving(*cases: Case) -> str:
    return f"{reverse('applications_desk:assign')}?{'&'.join(f'case={case.uuid}' for case in cases)}"


def seen(*cases: Case) -> str:
    return ",".join(f"{case.uuid}:{fresh(case).revision}" for case in cases)


@pytest.mark.parametrize(
    ("role", "reads", "gives"),
    [
        ("regulation_officer", 200, 200), ("alc_secretary", 200, 404), ("alc_member", 404, 404),
        ("membership_officer", 404, 404), ("finance", 404, 404), ("cpd_officer", 404, 404),
    ],
)  # fmt: skip
def test_officers_work_the_queue_the_secretary_reads_it_and_nobody_else_sees_it(role, reads, gives, sign_in) -> None:
    case, client = in_assessment(), sign_in(people.staff(role))
    page = client.get(QUEUE)
    assert page.status_code == reads
    assert client.get(f"{QUEUE}workload/").status_code == reads
    assert client.get(giving(case)).status_code == gives
    assert client.get(reverse("applications_desk:hold", args=[case.uuid])).status_code == gives
    assert ("Give the chosen cases" in html(page)) == (gives == 200)
    if reads == 200:
        assert f'href="{QUEUE}"' in html(client.get("/"))
        assert ("officer=me" in html(page)) == (gives == 200), "only officers have cases of their own"
        assert "(optional)" not in html(page), "no filter is owed"


def test_applicants_and_visitors_find_no_desk(sign_in, client) -> None:
    case = in_assessment()
    assert sign_in(case.application.user).get(QUEUE).status_code == 404
    assert client.get(QUEUE).status_code == 302


@pytest.mark.clause("HB-26")
def test_a_row_says_whose_move_it_is_who_has_it_and_how_the_clock_stands(ada, sign_in) -> None:
    case = in_assessment()
    Hold.objects.create(case=case, reason="advice", at=LATER, by=ada)
    shown = html(sign_in(ada).get(QUEUE))
    for words in (
        case.application.reference, case.application.user.full_name, "Technical knowledge", "Being assessed",
        "An officer", "Nobody yet", "0 of 20 working days", "Due 18 December 2026", "On hold", "1 case,",
        reverse("applications_desk:case", args=[case.uuid]),
    ):  # fmt: skip
        assert words in shown, words


def test_an_empty_queue_says_what_to_do_next(ada, sign_in) -> None:
    client = sign_in(ada)
    assert "No case is open. Cases appear here when" in html(client.get(QUEUE))
    narrowed = html(client.get(f"{QUEUE}?officer=me"))
    assert "No open cases match." in narrowed
    assert "?officer=me&amp;stage=any" in narrowed
    assert "Take a filter off to see more." in html(client.get(f"{QUEUE}?stage=met"))
    bad = html(client.get(f"{QUEUE}?words=ab"))
    assert "Type at least three letters" in bad
    assert 'value="ab"' in bad


def test_filters_are_chips_that_can_be_taken_off(ada, sign_in) -> None:
    in_assessment()
    shown = html(sign_in(ada).get(f"{QUEUE}?officer=nobody&kind=knowledge&waiting=&junk=1"))
    assert 'href="?kind=knowledge"' in shown
    assert 'href="?officer=nobody"' in shown
    assert "nobody&#x27;s yet" in shown
    assert "junk" not in shown


@pytest.mark.parametrize("asked", ["", "?words=person", "?officer=me&overdue=on"])
def test_as_many_statements_for_one_case_as_for_thirty(asked, ada, sign_in) -> None:
    client, counts = sign_in(ada), []
    client.get(QUEUE)
    for more in (1, 2, 27):
        for _ in range(more):
            case = in_assessment()
            Case.objects.filter(pk=case.pk).update(
                words="person", officer=ada, officer_since=LATER, due_on="2026-11-02"
            )
            Hold.objects.create(case=case, reason="advice", at=LATER, by=ada)
        with CaptureQueriesContext(connection) as captured:
            rows = html(client.get(f"{QUEUE}{asked}")).count("stacks__title")
        assert rows == Case.objects.filter(officer=ada).count()
        counts.append(len(captured))
    assert counts[0] == counts[1] == counts[2]


@pytest.mark.clause("HB-26")
def test_cases_are_given_once_and_the_page_leads_back_to_the_filters(ada, sign_in) -> None:
    client, one, other = sign_in(ada), in_assessment(), in_assessment()
    bea = people.UserFactory(granted=["regulation_officer"], full_name="Bea Officer")
    address = f"{giving(one, other)}&back=officer%3Dnobody%26evil%3D1"
    page = html(client.get(address))
    assert "Give 2 cases to an officer" in page
    assert seen(one, other) in page or seen(other, one) in page
    form = {"officer": str(bea.pk), "seen": seen(one, other), **people.once(ada)}
    for _ in range(2):
        assert client.post(address, form).url == f"{QUEUE}?officer=nobody"
    assert fresh(one).officer == fresh(other).officer == bea
    assert fresh(one).timeline.count() == 1
    assert "2 cases: given to Bea Officer." in html(client.get(QUEUE))
    back = {"officer": "nobody", "seen": seen(one), **people.once(ada)}
    assert client.post(giving(one), back).url == reverse("applications_desk:case", args=[one.uuid])
    assert fresh(one).officer is None
    # As it is sent again after signing in anew: the form alone says which cases.
    again = {"officer": str(bea.pk), "seen": seen(one), **people.once(ada)}
    assert client.post(reverse("applications_desk:assign"), again).status_code == 302
    assert fresh(one).officer == bea


@pytest.mark.clause("HB-26")
def test_a_stale_page_is_told_so_keeps_what_was_chosen_and_can_be_sent_again(ada, sign_in) -> None:
    client, case = sign_in(ada), in_assessment()
    stale = f"{case.uuid}:{fresh(case).revision - 1}"
    refused = client.post(giving(case), {"officer": str(ada.pk), "seen": stale, **people.once(ada)})
    assert refused.status_code == 422
    assert "was changed while your page was open" in html(refused)
    assert seen(case) in html(refused)
    assert f'value="{ada.pk}" checked' in html(refused)
    assert fresh(case).officer is None
    empty = client.post(giving(case), {"seen": seen(case), **people.once(ada)})
    assert "Choose who takes them" in html(empty)
    for junk in ("x", f"{case.uuid}", f"{case.uuid}:x", ""):
        answer = client.post(giving(case), {"officer": str(ada.pk), "seen": junk, **people.once(ada)})
        assert answer.status_code == 422


def test_nothing_ticked_leads_back_to_the_queue(ada, sign_in) -> None:
    client = sign_in(ada)
    answer = client.get(f"{QUEUE}assign/?case=junk", follow=True)
    assert "Tick the cases that you want to give" in html(answer)
    own = in_assessment(user=ada)
    assert client.get(giving(own)).status_code == 302


@pytest.mark.clause("HB-26")
def test_holding_and_releasing_keep_what_was_typed_where_they_are_refused(ada, sign_in) -> None:
    client, case = sign_in(ada), in_assessment()
    hold, release = (reverse(f"applications_desk:{name}", args=[case.uuid]) for name in ("hold", "release"))
    typed = {"reason": "other", "note": "", "revision": str(fresh(case).revision)}
    assert "Say why it is put on hold." in html(client.post(hold, {**typed, **people.once(ada)}))
    stale = client.post(hold, {**typed, "note": "The school is asked.", "revision": "999", **people.once(ada)})
    assert stale.status_code == 422
    assert "The school is asked." in html(stale)
    assert f'name="revision" value="{fresh(case).revision}"' in html(stale)
    done = {**typed, "note": "The school is asked.", "revision": str(fresh(case).revision), **people.once(ada)}
    for _ in range(2):
        assert client.post(hold, done).status_code == 302
    assert Hold.objects.get().note == "The school is asked."
    assert "The school is asked." in html(client.get(release))
    end = {"note": "Answered.", "revision": str(fresh(case).revision), **people.once(ada)}
    assert client.post(release, end).status_code == 302
    assert Hold.objects.get().ended_note == "Answered."
    assert "The case is not on hold." in html(client.get(release))
    assert client.get(reverse("applications_desk:hold", args=[in_assessment(user=ada).uuid])).status_code == 404


def test_filters_are_kept_under_a_name_used_and_taken_away(ada, sign_in) -> None:
    client, address = sign_in(ada), reverse("applications_desk:filter")
    nameless = client.post(address, {"name": "", "query": "officer=me&overdue=on", **people.once(ada)})
    assert nameless.status_code == 422
    assert "Type a name to keep these filters under." in html(nameless)
    assert "officer=me&amp;overdue=on" in html(nameless)
    nothing = client.post(address, {"name": "All of it", "query": "junk=1", **people.once(ada)})
    assert "Choose at least one filter first." in html(nothing)
    assert 'value="All of it"' in html(nothing)
    form = {"name": "Mine, late", "query": "officer=me&overdue=on&junk=1", **people.once(ada)}
    assert client.post(address, form).url == f"{QUEUE}?officer=me&overdue=on"
    assert "Mine, late" in html(client.get(QUEUE))
    kept = SavedFilter.objects.get()
    drop = reverse("applications_desk:filter_drop", args=[kept.pk])
    other = people.staff("regulation_officer")
    assert "Mine, late" not in html(sign_in(other).get(QUEUE))
    assert sign_in(other).post(drop, people.once(other)).status_code == 404
    assert client.post(drop, people.once(ada)).status_code == 302
    assert not SavedFilter.objects.exists()


@pytest.mark.clause("HB-26")
def test_workload_and_ages_are_drawn_with_their_tables(ada, sign_in) -> None:
    case = in_assessment()
    Case.objects.filter(pk=case.pk).update(officer=ada, officer_since=factories.NOON)
    shown = html(sign_in(ada).get(f"{QUEUE}workload/"))
    assert shown.count("Show as table") == 2
    assert "Ada Officer 1 case" in shown
    assert "Up to a week 1 case" in shown
