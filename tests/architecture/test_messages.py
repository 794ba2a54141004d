"""The French catalogue: complete, in step with the sources, filled like the English, and well written."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog

from tools import messages
from tools.french import RULES, faults

NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture(scope="module", params=messages.DOMAINS, ids=lambda domain: domain.name)
def domain(request: pytest.FixtureRequest) -> messages.Domain:
    asked: messages.Domain = request.param
    return asked


@pytest.fixture(scope="module")
def catalogue(domain: messages.Domain) -> Catalog:
    return messages.merge(domain.collect(messages.SOURCE), domain.po.read_bytes())


def pairs(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    """Each English message beside each of its French forms; of a plural, the form for many."""
    for message in catalogue:
        if message.id:
            english = message.id if isinstance(message.id, str) else message.id[1]
            yield from ((english, form) for form in messages.forms(message.string))


def fields(text: str) -> set[str]:
    """The placeholders in ``text``, ours by name, and those of the standard library as written."""
    ours = {name for _literal, name, _format, _conversion in Formatter().parse(text) if name is not None}
    return ours | set(re.findall(r"%(?:\(\w+\))?[drs]\b", text))


def badly_filled(catalogue: Catalog) -> list[tuple[str, str]]:
    """Pairs with other placeholders. The French singular speaks of zero as well, so it must give {n}."""
    return [pair for pair in pairs(catalogue) if pair[1] and fields(pair[0]) != fields(pair[1])]


def test_the_catalogue_is_in_step_with_the_sources(domain: messages.Domain, catalogue: Catalog) -> None:
    assert domain.po.read_bytes() == messages.as_po(catalogue), "run `make messages`"


def test_the_compiled_catalogue_is_in_step_with_the_readable_one(
    domain: messages.Domain, catalogue: Catalog
) -> None:
    assert domain.mo.read_bytes() == messages.as_mo(catalogue), "run `make messages`"


def test_everything_is_translated(catalogue: Catalog) -> None:
    assert messages.untranslated(catalogue) == []


def test_both_languages_are_filled_alike(catalogue: Catalog) -> None:
    assert badly_filled(catalogue) == []


def test_the_french_is_well_written(catalogue: Catalog) -> None:
    assert [(french, faults(french)) for _english, french in pairs(catalogue) if faults(french)] == []


def test_the_english_has_typographic_apostrophes(catalogue: Catalog) -> None:
    assert [english for english, _french in pairs(catalogue) if re.search(r"\w'", english)] == []


def a_catalogue(tmp_path: Path, source: str, po: str = "") -> Catalog:
    (tmp_path / "source.py").write_text(source, encoding="utf-8")
    return messages.merge(messages.collect(tmp_path), po.encode())


def test_every_kind_of_message_is_collected(tmp_path: Path) -> None:
    source = (
        'N_("a" " long one")\nsay("b", n=1)\nsay.plural("{n} c", "{n} cs", 2)\nsay(variable)\nother("d")\n'
    )
    found = a_catalogue(tmp_path, source)
    assert [message.id for message in found if message.id] == ["a long one", "b", ("{n} c", "{n} cs")]


def test_every_kind_of_message_of_the_site_is_collected(tmp_path: Path) -> None:
    (tmp_path / "source.py").write_text('_("a")\ngettext_lazy("b")\nngettext("c", "cs", n)\nN_("no")\n')
    (tmp_path / "page.html").write_text(
        """  {% if x %}<c-button label="{% translate 'd' %}">{% blocktranslate trimmed %}
        e {{ name }}{% endblocktranslate %}
     {% blocktranslate count n=n %}{{ n }} f{% plural %}{{ n }} fs{% endblocktranslate %}"""
    )
    found = messages.collect_site(tmp_path)
    assert [message.id for message in found if message.id] == [
        "a",
        "b",
        ("c", "cs"),
        "d",
        "e %(name)s",
        ("%(n)s f", "%(n)s fs"),
    ]


def test_a_message_without_french_is_found(tmp_path: Path) -> None:
    source = 'N_("a")\nN_("b")\nN_("c")\nsay.plural("{n} d", "{n} ds", 2)\n'
    po = (
        'msgid "a"\nmsgstr "à"\n\n#, fuzzy\nmsgid "b"\nmsgstr "b"\n\n'
        'msgid "{n} d"\nmsgid_plural "{n} ds"\nmsgstr[0] "{n} d"\nmsgstr[1] ""\n'
    )
    assert messages.untranslated(a_catalogue(tmp_path, source, po)) == ["b", "c", "{n} d"]


def test_the_last_entry_wins_and_what_is_no_longer_said_goes(tmp_path: Path) -> None:
    po = 'msgid "a"\nmsgstr ""\n\nmsgid "gone"\nmsgstr "parti"\n\nmsgid "a"\nmsgstr "à"\n'
    merged = a_catalogue(tmp_path, 'N_("a")\n', po)
    assert list(pairs(merged)) == [("a", "à")]
    assert messages.as_po(messages.merge(merged, messages.as_po(merged))) == messages.as_po(merged)


def test_a_message_that_became_plural_is_to_be_translated_again(tmp_path: Path) -> None:
    po = 'msgid "{n} a"\nmsgstr "{n} à"\n'
    merged = a_catalogue(tmp_path, 'say.plural("{n} a", "{n} as", 2)\n', po)
    assert messages.untranslated(merged) == ["{n} a"]


def test_a_placeholder_that_differs_is_found(tmp_path: Path) -> None:
    po = 'msgid "Row {row}"\nmsgstr "Ligne {rangée}"\n\nmsgid "no %s"\nmsgstr "sans %r"\n'
    merged = a_catalogue(tmp_path, 'N_("Row {row}")\nN_("no %s")\n', po)
    assert badly_filled(merged) == [("Row {row}", "Ligne {rangée}"), ("no %s", "sans %r")]


BAD_FRENCH = [
    ("Pourquoi ?", "a space before ; ! or ?"),
    (f"Bravo{NBSP}!", "a space before ; ! or ?"),
    ("Ligne: 3", "no no-break space before :"),
    ("Ligne :", "no no-break space before :"),
    ("12 %", "no no-break space before %"),
    ("{part}%", "no no-break space before %"),
    ("12 $", "no no-break space before $"),
    (f"« oui{NBSP}»", "no no-break space after «"),
    (f"«{NBSP}oui »", "no no-break space before »"),
    ("14 h 30", "no no-break space between a number and its unit"),
    ("1 000 000", "an ordinary space between thousands"),
    ("l'autre", "a straight apostrophe"),
    ('"oui"', "a straight quotation mark"),
    ("un  mot", "two spaces in a row"),
]


@pytest.mark.parametrize(("text", "rule"), BAD_FRENCH)
def test_bad_french_is_found(text: str, rule: str) -> None:
    assert faults(text) == [rule]


def test_every_rule_of_french_is_shown_to_fail() -> None:
    assert {rule for _text, rule in BAD_FRENCH} == set(RULES)


@pytest.mark.parametrize(
    "text",
    [
        f"Pourquoi? Parce que{NBSP}: {{reason}}; voilà!",
        f"12{NBSP}%, 1{NBSP}234,56{NBSP}$, à 14{NBSP}h{NBSP}30",
        f"«{NBSP}l’autre{NBSP}»",
        f"séparés par «{NBSP};{NBSP}»",
        'Ajoutez `--lang "fr"`',
        '<a href="https://exemple.ca/x?y">ici</a>',
        "fr:7",
        f"%(prog)s{NBSP}: %s",
        "",
    ],
)
def test_good_french_is_left_alone(text: str) -> None:
    assert faults(text) == []
