"""What the addresses of portfolios name in the test of the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from members.models import User
from portfolio.models import Build, BuildState, BuiltFile, MadePart, Portfolio, Upload
from tests.applications.factories import NOON
from tests.foundation.documents import corpus
from tests.portfolio import factories
from tests.project import application_objects

Arguments = dict[str, Any]


def portfolio(owner: User) -> Portfolio:
    """The owner's portfolio, begun where there is none."""
    case = application_objects.application(owner).cases.get(kind="portfolio")
    return Portfolio.objects.get_or_create(case=case, defaults={"begun_at": NOON})[0]


def of(owner: User, **more: object) -> Arguments:
    """The application whose uuid is in every address."""
    return {"uuid": portfolio(owner).case.application.uuid, **more}


def sheet(owner: User) -> Arguments:
    """A parked sheet of the owner's."""
    return of(owner, sheet=factories.sheet(portfolio(owner)).uuid)


def gone(owner: User) -> Arguments:
    """A removed sheet of the owner's."""
    return of(owner, sheet=factories.sheet(portfolio(owner), removed_at=NOON).uuid)


SHEET = ("sheet", "sheet_move", "sheet_turn", "sheet_remove", "versions")


def supervisor(owner: User) -> Arguments:
    """Somebody on the owner's list."""
    return of(owner, supervisor=factories.supervisor(portfolio(owner)).uuid)


def piece(owner: User, **more: object) -> Arguments:
    """A piece of evidence of three pages, which was looked through."""
    return of(owner, piece=factories.piece(portfolio(owner), pages=3).uuid, **more)


def drawn(owner: User) -> Arguments:
    """A page of a piece that can be drawn."""
    file = default_storage.save("a/page.pdf", ContentFile(corpus.pdf()))
    mine = portfolio(owner)
    found = factories.piece(mine, document=factories.document(mine, file=file), pages=1)
    return of(owner, piece=found.uuid, page=1)


def upload(owner: User) -> Arguments:
    """A file that is on its way."""
    begun = {"filename": "letter.pdf", "size": 9, "begun_at": NOON, "last_at": NOON}
    return of(owner, upload=Upload.objects.create(portfolio=portfolio(owner), owner=owner, **begun).uuid)


LIBRARY = ("library", "library_list", "library_add", "paste", "names", "upload_begin")
PIECE = ("piece", "piece_file", "piece_replace", "piece_remove", "piece_back")


def finished(owner: User) -> Arguments:
    """A finished sheet that was checked."""
    mine = portfolio(owner)
    return of(owner, sheet=factories.sheet(mine, upload=factories.document(mine)).uuid)


def built(owner: User) -> Arguments:
    """The one file of a portfolio that was put together."""
    mine = portfolio(owner)
    name = default_storage.save(f"portfolios/{mine.uuid}/whole.pdf", ContentFile(b"%PDF-1.7 a test"))
    made = MadePart.objects.create(portfolio=mine, key="0" * 64, file=name, is_stored=True)
    build = Build.objects.create(
        portfolio=mine, content_sha256="0" * 64, state=BuildState.READY, asked_at=NOON, made_at=NOON
    )
    BuiltFile.objects.create(build=build, made=made)
    return of(owner, build=build.uuid, number=0)


IMPORT = ("imports", "import_state", "import_bring", "import_place")
OBJECTS: dict[str, Callable[[User], Arguments]] = {
    "portfolio:board": of,
    "portfolio:supervisors": of,
    "portfolio:supervisor_add": of,
    "portfolio:supervisor": supervisor,
    "portfolio:supervisor_remove": supervisor,
    "portfolio:parked": of,
    **{f"portfolio:{name}": of for name in LIBRARY},
    **{f"portfolio:{name}": piece for name in PIECE},
    "portfolio:piece_page": lambda owner: piece(owner, page=1),
    "portfolio:piece_picture": drawn,
    "portfolio:upload_part": upload,
    "portfolio:upload_drop": upload,
    "portfolio:place": lambda owner: of(owner, code="1.1-2"),
    **{f"portfolio:{name}": sheet for name in SHEET},
    **{f"portfolio:{name}": of for name in IMPORT},
    "portfolio:import_file": finished,
    "portfolio:builds": of,
    "portfolio:built": built,
    "portfolio:sheet_back": gone,
}
