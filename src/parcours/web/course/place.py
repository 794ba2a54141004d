"""Where one of the two is: the pair, who they are in it, and the addresses of its pages."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from parcours.accounts.actors import Actor
from parcours.engagements.lists import TOGETHER
from parcours.engagements.models import Mentorship
from parcours.people.models import Person

TABS = ("", "plan", "notes", "agreement", "concern")
"""The pages of a mentorship; the first one is its door."""


@dataclass(frozen=True)
class Place:
    """One page for one of the two. ``address`` gives that of a page by its name."""

    request: HttpRequest
    mentorship: Mentorship
    by: Actor
    side: str
    address: Callable[[str], str]

    @cached_property
    def other(self) -> Person:
        """The other one."""
        mentor, mentee = self.mentorship.mentor.person, self.mentorship.participant.person
        return mentee if self.side == "mentor" else mentor

    @property
    def runs(self) -> bool:
        """Whether it still goes on, so that something can be written."""
        return self.mentorship.status in TOGETHER

    def again(self, name: str) -> HttpResponse:
        """Lead back to a page after something was done."""
        return redirect(self.address(name))

    def page(self, template: str, here: str, **context: Any) -> HttpResponse:
        """Return the page called ``here``, with what every one of them shows."""
        shared = {
            "mentorship": self.mentorship,
            "sender": self.mentorship.organization,
            "side": self.side,
            "other": self.other,
            "runs": self.runs,
            "here": here,
            "addresses": {one or "door": self.address(one) for one in (*TABS, "meeting")},
        }
        return render(self.request, template, {**shared, **context})


type View = Callable[[Place], HttpResponse]
