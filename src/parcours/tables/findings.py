"""What is wrong with a file, where, and how to put it right."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

MOST_KEPT = 1000
"""Findings of each kind kept for one file; the rest are counted."""

HOPELESS = 20_000
"""With more errors than that a file is not what it should be, and reading it to the end helps nobody."""


def N_(message: str) -> str:
    """Mark ``message`` for the catalogue and return it unchanged, to be said later."""
    return message


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark about a file, in words to be said in the reader's language.

    `what` and `fix` are messages with ``{name}`` placeholders filled from `params`: text, whole numbers, and lists
    of text. `file` is the name as the user gave it. `row` is the sheet's own row number, the first row being 1;
    `column` is the header as the user wrote it, or the column's letter where no header stands. None is "the whole".
    """

    severity: Literal["error", "warning"]
    file: str
    row: int | None
    column: str | None
    what: str
    fix: str
    params: Mapping[str, object] = field(default_factory=dict)


class Refused(Exception):
    """Input that cannot be used: every problem found (`findings`), and how many `more` were only counted."""

    def __init__(self, findings: list[Finding], more: int = 0) -> None:
        super().__init__(findings, more)
        self.findings = findings
        self.more = more


class Unreadable(Refused):
    """A file of which nothing can be read, or no further than this."""


def unreadable(file: str, what: str, fix: str, *, row: int | None = None, **params: object) -> Unreadable:
    """Return the exception for one problem with the whole of ``file``, or that stops at ``row``."""
    return Unreadable([Finding("error", file, row, None, what, fix, params)])


def cannot_open(file: str, problem: OSError) -> Unreadable:
    """Return the exception for a file that the system does not open."""
    if isinstance(problem, FileNotFoundError):
        return unreadable(file, N_("There is no such file."), N_("Check the name and the folder."))
    if isinstance(problem, IsADirectoryError):
        return unreadable(file, N_("This is a folder, not a file."), N_("Give the name of a file."))
    return unreadable(
        file,
        N_("The file cannot be opened ({problem})."),
        N_("Check that you may read it, and that no other program keeps it locked."),
        problem=problem.strerror or str(problem),
    )


class Findings:
    """The remarks about one file as they are found, at most ``most`` of each severity."""

    def __init__(self, file: str, most: int = MOST_KEPT) -> None:
        self.file = file
        self.most = most
        self.errors: list[Finding] = []
        self.warnings: list[Finding] = []
        self.more_errors = 0
        self.more_warnings = 0

    @property
    def hopeless(self) -> bool:
        """Whether there are so many errors that nobody needs more."""
        return self.more_errors > HOPELESS

    def error(self, row: int | None, column: str | None, what: str, fix: str, **params: object) -> None:
        """Note a problem that keeps the file from being used."""
        if len(self.errors) < self.most:
            self.errors.append(Finding("error", self.file, row, column, what, fix, params))
        else:
            self.more_errors += 1

    def warning(self, row: int | None, column: str | None, what: str, fix: str, **params: object) -> None:
        """Note something to look at; the file is used all the same."""
        if len(self.warnings) < self.most:
            self.warnings.append(Finding("warning", self.file, row, column, what, fix, params))
        else:
            self.more_warnings += 1

    def add(self, refused: Refused) -> None:
        """Take over the findings of a file that could not be read to its end."""
        self.errors.extend(refused.findings)

    def refuse_if_any(self, *others: "Findings") -> None:
        """Raise `Refused` with the errors of this file and the others, each file's by row, if there is one."""
        files = (self, *others)
        errors = [finding for one in files for finding in sorted(one.errors, key=_row)]
        if errors:
            raise Refused(errors, sum(one.more_errors for one in files))

    def sorted_warnings(self) -> list[Finding]:
        """Return the warnings by row."""
        return sorted(self.warnings, key=_row)


def _row(finding: Finding) -> int:
    return finding.row or 0
