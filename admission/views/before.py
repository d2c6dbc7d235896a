"""Before you pay: every rule as if the final application were submitted today, and where each thing is put right."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from admission.enums import Finding
from admission.queries.before import Line, report_of
from admission.queries.gathered import WRITTEN
from admission.queries.owner import data_of, page_of
from admission.views.around import around, owned
from applications.models import Case
from applications.services import fees
from cilexportal.foundation import london

COLOURS = {Finding.FAILS: "red", Finding.QUESTION: "amber", Finding.FINE: "green"}
TITLES = {
    Finding.FAILS: "What would be refused", Finding.QUESTION: "What an officer may ask", Finding.FINE: "What is fine",
}  # fmt: skip


@require_safe
@owned
def before(request: HttpRequest, case: Case) -> HttpResponse:
    """[HB-58] [HB-60] What would fail today, what may be asked and what is fine, before a fee that is not returned."""
    today = london.today()
    report = report_of(case, today=today) if case.stage in WRITTEN else None
    step = data_of(case).step(case.step)
    pence = fees.price_of(step, today=today)
    context = around(case, here="before") | {
        "report": report, "is_sent": case.stage not in WRITTEN, "today": today,
        "pence": pence, "not_set": bool(step.fee) and pence is None,
        "groups": [
            (finding, TITLES[finding], COLOURS[finding], [(one, _cure(case, one)) for one in lines])
            for finding in Finding
            if report and ((lines := report.of(finding)) or finding == Finding.FINE)
        ],
    }  # fmt: skip
    return render(request, "admission/before.html", context)


def _cure(case: Case, line: Line) -> tuple[str, str]:
    """The address where a line is put right, and the words of the link."""
    uuid, own = case.application.uuid, page_of(case)
    cures = {
        "steps": (reverse("applications:mine", args=[uuid]), "See your steps"),
        "form": (f"{own}#form", "Fill in the form"),
        "letter": (f"{own}#letter", "See the letter"),
        "reference": (f"{own}#reference", "See the reference"),
        "conduct": _conduct_cure(line),
        "portfolio": (reverse("portfolio:board", args=[uuid]), "See the board"),
    }
    return cures.get(line.part) or (reverse("portfolio:place", args=[uuid, line.part]), "Open this example")


def _conduct_cure(line: Line) -> tuple[str, str]:
    if line.checked.finding == Finding.FAILS:
        return reverse("standing:declare", args=[london.today().year]), "Declare your prior conduct"
    return reverse("standing:declarations"), "See your declarations"
