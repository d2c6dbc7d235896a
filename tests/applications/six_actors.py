"""One case of the experience step and the six who move it: everything each of them can do, by the real services.

Whatever is refused is swallowed here: the machine that plays them looks at what came of it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from applications.enums import Accepted, Actor, AskedStage, Body, EventKind, HoldReason, MeetingStage, Outcome, SeatKind
from applications.models import AgendaItem, Case, CaseFee, Meeting, ReferenceAsked, ReferenceVisit, Referral, Role, Seat
from applications.queries.committee import waiting
from applications.queries.deciding import to_decide
from applications.queries.facts import about
from applications.rules.claims import RoleClaim, View
from applications.rules.deciding import Failed, Section
from applications.services import (
    assessing,
    deciding,
    desk,
    ending,
    fees,
    hearing,
    holding,
    ledger,
    links,
    meetings,
    moving,
    reconsidering,
    references,
    referring,
    requesting,
    seating,
    submitting,
    supervisor,
)
from cilexportal.foundation import london
from cilexportal.foundation.asking import services as asking
from cilexportal.foundation.asking.models import Request
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from shop.gateways import choose
from shop.gateways.demo import DemoGateway
from shop.services import orders, transfers
from tests import factories as people
from tests.applications import factories
from tests.applications.factories import NOON
from tests.applications.paying_steps import PENCE, bill_to, priced
from tests.applications.referring import HEADS, SUPERVISOR
from tests.standing import paying

FIRST = date(2024, 1, 8)
ROLE = UUID(int=1)
# What an officer who looks through the case finds: section -> reason, of one that failed.
MENDABLE, FOR_GOOD, NOTHING = ("work", "work_unclear"), ("work", "work_not_legal"), ("", "")
LETTERS = frozenset({Outcome.MET, Outcome.NOT_YET, Outcome.ASK, Outcome.REFER})
SECTIONS = ("work", "hours", "supervisor", "reference")


@contextmanager
def if_may() -> Iterator[None]:
    """A verb that is refused leaves everything as it was."""
    with suppress(Refused), transaction.atomic():
        yield


class World:
    """The case, its people, and the time of day."""

    def __init__(self) -> None:
        self.now: datetime = NOON
        self.folder = tempfile.TemporaryDirectory()
        self.bank = DemoGateway(folder=Path(self.folder.name), secret="a secret", clock=lambda: self.now)
        self.before, choose.demo_gateway = choose.demo_gateway, lambda: self.bank  # type: ignore[assignment]
        priced()
        self.applicant: User = people.UserFactory(
            full_name="Ada Lovelace", email="ada@example.org", granted=["regulation_officer", "alc_secretary"]
        )
        self.referee: User = people.UserFactory(
            full_name="Mary Somerville", email=SUPERVISOR, granted=["regulation_officer", "alc_secretary"]
        )
        self.officers: list[User] = [people.UserFactory(granted=["regulation_officer"]) for _ in range(2)]
        self.secretary: User = people.UserFactory(granted=["alc_secretary"])
        self.finance: User = people.UserFactory(granted=["finance"])
        self.case_id = factories.application(self.applicant).cases.get(step="experience").pk
        kinds = [SeatKind.PROFESSIONAL, SeatKind.LAY, SeatKind.LAY, SeatKind.PROFESSIONAL]
        self.sitters = {
            body: [factories.sitter(kind, body=body).pk for kind in kinds] for body in (Body.COMMITTEE, Body.PANEL)
        }

    def close(self) -> None:
        """Gives the shop its own gateway back."""
        choose.demo_gateway = self.before
        self.folder.cleanup()

    @property
    def case(self) -> Case:
        return Case.objects.select_related("application__user").get(pk=self.case_id)

    @property
    def today(self) -> date:
        return london.date_of(self.now)

    def who(self, name: str) -> User:
        """An officer, a colleague, or one of the case's own people, who are officers too."""
        return {
            "officer": self.officers[0], "colleague": self.officers[1], "applicant": self.applicant,
            "referee": self.referee,
        }[name]  # fmt: skip

    def pass_time(self, span: timedelta = timedelta(minutes=20)) -> None:
        day = self.today
        self.now += span
        if self.today != day:
            references.go_on(at=self.now)

    # --- The applicant ---

    def write_role(self, weekly: int) -> None:
        role = Role.objects.filter(case=self.case_id, uuid=ROLE).first()
        claim = RoleClaim(
            first=FIRST, last=None, weekly=Decimal(weekly), leave=(), tasks=("advice",), other_work="",
            description="Advised clients and drafted their applications to the tribunal.",
        )  # fmt: skip
        told = ledger.Told(
            title="Caseworker", employer="Example Law", kind=factories.RoleKind.EMPLOYED,
            supervisor_name="Mary Somerville", supervisor_email=SUPERVISOR,
        )  # fmt: skip
        with if_may():
            seen = role.saved_at.isoformat() if role else ""
            ledger.save_role(case_id=self.case_id, uuid=ROLE, seen=seen, claim=claim, told=told, at=self.now)

    def ask_reference(self, by: User | None = None) -> None:
        number = ReferenceAsked.objects.filter(case=self.case_id).count()
        name, email = ("Mary Somerville", SUPERVISOR) if not number else (f"Other {number}", f"s{number}@firm.example")
        with if_may():
            references.ask(
                case_id=self.case_id, revision=None, name=name, email=email, roles=[ROLE], by=by or self.applicant,
                at=self.now, as_officer=by is not None,
            )  # fmt: skip

    def end_reference(self, by: User | None = None) -> None:
        if asked := self._asked():
            with if_may():
                references.end(
                    asked_id=asked.pk, why="No longer there.", by=by or self.applicant, at=self.now,
                    as_officer=by is not None,
                )  # fmt: skip

    def submit(self, by_transfer: bool) -> None:
        payer = bill_to(organisation="Example Law" if by_transfer else "", by_transfer=by_transfer)
        with if_may():
            submitting.submit(
                case_id=self.case_id, revision=self.case.revision, by=self.applicant, payer=payer, seen_pence=PENCE,
                at=self.now,
            )  # fmt: skip

    def take_back(self) -> None:
        with if_may():
            submitting.take_back(case_id=self.case_id, revision=self.case.revision, by=self.applicant, at=self.now)

    def answer(self) -> None:
        request = Request.objects.filter(about=about(self.case)).order_by("pk").last()
        if request is not None:
            answers = {item.number: "It was this." for item in request.items.all()}
            with if_may():
                asking.answer(request_id=request.pk, answers=answers, files={}, by=self.applicant, at=self.now)

    def withdraw(self) -> None:
        with if_may():
            ending.withdraw(
                application_id=self.case.application_id, user=self.applicant, why="I changed my mind.", at=self.now
            )

    def ask_again(self, to: Body) -> None:
        with if_may():
            reconsidering.ask(case_id=self.case_id, to=to, reasons="I am right.", by=self.applicant, at=self.now)

    # --- The supervisor ---

    def visit(self, visitor: User | None, does: str) -> None:
        """Comes by the link, and signs, declines or hands over; `visitor` is who is signed in."""
        asked = self._asked()
        link = asked and asked.links.filter(ended_at=None).first()
        if not asked or not link:
            return
        with if_may():
            links.enter(token=links.token_of(asked=asked, sent_at=link.sent_at), visitor=visitor, at=self.now)
            visit = ReferenceVisit.objects.filter(link=link, ended_at=None).latest("pk")
            self._does(visit, asked, visitor, does)

    def _does(self, visit: ReferenceVisit, asked: ReferenceAsked, visitor: User | None, does: str) -> None:
        if does == "sign":
            pages: dict[str, dict[str, Any]] = {
                "person": {"person_kind": "solicitor"},
                "body": {"regulator": "SRA", "number": "123", "position": "Partner"},
                "since": {"from_date": FIRST, "until_date": None},
                **{head: {"words": "Well.", "doubt": False} for head in HEADS},
            }
            version = visit.link.asked.reference.version
            for page, values in pages.items():
                version = supervisor.keep(
                    visit_id=visit.pk, page=page, values=values, version=version, visitor=visitor, at=self.now
                ).version
            signer = supervisor.Signer(name=asked.name, visitor=visitor, address="")
            supervisor.sign(visit_id=visit.pk, version=version, signer=signer, at=self.now)
        elif does == "decline":
            references.decline(visit_id=visit.pk, why="I cannot say.", visitor=visitor, at=self.now)
        else:
            number = ReferenceAsked.objects.filter(case=self.case_id).count()
            references.hand_over(
                visit_id=visit.pk, name=f"Other {number}", email=f"s{number}@firm.example", visitor=visitor, at=self.now
            )

    def _asked(self) -> ReferenceAsked | None:
        return ReferenceAsked.objects.filter(case=self.case_id, stage=AskedStage.OPEN).order_by("pk").last()

    # --- Finance ---

    def money_comes(self) -> None:
        """By card at the gateway, or on the account where the invoice went to an employer."""
        unpaid = CaseFee.objects.filter(case=self.case_id, paid_at=None, let_go_at=None).select_related("order")
        fee = unpaid.order_by("pk").last()
        if fee is None:
            return
        with if_may():
            if not fee.by_transfer:
                paying.by_card(fee.order, self.bank, at=self.now)
                return
            seen = transfers.enter(
                received_on=london.date_of(self.now), pence=PENCE, reference=f"r{self.now}", sender="",
                by=self.finance, at=self.now,
            )  # fmt: skip
            transfers.match(transfer_id=seen.pk, order_id=fee.order_id, seen_owed_pence=PENCE, at=self.now)

    def fee_was_an_error(self) -> None:
        with if_may():
            fees.reverse(case_id=self.case_id, why="Billed twice.", by=self.finance, at=self.now)

    # --- The officers ---

    def look_through(self, by: User, failed: tuple[str, str], hours: Accepted) -> None:
        """Says something of every section and role."""
        for code in SECTIONS:
            reasons = (Failed(code=failed[1], note="Say more."),) if code == failed[0] else ()
            section = Section(code=code, passed=not reasons, reasons=reasons)
            with if_may():
                assessing.judge_section(
                    case_id=self.case_id, revision=self.case.revision, section=section, by=by, at=self.now
                )
        for role in Role.objects.filter(case=self.case_id).order_by("pk"):
            part = hours == Accepted.PART
            view = View(
                verdict=hours, why="" if hours == Accepted.FULL else "hours_unclear", first=FIRST if part else None,
                weekly=Decimal(1) if part else None,
            )  # fmt: skip
            with if_may():
                ledger.assess_role(role_id=role.pk, revision=self.case.revision, view=view, note="", by=by, at=self.now)

    def decide(self, by: User, outcome: Outcome) -> None:
        case = self.case
        with if_may():
            found = to_decide(case, today=london.date_of(self.now))
            letter = found.drafted(outcome) if outcome in LETTERS else None
            deciding.decide(
                case_id=case.pk, revision=case.revision, outcome=outcome, why="Is this legal work?",
                subject=letter.subject if letter else "-", body=letter.body if letter else "-", by=by, at=self.now,
            )  # fmt: skip

    def reverse(self, by: User) -> None:
        with if_may():
            deciding.reverse(case_id=self.case_id, revision=self.case.revision, why="A slip.", by=by, at=self.now)

    def hold_or_release(self, by: User) -> None:
        verb: Callable[..., Any] = holding.release if self.case.holds.filter(ended_at=None).exists() else holding.hold
        reason = {} if verb is holding.release else {"reason": HoldReason.ADVICE}
        with if_may():
            verb(case_id=self.case_id, revision=self.case.revision, note="", by=by, at=self.now, **reason)

    def assign(self, by: User, to: User) -> None:
        case = self.case
        with if_may():
            desk.assign(seen={case.uuid: case.revision}, officer=to, by=by, at=self.now)

    def take_request_back(self, by: User) -> None:
        with if_may():
            requesting.take_back(case_id=self.case_id, why="Found it.", by=by, at=self.now)

    def take_referral_back(self, by: User) -> None:
        with if_may():
            case = moving.held(case=self.case_id, revision=None)
            referring.take_back(case=case, at=self.now)
            moving.settle(case=case, actor=Actor.OFFICER, kind=EventKind.REFERRED, by=by, at=self.now)

    def let_in_late(self, by: User, to: Body) -> None:
        with if_may():
            reconsidering.let_in(
                case_id=self.case_id, to=to, reasons="They are right.", why="In hospital.", by=by, at=self.now
            )

    # --- The committee and the panel, and their secretary ---

    def send_papers(self, conflicted: int) -> None:
        """Plans a meeting of the body that is asked, invites everybody, lists the case and sends papers out."""
        referral = waiting().filter(case=self.case_id).first()
        if referral is None:
            return
        starts = datetime(*london.date_of(self.now + timedelta(days=10)).timetuple()[:3], 10, tzinfo=UTC)
        with if_may():
            held = {"by": self.secretary, "at": self.now}
            meeting = meetings.plan(body=Body(referral.body), starts_at=starts, place="Bedford", **held)
            for number, sitter in enumerate(self.sitters[Body(referral.body)]):
                seating.invite(meeting_id=meeting.pk, member_id=sitter, chairs=not number, **held)
            item = meetings.list_item(referral_id=referral.pk, meeting_id=meeting.pk, **held)
            meetings.papers_out(meeting_id=meeting.pk, **held)
            for number, seat in enumerate(Seat.objects.filter(meeting=meeting).order_by("pk")):
                meetings.declare(
                    item_id=item.pk, seat_id=seat.pk, conflicted=number < conflicted, nature="A friend.", **held
                )

    def meet(self, absent: int) -> None:
        """The day of the meeting comes, and all but some come."""
        meeting = self.meeting(MeetingStage.PAPERS_OUT)
        if meeting is not None:
            self.now = max(self.now, meeting.starts_at)
            seats = list(Seat.objects.filter(meeting=meeting).order_by("pk").values_list("pk", flat=True))
            with if_may():
                hearing.hold(
                    meeting_id=meeting.pk, attended=seats[absent:], minutes="All was said.", by=self.secretary,
                    at=self.now,
                )  # fmt: skip

    def record(self, outcome: Outcome) -> None:
        for item in AgendaItem.objects.filter(referral__case=self.case_id, taken_off_at=None).order_by("pk"):
            with if_may():
                hearing.record(
                    item_id=item.pk, outcome=outcome, reasons="Heard in full.", by=self.secretary, at=self.now
                )

    def release(self, by: User) -> None:
        meeting = self.meeting(MeetingStage.HELD)
        if meeting is not None:
            with if_may():
                hearing.release(meeting_id=meeting.pk, by=by, at=self.now)

    def change_agenda(self, verb: str) -> None:
        for meeting in Meeting.objects.order_by("pk"):
            with if_may():
                if verb == "cancel":
                    meetings.cancel(meeting_id=meeting.pk, why="No quorum.", by=self.secretary, at=self.now)
                else:
                    for item in meeting.items.order_by("pk"):
                        meetings.take_off(item_id=item.pk, why="Later.", by=self.secretary, at=self.now)

    def meeting(self, stage: MeetingStage) -> Meeting | None:
        """The last meeting in a stage that has the case on its agenda."""
        found = Meeting.objects.filter(stage=stage, items__referral__case=self.case_id, items__taken_off_at=None)
        return found.order_by("pk").last()

    def referral(self) -> Referral | None:
        return Referral.objects.filter(case=self.case_id, ended_at=None).first()

    # --- Time ---

    def days_pass(self, days: int) -> None:
        """Everything that the portal does by itself in the meantime."""
        self.now += timedelta(days=days)
        with transaction.atomic():
            orders.withdraw_stale(at=self.now)
            fees.follow_orders(at=self.now)
            references.remind_due(at=self.now)
            references.go_on(at=self.now)
            ending.warn_and_end(at=self.now)
