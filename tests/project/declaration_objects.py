"""What the addresses of declarations name in the test of the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from admission.enums import Signer
from admission.models import Declaration, Exclusion, Signature
from admission.services.declaring import PURPOSE
from applications.models import Case, Submission
from cilexportal.foundation import london
from cilexportal.foundation.visitors import services as visiting
from cilexportal.foundation.visitors.models import Link
from members.models import User
from tests.applications import factories as applications
from tests.applications.factories import NOON
from tests.portfolio import factories
from tests.project.portfolio_objects import portfolio

Arguments = dict[str, Any]
CODE = "6.4-1"


def case(owner: User) -> Case:
    """The owner's final application, being assessed."""
    found = portfolio(owner).case.application.cases.get(kind="admission")
    return applications.placed(found, "assessment", whose="supervisor") if found.stage == "draft" else found


def declaration(owner: User, *, signed: bool = False) -> Declaration:
    """What a supervisor of the owner's is asked to sign, or has signed."""
    of, mine = case(owner), portfolio(owner)
    supervisor = factories.supervisor(mine, email=f"s{mine.supervisors.count()}@example.org")
    submission = Submission.objects.filter(case=of).first() or applications.submission(of)
    made = Declaration.objects.create(
        case=of, submission=submission, signer=Signer.SUPERVISOR, supervisor=supervisor, name=supervisor.name,
        email=supervisor.email, slots=[CODE], asked_at=NOON, due_on=london.today(),
    )  # fmt: skip
    if signed:
        Exclusion.objects.create(declaration=made, slot=CODE, seal="a" * 64, why="Not mine.")
        Signature.objects.create(
            declaration=made, seals={"6.3-1": "b" * 64}, submission_sha256="0" * 64, statement_version=1,
            statement="So.", consent="Yes.", name=made.name, at=NOON, sha256=made.uuid.hex * 2,
        )  # fmt: skip
        made.stage = "signed"
        made.save()
    return made


def link(owner: User) -> Arguments:
    """A live link to a declaration."""
    made = declaration(owner)
    sent: Link = visiting.send(
        purpose=PURPOSE, subject=made.uuid, expires_at=london.end_of_day(london.today()), at=london.now()
    )
    return {"token": visiting.token_of(sent)}


def own(owner: User, *, signed: bool = False) -> Arguments:
    """The application whose uuid is in the address of its owner's pages."""
    return {"uuid": case(owner).application.uuid, "declaration": declaration(owner, signed=signed).uuid}


def desk(owner: User, *, signed: bool = False) -> Arguments:
    """The case whose uuid is in the address of officers' pages."""
    return {"uuid": case(owner).uuid, "declaration": declaration(owner, signed=signed).uuid}


def left_out(owner: User) -> Arguments:
    return {"uuid": case(owner).uuid, "exclusion": declaration(owner, signed=True).exclusions.get().pk}


OBJECTS: dict[str, Callable[[User], Arguments]] = {
    "admission:declarations": lambda owner: {"uuid": case(owner).application.uuid},
    "admission:sign": lambda owner: {"uuid": case(owner).application.uuid},
    "admission:declaration_record": lambda owner: own(owner, signed=True),
    "admission_desk:declarations": lambda owner: {"uuid": case(owner).uuid},
    "admission_desk:again": desk,
    "admission_desk:replace": desk,
    "admission_desk:record": lambda owner: desk(owner, signed=True),
    "admission_desk:let_pass": left_out,
    "admission_link:land": link,
    "admission_link:open": link,
    "admission_link:sheet": lambda owner: {"code": CODE},
    "admission_link:file": lambda owner: {"file": factories.piece(portfolio(owner)).uuid},
}
