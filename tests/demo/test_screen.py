import pytest

from parcours.demo.screen import has_screen


@pytest.mark.parametrize(
    ("environment", "platform", "screen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
        ({"OPEN": "0", "DISPLAY": ":0"}, "linux", False),
        ({"OPEN": "0"}, "darwin", False),
        ({"OPEN": "1"}, "linux", False),
    ],
)
def test_has_screen(environment: dict[str, str], platform: str, screen: bool) -> None:  # noqa: FBT001
    assert has_screen(environment, platform) == screen
