"""What the command says: results on standard output, progress and problems on standard error."""

import json
import shutil
import sys
from collections.abc import Sequence

from parcours.core.language import Language
from parcours.reporting.findings import place, what_and_fix
from parcours.tables.findings import Finding, Refused

SHOWN = 100
"""How many problems are shown; the rest are counted."""


class Console:
    """Speaks to whoever called the command, in their language; `as_json` is for a program that reads along."""

    def __init__(self, say: Language, *, as_json: bool) -> None:
        """Make both streams able to say anything, whatever the terminal's encoding."""
        self.say, self.as_json = say, as_json
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")

    @property
    def width(self) -> int:
        """The terminal's width in characters; 80 where there is none."""
        return shutil.get_terminal_size().columns

    def progress(self, sentence: str) -> None:
        """Say what is being done; programs that read JSON from standard output are not disturbed."""
        print(sentence, file=sys.stderr, flush=True)

    def result(self, text: str) -> None:
        """Say the result."""
        print(text, flush=True)

    def refuse(self, refused: Refused) -> None:
        """Say every problem: file, row, column, what is wrong, how to fix it."""
        if self.as_json:
            self.result(self.listed(refused.findings, refused.more))
        self._list(refused.findings, refused.more)
        self.progress(self.say("Nothing was written."))

    def warn(self, warnings: Sequence[Finding]) -> None:
        """Say what to look at in input that is used all the same."""
        self._list(warnings, 0)

    def _list(self, findings: Sequence[Finding], more: int) -> None:
        for finding in findings[:SHOWN]:
            what, fix = what_and_fix(finding, self.say)
            self.progress(
                self.say("{where}: {what} {fix}", where=place(finding, self.say), what=what, fix=fix)
            )
        more += max(0, len(findings) - SHOWN)
        if more:
            self.progress(self.say.plural("… and {n} more.", "… and {n} more.", more))

    def listed(self, findings: Sequence[Finding], more: int = 0) -> str:
        """Return problems as JSON."""
        rows = []
        for finding in findings:
            what, fix = what_and_fix(finding, self.say)
            rows.append(
                {"file": finding.file, "row": finding.row, "column": finding.column, "what": what, "fix": fix}
            )
        return json.dumps({"problems": rows, "more": more}, ensure_ascii=False, indent=2)
