"""The modes of one cohort side by side: a page to read, rows for a spreadsheet, figures for other programs."""

from collections.abc import Mapping
from html import escape

from parcours.core.language import N_, Language
from parcours.matching.adapter import BALANCED, OPTIMAL, STABLE, Proposal
from parcours.reporting.proposal.chart import Bars, chart
from parcours.reporting.proposal.markup import Column, Section, Tables, paragraph
from parcours.reporting.proposal.report import laid_out
from parcours.reporting.proposal.sections_cohort import key

HEADERS = (
    "mode", "placed", "most_possible", "score", "below_best", "blocking_pairs", "mean_rank_mentees",
    "mean_rank_mentors", "quotas_not_kept",
)  # fmt: skip

NAMES = {OPTIMAL: N_("Optimal"), STABLE: N_("Stable"), BALANCED: N_("Balanced")}

MEANINGS = {
    OPTIMAL: N_(
        "As many people as possible get a place, and then the pairs score as high as possible together."
    ),
    STABLE: N_(
        "No mentee and mentor would rather have each other. Mentees choose first. People may be left without a place,"
        " and minimums and quotas are passed over."
    ),
    BALANCED: N_(
        "As many people as possible get a place, and then each pair counts with how dear it is to both sides at once."
    ),
}


def figures(proposal: Proposal) -> dict[str, str | float | None]:
    """Return the figures of one mode by `HEADERS`."""
    result = proposal.result
    proof, stands = result.certificate, result.standing
    ranks = (None if rank is None else round(rank, 3) for rank in (stands.left_rank, stands.right_rank))
    not_kept = sum(
        not quota.least <= placed <= (placed if quota.most is None else quota.most)
        for quota, placed in result.quotas
    )
    values = (
        result.settings.mode,
        proof.placed,
        proof.bound,
        proof.score,
        proof.gap,
        result.blocking_pairs,
        *ranks,
        not_kept,
    )
    return dict(zip(HEADERS, values, strict=True))


def comparison(proposals: Mapping[str, Proposal], say: Language) -> str:
    """Return the page that puts the proposals of all modes, by mode, side by side."""
    tables, title = Tables(say), say("Modes side by side")
    found = (_figures(proposals, tables), _agencies(proposals, tables), _meanings(say))
    subtitle = say("Three ways to match the same people. Choose one in the settings file, and match with it.")
    return laid_out(title, subtitle, "", [section for section in found if section], tables)


def _figures(proposals: Mapping[str, Proposal], tables: Tables) -> Section:
    say = tables.say
    columns = (
        Column(say("Mode")),
        Column(say("People placed"), number=True),
        Column(say("Total score"), number=True),
        Column(say("Below the best for as many"), number=True),
        Column(say("Pairs who would rather have each other"), number=True),
        Column(say("Mean rank for mentees"), number=True),
        Column(say("Mean rank for mentors"), number=True),
        Column(say("Quotas not kept"), number=True),
    )
    rows, bars = [], []
    for mode, proposal in proposals.items():
        found, stands = figures(proposal), proposal.result.standing
        ranks = (
            "" if rank is None else say.number(rank, 2) for rank in (stands.left_rank, stands.right_rank)
        )
        name, proof = say(NAMES[mode]), proposal.result.certificate
        rows.append(
            (
                escape(name),
                say.number(proof.placed),
                say.number(proof.score),
                say.number(proof.gap),
                say.number(proposal.result.blocking_pairs),
                *ranks,
                escape(str(found["quotas_not_kept"])),
            )
        )
        bars.append(Bars(name, proof.placed, proposal.result.blocking_pairs))
    caption = say(
        "A rank of 1 is the partner whom somebody would have liked best of all whom the rules allow: by wishes first,"
        " then by score."
    )
    title = say("Figures")
    words = say(
        "For each mode two bars: above, people with a place; below, pairs who would rather have each other."
    )
    legend = key(say("People with a place"), say("Pairs who would rather have each other"))
    picture = f"<figure>{legend}{chart(bars, say, title, words)}</figure>"
    return Section("figures", title, None, picture + tables.table("figures-table", caption, columns, rows))


def _agencies(proposals: Mapping[str, Proposal], tables: Tables) -> Section | None:
    say = tables.say
    agencies = {mode: proposal.result.agencies for mode, proposal in proposals.items()}
    names = agencies[OPTIMAL]
    if not any(names):
        return None
    columns = (
        Column(say("Agency")),
        Column(say("Mentees"), number=True),
        *(Column(say(NAMES[mode]), number=True) for mode in agencies),
    )
    rows = [
        (
            escape(name or say("No agency given")),
            say.number(people),
            *(
                escape(say("{percent}%", percent=say.number(100 * shares[name][1] / people)))
                for shares in agencies.values()
            ),
        )
        for name, (people, _) in names.items()
    ]
    caption = say("The share of each agency’s mentees with a place, by mode.")
    return Section("agencies", say("Agencies"), None, tables.table("agencies", caption, columns, rows))


def _meanings(say: Language) -> Section:
    told = "".join(
        f"<h3>{escape(say(NAMES[mode]))} <small>{mode}</small></h3>{paragraph(say(meaning))}"
        for mode, meaning in MEANINGS.items()
    )
    return Section("meanings", say("What each mode is after"), None, told)
