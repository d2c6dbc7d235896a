"""What the addresses of titles and archives name in the test of the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from admission.models import Title
from admission.rules.granting import SIGNS, number_of
from applications.enums import End, Stage
from cilexportal.foundation.documents.models import Printout, PrintoutState
from members.models import User
from tests.admission.granting_world import decided, row_of
from tests.applications import factories
from tests.applications.factories import NOON

Arguments = dict[str, Any]


def title(owner: User, stored: Callable[[], str]) -> Title:
    """The owner's title with its certificate, of an application that has ended with it."""
    found = Title.objects.filter(user=owner).first()
    if found is not None:
        return found
    application = factories.application(owner, end=End.GRANTED, ended_at=NOON)
    decision = decided(factories.placed(application.cases.get(kind="admission"), Stage.MET))
    count = Title.objects.count()
    number = number_of(2026, lambda signs: SIGNS[count % len(signs)])
    printout = Printout.objects.create(
        owner=owner, kind="admission.certificate", key=number, state=PrintoutState.READY, made_at=NOON, file=stored(),
        filename="certificate.pdf",
    )  # fmt: skip
    return row_of(decision, number=number, printout=printout)


def objects(stored: Callable[[], str]) -> dict[str, Callable[[User], Arguments]]:
    """Route -> what makes the thing it names. `stored` keeps a file and gives its name."""
    return {
        "titles:title": lambda owner: {"number": title(owner, stored).number},
        **dict.fromkeys(
            ("admission:title", "admission:certificate"),
            lambda owner: {"uuid": title(owner, stored).case.application.uuid},
        ),
        **dict.fromkeys(
            ("admission_desk:archive", "admission_desk:archive_file"),
            lambda owner: {"uuid": title(owner, stored).case.uuid},
        ),
    }
