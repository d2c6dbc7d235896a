"""Leaving a job half-way: the pack is begun, asked for, reminded of, and given up by the applicant [HB-53] [HB-54]."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from applications.enums import AskedStage, StepKind
from applications.models import Case, ReferenceAsked
from applications.services import moving, references
from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from cilexportal.foundation.visitors import queries as visitors
from cilexportal.foundation.visitors import rules as links
from cilexportal.foundation.visitors import services as visiting
from cilexportal.foundation.visitors.models import Link
from members.models import User
from portfolio.models import Leaving, Portfolio, Supervisor
from portfolio.queries import leaving as queries
from portfolio.queries import supervised
from portfolio.queries.leaving import PURPOSE
from portfolio.queries.owner import data_of
from portfolio.rules import leaving as rules
from portfolio.rules.slots import from_code
from portfolio.services.holding import held, refuse_unless_seen

LINK, REMINDER, DUE = "portfolio.supervisor_link", "portfolio.leaving_reminder", "portfolio.leaving_due"
SIGNED_ALREADY = "It is signed already. Give the seal up first if you have to ask for another one."


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A last day at work, why the pack is asked for after it, and the codes of the examples to be signed; `seen` marks
    the plan that it was written over."""

    last_day: date
    why_late: str
    listed: Collection[str]
    seen: str


def keep(*, supervisor: Supervisor, plan: Plan, by: User, at: datetime) -> Leaving:
    """[HB-53] [HB-53b] Begins the pack of a supervisor, who gets a link and is asked for a reference, or changes its
    day and its list until it is signed.

    Raises Refused for a day that is over without a reason or too far ahead, for examples that name somebody else, once
    it is signed, where another page came before, and where the portfolio is frozen.
    """
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.leaving_keep"):
        portfolio, supervisor = _held(supervisor, at=at)
        today = london.date_of(at)
        found = Leaving.objects.filter(supervisor=supervisor, given_up_at=None).first()
        if found and found.signed_at:
            raise Refused.because("HB-53b", SIGNED_ALREADY)
        refuse_unless_seen(boxes=queries.boxes_of(found), seen=plan.seen)
        chosen = {from_code(code) for code in plan.listed}
        refuse_if_any([
            *rules.may_plan(plan.last_day, why_late=plan.why_late, today=today),
            *rules.may_list(chosen, supervised=set(supervised.sheets_of(supervisor))),
        ])  # fmt: skip
        began = found is None
        found = found or Leaving(supervisor=supervisor, begun_at=at)
        found.last_day, found.asked_late_why = plan.last_day, plan.why_late if plan.last_day < today else ""
        found.listed = [slot.code for slot in sorted(chosen)]
        days = data_of(portfolio).evidence.leaving_reminders
        found.reminded = rules.reminders_due(plan.last_day, days=days, today=today)
        found.save()
        if began:
            _ask_reference(portfolio, found, by=by, at=at)
            _send(portfolio, supervisor, at=at)
        return found


def send(*, supervisor: Supervisor, by: User, at: datetime) -> Link:
    """[HB-46e] [HB-53] Sends a supervisor a link to the sheets that name them, and to the pack where one is asked for;
    the link before is dead. Raises Refused within ten minutes of the last one, and where nothing names them."""
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.supervisor_link"):
        portfolio, supervisor = _held(supervisor, at=at)
        if not supervised.sheets_of(supervisor):
            raise Refused.because("HB-46e", f"No sheet names {supervisor.name} yet, so there is nothing to show them.")
        return _send(portfolio, supervisor, at=at)


def ask_reference(*, leaving: Leaving, by: User, at: datetime) -> None:
    """[HB-53] Asks for the reference of a pack that has none, or whose supervisor declined. Raises Refused."""
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.leaving_reference"):
        portfolio, _ = _held(leaving.supervisor, at=at)
        asked = queries.standing(_fresh(leaving))
        if asked is not None and asked.stage in (AskedStage.OPEN, AskedStage.RECEIVED):
            raise Refused.because("HB-53", "The reference is asked for already. You see on this page how far it is.")
        _ask_reference(portfolio, _fresh(leaving), by=by, at=at)


def release(*, leaving: Leaving, code: str, by: User, at: datetime) -> None:
    """[HB-54] Takes one example out of the seal, so that it can be changed; the declaration covers it no longer.

    Raises Refused for one that the declaration does not cover.
    """
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.leaving_release"):
        _held(leaving.supervisor, at=at)
        found = _fresh(leaving)
        if code not in found.sealed or code in found.released or found.given_up_at is not None:
            raise Refused.because("HB-54", "The declaration does not cover this example.")
        found.released = sorted({*found.released, code})
        found.save(update_fields=["released"])


def give_up(*, leaving: Leaving, by: User, at: datetime) -> None:
    """[HB-54] Gives the pack up: nothing of it counts, and every sheet can be changed again. The link still shows the
    supervisor their sheets. Raises Refused where that was done before."""
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.leaving_give_up"):
        _held(leaving.supervisor, at=at)
        if Leaving.objects.filter(pk=leaving.pk, given_up_at=None).update(given_up_at=at) == 0:
            raise Refused.because("HB-54", "This pack was given up before.")


