"""Collect the messages, keep the French catalogues in step with them, and compile them.

There are two. `parcours` holds what the command line, the engine and the reports say: plain strings in ``N_("…")``,
``say("…")`` and ``say.plural("one", "many", n)``. `django` holds what the site says: ``gettext`` and its kin in Python
(``_`` by habit), ``translate`` and ``blocktranslate`` in templates; and, marked with ``gettext_noop``, what others say
on our pages and we say better. New entries may stand at the end of a .po: they are sorted in, and those no longer said
are dropped. Nothing written carries a date, a place or a version, so the same messages give the same bytes everywhere.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileParser, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/parcours"
LOCALE = SOURCE / "locale/fr/LC_MESSAGES"

SPOKEN = {"N_": None, "say": None, "plural": (1, 2)}
WRITTEN = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
HEADER_COMMENT = "# French (Canada) for Parcours. Add entries at the end; `make messages` sorts and compiles."


class French(Catalog):
    """A catalogue whose header never changes, and where the last entry for a message wins."""

    def __init__(self) -> None:
        super().__init__(locale="fr_CA", header_comment=HEADER_COMMENT, fuzzy=False)

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The few lines that gettext reads."""
        return [
            ("Language", "fr_CA"),
            ("Plural-Forms", self.plural_forms),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]

    def __setitem__(self, message_id: str | tuple[str, ...] | list[str], message: Message) -> None:
        if message_id:  # not the header
            self.delete(message_id, message.context)
            super().__setitem__(message_id, message)


def collect(source: Path) -> Catalog:
    """Return a catalogue of what the program under ``source`` says, translations empty."""
    catalogue = Catalog()
    for _file, _line, message, _comments, _context in extract_from_dir(source, keywords=SPOKEN):
        catalogue.add(message)
    return catalogue


def collect_site(source: Path) -> Catalog:
    """Return a catalogue of what the site under ``source`` says in Python and in templates, translations empty."""
    catalogue = Catalog()
    for _file, _line, message, _comments, context in extract_from_dir(source, keywords=WRITTEN):
        catalogue.add(message, context=context)
    for template in sorted([*source.rglob("*.html"), *source.rglob("*.txt")]):
        code = templatize(template.read_text(encoding="utf-8"), origin=str(template))
        # What is left of the markup is indented at random, which Python's grammar would mind.
        flat = "\n".join(line.strip() for line in code.splitlines())
        for _line, message, _comments, context in extract(
            "python", io.BytesIO(flat.encode()), keywords=WRITTEN
        ):
            catalogue.add(message, context=context)
    return catalogue


@dataclass(frozen=True)
class Domain:
    """One catalogue: its files, and how its messages are collected."""

    name: str
    collect: Callable[[Path], Catalog]

    @property
    def po(self) -> Path:
        """The readable file."""
        return LOCALE / f"{self.name}.po"

    @property
    def mo(self) -> Path:
        """The compiled file."""
        return LOCALE / f"{self.name}.mo"


DOMAINS = (Domain("parcours", collect), Domain("django", collect_site))


def merge(collected: Catalog, po: bytes) -> Catalog:
    """Return ``collected`` with the translations of ``po``, fuzzy marks kept, and nothing else."""
    known = French()
    PoFileParser(known, ignore_obsolete=True, abort_invalid=True).parse(io.BytesIO(po))
    merged = French()
    for message in collected:
        if not message.id:
            continue
        entry = known.get(message.id, message.context)
        same_shape = entry is not None and entry.pluralizable == message.pluralizable
        said = merged.add(message.id, entry.string if entry and same_shape else None, context=message.context)
        if entry and entry.fuzzy:
            said.flags.add("fuzzy")
    return merged


def as_po(catalogue: Catalog) -> bytes:
    """Return the readable file: sorted, one message a line, without places or flags that come and go."""
    for message in catalogue:
        message.flags &= {"fuzzy"}
    written = io.BytesIO()
    write_po(written, catalogue, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
    return written.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """Return the compiled file."""
    written = io.BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the messages, singular forms first, that have no French or only a guess at it."""
    return [
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalogue
        if message.id and (message.fuzzy or not all(forms(message.string)))
    ]


def forms(string: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """Return the one or two forms of a translation."""
    return [string or ""] if isinstance(string, str | None) else list(string)


def main() -> None:
    """Write all files and say what is left to translate."""
    settings.configure()
    django.setup()
    for domain in DOMAINS:
        catalogue = merge(domain.collect(SOURCE), domain.po.read_bytes())
        domain.po.write_bytes(as_po(catalogue))
        domain.mo.write_bytes(as_mo(catalogue))
        missing = untranslated(catalogue)
        print(f"{len(catalogue)} messages, {len(missing)} to translate in {domain.po.relative_to(ROOT)}")
        for message in missing:
            print(f"  {message}")


if __name__ == "__main__":
    main()
