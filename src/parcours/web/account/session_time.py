"""How long somebody stays signed in: 30 minutes without doing anything, 12 hours at most."""

import time

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

BEGAN, SEEN = "signed_in_at", "seen_at"

_NOTED_EVERY = 30  # seconds: a write for every request would cost more than it tells
_CLOCKS_APART = 60  # seconds


def begin(session: SessionBase) -> None:
    """Start the clock of a new sign-in."""
    session[BEGAN] = session[SEEN] = time.time()


def ended(session: SessionBase) -> str:
    """Return why the sign-in is over, ``idle`` or ``longest``, or nothing while it lasts.

    A clock that was set back would lengthen every sign-in; then it is over too.
    """
    now = time.time()
    if not -_CLOCKS_APART <= now - session[SEEN] <= settings.SIGN_IN_IDLE_SECONDS:
        return "idle"
    if not -_CLOCKS_APART <= now - session[BEGAN] <= settings.SIGN_IN_LONGEST_SECONDS:
        return "longest"
    return ""


def touch(session: SessionBase, *, at_once: bool = False) -> bool:
    """Note that the person did something; return whether it was time, or asked for, to write it down."""
    due = bool(at_once or time.time() - session[SEEN] >= _NOTED_EVERY)
    if due:
        session[SEEN] = time.time()
    return due


def seconds_left(session: SessionBase) -> tuple[int, bool]:
    """Return the seconds until the person is signed out, and whether doing something would put that off."""
    now = time.time()
    idle = session[SEEN] + settings.SIGN_IN_IDLE_SECONDS - now
    longest = session[BEGAN] + settings.SIGN_IN_LONGEST_SECONDS - now
    return max(0, int(min(idle, longest))), idle < longest
