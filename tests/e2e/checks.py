"""What axe-core does not look at: each check gives what it finds wrong on the page that is open."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page

UNIQUE_IDS = """() => {
  const seen = new Map();
  for (const one of document.querySelectorAll("[id]")) seen.set(one.id, (seen.get(one.id) || 0) + 1);
  return [...seen].filter(([, times]) => times > 1).map(([id]) => `two elements are called ${id}`);
}"""

VALID_REFERENCES = """() => {
  const wrong = [];
  for (const name of ["for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "form", "list"])
    for (const one of document.querySelectorAll(`[${name}]`))
      for (const id of one.getAttribute(name).split(/\\s+/).filter(Boolean))
        if (!document.getElementById(id)) wrong.push(`${name} of ${one.tagName} names ${id}, which is not there`);
  for (const one of document.querySelectorAll('a[href^="#"]'))
    if (one.hash.length > 1 && !document.getElementById(one.hash.slice(1)))
      wrong.push(`a link leads to ${one.hash}, which is not there`);
  return wrong;
}"""

LANDMARKS = """() => {
  const seen = new Set(), wrong = [];
  const landmarks = "nav, aside, main, [role=search], [role=region], [role=navigation], section[aria-label], " +
    "section[aria-labelledby], body > header, body > footer";
  for (const one of document.querySelectorAll(landmarks)) {
    if (!one.checkVisibility()) continue;
    const by = one.getAttribute("aria-labelledby");
    const label = by ? document.getElementById(by)?.textContent.trim() : one.getAttribute("aria-label") || "";
    const name = `${one.getAttribute("role") || one.tagName.toLowerCase()} “${label}”`;
    if (seen.has(name)) wrong.push(`two landmarks are ${name}`);
    seen.add(name);
  }
  if (document.querySelectorAll("main").length !== 1) wrong.push("not one main");
  return wrong;
}"""

# 2.5.8: 24 by 24 CSS pixels, but for a link in a sentence, and for what has so much room around it.
TARGETS = """() => {
  const all = [...document.querySelectorAll("a[href], button, summary, select, textarea, input:not([type=hidden])")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }))
    .map((one) => {
      const label = one.labels && /checkbox|radio/.test(one.type) ? one.labels[0] : null;
      const boxes = [one, label].filter(Boolean).map((part) => part.getBoundingClientRect());
      const [box] = boxes;
      return { one, box, x: box.x + box.width / 2, y: box.y + box.height / 2,
        width: Math.max(...boxes.map((part) => part.width)), height: Math.max(...boxes.map((part) => part.height)) };
    })
    .filter(({ box }) => box.width > 1 && box.height > 1);
  const inSentence = ({ one }) => one.tagName === "A" && getComputedStyle(one).display === "inline" &&
    one.parentElement.textContent.trim().length > one.textContent.trim().length;
  const small = ({ width, height }) => width < 23.5 || height < 23.5;
  const distance = (from, to) => Math.hypot(
    Math.max(to.box.left - from.x, 0, from.x - to.box.right), Math.max(to.box.top - from.y, 0, from.y - to.box.bottom));
  return all.filter((target) => small(target) && !inSentence(target) &&
      all.some((other) => other !== target && !target.one.contains(other.one) && distance(target, other) < 12))
    .map(({ one, width, height }) =>
      `“${(one.textContent || one.name).trim().slice(0, 30)}” is ${Math.round(width)} by ${Math.round(height)} pixels`);
}"""

SIDEWAYS = """() => document.documentElement.scrollWidth > document.documentElement.clientWidth
  ? [`${document.documentElement.scrollWidth} pixels wide on ${document.documentElement.clientWidth}`] : []"""

SPACED_OUT = """() => {
  const cut = () => [...document.querySelectorAll("body :not(input, select, textarea)")].filter((one) => {
    const look = getComputedStyle(one);
    return /hidden|clip/.test(look.overflowX + look.overflowY) && one.clientWidth > 2 && one.clientHeight > 2 &&
      (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
  });
  const before = new Set(cut());
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
  const wrong = cut().filter((one) => !before.has(one)).map((one) => `${one.tagName}.${one.className} is cut off`);
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) wrong.push("scrolls sideways");
  document.adoptedStyleSheets = [];
  return wrong;
}"""

MOTION = """() => {
  const one = (part) => parseFloat(part) * (part.includes("ms") ? 0.001 : 1);
  const seconds = (text) => Math.max(...text.split(",").map(one));
  return [...document.querySelectorAll("*")].filter((one) => {
    const look = getComputedStyle(one);
    return seconds(look.transitionDuration) > 0.01 ||
      (look.animationName !== "none" && seconds(look.animationDuration) > 0.01) || look.scrollBehavior === "smooth";
  }).map((one) => `${one.tagName}.${one.className} moves`);
}"""

# In forced colours backgrounds go: a control is seen by its border.
FORCED = """() => [...document.querySelectorAll("main :is(button, select, textarea, input:not([type=hidden]))")]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width > 2)
  .filter((one) => !/checkbox|radio|file/.test(one.type))
  .filter((one) => { const look = getComputedStyle(one);
    return look.borderTopStyle === "none" || parseFloat(look.borderTopWidth) === 0; })
  .map((one) => `${one.tagName} “${(one.textContent || one.name).trim().slice(0, 30)}” has no border`)"""

# 3.2.6: whom to ask stands at the end of every page, after everything else.
HELP = """() => {
  const footer = document.querySelector("body > footer");
  if (!footer) return ["no footer"];
  const after = [...document.querySelectorAll("main, nav, aside, header")]
    .filter((one) => footer.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  const wrong = after.map((one) => `${one.tagName} comes after the footer`);
  for (const link of document.querySelectorAll("a.help, a[href^='mailto:'][data-help]"))
    if (!footer.contains(link)) wrong.push("help is elsewhere than in the footer");
  return wrong;
}"""

STATIC = {
    "unique ids": UNIQUE_IDS,
    "valid references": VALID_REFERENCES,
    "landmarks": LANDMARKS,
    "targets": TARGETS,
    "help": HELP,
    "spaced out": SPACED_OUT,
    "motion": MOTION,
}
"""Checks of a page as it stands, by name."""

# 2.4.11 and 2.4.7: what has the focus is seen, and seen to have it.
_FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getBoundingClientRect();
  const seen = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.15], [0.5, 0.85]].some(([across, down]) => {
    const top = document.elementFromPoint(box.left + box.width * across, box.top + box.height * down);
    const around = top && top.contains(one) && !/^(HTML|BODY)$/.test(top.tagName);
    return top && (one.contains(top) || around || [...(one.labels || [])].includes(top));
  });
  const look = getComputedStyle(one);
  const shown = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0 || look.boxShadow !== "none";
  const name = `${one.tagName} “${(one.textContent || one.name || "").trim().slice(0, 30)}”`;
  return { name, seen, shown, again: one.dataset.tabbed === "yes" || !(one.dataset.tabbed = "yes") };
}"""


def before_everything(page: Page) -> None:
    """Make the next Tab lead to the first stop, as on a page just opened."""
    page.evaluate("""() => {
      for (const one of document.querySelectorAll("[data-tabbed]")) delete one.dataset.tabbed;
      const start = Object.assign(document.createElement("i"), { tabIndex: -1 });
      document.body.prepend(start);
      start.focus();
      start.remove();
      scrollTo(0, 0);
    }""")


def hidden_focus(page: Page, most: int = 150) -> list[str]:
    """Press Tab from where the focus is to the end; what has the focus and is covered, or does not look it."""
    wrong = []
    for _stop in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(_FOCUSED)
        if focused and focused["name"].startswith("IFRAME"):  # the page does not see what has it there
            focused = _focused_in_a_frame(page) or focused
        if focused is None or focused["again"]:
            break
        if not focused["seen"]:
            wrong.append(f"{focused['name']} has the focus and is covered")
        if not focused["shown"]:
            wrong.append(f"{focused['name']} does not show that it has the focus")
    return wrong


def _focused_in_a_frame(page: Page, tries: int = 50) -> dict[str, Any] | None:
    """What has the focus in a frame of the page: a process of its own, which hears of it a moment later."""
    for _try in range(tries):
        told = (frame.evaluate(_FOCUSED) for frame in page.frames[1:])
        focused: dict[str, Any] | None = next(filter(None, told), None)
        if focused:
            return focused
        page.wait_for_timeout(100)
    return None


def skip_link(page: Page) -> list[str]:
    """Press Tab and Enter on the page just opened: the focus is in its main part."""
    page.keyboard.press("Tab")
    stop = "one => { one.dataset.tabbed = 'yes'; return one.getAttribute('href'); }"
    if page.evaluate(f"({stop})(document.activeElement)") != "#main":
        return ["the first stop is not the link to the content"]
    page.keyboard.press("Enter")
    inside = page.evaluate("document.getElementById('main')?.contains(document.activeElement)")
    return [] if inside else ["the link to the content does not lead into it"]


def all_found(page: Page, all_of_them: Mapping[str, str]) -> dict[str, list[str]]:
    """Run several of them, and give what each finds by its name."""
    wrong: dict[str, list[str]] = page.evaluate(
        f"() => ({{ {', '.join(f'"{name}": ({check})()' for name, check in all_of_them.items())} }})"
    )
    return wrong


def found(page: Page, check: str) -> list[str]:
    """Run one of the checks written for the browser."""
    wrong: list[str] = page.evaluate(check)
    return wrong
