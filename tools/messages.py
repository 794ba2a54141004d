"""Collect the program's messages, keep the French catalogue in step with them, and compile it.

Collected are plain strings in ``N_("…")``, ``say("…")`` and ``say.plural("one", "many", n)`` in src/parcours.
New entries may stand at the end of the .po: they are sorted in, and those no longer said are dropped.
Nothing written carries a date, a place or a version, so the same messages give the same bytes everywhere.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileParser, write_po

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/parcours"
PO = SOURCE / "locale/fr/LC_MESSAGES/parcours.po"
MO = PO.with_suffix(".mo")

KEYWORDS = {"N_": None, "say": None, "plural": (1, 2)}
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
            self.delete(message_id)
            super().__setitem__(message_id, message)


def collect(source: Path) -> Catalog:
    """Return a catalogue of what the Python files under ``source`` say, translations empty."""
    catalogue = Catalog()
    for _file, _line, message, _comments, _context in extract_from_dir(source, keywords=KEYWORDS):
        catalogue.add(message)
    return catalogue


def merge(collected: Catalog, po: bytes) -> Catalog:
    """Return ``collected`` with the translations of ``po``, fuzzy marks kept, and nothing else."""
    known = French()
    PoFileParser(known, ignore_obsolete=True, abort_invalid=True).parse(io.BytesIO(po))
    merged = French()
    for message in collected:
        if not message.id:
            continue
        entry = known.get(message.id)
        same_shape = entry is not None and entry.pluralizable == message.pluralizable
        merged.add(message.id, entry.string if entry and same_shape else None)
        if entry and entry.fuzzy:
            merged[message.id].flags.add("fuzzy")
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
    """Write both files and say what is left to translate."""
    catalogue = merge(collect(SOURCE), PO.read_bytes())
    PO.write_bytes(as_po(catalogue))
    MO.write_bytes(as_mo(catalogue))
    missing = untranslated(catalogue)
    print(f"{len(catalogue)} messages, {len(missing)} to translate in {PO.relative_to(ROOT)}")
    for message in missing:
        print(f"  {message}")


if __name__ == "__main__":
    main()
