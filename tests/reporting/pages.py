"""Reading a page back: its elements, its text, and whether it is sound."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "rect", "link", "img"}


@dataclass
class Element:
    """One element with its attributes, its own text and its children."""

    tag: str
    attributes: dict[str, str]
    children: list["Element"] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def all(self, tag: str, kind: str = "") -> list["Element"]:
        """Return the elements below this one with that tag, and that class if one is given."""
        matches = self.tag == tag and (not kind or kind in self.attributes.get("class", "").split())
        return [self] * matches + [one for child in self.children for one in child.all(tag, kind)]

    @property
    def text(self) -> str:
        """Return all the text inside, in order, with single spaces."""
        return " ".join(" ".join(self.words).split())

    def rows(self) -> list[list[str]]:
        """Return the text of each cell of the body of the first table inside."""
        (body, *_) = self.all("tbody")
        return [[cell.text for cell in row.children] for row in body.all("tr")]


class Reader(HTMLParser):
    """Builds elements and fails on a tag that is not closed or closed twice."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        assert len(element.attributes) == len(attrs), f"<{tag}> repeats an attribute"
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.words.append(data)


def read_page(html: str) -> Element:
    """Return the page as elements; every tag is closed."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1
    return reader.root


def every(element: Element) -> list[Element]:
    """Return an element and all below it."""
    return [element, *(one for child in element.children for one in every(child))]
