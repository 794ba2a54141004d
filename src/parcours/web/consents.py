"""What somebody allows, as their own page: for a member signed in as for whoever came by a link."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actors import Actor
from parcours.accounts.models import Organization
from parcours.people.consent.actions.acts import Said, give, refuse, renew, withdraw
from parcours.people.consent.lists import STATUS
from parcours.people.consent.models import ConsentAct, ConsentText
from parcours.people.consent.purposes import PURPOSES, Group
from parcours.people.consent.queries import acts_of, in_words, matters, requests_of, today
from parcours.people.consent.states import NEVER_ASKED
from parcours.people.consent.texts import texts_now
from parcours.people.models import Person
from parcours.web.numbers import row_numbers

type Words = str | Promise

ACTIONS: Mapping[str, Callable[..., ConsentAct]] = MappingProxyType(
    {"give": give, "refuse": refuse, "renew": renew, "withdraw": withdraw}
)
BUTTONS: Mapping[str, tuple[Words, str]] = MappingProxyType(
    {
        "give": (_("Yes, I allow this"), "main"),
        "refuse": (_("No"), ""),
        "renew": (_("Renew"), "main"),
        "withdraw": (_("Take it back"), "danger"),
    }
)
_WAYS = {
    NEVER_ASKED: ("give", "refuse"),
    "given": ("renew", "withdraw"),
    "refused": ("give",),
    "withdrawn": ("give",),
    "expired": ("give", "refuse"),
}
_RENEWABLE = dt.timedelta(days=60)
"""For so long before a yes ends it can be renewed; before that there is nothing to decide."""
_TONES = {"given": "good", "expired": "warning", "refused": "neutral", "withdrawn": "neutral"}
_THANKS: Mapping[str, Words] = MappingProxyType(
    {
        "given": _("Thank you. Your yes is on file; you can take it back here at any time."),
        "renewed": _("Thank you. Your yes holds on; you can take it back here at any time."),
        "refused": _("Your no is on file. Nothing bad follows from it."),
        "withdrawn": _("Your consent is withdrawn, from this moment on. Nothing bad follows from it."),
    }
)


def tone(status: str) -> str:
    """Return the tone of a status."""
    return _TONES.get(status, "info")


@dataclass(frozen=True, slots=True)
class Card:
    """One matter: what was said last, if anything, and what can be said now."""

    matter: str
    purpose: str
    partner: Organization | None
    status: str
    act: ConsentAct | None
    now: ConsentText
    lasts_until: dt.date | None
    buttons: list[tuple[str, Words, str]]

    @property
    def title(self) -> str:
        """What the purpose is called."""
        return in_words(self.purpose, None)

    @property
    def words(self) -> tuple[str, str]:
        """The status in words, and its tone."""
        return STATUS.label(self.status), tone(self.status)

    @property
    def read(self) -> ConsentText:
        """The words to show: those that a yes was said to, or else those of now."""
        return self.act.text if self.act and self.status == "given" else self.now

    @property
    def has_newer_words(self) -> bool:
        """Whether the words of now are others than those that the yes was said to, and a yes to them can be said."""
        return self.read.version != self.now.version and "renew" in [
            name for name, _words, _tone in self.buttons
        ]


def cards(person: Person, acts: list[ConsentAct]) -> list[Card]:
    """Return what the person was asked or has said, in the order of the purposes; unanswered questions first."""
    day = today(person.organization)
    last: dict[str, ConsentAct] = {}
    for act in reversed(acts):
        last[act.matter] = act
    known = {key: (act.purpose, act.partner) for key, act in last.items()}
    asked = {row.matter: (row.purpose, row.partner) for row in requests_of(person)}
    texts = texts_now(person.organization, *{purpose for purpose, _partner in (known | asked).values()})
    can_be_asked = matters(day)
    order = list(PURPOSES)
    return [
        _card(key, purpose, partner, last.get(key), texts[purpose], day, may_give=key in can_be_asked)
        for key, (purpose, partner) in sorted(
            (known | asked).items(), key=lambda one: (one[0] not in asked, order.index(one[1][0]), one[0])
        )
    ]


def _card(
    matter: str,
    purpose: str,
    partner: Organization | None,
    act: ConsentAct | None,
    now: ConsentText,
    day: dt.date,
    *,
    may_give: bool,
) -> Card:
    status = act.status_on(day) if act else NEVER_ASKED
    life = PURPOSES[purpose].life
    ways = [
        way
        for way in _WAYS[status]
        if (may_give or way not in {"give", "renew"})
        and (way != "renew" or _ends_soon(act, day))
        and not (act is not None and status == "given" and act.basis == "legal_authority")
    ]
    return Card(
        matter,
        purpose,
        partner,
        status,
        act,
        now,
        day + dt.timedelta(days=life) if life else None,
        [(way, *BUTTONS[way]) for way in ways],
    )


def _ends_soon(act: ConsentAct | None, day: dt.date) -> bool:
    return act is not None and act.until is not None and act.until - day <= _RENEWABLE


def own(request: HttpRequest, template: str, person: Person, by: Actor, **context: Any) -> HttpResponse:
    """Show what the person allows, or note what they say: only a button changes anything."""
    if request.method == "POST":
        _answer(request, person, by)
        return redirect(request.path)
    acts = acts_of(person)
    found = cards(person, acts)
    context |= {
        "person": person,
        "sender": person.organization,
        "waiting": _grouped(card for card in found if card.status == NEVER_ASKED),
        "groups": _grouped(card for card in found if card.status != NEVER_ASKED),
        "acts": acts,
    }
    return render(request, template, context)


def _grouped(found: Iterable[Card]) -> list[tuple[Group, list[Card]]]:
    """Return the cards by what their purposes belong to, so that advertising stands apart."""
    groups: dict[Group, list[Card]] = {group: [] for group in Group}
    for card in found:
        groups[PURPOSES[card.purpose].group].append(card)
    return [(group, inside) for group, inside in groups.items() if inside]


def _answer(request: HttpRequest, person: Person, by: Actor) -> None:
    way, key = request.POST.get("say", ""), request.POST.get("matter", "")
    known = {act.matter: (act.purpose, act.partner) for act in acts_of(person)}
    known |= {row.matter: (row.purpose, row.partner) for row in requests_of(person)}
    if way not in ACTIONS or key not in known:
        messages.warning(request, gettext("Say yes or no to one of the questions."))
        return
    purpose, partner = known[key]
    text = texts_now(by.here, purpose)[purpose]
    said = Said(
        purpose,
        read=next(iter(row_numbers([request.POST.get("read", "")])), 0),
        language=text.shown_in,
        partner=partner,
    )
    row = ACTIONS[way](person=person, said=said, by=by)
    messages.success(request, str(_THANKS[row.act]))
