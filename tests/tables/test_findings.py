import errno
import os

import pytest

from parcours.tables.findings import HOPELESS, MOST_KEPT, Finding, Findings, Refused, cannot_open
from tests.tables.made import said


def test_errors_are_refused_file_by_file_and_row_by_row() -> None:
    first, second = Findings("a.csv"), Findings("b.csv")
    second.error(2, "id", "Wrong {n}.", "Fix.", n=1)
    first.error(9, None, "Nine.", "Fix.")
    first.error(None, None, "Whole.", "Fix.")
    first.warning(1, None, "Look.", "Fix.")

    with pytest.raises(Refused) as refused:
        first.refuse_if_any(second)

    assert [(one.file, one.row) for one in refused.value.findings] == [
        ("a.csv", None),
        ("a.csv", 9),
        ("b.csv", 2),
    ]
    assert refused.value.findings[2] == Finding("error", "b.csv", 2, "id", "Wrong {n}.", "Fix.", {"n": 1})
    assert refused.value.more == 0


def test_warnings_refuse_nothing() -> None:
    findings = Findings("a.csv")
    findings.warning(3, None, "Three.", "Fix.")
    findings.warning(1, None, "One.", "Fix.")
    findings.refuse_if_any()
    assert [one.row for one in findings.sorted_warnings()] == [1, 3]


def test_only_so_many_are_kept_and_the_rest_counted() -> None:
    findings = Findings("a.csv")
    for row in range(MOST_KEPT + 7):
        findings.error(row, None, "Wrong.", "Fix.")
        findings.warning(row, None, "Look.", "Fix.")
    assert (len(findings.errors), findings.more_errors) == (MOST_KEPT, 7)
    assert (len(findings.warnings), findings.more_warnings) == (MOST_KEPT, 7)
    assert not findings.hopeless
    findings.more_errors = HOPELESS + 1
    assert findings.hopeless


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOENT, "There is no such file."),
        (errno.EISDIR, "This is a folder, not a file."),
        (errno.EACCES, "The file cannot be opened (Permission denied)."),
    ],
)
def test_why_a_file_does_not_open(number: int, sentence: str) -> None:
    refused = cannot_open("a.csv", OSError(number, os.strerror(number)))
    assert said(refused.findings) == [(None, None, sentence)]
