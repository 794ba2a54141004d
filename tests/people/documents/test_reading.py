"""A child reads, within bounds; one that dies is an answer too."""

import sys

import pytest
from pytest_django.fixtures import Settings

from parcours.people.documents.formats import Format
from parcours.people.documents.reading import DEAD, read_apart
from tests.people.documents import corpus

KILLS_ITSELF = (sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
SAYS_TOO_MUCH = (sys.executable, "-c", "while True: print('x' * 1000)")
SAYS_NONSENSE = (sys.executable, "-c", "print('{\"nothing\": 1}')")


def test_a_child_reads_a_document() -> None:
    assert read_apart(corpus.pdf("Ana Roy", script=True), Format.PDF).remarks == ["script"]


@pytest.mark.parametrize(
    "command", [KILLS_ITSELF, SAYS_TOO_MUCH, SAYS_NONSENSE], ids=["dies", "babbles", "lies"]
)
def test_t30_a_child_that_gives_no_answer_is_dead(command: tuple[str, ...]) -> None:
    assert read_apart(corpus.pdf("Ana Roy") + bytes(200_000), Format.PDF, command) == DEAD


def test_t30_a_child_that_wants_too_much_memory_is_dead(settings: Settings) -> None:
    settings.DOCUMENT_READER_MEMORY = 20_000_000
    assert read_apart(corpus.docx("Ana Roy") + bytes(15_000_000), Format.DOCX) == DEAD


def test_t30_a_child_that_takes_too_long_is_ended(settings: Settings) -> None:
    settings.DOCUMENT_READER_SECONDS = 0
    assert read_apart(b"", Format.PDF, (sys.executable, "-c", "import time; time.sleep(600)")) == DEAD
