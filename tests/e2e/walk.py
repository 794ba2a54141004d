"""Going once through every page that somebody reaches, and asking everything about each that is asked of a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page

from parcours.web.pages import Audience
from tests.e2e import checks
from tests.e2e.axe import HEIGHT, look, looks
from tests.e2e.english import english_only, left_in_english
from tests.e2e.visit import Visit, crawl, kind, states, visit

DESK = {"width": 1280, "height": HEIGHT}
ZOOMED = {"width": 320, "height": 256}
"""A desk of 1280 by 1024 pixels at 400 %."""
MEASURED = ("target-size",)
"""What our own check has measured of a page as it stands, at the width where all of axe’s rules are asked."""


@dataclass
class Walk:
    """The pages that a persona reached in a language, and what was wrong with them by who noticed it."""

    persona: str
    language: str
    reached: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    axe: list[str] = field(default_factory=list)
    beyond_axe: list[str] = field(default_factory=list)
    focus: list[str] = field(default_factory=list)


def walk(browser: Browser, site: str, persona: str, language: str, known: set[tuple[str, ...]]) -> Walk:
    """Go through all that ``persona`` reaches, reading ``language``.

    What is not ``known`` yet from the walk of somebody else is looked at closely, and known from then on.
    """
    done = Walk(persona, language)
    english = english_only() if language == "fr" else set()
    with visit(browser, site, persona, language) as seen:
        for path in crawl(seen, "/start/" if persona else "/"):
            done.reached.append(path)
            looks_like = (language, *appearance(persona, path))
            closely = looks_like not in known
            known.add(looks_like)
            if closely:
                size = DESK if language == "en" else ZOOMED
                done.beyond_axe += [f"{path} {one}" for one in beyond_axe(seen.page, size["width"])]
                done.focus += [f"{path}: {one}" for one in focus(seen.page, size, known)]
                done.wrong += [f"{path} leads to {one}" for one in broken_files(seen, known)]
            for state in states(seen, path):
                seen.wrong += left_in_english(seen, english)
                lang = seen.page.get_attribute("html", "lang")
                if lang != f"{language}-CA":
                    seen.wrong.append(f"{path} {state}: lang is {lang}")
                if not closely:
                    break
                off = MEASURED if state == "as it is" else ()
                done.axe += [f"{path} {state} {one}" for one in by_axe(seen.page, language, known, off)]
        done.wrong += seen.wrong
    return done


def broken_files(seen: Visit, known: set[tuple[str, ...]]) -> list[str]:
    """The files that the page leads to and that do not come; one of each kind, where it is not ``known``."""
    wrong = []
    for link in seen.files():
        file = ("file", kind(link), urlsplit(link).query)
        if file not in known:
            known.add(file)
            answer = seen.page.request.get(f"{seen.site}{link}")
            wrong += [] if answer.ok else [f"{link}: {answer.status}"]
    return wrong


def appearance(persona: str, path: str) -> tuple[str, ...]:
    """What tells a page from those that look different: its kind, and whose it is where every member has their own."""
    try:
        access = getattr(resolve(urlsplit(path).path).func, "access", None)
    except Resolver404:
        access = None
    is_own = access is not None and access.audience is Audience.MEMBERS and access.needs is None
    return (kind(path), persona) if is_own else (kind(path),)


def by_axe(page: Page, language: str, known: set[tuple[str, ...]], off: Sequence[str]) -> list[str]:
    """What axe-core finds on the page: in both themes, on a phone and on a desk; but for the rules that are ``off``."""
    return [
        f"{theme} {width}: {one}"
        for theme, width in looks(language)
        for one in look(page, theme, width, known, off)
    ]


def beyond_axe(page: Page, width: int) -> list[str]:
    """What our own checks find: as the page stands, spaced out, in forced colours."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    found = checks.all_found(page, checks.STATIC)
    page.emulate_media(forced_colors="active")
    found["forced colours"] = checks.found(page, checks.FORCED)
    page.emulate_media(forced_colors="none")
    return [f"{width} {name}: {one}" for name, all_of_it in found.items() for one in all_of_it]


def focus(page: Page, size: Mapping[str, int], known: set[tuple[str, ...]]) -> list[str]:
    """Where the keyboard leads on the page just opened: into the content, and from there always where it is seen.

    The header is tabbed through where it is not ``known`` from another page.
    """
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    wrong = checks.found(page, checks.SIDEWAYS) + checks.skip_link(page)
    header = ("header", page.evaluate("document.querySelector('body > header')?.textContent"))
    if header not in known:
        known.add(header)
        checks.before_everything(page)
    wrong += checks.hidden_focus(page)
    checks.before_everything(page)
    return wrong
