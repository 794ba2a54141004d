"""The report of a cohort as tagged PDF (PDF/UA-1), in the language of its reader."""

import json
from importlib.resources import files

import typst
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from parcours.core.small_cells import WITHHELD
from parcours.reporting.cohort.readers import Reader
from parcours.reporting.cohort.report import Report
from parcours.reporting.cohort.shown import Part, parts, targets


def as_pdf(report: Report) -> bytes:
    """Return the report for reading, in the language that is active."""
    names = {"program": report.cohort.program, "cohort": report.cohort}
    said = {
        "language": (translation.get_language() or "en")[:2],
        "title": _("%(program)s, %(cohort)s: report") % names,
        "organization": str(report.cohort.organization),
        "notes": [*notes(report), *([nobody()] if report.is_empty else [])],
        "page": _("Page"),
        "parts": [_part(one, report) for one in parts(report)],
        "targets_title": _("Targets"),
        "targets_heads": [_("What is to be reached"), _("Target"), _("So far"), _("Status")],
        "targets": targets(report),
        "meanings_title": _("What each figure counts"),
        "meanings": _meanings(report),
        "colon": _("%(label)s: %(value)s") % {"label": "", "value": ""},
    }
    source = files("parcours.reporting.cohort").joinpath("report.typ").read_bytes()
    made = typst.compile(source, format="pdf", sys_inputs={"data": json.dumps(said)}, pdf_standards="ua-1")
    return bytes(made)


def nobody() -> str:
    """Return why a partner’s report is empty."""
    return _("Nobody has allowed you to see them yet, so nothing is counted here.")


def notes(report: Report) -> list[str]:
    """Return when the report was drawn up, what it compares with, and what is not in it."""
    found = [_("Drawn up on %(day)s.") % {"day": date_format(report.day)}]
    if report.is_empty:
        return found
    if report.last and report.then_on:
        said = {"last": report.last, "day": date_format(report.then_on)}
        found.append(
            _(
                "Compared with %(last)s, the cohort before: as it was on %(day)s, the same day of its course, "
                "and as it stands today."
            )
            % said
        )
    if report.reader is Reader.AGGREGATE:
        found.append(
            _(
                "Numbers are rounded to the nearest 5. ≥ stands before a share that is at least so high, as far as it "
                "may be said; whether a target is reached follows from the exact numbers. %(withheld)s: nobody, or so "
                "few that somebody could be recognized. Sections about so few people are left out."
            )
            % {"withheld": WITHHELD}
        )
    elif report.reader is not Reader.LEAD:
        found.append(
            _(
                "Only people who let your organization see them are counted. What they answered is rounded to the "
                "nearest 5, with ≥ before a share that is at least so high, and %(withheld)s where it is about a few."
            )
            % {"withheld": WITHHELD}
        )
    return found


def _part(one: Part, report: Report) -> dict[str, object]:
    heads = [_("What is counted"), _("How many"), _("Share of all")]
    if one.asks:
        heads += [_("Share of those who answered"), _("Response rate")]
    if report.last:
        heads += [
            _("%(cohort)s, same day") % {"cohort": report.last},
            _("%(cohort)s, today") % {"cohort": report.last},
        ]
    rows = [
        [
            row.label,
            "\n".join(part for part in (row.number, row.note) if part),
            row.of_whole,
            *([row.of_reached, row.rate] if one.asks else []),
            *([row.then, row.in_the_end] if report.last else []),
        ]
        for row in one.rows
    ]
    return {"title": one.title, "meaning": one.meaning, "heads": heads, "rows": rows}


def _meanings(report: Report) -> list[tuple[str, str]]:
    """Return each sentence once, with the figures that it is about."""
    by_meaning: dict[str, list[str]] = {}
    for part in parts(report):
        for row in part.rows:
            labels = by_meaning.setdefault(row.meaning, [])
            if row.meaning and row.label not in labels:
                labels.append(row.label)
    by_meaning.pop("", None)
    return [(", ".join(labels), meaning) for meaning, labels in by_meaning.items()]
