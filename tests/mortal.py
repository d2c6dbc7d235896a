"""Work in a process that is killed for good, at any of its steps: no handler runs, nothing is undone, nobody is told.

A step is a statement or a commit to the database, or a file that is stored or deleted. A file is killed half-written.
"""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable
from typing import Any, NoReturn

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import connection, connections

SHARES = (0.01, 0.5, 0.99)


def steps_of(work: Callable[[], object]) -> int:
    """Does the work in a process of its own, which lives; returns how many steps it took."""
    return _in_process(work, die_at=0, forgetful=False)


def kill_at(work: Callable[[], object], step: int) -> None:
    """Does the work in a process that is killed at this step, counted from 1."""
    _in_process(work, die_at=step, forgetful=False)


def kill_forgetful(work: Callable[[], object]) -> None:
    """The control: files are stored after everything else, and the process is killed before."""
    _in_process(work, die_at=0, forgetful=True)


def step_at(share: float, steps: int) -> int:
    """The step at this share of so many."""
    return max(1, min(steps, round(share * steps)))


def _in_process(work: Callable[[], object], *, die_at: int, forgetful: bool) -> int:
    connections.close_all()
    readable, writable = os.pipe()
    process = os.fork()
    if not process:
        _live(work, _Steps(die_at, forgetful=forgetful), writable)
    os.close(writable)
    with os.fdopen(readable) as said:
        told = said.read()
    _, ended = os.waitpid(process, 0)
    assert os.WIFSIGNALED(ended) == bool(die_at or forgetful), told
    return int(told or 0)


def _live(work: Callable[[], object], steps: _Steps, writable: int) -> NoReturn:
    """In the new process: never returns into the test."""
    code = 1
    try:
        steps.watch()
        with connection.execute_wrapper(steps.at_statement):
            work()
        if steps.forgetful:
            _die()
        os.write(writable, str(steps.done).encode())
        code = 0
    except BaseException:
        os.write(writable, traceback.format_exc().encode())
    finally:
        os._exit(code)


class _Steps:
    def __init__(self, die_at: int, *, forgetful: bool) -> None:
        self.die_at, self.forgetful, self.done = die_at, forgetful, 0

    def watch(self) -> None:
        """Counts what is stored, deleted and committed from now on."""
        save, delete, commit = FileSystemStorage._save, FileSystemStorage.delete, connection.commit
        steps = self

        def saving(storage: FileSystemStorage, name: str, content: Any) -> str:
            if steps.forgetful:
                return name
            if steps.next_is_last():
                whole = content.read()
                save(storage, name, ContentFile(whole[: len(whole) // 2]))
                _die()
            return save(storage, name, content)

        def deleting(storage: FileSystemStorage, name: str) -> None:
            steps.at_step()
            delete(storage, name)

        def committing() -> None:
            steps.at_step()
            commit()

        FileSystemStorage._save, FileSystemStorage.delete = saving, deleting  # type: ignore[method-assign]
        connection.commit = committing  # type: ignore[method-assign]

    def next_is_last(self) -> bool:
        self.done += 1
        return self.done == self.die_at

    def at_step(self) -> None:
        if self.next_is_last():
            _die()

    def at_statement(self, execute: Callable[..., Any], *told: Any) -> Any:
        self.at_step()
        return execute(*told)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
