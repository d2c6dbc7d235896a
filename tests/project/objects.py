"""What the addresses of routes name in the test of the access matrix. Things of people are made for their owner."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from cilexportal.foundation import london
from cilexportal.foundation.correspondence.models import Message, MessageState
from cilexportal.foundation.documents.models import Document, DocumentState, Printout, PrintoutState
from cilexportal.foundation.guidance.models import Feedback
from cpd.enums import Outcome
from cpd.models import CloseRun, CpdYear, Evidence, YearResult
from members.models import Member, RoleGrant, User
from shop.models import Product
from tests import factories
from tests.project import (
    admission_objects,
    aftercare_objects,
    application_objects,
    asking_objects,
    case_objects,
    certificate_objects,
    committee_objects,
    conduct_objects,
    data_rights_objects,
    deciding_objects,
    declaration_objects,
    leaving_objects,
    ledger_objects,
    marking_objects,
    myself_objects,
    paying_objects,
    people_objects,
    portfolio_objects,
    queue_objects,
    reference_objects,
    refund_objects,
    register_objects,
    renewal_objects,
    sampling_objects,
    supply_objects,
    terms_objects,
    title_objects,
)
from tests.shop import factories as shop

Arguments = dict[str, Any]


def stored(content: bytes = b"%PDF-1.7 a test") -> str:
    return default_storage.save("access/test.pdf", ContentFile(content))


def membership(owner: User) -> Member:
    """The owner's; for somebody without one, a stranger's, for they cannot own what only members have."""
    return Member.objects.filter(user=owner).first() or factories.MemberFactory()


def record(owner: User, **fields: Any) -> Arguments:
    return {"uuid": factories.RecordFactory(member=membership(owner), **fields).uuid}


def deleted_record(owner: User) -> Arguments:
    return record(owner, deleted_at=london.now())


def evidence(owner: User) -> Arguments:
    found = factories.RecordFactory(member=membership(owner))
    clean = {"state": DocumentState.CLEAN, "checked_at": london.now(), "clean_size": 15, "clean_sha256": "0" * 64}
    document: Document = factories.DocumentFactory(owner=found.member.user, file=stored(), **clean)
    return {"uuid": found.uuid, "pk": Evidence.objects.create(record=found, document=document).pk}


def printout(owner: User) -> Arguments:
    made = {"state": PrintoutState.READY, "made_at": london.now(), "file": stored(), "filename": "sheet.pdf"}
    return {"uuid": Printout.objects.create(owner=owner, kind="test", key=uuid.uuid4().hex, **made).uuid}


def letter(owner: User, **fields: Any) -> Arguments:
    sent = {
        "state": MessageState.SENT,
        "sent_at": london.now(),
        "subject": "Letter",
        "text": "Words",
        "letter": stored(),
    }
    message: Message = factories.MessageFactory(to_user=owner, **{**sent, **fields})
    return {"message": message.uuid}


def stuck_letter(owner: User) -> Arguments:
    return letter(owner, state=MessageState.FAILED, sent_at=None, error="It was refused.")


def passkey(owner: User) -> Arguments:
    data = {"name": "Key", "passwordless": True, "credential": {}}
    return {"pk": Authenticator.objects.create(user=owner, type=Authenticator.Type.WEBAUTHN, data=data).pk}


def feedback(owner: User) -> Arguments:
    return {"feedback_id": Feedback.objects.create(text="A sentence.", sent_at=london.now()).pk}


def year(owner: User) -> Arguments:
    return {"slug": "2025-26"}


def sold() -> Product:
    """Something on sale."""
    return Product.objects.filter(slug="sold").first() or shop.product(slug="sold")


# A year that `close_a_year` has closed as met, so that it has a certificate.
CLOSED = "2024-25"
YEARS = ("year", "csv", "print_year")
DESK = ("year", "console", "progress", "rehearse", "close", "retry", "not_met", "not_met_csv", "sign")
OBJECTS: dict[str, Callable[[User], Arguments]] = {
    "rulebook:clause": lambda owner: {"clause_id": "CPD-9"},
    "guidance:feedback_done": feedback,
    "correspondence:letter": letter,
    "correspondence:pdf": letter,
    "correspondence:try_again": stuck_letter,
    "correspondence:mark_posted": stuck_letter,
    "letters:letter": letter,
    "letters:pdf": letter,
    "mfa_edit_webauthn": passkey,
    "mfa_remove_webauthn": passkey,
    **{f"cpd:{name}": year for name in YEARS},
    **{f"cpd:desk_{name}": year for name in DESK},
    "cpd:print_certificate": lambda owner: {"slug": CLOSED},
    "cpd:printout": printout,
    "cpd:printout_file": printout,
    "cpd:record": record,
    "cpd:record_edit": record,
    "cpd:typing": record,
    "cpd:typing_discard": record,
    "cpd:record_delete": record,
    "cpd:record_restore": deleted_record,
    "cpd:record_carry_over": record,
    "cpd:evidence": record,
    "cpd:evidence_file": evidence,
    "cpd:evidence_remove": evidence,
    **application_objects.OBJECTS,
    **portfolio_objects.OBJECTS,
    **admission_objects.OBJECTS,
    **declaration_objects.OBJECTS,
    **marking_objects.OBJECTS,
    **case_objects.objects(stored),
    **deciding_objects.OBJECTS,
    **queue_objects.OBJECTS,
    **reference_objects.OBJECTS,
    **committee_objects.OBJECTS,
    **leaving_objects.OBJECTS,
    **ledger_objects.OBJECTS,
    **asking_objects.objects(membership, stored),
    **sampling_objects.objects(membership, stored),
    **supply_objects.objects(stored),
    **refund_objects.objects(stored),
    **aftercare_objects.objects(stored),
    **paying_objects.OBJECTS,
    **register_objects.objects(),
    **renewal_objects.OBJECTS,
    **terms_objects.objects(stored),
    **title_objects.objects(stored),
    **certificate_objects.objects(stored),
    **conduct_objects.OBJECTS,
    **data_rights_objects.objects(stored),
    **myself_objects.OBJECTS,
    **people_objects.OBJECTS,
    "shop:product": lambda owner: {"slug": sold().slug},
    "admin:app_list": lambda owner: {"app_label": "applications"},
    "admin:view_on_site": lambda owner: {"content_type_id": 1, "object_id": 1},
}
QUERIES = {"admin:autocomplete": "?app_label=members&model_name=rolegrant&field_name=user"}


BODIES = {"cpd:print_sheet": {"sheet": "planned"}}


def close_a_year(member: Member) -> None:
    """Writes the result "met" of the year CLOSED for the member."""
    year = CpdYear.objects.get(label=CLOSED.replace("-", "/"))
    run = CloseRun.objects.create(year=year, at=year.closes_at, started_at=year.closes_at)
    figures = dict.fromkeys(("outcomes", "professionalism", "planned"), 9)
    hours = dict.fromkeys(("hours", "specialism_hours", "outside_study_hours"), 0)
    decided = {"outcome": Outcome.MET, "reduced": False, "closed_at": year.closes_at}
    YearResult.objects.create(member=member, year=year, run=run, **figures, **hours, **decided)


def address(route_name: str, pattern: str, owner: User) -> str:
    """The address of a route with its arguments filled in. Raises KeyError for a route that names something new."""
    if "<" not in pattern:
        return pattern + QUERIES.get(route_name, "")
    if route_name not in OBJECTS and route_name.startswith("admin:"):
        arguments = {"object_id": _admin_object(pattern)}
    else:
        arguments = OBJECTS[route_name](owner)
    filled = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", pattern)
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: str(arguments[part[1]]), filled)


def _admin_object(pattern: str) -> Any:
    """Any row of the model that the admin's address belongs to."""
    app, model = pattern.split("/")[2:4]
    made = terms_objects.in_the_administration(stored).get(f"{app}/{model}")
    if made is not None:
        return made().pk
    found = apps.get_model(app, model).objects.first()
    if found is None:
        found = RoleGrant.objects.create(user=factories.UserFactory(), role="finance")
    return found.pk
