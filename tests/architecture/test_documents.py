"""Every link between the project's own pages leads somewhere."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def dead_links(pages: list[Path]) -> list[str]:
    """Links of Markdown ``pages`` to files that are not there."""
    return [
        f"{page.name}: {target}"
        for page in pages
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]


def test_links_lead_somewhere() -> None:
    assert dead_links(sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])) == []


def test_a_dead_link_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[here](page.md#top) [web](https://example.org) ![gone](gone.png)\n", encoding="utf-8")
    assert dead_links([page]) == ["page.md: gone.png"]