def remind_due(*, at: datetime) -> int:
    """[HB-53] Reminds applicants, and supervisors who have not signed, of packs whose last day comes near; returns how
    many packs. Nothing goes once the pack is whole, given up or over."""
    live = Leaving.objects.filter(
        given_up_at=None, last_day__gte=london.date_of(at), supervisor__removed_at=None,
        supervisor__portfolio__case__application__ended_at=None,
    )  # fmt: skip
    return sum(_remind(pk, at=at) for pk in live.order_by("pk").values_list("pk", flat=True))


def _remind(leaving_id: int, *, at: datetime) -> int:
    with transaction.atomic():
        rows = Leaving.objects.select_for_update(of=("self",)).filter(pk=leaving_id, given_up_at=None)
        found = rows.select_related("supervisor__portfolio__case__application__user").first()
        if found is None:  # Given up while others were reminded.
            return 0
        supervisor, today = found.supervisor, london.date_of(at)
        days = data_of(supervisor.portfolio).evidence.leaving_reminders
        due = rules.reminders_due(found.last_day, days=days, today=today)
        if due <= found.reminded or not list(rules.missing(queries.as_rule(found))):
            return 0
        found.reminded = due
        found.save(update_fields=["reminded"])
        owner = supervisor.portfolio.case.application.user
        key = f"{found.pk}:{found.last_day}:{due}"
        correspondence.queue(
            kind=DUE, to_user_id=owner.pk, to_name=str(owner), to_email=owner.email, context={"leaving": found.pk},
            dedupe_key=f"leaving-due:{key}", at=at,
        )  # fmt: skip
        link = visitors.newest(purpose=PURPOSE, subjects=[supervisor.uuid]).get(supervisor.uuid)
        asks_nothing = found.signed_at is not None and queries.consents(found)
        if link is not None and not asks_nothing and queries.why_dead(link, supervisor, at=at) is None:
            write(link=link, supervisor=supervisor, kind=REMINDER, key=f"leaving-reminder:{key}", at=at)
        return 1


def write(*, link: Link, supervisor: Supervisor, kind: str, key: str, at: datetime) -> None:
    """Queues a letter with the link for the supervisor."""
    correspondence.queue(
        kind=kind, to_user_id=None, to_name=supervisor.name, to_email=supervisor.email, context={"link": link.pk},
        dedupe_key=key, at=at,
    )  # fmt: skip


def _send(portfolio: Portfolio, supervisor: Supervisor, *, at: datetime) -> Link:
    last = visitors.newest(purpose=PURPOSE, subjects=[supervisor.uuid]).get(supervisor.uuid)
    if why := links.why_not_yet(sent_at=last.sent_at if last else None, at=at):
        raise Refused.because("HB-53", why)
    leaving, today = supervised.leaving_of(supervisor), london.date_of(at)
    ends = rules.link_ends_on(
        leaving.last_day if leaving else today, sent_on=today, link_days=data_of(portfolio).reference.link_days
    )
    link = visiting.send(purpose=PURPOSE, subject=supervisor.uuid, expires_at=london.end_of_day(ends), at=at)
    write(link=link, supervisor=supervisor, kind=LINK, key=f"supervisor-link:{link.pk}", at=at)
    return link


def _ask_reference(portfolio: Portfolio, leaving: Leaving, *, by: User, at: datetime) -> None:
    """A reference that this supervisor is asked for already, or gave lately, serves; else one is asked for, which the
    final application can use too."""
    application, supervisor = portfolio.case.application, leaving.supervisor
    lately = london.add_months(london.date_of(at), -data_of(portfolio).reference.reuse_months)
    mine = ReferenceAsked.objects.filter(case__application=application, email__iexact=supervisor.email)
    known = (
        mine.filter(stage=AskedStage.RECEIVED, ended_at__gte=london.end_of_day(lately)).last()
        or mine.filter(stage=AskedStage.OPEN).last()
    )
    leaving.reference = known or references.ask(
        case_id=_final(portfolio).pk, revision=None, name=supervisor.name, email=supervisor.email, roles=[], by=by,
        at=at, headed_paper=True,
    )  # fmt: skip
    leaving.save(update_fields=["reference"])


def _final(portfolio: Portfolio) -> Case:
    return Case.objects.get(application=portfolio.case.application_id, kind=StepKind.ADMISSION)


def _held(supervisor: Supervisor, *, at: datetime) -> tuple[Portfolio, Supervisor]:
    """The portfolio, its row held, and the supervisor on its list. The case in which references are asked for is held
    before: its own verbs hold case and application in that order. Raises Refused."""
    portfolio = Portfolio.objects.select_related("case").get(pk=supervisor.portfolio_id)
    moving.held(case=_final(portfolio).pk, revision=None)
    portfolio = held(portfolio=supervisor.portfolio_id, at=at)
    found = Supervisor.objects.filter(pk=supervisor.pk, removed_at=None).first()
    if found is None:
        raise Refused.because("HB-46e", "This supervisor is on your list no longer.")
    found.portfolio = portfolio
    return portfolio, found


def _fresh(leaving: Leaving) -> Leaving:
    return Leaving.objects.select_related("supervisor", queries.REFERENCE).get(pk=leaving.pk)
