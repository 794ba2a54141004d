"""The page `report.html`: one file that opens anywhere, prints well, and asks nothing of any network."""

from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files
from string import Template

from parcours import __version__
from parcours.core.language import Language
from parcours.matching.adapter import Proposal
from parcours.matching.words import Words
from parcours.reporting.proposal.figures import Figures, headline, is_optimal, proof
from parcours.reporting.proposal.markup import Section, Tables
from parcours.reporting.proposal.page import Page
from parcours.reporting.proposal.sections_check import check_section
from parcours.reporting.proposal.sections_cohort import (
    agencies_section,
    quotas_section,
    rules_section,
    supply_section,
)
from parcours.reporting.proposal.sections_method import method_section
from parcours.reporting.proposal.sections_occupations import occupations_section
from parcours.reporting.proposal.sections_people import (
    changes_section,
    pairs_section,
    short_lists_section,
    unmatched_section,
)
from parcours.reporting.proposal.to_check import ToCheck


def report(proposal: Proposal, words: Words, check: ToCheck) -> str:
    """Return the whole page."""
    page, say = Page(proposal, words), words.say
    found = (
        check_section(page, check),
        changes_section(page),
        pairs_section(page),
        unmatched_section(page),
        supply_section(page),
        rules_section(page),
        agencies_section(page),
        quotas_section(page),
        occupations_section(page),
        short_lists_section(page),
        method_section(page),
    )
    sections = [section for section in found if section]
    figures = Figures.of(proposal)
    title = say("Matching report")
    subtitle = say("A proposal to read, question and change. It is decided when a person decides.")
    return laid_out(title, subtitle, _summary(proposal, figures, say), sections, page.tables)


def laid_out(title: str, subtitle: str, first: str, sections: Sequence[Section], tables: Tables) -> str:
    """Return a page of `sections`, after what comes `first`."""
    say = tables.say
    return Template(_packaged("page.html")).substitute(
        lang=say.code,
        title=escape(title),
        css=_packaged("page.css") + tables.styles(),
        skip=escape(say("Skip to the content")),
        subtitle=escape(subtitle),
        contents_label=escape(say("Contents")),
        contents="\n".join(map(_link, sections)),
        body=first + "\n".join(_block(section, say) for section in sections),
        footer=escape(say("Made with Parcours {version}.", version=__version__)),
    )


@cache
def _packaged(name: str) -> str:
    return files("parcours.reporting.proposal").joinpath(name).read_text(encoding="utf-8")


def _link(section: Section) -> str:
    count = f' <span class="count">{section.number}</span>' if section.number is not None else ""
    return f'<li><a href="#{section.anchor}">{escape(section.title)}</a>{count}</li>'


def _block(section: Section, say: Language) -> str:
    count = (
        f' <span class="count">({say.number(section.number)})</span>' if section.number is not None else ""
    )
    return (
        f'<section id="{section.anchor}" aria-labelledby="{section.anchor}-title">\n'
        f'<h2 id="{section.anchor}-title">{escape(section.title)}{count}</h2>\n{section.body}\n</section>'
    )


def _summary(proposal: Proposal, figures: Figures, say: Language) -> str:
    numbers = (
        (say("Mentees"), say.number(figures.people)),
        (say("With a place"), say.number(figures.placed)),
        (say("Without a place"), say.number(figures.people - figures.placed)),
        (say("Places used, of {places}", places=say.number(figures.places)), say.number(figures.placed)),
        (say("Average score of a pair"), say.number(figures.average)),
    )
    cards = "".join(f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>" for name, value in numbers)
    kind = "proof" if is_optimal(proposal) else "proof open"
    return (
        f'<section aria-labelledby="summary-title">\n<h2 id="summary-title">{escape(say("In short"))}</h2>\n'
        f'<p class="lead">{escape(headline(figures, say))}</p>\n<dl class="figures">{cards}</dl>\n'
        f'<p class="{kind}">{escape(proof(proposal, say))}</p>\n</section>\n'
    )
