"""What the coder suggests for an occupation, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parcours.engine.occupations.suggestions import Outcome, Suggestion, Suggestions
from parcours.people.words import reader
from parcours.reference.noc import load_taxonomy

_VERY_LIKELY, _LIKELY = 0.8, 0.4

_SAID: dict[Outcome, str | Promise] = {
    Outcome.SURE: gettext_lazy("The first one is very likely. A look is enough."),
    Outcome.CHOOSE: gettext_lazy("We are not sure. You know best: choose one."),
    Outcome.CODE: gettext_lazy("These words are a code already."),
    Outcome.EMPLOYER_ONLY: gettext_lazy("This looks like an employer. Write what you do there."),
    Outcome.NO_OCCUPATION: gettext_lazy("This does not look like an occupation. Write it in other words."),
}
_NOT_KNOWN = gettext_lazy(
    "We know no code for these words. Write them in another way, or leave it: somebody will look."
)


def likelihood(confidence: float) -> str:
    """Return in a word or two how likely a suggestion is."""
    if confidence >= _VERY_LIKELY:
        return _("very likely")
    return _("likely") if confidence >= _LIKELY else _("possible")


def option(one: Suggestion) -> tuple[str, str]:
    """Return a suggestion as a choice: its code; and its title, how likely it is, and what speaks for it."""
    title = load_taxonomy().title(one.code, reader())
    likely = likelihood(one.confidence)
    words = {"code": one.code, "title": title, "likely": likely, "like": "; ".join(one.evidence)}
    if one.evidence:
        return one.code, _("%(title)s (%(code)s): %(likely)s, because it is like %(like)s") % words
    return one.code, _("%(title)s (%(code)s): %(likely)s") % words


def in_a_sentence(said: Suggestions | None) -> str:
    """Return how sure the suggestions are, in a sentence."""
    return str(_SAID.get(said.outcome, _NOT_KNOWN) if said else _NOT_KNOWN)
