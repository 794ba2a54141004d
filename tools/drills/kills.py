"""Processes that are killed (-9): at a statement, at any moment, or at any time.

The parent has the site set up and no connection open; each victim is a fork of it, so that a round costs little.
"""

import gc
import os
import random
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

type Step = Callable[[], object]
type Heard = Callable[[bool], None]

MANY = 100
"""Where so many rounds are asked for, a step is also killed before and after each of its statements, without a gap. Of
fewer rounds half go to a sample of them."""

LAST = 40
"""So many moments before its end a step is killed more often: there the new takes the place of the old."""


@dataclass(frozen=True, slots=True)
class Length:
    """How long a step is when it is left alone: in statements and commits, in moments of all kinds, in seconds."""

    statements: int
    moments: int
    seconds: float


class Killer:
    """Kills a step, each time elsewhere: at one statement after the other, at any moment, or at any time."""

    def __init__(self, chance: random.Random) -> None:
        gc.freeze()  # what is there now is not copied for each victim
        self._chance, self._number = chance, 0
        self._next: int | None = None
        self.in_turn = 0

    def rounds(self, asked: int, length: Length) -> Iterator[int]:
        """Count the rounds: those asked for, and for each statement of the step, or a sample of them, one in turn."""
        many = asked >= MANY
        in_turn = range(length.statements) if many else sample(length.statements, asked // 2)
        by_chance = asked if many else asked - len(in_turn)
        yield from range(by_chance)
        for number, statement in enumerate(in_turn, by_chance):
            self._next = statement
            yield number

    def kill(self, step: Step, length: Length) -> bool:
        """Run the step in a victim; return whether it was killed, or had ended before."""
        if self._next is not None:
            number, self._next = self._next, None
            self.in_turn += 1
            return killed_at(step, number)
        self._number += 1
        turn, way = divmod(self._number, 4)
        if way == 0:
            return _killed(step, statement=turn * _STRIDE % max(1, length.statements))
        if way == 1:
            return _killed(step, moment=self._chance.randrange(length.moments))
        if way == 2:  # noqa: PLR2004 - the third way of four
            return _killed(step, moment=max(0, length.moments - 1 - self._chance.randrange(LAST)))
        return _killed(step, seconds=self._chance.uniform(0, length.seconds))


_STRIDE = 7
"""Statements are taken in this order, 0, 7, 14, …, so that few rounds reach all parts of a step."""


def sample(statements: int, most: int) -> list[int]:
    """Return ``most`` statements of a step: the first and the last few, and others as far apart as can be."""
    few = most // 4
    between, rest = most - 2 * few, statements - 2 * few
    if rest <= between:
        return list(range(statements))
    middle = [few + rest * number // between for number in range(between)]
    return [*range(few), *middle, *range(statements - few, statements)]


def length_of(step: Step) -> Length:
    """Run a step in a child that is left alone, and return how long it is."""
    counts = [0, 0]

    def count(of_database: bool) -> None:  # noqa: FBT001 - what it hears
        counts[0] += of_database
        counts[1] += 1

    read, write = os.pipe()
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        _hear(count)
        _run(step, lambda: os.write(write, f"{counts[0]} {counts[1]}".encode()))
    os.close(write)
    with os.fdopen(read) as told:
        statements, moments = map(int, told.read().split())
    os.waitpid(child, 0)
    return Length(statements, moments, time.monotonic() - started)


def killed_at(step: Step, statement: int) -> bool:
    """Kill the step before or after one of its statements; return whether it was killed, or had ended before."""
    return _killed(step, statement=statement)


def left_alone(step: Step) -> None:
    """Run a step in a child that nobody kills; stop where it fails."""
    _killed(step)


@contextmanager
def beside(step: Step) -> Iterator[None]:
    """Run a step in a child while the block goes on, and then to its end; stop where it fails."""
    child = os.fork()
    if child == 0:
        _run(step)
    try:
        yield
    except BaseException:
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        _pid, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit("a step failed by itself")


def _killed(step: Step, *, statement: int = -1, moment: int = -1, seconds: float = -1) -> bool:
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        if seconds < 0:
            _hear(_kill_at(statement, moment))
        _run(step)
    os.close(write)
    if seconds >= 0:
        select.select([read], [], [], seconds)  # its end is closed with the child
        os.kill(child, signal.SIGKILL)
    os.close(read)
    _pid, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and os.waitstatus_to_exitcode(status):
        raise SystemExit("a step failed by itself")
    return os.WIFSIGNALED(status)


def _kill_at(statement: int, moment: int) -> Heard:
    left = [statement, moment]

    def heard(of_database: bool) -> None:  # noqa: FBT001 - what it hears
        if (left[0] == 0 and of_database) or left[1] == 0:
            left[:] = -1, -1  # the kill is an event too
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= of_database
        left[1] -= 1

    return heard


def _hear(heard: Heard) -> None:
    """Call ``heard`` at every moment from here on, and say whether it is one of the database.

    Those are before and after each statement and each commit; the others are audit events of Python's: a file that is
    opened, renamed or removed, a connection that is made.
    """

    def around(execute: Callable[..., Any], *given: object) -> Any:  # noqa: ANN401 - whatever it returns
        heard(True)  # noqa: FBT003 - of the database
        done = execute(*given)
        heard(True)  # noqa: FBT003
        return done

    def listen(connection: BaseDatabaseWrapper, **_more: object) -> None:
        connection.execute_wrappers.append(around)

    commit = vars(BaseDatabaseWrapper)["_commit"]

    def commit_heard(connection: BaseDatabaseWrapper) -> None:
        around(commit, connection)

    connection_created.connect(listen, weak=False)
    BaseDatabaseWrapper._commit = commit_heard  # type: ignore[attr-defined]  # noqa: SLF001 - nothing tells of commits
    sys.addaudithook(lambda *_event: heard(False))  # noqa: FBT003


def _run(step: Step, then: Step = int) -> None:
    """Run a step in a child, and end it there whatever happens."""
    try:
        step()
        then()
    except BaseException:  # noqa: BLE001 - said, and the child ends
        traceback.print_exc()
        os._exit(1)
    os._exit(0)
