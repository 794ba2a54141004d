"""The mailbox of the demo: everything that was sent to its people, as they would see it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override

from parcours.messaging.contents import Contents, contents
from parcours.messaging.models import Outgoing, State
from parcours.messaging.queries import mailbox_across, mailbox_counts_across, mailbox_message_across
from parcours.web.numbers import row_numbers
from parcours.web.public.personas import BY_KEY, PERSONAS

OTHERS = "others"
TONES = {
    State.SENT: "good",
    State.FAILED: "problem",
    State.EXPIRED: "warning",
    State.UNWANTED: "neutral",
    State.GATHERED: "neutral",
}
_MOST = 100


@dataclass(frozen=True, slots=True)
class Box:
    """One person's mailbox: how many messages there are in it."""

    key: str
    name: object
    count: int
    here: bool


_WITH_FRAMES = cast("dict[str, Collection[str]]", settings.SECURE_CSP) | {"frame-src": [CSP.SELF]}


@csp_override(_WITH_FRAMES)
def show(request: HttpRequest) -> HttpResponse:
    """The mailbox of ``?of=``, with the message ``?message=``, or the latest, opened."""
    counts = mailbox_counts_across()
    mine = request.user.get_username() if request.user.is_authenticated else ""
    first = next((persona.key for persona in PERSONAS if persona.email in counts), OTHERS)
    own = next((persona.key for persona in PERSONAS if persona.email == mine), first)
    of = request.GET.get("of", "")
    of = of if of in {*BY_KEY, OTHERS} else own
    known = {persona.email for persona in PERSONAS}
    boxes = [Box(one.key, one.name, counts.get(one.email, 0), one.key == of) for one in PERSONAS]
    rest = sum(count for to, count in counts.items() if to not in known)
    boxes.append(Box(OTHERS, _("Others"), rest, of == OTHERS))
    to = "" if of == OTHERS else BY_KEY[of].email
    rows = [(row, contents(row)) for row in mailbox_across(most=_MOST, to=to, but=known)]
    asked = row_numbers([request.GET.get("message", "")])
    chosen = next((pair for pair in rows if pair[0].pk in asked), rows[0] if rows else None)
    context = {"boxes": boxes, "of": of, "rows": _shown(rows), "chosen": chosen, "person": BY_KEY.get(of)}
    return render(request, "public/mailbox/show.html", context)


def _shown(rows: list[tuple[Outgoing, Contents | None]]) -> list[tuple[Outgoing, Contents | None, str]]:
    return [(row, said, TONES.get(State(row.state), "info")) for row, said in rows]


@xframe_options_sameorigin
@csp_override(
    {
        "default-src": [CSP.NONE],
        "style-src": [CSP.UNSAFE_INLINE],
        "img-src": ["data:"],
        "base-uri": [CSP.SELF],
        "form-action": [CSP.NONE],
        "frame-ancestors": [CSP.SELF],
    }
)
def html(request: HttpRequest, message: int) -> HttpResponse:
    """The HTML of one message, for the frame that shows it; its links open in the whole window."""
    row = mailbox_message_across(message)
    said = contents(row) if row else None
    if said is None:
        raise Http404
    return HttpResponse(said.html.replace("<head>", '<head><base target="_top">', 1))
