"""Supervisors' references as requests: asked for, sent again, ended, declined, handed over, and reminded of."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from applications.enums import Actor, AskedStage, EventKind, Stage, StepKind, Whose
from applications.models import Case, Happening, ReferenceAsked, ReferenceTyped, ReferenceVisit
from applications.queries import deciding
from applications.queries import references as queries
from applications.queries.facts import facts_of
from applications.rules import links as rules
from applications.rules import supervisors
from applications.services import links, moving
from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from members.models import User

CLAUSE = "HB-21"
NEWS, ENDED = "applications.reference_news", "applications.reference_ended"
OURS = "This is the address of somebody who assesses or decides applications. Name somebody else."
# For so long after its last day the applicant is told that a link ran out, once.
OVER_FOR = timedelta(days=7)


def ask(
    *, case_id: int, revision: int | None, name: str, email: str, roles: Collection[UUID], by: User, at: datetime,
    as_officer: bool = False, headed_paper: bool = False,
) -> ReferenceAsked:  # fmt: skip
    """[HB-21] [HB-24] Asks a supervisor for a reference about roles of a case, by a link that goes to them alone.

    Raises Refused where nothing can be asked for now, where the case was changed since `revision`, without a role of
    an experience case, and for the applicant's own addresses in any spelling and account.
    """
    with transaction.atomic(), because(user_id=by.pk, why="applications.reference_ask"):
        case = moving.held(case=case_id, revision=revision)
        actor = _actor(case, by, as_officer=as_officer)
        asked_before = case.references.count()
        if refusal := rules.may_ask_now(Stage(case.stage), by_officer=as_officer, asked_before=asked_before):
            raise Refused(refusal)
        about = list(case.roles.filter(uuid__in=roles))
        if case.kind == StepKind.EXPERIENCE and not about:
            raise Refused.because(CLAUSE, "Choose the work that the reference is about.")
        application = case.application
        refuse_if_any(
            supervisors.may_ask(
                name=name, email=email, applicant=queries.applicant_of(application),
                same_name=queries.same_name(application, email), open_to=queries.open_to(case),
            )
        )  # fmt: skip
        asked = _made(case, name=name, email=email, headed_paper=headed_paper, asked_by=by, at=at)
        asked.roles.set(about)
        links.send(asked=asked, by=by, at=at)
        _settle(case, asked, EventKind.REFERENCE_ASKED, actor=actor, by=by, at=at)
        return asked


def again(*, asked_id: int, by: User, at: datetime, as_officer: bool = False) -> ReferenceAsked:
    """[HB-21] Sends a new link with days of its own; the old one is dead. What the supervisor wrote stays.

    Raises Refused once the request or the matter is settled, and within ten minutes of the last link.
    """
    with transaction.atomic(), because(user_id=by.pk, why="applications.reference_again"):
        case, asked = _held_open(asked_id)
        actor = _actor(case, by, as_officer=as_officer)
        if rules.is_over(stage=Stage(case.stage), decided_at=case.decided_at, sent_at=at):
            raise Refused.because(CLAUSE, rules.OVER)
        asked.due_on, asked.reminded = _last_day(case, at), 0
        asked.save(update_fields=["due_on", "reminded"])
        links.send(asked=asked, by=by, at=at)
        _settle(case, asked, EventKind.REFERENCE_ASKED, actor=actor, by=by, at=at, again=True)
        return asked


def end(*, asked_id: int, why: str, by: User, at: datetime, as_officer: bool = False) -> ReferenceAsked:
    """[HB-21] Asks no longer: link and visits are dead, and the supervisor is told. Raises Refused once settled."""
    with transaction.atomic(), because(user_id=by.pk, why="applications.reference_end"):
        case, asked = _held_open(asked_id)
        actor = _actor(case, by, as_officer=as_officer)
        _close(asked, AskedStage.ENDED, why=why, at=at)
        correspondence.queue(
            kind=ENDED, to_user_id=None, to_name=asked.name, to_email=asked.email, context={"asked": asked.pk}, at=at,
            dedupe_key=f"reference-ended:{asked.pk}",
        )  # fmt: skip
        _settle(case, asked, EventKind.REFERENCE_ENDED, actor=actor, by=by, at=at)
        return asked


def end_all(*, cases: Collection[Case], why: str, at: datetime) -> None:
    """[HB-21] Nobody is asked about these cases any more: every link and visit is dead for good, whatever is submitted
    later. What supervisors wrote stays, and their page says that it is not needed. The caller holds the cases."""
    asked = ReferenceAsked.objects.filter(case__in=cases, stage=AskedStage.OPEN)
    for one in asked.select_for_update().order_by("pk"):
        _close(one, AskedStage.ENDED, why=why, at=at)


def decline(*, visit_id: int, why: str, visitor: User | None, at: datetime) -> ReferenceAsked:
    """[HB-21] The supervisor gives no reference; the applicant is told, and may ask somebody else. Raises Refused."""
    with transaction.atomic():
        case, asked = in_visit(visit_id, visitor=visitor, at=at)
        _close(asked, AskedStage.DECLINED, why=why, at=at)
        tell(asked=asked, news=AskedStage.DECLINED, at=at)
        _settle(case, asked, EventKind.REFERENCE_DECLINED, actor=Actor.SUPERVISOR, by=None, at=at)
        return asked


def hand_over(*, visit_id: int, name: str, email: str, visitor: User | None, at: datetime) -> ReferenceAsked:
    """[HB-21] [HB-24] Another supervisor is asked in this one's place, by a link of their own; nothing that was
    written goes along. Raises Refused for the applicant, oneself, somebody asked already, and the fourth in a row; and
    for whoever could be given the case: a referee cannot open it, and nobody outside says who assesses it [HB-26]."""
    with transaction.atomic():
        case, asked = in_visit(visit_id, visitor=visitor, at=at)
        application = case.application
        known = queries.applicant_of(application)
        whole = supervisors.Applicant(
            name=known.name, addresses=(*known.addresses, *queries.same_name(application, email))
        )
        if supervisors.is_own(email, own=queries.staff()):
            raise Refused.because("HB-26", OURS)
        others = [one for one in queries.open_to(case) if one != asked.email]
        refuse_if_any(
            supervisors.may_hand_over(name=name, email=email, own=asked.email, applicant=whole, open_to=others)
        )
        if _handed_over(asked) >= rules.MOST_HANDED_OVER:
            raise Refused.because(CLAUSE, "This was handed on three times already. Decline it, and the applicant asks.")
        _close(asked, AskedStage.HANDED_OVER, why="", at=at)
        other = _made(
            case, name=name, email=email, headed_paper=asked.headed_paper, asked_by=None, at=at, follows=asked
        )
        other.roles.set(asked.roles.all())
        links.send(asked=other, by=None, at=at)
        tell(asked=asked, news=AskedStage.HANDED_OVER, at=at)
        to = str(other.uuid)
        _settle(case, asked, EventKind.REFERENCE_HANDED_OVER, actor=Actor.SUPERVISOR, by=None, at=at, to=to)
        return other


def received(*, case: Case, asked: ReferenceAsked, is_acceptable: bool, at: datetime) -> None:
    """[HB-21] A reference was signed: nothing of it is asked any more, and the applicant is told that it came.

    The caller holds case and request.
    """
    _close(asked, AskedStage.RECEIVED, why="", at=at)
    tell(asked=asked, news=AskedStage.RECEIVED, at=at)
    _settle(case, asked, EventKind.REFERENCE_RECEIVED, actor=Actor.SUPERVISOR, by=None, at=at, acceptable=is_acceptable)


def in_visit(visit_id: int, *, visitor: User | None, at: datetime) -> tuple[Case, ReferenceAsked]:
    """The case and the request of a visit, both held until the transaction ends.

    Raises Refused where the visit or its link is over, or the visitor is the applicant.
    """
    visit = ReferenceVisit.objects.select_related("link__asked").get(pk=visit_id)
    case = moving.held(case=visit.link.asked.case_id, revision=None)
    asked = ReferenceAsked.objects.select_for_update(of=("self",)).get(pk=visit.link.asked_id)
    visit.refresh_from_db()
    visit.link.asked, asked.case = asked, case
    links.refuse_if_shut(visit.link, visitor=visitor, at=at)
    if visit.ended_at is not None or at >= visit.expires_at:
        raise Refused.because(CLAUSE, "This visit is over. Open the link in our email again.")
    return case, asked


def remind_due(*, at: datetime) -> int:
    """[HB-21] Reminds the supervisors whose days come up, and tells applicants of links that ran out; how many letters.

    Nothing goes once the request, the link or the matter is settled.
    """
    today = london.date_of(at)
    live = ReferenceAsked.objects.filter(stage=AskedStage.OPEN, due_on__gte=today - OVER_FOR).order_by("pk")
    return sum(_remind(pk, at=at) for pk in live.values_list("pk", flat=True))


def go_on(*, at: datetime) -> int:
    """[HB-21] [HB-26] Lets the cases go on that waited for a supervisor whose last day is over; returns how many.

    The request stays as it is: once a new link is sent, it is waited for again.
    """
    waiting = {"stage": AskedStage.OPEN, "due_on__lt": london.date_of(at), "case__whose": Whose.SUPERVISOR}
    cases = ReferenceAsked.objects.filter(**waiting).order_by("case").values_list("case", flat=True).distinct()
    return sum(_goes_on(case_id, at=at) for case_id in cases)


def tell(*, asked: ReferenceAsked, news: str, at: datetime, key: str = "") -> bool:
    """Tells the applicant how far a request is; never what was written. False where they were told before."""
    user = asked.case.application.user
    sent = correspondence.queue(
        kind=NEWS, to_user_id=user.pk, to_name=str(user), to_email=user.email, at=at,
        context={"asked": asked.pk, "news": str(news)}, dedupe_key=f"reference-news:{asked.pk}:{news}:{key}",
    )  # fmt: skip
    return sent is not None


def _goes_on(case_id: int, *, at: datetime) -> bool:
    with transaction.atomic():
        case = moving.held(case=case_id, revision=None)
        if case.whose != Whose.SUPERVISOR or facts_of(case, today=london.date_of(at)).reference_open:
            return False
        said = {"reference_over": True}
        moving.settle(case=case, actor=Actor.PORTAL, kind=EventKind.NOTE, by=None, at=at, facts=said, shown=False)
        return True


def _remind(asked_id: int, *, at: datetime) -> int:
    with transaction.atomic():
        case, asked = _held(asked_id)
        link, today = asked.links.filter(ended_at=None).first(), london.date_of(at)
        if link is None or asked.stage != AskedStage.OPEN:
            return 0
        if rules.is_over(stage=Stage(case.stage), decided_at=case.decided_at, sent_at=link.sent_at):
            return 0
        if today > asked.due_on:
            return int(tell(asked=asked, news="over", at=at, key=str(link.pk)))
        reminders = queries.data_of_asked(asked).reference.reminders
        due = rules.reminders_due(due_on=asked.due_on, reminders=reminders, today=today)
        if due <= asked.reminded:
            return 0
        asked.reminded = due
        asked.save(update_fields=["reminded"])
        links.write(link=link, kind=links.REMINDER, key=f"reference-reminder:{link.pk}:{due}", at=at)
        # Nothing of the case has moved, so its revision stays and nobody's open page grows old.
        Happening.objects.create(
            case=case, kind=EventKind.REFERENCE_REMINDED, at=at, who=Actor.PORTAL, stage=case.stage,
            facts={"asked": str(asked.uuid)},
        )  # fmt: skip
        return 1


def _actor(case: Case, by: User, *, as_officer: bool) -> Actor:
    """As whom somebody acts. Raises Refused for an officer whose own matter it is."""
    if not as_officer:
        return Actor.APPLICANT
    if own := deciding.may_judge(case, by):
        raise Refused(own)
    return Actor.OFFICER


def _made(case: Case, *, at: datetime, **fields: Any) -> ReferenceAsked:
    return ReferenceAsked.objects.create(case=case, asked_at=at, due_on=_last_day(case, at), **fields)


def _last_day(case: Case, at: datetime) -> date:
    days = queries.data_by_id(case.application.version_id).reference.link_days
    return rules.last_day(sent_on=london.date_of(at), link_days=days)


def _held(asked_id: int) -> tuple[Case, ReferenceAsked]:
    """The case and the request, held until the transaction ends; the case first, as everywhere."""
    case = moving.held(case=ReferenceAsked.objects.values_list("case", flat=True).get(pk=asked_id), revision=None)
    asked = ReferenceAsked.objects.select_for_update(of=("self",)).get(pk=asked_id)
    asked.case = case
    return case, asked


def _held_open(asked_id: int) -> tuple[Case, ReferenceAsked]:
    """As _held. Raises Refused where the request is settled."""
    case, asked = _held(asked_id)
    if asked.stage != AskedStage.OPEN:
        raise Refused.because(CLAUSE, f"This request is settled: {asked.get_stage_display().lower()}.")
    return case, asked


def _close(asked: ReferenceAsked, stage: AskedStage, *, why: str, at: datetime) -> None:
    asked.stage, asked.ended_at, asked.ended_why = stage, at, why
    asked.save(update_fields=["stage", "ended_at", "ended_why"])
    ReferenceTyped.objects.filter(asked=asked).delete()
    links.end(asked=asked, at=at)


def _handed_over(asked: ReferenceAsked) -> int:
    """How often a request was handed on before it came here."""
    count, before = 0, asked.follows
    while before is not None:
        count, before = count + 1, before.follows
    return count


def _settle(
    case: Case, asked: ReferenceAsked, kind: EventKind, *, actor: Actor, by: User | None, at: datetime, **facts: Any
) -> None:
    moving.settle(case=case, actor=actor, kind=kind, by=by, at=at, facts={"asked": str(asked.uuid), **facts})
