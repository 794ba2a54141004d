"""Going once through every page that somebody reaches, and asking everything about each that is asked of a page."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page

from parcours.accounts.roles import ROLES, Role
from tests.e2e import checks
from tests.e2e.axe import LOOKS, look
from tests.e2e.english import english_only, left_in_english
from tests.e2e.visit import Visit, crawl, states, visit

DESK = {"width": 1280, "height": 900}
ZOOMED = {"width": 320, "height": 256}
"""A desk of 1280 by 1024 pixels at 400 %."""

LOOKED_AT = ("", "participant", "coordinator-city", "funder", "administrator")
"""The personas whose pages, together, are all pages: these are looked at closely."""

LIKE_COORDINATORS = ("administrator", "coordinator-agency")
"""Of their pages, those that a coordinator has too are looked at closely as the coordinator of the city."""


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


def walk(browser: Browser, site: str, persona: str, language: str) -> Walk:
    """Go through all that ``persona`` reaches, reading ``language``."""
    done = Walk(persona, language)
    english = english_only() if language == "fr" else set()
    with visit(browser, site, persona, language) as seen:
        for path in crawl(seen, "/start/" if persona else "/"):
            done.reached.append(path)
            closely = persona in LOOKED_AT and not seen_elsewhere(persona, path)
            if closely:
                size = DESK if language == "en" else ZOOMED
                done.beyond_axe += [f"{path} {one}" for one in beyond_axe(seen.page, size["width"])]
                seen.open(path)
                done.focus += [f"{path}: {one}" for one in focus(seen, path, size)]
                seen.open(path)
            for state in states(seen, path):
                seen.wrong += left_in_english(seen, english)
                lang = seen.page.get_attribute("html", "lang")
                if lang != f"{language}-CA":
                    seen.wrong.append(f"{path} {state}: lang is {lang}")
                if closely:
                    done.axe += [f"{path} {state} {one}" for one in by_axe(seen.page, state, language)]
                if seen_elsewhere(persona, path):
                    break
        done.wrong = seen.wrong
    return done


def seen_elsewhere(persona: str, path: str) -> bool:
    """Whether the page is one that the coordinator of the city shows as well."""
    if persona not in LIKE_COORDINATORS:
        return False
    try:
        access = getattr(resolve(path.partition("?")[0]).func, "access", None)
    except Resolver404:
        return False
    return access is not None and access.needs in ROLES[Role.COORDINATOR]


def by_axe(page: Page, state: str, language: str) -> list[str]:
    """What axe-core finds in both themes, on a phone and on a desk.

    French and the other states are made of the same parts: the narrowest light, and the widest dark.
    """
    whole = state == "as it is" and language == "en"
    looks = LOOKS if whole else LOOKS[::3]
    return [f"{theme} {width}: {one}" for theme, width in looks for one in look(page, theme, width)]


def beyond_axe(page: Page, width: int) -> list[str]:
    """What our own checks find: as the page stands, spaced out, in forced colours."""
    page.set_viewport_size({"width": width, "height": 900})
    found = {name: checks.found(page, check) for name, check in checks.STATIC.items()}
    found["spaced out"] = checks.found(page, checks.SPACED_OUT)
    found["motion"] = checks.found(page, checks.MOTION)
    page.emulate_media(forced_colors="active")
    found["forced colours"] = checks.found(page, checks.FORCED)
    page.emulate_media(forced_colors="none")
    return [f"{width} {name}: {one}" for name, all_of_it in found.items() for one in all_of_it]


def focus(seen: Visit, path: str, size: Mapping[str, int]) -> list[str]:
    """Where the keyboard leads on the page just opened at ``path``: into the content, and always where it is seen."""
    seen.page.set_viewport_size({"width": size["width"], "height": size["height"]})
    wrong = checks.found(seen.page, checks.SIDEWAYS) + checks.skip_link(seen.page)
    seen.open(path)
    return wrong + checks.hidden_focus(seen.page)
