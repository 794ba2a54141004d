"""Damage a backup, again and again: `make soak`, or `python -m tools.drills … damage`.

Each round flips a bit, cuts the end off, moves a piece elsewhere or writes noise over one, at a place drawn by chance,
and tries to restore what comes of it. It must be refused, and the site be as it was. A backup that nobody touched is
accepted at the end, so a refusal means something.
"""

import random
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from parcours.backups.faults import Fault
from parcours.backups.restore import restore
from tools.drills.site import Site

LONGEST = 5_000


def flip(whole: bytearray, chance: random.Random) -> None:
    """Turn one bit around."""
    whole[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)


def cut(whole: bytearray, chance: random.Random) -> None:
    """Cut the end off."""
    del whole[chance.randrange(len(whole)) :]


def move(whole: bytearray, chance: random.Random) -> None:
    """Put a piece elsewhere."""
    start = chance.randrange(len(whole))
    piece = whole[start : start + chance.randrange(1, LONGEST)]
    del whole[start : start + len(piece)]
    place = chance.randrange(len(whole) + 1)
    whole[place:place] = piece


def noise(whole: bytearray, chance: random.Random) -> None:
    """Write noise over a piece."""
    start = chance.randrange(len(whole))
    end = min(len(whole), start + chance.randrange(1, LONGEST))
    whole[start:end] = chance.randbytes(end - start)


WAYS: tuple[Callable[[bytearray, random.Random], None], ...] = (flip, cut, move, noise)


def drill(folder: Path, rounds: int, chance: random.Random) -> Mapping[str, int]:
    """Run the rounds and return how they ended."""
    site = Site(folder)
    before = site.state()
    whole = (folder / "first.zip").read_bytes()
    damaged = folder / "damaged.zip"
    ended: Counter[str] = Counter()
    for number in range(rounds):
        content = bytearray(whole)
        while content == whole:
            WAYS[number % len(WAYS)](content, chance)
        damaged.write_bytes(content)
        try:
            restore(damaged, replace=True)
        except Fault:
            ended["refused"] += 1
        else:
            ended["accepted"] += 1
    if ended["accepted"] or site.state() != before:
        raise SystemExit(f"a damaged backup was accepted, or touched the site: {dict(ended)}")
    site.finish()
    ended["untouched, accepted"] += 1
    return ended
