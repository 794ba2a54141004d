"""The rules of written Canadian French that a machine can check (Office québécois de la langue française)."""

import re

RULES = {
    "a space before ; ! or ?": r"\s[;!?]",
    "no no-break space before :": r"[^\u00a0]:(?=\s|$)",
    "no no-break space before %": r"[^\u00a0]%",
    "no no-break space before $": r"[^\u00a0]\$",
    "no no-break space after «": r"«[^\u00a0]",
    "no no-break space before »": r"[^\u00a0]»",
    "no no-break space between a number and its unit": r"[\d}] (h|min|s|km|Ko|Mo|Go)\b",
    "an ordinary space between thousands": r"\d \d{3}\b",
    "a straight apostrophe": r"'",
    "a straight quotation mark": r'"',
    "two spaces in a row": r"[ \u00a0]{2}",
}

# What is quoted as typed, markup, and gaps are not prose: « ; », `--lang "fr"`, <a href="…">, %(prog)s.
NOT_PROSE = re.compile(r"«\u00a0[^\w\s]\u00a0»|`[^`]*`|</?[a-z][^>]*>|%(?:\(\w+\))?[drs]\b")


def faults(text: str) -> list[str]:
    """Return the rules that ``text`` breaks, in the order of `RULES`; empty for good French."""
    prose = NOT_PROSE.sub("…", text)
    return [rule for rule, pattern in RULES.items() if re.search(pattern, prose)]
