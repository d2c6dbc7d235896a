"""Archives of cases: asked for, made by the worker one by one, kept for a day for whoever asked, deleted."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.core.files.base import File
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from admission.models import ArchiveAsked, ArchiveState, CaseArchive
from admission.services import exporting
from applications.models import Case
from applications.queries.deciding import may_judge
from applications.services import noting
from applications.services.moving import held
from cilexportal.foundation import private_files
from cilexportal.foundation.audit import because
from cilexportal.foundation.nudge import nudge
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User

logger = logging.getLogger(__name__)
CLAUSE = "HB-28b"
ARCHIVE = "archive"
MOST_A_DAY = 5
# Longer than a task may last; after it what a worker that died had taken is taken again.
LEASE = timedelta(minutes=11)
ATTEMPTS = 3
KEEP = timedelta(days=1)


def ask(*, case_id: int, by: User, at: datetime) -> ArchiveAsked:
    """[HB-28b] The archive that is being made for somebody, or a new one. Raises Refused for whoever has a part in the
    case, and for more than a few of one case in a day."""
    with transaction.atomic(), because(user_id=by.pk, why="admission.archive"):
        case = held(case=case_id, revision=None)
        if own := may_judge(case, by):
            raise Refused(own)
        asked = ArchiveAsked.objects.filter(case=case)
        if waiting := asked.filter(by=by, state=ArchiveState.WAITING).first():
            return waiting
        if asked.filter(asked_at__gt=at - timedelta(days=1)).count() >= MOST_A_DAY:
            said = f"{MOST_A_DAY} archives of this case were asked for in a day, the most that are made. Wait a day."
            raise Refused.because(CLAUSE, said)
        noting.looked(case=case, what=ARCHIVE, by=by, at=at)
        made = ArchiveAsked.objects.create(case=case, by=by, asked_at=at)
        _tell_worker()
        return made


def make_waiting(*, organisation: str, at: datetime) -> bool:
    """Makes the oldest archive that waits; False where none does. The third failure parks it."""
    with transaction.atomic():
        asked = _to_make().select_for_update(skip_locked=True).first()
        if asked is None:
            return False
        ArchiveAsked.objects.filter(pk=asked.pk).update(claimed_at=Now(), attempts=F("attempts") + 1)
        asked.attempts += 1
    try:
        if asked.attempts <= ATTEMPTS:
            _make(asked, organisation=organisation, at=at)
            return True
    except Exception:
        logger.exception("An archive could not be made", extra={"archive_id": asked.pk})
    if asked.attempts >= ATTEMPTS:
        waiting = ArchiveAsked.objects.filter(pk=asked.pk, state=ArchiveState.WAITING)
        if waiting.update(state=ArchiveState.FAILED, claimed_at=None):
            private_files.take_away(_name(asked))
    return True


def forget_old(*, at: datetime) -> int:
    """Deletes every archive whose day is over at `at`; returns how many. Who had it stays written down."""
    old = ArchiveAsked.objects.filter(state=ArchiveState.READY, expires_at__lte=at)
    for one in old:
        private_files.take_away(one.file.name or "")
        ArchiveAsked.objects.filter(pk=one.pk).update(state=ArchiveState.GONE, file="")
    return len(old)


def _to_make() -> QuerySet[ArchiveAsked]:
    """Archives that wait and are in nobody's hands, the oldest first."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=Now() - LEASE)
    return ArchiveAsked.objects.filter(free, state=ArchiveState.WAITING).order_by("pk")


def _make(asked: ArchiveAsked, *, organisation: str, at: datetime) -> None:
    """Writes the archive, stores it, and says who has it and what is in it, all at once."""
    case = Case.objects.select_related("application__user").get(pk=asked.case_id)
    by = User.objects.get(pk=asked.by_id)
    with exporting.working_file() as whole:
        told = exporting.export(whole, case=case, organisation=organisation, by=by, at=at)
        whole.seek(0)
        name = private_files.put(_name(asked), File(whole))
    with transaction.atomic(), because(user_id=by.pk, why="admission.export"):
        found = ArchiveAsked.objects.select_for_update().get(pk=asked.pk)
        if found.state != ArchiveState.WAITING:
            return
        found.made = CaseArchive.objects.create(
            case=case, by=by, at=at, files=told.files, size=told.size, manifest_sha256=told.manifest_sha256,
            faults=told.faults,
        )  # fmt: skip
        found.state, found.file, found.expires_at = ArchiveState.READY, name, at + KEEP
        found.claimed_at = None
        found.save()


def _name(asked: ArchiveAsked) -> str:
    """Under which name its file is stored."""
    return f"archives/{asked.uuid.hex[:2]}/{asked.uuid}.zip"


def _tell_worker() -> None:
    from admission.tasks import make_archives

    nudge(make_archives)
