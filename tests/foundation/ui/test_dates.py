"""Dates typed in three boxes."""

from datetime import date

import pytest

from cilexportal.foundation.ui.dates import DateParts, UnreadableDate


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("3", "6", "2026"), date(2026, 6, 3)),
        (("03", "06", "2026"), date(2026, 6, 3)),
        ((" 3 ", "June", "2026"), date(2026, 6, 3)),
        (("3", "jun", "2026"), date(2026, 6, 3)),
        (("3", "Sept.", "2026"), date(2026, 9, 3)),
        (("29", "2", "2028"), date(2028, 2, 29)),
    ],
)
def test_what_people_type_is_understood(typed, meant):
    assert DateParts(*typed).read(what="the date") == meant


@pytest.mark.parametrize(
    ("typed", "sentence", "parts"),
    [
        (("", "", ""), "Enter the day it ended", ("day", "month", "year")),
        (("", "6", "2026"), "The day it ended needs a day as well", ("day",)),
        (("", "6", ""), "The day it ended needs a day and a year as well", ("day", "year")),
        (("32", "6", "2026"), "The day has to be a number from 1 to 31", ("day",)),
        (("0", "6", "2026"), "The day has to be a number from 1 to 31", ("day",)),
        (("3", "13", "2026"), "The month has to be a number from 1 to 12, or its name", ("month",)),
        (("3", "Juno", "2026"), "The month has to be a number from 1 to 12, or its name", ("month",)),
        (("3", "6", "26"), "The year has to have four figures, like 2026", ("year",)),
        (("3", "6", "²⁰²⁶"), "The year has to have four figures, like 2026", ("year",)),
        (("3", "6", "1899"), "The year has to lie between 1900 and 2199", ("year",)),
        (("3", "6", "2200"), "The year has to lie between 1900 and 2199", ("year",)),
        (("31", "6", "2026"), "June 2026 has 30 days. Check the day and the month", ("day", "month")),
        (("29", "2", "2026"), "February 2026 has 28 days. Check the day and the month", ("day", "month")),
    ],
)
def test_each_fault_has_its_sentence_and_its_boxes(typed, sentence, parts):
    with pytest.raises(UnreadableDate) as fault:
        DateParts(*typed).read(what="the day it ended")
    assert (fault.value.sentence, fault.value.parts) == (sentence, parts)


@pytest.mark.parametrize("value", [date(2026, 6, 3), "2026-06-03", DateParts("3", "6", "2026")])
def test_boxes_show_what_is_known(value):
    assert DateParts.of(value) == DateParts("3", "6", "2026")


@pytest.mark.parametrize("value", [None, "", "soon", 7])
def test_what_is_no_date_leaves_the_boxes_empty(value):
    assert DateParts.of(value).empty
