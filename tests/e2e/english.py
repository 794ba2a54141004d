"""What a French page leaves in English."""

from babel.messages.pofile import read_po

from tests.e2e.visit import Visit
from tools.messages import LOCALE

_TEXTS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [document.title.split(" · ")[0]];
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.replace(/\\s+/g, " ").trim();
    if (text && !walker.currentNode.parentElement.closest("[lang|=en], script, style")) found.push(text);
  }
  for (const one of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]"))
    for (const name of ["aria-label", "title", "placeholder", "alt"])
      if (one.getAttribute(name)) found.push(one.getAttribute(name));
  return found;
}"""


def english_only() -> set[str]:
    """The messages whose French differs: none of them has a place on a French page."""
    with (LOCALE / "django.po").open("rb") as file:
        return {
            message.id
            for message in read_po(file)
            if isinstance(message.id, str) and message.id and message.string != message.id
        }


def left_in_english(seen: Visit, english: set[str]) -> list[str]:
    """What a French page shows that the catalogue has in French, or that is not said to be English."""
    texts = seen.page.evaluate(_TEXTS) if english else []
    return [f"{seen.page.url}: {text}" for text in texts if text in english]
