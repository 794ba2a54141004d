"""What the coder says about an occupation in somebody's own words. It suggests; a person confirms."""

import logging
from pathlib import Path

from django.conf import settings

from parcours.engine.occupations.coder import Coder
from parcours.engine.occupations.suggestions import Suggestion, Suggestions
from parcours.people.models import OccupationHeld
from parcours.reference.coder_index import ensure_index, is_complete, load_coder
from parcours.reference.data_folder import data_folder

_MOST = 5
_SHOWN = 0.005
"""A person is offered nothing less likely than this."""

_ready: list[Coder] = []
_log = logging.getLogger(__name__)


def suggest(title: str, language: str = "en") -> Suggestions | None:
    """Return what the coder says about ``title``; None where there is no coder on this machine."""
    coder = _coder()
    return coder.code(title, language="fr" if language == "fr" else "en", top=_MOST) if coder else None


def offered(said: Suggestions | None) -> list[Suggestion]:
    """Return the suggestions that a person may be shown, the likeliest first."""
    return [one for one in said.suggestions if one.confidence >= _SHOWN] if said else []


def first_suggested(row: OccupationHeld) -> tuple[str, float] | None:
    """Return the likeliest code for an occupation and how likely it is, as it is on file or else as the coder says."""
    if row.suggested_noc and row.suggested_confidence is not None:
        return row.suggested_noc, row.suggested_confidence
    first = next(iter(offered(suggest(row.title, row.title_language))), None)
    return (first.code, first.confidence) if first else None


def _folder() -> Path:
    """Return where the index is: what `parcours occupation` has made on this machine, or else the site's own folder."""
    shared = data_folder() / "occupations"
    return shared if is_complete(shared) else settings.DATA / "occupations"


def _coder() -> Coder | None:
    """Return the coder, read once; its index is built where there is none yet, which takes seconds."""
    if not _ready:
        folder = _folder()
        try:
            ensure_index(folder)
            _ready.append(load_coder(folder))
        except (OSError, ValueError):
            _log.exception("the index of occupations cannot be built or read")
            return None
    return _ready[0]
