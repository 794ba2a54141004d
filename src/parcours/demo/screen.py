"""Whether there is a screen to show something on."""

from collections.abc import Mapping


def has_screen(environment: Mapping[str, str], platform: str) -> bool:
    """Say whether a browser can be shown; ``OPEN=0`` in the environment says no."""
    if environment.get("OPEN") == "0":
        return False
    return platform in {"darwin", "win32"} or bool(
        environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    )
