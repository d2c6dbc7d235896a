"""What keeps tests in one process."""

from __future__ import annotations

from pathlib import Path

from tests.together import SHARING, group_of, turn_of

ROOT = Path(__file__).resolve().parents[2]


def test_tests_that_share_something_are_of_one_group_and_no_others():
    assert group_of("tests/browser/test_a.py::test_one") == group_of("tests/browser/test_b.py::test_two[x]")
    assert group_of("tests/cpd/test_a.py::test_one") != group_of("tests/cpd/test_a.py::test_two")
    assert group_of("tests/browser/test_every_page.py::test_one") == "tests/browser/test_every_page.py"


def test_groups_come_before_the_rest_in_their_order():
    found = ["tests/cpd/test_a.py::test_one", "tests/bench/test_a.py::test_b", "tests/browser/test_every_page.py::test"]
    assert sorted(found, key=turn_of) == found[::-1]
    assert turn_of("tests/cpd/test_a.py::test_one") == turn_of("tests/shop/test_b.py::test_two")


def test_the_places_are_there():
    assert [place for place in SHARING if not (ROOT / place).exists()] == []


def test_the_scheduler_is_the_one_in_use(pytestconfig):
    schedulers = pytestconfig.pluginmanager.hook.pytest_xdist_make_scheduler.get_hookimpls()
    assert "tests/conftest.py" in " ".join(str(one.plugin_name) for one in schedulers)
