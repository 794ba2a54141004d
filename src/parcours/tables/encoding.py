"""Which encoding a text file is in: decided by rules, and only as a last resort guessed."""

import codecs
import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from parcours.tables.findings import N_, Unreadable, unreadable
from parcours.tables.kinds import SAVE_AGAIN

SAVE_AS_UTF8 = N_("Open it in a spreadsheet program and save it as “CSV UTF-8”.")

_SLIPS = 8  # bytes that are no text, in a file that is text all the same
_HEAD = 1 << 16
_SAMPLE = 1 << 20
_CHUNK = 1 << 20

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Western code pages, the usual one first: Windows; old Macs (Excel's plain "CSV" there); DOS ("CSV (MS-DOS)").
_WESTERN = ("cp1252", "mac_roman", "cp850")

_NOT_TEXT = re.compile(rb"[\x01-\x08\x0b\x0e-\x12\x15-\x17\x1b\x1e\x1f\x7f]")
_UTF8_LETTER = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")
_HIGH = re.compile(rb"[\x80-\xff]")

# What a wrong code page makes of accents: symbols and capitals inside words, words of accented letters only.
_IMPLAUSIBLE = re.compile(
    r"""(?<=[A-Za-zÀ-ÿ])[\u201a„ƒˆ\u02dc\u2039†‡•¡¢£¤¥¦§¨¬¯±\u00b4¶\u00b8¿×÷¼½¾]
    |(?<=[a-zß-ÿ])[ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞŠŽŒŸ]
    |(?<=[a-zß-ÿ])[…‰“”™©®ªº«»¹²³µ·](?=[a-zß-ÿ])
    |[^\W\d_a-zA-Z]{3,}
    |[\x80-\x9f∂∑∏π∫Ω√≈∆◊≤≥≠∞ıˇ˘˙˚˝\u02db\u2500-\u259f‗]""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec's `name`, and whether it was only `guessed`."""

    name: str
    guessed: bool = False


def find_encoding(path: Path, given: str) -> Encoding:
    """Return the encoding of the text file at ``path``.

    A byte order mark decides; then the zeros of UTF-16; then UTF-8 if the whole file is; then the Western code page
    whose letters make words; then the guess of charset-normalizer. Raises Unreadable if the file is not text, or
    mixes encodings.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name)
    wide = _wide(head)
    if wide:
        return Encoding(wide)
    if len(_NOT_TEXT.findall(head)) + head.count(0) > max(_SLIPS, len(head) / 100):
        raise unreadable(given, N_("This is not a spreadsheet: its content is not text."), SAVE_AGAIN)
    bad = _first_not_utf8(path)
    if bad is None:
        return Encoding("utf-8")
    sample = _lines_with_accents(path)
    letters = _UTF8_LETTER.sub(b"", sample)
    if len(_HIGH.findall(letters)) < len(_UTF8_LETTER.findall(sample)):
        raise _mixed(path, given, bad)
    return _code_page(sample, given)


def _wide(head: bytes) -> str:
    """Return the kind of UTF-16 that ``head`` plainly is without saying so, or nothing."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""


def _first_not_utf8(path: Path) -> int | None:
    """Return where the first byte stands that is not UTF-8, or None."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    done = 0
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            waiting = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as problem:
                return done - waiting + problem.start
            if not chunk:
                return None
            done += len(chunk)


def _lines_with_accents(path: Path) -> bytes:
    """Return up to 1 MB of the lines that hold anything but ASCII."""
    kept: list[bytes] = []
    size = 0
    with path.open("rb") as file:
        while size < _SAMPLE:
            line = file.readline(_CHUNK)
            if not line:
                break
            if not line.isascii():
                kept.append(line)
                size += len(line)
    return b"".join(kept)


def _mixed(path: Path, given: str, position: int) -> Unreadable:
    """Say on which line a file that is otherwise UTF-8 stops being so."""
    line, done = 1, 0
    with path.open("rb") as file:
        while done < position:
            chunk = file.read(min(_CHUNK, position - done))
            line += chunk.count(b"\n")
            done += len(chunk)
    return unreadable(
        given,
        N_("The file mixes two encodings: from line {line} on, some letters are not in UTF-8."),
        SAVE_AS_UTF8,
        line=str(line),
    )


def _code_page(sample: bytes, given: str) -> Encoding:
    """Return the eight-bit encoding in which ``sample`` reads like words."""
    tolerated = len(_HIGH.findall(sample)) / 5
    faults = {name: _faults(sample, name) for name in _WESTERN}
    if faults["cp1252"] <= tolerated:
        return Encoding("cp1252")
    best = min(_WESTERN, key=faults.__getitem__)
    if faults[best] <= tolerated:
        return Encoding(best, guessed=True)
    guesser = import_module("charset_normalizer")  # seldom needed, and slow to start
    guess = guesser.from_bytes(sample[:_HEAD]).best()
    if guess is None or _NOT_TEXT.search(sample):
        raise unreadable(given, N_("The encoding of the file’s letters cannot be told."), SAVE_AS_UTF8)
    return Encoding(guess.encoding, guessed=True)


def _faults(sample: bytes, name: str) -> float:
    """Count the letters that make no words when ``sample`` is read as ``name``; infinity if it cannot be."""
    try:
        return sum(map(len, _IMPLAUSIBLE.findall(sample.decode(name))))
    except UnicodeDecodeError:
        return float("inf")
