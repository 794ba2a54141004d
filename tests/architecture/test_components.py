"""What every component keeps to, and that the gallery shows each."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[2] / "src/parcours/web/templates"
COMPONENTS = sorted((TEMPLATES / "cotton").glob("*.html"))
USED = re.compile(r"<c-([a-z-]+)")


def used_in(files: set[str]) -> set[str]:
    """The components that the templates ``files`` use, and those that these use in turn."""
    seen: set[str] = set()
    waiting = set(files)
    while waiting:
        for name in USED.findall((TEMPLATES / waiting.pop()).read_text(encoding="utf-8")):
            if name not in seen | {"vars", "slot"}:
                seen.add(name)
                waiting.add(f"cotton/{name}.html")
    return seen


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_says_what_it_is_and_passes_nothing_on_unescaped(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("{# ")
    assert re.findall(r"{{\s*attrs\b|\|\s*safe\b|autoescape|\sstyle=", text) == []


def test_the_gallery_shows_every_component() -> None:
    assert used_in({"frame.html", "public/gallery.html"}) == {path.stem for path in COMPONENTS}


def test_a_component_that_another_uses_is_found() -> None:
    assert {"field", "field-error", "icon"} <= used_in({"cotton/form.html"})
