"""Where Parcours keeps what it loads and builds on this computer."""

import os
from pathlib import Path


def data_folder() -> Path:
    """Return the folder for data: ``parcours`` in ``XDG_DATA_HOME``, or in ``~/.local/share`` where that is unset.

    As the XDG Base Directory Specification asks, a path that is not absolute counts as unset.
    """
    asked = Path(os.environ.get("XDG_DATA_HOME", ""))
    return (asked if asked.is_absolute() else Path.home() / ".local/share") / "parcours"
