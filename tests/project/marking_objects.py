"""What the addresses of marks name in the test of the access matrix."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from admission.queries.submitted import examples_of
from applications.models import Submission
from applications.queries.submitted import fingerprint
from members.models import User
from portfolio.models import Piece, Sheet
from portfolio.services import versions
from tests.applications.factories import NOON
from tests.foundation.documents import corpus
from tests.portfolio import factories
from tests.project.declaration_objects import case
from tests.project.portfolio_objects import portfolio

Arguments = dict[str, Any]
SLOT, SPOKEN = "6.2-1", "6.1-1"


def of(owner: User, **more: object) -> Arguments:
    """The case in whose last submission there are a sheet with a letter and a statement."""
    mine, final = portfolio(owner), case(owner)
    if not Sheet.objects.filter(portfolio=mine, competency=6, outcome=2).exists():
        page = corpus.pdf()
        file, digest = default_storage.save("a/page.pdf", ContentFile(page)), hashlib.sha256(page).hexdigest()
        sheet = factories.sheet(mine, SLOT)
        factories.piece(mine, sheet, document=factories.document(mine, file=file, clean_sha256=digest), pages=1)
        spoken = factories.sheet(mine, SPOKEN, kind="statement", without="spoken", why_without="On the telephone.")
        for one in (sheet, spoken):
            versions.note(sheet=one, at=NOON)
        number = final.submissions.count() + 1
        content = {"examples": list(examples_of(mine))}
        Submission.objects.create(
            case=final, number=number, at=NOON, by=owner, content=content, sha256=fingerprint(content)
        )
    return {"uuid": final.uuid, **more}


def file(owner: User, **more: object) -> Arguments:
    """The letter on that sheet."""
    where = of(owner, slot=SLOT, **more)
    return where | {"key": str(Piece.objects.get(portfolio=portfolio(owner), on_sheets__sheet__competency=6).uuid)}


OBJECTS: dict[str, Callable[[User], Arguments]] = {
    "admission_desk:assess": of,
    "admission_desk:share": lambda owner: of(owner, competency=6),
    "admission_desk:judge": lambda owner: of(owner, kind="statement", about=f"sheet:{SPOKEN}"),
    "admission_desk:example": lambda owner: of(owner, slot=SLOT),
    "admission_desk:keep": lambda owner: of(owner, slot=SLOT),
    "admission_desk:file": file,
    "admission_desk:picture": lambda owner: file(owner, page=1),
}
