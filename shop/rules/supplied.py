"""How much of a course or another service had been given at an instant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from cilexportal.foundation import london
from shop.enums import ShareUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One session as it now stands; `held` is False for one that was called off."""

    starts_at: datetime
    ends_at: datetime
    held: bool = True

    def given(self, at: datetime) -> bool:
        """Whether it had been given at `at`: a session counts once it has ended, whoever came."""
        return self.held and self.ends_at <= at


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A service in sessions: what the buyer ticked about starting early, and how the share given is counted.

    `asked_early` and `accepted_loss` are the two boxes of the check-out; `told_to_pay` says that the cost of starting
    early was explained. `viewed_at` is when all of an on-demand course had been viewed; its one session is the time in
    which it is open. No sessions at all: nothing has been given.
    """

    sessions: tuple[Session, ...] = ()
    unit: ShareUnit = ShareUnit.SESSIONS
    asked_early: bool = False
    accepted_loss: bool = False
    told_to_pay: bool = True
    viewed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So much of so much, and in words: '6 of 10 sessions'."""

    done: int
    of: int
    words: str


def finished_at(course: Course) -> datetime | None:
    """[TC-9.2.2] When a course is complete: its last session ends and none was called off, or all of it was viewed.

    Whether the person came does not matter. None where no such instant is known.
    """
    if course.viewed_at is not None:
        return course.viewed_at
    if not course.sessions or not all(session.held for session in course.sessions):
        return None
    return max(session.ends_at for session in course.sessions)


def is_finished(course: Course, *, at: datetime) -> bool:
    """[TC-9.2.2] Whether the course was complete at `at`."""
    end = finished_at(course)
    return end is not None and end <= at


def share(course: Course, *, at: datetime) -> Share:
    """[TC-9.6b] The part given at `at`, in the unit the product is counted in: sessions, hours or calendar days."""
    if not course.sessions:
        return Share(done=0, of=1, words="nothing")
    done, whole, words = _COUNTS[course.unit](course.sessions, at)
    return Share(done=whole if is_finished(course, at=at) else done, of=whole, words=words)


def deduction(pence: int, given: Share) -> int:
    """[TC-9.6b] What the part given comes to, in pence of the price, rounded down: 6 of 10 on 19900 is 11940."""
    return pence * given.done // given.of


def _sessions(sessions: Sequence[Session], at: datetime) -> tuple[int, int, str]:
    done = sum(session.given(at) for session in sessions)
    return done, len(sessions), f"{done} of {len(sessions)} sessions"


def _hours(sessions: Sequence[Session], at: datetime) -> tuple[int, int, str]:
    """Counted in seconds, so that no part of an hour is lost."""
    lengths = [round((session.ends_at - session.starts_at).total_seconds()) for session in sessions]
    done = sum(length for session, length in zip(sessions, lengths, strict=True) if session.given(at))
    return done, sum(lengths), f"{done / 3600:g} of {sum(lengths) / 3600:g} hours"


def _days(sessions: Sequence[Session], at: datetime) -> tuple[int, int, str]:
    """Whole London days from the first session's to the last one's that were over."""
    first = min(london.date_of(session.starts_at) for session in sessions)
    last = max(london.date_of(session.ends_at) for session in sessions)
    whole = london.days_between(first, last) + 1
    done = min(whole, max(0, london.days_between(first, london.date_of(at))))
    return done, whole, f"{done} of {whole} days"


_COUNTS: dict[ShareUnit, Callable[[Sequence[Session], datetime], tuple[int, int, str]]] = {
    ShareUnit.SESSIONS: _sessions,
    ShareUnit.HOURS: _hours,
    ShareUnit.DAYS: _days,
}
